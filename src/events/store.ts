/** Events, as those who ask about them see them. */
import { schemas } from '../../generated/contract.ts';
import { rememberedSince } from '../contract/expiry.ts';
import { toId } from '../contract/ids.ts';
import type { Page } from '../contract/pages.ts';
import type { SqlRunner } from '../database/connect.ts';
import { firstIdAt } from '../database/partitions.ts';

interface StoredEvent {
  id: string;
  /** The envelope as JSON, in the version in which it was published. */
  body: string;
}

export interface Filters {
  type: string | undefined;
  subject: string | undefined;
  correlationId: string | undefined;
  since: Date;
  until: Date | undefined;
}

/** Newest first; one more than the limit when there is a next page. */
export async function listEvents(
  sql: SqlRunner,
  tenantId: string,
  { type, subject, correlationId, since, until }: Filters,
  { limit, after }: Page,
): Promise<StoredEvent[]> {
  const none = sql``;
  return sql<StoredEvent[]>`
    select id, body from events
    where tenant_id = ${tenantId} and id >= ${firstIdAt(since)}
      ${type ? sql`and type = ${type}` : none}
      ${subject ? sql`and subject = ${subject}` : none}
      ${correlationId ? sql`and correlation_id = ${correlationId}` : none}
      ${until ? sql`and id < ${firstIdAt(until)}` : none}
      ${after ? sql`and id < ${after[0]!}` : none}
    order by id desc
    limit ${limit + 1}`;
}

/**
 * Each request that ends leaves the counter of its events behind. Nothing is said of a request again once its id is forgotten;
 * the counters of other subjects stay, since a subject never begins anew.
 */
export async function dropCountersOfRequests(sql: SqlRunner, now: Date): Promise<number> {
  const oldest = toId('req', firstIdAt(rememberedSince(now)));
  const dropped = await sql`
    delete from subject_counters c using tenants t
    where c.tenant_id = t.id and c.subject >= 'req_' and c.subject < ${oldest} and c.subject ~ ${schemas.RequestId!.pattern as string}`;
  return dropped.count;
}

export async function findEvent(sql: SqlRunner, tenantId: string, id: string): Promise<StoredEvent | undefined> {
  const [row] = await sql<StoredEvent[]>`select id, body from events where id = ${id} and tenant_id = ${tenantId}`;
  return row;
}
