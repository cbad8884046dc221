/** Ping: an event to one endpoint, whatever it is subscribed to. */
import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { eventTypes, exampleOf, validatorOf } from '../../src/events/catalogue.ts';
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

const ping = (endpoint_id: string, body?: { type?: string }, key?: string) =>
  service.client.POST(`${ITEM}/ping`, {
    params: { path: { endpoint_id }, header: key ? { 'Idempotency-Key': key } : {} },
    ...(body ? { body } : {}),
  });

test('a sign of life goes to that endpoint alone, signed like every delivery', async () => {
  const { endpoint_id, secret } = await endpoints.register({ url: `${receiver.url}/one`, event_types: ['order.paid'] });
  await endpoints.register({ url: `${receiver.url}/other`, event_types: ['*', 'endpoint.*'] });
  const { data, response } = await ping(endpoint_id);
  expect(response.status).toBe(202);
  const delivery = await endpoints.until(endpoint_id, 'delivered');
  expect(delivery).toMatchObject({ ...data, type: 'endpoint.ping' });
  const [got] = receiver.received;
  expect(receiver.received).toHaveLength(1);
  expect(new Webhook(secret).verify(got!.body, got!.headers as Record<string, string>)).toMatchObject({
    event_id: data!.event_id,
    type: 'endpoint.ping',
    event_version: 1,
    subject: endpoint_id,
    sequence: 1,
    data: { endpoint_id },
  });
  expect(got!.event).not.toHaveProperty('test');
});

test('of any type an example is sent, in the version of the endpoint, marked as a test', async () => {
  const { endpoint_id } = await endpoints.register({
    url: receiver.url,
    event_types: ['shipment.updated'],
    event_versions: { 'shipment.updated': 1 },
  });
  const types = eventTypes().map(([type]) => type);
  for (const type of types) expect((await ping(endpoint_id, { type })).response.status).toBe(202);
  const got = (await receiver.until(types.length)).map(({ body }) => JSON.parse(body));
  expect(got.map(({ type }) => type).sort()).toEqual(types.toSorted());
  for (const event of got) {
    const version = 1; // the only one of all the others
    expect(validatorOf(event.type, version).safeParse(event).error).toBeUndefined();
    expect(event).toMatchObject({ event_version: version, subject: endpoint_id });
    if (event.type !== 'endpoint.ping')
      expect(event).toMatchObject({ test: true, data: exampleOf(event.type, version) });
  }
  await endpoints.change(endpoint_id, { event_types: ['order.paid'] });
  receiver.received.length = 0;
  await ping(endpoint_id, { type: 'shipment.updated' }); // which it would get in the newest version now
  expect(JSON.parse((await receiver.until(1))[0]!.body)).toMatchObject({ event_version: 2, test: true });
});

test('a type that there is not is refused, also when it looks like a member of every object', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types: [] });
  for (const type of ['no.such', 'constructor', '*', 'image.*'])
    expect((await ping(endpoint_id, { type })).error).toMatchObject({
      status: 422,
      errors: [{ pointer: '/type', code: 'unknown_event_type' }],
    });
});

test('a disabled endpoint is not pinged, and nothing is left of it', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types: ['order.paid'] });
  await endpoints.change(endpoint_id, { status: 'disabled' });
  const count = async () => (await service.database.sql`select count(*)::int as n from events`)[0]!.n;
  const before = await count();
  for (const key of [undefined, 'disabled']) {
    const { error } = await ping(endpoint_id, {}, key);
    expect(error).toMatchObject({ status: 409, type: expect.stringMatching(/endpoint-disabled$/) });
  }
  expect(await count()).toBe(before);
  await endpoints.change(endpoint_id, { status: 'enabled' });
  expect((await ping(endpoint_id, {}, 'disabled')).response.status).toBe(202);
});

test('with an Idempotency-Key it arrives too, once', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types: ['order.paid'] });
  const [first, again] = [await ping(endpoint_id, {}, 'once'), await ping(endpoint_id, {}, 'once')];
  expect(again.data).toEqual(first.data);
  await endpoints.until(endpoint_id, 'delivered');
  expect(receiver.received).toHaveLength(1);
});
