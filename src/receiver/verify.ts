/**
 * Verifying a delivery: the raw bytes first, then the time, then the JSON; nothing is believed before.
 *
 * Promise: which scheme counts is the receiver's choice and never guessed from the headers, and signatures are compared
 * in constant time (by Web Crypto).
 */
import type { Envelope } from './events.ts';
import { fromBase64, keysOf, type SigningKey, signedBytes } from './sign.ts';

/**
 * `standard`: `webhook-id`, `webhook-timestamp`, `webhook-signature`. `x-signature`: `X-Signature: t=…,v1=…`.
 * `x-signature-bare`: the hex alone in `X-Signature`, the time in `X-Timestamp`.
 */
export type Scheme = 'standard' | 'x-signature' | 'x-signature-bare';

/** A delivery as it arrived. */
export interface Delivery {
  headers: Headers | { readonly [name: string]: string | readonly string[] | undefined };
  /** The raw body: parsing it and writing it again would change the bytes that were signed. */
  body: string | Uint8Array;
}

/** Answer it with 400: a 5xx would make a forgery worth another try. */
export class WebhookRejected extends Error {
  readonly reason: 'missing_header' | 'malformed_header' | 'stale' | 'wrong_signature' | 'malformed_body';
  constructor(reason: WebhookRejected['reason'], message: string) {
    super(message);
    this.name = 'WebhookRejected';
    this.reason = reason;
  }
}

/** More than a rotation needs: each costs a pass over the body. */
const SIGNATURES_READ = 10;
const SHA256_BYTES = 32;

/** What is believed, and for how long. */
export interface VerifyOptions {
  scheme: Scheme;
  /** `whsec_…`; several during a rotation, any of which may have signed. */
  secrets: string | readonly string[];
  /** How far the time of the attempt may be from now, in seconds, in both directions. Default 300. */
  toleranceS?: number;
  /** Unix seconds. Default: the clock. */
  now?: number;
}

/**
 * @returns the event of a genuine delivery; `isKnown` tells which of the contract's
 * @throws WebhookRejected when it is not genuine, not fresh or not whole; TypeError when a secret is malformed, the body
 *   was parsed, or there is no such scheme
 */
export async function verify(delivery: Delivery, options: VerifyOptions): Promise<Envelope> {
  const { scheme, toleranceS = 300, now = Date.now() / 1000 } = options;
  if (typeof delivery.body !== 'string' && !(delivery.body instanceof Uint8Array))
    throw new TypeError('The body must be the raw one, as text or bytes: one that was parsed cannot be verified.');
  const secrets = typeof options.secrets === 'string' ? [options.secrets] : options.secrets;
  const claim = readClaim(delivery, scheme);
  const keys = secrets.map((secret) => keysOf(secret)[claim.key]);
  if (!(await isSigned(delivery.body, claim, keys)))
    throw new WebhookRejected('wrong_signature', 'No signature is one of these secrets over these bytes.');
  // Written so that a tolerance that is no number lets nothing through.
  if (!(Math.abs(now - Number(claim.time)) <= toleranceS))
    throw new WebhookRejected('stale', `Signed at ${claim.time}, which is more than ${toleranceS} s from now.`);
  const event = readEvent(delivery.body);
  if (claim.id !== undefined && claim.id !== event.event_id)
    throw new WebhookRejected('malformed_body', 'The event is not the one that webhook-id names.');
  return event;
}

/** What the headers claim: a time, and signatures over a prefix and the body. */
interface Claim {
  id?: string;
  time: string;
  key: keyof SigningKey;
  prefix: string;
  signatures: Uint8Array<ArrayBuffer>[];
}

function readClaim({ headers }: Delivery, scheme: Scheme): Claim {
  switch (scheme) {
    case 'standard': {
      const id = header(headers, 'webhook-id');
      const time = unixSeconds('webhook-timestamp', header(headers, 'webhook-timestamp'));
      const signatures = header(headers, 'webhook-signature')
        .split(' ')
        .filter((part) => part.startsWith('v1,'))
        .slice(0, SIGNATURES_READ)
        .map((part) => readBase64(part.slice(3)));
      return { id, time, key: 'standard', prefix: `${id}.${time}.`, signatures };
    }
    case 'x-signature': {
      const parts = header(headers, 'x-signature')
        .split(',')
        .map((part) => part.trim());
      const time = unixSeconds('X-Signature', parts.find((part) => part.startsWith('t='))?.slice(2) ?? '');
      const signatures = parts
        .filter((part) => part.startsWith('v1='))
        .slice(0, SIGNATURES_READ)
        .map((part) => fromHex(part.slice(3)));
      return { time, key: 'xSignature', prefix: `${time}.`, signatures };
    }
    case 'x-signature-bare': {
      const time = unixSeconds('X-Timestamp', header(headers, 'x-timestamp'));
      const signatures = [fromHex(header(headers, 'x-signature').trim())];
      return { time, key: 'xSignature', prefix: `${time}.`, signatures };
    }
    default:
      throw new TypeError('The scheme is standard, x-signature or x-signature-bare.');
  }
}

function header(headers: Delivery['headers'], name: string): string {
  // By what it can do: there is more than one class of that name.
  const values =
    typeof headers.get === 'function'
      ? [(headers as Headers).get(name)]
      : Object.entries(headers).flatMap(([given, value]) => (given.toLowerCase() === name ? [value] : []));
  if (values.length > 1) throw new WebhookRejected('malformed_header', `There are several ${name} headers.`);
  const [value] = values;
  if (value === null || value === undefined || value.length === 0)
    throw new WebhookRejected('missing_header', `There is no ${name} header.`);
  if (typeof value !== 'string') throw new WebhookRejected('malformed_header', `There are several ${name} headers.`);
  return value;
}

/** As it was written: it is part of what was signed. */
function unixSeconds(name: string, value: string): string {
  if (!/^\d{1,12}$/.test(value)) throw new WebhookRejected('malformed_header', `${name} does not tell a Unix time.`);
  return value;
}

function readBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(text);
  } catch {
    throw new WebhookRejected('malformed_header', 'A signature is not base64.');
  }
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  if (!/^([0-9a-f]{2})+$/i.test(text)) throw new WebhookRejected('malformed_header', 'A signature is not hex.');
  return Uint8Array.from(text.match(/../g)!, (byte) => Number.parseInt(byte, 16));
}

/** Web Crypto compares in constant time, the length included. */
async function isSigned(body: Delivery['body'], claim: Claim, keys: Uint8Array<ArrayBuffer>[]): Promise<boolean> {
  const bytes = signedBytes(claim.prefix, body);
  const signatures = claim.signatures.filter(({ length }) => length === SHA256_BYTES);
  for (const key of keys) {
    const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    for (const signature of signatures) if (await crypto.subtle.verify('HMAC', imported, signature, bytes)) return true;
  }
  return false;
}

function readEvent(body: Delivery['body']): Envelope {
  try {
    const text = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body);
    const event = JSON.parse(text) as Envelope;
    if (typeof event.event_id === 'string' && typeof event.type === 'string') return event;
  } catch {}
  throw new WebhookRejected('malformed_body', 'The body is not the JSON of an event.');
}
