/**
 * Fan-out: one event becomes one delivery per subscribed endpoint, in the statement that writes the event.
 *
 * Promise: a second run adds nothing; primary key (event_id, endpoint_id). An endpoint that is disabled or deleted
 * meanwhile costs nothing: `end.ts` ends what waits for it.
 */
import type { SqlRunner } from '../database/connect.ts';

/**
 * SQL: the common table expressions that follow one called `event` (id, tenant_id, type, version, patterns, callback_url,
 * callback_origin, recipient): `delivery` has a row for each delivery, and so has `queued`.
 */
export const fanOut = (sql: SqlRunner) => sql`
  delivery as (
    insert into deliveries (event_id, endpoint_id, tenant_id, url, version)
    select distinct event.id, endpoints.id, event.tenant_id, null, ${pinned(sql)}
    from event
      join subscriptions subscribed on subscribed.tenant_id = event.tenant_id and subscribed.pattern = any(event.patterns)
      join endpoints on endpoints.id = subscribed.endpoint_id and endpoints.disabled_reason is null
    where event.recipient is null
    union all
    select event.id, endpoints.id, event.tenant_id, event.callback_url, ${pinned(sql)}
    from event
      join endpoints on endpoints.tenant_id = event.tenant_id and endpoints.callback_origin = event.callback_origin
        and endpoints.disabled_reason is null
    union all
    select event.id, endpoints.id, event.tenant_id, null, event.version
    from event
      join endpoints on endpoints.tenant_id = event.tenant_id and endpoints.id = event.recipient
        and endpoints.disabled_reason is null
    on conflict do nothing
    returning event_id, endpoint_id, version
  ),
  queued as (
    insert into delivery_queue (event_id, endpoint_id) select event_id, endpoint_id from delivery
    returning endpoint_id
  )`;

/** SQL: the version of \`event\` that \`endpoints\` gets. An event that is older than what it is pinned to goes out as it is. */
export const pinned = (sql: SqlRunner) => sql`
  least(event.version, coalesce((endpoints.event_versions->>event.type)::int, 1))`;
