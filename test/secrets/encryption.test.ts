import { createCipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { sealInOldLayout } from '../fixtures/encryption.ts';

const [a, b, c] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const encryption = createEncryption([a]);

test('a text comes back, and its ciphertext never twice the same', () => {
  const [one, two] = [encryption.encrypt('whsec_x', 'purpose'), encryption.encrypt('whsec_x', 'purpose')];
  expect(encryption.decrypt(one, 'purpose')).toBe('whsec_x');
  expect(one.subarray(8).equals(two.subarray(8))).toBe(false);
  expect(one.toString('latin1')).not.toContain('whsec');
  expect(encryption.decrypt(encryption.encrypt('', 'purpose'), 'purpose')).toBe('');
});

test('no nonce is given out twice', () => {
  const encryption = createEncryption([randomBytes(32)]);
  const nonces = Array.from({ length: 2_000 }, () => encryption.encrypt('', 'x').subarray(8, 20).toString('hex'));
  expect(new Set(nonces).size).toBe(2_000);
});

test('the first key encrypts, and names itself; all decrypt, in whatever order', () => {
  const [ab, ba] = [createEncryption([a, b]), createEncryption([b, a])];
  expect(ab.keyId).toEqual(encryption.keyId);
  expect(ab.keyId).toHaveLength(8);
  expect(ba.keyId).not.toEqual(ab.keyId);
  for (const [writer, reader] of [
    [ab, ba],
    [ba, ab],
  ] as const) {
    const sealed = writer.encrypt('whsec_x', 'purpose');
    expect(sealed.subarray(0, 8)).toEqual(writer.keyId);
    expect(reader.decrypt(sealed, 'purpose')).toBe('whsec_x');
  }
  expect(encryption.decrypt(ab.encrypt('whsec_x', 'purpose'), 'purpose')).toBe('whsec_x');
});

test('what was written before keys had names is read with any of the keys', () => {
  for (const key of [a, b]) {
    const sealed = sealInOldLayout(key, 'whsec_x', 'purpose');
    expect(createEncryption([a, b]).decrypt(sealed, 'purpose')).toBe('whsec_x');
    expect(() => createEncryption([a, b]).decrypt(sealed, 'another')).toThrow('No listed encryption key');
    expect(() => createEncryption([c]).decrypt(sealed, 'purpose')).toThrow('No listed encryption key');
  }
});

test('without a key that fits it says so, and nothing else', () => {
  const sealed = createEncryption([b]).encrypt('whsec_x', 'purpose');
  let message = '';
  try {
    createEncryption([a, c]).decrypt(sealed, 'purpose');
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toBe('No listed encryption key reads the ciphertext.');
});

test('another purpose or a changed bit, of key id, nonce, tag or body, cannot be read', () => {
  const both = createEncryption([a, b]);
  const sealed = both.encrypt('whsec_x', 'secret of a');
  expect(() => both.decrypt(sealed, 'secret of b')).toThrow('for another purpose');
  for (let at = 0; at < sealed.length * 8; at++) {
    const changed = Buffer.from(sealed);
    changed[at >> 3]! ^= 1 << (at & 7);
    expect(() => both.decrypt(changed, 'secret of a')).toThrow();
  }
  for (let length = 0; length < sealed.length; length++)
    expect(() => both.decrypt(sealed.subarray(0, length), 'secret of a')).toThrow();
});

test('neither a ciphertext without its key id nor one with that of another key is read', () => {
  const both = createEncryption([a, b]);
  const sealed = both.encrypt('whsec_x', 'purpose');
  expect(() => both.decrypt(sealed.subarray(8), 'purpose')).toThrow();
  const old = sealInOldLayout(a, 'whsec_x', 'purpose');
  expect(() => both.decrypt(Buffer.concat([both.keyId, old]), 'purpose')).toThrow();
});

test('a shortened tag is no tag', () => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', a, nonce, { authTagLength: 4 }).setAAD(Buffer.from('purpose'));
  cipher.final();
  expect(() => encryption.decrypt(Buffer.concat([nonce, cipher.getAuthTag()]), 'purpose')).toThrow();
});

const keysOf = (list: string) =>
  readConfig({ WAYBILL_ENCRYPTION_KEY: list, WAYBILL_DATA_DIR: '/nowhere' }).encryptionKeys;
const refusalOf = (list: string): string => {
  try {
    keysOf(list);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return '';
};
const [textA, textB] = [a.toString('base64'), b.toString('base64')];

test('one key or several with commas, white space around them ignored', () => {
  expect(keysOf(textA)).toEqual([a]);
  expect(keysOf(` ${textA} ,\n${textB}\t`)).toEqual([a, b]);
  expect(keysOf(textA.replace(/=$/, ''))).toEqual([a]);
});

test.each([
  ['', 1],
  [',', 1],
  [`${textA},`, 2],
  [`${textA},${randomBytes(31).toString('base64')}`, 2],
  [`${textA},${randomBytes(33).toString('base64')},${textB}`, 2],
  [`${textA},${textB},${randomBytes(32).toString('hex')}`, 3],
  [`${textA} ${textB}`, 1],
  [`${textA.slice(0, 20)}!${textA.slice(20)}`, 1],
])('a bad key is refused by its position and not shown: %#', (list, position) => {
  const refusal = refusalOf(list);
  expect(refusal).toContain(`WAYBILL_ENCRYPTION_KEY has at position ${position} what is not the base64 of 32 bytes`);
  for (const text of list.split(/[, ]+/).filter(Boolean)) expect(refusal).not.toContain(text);
});

test('a key that is listed twice is refused by both positions, however it is written', () => {
  const refusal = refusalOf(`${textA},${textB},${textA.replace(/=$/, '')}`);
  expect(refusal).toBe('WAYBILL_ENCRYPTION_KEY has at position 3 the key of position 1 again.');
});
