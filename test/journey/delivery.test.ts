/** The second half of the journey: the event of a request arrives, signed, once for each endpoint, whatever fails on the way. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import asyncapi from '../../generated/asyncapi.json' with { type: 'json' };
import type { components } from '../../generated/types.d.ts';
import { verify } from '../../src/receiver/index.ts';
import { type Received, startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { makeImage, type Service, startService, untilDelivery, untilEnded, upload } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let upload_id: string;
beforeAll(async () => {
  service = await startService();
  receiver = await startReceiver();
  upload_id = await upload(service, await makeImage());
});
beforeEach(async () => {
  const { data } = await service.client.GET('/v1/webhook-endpoints');
  for (const { endpoint_id } of data!.data)
    await service.client.DELETE('/v1/webhook-endpoints/{endpoint_id}', { params: { path: { endpoint_id } } });
  receiver.received.length = 0;
});

type Settings = Partial<components['schemas']['WebhookEndpointInput']>;

async function register(settings: Settings = {}) {
  const { data, error } = await service.client.POST('/v1/webhook-endpoints', {
    body: {
      url: `${receiver.url}/hooks`,
      event_types: ['image.processed'],
      retry_policy: { initial_delay_ms: 10 },
      ...settings,
    },
  });
  if (!data) throw new Error(JSON.stringify(error));
  return data;
}

/** Hands work in and waits until it is done. */
async function work(headers: Record<string, string> = {}) {
  const { data } = await service.client.POST('/v1/images:process', {
    params: { header: headers },
    body: { upload_id, operations: [{ rotate: 90 }] },
  });
  return untilEnded(service, data!.request_id);
}

const getDelivery = async (delivery_id: string) =>
  (await service.client.GET('/v1/deliveries/{delivery_id}', { params: { path: { delivery_id } } })).data!;

test('an event arrives after two failures, with the same bytes and ids each time', async () => {
  const { endpoint_id, secret } = await register();
  receiver.answers = [500, (response) => response.socket!.destroy()];
  const request = await work({ 'X-Correlation-Id': 'order-4711' });
  const got = await receiver.until(3);
  const { delivery_id } = await untilDelivery(service, { endpoint_id }, 'delivered');

  expect(new Set(got.map(({ body }) => body)).size).toBe(1);
  for (const name of ['webhook-id', 'x-event-id', 'idempotency-key', 'x-webhook-delivery-id'])
    expect(new Set(got.map(({ headers }) => headers[name])).size, name).toBe(1);
  const last = got[2]!;
  expect(last.event).toMatchObject({
    type: 'image.processed',
    event_version: 1,
    subject: request.request_id,
    sequence: 1,
    correlation_id: 'order-4711',
    data: { request_id: request.request_id, status: 'succeeded', result_url: request.result_url },
  });
  expect(last.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': expect.stringMatching(/^Waybill\/\d/),
    'webhook-id': last.event.event_id,
    'x-event-id': last.event.event_id,
    'idempotency-key': last.event.event_id,
    'x-event-type': 'image.processed',
    'x-webhook-delivery-id': delivery_id,
    'x-correlation-id': 'order-4711',
  });
  await verify({ headers: last.headers, body: last.body }, { scheme: 'standard', secrets: secret });

  const delivery = await getDelivery(delivery_id);
  expect(delivery).toMatchObject({ state: 'delivered', attempts_made: 3, next_attempt_at: null, dead_reason: null });
  expect(delivery.request_body).toBe(last.body);
  expect(delivery.attempts.map(({ status_code, error_code }) => [status_code, error_code])).toEqual([
    [500, 'server_error'],
    [null, 'connection_lost'],
    [204, null],
  ]);
});

test('a delivery is verified by the standardwebhooks package', async () => {
  const { secret } = await register();
  await work();
  const [one] = await receiver.until(1);
  expect(new Webhook(secret).verify(one!.body, one!.headers as Record<string, string>)).toEqual(one!.event);
  expect(() =>
    new Webhook(secret).verify(one!.body.replace('succeeded', 'failed'), one!.headers as Record<string, string>),
  ).toThrow();
});

test('a delivery is verified by the ten lines of the README', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const code = /<!-- verify -->\s*```js\n([\s\S]*?)```/.exec(readme)![1]!;
  expect(code.trim().split('\n').length).toBeLessThanOrEqual(10);
  const body = code.replaceAll(/^import .*\n/gm, '').replace('export function', 'return function');
  const isGenuine = new Function('createHmac', 'timingSafeEqual', body)(createHmac, timingSafeEqual) as (
    headers: Received['headers'],
    body: string,
    secret: string,
  ) => boolean;
  const { secret } = await register();
  await work();
  const [one] = await receiver.until(1);
  expect(isGenuine(one!.headers, one!.body, secret)).toBe(true);
  expect(isGenuine(one!.headers, `${one!.body} `, secret)).toBe(false);
  expect(isGenuine({ ...one!.headers, 'x-signature': 't=1,v1=00' }, one!.body, secret)).toBe(false);
  expect(isGenuine({}, one!.body, secret)).toBe(false);
});

test('headers and body of every delivery are what exactly one message of the AsyncAPI document says', async () => {
  await register({ event_types: ['*'] });
  await register({ event_types: ['image.*'], x_signature: 'bare' });
  await work();
  const got = await receiver.until(2);
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true, 'outbound-url': true } });
  const components = { components: asyncapi.components };
  const judge = (ref: string) => ajv.compile({ ...components, $ref: ref });
  for (const { headers, body } of got) {
    // Node shows names in lower case.
    const named = Object.fromEntries(
      Object.keys(asyncapi.components.schemas.DeliveryHeaders.properties).map((name) => [
        name,
        headers[name.toLowerCase()],
      ]),
    );
    const fitting = Object.values(asyncapi.channels.webhooks.messages).filter(
      ({ payload, bindings }) =>
        judge(payload.$ref)(JSON.parse(body)) && judge(bindings.http.headers.$ref)(JSON.parse(JSON.stringify(named))),
    );
    expect(fitting.map(({ name }) => name)).toEqual(['image.processed']);
  }
});

test.each([
  ['its exact type', ['image.processed'], 1],
  ['the types below a prefix', ['image.*'], 1],
  ['everything', ['*'], 1],
  ['all of these at once: still one delivery', ['image.processed', 'image.*', '*'], 1],
  ['another type', ['image.failed'], 0],
])('an endpoint that is subscribed to %s', async (_, event_types, expected) => {
  const { endpoint_id } = await register({ event_types });
  await register({ event_types: ['image.processed'] });
  await work();
  await receiver.until(1 + expected);
  const { data } = await service.client.GET('/v1/deliveries', { params: { query: { endpoint_id } } });
  expect(data!.data).toHaveLength(expected);
});

test('during a rotation both secrets verify, afterwards the new one only', async () => {
  const { endpoint_id, secret: old } = await register();
  const rotate = async (overlap_seconds: number) =>
    (
      await service.client.POST('/v1/webhook-endpoints/{endpoint_id}/rotate-secret', {
        params: { path: { endpoint_id } },
        body: { overlap_seconds },
      })
    ).data!;
  const accepts = async (one: Received, secrets: string) => {
    const by = (scheme: 'standard' | 'x-signature') =>
      verify(one, { scheme, secrets }).then(
        () => true,
        () => false,
      );
    const [standard, x] = [await by('standard'), await by('x-signature')];
    expect(standard).toBe(x);
    return standard;
  };
  const { secret: second, previous_expires_at } = await rotate(3600);
  expect(Date.parse(previous_expires_at)).toBeGreaterThan(Date.now() + 3_500_000);
  await work();
  const [during] = await receiver.until(1);
  expect([await accepts(during!, old), await accepts(during!, second)]).toEqual([true, true]);

  const { secret: third } = await rotate(0);
  await work();
  const [, after] = await receiver.until(2);
  expect([await accepts(after!, old), await accepts(after!, second), await accepts(after!, third)]).toEqual([
    false,
    false,
    true,
  ]);
  const { data } = await service.client.GET('/v1/webhook-endpoints/{endpoint_id}', {
    params: { path: { endpoint_id } },
  });
  expect(data!.signing_keys.map(({ last_four }) => last_four)).toEqual([third.slice(-4)]);
  expect(JSON.stringify(data)).not.toContain(third.slice(6, 20));
});

test('however often somebody rotates, five secrets sign at most', async () => {
  const { endpoint_id } = await register();
  const path = { endpoint_id };
  for (let n = 0; n < 7; n++)
    await service.client.POST('/v1/webhook-endpoints/{endpoint_id}/rotate-secret', { params: { path } });
  await work();
  const [one] = await receiver.until(1);
  expect(String(one!.headers['webhook-signature']).split(' ')).toHaveLength(5);
  const { data } = await service.client.GET('/v1/webhook-endpoints/{endpoint_id}', { params: { path } });
  expect(data!.signing_keys).toHaveLength(5);
});

test('an endpoint that asks for bare signatures gets the hex alone', async () => {
  const { secret } = await register({ x_signature: 'bare' });
  await work();
  const [one] = await receiver.until(1);
  expect(one!.headers['x-signature']).toMatch(/^[0-9a-f]{64}$/);
  await verify(one!, { scheme: 'x-signature-bare', secrets: secret });
  await verify(one!, { scheme: 'standard', secrets: secret });
});

test('a dead letter keeps its history, and a redrive sends it again with the same ids', async () => {
  const { endpoint_id } = await register();
  receiver.answers = [(response) => response.writeHead(422).end('no such order')];
  await work();
  const { delivery_id } = await untilDelivery(service, { endpoint_id }, 'dead');
  const dead = await getDelivery(delivery_id);
  expect(dead).toMatchObject({ dead_reason: 'client_error', url: `${receiver.url}/hooks` });
  expect(dead.attempts).toMatchObject([
    { status_code: 422, error_code: 'client_error', response_excerpt: 'no such order' },
  ]);

  const path = { delivery_id };
  const redriven = await service.client.POST('/v1/deliveries/{delivery_id}/redrive', { params: { path } });
  expect(redriven.data).toMatchObject({ state: 'pending', dead_reason: null, attempts_made: 1 });
  const [first, second] = await receiver.until(2);
  await untilDelivery(service, { endpoint_id }, 'delivered');
  expect(second!.body).toBe(first!.body);
  expect(second!.headers['x-webhook-delivery-id']).toBe(first!.headers['x-webhook-delivery-id']);
  expect((await getDelivery(delivery_id)).attempts.map(({ status_code }) => status_code)).toEqual([422, 204]);
  const again = await service.client.POST('/v1/deliveries/{delivery_id}/redrive', { params: { path } });
  expect(again.error).toMatchObject({ status: 409, detail: 'It has been delivered.' });
});

test('410 disables the endpoint: what waits for it dies, and nothing more is stored for it', async () => {
  const { endpoint_id } = await register({ max_concurrency: 1 });
  receiver.answers = [(response) => setTimeout(() => response.writeHead(410).end(), 1000)];
  await work();
  await work();
  await receiver.until(1);
  const states = async () =>
    (await service.client.GET('/v1/deliveries', { params: { query: { endpoint_id } } }))
      .data!.data.map(({ dead_reason }) => dead_reason)
      .sort();
  await expect.poll(states, { timeout: 5000 }).toEqual(['endpoint_disabled', 'gone']);
  const { data } = await service.client.GET('/v1/webhook-endpoints/{endpoint_id}', {
    params: { path: { endpoint_id } },
  });
  expect(data).toMatchObject({ status: 'disabled', disabled_reason: 'gone' });
  await work();
  expect(await states()).toHaveLength(2);
  const { data: dead } = await service.client.GET('/v1/deliveries', { params: { query: { endpoint_id, limit: 1 } } });
  const refused = await service.client.POST('/v1/deliveries/{delivery_id}/redrive', {
    params: { path: { delivery_id: dead!.data[0]!.delivery_id } },
  });
  expect(refused.error).toMatchObject({ status: 409, detail: 'Its endpoint is disabled.' });
});

test('deleting an endpoint ends what waits for it, even for an attempt much later', async () => {
  const { endpoint_id } = await register({ retry_policy: { initial_delay_ms: 3_600_000 } });
  receiver.answers = [500];
  await work();
  await receiver.until(1);
  await expect
    .poll(async () => (await untilDelivery(service, { endpoint_id }, 'pending')).attempts_made, { timeout: 5000 })
    .toBe(1);
  await service.client.DELETE('/v1/webhook-endpoints/{endpoint_id}', { params: { path: { endpoint_id } } });
  const dead = await untilDelivery(service, { endpoint_id }, 'dead');
  expect(dead).toMatchObject({ dead_reason: 'endpoint_deleted', url: null, next_attempt_at: null });
});

test('deliveries are listed by state, endpoint, event, type and time, page by page', async () => {
  const { endpoint_id } = await register();
  for (let n = 0; n < 3; n++) await work();
  await receiver.until(3);
  const list = async (query: object) =>
    (await service.client.GET('/v1/deliveries', { params: { query: { endpoint_id, ...query } } })).data!;
  await expect.poll(async () => (await list({ state: 'delivered' })).data.length).toBe(3);
  const all = (await list({})).data;
  expect(all.map(({ created_at }) => created_at)).toEqual(
    all
      .map(({ created_at }) => created_at)
      .toSorted()
      .reverse(),
  );
  expect((await list({ state: 'dead' })).data).toEqual([]);
  expect((await list({ state: 'pending' })).data).toEqual([]);
  expect((await list({ event_id: all[1]!.event_id })).data).toEqual([all[1]]);
  expect((await list({ type: 'image.failed' })).data).toEqual([]);
  expect((await list({ since: all[1]!.created_at })).data).toEqual(all.slice(0, 2));
  expect((await list({ until: all[1]!.created_at })).data).toEqual(all.slice(2));
  expect((await list({ since: '0001-01-01T00:00:00Z' })).data).toEqual(all);
  expect((await list({ until: '1960-01-01T00:00:00Z' })).data).toEqual([]);
  const pages = [];
  for (let cursor: string | null = null; pages.length === 0 || cursor; ) {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: 1, ...(cursor ? { cursor } : {}) });
    pages.push(...page.data);
    cursor = page.next_cursor;
  }
  expect(pages).toEqual(all);
  const { data: endpoints } = await service.client.GET('/v1/webhook-endpoints', { params: { query: { limit: 1 } } });
  expect(endpoints!.data).toHaveLength(1);
  const wrong = await service.client.GET('/v1/deliveries', { params: { query: { cursor: 'bm90aGluZw' } } });
  expect(wrong.error).toMatchObject({ status: 400, errors: [{ pointer: '/query/cursor' }] });
});
