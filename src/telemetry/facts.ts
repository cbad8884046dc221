/**
 * Facts: what the database knows of the service as a whole, for metrics: the same from whichever process it is asked.
 *
 * Promise: a scrape costs as much with millions of rows as with few. Only small hot tables are read; of each at most
 * ROWS_COUNTED rows are counted, and beyond that Postgres's own estimate is told.
 */
import type { Sql } from '../database/connect.ts';
import { firstDeliveries } from '../database/first-of-each.ts';
import { livingWorkers } from '../database/ownership.ts';
import { BREAKER_FAILURES, FACTS_TIMEOUT_MS, ROWS_COUNTED } from '../limits.ts';

/** A label's values, each with a number; of what has no label, ''. */
export type Fact = Record<string, number>;
export type FactName =
  | 'requests'
  | 'request_queue_age_seconds'
  | 'deliveries_waiting'
  | 'delivery_queue_age_seconds'
  | 'breakers'
  | 'outbox_events'
  | 'outbox_age_seconds'
  | 'workers'
  | 'database_connections';
export type Facts = Record<FactName, Fact>;

/** @throws when the database cannot say it in FACTS_TIMEOUT_MS */
export const readFacts = (sql: Sql): Promise<Facts> =>
  sql.begin(async (transaction) => {
    const tx = transaction as unknown as Sql;
    // Compiling the statement would take as long as running it.
    await tx`select set_config('statement_timeout', ${FACTS_TIMEOUT_MS}::text, true), set_config('jit', 'off', true)`;
    const [row] = await tx<[Facts]>`
      select
        ${requestsByState(tx)} as requests,
        json_build_object('', ${oldestRun(tx)}) as request_queue_age_seconds,
        ${deliveriesWaiting(tx)} as deliveries_waiting,
        ${oldestDeliveries(tx)} as delivery_queue_age_seconds,
        ${breakers(tx)} as breakers,
        ${outbox(tx)} as outbox_events,
        json_build_object('', ${oldestInOutbox(tx)}) as outbox_age_seconds,
        json_build_object('', (select count(*) from (${livingWorkers(tx)}) living)) as workers,
        ${connections(tx)} as database_connections`;
    return row;
  }) as Promise<Facts>;

/** SQL: how many rows a table has, of which so many were counted. */
const estimate = (sql: Sql, table: string) => sql`
  case when count(*) < ${ROWS_COUNTED} then count(*)
    else greatest(count(*), (select reltuples from pg_class where oid = ${table}::regclass)) end`;

/** SQL: what is not yet at its end. Beyond ROWS_COUNTED the rest is told as queued: few can be anything else. */
const requestsByState = (sql: Sql) => sql`(
  select json_build_object('processing', processing, 'queued', total - processing)
  from (
    select count(*) filter (where status = 'processing') as processing, ${estimate(sql, 'request_queue')} as total
    from (select status from request_queue order by request_id limit ${ROWS_COUNTED}) oldest
  ) counted)`;

const deliveriesWaiting = (sql: Sql) => sql`(
  select json_build_object('', ${estimate(sql, 'delivery_queue')})
  from (select from delivery_queue limit ${ROWS_COUNTED}) counted)`;

/** SQL: of what is due and has no worker, the one that was handed in first: since when it is due. */
const oldestRun = (sql: Sql) => sql`
  coalesce((
    select extract(epoch from now() - run_at) from request_queue
    where worker_id is null and run_at <= now() order by request_id limit 1), 0)`;

/** SQL: since when the oldest delivery is due: of endpoints whose breaker is open, and of others. */
const oldestDeliveries = (sql: Sql) => sql`(
  with recursive ${firstDeliveries(sql)}
  select json_build_object(
    'open', coalesce(max(age) filter (where is_open), 0), 'closed', coalesce(max(age) filter (where not is_open), 0))
  from (
    select extract(epoch from now() - first.next_at) as age, coalesce(l.failures, 0) >= ${BREAKER_FAILURES} as is_open
    from first left join endpoint_lanes l on l.endpoint_id = first.endpoint_id
    where first.next_at <= now()
  ) due)`;

/** SQL: of endpoints that are enabled and were ever sent to. */
const breakers = (sql: Sql) => sql`(
  select json_build_object('open', count(*) filter (where failures >= ${BREAKER_FAILURES}),
    'closed', count(*) filter (where failures < ${BREAKER_FAILURES}))
  from (
    select l.failures from endpoint_lanes l
      join endpoints e on e.id = l.endpoint_id and e.disabled_reason is null
    limit ${ROWS_COUNTED}
  ) counted)`;

const outbox = (sql: Sql) => sql`(
  select json_build_object('waiting', count(*) filter (where refused is null),
    'refused', count(*) filter (where refused is not null))
  from (select refused from event_outbox limit ${ROWS_COUNTED}) counted)`;
const oldestInOutbox = (sql: Sql) => sql`
  coalesce((
    select extract(epoch from now() - written_at) from event_outbox where refused is null order by id limit 1), 0)`;

/** SQL: of every process, by what the connection is for. */
const connections = (sql: Sql) => sql`(
  select coalesce(json_object_agg(application_name, number), '{}')
  from (
    select application_name, count(*) as number from pg_stat_activity
    where datname = current_database() and application_name ~ '^waybill [a-z]+$' group by 1
  ) pools)`;
