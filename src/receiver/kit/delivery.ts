/** Deliveries as Waybill sends them: an event of the contract, signed in both families, with every header. */
import examples from '../../../generated/event-examples.json' with { type: 'json' };
import type { Envelope } from '../events.ts';
import { importSecret, type SigningKey, sign } from '../sign.ts';

/** The contract's own examples, one for each type and version. */
export const EXAMPLES = examples as readonly Envelope[];

export interface SignedDelivery {
  headers: Record<string, string>;
  body: string;
}

const ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const randomHex = (bytes: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Letters and digits as in Waybill's ids, at random. */
function randomId(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(25)), (byte) => ID_ALPHABET[byte % 32]);
  return `0${letters.join('')}`;
}

/**
 * An example of the contract as an event that nobody has had yet: its id, its time and its subject are new.
 *
 * @param of.version  default: the newest of the type
 * @throws TypeError when the contract has no such type or version
 */
export function makeEvent(of: { type?: string; version?: number } = {}): Envelope {
  const { type = EXAMPLES[0]!.type, version } = of;
  const versions = EXAMPLES.filter((one) => one.type === type && (version ?? one.event_version) === one.event_version);
  const example = versions.at(-1);
  if (!example)
    throw new TypeError(`The contract has no ${type}${version === undefined ? '' : ` in version ${version}`}.`);
  const { subject } = example;
  const prefix = /^[a-z]+_(?=[0-9a-z]{26}$)/.exec(subject)?.[0];
  // One of Waybill's ids stands in links too; one of a shop's, such as 4711, is looked for as a whole value only.
  const renamed = prefix
    ? JSON.stringify(example).replaceAll(subject, prefix + randomId())
    : JSON.stringify(example).replaceAll(`"${subject}"`, `"test-${randomId()}"`);
  return { ...JSON.parse(renamed), event_id: `evt_${randomId()}`, occurred_at: new Date().toISOString() };
}

export interface SignedWith {
  /** `whsec_…`, or keys; each signs, in this order. */
  keys: readonly (string | SigningKey)[];
  /** Unix seconds of the attempt. Default: now. */
  timestamp?: number;
  /** The bytes to send. Default: the event as JSON. */
  body?: string;
  xSignature?: 'labelled' | 'bare';
}

/** @throws TypeError when a secret is malformed */
export async function signDelivery(event: Envelope, { keys, ...with_ }: SignedWith): Promise<SignedDelivery> {
  const { timestamp = unixNow(), body = JSON.stringify(event), xSignature } = with_;
  const signing = await Promise.all(keys.map((key) => (typeof key === 'string' ? importSecret(key) : key)));
  const signatures = await sign(signing, { id: event.event_id, timestamp, body, ...(xSignature && { xSignature }) });
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Waybill/kit',
      ...signatures,
      'X-Event-Id': event.event_id,
      'Idempotency-Key': event.event_id,
      'X-Event-Type': event.type,
      'X-Webhook-Delivery-ID': `dlv_${event.event_id.slice(4)}${'0'.repeat(26)}`,
      'X-Correlation-Id': event.correlation_id,
      traceparent: `00-${randomHex(16)}-${randomHex(8)}-00`,
    },
  };
}

export const unixNow = (): number => Math.floor(Date.now() / 1000);
