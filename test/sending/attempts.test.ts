/** The whole sender against a real receiver: what each answer leads to, and at what pace attempts go out. */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { components } from '../../generated/types.d.ts';
import { newUuid, toId, toUuid } from '../../src/contract/ids.ts';
import { createHints, type Hints } from '../../src/database/hints.ts';
import { publishEvents } from '../../src/events/publish.ts';
import { BREAKER_FAILURES, RESPONSE_KEPT_BYTES } from '../../src/limits.ts';
import { type Answer, startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { type Service, startService, untilDelivery } from '../fixtures/service.ts';

let service: Service;
let hints: Hints;
let receiver: TestReceiver;
/** What each path answers, from the first call on; then 204. */
let script: Record<string, Answer[]>;

beforeAll(async () => {
  service = await startService();
  hints = createHints(service.database.url);
  receiver = await startReceiver();
  receiver.otherwise = (response, one) => {
    const answer = script[one.path]?.shift() ?? 204;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else answer(response, one);
  };
});
beforeEach(async () => {
  for (const { endpoint_id } of await listEndpoints(service))
    await service.client.DELETE('/v1/webhook-endpoints/{endpoint_id}', { params: { path: { endpoint_id } } });
  receiver.received.length = 0;
  script = {};
});
afterAll(() => hints.close());

type Settings = Partial<components['schemas']['WebhookEndpointInput']>;

const listEndpoints = async ({ client }: Service) =>
  (await client.GET('/v1/webhook-endpoints', { params: { query: { limit: 100 } } })).data!.data;

/** @returns the id of an endpoint with a path of its own */
async function register(path: string, settings: Settings = {}, { client }: Service = service): Promise<string> {
  const { data, error } = await client.POST('/v1/webhook-endpoints', {
    body: {
      url: receiver.url + path,
      event_types: ['image.canceled'],
      ...settings,
      retry_policy: { initial_delay_ms: 10, ...settings.retry_policy },
    },
  });
  if (!data) throw new Error(JSON.stringify(error));
  return data.endpoint_id;
}

/** So many events in one transaction, for every endpoint there is. */
async function publish(count = 1, { database }: Service = service): Promise<void> {
  const [tenant] = await database.sql<{ id: string }[]>`select id from tenants`;
  const drafts = Array.from({ length: count }, () => {
    const subject = toId('req', newUuid());
    const status_url = `${service.url}/v1/requests/${subject}`;
    const data = { request_id: subject, status: 'canceled', status_url };
    return { tenantId: tenant!.id, type: 'image.canceled', subject, correlationId: subject, data };
  });
  const due = await database.sql.begin((tx) => publishEvents(tx, drafts));
  hints.publish('endpoint', due);
}

async function getDelivery(endpoint_id: string, { client }: Service = service) {
  const { data } = await client.GET('/v1/deliveries', { params: { query: { endpoint_id, limit: 1 } } });
  const { delivery_id } = data!.data[0]!;
  return (await client.GET('/v1/deliveries/{delivery_id}', { params: { path: { delivery_id } } })).data!;
}

const historyOf = async (endpoint_id: string) =>
  (await getDelivery(endpoint_id)).attempts.map(({ status_code, error_code }) => [status_code, error_code]);

const receivedAt = (path: string) => receiver.received.filter((one) => one.path === path);
const untilReceived = async (path: string, count: number) => {
  await expect.poll(() => receivedAt(path).length, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(count);
  return receivedAt(path);
};

const answerWith =
  (status: number, headers: Record<string, string>, body: string | Buffer = '') =>
  (response: ServerResponse) =>
    response.writeHead(status, headers).end(body);

/** A receiver's clock and a sender's are read at different moments, in whole milliseconds. */
const CLOCKS_MS = 5;

test('each answer has a code of its own, and is retried when that may help', async () => {
  const retried = [
    [302, 'redirect'],
    [408, 'request_timeout'],
    [425, 'too_early'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [503, 'server_error'],
    [600, 'invalid_response'],
  ] as const;
  const final = [400, 401, 404, 422];
  const endpoints: Record<number, string> = {};
  for (const status of [...retried.map(([first]) => first), ...final]) {
    script[`/${status}`] = [answerWith(status, { Location: `${receiver.url}/elsewhere` })];
    endpoints[status] = await register(`/${status}`);
  }
  script['/insists'] = [404];
  const insists = await register('/insists', { retry_policy: { retry_client_errors: true } });
  await publish();

  for (const [status, code] of retried) {
    await untilDelivery(service, { endpoint_id: endpoints[status]! }, 'delivered');
    expect(await historyOf(endpoints[status]!)).toEqual([
      [status, code],
      [204, null],
    ]);
  }
  for (const status of final) {
    const dead = await untilDelivery(service, { endpoint_id: endpoints[status]! }, 'dead');
    expect(dead).toMatchObject({ dead_reason: 'client_error', attempts_made: 1, next_attempt_at: null });
    expect(await historyOf(endpoints[status]!)).toEqual([[status, 'client_error']]);
  }
  await untilDelivery(service, { endpoint_id: insists }, 'delivered');
  expect(await historyOf(insists)).toEqual([
    [404, 'client_error'],
    [204, null],
  ]);
  expect(receivedAt('/elsewhere')).toEqual([]);
});

test('an attempt that gets no answer says why', async () => {
  script['/cut'] = [(response) => response.socket!.destroy()];
  const cut = await register('/cut');
  const deaf = await register('', { url: 'http://127.0.0.1:1/', retry_policy: { max_attempts: 1 } });
  await publish();
  await untilDelivery(service, { endpoint_id: cut }, 'delivered');
  expect(await historyOf(cut)).toEqual([
    [null, 'connection_lost'],
    [204, null],
  ]);
  await untilDelivery(service, { endpoint_id: deaf }, 'dead');
  expect(await historyOf(deaf)).toEqual([[null, 'connect_failed']]);
});

test('429 with Retry-After pauses its whole endpoint, and no other', async () => {
  script['/busy'] = [answerWith(429, { 'Retry-After': '2' })];
  await register('/busy', { max_concurrency: 1 });
  await register('/idle', { max_concurrency: 1 });
  await publish(4);
  await untilReceived('/idle', 4);
  expect(receivedAt('/busy')).toHaveLength(1);
  const [first, second] = await untilReceived('/busy', 5);
  expect(second!.at - first!.at).toBeGreaterThanOrEqual(2000 - CLOCKS_MS);
});

test('Retry-After of another answer puts off that one delivery', async () => {
  script['/unwell'] = [answerWith(503, { 'Retry-After': '3600' }), answerWith(503, { 'Retry-After': '1' })];
  const endpoint_id = await register('/unwell', { max_concurrency: 1 });
  const before = Date.now();
  await publish(3);
  const [longest, second, third, again] = await untilReceived('/unwell', 4);
  const ids = [longest, second, third, again].map((one) => one!.event.event_id);
  expect(new Set(ids.slice(0, 3)).size).toBe(3);
  expect(ids[3]).toBe(ids[1]);
  expect(again!.at - second!.at).toBeGreaterThanOrEqual(1000 - CLOCKS_MS);
  const waiting = await untilDelivery(service, { endpoint_id, event_id: ids[0]! }, 'pending');
  expect(Date.parse(waiting.next_attempt_at!) - before).toBeGreaterThanOrEqual(3_600_000 - CLOCKS_MS);
});

test.each([429, 503])(
  'Retry-After of %i beyond max_age_s: dead at once, because it would come too late',
  async (status) => {
    script['/later'] = [answerWith(status, { 'Retry-After': '3600' })];
    const endpoint_id = await register('/later', { retry_policy: { max_age_s: 3000 } });
    await publish();
    const dead = await untilDelivery(service, { endpoint_id }, 'dead');
    expect(dead).toMatchObject({ dead_reason: 'expired', attempts_made: 1 });
  },
);

test('after max_attempts a delivery is dead; each delay is the upper half of what doubles', async () => {
  script['/down'] = Array(10).fill(500);
  const initial_delay_ms = 40;
  const endpoint_id = await register('/down', { retry_policy: { max_attempts: 4, initial_delay_ms } });
  await publish();
  expect(await untilDelivery(service, { endpoint_id }, 'dead')).toMatchObject({
    dead_reason: 'attempts_exhausted',
    attempts_made: 4,
  });
  const { attempts } = await getDelivery(endpoint_id);
  expect(attempts.map(({ error_code }) => error_code)).toEqual(Array(4).fill('server_error'));
  const times = attempts.map(({ attempted_at }) => Date.parse(attempted_at));
  for (let n = 1; n < 4; n++)
    expect(times[n]! - times[n - 1]!).toBeGreaterThanOrEqual((initial_delay_ms * 2 ** (n - 1)) / 2 - CLOCKS_MS);
  expect(receivedAt('/down')).toHaveLength(4);
});

test('the next attempt is announced within its half', async () => {
  script['/down'] = [500];
  const endpoint_id = await register('/down', { retry_policy: { initial_delay_ms: 600_000 } });
  const before = Date.now();
  await publish();
  await expect.poll(async () => (await getDelivery(endpoint_id)).attempts_made, { timeout: 10_000 }).toBe(1);
  const at = Date.parse((await getDelivery(endpoint_id)).next_attempt_at!);
  expect(at - before).toBeGreaterThanOrEqual(300_000 - CLOCKS_MS);
  expect(at - Date.now()).toBeLessThanOrEqual(600_000 + CLOCKS_MS);
});

test('max_concurrency is used, and never exceeded', async () => {
  let [now, most] = [0, 0];
  script['/narrow'] = Array(20).fill((response: ServerResponse) => {
    now += 1;
    most = Math.max(most, now);
    setTimeout(() => {
      now -= 1;
      response.writeHead(204).end();
    }, 50);
  });
  await register('/narrow', { max_concurrency: 2 });
  await publish(20);
  await untilReceived('/narrow', 20);
  expect(most).toBe(2);
});

test('no second has more attempts than rate_limit_per_second', async () => {
  await register('/slow', { rate_limit_per_second: 20 });
  await publish(40);
  const times = (await untilReceived('/slow', 40)).map(({ at }) => at);
  // The bucket holds 2 tokens: 38 of the 40 have to wait for theirs.
  expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual((38 / 20) * 1000 - 150);
  const busiest = Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length));
  expect(busiest).toBeLessThanOrEqual(20 + 2 + 3);
  expect(receivedAt('/slow')).toHaveLength(40);
});

test(`${BREAKER_FAILURES} failures in a row open the breaker: retries that are due wait, and it costs them no attempts`, async () => {
  script['/broken'] = Array(50).fill(500);
  const endpoint_id = await register('/broken', { retry_policy: { max_delay_ms: 10, max_attempts: 100 } });
  await publish();
  await untilReceived('/broken', BREAKER_FAILURES);
  await publish(); // finds the breaker open
  await sleep(1500);
  expect(receivedAt('/broken')).toHaveLength(BREAKER_FAILURES);
  const { data } = await service.client.GET('/v1/deliveries', { params: { query: { endpoint_id } } });
  expect(data!.data.map(({ state, attempts_made }) => [state, attempts_made])).toEqual([
    ['pending', 0],
    ['pending', BREAKER_FAILURES],
  ]);
  for (const { next_attempt_at } of data!.data) expect(Date.parse(next_attempt_at!)).toBeLessThan(Date.now());
  const queued = await service.database.sql`
    select attempts, claim_epoch from delivery_queue where endpoint_id = ${toUuid(endpoint_id)} order by event_id`;
  expect(queued).toMatchObject([
    { attempts: BREAKER_FAILURES, claim_epoch: 0 },
    { attempts: 0, claim_epoch: 0 },
  ]);
});

test('an answer of 5 MiB is a success like any other; 4 KiB of it are kept', async () => {
  const big = Buffer.alloc(5 * 1024 * 1024, 'x');
  script['/chatty'] = [answerWith(500, {}, big), answerWith(200, {}, big)];
  const endpoint_id = await register('/chatty');
  await publish();
  await untilDelivery(service, { endpoint_id }, 'delivered');
  const excerpt = 'x'.repeat(RESPONSE_KEPT_BYTES);
  expect((await getDelivery(endpoint_id)).attempts).toMatchObject([
    { status_code: 500, response_excerpt: excerpt },
    { status_code: 200, response_excerpt: excerpt },
  ]);
});

test('an answer that no text column would take is recorded, and shown as UTF-8', async () => {
  script['/binary'] = [answerWith(500, {}, Buffer.from([0x6f, 0x6b, 0, 0xff, 0x21]))];
  const endpoint_id = await register('/binary');
  await publish();
  await untilDelivery(service, { endpoint_id }, 'delivered');
  expect((await getDelivery(endpoint_id)).attempts[0]!.response_excerpt).toBe('ok\0\ufffd!');
});

test('an endpoint whose address is denied when it is called: dead at once, and nothing is sent', async () => {
  const narrow = await startService({ env: { WAYBILL_ALLOWED_NETWORKS: '127.0.0.2/32' } });
  const endpoint_id = await register('', { url: 'http://127.0.0.2:1/' }, narrow);
  await narrow.database.sql`
    update endpoints set url = ${`${receiver.url}/denied`} where id = ${toUuid(endpoint_id)}`;
  await publish(1, narrow);
  const dead = await untilDelivery(narrow, { endpoint_id }, 'dead');
  expect(dead).toMatchObject({ dead_reason: 'blocked_address', attempts_made: 1, url: `${receiver.url}/denied` });
  expect((await getDelivery(endpoint_id, narrow)).attempts).toMatchObject([
    { status_code: null, error_code: 'blocked_address', response_excerpt: null },
  ]);
  expect(receiver.received).toEqual([]);
});

test('in production an answer from an allowed network leaves no excerpt', async () => {
  const production = await startService({
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://the.test/has-its-own',
      WAYBILL_PUBLIC_URL: 'https://waybill.example',
      WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      WAYBILL_ALLOWED_NETWORKS: '127.0.0.0/8',
    },
  });
  script['/inside'] = [answerWith(500, {}, 'what the inside looks like'), answerWith(200, {}, 'and again')];
  const endpoint_id = await register('/inside', {}, production);
  await publish(1, production);
  await untilDelivery(production, { endpoint_id }, 'delivered');
  expect((await getDelivery(endpoint_id, production)).attempts).toMatchObject([
    { status_code: 500, error_code: 'server_error', response_excerpt: null },
    { status_code: 200, error_code: null, response_excerpt: null },
  ]);
});

test('100 events at a receiver that fails a fifth of all calls: all are delivered, each takes effect once', async () => {
  // By chance, but always the same: five failures in a row would open the breaker and cost half a minute.
  const failures = seededFailures(1, 400);
  const effects = new Map<string, number>();
  const seen = new Set<string>();
  let calls = 0;
  script['/flaky'] = Array(400).fill((response: ServerResponse, { headers, event }: (typeof receiver.received)[0]) => {
    const failure = failures[calls++];
    const id = headers['webhook-id'] as string;
    // Of the failures one kind comes after the effect: the same event will come again.
    if ((!failure || failure === 502) && !seen.has(id)) {
      seen.add(id);
      effects.set(event.subject, (effects.get(event.subject) ?? 0) + 1);
    }
    response.writeHead(failure ?? 204).end();
  });
  const endpoint_id = await register('/flaky', { retry_policy: { initial_delay_ms: 20 } });
  await publish(100);
  const list = async (state: 'pending' | 'delivered') =>
    (await service.client.GET('/v1/deliveries', { params: { query: { endpoint_id, state, limit: 100 } } })).data!.data;
  await expect.poll(async () => (await list('pending')).length, { timeout: 20_000 }).toBe(0);
  expect((await list('delivered')).length).toBeGreaterThanOrEqual(98);
  expect(calls).toBeGreaterThan(115);
  expect([...effects.values()]).toEqual(Array(100).fill(1));
});

/** For each call the status of its failure, or undefined; by xorshift, at most three in a row. */
function seededFailures(seed: number, count: number): (number | undefined)[] {
  let state = seed;
  const failures: (number | undefined)[] = [];
  for (let n = 0; n < count; n++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const chance = (state >>> 0) / 2 ** 32;
    const isInARow = failures.slice(-3).filter(Boolean).length === 3;
    failures.push(chance < 0.2 && !isInARow ? [500, 502, 503][n % 3] : undefined);
  }
  return failures;
}
