/**
 * Fan-out: one event becomes one delivery per subscribed endpoint, in the statement that writes the event.
 *
 * Promise: a second run adds nothing; primary key (event_id, endpoint_id). An endpoint that is disabled or deleted
 * meanwhile costs nothing: `end.ts` ends what waits for it.
 */
import type { SqlRunner } from '../database/connect.ts';

/**
 * SQL: the common table expressions that follow one called `event` (id, tenant_id, patterns, callback_url,
 * callback_origin): the last of them, `queued`, has a row for each delivery.
 */
export const fanOut = (sql: SqlRunner) => sql`
  delivery as (
    insert into deliveries (event_id, endpoint_id, tenant_id, url)
    select distinct event.id, subscribed.endpoint_id, event.tenant_id, null
    from event
      join subscriptions subscribed on subscribed.tenant_id = event.tenant_id and subscribed.pattern = any(event.patterns)
      join endpoints on endpoints.id = subscribed.endpoint_id and endpoints.disabled_reason is null
    union all
    select event.id, endpoints.id, event.tenant_id, event.callback_url
    from event
      join endpoints on endpoints.tenant_id = event.tenant_id and endpoints.callback_origin = event.callback_origin
        and endpoints.disabled_reason is null
    on conflict do nothing
    returning event_id, endpoint_id
  ),
  queued as (
    insert into delivery_queue (event_id, endpoint_id) select event_id, endpoint_id from delivery
    returning endpoint_id
  )`;
