/** The conformance kit: each receiver that is wrong is found, by the check that is for it, and a right one passes. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import asyncapi from '../../generated/asyncapi.json' with { type: 'json' };
import { createReceiver, memoryStore, type Scheme, toNode } from '../../src/receiver/index.ts';
import { CHECKS } from '../../src/receiver/kit/checks.ts';
import { checkReceiver, EXAMPLES, type Finding } from '../../src/receiver/kit/index.ts';
import { listen, SECRET } from '../fixtures/webhooks.ts';

type Handle = (request: { headers: IncomingHttpHeaders; body: string }) => number | Promise<number>;

/** A receiver of somebody's own making. What it throws is 500. */
const serveOwn = (handle: Handle) =>
  listen(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const status = await Promise.resolve()
      .then(() => handle({ headers: request.headers, body }))
      .catch(() => 500);
    response.writeHead(status, { Location: '/elsewhere' }).end();
  });

/** What somebody writes who has read the documentation, in steps that can each be got wrong. */
function makeOwn(faults: Partial<Steps> = {}): { handle: Handle; effects: () => number } {
  const state: State = { seen: new Set(), effects: 0 };
  const steps: Steps = { ...RIGHT, ...faults };
  const handle: Handle = async ({ headers, body }) => {
    const early = steps.first(body, state);
    if (early) return early;
    const [time, ...signatures] = steps.readSignature(headers);
    if (!steps.isFresh(time ?? '', headers)) return 400;
    if (!signatures.some((signature) => steps.isSigned(time ?? '', steps.signedBody(body), signature, headers)))
      return steps.onForgery;
    const event = JSON.parse(body);
    const refusal = await steps.accepts(event, state);
    if (refusal) return refusal;
    const id = steps.idOf(event, headers);
    const before = await steps.hadBefore(id, state);
    if (before) return before;
    state.effects += 1;
    return 200;
  };
  return { handle, effects: () => state.effects };
}

interface State {
  seen: Set<string>;
  effects: number;
}
type Event = { event_id: string; type: string; event_version: number; sequence: number; subject: string; data: object };
const RIGHT = {
  first: (_body: string, _state: State): number | undefined => undefined,
  /** The time, then the signatures. */
  readSignature: (headers: IncomingHttpHeaders) =>
    String(headers['x-signature'])
      .split(',')
      .map((part) => part.split('=')[1] ?? ''),
  isFresh: (time: string, _headers: IncomingHttpHeaders) => Math.abs(Date.now() / 1000 - Number(time)) <= 300,
  signedBody: (body: string) => body,
  isSigned: (time: string, body: string, signature: string, _headers: IncomingHttpHeaders) => {
    const ours = createHmac('sha256', SECRET).update(`${time}.${body}`).digest();
    const theirs = Buffer.from(signature, 'hex');
    return theirs.length === ours.length && timingSafeEqual(theirs, ours);
  },
  onForgery: 400,
  accepts: (_event: Event, _state: State): number | undefined => undefined,
  idOf: (event: Event, _headers: IncomingHttpHeaders) => event.event_id,
  hadBefore: (id: string, { seen }: State): number | undefined | Promise<number | undefined> => {
    if (seen.has(id)) return 200;
    seen.add(id);
    return undefined;
  },
};
type Steps = typeof RIGHT;

async function findings(url: string, effects?: () => number): Promise<Record<string, Finding>> {
  const found = await checkReceiver(url, {
    secret: SECRET,
    timeoutMs: 2000,
    settleMs: 10,
    ...(effects && { countEffects: async () => effects() }),
  });
  return Object.fromEntries(found.map((finding) => [finding.check, finding]));
}
const wrongOf = (found: Record<string, Finding>) =>
  Object.values(found)
    .filter(({ verdict }) => verdict === 'wrong')
    .map(({ check }) => check);

describe('a receiver that is right', () => {
  test('may have its effects a while after its answers', async () => {
    const own = makeOwn();
    let late = 0;
    const url = await serveOwn(async (request) => {
      const before = own.effects();
      const status = await own.handle(request);
      if (own.effects() > before) setTimeout(() => (late += 1), 200);
      return status;
    });
    expect(wrongOf(await findings(url, () => late))).toEqual([]);
  });

  test.each<Scheme>(['standard', 'x-signature', 'x-signature-bare'])('by this package, with %s', async (scheme) => {
    let effects = 0;
    const receive = createReceiver({
      scheme,
      secrets: SECRET,
      store: memoryStore(),
      handle: async () => {
        effects += 1;
      },
    });
    const found = await checkReceiver(await listen(toNode(receive)), {
      secret: SECRET,
      xSignature: scheme === 'x-signature-bare' ? 'bare' : 'labelled',
      countEffects: async () => effects,
      settleMs: 10,
    });
    expect(found.filter(({ verdict }) => verdict !== 'right')).toEqual([]);
    expect(found).toHaveLength(CHECKS.length);
  });

  test('by hand, in the ten lines that the documentation has', async () => {
    const { handle, effects } = makeOwn();
    expect(wrongOf(await findings(await serveOwn(handle), effects))).toEqual([]);
  });

  test('whose effects nobody counts is told what was not seen', async () => {
    const { handle } = makeOwn();
    const found = Object.values(await findings(await serveOwn(handle)));
    expect(found.filter(({ verdict }) => verdict === 'unseen').map(({ check }) => check)).toEqual([
      'duplicate',
      'concurrent_duplicates',
      'header_id',
    ]);
    expect(found.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
  });
});

const DECODED = Buffer.from(SECRET.slice(6), 'base64');
const signsWith = (key: string | Buffer) => (time: string, body: string, signature: string) =>
  createHmac('sha256', key).update(`${time}.${body}`).digest('hex') === signature;

describe('a receiver that is wrong is found', () => {
  test.each([
    ['as much of a signature as was sent', (ours: string, theirs: string) => theirs !== '' && ours.startsWith(theirs)],
    ['the beginning of a signature', (ours: string, theirs: string) => ours.slice(0, 16) === theirs.slice(0, 16)],
  ])('when it compares %s', async (_, isSame) => {
    const isSigned: Steps['isSigned'] = (time, body, signature) =>
      isSame(createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex'), signature);
    const own = makeOwn({ isSigned });
    const found = await findings(await serveOwn(own.handle), own.effects);
    expect(wrongOf(found)).toEqual(['empty_signature']);
    expect(found.empty_signature!.got).toContain('half: taken');
  });

  test.each<[string, string[], Partial<Steps>, RegExp]>([
    [
      'answers 500 to forgeries',
      ['forged', 'empty_signature', 'truncated', 'unparsable', 'refreshed_time'],
      { onForgery: 500 },
      /another try/,
    ],
    [
      'verifies nothing',
      ['forged', 'unsigned', 'empty_signature', 'truncated', 'unparsable', 'stale', 'future', 'refreshed_time'],
      { readSignature: () => ['', ''], isFresh: () => true, isSigned: () => true },
      /not genuine/,
    ],
    [
      'disables its endpoint when it is sent a forgery',
      ['forged', 'empty_signature', 'truncated', 'unparsable', 'refreshed_time'],
      { onForgery: 410 },
      /410/,
    ],
    ['parses before it verifies', ['truncated', 'unparsable'], { first: (body) => void JSON.parse(body) }, /500/],
    [
      'has its effect before it verifies',
      [
        'duplicate',
        'concurrent_duplicates',
        'header_id',
        'forged',
        'unsigned',
        'empty_signature',
        'truncated',
        'unparsable',
        'stale',
        'future',
        'refreshed_time',
      ],
      {
        first: (_body, state) => {
          state.effects += 1;
          return undefined;
        },
        hadBefore: () => 200,
      },
      /effects/,
    ],
    [
      'accepts what is old',
      ['stale', 'refreshed_time'],
      { isFresh: (time) => Number(time) < Date.now() / 1000 + 300 },
      /not genuine/,
    ],
    [
      'accepts what is of the future',
      ['future'],
      { isFresh: (time) => Date.now() / 1000 - Number(time) <= 300 },
      /not genuine/,
    ],
    [
      'has no patience with clocks',
      ['clock_skew'],
      { isFresh: (time) => Math.abs(Date.now() / 1000 - Number(time)) <= 20 },
      /dead letter/,
    ],
    [
      'has no patience with clocks that are ahead',
      ['clock_skew'],
      { isFresh: (time) => RIGHT.isFresh(time, {}) && Number(time) < Date.now() / 1000 + 5 },
      /in a minute: 400/,
    ],
    [
      'judges a time that is not signed',
      ['refreshed_time'],
      { isFresh: (_time, headers) => Math.abs(Date.now() / 1000 - Number(headers['x-timestamp'])) <= 300 },
      /not genuine/,
    ],
    [
      'verifies what the parser made of the body',
      ['raw_bytes', 'largest', 'truncated', 'unparsable'],
      { signedBody: (body) => JSON.stringify(JSON.parse(body)) },
      /dead letter/,
    ],
    [
      'reads the first signature alone',
      ['rotation'],
      { readSignature: (headers) => RIGHT.readSignature(headers).slice(0, 2) },
      /yours second/,
    ],
    [
      'compares as much as it was sent',
      ['empty_signature'],
      {
        isSigned: (time, body, signature) =>
          createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex').startsWith(signature),
      },
      /not genuine/,
    ],
    [
      'refuses types that it does not know',
      ['unknown_type'],
      { accepts: ({ type }) => (EXAMPLES.some((one) => one.type === type) ? undefined : 422) },
      /dead letter/,
    ],
    [
      'refuses a type that it has no use for',
      ['every_type'],
      { accepts: ({ type }) => (type === 'endpoint.ping' ? 404 : undefined) },
      /endpoint.ping v1/,
    ],
    [
      'fails on a later version',
      ['later_version'],
      { accepts: ({ event_version, data }) => (event_version > 9 && !('width' in data) ? 500 : undefined) },
      /500/,
    ],
    [
      'refuses members that it does not know',
      ['added_members'],
      { accepts: (event) => ('added_later' in event ? 400 : undefined) },
      /dead letter/,
    ],
    ['has no room for large events', ['largest'], { first: (body) => (body.length > 16_384 ? 413 : undefined) }, /413/],
    [
      'does not drop duplicates',
      ['duplicate', 'concurrent_duplicates', 'header_id'],
      { hadBefore: () => undefined },
      /effects, not 1/,
    ],
    [
      'looks first and writes later',
      ['concurrent_duplicates'],
      {
        hadBefore: async (id, { seen }) => {
          if (seen.has(id)) return 200;
          await new Promise((resolve) => setTimeout(resolve, 20));
          seen.add(id);
          return undefined;
        },
      },
      /10 effects/,
    ],
    [
      'puts off duplicates for ever',
      ['duplicate', 'concurrent_duplicates', 'header_id'],
      { hadBefore: (id, state) => (RIGHT.hadBefore(id, state) ? 503 : undefined) },
      /in vain/,
    ],
    [
      'takes too long over one type',
      ['every_type'],
      {
        accepts: ({ type }) =>
          type === 'endpoint.ping' ? (new Promise((resolve) => setTimeout(resolve, 1500)) as never) : undefined,
      },
      /endpoint.ping v1: 200 in \d+ ms: Waybill waits 15 s/,
    ],
    [
      'answers a duplicate with 409',
      ['duplicate', 'concurrent_duplicates'],
      { hadBefore: (id, state) => (RIGHT.hadBefore(id, state) ? 409 : undefined) },
      /a retry: 409/,
    ],
    [
      'trusts the id in a header',
      ['header_id'],
      { idOf: (_event, headers) => String(headers['x-event-id']) },
      /2 effects/,
    ],
    [
      'trusts the webhook-id that it does not verify',
      ['header_id'],
      { idOf: (_event, headers) => String(headers['webhook-id']) },
      /2 effects/,
    ],
    ['refuses what is out of order', ['out_of_order'], { accepts: newestOnly() }, /sequence 1: 409/],
    [
      'takes what has no signature header',
      ['unsigned'],
      {
        readSignature: (headers) =>
          headers['x-signature'] ? RIGHT.readSignature(headers) : [String(Math.floor(Date.now() / 1000)), 'none'],
        isSigned: (time, body, signature, headers) =>
          signature === 'none' || RIGHT.isSigned(time, body, signature, headers),
      },
      /not genuine/,
    ],
    [
      'takes the decoded bytes as the key of X-Signature',
      ['genuine'],
      { isSigned: signsWith(DECODED) },
      /wrong bytes as its key/,
    ],
    [
      'takes the secret without its prefix',
      ['genuine'],
      { isSigned: signsWith(SECRET.slice(6)) },
      /behind whsec_ as text/,
    ],
    [
      'verifies the body without the time',
      ['genuine'],
      { isSigned: (_time, body, signature) => createHmac('sha256', SECRET).update(body).digest('hex') === signature },
      /body alone/,
    ],
    ['has another secret', ['genuine'], { isSigned: signsWith('whsec_other') }, /the secret of this endpoint/],
    ['redirects', ['genuine'], { first: () => 307 }, /redirects are not followed/],
    ['fails at everything', ['genuine'], { first: () => 503 }, /tried again, in vain/],
  ])('%s', async (_, expected, faults, saying) => {
    const { handle, effects } = makeOwn(faults);
    const found = await findings(await serveOwn(handle), effects);
    // These and no others: a report full of echoes helps nobody.
    expect(wrongOf(found)).toEqual(expected);
    const { got, mend } = found[expected[0]!]!;
    expect(`${got} ${mend}`).toMatch(saying);
  });
});

function newestOnly(): Steps['accepts'] {
  const highest = new Map<string, number>();
  return ({ subject, sequence }) => {
    if (sequence < (highest.get(subject) ?? 0)) return 409;
    highest.set(subject, sequence);
    return undefined;
  };
}

test('one that takes a retry under a new time for another event is found', async () => {
  const { handle, effects } = makeOwn({ idOf: (_event, headers) => String(headers['x-signature']) });
  const { duplicate } = await findings(await serveOwn(handle), effects);
  expect(duplicate).toMatchObject({ verdict: 'wrong', got: '2 effects, not 1' });
});

test('one that hangs is told from one that is not there', async () => {
  const url = await serveOwn(() => new Promise(() => {}));
  await expect(checkReceiver(url, { secret: SECRET, timeoutMs: 100 })).rejects.toThrow(/no answer within 0.1 s/);
  await expect(checkReceiver('http://127.0.0.1:9/', { secret: SECRET })).rejects.toThrow(/gives no answer/);
});

test('a busy receiver may put off what comes while the first is under way', async () => {
  let isBusy = false;
  const { handle, effects } = makeOwn();
  const url = await serveOwn(async (request) => {
    if (isBusy) return 503;
    isBusy = true;
    await new Promise((resolve) => setTimeout(resolve, 5));
    isBusy = false;
    return handle(request);
  });
  expect(wrongOf(await findings(url, effects))).toEqual([]);
});

test('every example of the contract is sent, with the headers of the contract', async () => {
  const types = Object.keys(asyncapi.channels.webhooks.messages);
  expect(EXAMPLES.map(({ type, event_version }) => `${type}.v${event_version}`)).toEqual(types);
  const got: IncomingHttpHeaders[] = [];
  await findings(await serveOwn(({ headers }) => got.push(headers) && 200));
  const { required, properties } = asyncapi.components.schemas.DeliveryHeaders;
  const patterns = Object.entries(properties as Record<string, { pattern?: string }>);
  for (const name of required) expect(got[0], name).toHaveProperty(name.toLowerCase());
  for (const [name, { pattern }] of patterns)
    if (pattern) expect(got[0]![name.toLowerCase()], name).toMatch(new RegExp(pattern));
});
