/** What delivering costs: against bare `undici.request`, and beside endpoints that do not work. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newUuid, toId } from '../../src/contract/ids.ts';
import type { Sql } from '../../src/database/connect.ts';
import { registerEndpoint } from '../../src/endpoints/register.ts';
import { type EventDraft, publishEvents } from '../../src/events/publish.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { type Bench, median, type Ratio } from './figures.ts';

const here = dirname(fileURLToPath(import.meta.url));

interface Receiver {
  url: string;
  came(path: string): Promise<{ count: number; firstAt: number; lastAt: number }>;
  arrivals(): Promise<Record<string, number>>;
  stop(): void;
}

export async function startReceiver(): Promise<Receiver> {
  const child = spawn(process.execPath, [join(here, 'receiver.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  const url = `http://127.0.0.1:${/\d+/.exec(String(said))![0]}`;
  const ask = async (path: string) => (await fetch(url + path)).json();
  return {
    url,
    came: async (path) =>
      ((await ask('/')) as Record<string, { count: number; firstAt: number; lastAt: number }>)[path] ?? {
        count: 0,
        firstAt: 0,
        lastAt: 0,
      },
    arrivals: async () => (await ask('/arrivals')) as Record<string, number>,
    stop: () => void child.kill('SIGTERM'),
  };
}

/** A tenant of its own with an endpoint for each path, subscribed to everything. */
export async function makeTenant(
  { database, env }: Bench,
  receiver: Receiver,
  paths: string[],
  settings: { max_concurrency?: number } = {},
): Promise<string> {
  const tenantId = newUuid();
  await database.sql`insert into tenants (id, name) values (${tenantId}, 'bench')`;
  const encryption = createEncryption([Buffer.from(env.WAYBILL_ENCRYPTION_KEY!, 'base64')]);
  for (const path of paths) {
    await registerEndpoint(database, encryption, tenantId, {
      url: receiver.url + path,
      event_types: ['*'],
      ...settings,
    });
  }
  return tenantId;
}

const draft = (tenantId: string): EventDraft => {
  const subject = toId('req', newUuid());
  const status_url = `https://waybill.example.com/v1/requests/${subject}`;
  return {
    tenantId,
    type: 'image.canceled',
    subject,
    correlationId: 'bench',
    data: { request_id: subject, status: 'canceled', status_url },
  };
};

export async function publish({ database }: Bench, tenantId: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1000) {
    const drafts = Array.from({ length: Math.min(1000, left) }, () => draft(tenantId));
    await database.sql.begin((tx) => publishEvents(tx as unknown as Sql, drafts));
  }
}

async function startTarget(bench: Bench, kind: 'stored' | 'bare', url = '', body = ''): Promise<ChildProcess> {
  const child = fork(join(here, 'send-target.ts'), [kind, url, body], { env: bench.env, stdio: 'inherit' });
  await once(child, 'message');
  return child;
}

/** Waits until so many more have come to a path, and tells how many a second that was. */
async function rate(receiver: Receiver, path: string, before: number, count: number): Promise<number> {
  let startedAt = 0;
  for (;;) {
    const { count: all, lastAt } = await receiver.came(path);
    if (all > before && startedAt === 0) startedAt = performance.timeOrigin + performance.now();
    if (all - before >= count) return (count / (lastAt - startedAt)) * 1000;
    await sleep(20);
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  child.send({ stop: true });
  await once(child, 'message');
}

/** Both sides have 256 attempts under way at once: 16 endpoints with 16 each. */
export async function benchDeliveries(bench: Bench): Promise<Ratio> {
  const ROUNDS = 5;
  const COUNT = 32_000;
  const ENDPOINTS = 16;
  const receiver = await startReceiver();
  const tenantId = await makeTenant(
    bench,
    receiver,
    Array.from({ length: ENDPOINTS }, () => '/ok'),
  );
  await publish(bench, tenantId, 1);
  const [event] = await bench.database.sql<{ body: string }[]>`select body from events limit 1`;
  const targets = {
    stored: await startTarget(bench, 'stored'),
    bare: await startTarget(bench, 'bare', `${receiver.url}/ok`, event!.body),
  };
  console.log(`\ndeliveries: ${ROUNDS} rounds of ${COUNT} each`);
  const rates: Record<'stored' | 'bare', number[]> = { stored: [], bare: [] };
  for (let round = -1; round < ROUNDS; round++) {
    for (const kind of ['stored', 'bare'] as const) {
      if (kind === 'stored') await publish(bench, tenantId, COUNT / ENDPOINTS);
      const before = (await receiver.came('/ok')).count;
      targets[kind].send({ go: COUNT });
      const perSecond = await rate(receiver, '/ok', before, COUNT);
      await stopped(targets[kind]);
      if (round >= 0) rates[kind].push(perSecond);
    }
  }
  for (const child of Object.values(targets)) child.disconnect();
  receiver.stop();
  return compare('deliveries ÷ bare undici.request', rates, { aim: 0.55 });
}

/** A healthy endpoint's throughput alone, and beside a dead, a slow and a rate-limited one with 100,000 waiting. */
export async function benchIsolation(bench: Bench): Promise<Ratio> {
  const ROUNDS = 3;
  const COUNT = 8_000;
  const WAITING = 33_334;
  const receiver = await startReceiver();
  const healthy = await makeTenant(bench, receiver, ['/ok'], { max_concurrency: 64 });
  const troubled = await makeTenant(bench, receiver, ['/dead', '/slow', '/limited']);
  await publish(bench, troubled, WAITING);
  const { sql } = bench.database;
  await sql`create table waiting as select * from delivery_queue`;
  console.log(`\nisolation: ${ROUNDS} rounds of ${COUNT} deliveries, ${3 * WAITING} waiting on three that do not work`);
  const rates: Record<'alone' | 'beside', number[]> = { beside: [], alone: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of ['alone', 'beside'] as const) {
      await sql`truncate delivery_queue`;
      if (kind === 'beside') await sql`insert into delivery_queue select * from waiting`;
      await sql`vacuum analyze delivery_queue`;
      const target = await startTarget(bench, 'stored');
      target.send({ go: 0 });
      await sleep(3000);
      // Once without a clock: the code of a new process is not compiled yet.
      for (const isCounted of [false, true]) {
        const before = (await receiver.came('/ok')).count;
        await publish(bench, healthy, COUNT);
        const perSecond = await rate(receiver, '/ok', before, COUNT);
        if (isCounted) rates[kind].push(perSecond);
      }
      await stopped(target);
      target.disconnect();
    }
  }
  receiver.stop();
  return compare('healthy beside 100,000 waiting ÷ alone', rates, { atLeast: 0.8 });
}

/** The first over the second, by medians. @param rates  a second, round by round, by what was measured */
function compare(name: string, rates: Record<string, number[]>, bound: Pick<Ratio, 'atLeast' | 'aim'>): Ratio {
  const [ours, theirs] = Object.values(rates) as [number[], number[]];
  console.table(Object.entries(rates).map(([what, values]) => ({ what, '1/s': Math.round(median(values)) })));
  return {
    name,
    value: median(ours) / median(theirs),
    rounds: ours.map((value, round) => value / theirs[round]!),
    ...bound,
  };
}
