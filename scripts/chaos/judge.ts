/**
 * The judge: holds what clients were told against what receivers wrote down. The service's own database is not asked.
 *
 * Promise: each finding names an id; no finding means that nothing was lost, doubled, made up or out of its place.
 */

/** A line of the ledger: a delivery that came, and what it was answered. */
export interface Arrival {
  at: number;
  path: string;
  /** 0: the connection was cut. 400: not genuine. */
  status: number;
  /** The proxy made it, and not the service. */
  isCopy: boolean;
  header_id: string;
  delivery_id: string;
  event_id: string;
  type: string;
  event_version: number;
  occurred_at: number;
  subject: string;
  sequence: number;
  correlation_id: string;
  /** Of the body's bytes. */
  digest: string;
}

/** A row that the shop wrote because of an event. */
export type Effect = Pick<Arrival, 'at' | 'event_id' | 'type' | 'subject' | 'sequence' | 'correlation_id'>;

export interface AcceptedRequest {
  correlation_id: string;
  isCalledBack: boolean;
  /** What its cancel was answered with, if there was one. */
  canceled?: number;
  /** The end that somebody who followed it was shown. */
  shown?: string;
}

export interface AcceptedEvent {
  type: string;
  subject: string;
  correlation_id: string;
}

/** Begins the correlation id of an event that was written into the outbox; no two have the same. */
export const WRITTEN = 'written-';

/** What clients know an event by: its id, or what they wrote with it, since nobody answered. */
const nameOf = ({ event_id, correlation_id }: Pick<Arrival, 'event_id' | 'correlation_id'>) =>
  correlation_id.startsWith(WRITTEN) ? correlation_id : event_id;

/** All that was answered with 202 or committed, by what it is known by. */
export interface Accepted {
  requests: Map<string, AcceptedRequest>;
  events: Map<string, AcceptedEvent>;
  /** Subjects of which one client told, each call after the answer to the one before: their events in that order. */
  inOrder: Map<string, string[]>;
}

export interface Evidence {
  arrivals: Arrival[];
  effects: Effect[];
  /** What the API says of each request when all is over. */
  states: Map<string, string>;
}

/** Who is to get what: by path of the ledger, and the shop. */
export const ALL = '/ledger/all';
export const HASTY = '/ledger/hasty';
export const CALLBACK = '/ledger/callback';
export const SHOP = '/shop';
/** The hasty endpoint takes these types, in the version that was the first. */
export const HASTY_TYPES = ['image.*', 'shipment.updated'];
const STATES: { [type: string]: string } = {
  'image.processed': 'succeeded',
  'image.failed': 'failed',
  'image.canceled': 'canceled',
};
const isOfHasty = (type: string) => type in STATES || type === 'shipment.updated';

/** An index of what was taken: by place and name of the event when first, and the events that ended each request. */
export interface Book {
  taken: Map<string, Map<string, number>>;
  ends: Map<string, Map<string, string>>;
  add(place: string, one: Effect & { status?: number }): void;
}

export function createBook(): Book {
  const taken = new Map([ALL, HASTY, CALLBACK, SHOP].map((place) => [place, new Map<string, number>()]));
  const ends: Book['ends'] = new Map();
  return {
    taken,
    ends,
    add(place, { type, subject, at, status = 200, ...event }) {
      const name = nameOf(event);
      if (type in STATES && status !== 400)
        ends.set(subject, (ends.get(subject) ?? new Map()).set(name, STATES[type]!));
      if (status >= 200 && status < 300 && !taken.get(place)!.has(name)) taken.get(place)!.set(name, at);
    },
  };
}

/** What was accepted and has not come to everybody who is to get it. */
export function findMissing({ requests, events }: Accepted, { taken, ends }: Book): string[] {
  const missing: string[] = [];
  const expect = (id: string, eventId: string, places: (string | false)[]) => {
    for (const place of places)
      if (place && !taken.get(place)!.has(eventId))
        missing.push(`${id}: its event ${eventId} was not taken at ${place}`);
  };
  for (const [id, { isCalledBack }] of requests) {
    const [eventId] = ends.get(id)?.keys() ?? [];
    if (eventId) expect(id, eventId, [ALL, SHOP, HASTY, isCalledBack && CALLBACK]);
    else missing.push(`${id}: nothing told of its end`);
  }
  for (const [id, { type }] of events) expect(id, id, [ALL, SHOP, isOfHasty(type) && HASTY]);
  return missing;
}

export interface Verdict {
  lost: string[];
  /** All else that no promise allows. */
  wrong: string[];
  /** Deliveries of what had been taken before, and how many of them the proxy made. */
  duplicated: number;
  copied: number;
  longestStallMs: number;
}

export function judge(accepted: Accepted, { arrivals, effects, states }: Evidence): Verdict {
  const book = createBook();
  let duplicated = 0;
  let copied = 0;
  for (const arrival of arrivals) {
    if (book.taken.get(arrival.path)?.has(nameOf(arrival))) {
      duplicated += 1;
      copied += Number(arrival.isCopy);
    }
    book.add(arrival.path, arrival);
  }
  for (const effect of effects) book.add(SHOP, effect);
  return {
    lost: findMissing(accepted, book),
    wrong: [
      ...judgeDeliveries(arrivals),
      ...judgeOrigins(accepted, [...arrivals, ...effects]),
      ...judgeEffects(effects),
      ...judgeEnds(accepted, book, states),
      ...judgeSequences(accepted, arrivals),
    ],
    duplicated,
    copied,
    longestStallMs: findLongestStall(arrivals, book),
  };
}

/** Each is genuine, and one of the same event at the same place is the same. */
function judgeDeliveries(arrivals: Arrival[]): string[] {
  const wrong = new Set<string>();
  const firsts = new Map<string, Arrival>();
  for (const arrival of arrivals) {
    const { event_id, path, status, header_id, digest, delivery_id, type, event_version } = arrival;
    if (status === 400) wrong.add(`${event_id}: came to ${path} without a genuine signature`);
    if (header_id !== event_id) wrong.add(`${event_id}: came as ${header_id}`);
    if (path === HASTY && type === 'shipment.updated' && event_version !== 1)
      wrong.add(`${event_id}: came in version ${event_version} to who is pinned to 1`);
    const key = `${path} ${nameOf(arrival)}`;
    const first = firsts.get(key);
    if (!first) firsts.set(key, arrival);
    else if (first.digest !== digest || first.delivery_id !== delivery_id)
      wrong.add(`${event_id}: came to ${path} again as something else`);
  }
  return [...wrong];
}

/** Nothing comes that nobody was told was accepted: the second request of a retried call would be such. */
function judgeOrigins({ requests, events }: Accepted, all: Effect[]): string[] {
  const wrong = new Set<string>();
  for (const { event_id, type, subject, correlation_id } of all) {
    const known = type in STATES ? requests.get(subject) : events.get(nameOf({ event_id, correlation_id }));
    if (!known) wrong.add(`${event_id}: ${type} of ${subject} (${correlation_id}), which nobody was told was accepted`);
    else if (known.correlation_id !== correlation_id) wrong.add(`${event_id}: comes with another correlation id`);
  }
  return [...wrong];
}

function judgeEffects(effects: Effect[]): string[] {
  const counts = new Map<string, number>();
  for (const name of effects.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([id, count]) => `${id}: had its effect ${count} times`);
}

/** One terminal state, told by one event; and a cancel is kept. */
function judgeEnds({ requests }: Accepted, { ends }: Book, states: Map<string, string>): string[] {
  const wrong: string[] = [];
  for (const [id, { canceled, shown }] of requests) {
    const told = [...(ends.get(id)?.values() ?? [])];
    const state = states.get(id);
    if (told.length > 1) wrong.push(`${id}: ${told.length} events told of its end: ${told.join(', ')}`);
    if (told[0] && told[0] !== state) wrong.push(`${id}: was told to be ${told[0]}, and is ${state}`);
    if (shown && shown !== state) wrong.push(`${id}: was shown as ${shown}, and is ${state}`);
    const isCanceled = state === 'canceled';
    if (isCanceled && ![200, 202].includes(canceled ?? 0)) wrong.push(`${id}: is canceled, which nobody was promised`);
    if (!isCanceled && canceled === 200) wrong.push(`${id}: was said to be canceled, and is ${state}`);
  }
  for (const id of states.keys()) if (!requests.has(id)) wrong.push(`${id}: is listed, and nobody was told of it`);
  return wrong;
}

/** Of each subject from 1 and without gaps or doubles, over all types; and in the order of who told one after the other. */
function judgeSequences({ inOrder }: Accepted, arrivals: Arrival[]): string[] {
  const subjects = new Map<string, Map<string, number>>();
  for (const { path, subject, sequence, ...event } of arrivals) {
    if (path !== ALL) continue;
    if (!subjects.has(subject)) subjects.set(subject, new Map());
    subjects.get(subject)!.set(nameOf(event), sequence);
  }
  const wrong: string[] = [];
  for (const [subject, events] of subjects) {
    const counted = [...events.values()].sort((a, b) => a - b);
    if (counted.some((sequence, index) => sequence !== index + 1))
      wrong.push(`${subject}: its events are counted ${counted.join(', ')}`);
    const ordered = inOrder.get(subject)?.map((id) => events.get(id));
    if (ordered?.some((sequence, index) => sequence !== undefined && sequence !== index + 1))
      wrong.push(`${subject}: told in one order, counted ${ordered.join(', ')}`);
  }
  return wrong;
}

/** The longest time in which nothing was taken anywhere although an event had occurred that was taken later. */
function findLongestStall(arrivals: Arrival[], { taken }: Book): number {
  const occurred = new Map(arrivals.map((arrival) => [nameOf(arrival), arrival.occurred_at]));
  const times = [...taken.values()]
    .flatMap((events) => [...events].map(([id, at]) => ({ at, since: occurred.get(id) ?? at })))
    .sort((a, b) => b.at - a.at);
  let longest = 0;
  let waitingSince = Number.POSITIVE_INFINITY;
  for (const [index, { at, since }] of times.entries()) {
    waitingSince = Math.min(waitingSince, since);
    const before = times[index + 1]?.at ?? 0;
    longest = Math.max(longest, at - Math.max(before, waitingSince));
  }
  return longest;
}
