/** Events, as those who ask about them see them. */
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

export async function findEvent(sql: SqlRunner, tenantId: string, id: string): Promise<StoredEvent | undefined> {
  const [row] = await sql<StoredEvent[]>`select id, body from events where id = ${id} and tenant_id = ${tenantId}`;
  return row;
}
