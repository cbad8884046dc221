/**
 * Replay: the events of a time range are delivered to an endpoint, again or for the first time.
 *
 * Promise: what was delivered keeps its ids, its bytes and its history; its round is its own, so that no claim from before
 * it can be taken for one of it.
 */
import { NIL } from '../contract/ids.ts';
import type { SqlRunner } from '../database/connect.ts';
import { firstIdAt } from '../database/partitions.ts';
import { BATCH_ROWS } from '../limits.ts';
import { type Batch, goByIndexes, type Place, pendingAgain, roomOf } from './batches.ts';
import { pinned } from './fan-out.ts';

export interface ReplayPlace extends Place {
  /** Event ids: from this one on, and before that one. */
  from: string;
  to: string;
}

/** The range from its first event on. What happens after it was begun is delivered by itself. */
export async function beginReplay(sql: SqlRunner, tenantId: string, since: Date, until: Date): Promise<ReplayPlace> {
  const to = firstIdAt(new Date(Math.min(until.getTime(), Date.now())));
  const [first] = await sql<{ id: string }[]>`
    select id from events where tenant_id = ${tenantId} and id >= ${firstIdAt(since)} and id < ${to} order by id limit 1`;
  return { from: first?.id ?? to, to, after: [], queued: 0, skipped: 0 };
}

/**
 * The next events of the range.
 *
 * @returns also the deliveries of this batch that are new and of an older version than their event: they need its bytes
 */
export async function replayBatch(
  sql: SqlRunner,
  { tenantId, endpointId, types }: { tenantId: string; endpointId: string; types: string[] },
  place: ReplayPlace,
): Promise<Batch<ReplayPlace> & { older: { event_id: string; version: number }[] }> {
  const { from, to } = place;
  await goByIndexes(sql);
  const [endpoint] = await sql<{ room: number }[]>`
    select (${roomOf(sql, 'endpoints.id')})::int as room from endpoints where id = ${endpointId}`;
  const room = endpoint?.room ?? 0;
  if (room === 0) return { place, outcome: 'full', due: [], older: [] };
  const limit = Math.min(room, BATCH_ROWS);
  const [done] = await sql<
    { scanned: number; last: string; wanted: number; queued: number; older: { event_id: string; version: number }[] }[]
  >`
    with event as materialized (
      select id, type, version, recipient from events
      where tenant_id = ${tenantId} and id >= ${from} and id > ${place.after[0] ?? NIL} and id < ${to}
      order by id limit ${limit}
    ),
    wanted as materialized (
      select event.id as event_id, event.version as newest, ${pinned(sql)} as version,
        endpoints.callback_origin is not null as takes_callbacks
      from event join endpoints on endpoints.id = ${endpointId}
      where event.recipient is null and event.type = any(${types})
    ),
    again as (
      update deliveries d set ${pendingAgain(sql)}
      from wanted
      where d.event_id = wanted.event_id and d.endpoint_id = ${endpointId} and d.ended_at is not null
      returning d.event_id, d.round
    ),
    fresh as (
      insert into deliveries (event_id, endpoint_id, tenant_id, version)
      select event_id, ${endpointId}, ${tenantId}, version from wanted where not takes_callbacks
      on conflict do nothing
      returning event_id, round, version
    ),
    queued as (
      insert into delivery_queue (event_id, endpoint_id, round)
      select event_id, ${endpointId}::uuid, round from (select * from again union all select event_id, round from fresh) row
      returning 1
    )
    select (select count(*) from event)::int as scanned, (select max(id::text) from event) as last,
      (select count(*) from wanted where not takes_callbacks
         or exists (select from deliveries d where d.event_id = wanted.event_id and d.endpoint_id = ${endpointId}))::int as wanted,
      (select count(*) from queued)::int as queued,
      (select coalesce(json_agg(json_build_object('event_id', event_id, 'version', fresh.version)), '[]')
         from fresh join wanted using (event_id) where fresh.version < wanted.newest) as older`;
  const { scanned, last, wanted, queued, older } = done!;
  return {
    place: {
      ...place,
      after: scanned > 0 ? [last] : place.after,
      queued: place.queued + queued,
      skipped: place.skipped + wanted - queued,
    },
    outcome: scanned < limit ? 'done' : 'more',
    due: queued > 0 ? [endpointId] : [],
    older,
  };
}
