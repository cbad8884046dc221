/**
 * Replay and redrive through real processes: what a killed worker had begun goes on where it was, and everything arrives.
 * `EVENTS=100000 npx vitest run test/journey/replay.test.ts` is the large one; it prints its figures.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import createClient, { type Client } from 'openapi-fetch';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { paths } from '../../generated/types.d.ts';
import { toUuid } from '../../src/contract/ids.ts';
import type { Database } from '../../src/database/connect.ts';
import { freePort } from '../../src/database/embedded.ts';
import { publishEvents } from '../../src/events/publish.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { type ServiceProcess, startProcess } from '../fixtures/processes.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { API_KEY, asFirstTenant } from '../fixtures/service.ts';

const EVENTS = Number(process.env.EVENTS ?? 6_000);
const TIMEOUT_MS = 120_000 + EVENTS * 5;

let database: Database;
let env: NodeJS.ProcessEnv;
let client: Client<paths>;
let tenantId: string;
const processes: ServiceProcess[] = [];
const start = (half: 'server' | 'worker', extra: NodeJS.ProcessEnv = {}) => {
  const started = startProcess(half, { ...env, ...extra });
  processes.push(started);
  return started;
};

afterAll(() => {
  for (const each of processes) each.signal('SIGKILL', true);
});
beforeAll(async () => {
  database = await createTestDatabase();
  env = {
    DATABASE_URL: database.url,
    WAYBILL_DATA_DIR: await mkdtemp(join(inject('runDir'), 'replay-')),
    WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
    WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
  const port = await freePort();
  await start('server', { PORT: String(port) }).until('listening on');
  client = createClient<paths>({ baseUrl: `http://127.0.0.1:${port}`, headers: asFirstTenant });
  tenantId = (await database.sql`select id from tenants`)[0]!.id;
});

const publish = async (count: number, type: 'order.paid' | 'shipment.updated') => {
  for (let done = 0; done < count; done += 500) {
    const drafts = Array.from({ length: Math.min(500, count - done) }, (_, index) => ({
      tenantId,
      type,
      subject: `${type} ${(done + index) % 997}`,
      correlationId: 'past',
      data:
        type === 'order.paid'
          ? { order_id: String(done + index), currency: 'EUR', total_amount: done + index }
          : {
              shipment_id: 's',
              order_id: 'o',
              status: 'returned',
              parcels: [{ carrier: 'DHL', tracking_number: String(done + index) }],
            },
    }));
    await publishEvents(database.sql, drafts);
  }
};
const register = async (receiver: TestReceiver) => {
  const { data } = await client.POST('/v1/webhook-endpoints', {
    body: { url: receiver.url, event_types: ['order.paid', 'shipment.updated'], max_concurrency: 64 },
  });
  return data!.endpoint_id;
};
const setStatus = (endpoint_id: string, status: 'enabled' | 'disabled') =>
  client.PATCH('/v1/webhook-endpoints/{endpoint_id}', { params: { path: { endpoint_id } }, body: { status } });
const show = async (request_id: string) =>
  (await client.GET('/v1/requests/{request_id}', { params: { path: { request_id } } })).data!;
const untilEnded = async (request_id: string) =>
  vi.waitFor(
    async () => {
      const request = await show(request_id);
      expect(['succeeded', 'failed', 'canceled']).toContain(request.status);
      return request;
    },
    { timeout: TIMEOUT_MS, interval: 100 },
  );
const resultOf = async (result_url: string | null) => {
  const { pathname } = new URL(result_url!);
  const { data } = await client.GET('/v1/results/{result_id}', {
    params: { path: { result_id: pathname.split('/').at(-1)! } },
  });
  return data;
};
const idsOf = (receiver: TestReceiver) => new Set(receiver.received.map(({ event }) => event.event_id));

test('a replay whose worker is killed goes on where it was, and each event arrives', {
  timeout: TIMEOUT_MS,
}, async () => {
  const since = new Date().toISOString();
  await publish(EVENTS, 'order.paid');
  await publish(100, 'shipment.updated');
  const receiver = await startReceiver();
  const endpoint_id = await register(receiver);
  // Pinned to the version before: its bytes are rendered by the replay.
  await client.PATCH('/v1/webhook-endpoints/{endpoint_id}', {
    params: { path: { endpoint_id } },
    body: { event_versions: { 'shipment.updated': 1 } },
  });
  const workers = [start('worker'), start('worker')];
  const begunAt = Date.now();
  const { data: accepted } = await client.POST('/v1/webhook-endpoints/{endpoint_id}/replay', {
    params: { path: { endpoint_id } },
    body: { since },
  });
  const request_id = accepted!.request_id!;
  await receiver.until(EVENTS / 2, TIMEOUT_MS);
  const [{ checkpoint }] = (await database.sql`select checkpoint from request_queue`) as unknown as [
    { checkpoint: { queued: number } },
  ];
  expect(checkpoint.queued).toBeGreaterThan(0);
  expect(checkpoint.queued).toBeLessThan(EVENTS + 100);
  for (const worker of workers) worker.signal('SIGKILL', true); // the run's and the lane's, whichever they are
  start('worker');
  const killedAt = Date.now();
  const progress: number[] = [];
  const watch = setInterval(async () => progress.push((await show(request_id)).progress), 200);
  const ended = await untilEnded(request_id);
  clearInterval(watch);
  await vi.waitFor(() => expect(idsOf(receiver).size).toBe(EVENTS + 100), { timeout: TIMEOUT_MS, interval: 200 });
  const took = Date.now() - begunAt;

  expect(ended).toMatchObject({ status: 'succeeded', progress: 1, type: 'replay' });
  expect(await resultOf(ended.result_url)).toEqual({ queued: EVENTS + 100, skipped: 0 });
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  await vi.waitFor(async () => {
    const [counts] = await database.sql`
      select (select count(*) from deliveries where ended_at is not null and dead_reason is null)::int as delivered,
        (select count(*) from delivery_queue)::int as waiting`;
    expect(counts).toEqual({ delivered: EVENTS + 100, waiting: 0 });
  });
  // What came and was not recorded is what was under way when the worker died; it came again, and that is recorded.
  const [recorded] = await database.sql`
    select count(*) filter (where status = 204)::int as good, count(*)::int as all from attempts`;
  expect(recorded!.good).toBeGreaterThanOrEqual(EVENTS + 100);
  // It went on where it was: only what was under way came twice.
  expect(receiver.received.length - idsOf(receiver).size).toBeLessThan(200);
  const shipments = receiver.received.filter(({ event }) => event.type === 'shipment.updated');
  for (const { event } of shipments)
    expect(event).toMatchObject({ event_version: 1, data: { status: 'exception', carrier: 'DHL' } });
  if (process.env.EVENTS)
    console.log({
      events: EVENTS + 100,
      arrivals: receiver.received.length,
      doubled: receiver.received.length - idsOf(receiver).size,
      recorded: recorded!.all,
      seconds: took / 1000,
      secondsAfterTheKill: (Date.now() - killedAt) / 1000,
    });

  // Again: all of it has been delivered, and keeps its ids.
  const before = idsOf(receiver);
  const bodies = new Map(receiver.received.map(({ event, body }) => [event.event_id, body]));
  receiver.received.length = 0;
  const { data: again } = await client.POST('/v1/webhook-endpoints/{endpoint_id}/replay', {
    params: { path: { endpoint_id } },
    body: { since, event_types: ['shipment.*'] },
  });
  const endedAgain = await untilEnded(again!.request_id!);
  expect(await resultOf(endedAgain.result_url)).toEqual({ queued: 100, skipped: 0 });
  await receiver.until(100);
  await sleep(500);
  expect(receiver.received).toHaveLength(100);
  for (const { event, body } of receiver.received) {
    expect(before).toContain(event.event_id);
    expect(body).toBe(bodies.get(event.event_id));
  }
  const delivery_id = `dlv_${receiver.received[0]!.event.event_id.slice(4)}${endpoint_id.slice(3)}`;
  const { data: delivery } = await client.GET('/v1/deliveries/{delivery_id}', { params: { path: { delivery_id } } });
  expect(delivery).toMatchObject({ state: 'delivered', attempts_made: 2, event_version: 1 });
  expect(delivery!.request_body).toBe(receiver.received[0]!.body);
});

test('a replay that waits for its endpoint gives its process to others, and is canceled at once', async () => {
  const since = new Date().toISOString();
  await publish(2_500, 'order.paid');
  const receiver = await startReceiver();
  const { data } = await client.POST('/v1/webhook-endpoints', {
    body: { url: receiver.url, event_types: ['order.paid'], rate_limit_per_second: 20 },
  });
  const { endpoint_id } = data!;
  const replay = async () =>
    (
      await client.POST('/v1/webhook-endpoints/{endpoint_id}/replay', {
        params: { path: { endpoint_id } },
        body: { since, metadata: { why: 'a test' } },
      })
    ).data!.request_id!;
  // More of them than there are processes of handlers.
  const requests = [await replay(), await replay(), await replay(), await replay()];
  await vi.waitFor(
    async () => {
      const [{ busy }] = (await database.sql`
        select count(worker_id)::int as busy from request_queue`) as unknown as [{ busy: number }];
      expect(busy).toBe(0);
    },
    { timeout: 10_000, interval: 20 },
  );
  const { data: report } = await client.POST('/v1/reports', {
    body: {
      report_type: 'sales',
      format: 'csv',
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
      group_by: 'month',
    },
  });
  expect(await untilEnded(report!.request_id!)).toMatchObject({ status: 'succeeded' });
  expect(receiver.received.length).toBeLessThan(1_000);
  for (const request_id of requests) {
    expect(await show(request_id)).toMatchObject({ metadata: { why: 'a test' }, result_url: null });
    await client.POST('/v1/requests/{request_id}/cancel', { params: { path: { request_id } } });
    const { status, attempts } = await untilEnded(request_id);
    expect([status, attempts <= 1]).toEqual(['canceled', true]);
  }
  await setStatus(endpoint_id, 'disabled');
  const { error, response } = await client.POST('/v1/webhook-endpoints/{endpoint_id}/replay', {
    params: { path: { endpoint_id } },
    body: { since },
  });
  expect([response.status, error!.type]).toEqual([409, expect.stringMatching(/endpoint-disabled$/)]);
});

test('dead letters are redriven by filter, as many as there are', { timeout: 90_000 }, async () => {
  const receiver = await startReceiver();
  receiver.otherwise = 503;
  const endpoint_id = await register(receiver);
  await publish(1_200, 'order.paid');
  const dead = () => database.sql`
    select event_id from deliveries where endpoint_id = ${toUuid(endpoint_id)} and dead_reason = 'endpoint_disabled'`;
  await receiver.until(5);
  await setStatus(endpoint_id, 'disabled');
  await vi.waitFor(async () => expect(await dead()).toHaveLength(1_200), { timeout: 20_000, interval: 100 });
  await setStatus(endpoint_id, 'enabled');
  receiver.received.length = 0;
  receiver.otherwise = 204;
  const { data: accepted } = await client.POST('/v1/deliveries/redrive', {
    body: { endpoint_id, type: 'order.paid' },
  });
  const ended = await untilEnded(accepted!.request_id!);
  expect(await resultOf(ended.result_url)).toEqual({ queued: 1_200, skipped: 0 });
  await receiver.until(1_200);
  await vi.waitFor(async () => expect(await dead()).toHaveLength(0));
  expect(receiver.received).toHaveLength(1_200);
  expect(idsOf(receiver).size).toBe(1_200);
});
