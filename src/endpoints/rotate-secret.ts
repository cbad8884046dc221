/**
 * The signing secrets of an endpoint: made here or the tenant's own, shown once, encrypted at rest; rotated with an overlap.
 *
 * Promise: the new secret signs from now, and those before it sign too until they expire, so no delivery of the overlap is
 * refused by a receiver that knows either.
 */
import { randomBytes } from 'node:crypto';
import { desc } from 'drizzle-orm';
import { newUuid } from '../contract/ids.ts';
import { type Fault, invalidBody } from '../contract/problems.ts';
import { type Database, inTransaction } from '../database/connect.ts';
import { endpointSecrets } from '../database/tables.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { secretPurpose } from './purposes.ts';
import { insertSecret, lockEndpoint } from './store.ts';
import { tellRotated } from './tell.ts';

/** Standard Webhooks: `whsec_` and the base64 of 24 to 64 random bytes. */
const SECRET_BYTES = 32;
const DIFFERENT_BYTES = 16;

/** @param secret  the tenant's own; else one is made up */
export function makeSecret(encryption: Encryption, secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`) {
  const key_id = newUuid();
  const ciphertext = encryption.encrypt(secret, secretPurpose(key_id));
  return { secret, row: { key_id, last_four: secret.slice(-4), ciphertext } };
}

export const readSecret = (encryption: Encryption, { key_id, ciphertext }: { key_id: string; ciphertext: Buffer }) =>
  encryption.decrypt(ciphertext, secretPurpose(key_id));

/** Can the newest secret of all be read? Where it cannot, nothing can be signed: a key is missing. */
export async function canReadSecrets({ orm }: Database, encryption: Encryption): Promise<boolean> {
  const [newest] = await orm.select().from(endpointSecrets).orderBy(desc(endpointSecrets.key_id)).limit(1);
  try {
    if (newest) readSecret(encryption, newest);
    return true;
  } catch {
    return false;
  }
}

/** One that cannot be read is no reason not to replace it. */
function isSame(encryption: Encryption, known: Parameters<typeof readSecret>[1], secret: string): boolean {
  try {
    return readSecret(encryption, known) === secret;
  } catch {
    return false;
  }
}

/** Of random bytes nearly all differ: 24 of them have fewer than 16 values three times in 10⁸. */
export function faultsOfSecret(secret: string): Fault[] {
  const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64');
  if (new Set(bytes).size >= DIFFERENT_BYTES) return [];
  return [{ pointer: '/secret', code: 'weak_secret', detail: 'It is not made of random bytes' }];
}

/**
 * @returns undefined when there is no such endpoint
 * @throws Problem invalid-body for an own secret that is weak, or signs already
 */
export function rotateSecret(
  database: Database,
  encryption: Encryption,
  { tenantId, endpointId, overlapS, own }: { tenantId: string; endpointId: string; overlapS: number; own?: string },
): Promise<{ secret: string; previousExpiresAt: Date } | undefined> {
  return inTransaction(database, async (inside) => {
    const endpoint = await lockEndpoint(inside, tenantId, endpointId);
    if (!endpoint) return undefined;
    if (own !== undefined) {
      const faults = faultsOfSecret(own);
      if (endpoint.secrets.some((known) => isSame(encryption, known, own)))
        faults.push({ pointer: '/secret', code: 'in_use', detail: 'The endpoint has it already' });
      if (faults.length > 0) throw invalidBody(faults);
    }
    const { secret, row } = makeSecret(encryption, own);
    const previousExpiresAt = new Date(Date.now() + overlapS * 1000);
    await insertSecret(inside, endpointId, previousExpiresAt, row);
    await tellRotated(inside.sql, endpoint, { keyId: row.key_id, previousExpiresAt });
    return { secret, previousExpiresAt };
  });
}
