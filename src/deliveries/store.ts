/** Deliveries and their attempts, as those who ask about them see them. */
import type { Page } from '../contract/pages.ts';
import type { SqlRunner } from '../database/connect.ts';
import { firstIdAt } from '../database/partitions.ts';
import type { DeadReason } from './queue.ts';

export interface DeliveryRow {
  event_id: string;
  endpoint_id: string;
  url: string | null;
  type: string;
  version: number;
  correlation_id: string;
  dead_reason: DeadReason | null;
  ended_at: string | null;
  next_at: string | null;
  attempts_made: number;
}

export interface AttemptRow {
  id: string;
  status: number | null;
  error_code: string | null;
  ms: number;
  excerpt: Buffer | null;
}

export interface Filters {
  state?: 'pending' | 'delivered' | 'dead' | undefined;
  endpointId?: string | undefined;
  eventId?: string | undefined;
  type?: string | undefined;
  /** From this time of the event on, and before that one. */
  since?: Date | undefined;
  until?: Date | undefined;
}

const columns = (sql: SqlRunner) => sql`
  d.event_id, d.endpoint_id, coalesce(d.url, endpoints.url) as url, e.type, d.version, e.correlation_id, d.dead_reason, d.ended_at, q.next_at,
  (select count(*) from attempts a where a.event_id = d.event_id and a.endpoint_id = d.endpoint_id)::int as attempts_made`;

/** Newest event first; one more than the limit when there is a next page. */
export async function listDeliveries(
  sql: SqlRunner,
  tenantId: string,
  { state, endpointId, eventId, type, since, until }: Filters,
  { limit, after }: Page,
): Promise<DeliveryRow[]> {
  const none = sql``;
  // What is pending is found from the queue, which is small, not from the history.
  const queue = sql`delivery_queue q on q.event_id = d.event_id and q.endpoint_id = d.endpoint_id`;
  return sql<DeliveryRow[]>`
    select ${columns(sql)}
    from deliveries d
      join events e on e.id = d.event_id
      ${state === 'pending' ? sql`join ${queue}` : sql`left join ${queue}`}
      left join endpoints on endpoints.id = d.endpoint_id
    where d.tenant_id = ${tenantId}
      ${state === 'dead' ? sql`and d.dead_reason is not null` : none}
      ${state === 'delivered' ? sql`and d.ended_at is not null and d.dead_reason is null` : none}
      ${endpointId ? sql`and d.endpoint_id = ${endpointId}` : none}
      ${eventId ? sql`and d.event_id = ${eventId}` : none}
      ${type ? sql`and e.type = ${type}` : none}
      ${since ? sql`and d.event_id >= ${firstIdAt(since)}` : none}
      ${until ? sql`and d.event_id < ${firstIdAt(until)}` : none}
      ${after ? sql`and (d.event_id, d.endpoint_id) < (${after[0]!}, ${after[1]!})` : none}
    order by d.event_id desc, d.endpoint_id desc
    limit ${limit + 1}`;
}

export async function findDelivery(
  sql: SqlRunner,
  tenantId: string,
  { eventId, endpointId }: { eventId: string; endpointId: string },
): Promise<(DeliveryRow & { body: string; attempts: AttemptRow[] }) | undefined> {
  const [row] = await sql<(DeliveryRow & { body: string })[]>`
    select ${columns(sql)},
      coalesce((select body from renderings r where r.event_id = d.event_id and r.version = d.version), e.body) as body
    from deliveries d
      join events e on e.id = d.event_id
      left join delivery_queue q on q.event_id = d.event_id and q.endpoint_id = d.endpoint_id
      left join endpoints on endpoints.id = d.endpoint_id
    where d.event_id = ${eventId} and d.endpoint_id = ${endpointId} and d.tenant_id = ${tenantId}`;
  if (!row) return undefined;
  const attempts = await sql<AttemptRow[]>`
    select id, status, error_code, ms, excerpt from attempts
    where event_id = ${eventId} and endpoint_id = ${endpointId} order by id`;
  return { ...row, attempts: [...attempts] };
}
