/**
 * Once: a call with an Idempotency-Key does its work once, and its work and its answer are one transaction.
 *
 * Promise: of any number of calls at once with one key one works and the others get its answer; what is refused or rolled
 * back leaves nothing behind. Operations that hand in work keep their keys in the statement that accepts it (accept.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../contract/problems.ts';
import { type Database, inTransaction } from '../database/connect.ts';
import { IDEMPOTENCY_WAIT_MS } from '../limits.ts';
import type { Encryption } from '../secrets/encryption.ts';
import {
  asReplay,
  findReply,
  inProgress,
  isLockTimeout,
  type KeyedCall,
  type StoredReply,
  sealReply,
  storeReply,
  takeKeys,
} from './keys.ts';

/**
 * @param fingerprint  of the payload, see `fingerprintOf`
 * @param action  all that it writes, it writes into the database that it is given
 * @throws Problem idempotency-key-reused or idempotency-in-progress
 */
export async function once<Reply extends StoredReply>(
  { database, encryption }: { database: Database; encryption: Encryption },
  call: KeyedCall,
  fingerprint: Buffer,
  action: (database: Database) => Promise<Reply>,
): Promise<Reply> {
  return inTurn(`${call.tenant_id} ${call.route} ${call.key}`, () =>
    inTransaction(database, async (inside) => {
      if (!(await take(inside, call, fingerprint))) {
        const earlier = await findReply<Reply>(inside.sql, encryption, call, fingerprint);
        if (!earlier) throw inProgress(); // it has been dropped between the two statements
        return asReplay(earlier);
      }
      const reply = await action(inside);
      await storeReply(inside.sql, call, sealReply(encryption, call, reply));
      return reply;
    }),
  );
}

/** Who waited for one that waited in vain has waited as long. */
function refuseIfHeld(error: unknown): void {
  if (error instanceof Problem && error.kind === 'idempotency-in-progress') throw error;
}

const underWay = new Map<string, Promise<unknown>>();

/** One at a time by name in this process: a connection that only waits for another one would be missed by everybody else. */
async function inTurn<T>(name: string, action: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + IDEMPOTENCY_WAIT_MS;
  for (let before = underWay.get(name); before; before = underWay.get(name)) {
    if (Date.now() >= deadline) throw inProgress();
    await Promise.race([before.catch(refuseIfHeld), sleep(deadline - Date.now())]);
  }
  const turn = action();
  underWay.set(name, turn);
  try {
    return await turn;
  } finally {
    underWay.delete(name);
  }
}

/** Waits for the transaction that holds the key, until the session's `lock_timeout`. */
async function take({ sql }: Database, { tenant_id, route, key }: KeyedCall, fingerprint: Buffer): Promise<boolean> {
  try {
    const taken = await sql`
      with call as (
        select ${tenant_id}::uuid as tenant_id, ${route}::text as route, ${key}::text as key,
          ${fingerprint.toString('base64')}::text as fingerprint, ''::text as reply
      )
      ${takeKeys(sql)}`;
    return taken.length > 0;
  } catch (error) {
    throw isLockTimeout(error) ? inProgress() : error;
  }
}
