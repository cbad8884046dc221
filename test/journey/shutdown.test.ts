/**
 * SIGTERM, at any moment: nothing that was accepted is lost, nobody who waits is cut off, and the process ends in time, with
 * 0 when all was done, with 1 when something could not be brought to its end.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../src/database/embedded.ts';
import { SHUTDOWN_MS } from '../../src/limits.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { startOwnPostgres } from '../fixtures/own-postgres.ts';
import { type ServiceProcess, startProcess } from '../fixtures/processes.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { API_KEY, asFirstTenant } from '../fixtures/service.ts';

const TIMEOUT = { timeout: 120_000 };
const KEY = randomBytes(32).toString('base64');

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'waybill-shutdown-'));
  onTestFinished(() => rm(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
}

function start(half: 'server' | 'worker' | undefined, env: NodeJS.ProcessEnv): ServiceProcess {
  const each = startProcess(half, env);
  onTestFinished(() => each.signal('SIGKILL', true));
  return each;
}

/** Ends with this code, and in time. */
async function expectExit(each: ServiceProcess, code: number): Promise<void> {
  const late = sleep(SHUTDOWN_MS + 2_000, 'too late' as const, { ref: false });
  expect(await Promise.race([each.exited, late]), each.output().slice(-2000)).toEqual({ code, signal: null });
}

const paid = (n: number) => ({
  type: 'order.paid',
  subject: String(n),
  data: { order_id: String(n), currency: 'EUR', total_amount: n },
});

test(
  'under load: who was told 202 is served, who waits is let go, and load balancers know before',
  TIMEOUT,
  async () => {
    const database = await createTestDatabase();
    const port = await freePort();
    const env = {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      WAYBILL_DATA_DIR: await folder(),
      WAYBILL_PUBLIC_URL: 'http://localhost',
      WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
      WAYBILL_ENCRYPTION_KEY: KEY,
      WAYBILL_ALLOWED_NETWORKS: '127.0.0.0/8',
    };
    const server = start('server', { ...env, PORT: String(port) });
    const worker = start('worker', env);
    await server.until('listening on');
    const receiver = await startReceiver();
    receiver.otherwise = (response) => void setTimeout(() => response.writeHead(204).end(), 200);

    let asked = 0;
    const hanging = createServer(() => {
      asked += 1;
    });
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const source = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;

    const json = { ...asFirstTenant, 'Content-Type': 'application/json' };
    const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    const post = (path: string, body: object, headers = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: { ...json, ...headers },
        body: JSON.stringify(body),
      });
    await post('/v1/webhook-endpoints', { url: receiver.url, event_types: ['*'] });

    const report = { report_type: 'sales', format: 'csv', from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };
    const accepted: string[] = [];
    const seen = { closing: 0, refused: new Set<number>(), broken: [] as string[] };
    async function client(index: number): Promise<void> {
      for (let n = 0; ; n++) {
        const isWork = index === 0;
        try {
          const answer = await (isWork ? post('/v1/reports', report) : post('/v1/events', paid(index * 100_000 + n)));
          if (answer.headers.get('connection') === 'close') seen.closing += 1;
          if (answer.status !== 202) seen.refused.add(answer.status);
          const body = (await answer.json()) as { request_id?: string; event_id?: string };
          if (answer.status === 202) accepted.push((body.request_id ?? body.event_id)!);
        } catch (error) {
          const { code } = (error as { cause?: { code?: string } }).cause ?? {};
          if (code === 'ECONNREFUSED') return; // it listens no more: a load balancer has gone elsewhere
          seen.broken.push(String(code));
        }
        await sleep(isWork ? 400 : 20);
      }
    }
    const clients = [1, 2, 3, 4, 5].map(client);
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBeGreaterThan(20);

    // Two that wait for something that does not end: by `Prefer: wait`, and by a stream.
    const picture = { image_url: `${source}/`, operations: [{ rotate: 90 }] };
    const waiting = post('/v1/images:process', picture, { Prefer: 'wait=30' });
    const followed = (await (await post('/v1/images:process', picture)).json()) as { request_id: string };
    const stream = await fetch(`http://127.0.0.1:${port}/v1/requests/${followed.request_id}/stream`, { headers: json });
    const streamed = stream.text(); // rejects when it is cut off
    await expect.poll(() => asked, { timeout: 40_000 }).toBe(2);
    clients.push(client(0));
    await sleep(1_000);

    server.signal('SIGTERM');
    worker.signal('SIGTERM');
    await expect.poll(() => statusOf('/readyz')).toBe(503);
    expect(await statusOf('/livez')).toBe(200);
    accepted.push(followed.request_id);
    const answered = await waiting;
    expect([answered.status, answered.headers.get('preference-applied')]).toEqual([202, null]);
    accepted.push(((await answered.json()) as { request_id: string }).request_id);
    expect(await streamed).toMatch(/"status":"processing"/);
    await Promise.all([expectExit(server, 0), expectExit(worker, 0), ...clients]);
    expect(seen.broken).toEqual([]);
    expect([...seen.refused]).toEqual([]);
    expect(seen.closing).toBeGreaterThan(0);

    const { sql } = database;
    const [left] = await sql`select count(*)::int as n from request_queue where worker_id is not null`;
    expect(left!.n).toBe(0); // given back, not left to be missed
    hanging.closeAllConnections();
    hanging.close();
    start('worker', env);
    const queued = async () =>
      (await sql`select 1 from request_queue union all select 1 from delivery_queue limit 1`).length;
    await expect.poll(queued, { timeout: 40_000, interval: 200 }).toBe(0);
    const arrived = new Set(receiver.received.flatMap(({ event }) => [event.event_id, event.subject]));
    expect(accepted.filter((id) => !arrived.has(id))).toEqual([]);
    expect(accepted.length).toBeGreaterThan(50);
  },
);

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  const postmasterOf = async (dataDir: string): Promise<number> =>
    Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);

  test('a second SIGTERM changes nothing: it ends with 0, and its Postgres with it', TIMEOUT, async () => {
    const dataDir = await folder();
    const all = start(undefined, { PORT: String(await freePort()), WAYBILL_DATA_DIR: dataDir });
    await all.until('listening on');
    const pid = await postmasterOf(dataDir);
    all.signal('SIGTERM');
    await sleep(20);
    all.signal('SIGTERM');
    await expectExit(all, 0);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });

  test('SIGTERM while it starts: it ends with 0, and leaves no Postgres behind', TIMEOUT, async () => {
    const dataDir = await folder();
    const all = start(undefined, { PORT: String(await freePort()), WAYBILL_DATA_DIR: dataDir });
    let pid = 0;
    await expect
      .poll(async () => (pid = await postmasterOf(dataDir)), { timeout: 30_000, interval: 5 })
      .toBeGreaterThan(0);
    all.signal('SIGTERM');
    await expectExit(all, 0);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });
});

test(
  'SIGTERM without Postgres: 0 when there is nothing to be written down, else 1; always in time',
  TIMEOUT,
  async () => {
    const postgres = await startOwnPostgres(await folder());
    const port = await freePort();
    const env = {
      PORT: String(port),
      DATABASE_URL: postgres.url,
      WAYBILL_DATA_DIR: await folder(),
      WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
      WAYBILL_ENCRYPTION_KEY: KEY,
    };
    const [server, worker] = [start('server', env), start('worker', env)];
    await server.until('listening on');
    const receiver = await startReceiver();
    receiver.otherwise = () => {}; // answers later
    const json = { ...asFirstTenant, 'Content-Type': 'application/json' };
    const post = (path: string, body: object) =>
      fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) });
    await post('/v1/webhook-endpoints', { url: receiver.url, event_types: ['*'] });
    const idle = start('worker', env);
    await idle.until('no mails are sent');
    const held = new Promise<() => void>((resolve) => {
      receiver.otherwise = (response) => resolve(() => response.writeHead(204).end());
    });
    expect((await post('/v1/events', paid(1))).status).toBe(202);
    const answer = await held;
    await postgres.stop();
    answer();
    await sleep(500);
    for (const each of [server, worker, idle]) each.signal('SIGTERM');
    await expectExit(server, 0);
    const codes = await Promise.all([worker.exited, idle.exited]);
    // One of the two had something to write down.
    expect(codes.map(({ code }) => code).sort()).toEqual([0, 1]);
  },
);
