/**
 * The checks: what is sent to a receiver, what it should answer, and what to mend when it does not.
 *
 * Each uses events of its own, so that their order does not matter, and says how many effects they should have had.
 */
import type { Envelope } from '../events.ts';
import type { SignedDelivery, SignedWith } from './delivery.ts';
import { EXAMPLES, makeEvent, unixNow } from './delivery.ts';
import type { Answer } from './post.ts';

export interface Sender {
  /** An event of the type that is checked by. */
  event(): Envelope;
  /** @param change  what is done to it after it was signed */
  deliver(event: Envelope, over?: Partial<SignedWith>, change?: (signed: SignedDelivery) => void): Promise<Answer>;
  secret: string;
  /** One that the receiver does not have. */
  foreignSecret: string;
  xSignature: 'labelled' | 'bare';
}

export interface Check {
  name: string;
  /** What is sent. */
  sends: string;
  /**
   * `taken`: 2xx. `refused`: a 4xx that asks for no other try. `settled`: one of the two. `taken once`: those that come
   * while the first is under way may be put off.
   */
  expects: 'taken' | 'refused' | 'settled' | 'taken once';
  /** How many effects it should have; not judged where that is the receiver's business. */
  effects?: number;
  /** Only its effects tell. */
  isSeenByEffects?: true;
  mend: string;
  /** @returns the answers, by what was sent */
  send(sender: Sender): Promise<Record<string, Answer>>;
}

const HOUR_S = 3600;
/** The largest data of an event, and room for the envelope. */
const LARGEST_BYTES = 66_000;
const AT_ONCE = 10;

/** A genuine event in some way that must not matter. */
const taken = (
  name: string,
  sends: string,
  mend: string,
  change: (event: Envelope) => Envelope,
  sign: (event: Envelope) => Partial<SignedWith> = () => ({}),
): Check => ({
  name,
  sends,
  mend,
  expects: 'taken',
  effects: 1,
  async send({ event, deliver }) {
    const changed = change(event());
    return { it: await deliver(changed, sign(changed)) };
  },
});

type Forgery = { over?: (sender: Sender) => Partial<SignedWith>; change?: (signed: SignedDelivery) => void };

/** Something that is not genuine, each time with an event of its own. */
const refused = (name: string, sends: string, mend: string, forgeries: Record<string, Forgery>): Check => ({
  name,
  sends,
  mend,
  expects: 'refused',
  effects: 0,
  async send(sender) {
    const answers: Record<string, Answer> = {};
    for (const [what, { over, change }] of Object.entries(forgeries))
      answers[what] = await sender.deliver(sender.event(), over?.(sender), change);
    return answers;
  },
});

const same = (event: Envelope) => event;

export const CHECKS: readonly Check[] = [
  taken(
    'genuine',
    'a genuine delivery',
    'Verify with the secret of this endpoint, over the raw bytes of the body and before anything parses it.',
    same,
  ),
  {
    name: 'every_type',
    sends: 'an example of each type and version of the contract',
    expects: 'taken',
    mend: 'Answer 2xx to types that you have no use for: an endpoint of `*` gets all.',
    async send({ deliver }) {
      const answers: Record<string, Answer> = {};
      for (const { type, event_version: version } of EXAMPLES)
        answers[`${type} v${version}`] = await deliver(makeEvent({ type, version }));
      return answers;
    },
  },
  {
    ...taken(
      'unknown_type',
      'a type that the contract does not have yet',
      'Answer 2xx to types that you do not know: they will come.',
      (event) => ({ ...event, type: 'waybill.not_invented_yet' }),
    ),
    effects: undefined,
  },
  {
    ...taken(
      'later_version',
      'a version that does not exist yet',
      'Look at event_version before you read data; answer 2xx, or 4xx to keep what you cannot read as a dead letter.',
      (event) => ({ ...event, event_version: 99, data: {} }),
    ),
    expects: 'settled',
    effects: undefined,
  },
  taken(
    'added_members',
    'members that a later release may add',
    'Ignore members that you do not know: adding some is no new version.',
    (event) => ({ ...event, added_later: true, data: { ...event.data, added_later: { a: 1 } } }) as Envelope,
  ),
  taken(
    'raw_bytes',
    'JSON with white space and escapes that parsing and writing again would change',
    'Verify the bytes as they arrived, not what a parser made of them.',
    same,
    (event) => ({
      body: ` ${JSON.stringify({ ...event, subject: `${event.subject} – Zoë 猫` }, null, 3).replaceAll('e', '\\u0065')}\r\n`,
    }),
  ),
  taken('largest', 'an event as large as they come, 64 KiB', 'Allow bodies of 128 KiB at least.', same, (event) => ({
    body: JSON.stringify(event).padEnd(LARGEST_BYTES),
  })),
  {
    name: 'clock_skew',
    sends: 'attempts whose time is a minute from now, before and after',
    expects: 'taken',
    effects: 2,
    mend: 'Allow 300 s in both directions: clocks differ.',
    send: async ({ event, deliver }) => ({
      'a minute ago': await deliver(event(), { timestamp: unixNow() - 60 }),
      'in a minute': await deliver(event(), { timestamp: unixNow() + 60 }),
    }),
  },
  {
    name: 'rotation',
    sends: 'signatures of several secrets, as during a rotation',
    expects: 'taken',
    mend: 'Try every signature in the header, not the first alone: five secrets may sign.',
    async send({ event, deliver, secret, foreignSecret, xSignature }) {
      const orders: Record<string, string[]> = { 'yours first': [secret, foreignSecret] };
      // Bare has room for the newest alone.
      if (xSignature === 'labelled')
        Object.assign(orders, {
          'yours second': [foreignSecret, secret],
          'yours fifth': [...Array(4).fill(foreignSecret), secret],
        });
      const answers: Record<string, Answer> = {};
      for (const [what, keys] of Object.entries(orders)) answers[what] = await deliver(event(), { keys });
      return answers;
    },
  },
  {
    name: 'duplicate',
    sends: 'the same event again: the same bytes, and a retry under a new time',
    expects: 'taken',
    effects: 1,
    isSeenByEffects: true,
    mend: 'Remember event_id together with the effect, in one transaction, and answer 200 to what you had before.',
    async send({ event, deliver }) {
      const one = event();
      const timestamp = unixNow() - 2;
      const send = () => deliver(one, { timestamp });
      return { first: await send(), 'the same bytes': await send(), 'a retry': await deliver(one) };
    },
  },
  {
    name: 'concurrent_duplicates',
    sends: `the same event ${AT_ONCE} times at once, and once more`,
    expects: 'taken once',
    effects: 1,
    isSeenByEffects: true,
    mend: 'Let a unique key decide who is first, inside the transaction of the effect: looking first and writing later is a race.',
    async send({ event, deliver }) {
      const one = event();
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => deliver(one)));
      const named = Object.fromEntries(answers.map((answer, n) => [`${n + 1} of ${AT_ONCE}`, answer]));
      return { ...named, afterwards: await deliver(one) };
    },
  },
  {
    name: 'out_of_order',
    sends: 'the second event of a subject before its first',
    expects: 'taken',
    mend: 'Answer 2xx to what is older than what you have: the order of arrival is not promised.',
    async send({ event, deliver }) {
      const one = event();
      return {
        'sequence 2': await deliver({ ...one, sequence: 2 }),
        'sequence 1': await deliver({ ...one, event_id: event().event_id, sequence: 1 }),
      };
    },
  },
  {
    name: 'header_id',
    sends: 'an event again, with another id in headers that are not signed',
    expects: 'settled',
    effects: 1,
    isSeenByEffects: true,
    mend: 'Take the id from the verified body (event_id): who sends a copy of a delivery writes what he likes into a header.',
    async send({ event, deliver }) {
      const [one, other] = [event(), event().event_id];
      const unsigned = { 'X-Event-Id': other, 'Idempotency-Key': other, 'X-Webhook-Delivery-ID': other };
      return {
        first: await deliver(one),
        'X-Event-Id': await deliver(one, {}, ({ headers }) => Object.assign(headers, unsigned)),
        'webhook-id too': await deliver(one, {}, ({ headers }) =>
          Object.assign(headers, unsigned, { 'webhook-id': other }),
        ),
      };
    },
  },
  refused(
    'forged',
    'what is not signed by the secret',
    'Verify before you do anything else, and answer 400 when it fails.',
    {
      'signed with another secret': { over: ({ foreignSecret }) => ({ keys: [foreignSecret] }) },
      'altered after it was signed': {
        change: (signed) => {
          signed.body = signed.body.replace('{', '{"forged":true,');
        },
      },
    },
  ),
  refused(
    'unsigned',
    'deliveries without signature headers',
    'Answer 400 when a header is missing: it is no delivery.',
    {
      'without signatures': { change: ({ headers }) => drop(headers, 'webhook-signature', 'X-Signature') },
      'without any': { change: ({ headers }) => drop(headers, ...Object.keys(headers).slice(2)) },
    },
  ),
  refused(
    'empty_signature',
    'signatures with nothing in them, or right at their beginning only',
    'Compare the whole signature, its length included.',
    {
      empty: {
        change: ({ headers }) => {
          headers['webhook-signature'] = 'v1,';
          headers['X-Signature'] = headers['X-Signature']!.includes('=') ? `t=${unixNow()},v1=` : '';
        },
      },
      'the first half': { change: ({ headers }) => halve(headers, '') },
      'another second half': { change: ({ headers }) => halve(headers, '0') },
    },
  ),
  refused('truncated', 'a body that was cut off', 'Verify the whole body: what was cut off is not what was signed.', {
    it: {
      change: (signed) => {
        signed.body = signed.body.slice(0, -20);
      },
    },
  }),
  refused(
    'unparsable',
    'a body that is neither signed nor JSON',
    'Verify before you parse, and answer 400: strangers decide what your parser gets to see.',
    {
      it: {
        change: (signed) => {
          signed.body = '{"no json';
        },
      },
    },
  ),
  refused(
    'stale',
    'a delivery that was signed an hour ago',
    'Refuse a signed time that is more than 300 s from now: else a copy can be sent for ever.',
    {
      it: { over: () => ({ timestamp: unixNow() - HOUR_S }) },
    },
  ),
  refused(
    'future',
    'a delivery that is signed for in an hour',
    'Look at how far the time is from now in both directions.',
    {
      it: { over: () => ({ timestamp: unixNow() + HOUR_S }) },
    },
  ),
  refused(
    'refreshed_time',
    'a delivery of an hour ago under a time of now',
    'Judge the time that was signed (webhook-timestamp, or t= in X-Signature): the others anybody can write.',
    {
      'in the headers beside': {
        over: () => ({ timestamp: unixNow() - HOUR_S }),
        change: ({ headers }) =>
          Object.assign(headers, { 'webhook-timestamp': `${unixNow()}`, 'X-Timestamp': `${unixNow()}` }),
      },
      'in X-Signature': {
        over: () => ({ timestamp: unixNow() - HOUR_S }),
        change: ({ headers }) => {
          headers['X-Signature'] = headers['X-Signature']!.replace(/^t=\d+/, `t=${unixNow()}`);
        },
      },
    },
  ),
];

/** Of each signature, in base64 or hex, the second half becomes so many of the filler. */
function halve(headers: Record<string, string>, filler: string): void {
  headers['webhook-signature'] = `${headers['webhook-signature']!.slice(0, -24)}${filler.repeat(23)}${filler && '='}`;
  headers['X-Signature'] = headers['X-Signature']!.slice(0, -32) + filler.repeat(32);
}

function drop(headers: Record<string, string>, ...names: string[]): void {
  for (const name of names) delete headers[name];
}
