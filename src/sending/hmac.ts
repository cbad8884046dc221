/**
 * HMAC-SHA256 for those who sign by the thousand, as two hashes in one call each: Web Crypto wakes another thread for each
 * signature, and Node's Hmac is a stream made for each: 21 µs where this takes 4.
 *
 * @see RFC 2104 §2
 */
import { hash } from 'node:crypto';
import type { Mac } from '../receiver/index.ts';

const BLOCK_BYTES = 64;

const sha256 = (bytes: Uint8Array) => hash('sha256', bytes, 'buffer');

export function hmacSha256(key: Uint8Array): Mac {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const inner = block.map((byte) => byte ^ 0x36);
  const outer = block.map((byte) => byte ^ 0x5c);
  return (message) =>
    sha256(Buffer.concat([outer, sha256(Buffer.concat([inner, message]))])) as Uint8Array<ArrayBuffer>;
}
