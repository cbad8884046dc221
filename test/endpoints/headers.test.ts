/** The endpoint's own headers: sent with every attempt, never in the place of ours, never shown again. */
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { toUuid } from '../../src/contract/ids.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { type Endpoints, startEndpoints } from '../fixtures/endpoints.ts';
import type { TestReceiver } from '../fixtures/receiver.ts';
import type { Service } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let endpoints: Endpoints;
const logged: string[] = [];
beforeAll(async () => {
  // Without the log's own redaction.
  ({ service, receiver, endpoints } = await startEndpoints({
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
  }));
});
beforeEach(() => endpoints.clear());

const event_types = ['shipment.updated'];
const SECRET = 'k-7d1c5e90 with	a tab';
const register = (headers: Record<string, string>) => endpoints.register({ url: receiver.url, event_types, headers });
const refusalOf = async (headers: Record<string, string>) => {
  const { error } = await service.client.POST('/v1/webhook-endpoints', {
    body: { url: receiver.url, event_types, headers },
  });
  return error?.errors?.map(({ pointer, code }) => [pointer, code]);
};

test('go with every attempt, until others replace them or none are wanted', async () => {
  const { endpoint_id } = await register({ 'X-Api-Key': SECRET, Authorization: 'Bearer t' });
  receiver.answers = [500];
  await endpoints.publish();
  for (const { headers } of await receiver.until(2))
    expect(headers).toMatchObject({ 'x-api-key': SECRET, authorization: 'Bearer t' });
  const changed = await endpoints.change(endpoint_id, { headers: { 'X-Other': '1' } });
  expect(changed.data!.header_names).toEqual(['X-Other']);
  await endpoints.publish();
  const third = (await receiver.until(3))[2]!;
  expect(third.headers).toMatchObject({ 'x-other': '1' });
  expect(third.headers).not.toHaveProperty('x-api-key');
  await endpoints.change(endpoint_id, { description: 'keeps them' });
  expect((await endpoints.show(endpoint_id)).header_names).toEqual(['X-Other']);
  expect((await endpoints.change(endpoint_id, { headers: {} })).data!.header_names).toEqual([]);
  await endpoints.publish();
  expect((await receiver.until(4))[3]!.headers).not.toHaveProperty('x-other');
});

test('are shown by their names alone, and stored encrypted', async () => {
  const made = await register({ 'X-Api-Key': SECRET });
  const { endpoint_id } = made;
  const list = await service.client.GET('/v1/webhook-endpoints');
  const answers = JSON.stringify([made, await endpoints.show(endpoint_id), list.data]);
  expect(answers).toContain('"header_names":["X-Api-Key"]');
  expect(answers).not.toContain('7d1c5e90');
  const [row] = await service.database.sql`select headers from endpoints where id = ${toUuid(endpoint_id)}`;
  expect(row!.headers.toString('latin1')).not.toMatch(/X-Api-Key|7d1c5e90/);
});

test('that we send, or that the connection lives by, are refused in any case', async () => {
  await endpoints.register({ url: receiver.url, event_types });
  await endpoints.publish();
  const [got] = await receiver.until(1);
  const others = [
    'traceparent',
    'TraceState',
    'Baggage',
    'webhook-anything',
    'Content-Encoding',
    'Proxy-Authorization',
  ];
  const hops = ['Transfer-Encoding', 'Keep-Alive', 'te', 'Trailer', 'UPGRADE', 'Expect'];
  for (const name of [...Object.keys(got!.headers), ...others, ...hops])
    expect(await refusalOf({ [name]: 'x' }), name).toEqual([[`/headers/${name}`, 'reserved_header']]);
});

test.each([
  [{ 'X-A': '1', 'x-a': '2' }, [['/headers/x-a', 'duplicate_header']]],
  [{ 'X~A/B': '1' }, [['/headers/X~0A~1B', 'invalid_key']]],
  [{ 'X A': '1' }, [['/headers/X A', 'invalid_key']]],
  [{ ['x'.repeat(65)]: '1' }, [[`/headers/${'x'.repeat(65)}`, 'invalid_key']]],
  [{ 'X-A': '' }, [['/headers/X-A', 'invalid_format']]],
  [{ 'X-A': ' 1' }, [['/headers/X-A', 'invalid_format']]],
  [{ 'X-A': '1\r\nX-B: 2' }, [['/headers/X-A', 'invalid_format']]],
  [{ 'X-A': 'é' }, [['/headers/X-A', 'invalid_format']]],
  [{ 'X-A': 'x'.repeat(1025) }, [['/headers/X-A', 'too_big']]],
  [Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`X-${n}`, '1'])), [['/headers', 'too_big']]],
])('that are no headers, or too much, are refused: %o', async (headers, faults) => {
  expect(await refusalOf(headers)).toEqual(faults);
});

test('a stored one that has become ours does not replace ours', async () => {
  const { endpoint_id, secret } = await register({ 'X-Api-Key': 'x' });
  const id = toUuid(endpoint_id);
  const bad = { 'WEBHOOK-ID': 'evil', 'x-signature': 'evil', 'content-type': 'evil', Host: 'evil', 'X-Kept': 'yes' };
  const sealed = createEncryption(service.config.encryptionKeys).encrypt(JSON.stringify(bad), `endpoint headers ${id}`);
  await service.database.sql`update endpoints set headers = ${sealed}, version = version + 1 where id = ${id}`;
  await endpoints.publish();
  const [got] = await receiver.until(1);
  expect(JSON.stringify(got!.headers)).not.toContain('evil');
  expect(got!.headers['x-kept']).toBe('yes');
  new Webhook(secret).verify(got!.body, got!.headers as Record<string, string>);
});

test('are in no log, however much is logged', async () => {
  await register({ 'X-Api-Key': SECRET });
  receiver.answers = [500];
  await endpoints.publish();
  await receiver.until(2);
  await refusalOf({ 'X-Api-Key': SECRET, host: SECRET });
  expect(logged.join('')).toContain('"msg":"attempt"');
  expect(logged.join('')).not.toContain('7d1c5e90');
});
