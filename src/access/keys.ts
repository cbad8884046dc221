/**
 * API keys: random, shown once, stored as a hash. A key acts for its tenant, within its scopes.
 *
 * Shape: `wb_` + 32 base62 characters + 6 of a CRC-32 over them, so that a mistyped key is refused without a query.
 * The bootstrap key may be any 16 to 200 visible ASCII characters.
 */
import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { and, eq, isNull } from 'drizzle-orm';
import { operations } from '../../generated/contract.ts';
import { newUuid } from '../contract/ids.ts';
import type { Caller } from '../contract/operations.ts';
import { problem } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import { apiKeys, tenants } from '../database/tables.ts';
import { API_KEY_CACHE_MS } from '../limits.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CACHED_KEYS = 10_000;

const ALL_SCOPES = [...new Set(Object.values(operations).flatMap(({ scopes }) => scopes as readonly string[]))];

const checksum = (secret: string) => {
  let rest = crc32(secret);
  return Array.from({ length: 6 }, () => {
    const digit = BASE62[rest % 62];
    rest = Math.floor(rest / 62);
    return digit;
  }).join('');
};

export function makeApiKey(): string {
  const secret = Array.from({ length: 32 }, () => BASE62[randomInt(62)]).join('');
  return `wb_${secret}${checksum(secret)}`;
}

/** Could this be a key at all? */
export function isPlausibleKey(key: string): boolean {
  if (!/^[\x21-\x7e]{16,200}$/.test(key)) return false;
  const own = /^wb_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/.exec(key);
  return own ? own[2] === checksum(own[1]!) : !key.startsWith('wb_');
}

const hashOf = (key: string) => createHash('sha256').update(key).digest();

/**
 * Makes the key of the first tenant, with all scopes, if there is no key yet.
 *
 * @returns does this key open the service, now or from before?
 */
export async function bootstrap({ orm }: Database, key: string): Promise<boolean> {
  return orm.transaction(async (tx) => {
    await tx.execute(`select pg_advisory_xact_lock(hashtext('waybill:bootstrap'))`);
    if ((await tx.select({ id: apiKeys.id }).from(apiKeys).limit(1)).length > 0) {
      const own = and(eq(apiKeys.hash, hashOf(key)), isNull(apiKeys.revoked_at));
      return (await tx.select({ id: apiKeys.id }).from(apiKeys).where(own)).length > 0;
    }
    const [tenant] = await tx.insert(tenants).values({ id: newUuid(), name: 'first' }).returning();
    await tx.insert(apiKeys).values({ id: newUuid(), tenant_id: tenant!.id, hash: hashOf(key), scopes: ALL_SCOPES });
    return true;
  });
}

/** Who a call's `Authorization` header stands for. A key that was found is believed for API_KEY_CACHE_MS. */
export function createAuthenticator({ orm }: Database): (authorization: string | undefined) => Promise<Caller> {
  const cache = new Map<string, { caller: Caller; until: number }>();

  return async (authorization) => {
    const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!key)
      throw unauthenticated(
        authorization ? 'Use `Authorization: Bearer <api key>`.' : 'The Authorization header is missing.',
      );
    if (!isPlausibleKey(key)) throw unauthenticated('The API key is not whole.');
    const hash = hashOf(key);
    const name = hash.toString('latin1');
    const cached = cache.get(name);
    if (cached && cached.until > Date.now()) return cached.caller;
    cache.delete(name);
    const [row] = await orm
      .select({ tenantId: apiKeys.tenant_id, scopes: apiKeys.scopes, expiresAt: apiKeys.expires_at })
      .from(apiKeys)
      .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revoked_at)));
    if (!row || (row.expiresAt && row.expiresAt.getTime() <= Date.now()))
      throw unauthenticated('The API key is unknown, revoked or expired.');
    const caller = { tenantId: row.tenantId, scopes: row.scopes };
    if (cache.size >= CACHED_KEYS) cache.clear();
    cache.set(name, { caller, until: Date.now() + API_KEY_CACHE_MS });
    return caller;
  };
}

const unauthenticated = (detail: string) =>
  problem('unauthenticated', { detail, headers: { 'WWW-Authenticate': 'Bearer realm="waybill"' } });
