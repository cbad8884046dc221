/**
 * What redrive and replay have in common: deliveries that have ended become pending again, in batches.
 *
 * Promise: at most DELIVERIES_QUEUED wait for an endpoint by it, so that what happens meanwhile is not kept waiting behind
 * them, and the endpoint's rate and concurrency hold for them as for all.
 */
import type { SqlRunner } from '../database/connect.ts';
import { DELIVERIES_QUEUED } from '../limits.ts';

/** How far it came. */
export interface Place {
  /** The keys of the last row that was looked at. */
  after: string[];
  /** Deliveries that are pending by it. */
  queued: number;
  /** Deliveries that were left as they are. */
  skipped: number;
}

/** What one batch did. `full`: nothing, because enough waits for the endpoint. */
export interface Batch<P extends Place> {
  place: P;
  outcome: 'more' | 'full' | 'done';
  /** The endpoints that have something to be sent now. */
  due: string[];
}

/** Less room than this is not worth a statement. */
const WORTH_WHILE = 100;

/** SQL: how many more may wait for the endpoint `id`; none when they would be too few. */
export const roomOf = (sql: SqlRunner, id: string) => sql`(
  select case when count(*) > ${DELIVERIES_QUEUED - WORTH_WHILE} then 0 else ${DELIVERIES_QUEUED} - count(*) end
  from (select from delivery_queue q where q.endpoint_id = ${sql(id)} limit ${DELIVERIES_QUEUED}) waiting)`;

/** SQL: what makes a delivery `d` that has ended pending again, in a round of its own. */
export const pendingAgain = (sql: SqlRunner) => sql`dead_reason = null, ended_at = null, round = d.round + 1`;

/** For the rest of the transaction. The planner would read all that is there, for the few rows of a batch. */
export async function goByIndexes(sql: SqlRunner): Promise<void> {
  await sql`
    select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
      set_config('enable_seqscan', 'off', true)`;
}
