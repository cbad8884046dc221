/**
 * Idempotency-Key: a retry gets the first answer again (semantics: tenant, route and key name one call).
 *
 * @see draft-ietf-httpapi-idempotency-key-header
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { problem } from '../contract/problems.ts';
import type { SqlRunner } from '../database/connect.ts';
import { IDEMPOTENCY_TTL_S } from '../limits.ts';
import type { Encryption } from '../secrets/encryption.ts';

export interface KeyedCall {
  tenant_id: string;
  /** Method and route, such as `post /v1/images:process`. */
  route: string;
  key: string;
}

/** What the first call was answered. */
export interface StoredReply {
  status: number;
  headers?: object;
  body?: unknown;
}

/** @param header  quoted or bare, as the contract's pattern has checked */
export const readKey = (header: string): string => (header.startsWith('"') ? header.slice(1, -1) : header);

/** SHA-256 over what makes two calls the same: JSON in its canonical form (RFC 8785), so that its layout is none of it. */
export function fingerprintOf(route: string, path: string, mediaType: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(`${route}\n${path}\n${mediaType}\n${canonicalize(body)}`)
    .digest();
}

const purposeOf = ({ tenant_id, route, key }: KeyedCall) => `reply ${tenant_id} ${route} ${key}`;

/** Stored answers are encrypted: they may hold a secret. */
export const sealReply = (encryption: Encryption, call: KeyedCall, reply: StoredReply): Buffer =>
  encryption.encrypt(JSON.stringify(reply), purposeOf(call));

/**
 * SQL: takes the keys of the rows of `call` that nobody holds, or whose time is over; returns those taken. Sorted,
 * so that two statements never wait for each other crosswise.
 */
export const takeKeys = (sql: SqlRunner) => sql`
  insert into idempotency_keys as held (tenant_id, route, key, fingerprint, reply_encrypted, created_at)
  select tenant_id, route, key, decode(fingerprint, 'hex'), decode(reply, 'hex'), now()
  from call where key is not null
  order by tenant_id, route, key collate "C"
  on conflict (tenant_id, route, key) do update
    set fingerprint = excluded.fingerprint, reply_encrypted = excluded.reply_encrypted, created_at = excluded.created_at
    where held.created_at < now() - make_interval(secs => ${IDEMPOTENCY_TTL_S})
  returning tenant_id, route, key`;

/**
 * The answer that a key stands for, or undefined when nobody has used it.
 *
 * @throws Problem idempotency-key-reused, when it was used with another payload
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
  return JSON.parse(encryption.decrypt(held.reply_encrypted, purposeOf(call)));
}

export async function dropExpiredKeys(sql: SqlRunner): Promise<void> {
  await sql`delete from idempotency_keys where created_at < now() - make_interval(secs => ${IDEMPOTENCY_TTL_S})`;
}
