/**
 * The guard: who calls, for which tenant, and whether it is not too much.
 *
 * Promises: a key that was revoked opens nothing more on any server as soon as the hint has come, API_KEY_CACHE_MS later at
 * the latest; an expired one from that moment on.
 */
import { LRUCache } from 'lru-cache';
import { toTenantUuid } from '../contract/ids.ts';
import type { Guard } from '../contract/mount.ts';
import { problem } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import type { Hints } from '../database/hints.ts';
import { API_KEY_CACHE_MS, API_KEYS_CACHED, LAST_USED_EVERY_MS, UNAUTHENTICATED_PER_MINUTE } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';
import { hashOf, isPlausibleKey } from './keys.ts';
import { createQuotas } from './rate-limit.ts';
import { findKeyByHash, findTenant, type KeyRow, noteKeyUse } from './store.ts';

const MINUTE_MS = 60_000;
const REMEMBERED_ADDRESSES = 10_000;

export async function createGuard(database: Database, hints: Hints, log: Log): Promise<Guard> {
  const keys = new LRUCache<string, KeyRow>({ max: API_KEYS_CACHED, ttl: API_KEY_CACHE_MS });
  const tenants = new LRUCache<string, true>({ max: API_KEYS_CACHED });
  const strangers = new LRUCache<string, { count: number }>({ max: REMEMBERED_ADDRESSES, ttl: MINUTE_MS });
  const quotas = createQuotas(database.sql);

  const lookUps = new Map<string, Promise<KeyRow | undefined>>();
  /** Raised by each hint: what was looked up before it may be what it tells of. */
  let hinted = 0;
  await hints.listen(
    'key',
    (revoked) => {
      hinted += 1;
      for (const [hash, { id }] of keys.entries()) if (revoked.includes(id)) keys.delete(hash);
    },
    () => {
      hinted += 1;
      keys.clear();
    },
  );

  async function findKey(key: string): Promise<KeyRow | undefined> {
    const hash = hashOf(key);
    const name = hash.toString('latin1');
    const known = keys.get(name);
    if (known) return known;
    // Calls that come meanwhile wait for the same look-up: a busy key whose time in the cache is over is one question.
    const under = `${hinted} ${name}`;
    let lookedUp = lookUps.get(under);
    if (!lookedUp) {
      lookedUp = lookUp(hash, name).finally(() => lookUps.delete(under));
      lookUps.set(under, lookedUp);
    }
    return lookedUp;
  }

  async function lookUp(hash: Buffer, name: string): Promise<KeyRow | undefined> {
    const before = hinted;
    const row = await findKeyByHash(database, hash);
    if (!row) return undefined;
    if (hinted === before) keys.set(name, row);
    if (Date.now() - (row.last_used_at?.getTime() ?? 0) >= LAST_USED_EVERY_MS)
      noteKeyUse(database, row.id).catch((error) => log.warn({ err: error }, "a key's use was not noted"));
    return row;
  }

  function unauthenticated(address: string, detail: string) {
    const stranger = strangers.get(address) ?? { count: 0 };
    if (stranger.count === 0) strangers.set(address, stranger);
    stranger.count += 1;
    if (stranger.count <= UNAUTHENTICATED_PER_MINUTE)
      return problem('unauthenticated', { detail, headers: { 'WWW-Authenticate': 'Bearer realm="waybill"' } });
    const waitMs = strangers.getRemainingTTL(address);
    return problem('rate-limited', {
      detail: 'Too many calls without a valid API key came from this address.',
      headers: { 'Retry-After': Math.max(1, Math.ceil(waitMs / 1000)) },
    });
  }

  return {
    async authenticate(authorization, address) {
      const key = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      if (!key)
        throw unauthenticated(
          address,
          authorization ? 'Use `Authorization: Bearer <api key>`.' : 'The Authorization header is missing.',
        );
      if (!isPlausibleKey(key)) throw unauthenticated(address, 'The API key is not whole.');
      const row = await findKey(key);
      if (!row || (row.expires_at && row.expires_at.getTime() <= Date.now()))
        throw unauthenticated(address, 'The API key is unknown, revoked or expired.');
      return { keyId: row.id, tenantId: row.tenant_id, scopes: row.scopes };
    },

    take: ({ keyId }) => quotas.take(keyId),

    async actFor(caller, tenantId) {
      const id = toTenantUuid(tenantId) ?? '';
      if (!tenants.has(id)) {
        if (!id || !(await findTenant(database, id)))
          throw problem('malformed-request', {
            detail: 'There is no such tenant.',
            errors: [{ pointer: '/header/X-Tenant-Id', code: 'not_found', detail: 'There is no such tenant' }],
          });
        tenants.set(id, true);
      }
      return { ...caller, tenantId: id };
    },
  };
}
