/**
 * The clients: many at once, each with a story. They hand work in, publish events about it or write them into the outbox, change
 * their minds, lose their patience, and ask again with the same Idempotency-Key until somebody says 202.
 *
 * Promise: the stories are those of the seed, whoever tells them and whenever; all that was answered with 202 is kept.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from './application.ts';
import { type Accepted, type AcceptedRequest, WRITTEN } from './judge.ts';
import { type Random, seeded } from './random.ts';
import { KEY } from './stage.ts';

const CALL_TIMEOUT_MS = 3_000;
const PAUSE_MS = 150;
/** Of stories, those that hand in a request: about a tenth of all that is accepted, when five events at most are told at once. */
const REQUESTS = 0.46;
/** Of orders, those whose events are written into the outbox. */
const WRITTEN_ORDERS = 0.15;

export interface Means {
  /** A small one and one that takes some time. */
  uploads: { small: string; large: string };
  /** Of requests, those that take some time. */
  largeShare: number;
  callbackUrl: string;
  application: Application;
}

interface Work {
  count: number;
  atOnce: number;
  durationMs: number;
  storiesMs: number;
  batch: number;
  means: Means;
}

export type Clients = ReturnType<typeof createClients>;

export function createClients(seed: number, { urls, signal }: { urls: string[]; signal: AbortSignal }) {
  const accepted: Accepted = { requests: new Map(), events: new Map(), inOrder: new Map() };
  const surprises: string[] = [];
  const manners = seeded(seed, 'manners');
  let retries = 0;

  /** @returns undefined when no answer came; a client that has lost its patience does not know what became of its call */
  async function call(path: string, init: RequestInit, timeoutMs = CALL_TIMEOUT_MS): Promise<Response | undefined> {
    const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json', ...init.headers };
    return fetch(manners.pick(urls) + path, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) }).catch(
      () => undefined,
    );
  }

  /**
   * Asks again and again, with one key, until the answer is one that is expected.
   *
   * @param name  the Idempotency-Key and the correlation id
   */
  async function insist<T>(
    name: string,
    path: string,
    { method = 'POST', body, expects = [200, 201, 202] }: { method?: string; body?: unknown; expects?: number[] } = {},
  ): Promise<{ status: number; body: T }> {
    const init = {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(method === 'POST' && { headers: { 'Idempotency-Key': name, 'X-Correlation-Id': name } }),
    };
    for (;;) {
      signal.throwIfAborted();
      const isImpatient = method === 'POST' && manners.chance(0.05);
      const response = await call(path, init, isImpatient ? Math.ceil(manners.between(0, 60)) : undefined);
      const text = await response?.text().catch(() => undefined);
      if (response && text !== undefined) {
        const { status } = response;
        if (expects.includes(status)) return { status, body: JSON.parse(text) };
        const isLater = status === 429 || status === 503 || text.includes('idempotency-in-progress');
        if (!isLater) surprises.push(`${name}: ${method} ${path} was answered ${status}: ${text.slice(0, 300)}`);
        if (!isLater && status < 500) throw new Error(surprises.at(-1));
      }
      retries += 1;
      await sleep(PAUSE_MS);
    }
  }

  /** The same key once more, after the answer: it says the same. */
  async function again<T>(random: Random, name: string, path: string, body: unknown, first: T): Promise<void> {
    if (!random.chance(0.1)) return;
    const repeated = await insist<T>(name, path, { body });
    if (JSON.stringify(repeated.body) !== JSON.stringify(first))
      surprises.push(`${name}: a key was answered ${JSON.stringify(first)}, then ${JSON.stringify(repeated.body)}`);
  }

  async function publish(random: Random, name: string, drafts: { type: string; subject: string }[]): Promise<string[]> {
    const body = drafts.map((draft) => ({ ...draft, data: dataOf(draft) }));
    const { body: answer } = await insist<{ data: { event_id: string }[] }>(name, '/v1/events', { body });
    for (const [index, { event_id }] of answer.data.entries())
      accepted.events.set(event_id, { ...drafts[index]!, correlation_id: name });
    await again(random, name, '/v1/events', body, answer);
    return answer.data.map(({ event_id }) => event_id);
  }

  /** Into the outbox, with the change that they tell of. @returns what they are known by */
  async function write({ application }: Means, name: string, drafts: { type: string; subject: string }[]) {
    const rows = drafts.map((draft, index) => ({
      ...draft,
      data: dataOf(draft),
      correlation_id: `${WRITTEN}${name}.${index}`,
    }));
    await application.write(name, rows);
    for (const { type, subject, correlation_id } of rows)
      accepted.events.set(correlation_id, { type, subject, correlation_id });
    return rows.map(({ correlation_id }) => correlation_id);
  }

  async function tellRequest(random: Random, name: string, { uploads, largeShare, callbackUrl }: Means): Promise<void> {
    const isCalledBack = random.chance(0.2);
    const isLarge = random.chance(largeShare);
    const fails = random.chance(0.03);
    const body = {
      upload_id: isLarge ? uploads.large : uploads.small,
      operations: [
        ...(isLarge ? [{ rotate: 5 }, { resize: { w: 2400 } }, { rotate: 5 }] : [{ rotate: 90 }]),
        ...(fails ? [{ crop: { x: 9000, y: 0, w: 9, h: 9 } }] : [{ resize: { w: 8 } }]),
      ],
      ...(isCalledBack && { callback_url: callbackUrl }),
    };
    const { body: answer } = await insist<{ request_id: string }>(name, '/v1/images:process', { body });
    const id = answer.request_id;
    const request: AcceptedRequest = { correlation_id: name, isCalledBack };
    accepted.requests.set(id, request);
    await again(random, name, '/v1/images:process', body, answer);
    // About the same subject as the end of the request, and at the same time.
    if (random.chance(0.2)) await publish(random, `${name}.about`, [{ type: 'order.paid', subject: id }]);
    if (random.chance(0.1)) {
      await sleep(random.between(0, 500));
      const path = `/v1/requests/${id}/cancel`;
      request.canceled = (await insist(`${name}.cancel`, path, { expects: [200, 202, 409] })).status;
    }
    if (random.chance(0.1)) request.shown = await follow(id);
  }

  /** The end of a request, as somebody is shown who asks now and then; undefined for who has gone home before. */
  async function follow(id: string): Promise<string | undefined> {
    for (let looks = 0; looks < 20; looks += 1) {
      const { body } = await insist<{ status: string }>(id, `/v1/requests/${id}`, { method: 'GET' });
      if (!['queued', 'processing'].includes(body.status)) return body.status;
      await sleep(300);
    }
    return undefined;
  }

  async function tellOrder(random: Random, name: string, calls: string[][], means: Means): Promise<void> {
    const subject = name;
    const isWritten = random.chance(WRITTEN_ORDERS);
    const told = (types: string[], index: number) => {
      const drafts = types.map((type) => ({ type, subject }));
      return isWritten ? write(means, `${name}.${index}`, drafts) : publish(random, `${name}.${index}`, drafts);
    };
    if (random.chance(0.2)) return void (await Promise.all(calls.map(told)));
    const ids: string[] = [];
    for (const [index, types] of calls.entries()) ids.push(...(await told(types, index)));
    accepted.inOrder.set(subject, ids);
  }

  return {
    accepted,
    /** Answers that no promise allows. */
    surprises,
    /** How often no answer came, or one that said to come again. */
    retries: () => retries,
    insist,

    /** Tells stories until so many requests and events are accepted, or the time is over. */
    async work({ count, atOnce, durationMs, storiesMs, batch, means }: Work) {
      const startedAt = performance.now();
      let stories = 0;
      let planned = 0;
      const client = async () => {
        for (;;) {
          const elapsedMs = performance.now() - startedAt;
          if (planned >= count || elapsedMs > storiesMs) return;
          const early = (planned / count) * durationMs - elapsedMs;
          stories += 1;
          const name = `c${seed}-${stories}`;
          const random = seeded(seed, name);
          const isRequest = random.chance(REQUESTS);
          const calls = Array.from({ length: random.pick([1, 2, 3, 4]) }, () =>
            Array.from({ length: 1 + Math.floor(random.between(0, batch)) }, () => random.pick(TYPES)),
          );
          planned += isRequest ? 1 : calls.flat().length;
          if (early > 0) await sleep(early);
          await (isRequest ? tellRequest(random, name, means) : tellOrder(random, name, calls, means));
        }
      };
      await Promise.all(Array.from({ length: atOnce }, client));
    },
  };
}

const TYPES = ['order.created', 'order.paid', 'shipment.updated'];

function dataOf({ type, subject }: { type: string; subject: string }) {
  return type === 'shipment.updated'
    ? {
        shipment_id: subject,
        order_id: subject,
        status: 'in_transit',
        parcels: [{ carrier: 'A', tracking_number: '1' }],
      }
    : { order_id: subject, currency: 'EUR', total_amount: 4990 };
}
