/**
 * Redrive: a dead letter, or as many as there are, becomes pending again: same event, same bytes, same ids, a fresh retry
 * budget.
 *
 * Promise: a round of its own, so that no claim from before it can be taken for one of it.
 */
import { problem } from '../contract/problems.ts';
import type { Sql, SqlRunner } from '../database/connect.ts';
import { firstIdAt } from '../database/partitions.ts';
import { BATCH_ROWS } from '../limits.ts';
import { type Batch, goByIndexes, type Place, roomOf } from './batches.ts';
import type { Filters } from './store.ts';

/**
 * One that is pending already is left as it is: the reply to an earlier redrive may have been lost.
 *
 * @returns false when there is no such delivery
 * @throws not-redrivable when it was delivered, or its endpoint cannot take it
 */
export async function redriveDelivery(
  sql: Sql,
  tenantId: string,
  { eventId, endpointId }: { eventId: string; endpointId: string },
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [delivery] = await tx`
      select d.dead_reason, d.ended_at, d.round, endpoints.id as endpoint, endpoints.disabled_reason
      from deliveries d left join endpoints on endpoints.id = d.endpoint_id
      where d.event_id = ${eventId} and d.endpoint_id = ${endpointId} and d.tenant_id = ${tenantId}
      for update of d`;
    if (!delivery) return false;
    if (delivery.ended_at === null) return true;
    if (delivery.dead_reason === null) throw problem('not-redrivable', { detail: 'It has been delivered.' });
    if (delivery.endpoint === null) throw problem('not-redrivable', { detail: 'Its endpoint has been deleted.' });
    if (delivery.disabled_reason !== null) throw problem('not-redrivable', { detail: 'Its endpoint is disabled.' });
    const round = delivery.round + 1;
    await tx`
      update deliveries set dead_reason = null, ended_at = null, round = ${round}
      where event_id = ${eventId} and endpoint_id = ${endpointId}`;
    await tx`insert into delivery_queue (event_id, endpoint_id, round) values (${eventId}, ${endpointId}, ${round})`;
    return true;
  });
}

export interface RedrivePlace extends Place {
  /** What died later is not taken: else a letter that dies again at once would be redriven for ever. */
  diedBefore: string;
  /** Letters were passed over, because enough waited for their endpoints: there is to be another pass. */
  hasPassedOver: boolean;
}

/** By the clock of the database, as the deaths are. */
export async function beginRedrive(sql: SqlRunner): Promise<RedrivePlace> {
  const [row] = await sql<{ now: string }[]>`select now()::text as now`;
  return { diedBefore: row!.now, after: [], queued: 0, skipped: 0, hasPassedOver: false };
}

/**
 * The next dead letters, in the order of their events. Where there is no room for any of them it waits in place; where there
 * is for some, it goes on, and comes back for the others.
 */
export async function redriveBatch(
  sql: SqlRunner,
  tenantId: string,
  { endpointId, eventId, type, since, until }: Omit<Filters, 'state'>,
  place: RedrivePlace,
): Promise<Batch<RedrivePlace>> {
  const none = sql``;
  await goByIndexes(sql);
  const [done] = await sql<
    { letters: number; last: string[] | null; unserved: number; queued: number; due: string[] }[]
  >`
    with letter as materialized (
      select d.event_id, d.endpoint_id
      from deliveries d ${type ? sql`join events e on e.id = d.event_id and e.type = ${type}` : none}
      where d.tenant_id = ${tenantId} and d.dead_reason is not null and d.ended_at < ${place.diedBefore}::timestamptz
        ${endpointId ? sql`and d.endpoint_id = ${endpointId}` : none}
        ${eventId ? sql`and d.event_id = ${eventId}` : none}
        ${since ? sql`and d.event_id >= ${firstIdAt(since)}` : none}
        ${until ? sql`and d.event_id < ${firstIdAt(until)}` : none}
        ${place.after.length > 0 ? sql`and (d.event_id, d.endpoint_id) > (${place.after[0]!}, ${place.after[1]!})` : none}
      order by d.event_id, d.endpoint_id limit ${BATCH_ROWS}
      for update of d skip locked
    ),
    served as materialized (
      select endpoints.id, ${roomOf(sql, 'endpoints.id')} as room
      from endpoints where id in (select endpoint_id from letter) and disabled_reason is null
    ),
    picked as (
      select nth.event_id, nth.endpoint_id
      from (select *, row_number() over (partition by endpoint_id order by event_id) as n from letter) nth
        join served on served.id = nth.endpoint_id
      where nth.n <= served.room
    ),
    again as (
      update deliveries d set dead_reason = null, ended_at = null, round = d.round + 1
      from picked where d.event_id = picked.event_id and d.endpoint_id = picked.endpoint_id
      returning d.event_id, d.endpoint_id, d.round
    ),
    queued as (
      insert into delivery_queue (event_id, endpoint_id, round) select event_id, endpoint_id, round from again
      returning endpoint_id
    )
    select (select count(*) from letter)::int as letters,
      (select array[event_id, endpoint_id] from letter order by event_id desc, endpoint_id desc limit 1) as last,
      (select count(*) from letter where endpoint_id not in (select id from served))::int as unserved,
      (select count(*) from queued)::int as queued,
      (select coalesce(array_agg(distinct endpoint_id), '{}') from queued) as due`;
  const { letters, last, unserved, queued, due } = done!;
  const passedOver = letters - unserved - queued;
  if (passedOver > 0 && queued + unserved === 0) return { place, outcome: 'full', due: [] };
  const hasPassedOver = place.hasPassedOver || passedOver > 0;
  const isPassOver = letters < BATCH_ROWS;
  const counts = { queued: place.queued + queued, skipped: place.skipped + unserved };
  if (!isPassOver || !hasPassedOver)
    return {
      place: { ...place, ...counts, after: last ?? place.after, hasPassedOver },
      outcome: isPassOver ? 'done' : 'more',
      due,
    };
  // What is skipped is met again, and counted again.
  return { place: { ...place, ...counts, skipped: 0, after: [], hasPassedOver: false }, outcome: 'more', due };
}
