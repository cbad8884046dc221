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
import { type Batch, goByIndexes, type Place, pendingAgain, roomOf } from './batches.ts';
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
      select d.dead_reason, d.ended_at, endpoints.id as endpoint, endpoints.disabled_reason
      from deliveries d left join endpoints on endpoints.id = d.endpoint_id
      where d.event_id = ${eventId} and d.endpoint_id = ${endpointId} and d.tenant_id = ${tenantId}
      for update of d`;
    if (!delivery) return false;
    if (delivery.ended_at === null) return true;
    if (delivery.dead_reason === null) throw problem('not-redrivable', { detail: 'It has been delivered.' });
    if (delivery.endpoint === null) throw problem('not-redrivable', { detail: 'Its endpoint has been deleted.' });
    if (delivery.disabled_reason !== null) throw problem('not-redrivable', { detail: 'Its endpoint is disabled.' });
    await tx`
      with again as (
        update deliveries d set ${pendingAgain(tx)} where event_id = ${eventId} and endpoint_id = ${endpointId} returning round
      )
      insert into delivery_queue (event_id, endpoint_id, round) select ${eventId}, ${endpointId}, round from again`;
    return true;
  });
}

export interface RedrivePlace extends Place {
  /** What died later is not taken: else a letter that dies again at once would be redriven for ever. */
  diedBefore: string;
  /** Endpoints for which enough waited in this pass: the rest of their letters are for another one. */
  full: string[];
  /** Letters were passed over that somebody else had in hand. */
  hasPassedOver: boolean;
  /** Nothing has been queued in this pass. */
  isIdle: boolean;
}

/** By the clock of the database, as the deaths are. */
export async function beginRedrive(sql: SqlRunner): Promise<RedrivePlace> {
  const [row] = await sql<{ now: string }[]>`select now()::text as now`;
  return { diedBefore: row!.now, after: [], queued: 0, skipped: 0, full: [], hasPassedOver: false, isIdle: true };
}

/**
 * The next dead letters, in the order of their events. Those of an endpoint without room are passed over, so that they keep
 * no other endpoint's waiting, and so are those that another run has in hand, which may yet be rolled back. They are met
 * again in the next pass.
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
    {
      letters: number;
      last: string[] | null;
      unserved: number;
      wanted: number;
      queued: number;
      full: string[];
      due: string[];
    }[]
  >`
    with letter as materialized (
      select d.event_id, d.endpoint_id
      from deliveries d ${type ? sql`join events e on e.id = d.event_id and e.type = ${type}` : none}
      where d.tenant_id = ${tenantId} and d.dead_reason is not null and d.ended_at < ${place.diedBefore}::timestamptz
        ${endpointId ? sql`and d.endpoint_id = ${endpointId}` : none}
        ${eventId ? sql`and d.event_id = ${eventId}` : none}
        ${since ? sql`and d.event_id >= ${firstIdAt(since)}` : none}
        ${until ? sql`and d.event_id < ${firstIdAt(until)}` : none}
        ${place.full.length > 0 ? sql`and d.endpoint_id <> all(${place.full}::uuid[])` : none}
        ${place.after.length > 0 ? sql`and (d.event_id, d.endpoint_id) > (${place.after[0]!}, ${place.after[1]!})` : none}
      order by d.event_id, d.endpoint_id limit ${BATCH_ROWS}
    ),
    served as materialized (
      select endpoints.id, ${roomOf(sql, 'endpoints.id')} as room
      from endpoints where id in (select endpoint_id from letter) and disabled_reason is null
    ),
    nth as materialized (
      select letter.*, row_number() over (partition by endpoint_id order by event_id) > served.room as is_too_many
      from letter join served on served.id = letter.endpoint_id
    ),
    picked as materialized (
      select d.event_id, d.endpoint_id
      from nth join deliveries d on d.event_id = nth.event_id and d.endpoint_id = nth.endpoint_id
      where not nth.is_too_many and d.dead_reason is not null
      for update of d skip locked
    ),
    again as (
      update deliveries d set ${pendingAgain(sql)}
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
      (select count(*) from nth where not is_too_many)::int as wanted,
      (select count(*) from queued)::int as queued,
      array(select distinct endpoint_id from nth where is_too_many) as full,
      array(select distinct endpoint_id from queued) as due`;
  const { letters, last, unserved, wanted, queued, full, due } = done!;
  const now = {
    ...place,
    after: last ?? place.after,
    queued: place.queued + queued,
    skipped: place.skipped + unserved,
    full: [...place.full, ...full],
    hasPassedOver: place.hasPassedOver || queued < wanted,
    isIdle: place.isIdle && queued === 0,
  };
  if (letters === BATCH_ROWS) return { place: now, outcome: 'more', due };
  if (now.full.length === 0 && !now.hasPassedOver) return { place: now, outcome: 'done', due };
  const { isIdle } = now;
  // What is skipped is met again, and counted again.
  const again = { after: [], skipped: 0, full: [], hasPassedOver: false, isIdle: true };
  return { place: { ...now, ...again }, outcome: isIdle ? 'full' : 'more', due };
}
