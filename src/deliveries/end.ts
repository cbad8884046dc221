/**
 * Ends from outside: deliveries that nobody is left to send, or that have waited too long, become dead letters.
 *
 * Promise: nothing waits for ever. An endpoint that is deleted or disabled need not be looked at by whoever fans out: what
 * was queued for it meanwhile ends here.
 */
import type { SqlRunner } from '../database/connect.ts';
import { RETRY_DEFAULTS } from '../limits.ts';
import { countDead, endDeliveries } from './dead-letters.ts';
import type { DeadReason } from './queue.ts';

const ROWS_AT_ONCE = 5_000;

/** Up to ROWS_AT_ONCE of each endpoint. @returns how many were ended */
export async function endUnserved(sql: SqlRunner, endpoints: string[]): Promise<number> {
  const ended = await sql<{ dead_reason: DeadReason }[]>`
    with unserved as (
      select waiting.endpoint_id,
        case when e.id is null then 'endpoint_deleted' else 'endpoint_disabled' end as dead_reason
      from unnest(${endpoints}::uuid[]) waiting (endpoint_id) left join endpoints e on e.id = waiting.endpoint_id
      where e.id is null or e.disabled_reason is not null
    ),
    picked as (
      select q.event_id, q.endpoint_id, unserved.dead_reason
      from unserved cross join lateral (
        select event_id, endpoint_id from delivery_queue
        where endpoint_id = unserved.endpoint_id order by endpoint_id, next_at limit ${ROWS_AT_ONCE}
        for update skip locked) q
    ),
    ${end(sql)}`;
  countDead(ended);
  return ended.length;
}

/** @returns how many were ended: those that are older than their endpoint's `max_age_s` and are not being sent */
export async function endExpired(sql: SqlRunner): Promise<number> {
  let count = 0;
  for (let more = true; more; ) {
    const ended = await sql<{ dead_reason: DeadReason }[]>`
      with picked as (
        select q.event_id, q.endpoint_id, 'expired' as dead_reason
        from delivery_queue q join endpoints e on e.id = q.endpoint_id
        where q.claim_epoch = 0 and q.queued_at < now() - make_interval(
          secs => coalesce((e.retry_policy->>'max_age_s')::int, ${RETRY_DEFAULTS.max_age_s}))
        limit ${ROWS_AT_ONCE} for update of q skip locked
      ),
      ${end(sql)}`;
    countDead(ended);
    count += ended.length;
    more = ended.length === ROWS_AT_ONCE;
  }
  return count;
}

/** SQL: ends what a common table expression `picked` (event_id, endpoint_id, dead_reason) has locked; a row for each. */
const end = (sql: SqlRunner) => sql`
  ended as (
    delete from delivery_queue q using picked
    where q.event_id = picked.event_id and q.endpoint_id = picked.endpoint_id
    returning q.event_id, q.endpoint_id, picked.dead_reason
  ),
  ${endDeliveries(sql)}
  select dead_reason from ended`;
