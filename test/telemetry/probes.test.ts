/** /readyz is open to anybody: however many ask, the database is asked once in a while. */
import { afterEach, expect, test, vi } from 'vitest';
import { READY_CACHE_MS } from '../../src/limits.ts';
import { probeOperations } from '../../src/probes.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTelemetry } from '../../src/telemetry/observe.ts';

vi.mock('../../src/database/partitions.ts', async (original) => ({
  ...(await original<object>()),
  hasPartitionsAhead: () => {
    asked += 1;
    return Promise.resolve(true);
  },
}));
vi.mock('../../src/endpoints/rotate-secret.ts', async (original) => ({
  ...(await original<object>()),
  canReadSecrets: () => Promise.resolve(true),
}));
let asked = 0;
afterEach(() => void vi.useRealTimers());

test('many who ask at once, or soon after, share an answer; whether it stops is told at once', async () => {
  vi.useFakeTimers();
  let isStopping = false;
  const telemetry = createTelemetry({ log: createLog({ level: 'silent' }) });
  const { getReadiness } = probeOperations({ database: {}, encryption: {} } as never, telemetry, () =>
    isStopping ? null : {},
  );
  const statuses = async () =>
    new Set((await Promise.all(Array.from({ length: 50 }, getReadiness))).map((a) => a.status));
  expect(await statuses()).toEqual(new Set([200]));
  expect(asked).toBe(1);
  vi.advanceTimersByTime(READY_CACHE_MS);
  expect(await statuses()).toEqual(new Set([200]));
  expect(asked).toBe(2);
  isStopping = true;
  expect(await statuses()).toEqual(new Set([503]));
});
