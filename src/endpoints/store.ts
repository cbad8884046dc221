/** The rows of webhook endpoints: an endpoint, its signing secrets, and what it is subscribed to. */
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { Page } from '../contract/pages.ts';
import type { Database, Orm } from '../database/connect.ts';
import { endpointSecrets, endpoints, subscriptions } from '../database/tables.ts';

export interface EndpointRow {
  id: string;
  tenant_id: string;
  url: string;
  description: string;
  disabled_reason: string | null;
  event_types: string[];
  secrets: { key_id: string; last_four: string; expires_at: Date | null }[];
}

export async function insertEndpoint(
  { orm }: Database,
  {
    event_types,
    secrets,
    ...endpoint
  }: Omit<EndpointRow, 'secrets'> & { secrets: { key_id: string; last_four: string; ciphertext: Buffer }[] },
): Promise<void> {
  await orm.transaction(async (tx) => {
    await tx.insert(endpoints).values(endpoint);
    await tx.insert(endpointSecrets).values(secrets.map((secret) => ({ ...secret, endpoint_id: endpoint.id })));
    await tx
      .insert(subscriptions)
      .values(event_types.map((pattern) => ({ tenant_id: endpoint.tenant_id, pattern, endpoint_id: endpoint.id })));
  });
}

export async function findEndpoint({ orm }: Database, tenantId: string, id: string): Promise<EndpointRow | undefined> {
  const rows = await orm
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.id, id), eq(endpoints.tenant_id, tenantId)));
  return (await withParts(orm, rows))[0];
}

/** Newest first; one more than the limit when there is a next page. */
export async function listEndpoints(
  { orm }: Database,
  tenantId: string,
  { limit, after }: Page,
): Promise<EndpointRow[]> {
  const rows = await orm
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.tenant_id, tenantId), after ? lt(endpoints.id, after) : undefined))
    .orderBy(desc(endpoints.id))
    .limit(limit + 1);
  return withParts(orm, rows);
}

/** @returns false when there is none */
export async function deleteEndpoint({ orm }: Database, tenantId: string, id: string): Promise<boolean> {
  const deleted = await orm
    .delete(endpoints)
    .where(and(eq(endpoints.id, id), eq(endpoints.tenant_id, tenantId)))
    .returning({ id: endpoints.id });
  return deleted.length > 0;
}

async function withParts(orm: Orm, rows: Omit<EndpointRow, 'event_types' | 'secrets'>[]): Promise<EndpointRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const patterns = await orm
    .select()
    .from(subscriptions)
    .where(inArray(subscriptions.endpoint_id, ids))
    .orderBy(subscriptions.pattern);
  const secrets = await orm
    .select()
    .from(endpointSecrets)
    .where(inArray(endpointSecrets.endpoint_id, ids))
    .orderBy(endpointSecrets.key_id);
  return rows.map((row) => ({
    ...row,
    event_types: patterns.filter(({ endpoint_id }) => endpoint_id === row.id).map(({ pattern }) => pattern),
    secrets: secrets.filter(({ endpoint_id }) => endpoint_id === row.id),
  }));
}
