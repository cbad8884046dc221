/** Signing secrets: the tenant's own, those that are refused, and their age. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
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
const make = (bytes: Buffer) => `whsec_${bytes.toString('base64')}`;
const rotate = (endpoint_id: string, body: { secret?: string; overlap_seconds?: number }) =>
  service.client.POST(`${ITEM}/rotate-secret`, { params: { path: { endpoint_id } }, body });

test.each([24, 25, 26, 32, 63, 64])('an own secret of %i bytes signs', async (size) => {
  const secret = make(randomBytes(size));
  const made = await endpoints.register({ url: receiver.url, event_types, secret });
  expect(made.secret).toBe(secret);
  expect(made.signing_keys).toMatchObject([{ last_four: secret.slice(-4) }]);
  await endpoints.publish();
  const [got] = await receiver.until(1);
  new Webhook(secret).verify(got!.body, got!.headers as Record<string, string>);
});

test('an own secret is rotated in, and both sign until the old one expires', async () => {
  const [old, next] = [make(randomBytes(24)), make(randomBytes(64))];
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types, secret: old });
  const { data } = await rotate(endpoint_id, { secret: next });
  expect(data!.secret).toBe(next);
  await endpoints.publish();
  const [got] = await receiver.until(1);
  for (const secret of [old, next]) new Webhook(secret).verify(got!.body, got!.headers as Record<string, string>);
});

test.each([
  ['of 23 bytes', make(randomBytes(23)), 'invalid_format'],
  ['of 65 bytes', make(randomBytes(65)), 'invalid_format'],
  ['that is not canonical', `${make(Buffer.alloc(25, 'ab')).slice(0, -3)}B==`, 'invalid_format'],
  ['without its padding', make(randomBytes(25)).replaceAll('=', ''), 'invalid_format'],
  ['without its prefix', randomBytes(32).toString('base64'), 'invalid_format'],
  ['that says one thing over and over', make(Buffer.alloc(32, 'secret')), 'weak_secret'],
])('an own secret %s is refused', async (_, secret, code) => {
  const faults = { status: 422, errors: [{ pointer: '/secret', code }] };
  const body = { url: receiver.url, event_types, secret };
  expect((await service.client.POST('/v1/webhook-endpoints', { body })).error).toMatchObject(faults);
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types });
  expect((await rotate(endpoint_id, { secret })).error).toMatchObject(faults);
});

test('a secret that still signs is not rotated in again', async () => {
  const [first, second] = [make(randomBytes(32)), make(randomBytes(32))];
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types, secret: first });
  await rotate(endpoint_id, { secret: second });
  for (const secret of [first, second])
    expect((await rotate(endpoint_id, { secret, overlap_seconds: 0 })).error).toMatchObject({
      errors: [{ pointer: '/secret', code: 'in_use' }],
    });
  await rotate(endpoint_id, { overlap_seconds: 0 });
  expect((await rotate(endpoint_id, { secret: first })).response.status).toBe(200);
});

test('of ten rotations at once to one secret, one takes place', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types });
  const secret = make(randomBytes(32));
  const answers = await Promise.all(Array.from({ length: 10 }, () => rotate(endpoint_id, { secret })));
  expect(answers.filter(({ response }) => response.status === 200)).toHaveLength(1);
  expect(
    await service.database.sql`select 1 from endpoint_secrets where endpoint_id = ${toUuid(endpoint_id)}`,
  ).toHaveLength(2);
});

test('a key is due to be rotated after 90 days, unless it expires anyway', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types });
  await rotate(endpoint_id, {});
  const [current, previous] = (await endpoints.show(endpoint_id)).signing_keys;
  expect(Date.parse(current!.rotation_due_at!) - Date.parse(current!.created_at)).toBe(90 * 24 * 3_600_000);
  expect(previous).toMatchObject({ expires_at: expect.any(String), rotation_due_at: null });
});

test('an endpoint whose secret or headers cannot be read is shown, and hides no other; both can be replaced', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types, headers: { 'X-Api-Key': 'k' } });
  await endpoints.register({ url: receiver.url, event_types });
  const { sql } = service.database;
  const unreadable = Buffer.alloc(64);
  await sql`update endpoint_secrets set ciphertext = ${unreadable} where endpoint_id = ${toUuid(endpoint_id)}`;
  await sql`update endpoints set headers = ${unreadable} where id = ${toUuid(endpoint_id)}`;

  const { data } = await service.client.GET('/v1/webhook-endpoints');
  expect(data?.data).toHaveLength(2);
  expect(await endpoints.show(endpoint_id)).toMatchObject({ endpoint_id, header_names: [] });
  expect((await endpoints.change(endpoint_id, { description: 'other' })).response.status).toBe(200);
  expect((await endpoints.change(endpoint_id, { headers: {} })).response.status).toBe(200);
  const secret = make(randomBytes(32));
  expect((await rotate(endpoint_id, { secret, overlap_seconds: 0 })).data).toMatchObject({ secret });
});
