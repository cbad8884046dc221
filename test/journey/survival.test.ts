/**
 * Thirty seconds in which servers and workers are killed and frozen at random: every accepted request ends exactly
 * once, with one event, and the event arrives at the receiver, which fails now and then.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toUuid } from '../../src/contract/ids.ts';
import type { Database } from '../../src/database/connect.ts';
import { freePort } from '../../src/database/embedded.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { type ServiceProcess, startProcess } from '../fixtures/processes.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { API_KEY, asFirstTenant, makeImage } from '../fixtures/service.ts';

const DURATION_MS = 30_000;
const RECOVERY_MS = 60_000;
const SUBMIT_EVERY_MS = 120;

/** mulberry32: a run can be told again by its seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

let database: Database;
let dataDir: string;
let env: NodeJS.ProcessEnv;
const processes = new Set<ServiceProcess>();

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'waybill-survival-'));
  env = {
    DATABASE_URL: database.url,
    WAYBILL_DATA_DIR: dataDir,
    WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
    WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
});
afterAll(async () => {
  for (const each of processes) each.signal('SIGKILL', true);
  await rm(dataDir, { recursive: true, force: true });
});

function start(half: 'server' | 'worker', extra: NodeJS.ProcessEnv = {}): ServiceProcess {
  const each = startProcess(half, { ...env, ...extra });
  processes.add(each);
  void each.exited.then(() => processes.delete(each));
  return each;
}

async function call(port: number, path: string, init: RequestInit): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: { ...asFirstTenant, ...init.headers },
    signal: AbortSignal.timeout(3000),
  });
}

test('every accepted request ends exactly once, and its one event arrives', {
  timeout: DURATION_MS + RECOVERY_MS + 30_000,
}, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  const random = seeded(seed);
  const pick = <T>(items: T[]): T => items[Math.floor(random() * items.length)]!;

  const ports = [await freePort(), await freePort()];
  const servers = ports.map((port) => start('server', { PORT: String(port) }));
  const workers = [start('worker'), start('worker'), start('worker')];
  await Promise.all(servers.map((server) => server.until('listening on')));
  const picture = await makeImage({ width: 1600, height: 1200 });
  const uploaded = await call(ports[0]!, '/v1/uploads', {
    method: 'POST',
    headers: { 'Content-Type': 'image/jpeg' },
    body: picture as never,
  });
  const { upload_id } = (await uploaded.json()) as { upload_id: string };

  const receiver = await startReceiver();
  // Slow enough that sends are under way when somebody dies.
  receiver.otherwise = (response) =>
    void setTimeout(() => response.writeHead(random() < 0.1 ? 503 : 204).end(), random() * 400);
  const registered = await call(ports[0]!, '/v1/webhook-endpoints', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ url: receiver.url, event_types: ['*'], retry_policy: { initial_delay_ms: 50 } }),
  });
  expect(registered.status).toBe(201);

  const until = Date.now() + DURATION_MS;
  const accepted = new Map<string, string>();
  const calledBack = new Set<string>();
  /** What the cancel was answered with. */
  const canceled = new Map<string, number>();
  const submissions: Promise<void>[] = [];

  /** Hands one piece of work in, again and again with the same key until somebody says 202. */
  async function submit(key: string): Promise<void> {
    const operations = [{ rotate: 90 }, { resize: { w: 700 } }, { rotate: 5 }];
    const callback = random() < 0.2 ? { callback_url: `${receiver.url}/callback` } : {};
    const body = JSON.stringify({ upload_id, operations, ...callback });
    for (;;) {
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
      const response = await call(pick(ports), '/v1/images:process', { method: 'POST', headers, body }).catch(
        () => null,
      );
      if (response?.status === 202) {
        const { request_id } = (await response.json()) as { request_id: string };
        accepted.set(key, request_id);
        if ('callback_url' in callback) calledBack.add(request_id);
        if (random() < 0.15) await cancel(request_id, random() * 2000);
        return;
      }
      await response?.body?.cancel();
      await sleep(200);
    }
  }

  /** Changes somebody's mind, again and again until somebody says what became of it. */
  async function cancel(requestId: string, afterMs: number): Promise<void> {
    await sleep(afterMs);
    for (;;) {
      const response = await call(pick(ports), `/v1/requests/${requestId}/cancel`, { method: 'POST' }).catch(
        () => null,
      );
      await response?.body?.cancel();
      if (response && response.status < 500) return void canceled.set(requestId, response.status);
      await sleep(200);
    }
  }

  const happened = { killed: 0, frozen: 0 };
  async function mishaps(): Promise<void> {
    const thaws: Promise<void>[] = [];
    const freeze = (victim: ServiceProcess, ms: number, group: boolean) => {
      happened.frozen += 1;
      victim.signal('SIGSTOP', group);
      thaws.push(sleep(ms).then(() => victim.signal('SIGCONT', group)));
    };
    freeze(workers[0]!, 17_500, false); // long enough to be held for dead, and to come back with its results
    while (Date.now() < until) {
      await sleep(500 + random() * 1500);
      const index = 1 + Math.floor(random() * (workers.length - 1));
      const dice = random();
      if (dice < 0.25) {
        const which = Math.floor(random() * servers.length);
        happened.killed += 1;
        servers[which]!.signal('SIGKILL');
        servers[which] = start('server', { PORT: String(ports[which]) });
      } else if (dice < 0.65) {
        happened.killed += 1;
        workers[index]!.signal('SIGKILL');
        workers[index] = start('worker');
      } else freeze(workers[index]!, 1000 + random() * 16_000, random() < 0.5);
    }
    await Promise.all(thaws);
  }

  const chaos = mishaps();
  while (Date.now() < until) {
    submissions.push(submit(randomUUID()));
    await sleep(SUBMIT_EVERY_MS);
  }
  await chaos;
  await Promise.all(submissions);

  const { sql } = database;
  const deadline = Date.now() + RECOVERY_MS;
  const waiting = async () =>
    (await sql`select 1 from request_queue union all select 1 from delivery_queue limit 1`).length > 0;
  while ((await waiting()) && Date.now() < deadline) await sleep(200);

  const ids = [...accepted.values()].map(toUuid);
  const [counts] = await sql`
    select count(*)::int as requests, count(distinct r.id)::int as distinct, count(*) filter (where state is null)::int as open,
      count(*) filter (where state = 'failed')::int as failed, count(*) filter (where attempts > 1)::int as rerun
    from requests r`;
  const events = await sql`
    select e.subject, e.type, e.sequence::int, r.state from events e
      join requests r on r.correlation_id = e.correlation_id`;
  const told = new Map<string, number>();
  for (const { subject } of events) told.set(subject, (told.get(subject) ?? 0) + 1);
  const results =
    await sql`select f.path from files f join requests r on r.id = f.id and f.kind = 'result' where r.state = 'succeeded'`;
  // What the receiver has, by request: the ids of the events, and how often it said yes.
  const arrived = new Map<string, Set<string>>();
  for (const { event } of receiver.received)
    arrived.set(event.subject, (arrived.get(event.subject) ?? new Set()).add(event.event_id));
  const [deliveries] = await sql`
    select count(*)::int as all, count(*) filter (where dead_reason is null and ended_at is not null)::int as delivered
    from deliveries`;
  const again = await sql`
    select 1 from attempts where error_code is null group by event_id, endpoint_id having count(*) > 1`;
  const ofState = (state: string) => events.filter((event) => event.state === state);
  console.log(
    `survival, seed ${seed}: ${accepted.size} accepted, ${ofState('canceled').length} canceled, ${happened.killed} killed, ${happened.frozen} frozen, ${counts!.rerun} run again, ${counts!.failed} failed; ${receiver.received.length} webhooks, ${again.length} taken twice`,
  );

  expect(new Set(ids).size).toBe(submissions.length);
  expect(counts).toMatchObject({ requests: submissions.length, open: 0 });
  expect(await sql`select 1 from request_queue`).toHaveLength(0);
  expect([...accepted.values()].filter((id) => told.get(id) !== 1)).toEqual([]);
  expect(events).toHaveLength(submissions.length);
  expect(events.every(({ sequence }) => sequence === 1)).toBe(true);
  const TYPES: Record<string, string> = { succeeded: 'processed', failed: 'failed', canceled: 'canceled' };
  for (const { type, state } of events) expect(type).toBe(`image.${TYPES[state]}`);
  // Who was told 200 was canceled, who was told 409 was not, and only who was asked for is.
  for (const { subject } of ofState('canceled')) expect([200, 202]).toContain(canceled.get(subject));
  for (const { subject, state } of events) {
    if (canceled.get(subject) === 200) expect(state).toBe('canceled');
    if (canceled.get(subject) === 409) expect(state).not.toBe('canceled');
  }
  expect(results).toHaveLength(ofState('succeeded').length);
  expect(results.filter(({ path }) => !existsSync(join(dataDir, 'files', path)))).toEqual([]);
  expect([...accepted.values()].filter((id) => arrived.get(id)?.size !== 1)).toEqual([]);
  const all = submissions.length + calledBack.size;
  expect(deliveries).toEqual({ all, delivered: all });
  const callbacks = receiver.received.filter(({ path }) => path === '/callback').map(({ event }) => event.subject);
  expect(new Set(callbacks)).toEqual(calledBack);
  expect(await sql`select 1 from delivery_queue`).toHaveLength(0);
  expect(counts!.rerun).toBeGreaterThan(0); // else nothing was survived
});
