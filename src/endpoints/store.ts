/** The rows of webhook endpoints: an endpoint, its signing secrets, and what it is subscribed to. */
import { and, desc, eq, gt, inArray, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import type { Page } from '../contract/pages.ts';
import type { Database, Orm } from '../database/connect.ts';
import { endpointSecrets, endpoints, subscriptions } from '../database/tables.ts';
import { ACTIVE_SECRETS, type RetryPolicy } from '../limits.ts';

export type DisabledReason = 'gone' | 'failing' | 'manual';

export interface EndpointRow {
  id: string;
  tenant_id: string;
  url: string;
  description: string;
  disabled_reason: DisabledReason | null;
  /** What the tenant has set; RETRY_DEFAULTS fill the rest in. */
  retry_policy: Partial<RetryPolicy>;
  rate_limit_per_second: number | null;
  max_concurrency: number;
  x_signature: 'labelled' | 'bare';
  /** Pins above 1, by event type; every other type is sent in version 1. */
  event_versions: Record<string, number>;
  /** Its own, encrypted. */
  headers: Buffer | null;
  /** Of an endpoint that takes callbacks; it has no event types. */
  callback_origin: string | null;
  event_types: string[];
  /** Those that sign now, the newest first. */
  secrets: (NewSecret & { expires_at: Date | null })[];
}

interface NewSecret {
  key_id: string;
  last_four: string;
  ciphertext: Buffer;
}

/** @returns false when its origin has a callback endpoint already */
export async function insertEndpoint(
  { orm }: Database,
  { event_types, secrets, ...endpoint }: Omit<EndpointRow, 'secrets'> & { secrets: NewSecret[] },
): Promise<boolean> {
  return orm.transaction(async (tx) => {
    const inserted = await tx.insert(endpoints).values(endpoint).onConflictDoNothing().returning({ id: endpoints.id });
    if (inserted.length === 0) return false;
    await tx.insert(endpointSecrets).values(secrets.map((secret) => ({ ...secret, endpoint_id: endpoint.id })));
    await subscribe(tx, endpoint, event_types);
    return true;
  });
}

async function subscribe(orm: Orm, { id, tenant_id }: { id: string; tenant_id: string }, patterns: string[]) {
  const rows = patterns.map((pattern) => ({ tenant_id, pattern, endpoint_id: id }));
  if (rows.length > 0) await orm.insert(subscriptions).values(rows);
}

/** The endpoint as it is now, until the caller's transaction ends: whoever else would change it waits. */
export async function lockEndpoint({ orm }: Database, tenantId: string, id: string): Promise<EndpointRow | undefined> {
  const rows = await orm.select().from(endpoints).where(ofTenant(tenantId, id)).for('no key update');
  return (await withParts(orm, rows))[0];
}

/** Writes what is given over the row that the caller's transaction has locked. */
export async function writeEndpoint(
  { orm }: Database,
  locked: { id: string; tenant_id: string },
  { event_types, ...columns }: Partial<Omit<EndpointRow, 'id' | 'tenant_id' | 'secrets'>>,
): Promise<void> {
  await orm
    .update(endpoints)
    .set({ ...columns, version: sql`${endpoints.version} + 1` })
    .where(eq(endpoints.id, locked.id));
  if (!event_types) return;
  await orm.delete(subscriptions).where(eq(subscriptions.endpoint_id, locked.id));
  await subscribe(orm, locked, event_types);
}

/** The endpoint that takes the tenant's callbacks to an origin. */
export async function findCallbackEndpoint({ orm }: Database, tenantId: string, origin: string) {
  const [row] = await orm
    .select({ id: endpoints.id })
    .from(endpoints)
    .where(and(eq(endpoints.tenant_id, tenantId), eq(endpoints.callback_origin, origin)));
  return row?.id;
}

export async function findEndpoint({ orm }: Database, tenantId: string, id: string): Promise<EndpointRow | undefined> {
  const rows = await orm.select().from(endpoints).where(ofTenant(tenantId, id));
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
    .where(and(eq(endpoints.tenant_id, tenantId), after ? lt(endpoints.id, after[0]!) : undefined))
    .orderBy(desc(endpoints.id))
    .limit(limit + 1);
  return withParts(orm, rows);
}

/** @returns false when there is none */
export async function deleteEndpoint({ orm }: Database, tenantId: string, id: string): Promise<boolean> {
  const deleted = await orm.delete(endpoints).where(ofTenant(tenantId, id)).returning({ id: endpoints.id });
  return deleted.length > 0;
}

/** A new secret of a locked endpoint, beside those that sign until now, which expire at the latest then; ACTIVE_SECRETS are kept. */
export async function insertSecret(
  { orm }: Database,
  endpoint_id: string,
  previousExpiresAt: Date,
  secret: NewSecret,
): Promise<void> {
  await orm
    .update(endpoints)
    .set({ version: sql`${endpoints.version} + 1` })
    .where(eq(endpoints.id, endpoint_id));
  const ofEndpoint = eq(endpointSecrets.endpoint_id, endpoint_id);
  await orm.delete(endpointSecrets).where(and(ofEndpoint, lt(endpointSecrets.expires_at, new Date())));
  await orm
    .update(endpointSecrets)
    .set({ expires_at: sql`least(${endpointSecrets.expires_at}, ${previousExpiresAt.toISOString()}::timestamptz)` })
    .where(ofEndpoint);
  await orm.insert(endpointSecrets).values({ ...secret, endpoint_id });
  // Each signs every delivery: however often somebody rotates, the headers stay small.
  const newest = orm
    .select({ key_id: endpointSecrets.key_id })
    .from(endpointSecrets)
    .where(ofEndpoint)
    .orderBy(desc(endpointSecrets.key_id))
    .limit(ACTIVE_SECRETS);
  await orm.delete(endpointSecrets).where(and(ofEndpoint, notInArray(endpointSecrets.key_id, newest)));
}

/** An endpoint as its sender needs it. */
export interface TargetRow extends Omit<EndpointRow, 'event_types' | 'description'> {
  version: number;
  enabled_at: Date | null;
}

export async function findTargets({ orm }: Database, ids: string[]): Promise<TargetRow[]> {
  // In one snapshot: a version must not be read with the secrets of another.
  return orm.transaction(
    async (tx) => {
      const rows = await tx.select().from(endpoints).where(inArray(endpoints.id, ids));
      const secrets = await tx
        .select()
        .from(endpointSecrets)
        .where(and(inArray(endpointSecrets.endpoint_id, ids), isActive()))
        .orderBy(desc(endpointSecrets.key_id));
      return rows.map((row) => ({ ...row, secrets: secrets.filter(({ endpoint_id }) => endpoint_id === row.id) }));
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

const ofTenant = (tenantId: string, id: string) => and(eq(endpoints.id, id), eq(endpoints.tenant_id, tenantId));

const isActive = () => or(isNull(endpointSecrets.expires_at), gt(endpointSecrets.expires_at, new Date()));

type PlainRow = Omit<EndpointRow, 'event_types' | 'secrets'>;

async function withParts<Row extends PlainRow>(orm: Orm, rows: Row[]): Promise<EndpointRow[]> {
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
    .where(and(inArray(endpointSecrets.endpoint_id, ids), isActive()))
    .orderBy(desc(endpointSecrets.key_id));
  return rows.map((row) => ({
    ...row,
    event_types: patterns.filter(({ endpoint_id }) => endpoint_id === row.id).map(({ pattern }) => pattern),
    secrets: secrets.filter(({ endpoint_id }) => endpoint_id === row.id),
  }));
}
