/** What old and waiting rows cost those who come now: nothing, if every statement goes by an index. */
import { setTimeout as sleep } from 'node:timers/promises';
import { makePartitions } from '../../../src/database/partitions.ts';
import { wakeUps } from '../../../src/tasks/enqueue.ts';
import { BOUNDS } from '../bounds.ts';
import { startChild } from '../children.ts';
import { type Answer, type Bound, type Measured, type Question, ratioOf, takeTurns } from '../figures.ts';
import { callAtOnce } from '../load.ts';
import { rateAt, startReceiver } from '../receiving.ts';
import { makeTenant, publish, repeat } from '../seed.ts';
import { startServing } from '../serving.ts';
import type { Scene, Stage } from '../stage.ts';

const ROUNDS = 3;
const ENDPOINTS = 16;
const COUNT = 8_000;
const CALLS_S = 2;
/** Old rows over 28 days, and a tenth of them waiting. */
const SIZES = { empty: 0, small: 10_000, '10 times': 100_000, '100 times': 1_000_000 };
type Size = keyof typeof SIZES;
const NAMES: Record<Size, string> = {
  empty: 'empty',
  small: '10k old, 1k waiting',
  '10 times': '100k old, 10k waiting',
  '100 times': '1M old, 100k waiting',
};

/** What a month of use leaves behind: requests that ended, their events, deliveries and attempts. */
async function fillWithOld({ database: { sql } }: Scene, tenantId: string, count: number): Promise<void> {
  const DAY_MS = 24 * 60 * 60 * 1000;
  for (const days of [28, 21, 14, 7]) await makePartitions(sql, new Date(Date.now() - days * DAY_MS));
  await sql`create table old as select uuidv7(make_interval(secs => -28.0 * 86400 * n / ${count})) as id,
    'req_' || lpad(n::text, 26, '0') as subject from generate_series(1, ${count}) n`;
  await Promise.all([
    sql`insert into requests (id, tenant_id, job, input, correlation_id, state, progress, version, attempts, started_at, ended_at)
      select id, ${tenantId}, 'image-process', '{"operations": [{"rotate": 90}]}', 'old', 'succeeded', 1, 3, 1, now(), now() from old`,
    sql`insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body)
      select id, ${tenantId}, 'image.processed', 1, subject, 1, 'old', repeat('x', 420) from old`,
    sql`insert into subject_counters (tenant_id, subject, last) select ${tenantId}, subject, 1 from old`,
  ]);
  const endpoint = sql`(select id from endpoints where tenant_id = ${tenantId} order by id limit 1)`;
  await Promise.all([
    sql`insert into deliveries (event_id, endpoint_id, tenant_id, ended_at)
      select id, ${endpoint}, ${tenantId}, now() from old`,
    sql`insert into attempts (event_id, endpoint_id, id, round, n, status, ms, superseded)
      select id, ${endpoint}, id, 0, 1, 204, 3, false from old`,
  ]);
  await sql`drop table old`;
}

/** Work that was accepted and that no worker has begun: rows and wake-ups. */
async function fillWithWaiting({ database: { sql } }: Scene, tenantId: string, count: number): Promise<void> {
  await sql`
    with request as (
      insert into requests (id, tenant_id, job, input, correlation_id)
      select uuidv7(), ${tenantId}, 'image-process', '{}', 'waiting' from generate_series(1, ${count}::int) returning id
    ), queued as (insert into request_queue (request_id) select id from request returning request_id as id)
    ${wakeUps(sql, 'queued')}`;
}

async function prepare(stage: Stage, size: Size, origin: string) {
  const scene = await stage.makeScene();
  const tenantId = await makeTenant(scene, repeat(ENDPOINTS, `${origin}/ok`));
  const old = SIZES[size];
  const waiting = old / 10;
  if (old > 0) {
    await fillWithOld(scene, tenantId, old);
    await fillWithWaiting(scene, tenantId, waiting);
    await scene.database.sql`vacuum analyze`;
  }
  const sender = await startChild('sender', scene.env);
  return { scene, tenantId, waiting, sender, server: await startServing('stored', scene) };
}

async function ask(stage: Stage): Promise<Answer> {
  const receiver = await startReceiver();
  const sizes = Object.keys(SIZES) as Size[];
  const places = new Map<Size, Awaited<ReturnType<typeof prepare>>>();
  for (const [n, size] of sizes.entries()) places.set(size, await prepare(stage, size, receiver.origins[n]!));

  const calls = await takeTurns(sizes, { rounds: ROUNDS }, async (size) => {
    const { server } = places.get(size)!;
    return (await callAtOnce(server.url, server.keys, { seconds: CALLS_S })).perSecond;
  });
  for (const { server } of places.values()) await server.stop();

  const deliveries = await takeTurns(sizes, { rounds: ROUNDS }, async (size) => {
    const { scene, tenantId, waiting, sender } = places.get(size)!;
    const [queue] = await scene.database.sql<{ count: number }[]>`select count(*)::int from delivery_queue`;
    const missing = Math.max(0, waiting + COUNT - queue!.count);
    await publish(scene, tenantId, Math.ceil(missing / ENDPOINTS));
    const perSecond = await rateAt(receiver, '/ok', COUNT, () => sender.ask('go'));
    await sender.ask('stop');
    await sleep(50);
    return perSecond;
  });

  const figure = (rates: Record<Size, number[]>, unit: string) => (size: Size) => ({
    what: NAMES[size],
    unit,
    rounds: rates[size],
  });
  const accepted = sizes.map(figure(calls, 'calls/s'));
  const delivered = sizes.map(figure(deliveries, 'deliveries/s'));
  /** The largest is the promise; the others show the way to it. */
  const ratios = (figures: Measured[], largest: Bound, what: string, how: string) =>
    figures.slice(1).map((each, n) =>
      ratioOf(each, figures[0]!, {
        ...(n === figures.length - 2 ? largest : { name: `${what}, ${each.what} ÷ empty` }),
        compared: `${how}: in a database with ${each.what} rows, against an empty one.`,
      }),
    );
  return {
    measured: [...delivered, ...accepted],
    targets: [
      ...ratios(
        delivered,
        BOUNDS.manyRows,
        'deliveries',
        'One worker sends what is due at the very endpoints at which the waiting rows wait',
      ),
      ...ratios(
        accepted,
        BOUNDS.acceptManyRows,
        'accept',
        'Calls from 64 connections to one server, with requests and their wake-ups waiting for a worker',
      ),
    ],
  };
}

export const growth: Question<Stage> = {
  name: 'growth',
  title: 'As rows grow',
  meaning:
    'Deliveries and accepted calls a second in a database that is empty, and in ones with 10 and 100 times as many old rows (four weeks of requests, events, deliveries and attempts) and waiting rows.',
  ask,
};
