/**
 * Re-encryption: what endpoints keep encrypted with any other than the first key is encrypted again with the first.
 *
 * Promise: it can run at any moment, in several processes at once. A row is read and written under its lock; one that
 * somebody else holds is left to the next run. Nothing changes for the sender, so no version is raised.
 */
import { NIL, toId } from '../contract/ids.ts';
import type { Sql, SqlRunner } from '../database/connect.ts';
import type { Encryption } from '../secrets/encryption.ts';
import type { Log } from '../telemetry/log.ts';
import { headersPurpose, secretPurpose } from './purposes.ts';

const ROWS_AT_ONCE = 100;

/** A column of ciphertexts, the column of the ids that they are bound to, and how logs name such an id. */
const COLUMNS = [
  { table: 'endpoint_secrets', column: 'ciphertext', id: 'key_id', prefix: 'key', purpose: secretPurpose },
  { table: 'endpoints', column: 'headers', id: 'id', prefix: 'ep', purpose: headersPurpose },
] as const;
type Column = (typeof COLUMNS)[number];

/** @param signal  ends it after the batch that is under way */
export async function reencryptEndpoints(
  sql: Sql,
  encryption: Encryption,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<{ reencrypted: number; unreadable: number }> {
  let [reencrypted, unreadable] = [0, 0];
  for (const column of COLUMNS) {
    // Each row is passed once: neither one that cannot be read nor a process that has another key first keeps it going.
    for (let after: string | undefined = NIL; after && !signal.aborted; ) {
      const batch: Batch = await sql.begin((tx) => reencryptBatch(tx, encryption, { column, after: after!, log }));
      reencrypted += batch.reencrypted;
      unreadable += batch.unreadable;
      after = batch.last;
    }
  }
  return { reencrypted, unreadable };
}

interface Batch {
  reencrypted: number;
  unreadable: number;
  /** The id of the last row, or undefined when there was none. */
  last: string | undefined;
}

async function reencryptBatch(
  tx: SqlRunner,
  encryption: Encryption,
  { column: { table, column, id, prefix, purpose }, after, log }: { column: Column; after: string; log: Log },
): Promise<Batch> {
  // `no key`: whoever writes a row that refers to an endpoint need not wait.
  const rows = await tx<{ id: string; ciphertext: Buffer }[]>`
    select ${tx(id)} as id, ${tx(column)} as ciphertext from ${tx(table)}
    where ${tx(id)} > ${after} and ${isOfOtherKey(tx, column, encryption.keyId)}
    order by ${tx(id)} limit ${ROWS_AT_ONCE}
    for no key update skip locked`;
  const written: { id: string; ciphertext: string }[] = [];
  for (const row of rows) {
    try {
      const text = encryption.decrypt(row.ciphertext, purpose(row.id));
      written.push({ id: row.id, ciphertext: encryption.encrypt(text, purpose(row.id)).toString('hex') });
    } catch (error) {
      log.warn(
        { err: error, [id === 'id' ? 'endpoint_id' : id]: toId(prefix, row.id) },
        `${column} cannot be decrypted`,
      );
    }
  }
  await tx`
    update ${tx(table)} set ${tx(column)} = decode(written.ciphertext, 'hex')
    from unnest(${written.map((row) => row.id)}::uuid[], ${written.map((row) => row.ciphertext)}::text[])
      written (id, ciphertext)
    where ${tx(table)}.${tx(id)} = written.id`;
  return { reencrypted: written.length, unreadable: rows.length - written.length, last: rows.at(-1)?.id };
}

/** Is anything left that is not encrypted with this key? */
export async function hasOtherKeys(sql: Sql, keyId: Buffer): Promise<boolean> {
  const found = await Promise.all(
    COLUMNS.map(
      ({ table, column }) => sql`
      select from ${sql(table)} where ${isOfOtherKey(sql, column, keyId)} limit 1`,
    ),
  );
  return found.some((rows) => rows.length > 0);
}

/** SQL: a ciphertext that does not begin with this key's id; never true of null. */
const isOfOtherKey = (sql: SqlRunner, column: string, keyId: Buffer) =>
  sql`substring(${sql(column)} from 1 for ${keyId.length}) <> ${keyId}`;
