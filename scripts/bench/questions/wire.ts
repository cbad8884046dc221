/** What an accepted call and a delivery cost Postgres: statements, round trips, bytes on the wire, bytes of WAL. */
import { startChild } from '../children.ts';
import { startCountingProxy } from '../counting-proxy.ts';
import { type Answer, type Question, takeTurns } from '../figures.ts';
import { CONNECTIONS, callAtOnce } from '../load.ts';
import { rateAt, startReceiver } from '../receiving.ts';
import { makeTenant, publish, repeat } from '../seed.ts';
import { startServing } from '../serving.ts';
import type { Stage } from '../stage.ts';

const ROUNDS = 3;
const CALLS = { one: 600, many: 6_400 };
const DELIVERIES = 6_400;
const ENDPOINTS = 16;

const KINDS = {
  one: 'an accepted call, from 1 caller',
  many: `an accepted call, from ${CONNECTIONS} callers`,
  delivery: 'a delivery',
};
const FIGURES = {
  statements: 'statements',
  roundTrips: 'round trips',
  bytesToPostgres: 'bytes sent to Postgres',
  bytesFromPostgres: 'bytes read from Postgres',
  wal: 'bytes of WAL',
};
type Cost = Record<keyof typeof FIGURES, number>;

async function ask(stage: Stage): Promise<Answer> {
  const scene = await stage.makeScene();
  const { sql } = scene.database;
  await sql`create extension pg_stat_statements`;
  await sql.unsafe(
    `alter database ${new URL(scene.database.url).pathname.slice(1)} set pg_stat_statements.track = 'top'`,
  );
  const proxy = await startCountingProxy(scene.env.DATABASE_URL!);
  const env = { ...scene.env, DATABASE_URL: proxy.url };
  const server = await startServing('stored', { ...scene, env });
  const receiver = await startReceiver();
  const sender = await startChild('sender', env);
  const tenantId = await makeTenant(scene, repeat(ENDPOINTS, `${receiver.origins[0]}/ok`));

  const totals = async () => {
    const [seen] = await sql<{ statements: number; wal: number }[]>`
      select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal, (
        select coalesce(sum(calls), 0)::float8 from pg_stat_statements s
        join pg_database d on d.oid = s.dbid and d.datname = current_database()
        where query not like '%pg_stat_statements%') as statements`;
    return { ...seen!, ...proxy.counts() };
  };
  /** What all connections of the process did, heartbeats and surveys too, for each that came out. */
  const costOf = async (act: () => Promise<number>): Promise<Cost> => {
    const before = await totals();
    const count = await act();
    const after = await totals();
    const each = (name: keyof Cost) => (after[name] - before[name]) / count;
    return Object.fromEntries(Object.keys(FIGURES).map((name) => [name, each(name as keyof Cost)])) as Cost;
  };

  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  const costs = await takeTurns(kinds, { rounds: ROUNDS }, async (kind, { isWarmUp }) => {
    if (kind !== 'delivery') {
      const connections = kind === 'one' ? 1 : CONNECTIONS;
      const calls = isWarmUp ? CALLS[kind] / 4 : CALLS[kind];
      // Each key leases its calls of a second: one caller uses no more than it needs.
      const keys = kind === 'one' ? server.keys.slice(0, 3) : server.keys;
      return costOf(async () => (await callAtOnce(server.url, keys, { calls, connections })).count);
    }
    await publish(scene, tenantId, DELIVERIES / ENDPOINTS);
    return costOf(async () => {
      await rateAt(receiver, '/ok', DELIVERIES, () => sender.ask('go'));
      await sender.ask('stop');
      return DELIVERIES;
    });
  });
  proxy.stop();
  return {
    measured: (Object.keys(FIGURES) as (keyof Cost)[]).flatMap((name) =>
      kinds.map((kind) => ({
        what: KINDS[kind],
        unit: FIGURES[name],
        rounds: costs[kind].map((cost) => cost[name]),
      })),
    ),
  };
}

export const wire: Question<Stage> = {
  name: 'wire',
  title: 'What Postgres has to do for one',
  meaning:
    'Statements, round trips, bytes on the wire and bytes of WAL for each accepted call (request, queue row, job and idempotency record) and each delivery (claim, attempt, end). Calls of one moment share a statement, so many callers cost less each. Counted by pg_stat_statements, by a proxy before Postgres and by the position of the WAL, page images after a checkpoint included.',
  ask,
};
