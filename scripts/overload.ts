/**
 * `npm run overload`: what becomes of a server that is offered three times what it can do, and of a worker that a million
 * deliveries wait for. Loopback only, three minutes, figures and no verdict: they are this machine's.
 *
 *   server: closed loop (what it can do) → a fifth of it → three times of it, open loop → seven tenths → a fifth again
 *   worker: deliveries without pause beside a lane on which a million wait
 *
 * `npm run overload -- 20` overloads for 20 s instead of 60.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { toUuid } from '../src/contract/ids.ts';
import { connect, type Database } from '../src/database/connect.ts';
import { freePort, startEmbeddedPostgres } from '../src/database/embedded.ts';
import { migrateDatabase } from '../src/database/migrate.ts';
import { migrateTasks } from '../src/tasks/runner.ts';

const OVERLOAD_S = Number(process.argv[2] ?? 60);
const CAPACITY_S = 8;
const CALM_S = 10;
const CLOSED_LOOP = 64;
/** An offer is made this often, of as many calls as are due. */
const TICK_MS = 5;
/** A generator that has so many calls open leaves out what is due, and says so: the machine is its limit, not the server. */
const OPEN_CALLS = 2_000;
const WAITING = 1_000_000;
const KEY = 'the-key-of-this-overload-only';

interface Second {
  offered: number;
  taken: number;
  refused: number;
  ms: number[];
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const mebibytes = ({ pid }: ChildProcess) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);

const BODY = JSON.stringify({
  image_url: 'https://images.example.com/cat.jpg',
  operations: [{ resize: { w: 800, h: 600 } }, { format: { to: 'webp' } }],
});

function createCaller(url: string, keys: string[]) {
  const pool = new Pool(url, { connections: OPEN_CALLS, pipelining: 1 });
  let n = 0;
  return {
    /** @returns the status and how long it took; what broke is 0 */
    async call(): Promise<{ status: number; ms: number }> {
      const startedAt = performance.now();
      const key = keys[n++ % keys.length]!;
      try {
        const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
        const { statusCode, body } = await pool.request({
          path: '/v1/images:process',
          method: 'POST',
          headers,
          body: BODY,
        });
        await body.dump();
        return { status: statusCode, ms: performance.now() - startedAt };
      } catch {
        return { status: 0, ms: performance.now() - startedAt };
      }
    },
    close: () => pool.destroy(),
  };
}
type Caller = ReturnType<typeof createCaller>;

/** As fast as it answers. @returns calls a second, and their median time */
async function closedLoop(caller: Caller, seconds: number) {
  const until = performance.now() + seconds * 1000;
  const ms: number[] = [];
  const loop = async () => {
    while (performance.now() < until) {
      const answer = await caller.call();
      if (answer.status === 202) ms.push(answer.ms);
      else throw new Error(`the server answered ${answer.status} before it had too much to do`);
    }
  };
  await Promise.all(Array.from({ length: CLOSED_LOOP }, loop));
  return { perSecond: ms.length / seconds, p50: median(ms) };
}

/** So many a second, whatever is answered. Each second is as it was offered. */
async function openLoop(caller: Caller, perSecond: number, seconds: number): Promise<Second[]> {
  const made: Second[] = Array.from({ length: seconds }, () => ({ offered: 0, taken: 0, refused: 0, ms: [] }));
  const startedAt = performance.now();
  const open = new Set<Promise<void>>();
  let due = 0;
  for (;;) {
    const elapsed = (performance.now() - startedAt) / 1000;
    if (elapsed >= seconds) break;
    const second = made[Math.floor(elapsed)]!;
    for (; due < elapsed * perSecond; due++) {
      if (open.size >= OPEN_CALLS) continue;
      second.offered += 1;
      const call = caller.call().then(({ status, ms }) => {
        open.delete(call);
        if (status === 202) {
          second.taken += 1;
          second.ms.push(ms);
        } else second.refused += 1;
      });
      open.add(call);
    }
    await sleep(TICK_MS);
  }
  await Promise.all(open);
  return made;
}

const sum = (seconds: Second[], of: 'offered' | 'taken' | 'refused') => seconds.reduce((n, each) => n + each[of], 0);
const p50 = (seconds: Second[]) => median(seconds.flatMap(({ ms }) => ms)).toFixed(1);

function start(half: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['src/main.ts', half], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function untilUp(url: string): Promise<void> {
  for (;;) {
    const isUp = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await sleep(50);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function post(url: string, path: string, body: object) {
  const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' };
  return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<
    Record<string, string>
  >;
}

async function overloadServer(env: NodeJS.ProcessEnv): Promise<void> {
  const url = `http://127.0.0.1:${env.PORT}`;
  const server = start('server', env);
  try {
    await untilUp(url);
    // A quota of 500 calls a second is a key's.
    const keys = await Promise.all(Array.from({ length: 60 }, () => post(url, '/v1/api-keys', { name: 'overload' })));
    const caller = createCaller(
      url,
      keys.map(({ api_key }) => api_key!),
    );
    await closedLoop(caller, 3);
    const capacity = await closedLoop(caller, CAPACITY_S);
    const calm = Math.ceil(capacity.perSecond / 5);
    const before = await openLoop(caller, calm, CALM_S);
    const rss = [mebibytes(server)];
    const overload = openLoop(caller, Math.ceil(capacity.perSecond * 3), OVERLOAD_S);
    const sampler = setInterval(() => rss.push(mebibytes(server)), 1000);
    const during = await overload;
    clearInterval(sampler);
    const busy = await openLoop(caller, Math.ceil(capacity.perSecond * 0.7), CALM_S);
    const after = await openLoop(caller, calm, CALM_S);
    const firstCalm = busy.findIndex(({ refused }) => refused === 0);
    const row = (name: string, seconds: Second[]) => ({
      phase: name,
      'offered/s': Math.round(sum(seconds, 'offered') / seconds.length),
      'taken/s': Math.round(sum(seconds, 'taken') / seconds.length),
      'refused %': ((sum(seconds, 'refused') / Math.max(1, sum(seconds, 'offered'))) * 100).toFixed(1),
      'p50 of what is taken, ms': p50(seconds),
    });
    console.log(
      `\nserver: ${Math.round(capacity.perSecond)} calls/s at ${CLOSED_LOOP} in a closed loop, p50 ${capacity.p50.toFixed(1)} ms`,
    );
    console.table([
      row('a fifth', before),
      row(`three times, ${OVERLOAD_S} s`, during),
      row('seven tenths, at once', busy),
      row('a fifth again', after),
    ]);
    const half = Math.ceil(rss.length / 2);
    console.log(
      `memory: ${rss[0]} MiB before, at most ${Math.max(...rss.slice(1, half))} in the first half, ${Math.max(...rss.slice(half))} in the second, ${mebibytes(server)} after`,
    );
    console.log(`seconds until one without a refusal: ${firstCalm < 0 ? `more than ${CALM_S}` : firstCalm}`);
    await caller.close();
  } finally {
    await stop(server);
  }
}

/** An origin of its own, on a port of its own. */
async function startReceiver(onDelivery: (response: ServerResponse) => void): Promise<{ url: string; stop(): void }> {
  const receiver = createServer((request, response) => {
    request.resume();
    onDelivery(response);
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  return {
    url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    stop() {
      receiver.closeAllConnections();
      receiver.close();
    },
  };
}

/** Deliveries a second to an endpoint that answers at once, while `waiting` of an endpoint that never answers wait. */
async function deliver(env: NodeJS.ProcessEnv, { sql }: Database, waiting: number): Promise<void> {
  let came = 0;
  const mute = await startReceiver(() => {});
  const prompt = await startReceiver((response) => {
    came += 1;
    response.writeHead(204).end();
  });
  const url = `http://127.0.0.1:${env.PORT}`;
  const server = start('server', env);
  const worker = start('worker', env);
  try {
    await untilUp(url);
    const slow = await post(url, '/v1/webhook-endpoints', { url: mute.url, event_types: ['order.created'] });
    await post(url, '/v1/webhook-endpoints', { url: prompt.url, event_types: ['order.paid'], max_concurrency: 100 });
    if (waiting > 0) {
      const data = { order_id: '1', currency: 'EUR', total_amount: 1 };
      await post(url, '/v1/events', { type: 'order.created', subject: '1', data });
      await sql`
        with one as (select * from events where type = 'order.created' limit 1),
        copy as materialized (select uuidv7() as id, n from generate_series(1, ${waiting}::int) n),
        stored as (
          insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body)
          select copy.id, tenant_id, type, version, subject, sequence + n, correlation_id, body from one, copy
        )
        insert into delivery_queue (event_id, endpoint_id, next_at)
        select copy.id, ${toUuid(slow.endpoint_id!)}, now() from copy`;
      await sql`analyze delivery_queue, events`;
    }
    const event = { type: 'order.paid', subject: '1', data: { order_id: '1', currency: 'EUR', total_amount: 1 } };
    const batch = Array.from({ length: 100 }, (_, n) => ({ ...event, subject: String(n) }));
    let isOver = false;
    let published = 0;
    const publish = async () => {
      while (!isOver) {
        if (published - came > 10_000) {
          await sleep(50);
          continue;
        }
        published += batch.length;
        await post(url, '/v1/events', batch);
      }
    };
    const publishing = Promise.all([publish(), publish(), publish()]);
    await sleep(5_000);
    const [from, rssBefore, startedAt] = [came, mebibytes(worker), performance.now()];
    await sleep(15_000);
    const perSecond = ((came - from) / (performance.now() - startedAt)) * 1000;
    console.log(
      `worker, ${waiting} waiting: ${Math.round(perSecond)} deliveries/s beside them; ${rssBefore} MiB, 15 s later ${mebibytes(worker)} MiB`,
    );
    isOver = true;
    await publishing;
  } finally {
    await Promise.all([stop(server), stop(worker)]);
    mute.stop();
    prompt.stop();
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'waybill-overload-'));
const postgres = await startEmbeddedPostgres({ dataDir, onTrouble: console.error });
const database = connect(postgres.url, { connections: 4, name: 'overload' });
try {
  await migrateDatabase(postgres.url, () => migrateTasks(postgres.url));
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(await freePort()),
    DATABASE_URL: postgres.url,
    WAYBILL_DATA_DIR: dataDir,
    WAYBILL_PUBLIC_URL: 'http://localhost',
    WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    WAYBILL_BOOTSTRAP_API_KEY: KEY,
    WAYBILL_ALLOWED_NETWORKS: '127.0.0.0/8',
  };
  await overloadServer(env);
  await database.sql`truncate request_queue, graphile_worker._private_jobs`;
  for (const waiting of [0, WAITING]) await deliver(env, database, waiting);
} finally {
  await database.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
