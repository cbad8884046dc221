/** Changing an endpoint: what is given replaces what there was, and what is sent afterwards follows it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { toUuid } from '../../src/contract/ids.ts';
import { type Endpoints, ITEM, startEndpoints } from '../fixtures/endpoints.ts';
import type { TestReceiver } from '../fixtures/receiver.ts';
import type { Service } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let endpoints: Endpoints;
beforeAll(async () => {
  ({ service, receiver, endpoints } = await startEndpoints());
});
beforeEach(() => endpoints.clear());

const event_types = ['shipment.updated'];
const url = 'https://hooks.example.com/waybill';

const POLICY = { max_attempts: 10, initial_delay_ms: 2000, max_delay_ms: 600_000, max_age_s: 86_400 };
test.each<[name: string, value: unknown, shown?: unknown]>([
  ['url', 'https://HOOKS.example.com:443/other', 'https://hooks.example.com/other'],
  ['event_types', ['shipment.updated', 'shipment.*'], ['shipment.*', 'shipment.updated']],
  ['description', 'The shop'],
  ['retry_policy', { max_attempts: 3 }, { ...POLICY, max_attempts: 3, retry_client_errors: false }],
  ['rate_limit_per_second', 7],
  ['rate_limit_per_second', null],
  ['max_concurrency', 3],
  ['x_signature', 'bare'],
  ['event_versions', { 'shipment.updated': 1 }],
])('%s replaces what there was, whole, and nothing else', async (name, value, shown = value) => {
  const { endpoint_id } = await endpoints.register({ url, event_types, rate_limit_per_second: 5 });
  const { statistics, ...before } = await endpoints.show(endpoint_id);
  const { data } = await endpoints.change(endpoint_id, { [name]: value });
  expect(data).toEqual({ ...before, [name]: shown });
  expect(await endpoints.show(endpoint_id)).toEqual({ ...data, statistics });
});

test('twenty changes at once lose nothing of each other', async () => {
  const { endpoint_id } = await endpoints.register({ url, event_types });
  const changes = [
    { description: 'a' },
    { max_concurrency: 7 },
    { event_types: ['order.paid'] },
    { x_signature: 'bare' },
  ];
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => endpoints.change(endpoint_id, changes[n % 4] as never)),
  );
  expect(answers.map(({ response }) => response.status)).toEqual(Array(20).fill(200));
  expect(await endpoints.show(endpoint_id)).toMatchObject(Object.assign({}, ...changes));
});

test('a change that waits for another one is made of what that one left', async () => {
  const { endpoint_id } = await endpoints.register({ url, event_types });
  const changing = await service.database.sql.begin(async (tx) => {
    await tx`update endpoints set event_versions = '{}' where id = ${toUuid(endpoint_id)}`;
    const change = endpoints.change(endpoint_id, { description: 'x' });
    await sleep(300);
    return [change];
  });
  expect((await changing[0]!).data).toMatchObject({ description: 'x', event_versions: { 'shipment.updated': 1 } });
});

test('each change is a new version, so that senders read it again', async () => {
  const { endpoint_id } = await endpoints.register({ url, event_types });
  const version = async () =>
    (await service.database.sql`select version from endpoints where id = ${toUuid(endpoint_id)}`)[0]!.version;
  const before = await version();
  await endpoints.change(endpoint_id, { description: 'x' });
  expect(await version()).toBeGreaterThan(before);
});

test('what is refused changes nothing, and each fault has its place', async () => {
  const { endpoint_id } = await endpoints.register({ url, event_types });
  const before = await endpoints.show(endpoint_id);
  const { error } = await endpoints.change(endpoint_id, {
    description: 'x',
    event_types: ['order.paid', 'no.such'],
    event_versions: { 'shipment.updated': 1 },
  });
  expect(error).toMatchObject({
    status: 422,
    errors: [
      { pointer: '/event_types/1', code: 'unknown_event_type' },
      { pointer: '/event_versions/shipment.updated', code: 'not_subscribed' },
    ],
  });
  const denied = await endpoints.change(endpoint_id, { url: 'https://169.254.169.254/' });
  expect(denied.error).toMatchObject({ status: 422, errors: [{ pointer: '/url' }] });
  expect((await endpoints.change(endpoint_id, {})).error).toMatchObject({
    errors: [{ pointer: '', code: 'too_small' }],
  });
  expect(await endpoints.show(endpoint_id)).toEqual(before);
});

test('an endpoint for callbacks stays one and keeps its origin; the others cannot become one', async () => {
  const { endpoint_id } = await endpoints.register({ url, event_types: [] });
  const { error } = await endpoints.change(endpoint_id, { url: 'https://other.example.com/', event_types });
  expect(error).toMatchObject({
    errors: [
      { pointer: '/event_types', code: 'callback_endpoint' },
      { pointer: '/url', code: 'other_origin' },
    ],
  });
  const moved = await endpoints.change(endpoint_id, { url: 'https://hooks.example.com/new', event_types: [] });
  expect(moved.data).toMatchObject({ url: 'https://hooks.example.com/new', event_types: [] });
  const { endpoint_id: plain } = await endpoints.register({ url, event_types });
  expect((await endpoints.change(plain, { event_types: [] })).error).toMatchObject({
    errors: [{ pointer: '/event_types', code: 'not_a_callback_endpoint' }],
  });
});

test('what is sent after a change follows it', async () => {
  const { endpoint_id } = await endpoints.register({ url: `${receiver.url}/old`, event_types });
  await endpoints.publish();
  await receiver.until(1);
  await endpoints.change(endpoint_id, { url: `${receiver.url}/new`, x_signature: 'bare' });
  await endpoints.publish();
  const [old, moved] = await receiver.until(2);
  expect([old!.path, moved!.path]).toEqual(['/old', '/new']);
  expect(moved!.headers['x-signature']).toMatch(/^[0-9a-f]{64}$/);
  await endpoints.change(endpoint_id, { event_types: ['order.paid'] });
  await endpoints.publish();
  await sleep(300);
  expect(receiver.received).toHaveLength(2);
});

test('disabling ends what waits and stores nothing more; enabling goes on, and redrive brings back what ended', async () => {
  const { endpoint_id } = await endpoints.register({
    url: receiver.url,
    event_types,
    retry_policy: { initial_delay_ms: 60_000 },
  });
  receiver.answers = [500];
  await endpoints.publish();
  await receiver.until(1);
  const { data } = await endpoints.change(endpoint_id, { status: 'disabled' });
  expect(data).toMatchObject({ status: 'disabled', disabled_reason: 'manual' });
  const dead = await endpoints.until(endpoint_id, 'dead');
  expect(dead.dead_reason).toBe('endpoint_disabled');
  await endpoints.publish();
  const list = await service.client.GET('/v1/deliveries', { params: { query: { endpoint_id } } });
  expect(list.data!.data).toHaveLength(1);
  const enabled = await endpoints.change(endpoint_id, { status: 'enabled' });
  expect(enabled.data).toMatchObject({ status: 'enabled', disabled_reason: null });
  await endpoints.publish();
  await receiver.until(2);
  await service.client.POST('/v1/deliveries/{delivery_id}/redrive', {
    params: { path: { delivery_id: dead.delivery_id } },
  });
  const [first, , again] = await receiver.until(3);
  expect(again!.body).toBe(first!.body);
});

test('an endpoint that answered 410 goes on once it is enabled; one that is disabled keeps its reason', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types });
  receiver.answers = [410];
  await endpoints.publish();
  await expect.poll(async () => (await endpoints.show(endpoint_id)).disabled_reason, { timeout: 5000 }).toBe('gone');
  const again = await endpoints.change(endpoint_id, { status: 'disabled' });
  expect(again.data!.disabled_reason).toBe('gone');
  await endpoints.change(endpoint_id, { status: 'enabled' });
  await endpoints.publish();
  await endpoints.until(endpoint_id, 'delivered');
});

test('there is nothing to change where there is no endpoint', async () => {
  const { response } = await service.client.PATCH(ITEM, {
    params: { path: { endpoint_id: 'ep_01k9w3n2b5g8r4s7t0v3w6x9y1' } },
    body: { status: 'enabled' },
  });
  expect(response.status).toBe(404);
});

test('what its schema does not say is told beside what it does: every fault at once', async () => {
  const wrong = {
    event_types: ['nope', 'order.*', 'order.*', '*.paid'],
    headers: { Host: 'x', 'X-A': '' },
    max_concurrency: 0,
  };
  const { endpoint_id } = await endpoints.register({ url, event_types });
  const answers = await Promise.all([
    service.client.POST('/v1/webhook-endpoints', { body: { url, ...wrong } }),
    endpoints.change(endpoint_id, wrong),
  ]);
  for (const { error } of answers) {
    const faults = error!.errors!.map(({ pointer, code }) => `${pointer} ${code}`);
    expect(faults.sort()).toEqual([
      '/event_types/0 unknown_event_type',
      '/event_types/2 not_unique',
      '/event_types/3 invalid_format',
      '/event_types/3 unknown_event_type',
      '/headers/Host reserved_header',
      '/headers/X-A invalid_format',
      '/max_concurrency too_small',
    ]);
  }
});
