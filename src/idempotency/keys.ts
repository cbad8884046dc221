/**
 * Idempotency-Key: a retry gets the first answer again (semantics: tenant, route and key name one call).
 *
 * @see draft-ietf-httpapi-idempotency-key-header
 */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Caller } from '../contract/operations.ts';
import { problem } from '../contract/problems.ts';
import { type SqlRunner, sqlState } from '../database/connect.ts';
import { IDEMPOTENCY_TTL_S } from '../limits.ts';
import type { Encryption } from '../secrets/encryption.ts';

export interface KeyedCall {
  tenant_id: string;
  /** Method and route, such as `post /v1/images:process`. */
  route: string;
  key: string;
  /** The API key that calls. */
  caller: Pick<Caller, 'keyId' | 'scopes'>;
}

/** A call with its payload. */
export interface Keyed extends KeyedCall {
  fingerprint: Buffer;
}

/** What the first call was answered. */
export interface StoredReply {
  status: number;
  headers?: object;
  body?: unknown;
}

/** @param header  bare, or a quoted string (RFC 9651 §3.3.3), as the contract's pattern has checked */
export const readKey = (header: string): string =>
  header.startsWith('"') ? header.slice(1, -1).replaceAll(/\\(.)/g, '$1') : header;

/** JSON in its canonical form (RFC 8785), so that its layout makes no other payload of it. */
export const contentOf = (json: unknown): string => canonicalize(json) ?? '';

/** SHA-256 over what makes two calls the same. @param content  see `contentOf`; of bytes, their digest */
export function fingerprintOf({ route, path }: { route: string; path: string }, mediaType: string, content: string) {
  return hash('sha256', `${route}\n${path}\n${mediaType}\n${content}`, 'buffer');
}

/** What the key of a call stands for; null when it has none. @param json  its body */
export function keyOf(
  call: { caller: Caller; route: string; path: string; idempotencyKey: string | undefined },
  json: unknown,
): Keyed | null {
  if (call.idempotencyKey === undefined) return null;
  return {
    tenant_id: call.caller.tenantId,
    route: call.route,
    key: readKey(call.idempotencyKey),
    caller: call.caller,
    fingerprint: fingerprintOf(call, 'application/json', contentOf(json)),
  };
}

export const asReplay = <Reply extends StoredReply>(reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, 'Idempotent-Replayed': 'true' },
});

export const inProgress = () =>
  problem('idempotency-in-progress', {
    detail: 'The first call has not been answered.',
    headers: { 'Retry-After': 1 },
  });

/** `lock_not_available`: the key is held by a transaction that has not ended. */
export const isLockTimeout = (error: unknown) => sqlState(error) === '55P03';

/** The same of a statement that waits for other locks too: Postgres says what the lock was on. */
export const isKeyLocked = (error: unknown) =>
  isLockTimeout(error) && /"idempotency_keys/.test((error as { where?: string }).where ?? '');

const purposeOf = ({ tenant_id, route, key }: KeyedCall) => `reply ${tenant_id} ${route} ${key}`;

/** Stored answers are encrypted: they may hold a secret. With them stands the API key that called. */
export const sealReply = (encryption: Encryption, call: KeyedCall, reply: StoredReply): Buffer =>
  encryption.encrypt(JSON.stringify({ ...reply, key_id: call.caller.keyId }), purposeOf(call));

/**
 * SQL: takes the keys of the rows of `call` that nobody holds, or whose time is over; returns those taken. Sorted,
 * so that two statements never wait for each other crosswise.
 */
export const takeKeys = (sql: SqlRunner) => sql`
  insert into idempotency_keys as held (tenant_id, route, key, fingerprint, reply_encrypted, created_at)
  select tenant_id, route, key, decode(fingerprint, 'base64'), decode(reply, 'base64'), now()
  from call where key is not null
  order by tenant_id, route, key collate "C"
  on conflict (tenant_id, route, key) do update
    set fingerprint = excluded.fingerprint, reply_encrypted = excluded.reply_encrypted, created_at = excluded.created_at
    where held.created_at < now() - make_interval(secs => ${IDEMPOTENCY_TTL_S})
  returning tenant_id, route, key`;

/** Puts the answer to a key that this transaction has taken. */
export async function storeReply(sql: SqlRunner, call: KeyedCall, sealed: Buffer): Promise<void> {
  await sql`
    update idempotency_keys set reply_encrypted = ${sealed}
    where tenant_id = ${call.tenant_id} and route = ${call.route} and key = ${call.key}`;
}

/**
 * The answer that a key stands for, or undefined when nobody has used it.
 *
 * @throws Problem idempotency-key-reused, when it was used with another payload, or by an API key that may do more: what it
 *   was given is not for everybody
 */
export async function findReply<Reply extends StoredReply>(
  sql: SqlRunner,
  encryption: Encryption,
  call: KeyedCall,
  fingerprint: Buffer,
): Promise<Reply | undefined> {
  const [held] = await sql<{ fingerprint: Buffer; reply_encrypted: Buffer }[]>`
    select fingerprint, reply_encrypted from idempotency_keys
    where tenant_id = ${call.tenant_id} and route = ${call.route} and key = ${call.key}
      and created_at >= now() - make_interval(secs => ${IDEMPOTENCY_TTL_S})`;
  if (!held) return undefined;
  if (!fingerprint.equals(held.fingerprint))
    throw problem('idempotency-key-reused', { detail: 'The key was first used with another payload.' });
  const { key_id, ...reply } = JSON.parse(encryption.decrypt(held.reply_encrypted, purposeOf(call)));
  if (key_id !== call.caller.keyId) await refuseLesserKey(sql, key_id, call.caller);
  return reply;
}

/** Rows of API keys stay when they are revoked. */
async function refuseLesserKey(sql: SqlRunner, first: string, { scopes }: KeyedCall['caller']): Promise<void> {
  const [missing] = await sql<{ scope: string }[]>`
    select scope from api_keys, unnest(scopes) as scope where id = ${first} and scope <> all(${scopes})`;
  if (missing)
    throw problem('idempotency-key-reused', { detail: `The key was first used with the scope ${missing.scope}.` });
}

/** Is there an answer that is not encrypted with this key, and may still be asked for? */
export async function hasRepliesOfOtherKeys(sql: SqlRunner, keyId: Buffer): Promise<boolean> {
  const found = await sql`
    select from idempotency_keys
    where created_at >= now() - make_interval(secs => ${IDEMPOTENCY_TTL_S})
      and substring(reply_encrypted from 1 for ${keyId.length}) <> ${keyId}
    limit 1`;
  return found.length > 0;
}

export async function dropExpiredKeys(sql: SqlRunner): Promise<void> {
  await sql`delete from idempotency_keys where created_at < now() - make_interval(secs => ${IDEMPOTENCY_TTL_S})`;
}
