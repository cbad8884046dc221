import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createEncryption } from '../../src/secrets/encryption.ts';

const encryption = createEncryption(randomBytes(32));

test('a text comes back, and its ciphertext never twice the same', () => {
  const [a, b] = [encryption.encrypt('whsec_x', 'purpose'), encryption.encrypt('whsec_x', 'purpose')];
  expect(encryption.decrypt(a, 'purpose')).toBe('whsec_x');
  expect(a.equals(b)).toBe(false);
  expect(a.toString('latin1')).not.toContain('whsec');
});

test('another purpose, another key or a changed bit cannot be read', () => {
  const sealed = encryption.encrypt('whsec_x', 'secret of a');
  expect(() => encryption.decrypt(sealed, 'secret of b')).toThrow();
  expect(() => createEncryption(randomBytes(32)).decrypt(sealed, 'secret of a')).toThrow();
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => encryption.decrypt(changed, 'secret of a')).toThrow();
  }
});
