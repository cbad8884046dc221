/**
 * Encryption at rest: AES-256-GCM, bound to what the ciphertext is for, so that one row's secret cannot be put into
 * another row. Layout: 8 bytes that name the key, 12 bytes of nonce, 16 bytes of tag, ciphertext. What was written before
 * keys had names begins with its nonce.
 *
 * Promise: the first key encrypts, and whatever any of the keys has encrypted is read.
 *
 * @see NIST SP 800-38D
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomFillSync,
} from 'node:crypto';

const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Encryption {
  /** Of the key that encrypts: the first 8 bytes of all that is encrypted now. No secret. */
  keyId: Buffer;
  /** @param purpose  what the text belongs to; the same words are needed to read it */
  encrypt(text: string, purpose: string): Buffer;
  /** @throws when no key fits, the purpose is another, or a single bit is */
  decrypt(ciphertext: Uint8Array, purpose: string): string;
}

/** @param keys  at least one, each of 32 random bytes */
export function createEncryption(keys: readonly Uint8Array[]): Encryption {
  // As objects: to make one of the bytes each time costs ten times what encrypting a text does.
  const named = keys.map((key) => ({ key: createSecretKey(key), id: idOf(key) }));
  const first = named[0]!;
  return {
    keyId: first.id,
    encrypt: (text, purpose) =>
      Buffer.concat([first.id, seal(first.key, text, Buffer.concat([first.id, Buffer.from(purpose)]))]),
    decrypt(ciphertext, purpose) {
      const bytes = Buffer.from(ciphertext);
      const id = bytes.subarray(0, KEY_ID_BYTES);
      const known = named.find((each) => each.id.equals(id));
      const text = known
        ? open(known.key, bytes.subarray(KEY_ID_BYTES), Buffer.concat([id, Buffer.from(purpose)]))
        : named.map(({ key }) => open(key, bytes, Buffer.from(purpose))).find((each) => each !== undefined);
      if (text === undefined)
        throw new Error(
          known
            ? 'The ciphertext is damaged, or was encrypted for another purpose.'
            : 'No listed encryption key reads the ciphertext.',
        );
      return text;
    },
  };
}

/** The label keeps it apart from any other digest of the key. */
const idOf = (key: Uint8Array): Buffer =>
  createHash('sha256').update('waybill encryption key id').update(key).digest().subarray(0, KEY_ID_BYTES);

/** Random bytes, many at once: each are given out once. */
const nonces = Buffer.alloc(256 * NONCE_BYTES);
let used = nonces.length;
function newNonce(): Buffer {
  if (used === nonces.length) {
    randomFillSync(nonces);
    used = 0;
  }
  used += NONCE_BYTES;
  return nonces.subarray(used - NONCE_BYTES, used);
}

function seal(key: KeyObject, text: string, authenticated: Buffer): Buffer {
  const nonce = newNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(authenticated);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @returns undefined when it was not sealed so */
function open(key: KeyObject, sealed: Buffer, authenticated: Buffer): string | undefined {
  try {
    // The length of the tag is said, because Node takes a shorter one, which can be guessed.
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(authenticated)
      .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const body = sealed.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
