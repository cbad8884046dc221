/** Statistics: how the attempts of the last day ended, and how long they took. */
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { newUuid, toUuid } from '../../src/contract/ids.ts';
import {
  type AttemptCount,
  addAttemptCounts,
  bucketOf,
  dropOldAttemptCounts,
  hourOf,
  readStatistics,
} from '../../src/endpoints/statistics.ts';
import { type Endpoints, startEndpoints } from '../fixtures/endpoints.ts';
import type { TestReceiver } from '../fixtures/receiver.ts';
import type { Service } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let endpoints: Endpoints;
beforeAll(async () => {
  ({ service, receiver, endpoints } = await startEndpoints());
});
beforeEach(() => endpoints.clear());

const event_types = ['shipment.updated'];
const HOUR_MS = 3_600_000;
const register = async () =>
  toUuid((await endpoints.register({ url: 'https://hooks.example.com/', event_types })).endpoint_id);
const counted = (endpoint_id: string, over: Partial<AttemptCount> & { ms?: number } = {}): AttemptCount => {
  const { ms = 100, ...rest } = over;
  return { endpoint_id, hour: hourOf(Date.now()), is_delivered: true, bucket: bucketOf(ms), count: 1, ...rest };
};

test('show what was delivered and what failed, of one endpoint, where it alone is shown', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types });
  expect((await endpoints.show(endpoint_id)).statistics).toEqual({
    delivered: 0,
    failed: 0,
    p50_ms: null,
    p95_ms: null,
    failing_since: null,
  });
  receiver.answers = [500, (response) => response.socket!.destroy()];
  receiver.otherwise = (response) => void setTimeout(() => response.writeHead(204).end(), 300);
  await endpoints.publish();
  await endpoints.publish();
  await receiver.until(4);
  await expect
    .poll(async () => (await endpoints.show(endpoint_id)).statistics, { timeout: 8_000 })
    .toMatchObject({ delivered: 2, failed: 2 });
  const { p95_ms } = (await endpoints.show(endpoint_id)).statistics;
  expect(p95_ms).toBeGreaterThanOrEqual(270);
  expect(p95_ms).toBeLessThan(1000);
  const list = await service.client.GET('/v1/webhook-endpoints');
  expect(list.data!.data[0]).not.toHaveProperty('statistics');
});

test('percentiles are right to within 10 %, whatever the durations', async () => {
  const { sql } = service.database;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 15_000 }), { minLength: 1, maxLength: 200 }), async (all) => {
      const id = await register();
      const counts = Map.groupBy(all, bucketOf);
      await addAttemptCounts(
        sql,
        Array.from(counts, ([bucket, { length }], n) =>
          counted(id, { bucket, count: length, is_delivered: n % 2 === 0 }),
        ),
      );
      const sorted = all.toSorted((a, b) => a - b);
      const { p50_ms, p95_ms } = await readStatistics(sql, id);
      for (const [shown, p] of [
        [p50_ms, 0.5],
        [p95_ms, 0.95],
      ] as const) {
        const exact = sorted[Math.ceil(p * sorted.length) - 1]!;
        expect(Math.abs(shown! - exact)).toBeLessThanOrEqual(Math.max(0.5, exact * 0.1));
      }
    }),
    { numRuns: 30 },
  );
});

test('add up over workers, and over the hours of a day', async () => {
  const { sql } = service.database;
  const id = await register();
  const hour = hourOf(Date.now());
  const both = [counted(id, { count: 2 }), counted(id, { hour: hour - 24 * HOUR_MS, is_delivered: false })];
  await Promise.all([addAttemptCounts(sql, both), addAttemptCounts(sql, both.toReversed())]);
  await addAttemptCounts(sql, [counted(id, { hour: hour - 25 * HOUR_MS, count: 100 })]);
  expect(await readStatistics(sql, id)).toMatchObject({ delivered: 4, failed: 2 });
  await addAttemptCounts(sql, [counted(id, { hour: hour - 27 * HOUR_MS })]);
  await dropOldAttemptCounts(sql);
  const rows =
    await sql`select (extract(epoch from ${new Date(hour).toISOString()}::timestamptz - hour) / 3600)::int as age from attempt_counts`;
  expect(rows.map(({ age }) => age).sort((a, b) => a - b)).toEqual([0, 24, 25]);
});

test('of endpoints that are deleted meanwhile spoil nothing', async () => {
  const { sql } = service.database;
  const [gone, going, kept] = [newUuid(), await register(), await register()];
  const counts = [gone, going, kept].map((id) => counted(id));
  let adding: Promise<void> | undefined;
  await sql.begin(async (tx) => {
    await tx`delete from endpoints where id = ${going}`;
    adding = addAttemptCounts(sql, counts);
    await sleep(200);
  });
  await adding;
  expect(await sql`select endpoint_id from attempt_counts`).toEqual([{ endpoint_id: kept }]);
});
