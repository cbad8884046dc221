/**
 * The signing secrets of an endpoint: made here, shown once, encrypted at rest; rotated with an overlap.
 *
 * Promise: the new secret signs from now, and those before it sign too until they expire, so no delivery of the overlap is
 * refused by a receiver that knows either.
 */
import { randomBytes } from 'node:crypto';
import { newUuid } from '../contract/ids.ts';
import { type Database, inTransaction } from '../database/connect.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { secretPurpose } from './purposes.ts';
import { insertSecret } from './store.ts';
import { tellRotated } from './tell.ts';

/** Standard Webhooks: `whsec_` and the base64 of 24 to 64 random bytes. */
const SECRET_BYTES = 32;

export function makeSecret(encryption: Encryption) {
  const key_id = newUuid();
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  const ciphertext = encryption.encrypt(secret, secretPurpose(key_id));
  return { secret, row: { key_id, last_four: secret.slice(-4), ciphertext } };
}

export const readSecret = (encryption: Encryption, { key_id, ciphertext }: { key_id: string; ciphertext: Buffer }) =>
  encryption.decrypt(ciphertext, secretPurpose(key_id));

/** @returns undefined when there is no such endpoint */
export async function rotateSecret(
  database: Database,
  encryption: Encryption,
  { tenantId, endpointId, overlapS }: { tenantId: string; endpointId: string; overlapS: number },
): Promise<{ secret: string; previousExpiresAt: Date } | undefined> {
  const { secret, row } = makeSecret(encryption);
  const previousExpiresAt = new Date(Date.now() + overlapS * 1000);
  return inTransaction(database, async (inside) => {
    if (!(await insertSecret(inside, { tenantId, endpointId, previousExpiresAt }, row))) return undefined;
    await tellRotated(
      inside.sql,
      { tenant_id: tenantId, endpoint_id: endpointId },
      { keyId: row.key_id, previousExpiresAt },
    );
    return { secret, previousExpiresAt };
  });
}
