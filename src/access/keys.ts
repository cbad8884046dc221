/**
 * API keys: random, shown once, stored as a hash. A key acts for its tenant, within its scopes.
 *
 * Shape: `wb_` + 32 base62 characters + 6 of a CRC-32 over them, so that a mistyped key is refused without a query.
 * The bootstrap key may be any 16 to 200 visible ASCII characters.
 */
import { hash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { scopes as allScopes } from '../../generated/contract.ts';
import { newUuid } from '../contract/ids.ts';
import type { Caller } from '../contract/operations.ts';
import { type Fault, invalidBody } from '../contract/problems.ts';
import { type Database, inTransaction } from '../database/connect.ts';
import { hasAnyKey, insertKey, insertTenant, isKeyValid, type KeyRow } from './store.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

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

export const hashOf = (key: string): Buffer => hash('sha256', key, 'buffer');

/**
 * Makes the key of the first tenant, with all scopes, if there is no key yet.
 *
 * @returns does this key open the service, now or from before?
 */
export async function bootstrap(database: Database, key: string): Promise<boolean> {
  return inTransaction(database, async (inside) => {
    await inside.sql`select pg_advisory_xact_lock(hashtext('waybill:bootstrap'))`;
    if (await hasAnyKey(inside)) return isKeyValid(inside, hashOf(key));
    const tenant = await insertTenant(inside, { name: 'first', email: null });
    const scopes = Object.keys(allScopes);
    await insertKey(inside, {
      id: newUuid(),
      tenant_id: tenant.id,
      hash: hashOf(key),
      name: 'bootstrap',
      scopes,
      expires_at: null,
    });
    return true;
  });
}

/**
 * Makes a key for the tenant that the caller acts for. No caller but an operator gives away a scope that it does not have:
 * an operator's key may be older than the scope.
 *
 * @param wanted  `scopes`: all of the caller's that need not be named, when undefined
 * @throws Problem invalid-body
 */
export async function createKey(
  database: Database,
  caller: Caller,
  { name, scopes, expiresAt }: { name: string; scopes: string[] | undefined; expiresAt: Date | null },
): Promise<{ row: KeyRow; key: string }> {
  const faults: Fault[] = (scopes ?? []).flatMap((scope, index) => {
    const isKnown = Object.hasOwn(allScopes, scope);
    if (caller.scopes.includes(scope) || (isKnown && caller.scopes.includes('operator'))) return [];
    const [code, detail] = isKnown
      ? ['not_held', `The calling key lacks ${scope} itself`]
      : ['unknown_scope', `There is none of that name; there are ${Object.keys(allScopes).join(', ')}`];
    return [{ pointer: `/scopes/${index}`, code, detail }];
  });
  if (expiresAt && expiresAt.getTime() <= Date.now())
    faults.push({ pointer: '/expires_at', code: 'in_the_past', detail: 'The key would never open anything' });
  if (expiresAt && expiresAt.getUTCFullYear() > 9999)
    faults.push({ pointer: '/expires_at', code: 'too_big', detail: 'It is beyond the year 9999 in UTC' });
  if (faults.length > 0) throw invalidBody(faults);
  const key = makeApiKey();
  const row = await insertKey(database, {
    id: newUuid(),
    tenant_id: caller.tenantId,
    hash: hashOf(key),
    name,
    scopes: scopes ?? caller.scopes.filter((scope) => allScopes[scope as keyof typeof allScopes]?.isDefault),
    expires_at: expiresAt,
  });
  return { row, key };
}
