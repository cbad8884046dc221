/** callback_url: the end of one request, told to the URL that stands in it. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { toId } from '../../src/contract/ids.ts';
import { verify } from '../../src/receiver/index.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { makeImage, type Service, startService, untilDelivery, untilEnded, upload } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let upload_id: string;
beforeAll(async () => {
  service = await startService();
  upload_id = await upload(service, await makeImage());
});
beforeEach(async () => {
  receiver = await startReceiver();
});

async function handIn(body: object) {
  const { data, error } = await service.client.POST('/v1/images:process', {
    body: { upload_id, operations: [{ rotate: 90 }], ...body } as never,
  });
  if (!data) throw new Error(JSON.stringify(error));
  await untilEnded(service, data.request_id);
  return data.request_id!;
}
const endpoints = async () =>
  (await service.client.GET('/v1/webhook-endpoints')).data!.data.filter(({ url }) => url.startsWith(receiver.url));

test('the terminal event is sent there, signed by the endpoint of its origin, and to whoever has subscribed', async () => {
  const made = await service.client.POST('/v1/webhook-endpoints', { body: { url: receiver.url, event_types: [] } });
  const subscribed = await startReceiver();
  await service.client.POST('/v1/webhook-endpoints', { body: { url: subscribed.url, event_types: ['image.*'] } });

  const id = await handIn({ callback_url: `${receiver.url}/done?order=4711` });
  const [callback] = await receiver.until(1);
  expect(callback).toMatchObject({ path: '/done?order=4711', event: { type: 'image.processed', subject: id } });
  await verify(callback!, { scheme: 'standard', secrets: made.data!.secret });
  const [other] = await subscribed.until(1);
  expect(other!.body).toBe(callback!.body);
  expect(other!.headers['x-webhook-delivery-id']).not.toBe(callback!.headers['x-webhook-delivery-id']);

  const { data } = await service.client.GET('/v1/deliveries', {
    params: { query: { endpoint_id: made.data!.endpoint_id } },
  });
  expect(data!.data).toMatchObject([{ url: `${receiver.url}/done?order=4711` }]);
});

test('an endpoint for the origin is made at the first use, once, and listed; its secret is got by rotation', async () => {
  const [one, two] = await Promise.all([
    handIn({ callback_url: `${receiver.url}/a` }),
    handIn({ callback_url: `${receiver.url}/b` }),
  ]);
  await receiver.until(2);
  const made = await endpoints();
  expect(made).toMatchObject([{ url: `${receiver.url}/`, event_types: [], status: 'enabled' }]);
  expect(receiver.received.map(({ path, event }) => [path, event.subject]).sort()).toEqual([
    ['/a', one],
    ['/b', two],
  ]);
  const path = { endpoint_id: made[0]!.endpoint_id };
  const { data } = await service.client.POST('/v1/webhook-endpoints/{endpoint_id}/rotate-secret', { params: { path } });
  await handIn({ callback_url: `${receiver.url}/c` });
  await receiver.until(3);
  await verify(receiver.received[2]!, { scheme: 'standard', secrets: data!.secret });
});

test('one origin has one such endpoint: a second is 409 and names the first', async () => {
  const body = { url: `${receiver.url}/x`, event_types: [] };
  const { data } = await service.client.POST('/v1/webhook-endpoints', { body });
  const { error, response } = await service.client.POST('/v1/webhook-endpoints', {
    body: { ...body, url: `${receiver.url}/y` },
  });
  expect(response.status).toBe(409);
  expect(error).toMatchObject({ type: expect.stringMatching(/endpoint-exists$/) });
  expect(error!.detail).toContain(data!.endpoint_id);
});

test('it gets nothing but its callbacks', async () => {
  await handIn({ callback_url: `${receiver.url}/mine` });
  await handIn({});
  await receiver.until(1);
  const sentinel = await startReceiver();
  await handIn({ callback_url: sentinel.url });
  await sentinel.until(1);
  expect(receiver.received).toHaveLength(1);
});

test('of the endpoints of one origin, each tenant has its own: nobody is told of what is not his', async () => {
  const { data: tenant } = await service.client.POST('/v1/tenants', { body: { name: 'other' } });
  const { data: theirs } = await service.client.POST('/v1/webhook-endpoints', {
    params: { header: { 'X-Tenant-Id': tenant!.tenant_id } },
    body: { url: receiver.url, event_types: [] },
  });
  await handIn({ callback_url: `${receiver.url}/mine` });
  await receiver.until(1);
  const { sql } = service.database;
  const deliveries = await sql`select endpoint_id from deliveries where url = ${`${receiver.url}/mine`}`;
  expect(deliveries).toHaveLength(1);
  expect(toId('ep', deliveries[0]!.endpoint_id)).not.toBe(theirs!.endpoint_id);
});

test('a failed request calls back too, and a callback is retried like any delivery', async () => {
  receiver.answers = [503];
  const id = await handIn({ callback_url: receiver.url, operations: [{ crop: { x: 9999, y: 0, w: 1, h: 1 } }] });
  const [first, second] = await receiver.until(2);
  expect(first!.event).toMatchObject({ type: 'image.failed', subject: id });
  expect(second!.body).toBe(first!.body);
});

test('410 ends that delivery only; it can be redriven to the same URL', async () => {
  receiver.answers = [410];
  const id = await handIn({ callback_url: `${receiver.url}/gone` });
  await receiver.until(1);
  const { data } = await service.client.GET('/v1/deliveries', { params: { query: { limit: 1 } } });
  const { event_id } = data!.data[0]!;
  expect(await untilDelivery(service, { event_id }, 'dead')).toMatchObject({ dead_reason: 'gone' });
  expect(await endpoints()).toMatchObject([{ status: 'enabled' }]);
  await handIn({ callback_url: `${receiver.url}/next` });
  await receiver.until(2);
  expect(receiver.received[1]!.path).toBe('/next');

  const path = { delivery_id: data!.data[0]!.delivery_id };
  await service.client.POST('/v1/deliveries/{delivery_id}/redrive', { params: { path } });
  await receiver.until(3);
  expect([receiver.received[2]!.path, receiver.received[2]!.event.subject]).toEqual(['/gone', id]);
});

test('URLs that are gone, or refused, do not hold up the next callback to the same origin', async () => {
  receiver.otherwise = (response, { path }) => void response.writeHead(path === '/good' ? 204 : 410).end();
  for (let n = 0; n < 4; n++) await handIn({ callback_url: `${receiver.url}/gone` });
  receiver.answers = [404, 404, 404];
  for (let n = 0; n < 3; n++) await handIn({ callback_url: `${receiver.url}/refused` });
  await receiver.until(7);
  await handIn({ callback_url: `${receiver.url}/good` });
  await receiver.until(8, 15_000);
  expect(receiver.received[7]!.path).toBe('/good');
});

test('a URL that may not be called is 422 at its pointer, before anything is stored', async () => {
  for (const callback_url of ['http://10.0.0.1/', 'https://user@hooks.example.com/', 'ftp://hooks.example.com/', '']) {
    const { error, response } = await service.client.POST('/v1/images:process', {
      body: { upload_id, operations: [{ rotate: 90 }], callback_url },
    });
    expect(response.status, callback_url).toBe(422);
    expect(new Set(error!.errors!.map(({ pointer }) => pointer))).toEqual(new Set(['/callback_url']));
  }
});
