/**
 * Statistics of an endpoint: its attempts of the last 24 hours and the current one, counted by hour, outcome and duration.
 *
 * Promise: percentiles are right to within a bucket, about 10 %. Counts are written by the way: a worker that is killed loses
 * those of some seconds, and a reply that is lost may count them twice.
 */
import type { SqlRunner } from '../database/connect.ts';
import { BREAKER_FAILURES } from '../limits.ts';

/** What one attempt counts for. */
export interface AttemptCount {
  endpoint_id: string;
  /** Unix time in milliseconds of its beginning. */
  hour: number;
  is_delivered: boolean;
  bucket: number;
  count: number;
}

export interface Statistics {
  delivered: number;
  failed: number;
  p50_ms: number | null;
  p95_ms: number | null;
  /** Of attempts that fail in a row; null while they do not. */
  failing_since: string | null;
}

const HOUR_MS = 3_600_000;
/** Each bucket ends where it is so many times its beginning. */
const GROWTH = 1.1;

export const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;
export const bucketOf = (durationMs: number): number =>
  Math.round(Math.log(Math.max(1, durationMs)) / Math.log(GROWTH));
const middleOf = (bucket: number | null) => (bucket === null ? null : Math.round(GROWTH ** bucket));

/** Those of endpoints that were deleted meanwhile are dropped. */
export async function addAttemptCounts(sql: SqlRunner, counts: AttemptCount[]): Promise<void> {
  await sql`
    with added as (
      select endpoint_id, to_timestamp(hour / 1000.0) as hour, is_delivered, bucket, count
      from json_to_recordset(${JSON.stringify(counts)}::json)
        as a (endpoint_id uuid, hour float8, is_delivered boolean, bucket smallint, count bigint)
    ),
    -- Locked until the end: one that was deleted between the look and the insert would refuse all of them.
    present as materialized (
      select id from endpoints where id in (select endpoint_id from added) order by id for key share
    )
    insert into attempt_counts as c (endpoint_id, hour, is_delivered, bucket, count)
    select added.* from added join present on present.id = added.endpoint_id
    order by endpoint_id, hour, is_delivered, bucket
    on conflict (endpoint_id, hour, is_delivered, bucket) do update set count = c.count + excluded.count`;
}

export async function readStatistics(sql: SqlRunner, endpointId: string): Promise<Statistics> {
  const [row] = await sql<
    { delivered: number; failed: number; p50: number | null; p95: number | null; failing_since: string | null }[]
  >`
    with counted as (
      select is_delivered, bucket, count from attempt_counts
      where endpoint_id = ${endpointId} and hour >= date_trunc('hour', now(), 'UTC') - interval '24 h'
    ),
    ranked as (
      select bucket, sum(sum(count)) over (order by bucket) as upto, sum(sum(count)) over () as total
      from counted group by bucket
    )
    select
      coalesce(sum(count) filter (where is_delivered), 0)::int as delivered,
      coalesce(sum(count) filter (where not is_delivered), 0)::int as failed,
      (select min(bucket) from ranked where upto >= 0.5 * total) as p50,
      (select min(bucket) from ranked where upto >= 0.95 * total) as p95,
      (select l.failing_since from endpoint_lanes l join endpoints e on e.id = l.endpoint_id
        where l.endpoint_id = ${endpointId} and l.failures >= ${BREAKER_FAILURES}
          and (e.enabled_at is null or l.failing_since >= e.enabled_at)) as failing_since
    from counted`;
  const { delivered, failed, p50, p95, failing_since } = row!;
  return {
    delivered,
    failed,
    p50_ms: middleOf(p50),
    p95_ms: middleOf(p95),
    failing_since: failing_since && new Date(failing_since).toISOString(),
  };
}

/** What no answer shows any more. */
export async function dropOldAttemptCounts(sql: SqlRunner): Promise<void> {
  await sql`delete from attempt_counts where hour < now() - interval '26 h'`;
}
