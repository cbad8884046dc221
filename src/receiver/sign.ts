/**
 * Signatures of a delivery: two header families over one event, one time and one secret.
 *
 * `standard` is HMAC-SHA256 over `id.timestamp.body`, its key the bytes that the secret encodes; `x-signature` is
 * HMAC-SHA256 over `timestamp.body`, its key the UTF-8 bytes of the secret as it is displayed, which is what ordinary
 * receiver code does with a pasted secret. The body is signed as the bytes that are sent.
 *
 * @see Standard Webhooks, "Signature scheme"; RFC 2104
 */

/** HMAC-SHA256 of a message under one key. */
export type Mac = (message: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

/** A secret, ready to sign in both families. */
export interface SigningKey {
  standard: Mac;
  xSignature: Mac;
}

const encoder = new TextEncoder();

/**
 * @param secret  `whsec_` and the base64 of 24 to 64 bytes
 * @param hmac  another HMAC-SHA256 than Web Crypto's, for those who sign by the thousand
 * @throws TypeError when the secret is anything else; the message does not show it
 */
export async function importSecret(
  secret: string,
  hmac: (key: Uint8Array<ArrayBuffer>) => Mac | Promise<Mac> = webCryptoHmac,
): Promise<SigningKey> {
  const { standard, xSignature } = keysOf(secret);
  return { standard: await hmac(standard), xSignature: await hmac(xSignature) };
}

export async function webCryptoHmac(key: Uint8Array<ArrayBuffer>): Promise<Mac> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (message) => new Uint8Array(await crypto.subtle.sign('HMAC', imported, message));
}

/** The key of each family: what the secret encodes, and the secret as it is displayed. */
export function keysOf(secret: string): Record<keyof SigningKey, Uint8Array<ArrayBuffer>> {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  const standard = base64 && base64.length % 4 !== 1 ? fromBase64(base64) : new Uint8Array();
  if (standard.length < 24 || standard.length > 64)
    throw new TypeError('A signing secret is whsec_ and the base64 of 24 to 64 bytes.');
  return { standard, xSignature: encoder.encode(secret) };
}

/**
 * The signature headers of both families.
 *
 * @param keys  every key that is active, the newest first: receivers accept any of the signatures
 * @param message.id  the event's id
 * @param message.timestamp  of this attempt, in Unix seconds
 * @param message.xSignature  `bare` has room for one signature only: the newest key's
 */
export async function sign(
  keys: readonly SigningKey[],
  message: { id: string; timestamp: number; body: string | Uint8Array; xSignature?: 'labelled' | 'bare' },
): Promise<Record<string, string>> {
  const { id, timestamp, xSignature = 'labelled' } = message;
  const time = String(timestamp);
  const standard = signedBytes(`${id}.${time}.`, message.body);
  const x = signedBytes(`${time}.`, message.body);
  const base64s: string[] = [];
  const hexes: string[] = [];
  for (const key of keys) {
    base64s.push(`v1,${toBase64(await key.standard(standard))}`);
    hexes.push(toHex(await key.xSignature(x)));
  }
  return {
    'webhook-id': id,
    'webhook-timestamp': time,
    'webhook-signature': base64s.join(' '),
    'X-Timestamp': time,
    'X-Signature': xSignature === 'bare' ? hexes[0]! : `t=${time}${hexes.map((hex) => `,v1=${hex}`).join('')}`,
  };
}

/** What is signed: a prefix of ASCII and the body as its bytes. */
export function signedBytes(prefix: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return encoder.encode(prefix + body);
  const bytes = new Uint8Array(prefix.length + body.length);
  encoder.encodeInto(prefix, bytes);
  bytes.set(body, prefix.length);
  return bytes;
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte];
  return hex;
}
