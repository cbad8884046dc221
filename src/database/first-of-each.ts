/** SQL that a noun and the metrics share: what each endpoint has waiting, without reading all that waits. */
import type { SqlRunner } from './connect.ts';

/** SQL, after `with recursive`: `first`, the earliest delivery of each endpoint that has any; one probe of the index each. */
export const firstDeliveries = (sql: SqlRunner) => sql`
  first as (
    (select endpoint_id, next_at from delivery_queue order by endpoint_id, next_at limit 1)
    union all
    select following.* from first cross join lateral (
      select endpoint_id, next_at from delivery_queue
      where endpoint_id > first.endpoint_id order by endpoint_id, next_at limit 1) following
  )`;
