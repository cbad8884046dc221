/** The judge of `npm run chaos`: whatever is lost, doubled, made up or out of its place is named. */
import { describe, expect, test } from 'vitest';
import {
  type Accepted,
  ALL,
  type Arrival,
  CALLBACK,
  type Effect,
  type Evidence,
  HASTY,
  judge,
  SHOP,
} from '../../../scripts/chaos/judge.ts';

const REQUEST = 'req_1';
const END = 'evt_end';
const ORDERED = ['evt_1', 'evt_2'];

/** A request that succeeded and was called back, an event about it, an order told in two steps, and one of the outbox. */
function accepted(): Accepted {
  return {
    requests: new Map([[REQUEST, { correlation_id: 'c1', isCalledBack: true }]]),
    events: new Map([
      ['evt_about', { type: 'order.paid', subject: REQUEST, correlation_id: 'c1.about' }],
      ['evt_1', { type: 'order.created', subject: 'order-1', correlation_id: 'c2.0' }],
      ['evt_2', { type: 'shipment.updated', subject: 'order-1', correlation_id: 'c2.1' }],
      ['written-c3', { type: 'order.paid', subject: 'order-2', correlation_id: 'written-c3' }],
    ]),
    inOrder: new Map([['order-1', ORDERED]]),
  };
}

const events = [
  { event_id: END, type: 'image.processed', subject: REQUEST, sequence: 2, correlation_id: 'c1' },
  { event_id: 'evt_about', type: 'order.paid', subject: REQUEST, sequence: 1, correlation_id: 'c1.about' },
  { event_id: 'evt_1', type: 'order.created', subject: 'order-1', sequence: 1, correlation_id: 'c2.0' },
  { event_id: 'evt_2', type: 'shipment.updated', subject: 'order-1', sequence: 2, correlation_id: 'c2.1' },
  { event_id: 'evt_3', type: 'order.paid', subject: 'order-2', sequence: 1, correlation_id: 'written-c3' },
];
const arrive = (event: (typeof events)[number], path: string, over: Partial<Arrival> = {}): Arrival => ({
  at: 2000,
  path,
  status: 204,
  isCopy: false,
  header_id: event.event_id,
  delivery_id: `dlv_${event.event_id}${path}`,
  event_version: 1,
  occurred_at: 1000,
  digest: event.event_id,
  ...event,
  ...over,
});

function evidence(): Evidence {
  return {
    arrivals: [
      ...events.map((event) => arrive(event, ALL)),
      ...events.filter(({ type }) => /image|shipment/.test(type)).map((event) => arrive(event, HASTY)),
      arrive(events[0]!, CALLBACK),
    ],
    effects: events.map((event): Effect => ({ at: 2000, ...event })),
    states: new Map([[REQUEST, 'succeeded']]),
  };
}
const findings = (all: Evidence, told = accepted()) => {
  const { lost, wrong } = judge(told, all);
  return { lost, wrong };
};

test('what was kept is found to be', () => {
  expect(findings(evidence())).toEqual({ lost: [], wrong: [] });
});

describe('lost is', () => {
  const without = (path: string, id: string) => {
    const { arrivals, ...rest } = evidence();
    return { ...rest, arrivals: arrivals.filter((one) => one.path !== path || one.event_id !== id) };
  };
  test.each([
    [ALL, 'evt_1', 'evt_1: its event evt_1 was not taken at /ledger/all'],
    [ALL, 'evt_3', 'written-c3: its event written-c3 was not taken at /ledger/all'],
    [HASTY, 'evt_2', 'evt_2: its event evt_2 was not taken at /ledger/hasty'],
    [CALLBACK, END, 'req_1: its event evt_end was not taken at /ledger/callback'],
  ])('what has not come to %s', (path, id, finding) => {
    expect(findings(without(path, id)).lost).toEqual([finding]);
  });

  test('what came and was never taken', () => {
    const { arrivals, ...rest } = evidence();
    const refused = arrivals.map((one) => (one.event_id === 'evt_about' ? { ...one, status: 503 } : one));
    expect(findings({ ...rest, arrivals: refused }).lost).toEqual([
      'evt_about: its event evt_about was not taken at /ledger/all',
    ]);
  });

  test('what had no effect in the shop', () => {
    const { effects, ...rest } = evidence();
    expect(findings({ ...rest, effects: effects.filter(({ event_id }) => event_id !== 'evt_2') }).lost).toEqual([
      `evt_2: its event evt_2 was not taken at ${SHOP}`,
    ]);
  });

  test('a request whose end nobody was told of', () => {
    const { arrivals, effects, states } = evidence();
    const isOther = ({ event_id }: { event_id: string }) => event_id !== END;
    const all = { states, arrivals: arrivals.filter(isOther), effects: effects.filter(isOther) };
    expect(findings(all).lost).toEqual(['req_1: nothing told of its end']);
  });
});

describe('wrong is', () => {
  const withArrival = (index: number, path: string, over: Partial<Arrival>) => {
    const all = evidence();
    all.arrivals.push(arrive(events[index]!, path, over));
    return findings(all).wrong;
  };

  test('a delivery that is not genuine', () => {
    expect(withArrival(2, ALL, { status: 400 })).toEqual(['evt_1: came to /ledger/all without a genuine signature']);
  });
  test('a duplicate with another id in its header', () => {
    expect(withArrival(2, ALL, { header_id: 'evt_9' })).toEqual(['evt_1: came as evt_9']);
  });
  test.each([{ digest: 'other' }, { delivery_id: 'dlv_other' }])('a duplicate that is not the same: %j', (over) => {
    expect(withArrival(2, ALL, over)).toEqual(['evt_1: came to /ledger/all again as something else']);
  });
  test('a version that was not asked for', () => {
    expect(withArrival(3, HASTY, { event_version: 2 })).toEqual(['evt_2: came in version 2 to who is pinned to 1']);
  });
  test('an event that nobody was told was accepted, such as that of a retried call', () => {
    expect(withArrival(2, HASTY, { event_id: 'evt_9', header_id: 'evt_9' })).toEqual([
      'evt_9: order.created of order-1 (c2.0), which nobody was told was accepted',
    ]);
    expect(withArrival(0, HASTY, { event_id: 'evt_9', header_id: 'evt_9', subject: 'req_9' })).toEqual([
      'evt_9: image.processed of req_9 (c1), which nobody was told was accepted',
    ]);
  });
  test('another correlation id', () => {
    expect(withArrival(2, ALL, { correlation_id: 'c9' })).toEqual(['evt_1: comes with another correlation id']);
  });
  test('a second effect', () => {
    const all = evidence();
    all.effects.push(all.effects[2]!);
    expect(findings(all).wrong).toEqual(['evt_1: had its effect 2 times']);
  });
  test('a row of the outbox that was published twice', () => {
    const all = evidence();
    const twin = { ...events[4]!, event_id: 'evt_9', sequence: 2 };
    all.arrivals.push(arrive(twin, ALL));
    all.effects.push({ at: 2000, ...twin });
    expect(findings(all).wrong).toEqual([
      'evt_9: came to /ledger/all again as something else',
      'written-c3: had its effect 2 times',
      'order-2: its events are counted 2',
    ]);
  });
  test('a second end', () => {
    expect(withArrival(0, HASTY, { event_id: 'evt_9', header_id: 'evt_9', type: 'image.failed' })).toEqual([
      'req_1: 2 events told of its end: succeeded, failed',
    ]);
  });
  test('an end that the API does not tell, or told otherwise', () => {
    const all = evidence();
    all.states.set(REQUEST, 'failed');
    expect(findings(all).wrong).toEqual(['req_1: was told to be succeeded, and is failed']);
    const told = accepted();
    told.requests.get(REQUEST)!.shown = 'failed';
    expect(findings(evidence(), told).wrong).toEqual(['req_1: was shown as failed, and is succeeded']);
  });
  test('a cancel that was promised and not kept, and one that nobody asked for', () => {
    const told = accepted();
    told.requests.get(REQUEST)!.canceled = 200;
    expect(findings(evidence(), told).wrong).toEqual(['req_1: was said to be canceled, and is succeeded']);
    const all = evidence();
    all.states.set(REQUEST, 'canceled');
    expect(findings(all).wrong).toContain('req_1: is canceled, which nobody was promised');
  });
  test('a request that nobody was told of', () => {
    const all = evidence();
    all.states.set('req_9', 'succeeded');
    expect(findings(all).wrong).toEqual(['req_9: is listed, and nobody was told of it']);
  });
  test.each([
    ['a gap', 3, '1, 3'],
    ['a double', 1, '1, 1'],
  ])('%s in the count of a subject', (_, sequence, counted) => {
    const all = evidence();
    for (const one of all.arrivals) if (one.event_id === END) one.sequence = sequence === 1 ? 1 : 3;
    expect(findings(all).wrong).toEqual([`req_1: its events are counted ${counted}`]);
  });
  test('a count in another order than that of the calls', () => {
    const all = evidence();
    for (const one of all.arrivals) if (one.subject === 'order-1') one.sequence = 3 - one.sequence;
    expect(findings(all).wrong).toEqual(['order-1: told in one order, counted 2, 1']);
  });
});

test('duplicates are counted, those of the proxy apart', () => {
  const all = evidence();
  all.arrivals.push(arrive(events[1]!, ALL), arrive(events[1]!, ALL, { isCopy: true }));
  expect(judge(accepted(), all)).toMatchObject({ lost: [], wrong: [], duplicated: 2, copied: 1 });
});

test('a stall is counted from when something occurred, or something else was taken', () => {
  const all = evidence();
  expect(judge(accepted(), all).longestStallMs).toBe(1000);
  for (const one of all.arrivals) if (one.path === ALL && one.event_id === 'evt_2') one.at = 9000;
  expect(judge(accepted(), all).longestStallMs).toBe(7000);
});
