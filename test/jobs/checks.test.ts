/** What is wrong with an input that its schema cannot say. */
import { expect, test } from 'vitest';
import { checkInput } from '../../src/jobs/checks.ts';

const [EARLIER, LATER] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
const faults = (job: 'redrive' | 'replay', input: object) =>
  checkInput(job, input as never).map(({ pointer, code }) => `${pointer} ${code}`);

test('a range ends after it begins, and does not begin in the future', () => {
  for (const job of ['redrive', 'replay'] as const) {
    expect(faults(job, { since: EARLIER, until: LATER })).toEqual([]);
    expect(faults(job, { since: EARLIER })).toEqual([]);
    expect(faults(job, { since: LATER, until: EARLIER })).toEqual(['/until not_later']);
    expect(faults(job, { since: LATER, until: LATER })).toEqual(['/until not_later']);
    expect(faults(job, { since: new Date(Date.now() + 60_000).toISOString() })).toEqual(['/since in_the_future']);
  }
  expect(faults('redrive', { until: LATER })).toEqual([]);
});

test('event types are those that there are', () => {
  expect(faults('redrive', { type: 'order.paid' })).toEqual([]);
  expect(faults('redrive', { type: 'order.payed' })).toEqual(['/type unknown_event_type']);
  expect(faults('replay', { since: EARLIER, event_types: ['order.*', '*', 'order.payed'] })).toEqual([
    '/event_types/2 unknown_event_type',
  ]);
});
