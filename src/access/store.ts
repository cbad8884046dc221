/** The rows of tenants and API keys. */
import { and, desc, eq, isNull, lt, or } from 'drizzle-orm';
import { newUuid } from '../contract/ids.ts';
import type { Page } from '../contract/pages.ts';
import type { Database } from '../database/connect.ts';
import { apiKeys, tenants } from '../database/tables.ts';
import { LAST_USED_EVERY_MS } from '../limits.ts';

export type KeyRow = typeof apiKeys.$inferSelect;
export type TenantRow = typeof tenants.$inferSelect;

const isLiving = () => isNull(apiKeys.revoked_at);

export async function hasAnyKey({ orm }: Database): Promise<boolean> {
  return (await orm.select({ id: apiKeys.id }).from(apiKeys).limit(1)).length > 0;
}

export async function isKeyValid({ orm }: Database, hash: Buffer): Promise<boolean> {
  return (
    (
      await orm
        .select({ id: apiKeys.id })
        .from(apiKeys)
        .where(and(eq(apiKeys.hash, hash), isLiving()))
    ).length > 0
  );
}

export async function insertKey({ orm }: Database, key: typeof apiKeys.$inferInsert): Promise<KeyRow> {
  const [row] = await orm.insert(apiKeys).values(key).returning();
  return row!;
}

/** Of any tenant: whose it is comes out of it. */
export async function findKeyByHash({ orm }: Database, hash: Buffer): Promise<KeyRow | undefined> {
  const [row] = await orm
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isLiving()));
  return row;
}

export async function noteKeyUse({ orm }: Database, id: string): Promise<void> {
  const now = new Date();
  const long = new Date(now.getTime() - LAST_USED_EVERY_MS);
  await orm
    .update(apiKeys)
    .set({ last_used_at: now })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.last_used_at), lt(apiKeys.last_used_at, long))));
}

export async function findKey({ orm }: Database, tenantId: string, id: string): Promise<KeyRow | undefined> {
  const [row] = await orm
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.tenant_id, tenantId), isLiving()));
  return row;
}

/** Newest first; one more than the limit when there is a next page. */
export async function listKeys({ orm }: Database, tenantId: string, { limit, after }: Page): Promise<KeyRow[]> {
  return orm
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.tenant_id, tenantId), isLiving(), after ? lt(apiKeys.id, after[0]!) : undefined))
    .orderBy(desc(apiKeys.id))
    .limit(limit + 1);
}

/** @returns false when there is none */
export async function revokeKey({ orm }: Database, tenantId: string, id: string): Promise<boolean> {
  const revoked = await orm
    .update(apiKeys)
    .set({ revoked_at: new Date() })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.tenant_id, tenantId), isLiving()))
    .returning({ id: apiKeys.id });
  return revoked.length > 0;
}

export async function insertTenant(
  { orm }: Database,
  tenant: { name: string; email: string | null },
): Promise<TenantRow> {
  const [row] = await orm
    .insert(tenants)
    .values({ id: newUuid(), ...tenant })
    .returning();
  return row!;
}

/** @param changes  at least one; what is undefined stays @returns undefined when there is no such tenant */
export async function updateTenant(
  { orm }: Database,
  id: string,
  changes: { name?: string; email?: string | null },
): Promise<TenantRow | undefined> {
  const [row] = await orm.update(tenants).set(changes).where(eq(tenants.id, id)).returning();
  return row;
}

export async function findTenant({ orm }: Database, id: string): Promise<TenantRow | undefined> {
  const [row] = await orm.select().from(tenants).where(eq(tenants.id, id));
  return row;
}

/** Newest first; one more than the limit when there is a next page. */
export async function listTenants({ orm }: Database, { limit, after }: Page): Promise<TenantRow[]> {
  return orm
    .select()
    .from(tenants)
    .where(after ? lt(tenants.id, after[0]!) : undefined)
    .orderBy(desc(tenants.id))
    .limit(limit + 1);
}
