/** `traceparent` as it is read and written. */
import { expect, test } from 'vitest';
import {
  newSpanId,
  newTraceId,
  readTraceparent,
  traceIdOf,
  writeTraceparent,
} from '../../src/telemetry/trace-context.ts';
import { unrecorded } from '../../src/telemetry/tracing.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

test.each([
  [`00-${TRACE}-${SPAN}-01`, true],
  [`00-${TRACE}-${SPAN}-00`, false],
  [`00-${TRACE}-${SPAN}-03`, true], // flags of later versions are not ours to judge
  [`01-${TRACE}-${SPAN}-01`, true],
  [`cc-${TRACE}-${SPAN}-00-what-the-future-will-be`, false],
])('%s is read', (header, isSampled) => {
  expect(readTraceparent(header)).toEqual({ traceId: TRACE, spanId: SPAN, isSampled });
});

test.each([
  undefined,
  null,
  '',
  'nonsense',
  `00-${TRACE}-${SPAN}`,
  `00-${TRACE}-${SPAN}-1`,
  `00-${TRACE}-${SPAN}-01-more`,
  `01-${TRACE}-${SPAN}-01more`,
  `ff-${TRACE}-${SPAN}-01`,
  `00-${TRACE.toUpperCase()}-${SPAN}-01`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`, // it came twice
  ` 00-${TRACE}-${SPAN}-01`,
])('%s is no trace', (header) => {
  expect(readTraceparent(header)).toBeNull();
});

test('what is written is read again, and ids are never the same', () => {
  const ids = Array.from({ length: 1000 }, () => [newTraceId(), newSpanId()] as const);
  for (const [traceId, spanId] of ids) {
    const context = { traceId, spanId, isSampled: true };
    expect(readTraceparent(writeTraceparent(context))).toEqual(context);
  }
  expect(new Set(ids.flat()).size).toBe(2000);
});

test('without anybody who records it a trace goes on: the same trace and flags, a new parent', () => {
  const own = readTraceparent(
    unrecorded.start({ kind: 'CLIENT', name: '', parent: `01-${TRACE}-${SPAN}-01-x` }).traceparent,
  );
  expect(own).toEqual({ traceId: TRACE, spanId: expect.not.stringMatching(SPAN), isSampled: true });
  const traceId = traceIdOf('019a9e1c-5a3b-7c2d-8e4f-0123456789ab');
  const begun = readTraceparent(
    unrecorded.start({ kind: 'CLIENT', name: '', parent: 'nonsense', traceId }).traceparent,
  );
  expect(begun).toMatchObject({ traceId: '019a9e1c5a3b7c2d8e4f0123456789ab', isSampled: false });
});
