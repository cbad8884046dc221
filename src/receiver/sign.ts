/**
 * Signatures of a delivery: two header families over one event, one time and one secret.
 *
 * `standard` is HMAC-SHA256 over `id.timestamp.body`, its key the bytes that the secret encodes; `x-signature` is
 * HMAC-SHA256 over `timestamp.body`, its key the UTF-8 bytes of the secret as it is displayed, which is what ordinary
 * receiver code does with a pasted secret. The body is signed as the bytes that are sent.
 *
 * @see Standard Webhooks, "Signature scheme"; RFC 2104
 */

/** A secret, ready to sign and to verify in both families. */
export interface SigningKey {
  standard: CryptoKey;
  xSignature: CryptoKey;
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/**
 * @param secret  `whsec_` and the base64 of 24 to 64 bytes
 * @throws TypeError when it is anything else; the message does not show it
 */
export async function importSecret(secret: string): Promise<SigningKey> {
  const bytes = secretBytes(secret);
  if (!bytes) throw new TypeError('A signing secret is whsec_ and the base64 of 24 to 64 bytes.');
  const usages: KeyUsage[] = ['sign', 'verify'];
  return {
    standard: await crypto.subtle.importKey('raw', bytes, HMAC, false, usages),
    xSignature: await crypto.subtle.importKey('raw', encoder.encode(secret), HMAC, false, usages),
  };
}

function secretBytes(secret: string): Uint8Array<ArrayBuffer> | null {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1];
  if (!base64 || base64.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return bytes.length >= 24 && bytes.length <= 64 ? bytes : null;
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
  const bare = signedBytes(`${time}.`, message.body);
  const [base64s, hexes] = await Promise.all([
    Promise.all(keys.map(async (key) => toBase64(await crypto.subtle.sign('HMAC', key.standard, standard)))),
    Promise.all(
      (xSignature === 'bare' ? keys.slice(0, 1) : keys).map(async (key) =>
        toHex(await crypto.subtle.sign('HMAC', key.xSignature, bare)),
      ),
    ),
  ]);
  return {
    'webhook-id': id,
    'webhook-timestamp': time,
    'webhook-signature': base64s.map((signature) => `v1,${signature}`).join(' '),
    'X-Timestamp': time,
    'X-Signature':
      xSignature === 'bare' ? hexes.join('') : [`t=${time}`, ...hexes.map((signature) => `v1=${signature}`)].join(','),
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

const toBase64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));

const toHex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
