/** The receiver: what it answers to each kind of delivery, and that an event has its effect once. */
import { describe, expect, test, vi } from 'vitest';
import {
  createReceiver,
  type Envelope,
  type EventStore,
  memoryStore,
  type Outcome,
  type ReceiverOptions,
} from '../../src/receiver/index.ts';
import { deliver, makeEvent, SECRET, URL_OF_RECEIVER } from '../fixtures/webhooks.ts';

const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

function start(over: Partial<ReceiverOptions<undefined>> = {}) {
  const handled: Envelope[] = [];
  const outcomes: Outcome[] = [];
  const receive = createReceiver({
    scheme: 'standard',
    secrets: SECRET,
    store: memoryStore(),
    handle: async (event) => void handled.push(event),
    log: (outcome) => outcomes.push(outcome),
    ...over,
  });
  return { receive, handled, outcomes };
}

const told = async (response: Response) => `${response.status} ${(await response.text()).trim()}`;

test('a genuine event is handled and answered 200', async () => {
  const { receive, handled, outcomes } = start();
  const event = makeEvent();
  expect(await told(await receive(await deliver(event)))).toBe('200 handled');
  expect(handled).toEqual([event]);
  expect(outcomes).toEqual([{ outcome: 'handled', status: 200, event }]);
});

test('what is signed with another secret is answered 400 and not handled', async () => {
  const { receive, handled } = start();
  expect(await told(await receive(await deliver(makeEvent(), { secret: OTHER })))).toBe(
    '400 rejected: wrong_signature',
  );
  expect(handled).toEqual([]);
});

test('the raw bytes are verified: white space and escapes that parsing would lose', async () => {
  const { receive, handled } = start();
  const event = makeEvent();
  const body = ` ${JSON.stringify(event, null, 3).replaceAll('o', '\\u006f')}\r\n`;
  expect((await receive(await deliver(event, { body }))).status).toBe(200);
  expect(handled).toEqual([event]);
});

test('an event that comes again is answered 200 and not handled again', async () => {
  const { receive, handled } = start();
  const event = makeEvent();
  await receive(await deliver(event));
  expect(await told(await receive(await deliver(event)))).toBe('200 duplicate');
  expect(handled).toHaveLength(1);
});

describe('while the first is under way', () => {
  const hang = () => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let calls = 0;
    const handle = () => {
      calls += 1;
      return promise;
    };
    return { handle, resolve, reject, calls: () => calls };
  };

  test('a duplicate is answered only when the first is done', async () => {
    const first = hang();
    const { receive } = start({ handle: first.handle });
    const event = makeEvent();
    const answers: string[] = [];
    const both = [1, 2].map(async () => answers.push(await told(await receive(await deliver(event)))));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answers).toEqual([]);
    first.resolve();
    await Promise.all(both);
    expect(answers.sort()).toEqual(['200 duplicate', '200 handled']);
    expect(first.calls()).toBe(1);
  });

  test('a duplicate fails as the first does, and the next one runs', async () => {
    const first = hang();
    const { receive } = start({ handle: first.handle });
    const event = makeEvent();
    const both = [receive(await deliver(event)), receive(await deliver(event))];
    await new Promise((resolve) => setTimeout(resolve, 50));
    first.reject(new Error('out of paper'));
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([500, 500]);
    await receive(await deliver(event));
    expect(first.calls()).toBe(2);
  });

  test('another event, and the same id of another source, do not wait', async () => {
    const first = hang();
    const waiting = new Set(['/a']);
    const { receive } = start({
      source: (request) => new URL(request.url).pathname,
      handle: (_event, _tx, source) => (waiting.has(source) ? first.handle() : Promise.resolve()),
    });
    const event = makeEvent();
    const to = async (path: string, one = event) =>
      receive(new Request(`http://receiver.test${path}`, await deliver(one)));
    const stuck = to('/a');
    expect(await told(await to('/b'))).toBe('200 handled');
    first.resolve();
    expect(await told(await stuck)).toBe('200 handled');
    expect(await told(await to('/a'))).toBe('200 duplicate');
  });
});

test('when the handler throws the answer is 500 without its words, and the event can come again', async () => {
  const answers = [new Error('no such table'), undefined];
  const { receive, outcomes } = start({
    handle: async () => {
      const error = answers.shift();
      if (error) throw error;
    },
  });
  const event = makeEvent();
  expect(await told(await receive(await deliver(event)))).toBe('500 failed');
  expect(outcomes[0]).toMatchObject({ outcome: 'failed', error: { message: 'no such table' }, event });
  expect(await told(await receive(await deliver(event)))).toBe('200 handled');
});

test('a handler that throws before it returns a promise is a failure like any other', async () => {
  const { receive } = start({
    handle: () => {
      throw new Error('at once');
    },
  });
  expect((await receive(await deliver(makeEvent()))).status).toBe(500);
});

test('when the store is down the answer is 503 with Retry-After, and nothing is handled', async () => {
  const store: EventStore<undefined> = { once: () => Promise.reject(new Error('connection refused')) };
  const { receive, handled } = start({ store });
  const response = await receive(await deliver(makeEvent()));
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(handled).toEqual([]);
});

test('anything but POST is answered 405 with Allow', async () => {
  const response = await start().receive(new Request(URL_OF_RECEIVER));
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

test('a body that is too large is answered 413 and not read to its end', async () => {
  const { receive, handled } = start({ maxBytes: 100_000 });
  let chunks = 0;
  const body = new ReadableStream({
    pull(controller) {
      chunks += 1;
      controller.enqueue(new Uint8Array(10_000));
    },
  });
  const request = new Request(URL_OF_RECEIVER, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect((await receive(request)).status).toBe(413);
  expect(chunks).toBeLessThan(15);
  const event = makeEvent();
  const fits = ' '.repeat(100_000 - JSON.stringify(event).length) + JSON.stringify(event);
  expect((await receive(await deliver(event, { body: fits }))).status).toBe(200);
  const over = makeEvent();
  expect((await receive(await deliver(over, { body: ` ${fits}` }))).status).toBe(413);
  expect(handled).toHaveLength(1);
});

test('a body that was read before is an error that says what to do', async () => {
  const { receive } = start();
  const request = await deliver(makeEvent());
  await request.json();
  await expect(receive(request)).rejects.toThrow(/read before it could be verified/);
});

test.each([
  ['a ping', makeEvent('endpoint.ping')],
  ['an example that a ping sent', makeEvent('order.paid', { test: true })],
])('%s is verified and answered 200, and nothing comes of it', async (_, event) => {
  const { receive, handled } = start();
  expect(await told(await receive(await deliver(event)))).toBe('200 test');
  expect(await told(await receive(await deliver(event, { secret: OTHER })))).toMatch(/^400/);
  expect(handled).toEqual([]);
});

describe.each([
  ['a type that is not known yet', { type: 'order.vanished' }],
  ['a version that is not known yet', { event_version: 99 }],
])('%s', (_, over) => {
  test('is answered 200 and not remembered, so that a replay brings it back', async () => {
    const { receive, handled } = start();
    const event = makeEvent('order.paid', over);
    for (const _time of [1, 2]) expect(await told(await receive(await deliver(event)))).toBe('200 unknown');
    expect(handled).toEqual([]);
  });

  test('goes to handleUnknown, once, where there is one', async () => {
    const unknown: Envelope[] = [];
    const { receive, handled } = start({ handleUnknown: async (event) => void unknown.push(event) });
    const event = makeEvent('order.paid', over);
    for (const expected of ['handled', 'duplicate'])
      expect(await told(await receive(await deliver(event)))).toBe(`200 ${expected}`);
    expect([handled, unknown]).toEqual([[], [event]]);
  });
});

describe('secrets', () => {
  test('may be several, and may be looked up for each source', async () => {
    const { receive } = start({
      source: (request) => new URL(request.url).pathname.slice(1),
      secrets: async (source) => (source === 'shop' ? [OTHER, SECRET] : source === 'down' ? Promise.reject() : []),
    });
    const to = async (source: string) =>
      (await receive(new Request(`http://receiver.test/${source}`, await deliver(makeEvent())))).status;
    expect([await to('shop'), await to('nobody'), await to('down')]).toEqual([200, 400, 503]);
  });

  test('that are malformed or missing are refused at start', () => {
    for (const secrets of ['whsec_', [], [SECRET, 'x']]) expect(() => start({ secrets })).toThrow(TypeError);
  });

  test('that are looked up and malformed are no fault of the delivery: 500, so that it comes again', async () => {
    const { receive } = start({ secrets: () => 'whsec_' });
    expect((await receive(await deliver(makeEvent()))).status).toBe(500);
  });
});

test('tolerance and scheme are the receiver’s choice', async () => {
  const { receive } = start({ scheme: 'x-signature', toleranceS: 60 });
  const event = makeEvent();
  const { headers } = await deliver(event);
  headers.delete('webhook-signature');
  const body = JSON.stringify(event);
  const send = () => receive(new Request(URL_OF_RECEIVER, { method: 'POST', headers, body }));
  expect((await send()).status).toBe(200);
  vi.useFakeTimers({ now: Date.now() + 62_000, toFake: ['Date'] });
  try {
    expect(await told(await send())).toBe('400 rejected: stale');
  } finally {
    vi.useRealTimers();
  }
});

test('without a log, what is answered 5xx is told on the console, and nothing else is', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    const answers = [new Error('no ink'), undefined];
    const { receive } = start({
      log: undefined,
      handle: async () => {
        const failure = answers.shift();
        if (failure) throw failure;
      },
    });
    const event = makeEvent();
    for (const _time of [1, 2, 3]) await receive(await deliver(event));
    expect(error.mock.calls).toEqual([
      ['webhook failed', event.event_id, expect.objectContaining({ message: 'no ink' })],
    ]);
  } finally {
    error.mockRestore();
  }
});

describe('the store in memory', () => {
  test('forgets an event after its time, and not before', async () => {
    let now = 0;
    const store = memoryStore({ ttlS: 10, now: () => now });
    const once = () => store.once('s', 'evt', async () => {});
    expect(await once()).toBe(true);
    now = 9_999;
    expect(await once()).toBe(false);
    now = 10_000;
    expect(await once()).toBe(true);
  });

  test('holds no more than it may, and forgets the oldest', async () => {
    const store = memoryStore({ maxEvents: 2 });
    const once = (id: string) => store.once('s', id, async () => {});
    for (const id of ['a', 'b', 'c']) await once(id);
    expect([await once('c'), await once('b'), await once('a')]).toEqual([false, false, true]);
  });

  test('of two receivers that share it, one has an event under way and the other puts it off', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const store = memoryStore();
    const first = store.once('s', 'evt', () => promise);
    await expect(store.once('s', 'evt', async () => {})).rejects.toThrow('another receiver');
    expect(await store.once('s', 'another', async () => {})).toBe(true);
    resolve();
    expect(await first).toBe(true);
    expect(await store.once('s', 'evt', async () => {})).toBe(false);
    await store.once('s', 'fails', () => Promise.reject(new Error())).catch(() => {});
    expect(await store.once('s', 'fails', async () => {})).toBe(true);
  });
});
