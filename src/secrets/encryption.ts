/**
 * Encryption at rest: AES-256-GCM, bound to what the ciphertext is for, so that one row's secret cannot be put into
 * another row. Layout: 12 bytes of nonce, 16 bytes of tag, ciphertext.
 *
 * @see NIST SP 800-38D
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Encryption {
  /** @param purpose  what the text belongs to; the same words are needed to read it */
  encrypt(text: string, purpose: string): Buffer;
  /** @throws when key, purpose or a single bit is another */
  decrypt(ciphertext: Uint8Array, purpose: string): string;
}

/** @param key  32 bytes */
export function createEncryption(key: Uint8Array): Encryption {
  return {
    encrypt(text, purpose) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    decrypt(ciphertext, purpose) {
      const bytes = Buffer.from(ciphertext);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}
