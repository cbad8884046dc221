/**
 * Secrets are planted wherever one can be handed in, and everything is made to go wrong with them: none is found again in a log, in an
 * answer, or in clear in the database.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { beforeAll, expect, inject, test, vi } from 'vitest';
import { operations } from '../../generated/contract.ts';
import type { OperationContract } from '../../src/contract/shape.ts';
import { freePort } from '../../src/database/embedded.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { startProcess } from '../fixtures/processes.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { makeImage } from '../fixtures/service.ts';

const canary = (name: string) => `canary-${name}-${randomBytes(12).toString('hex')}`;

/** Secrets: nowhere at all. */
const secrets: Record<string, string> = {
  apiKey: canary('key'),
  encryptionKey: randomBytes(32).toString('base64'),
  wrongKey: canary('wrong-key'),
  ownHeader: canary('own-header'),
};
/** What callers hand in is theirs to read and is stored, but no log tells it. */
const contents: Record<string, string> = {
  body: canary('body'),
  badBody: canary('bad-body'),
  query: canary('query'),
  callbackQuery: canary('callback-query'),
  file: canary('file'),
};

let log: string;
let rows: string;
const answers: string[] = [];

beforeAll(async () => {
  const database = await createTestDatabase();
  const receiver = await startReceiver();
  secrets.databasePassword = new URL(database.url).password;
  const port = await freePort();
  const service = startProcess(undefined, {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: database.url,
    WAYBILL_DATA_DIR: await mkdtemp(join(inject('runDir'), 'canaries-')),
    WAYBILL_PUBLIC_URL: `http://127.0.0.1:${port}`,
    WAYBILL_BOOTSTRAP_API_KEY: secrets.apiKey,
    WAYBILL_ENCRYPTION_KEY: secrets.encryptionKey,
    WAYBILL_ALLOWED_NETWORKS: '127.0.0.0/8',
  });
  await service.until('listening');

  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${secrets.apiKey}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'object' ? JSON.stringify(body) : String(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    const shown = JSON.stringify([...response.headers]) + text;
    return { status: response.status, shown, json: () => JSON.parse(text) };
  };
  const calls = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await call(method, path, body, headers);
    answers.push(answer.shown);
    return answer;
  };

  // What shows a secret once does so in its own answer, which is not looked at.
  const key = (await call('POST', '/v1/api-keys', { name: 'another' })).json();
  secrets.anotherKey = key.api_key;
  const settings = { event_types: ['*'], headers: { 'X-Own': secrets.ownHeader } };
  const idempotent = { 'Idempotency-Key': 'register' };
  const endpoint = (await call('POST', '/v1/webhook-endpoints', { url: receiver.url, ...settings }, idempotent)).json();
  secrets.signing = endpoint.secret;
  const rotate = `/v1/webhook-endpoints/${endpoint.endpoint_id}/rotate-secret`;
  secrets.rotated = (await call('POST', rotate, {}, { 'Idempotency-Key': 'rotate' })).json().secret;
  const failing = { url: `${receiver.url}/fail?token=${contents.query}`, ...settings };
  secrets.failing = (await call('POST', '/v1/webhook-endpoints', failing)).json().secret;

  // What goes well, and what goes wrong, on both sides of the queue.
  const image = await makeImage();
  const upload = await fetch(`http://127.0.0.1:${port}/v1/uploads`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${secrets.apiKey}`, 'Content-Type': 'image/jpeg' },
    body: image as never,
  });
  const { upload_id } = (await upload.json()) as { upload_id: string };
  const callback_url = `${receiver.url}/callback?token=${contents.callbackQuery}`;
  const operation = [{ rotate: 90 }];
  const metadata = { note: contents.body };
  await calls('POST', '/v1/images:process', { upload_id, operations: operation, callback_url, metadata });
  const broken = await fetch(`http://127.0.0.1:${port}/v1/uploads`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${secrets.apiKey}`, 'Content-Type': 'image/png' },
    body: contents.file!,
  });
  const { upload_id: noImage } = (await broken.json()) as { upload_id: string };
  await calls('POST', '/v1/images:process', { upload_id: noImage, operations: operation });
  await calls('POST', '/v1/images:process', `{"a": "${contents.badBody}`);
  await calls('POST', '/v1/images:process', { [contents.badBody!]: 1 });
  await calls('GET', '/v1/requests', undefined, { Authorization: `Bearer ${secrets.wrongKey}` });
  await calls('GET', '/v1/requests', undefined, { Authorization: `Basic ${secrets.wrongKey}` });
  await calls('GET', '/v1/requests', undefined, { 'X-Request-Id': `Bearer ${secrets.wrongKey}` });
  await calls('GET', `/nowhere?token=${contents.query}`);
  await calls('GET', `/v1/requests?token=${contents.query}`);
  const order = { order_id: contents.body, currency: 'EUR', total_amount: 1 };
  await calls('POST', '/v1/events', { type: 'order.paid', subject: 'order', data: order });
  // A statement that fails is told with its text, and by some with its values.
  await database.sql`alter table files rename to no_files`;
  const lost = await calls('POST', '/v1/images:process', { upload_id, operations: operation, metadata });
  expect(lost.status).toBe(500);
  await database.sql`alter table no_files rename to files`;
  await database.sql`alter table endpoint_secrets rename to no_secrets`;
  await calls('POST', rotate, {});
  await database.sql`alter table no_secrets rename to endpoint_secrets`;

  await vi.waitFor(
    async () => {
      expect(await database.sql`select 1 from request_queue`).toHaveLength(0);
      expect((await database.sql`select 1 from attempts`).length).toBeGreaterThan(5);
    },
    { timeout: 30_000, interval: 100 },
  );
  // What can be read without naming anything.
  const readable = Object.values(operations as Record<string, OperationContract>).filter(
    ({ method, path }) => method === 'get' && !path.includes('{'),
  );
  for (const { path } of readable) await calls('GET', path);
  await calls('GET', `/v1/webhook-endpoints/${endpoint.endpoint_id}`);
  await calls('GET', `/v1/api-keys`);

  service.signal('SIGTERM');
  await service.exited;
  log = service.output();
  const all = postgres(database.url, { max: 1, onnotice: () => {} });
  const tables = await all<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'graphile_worker', 'drizzle') and table_type = 'BASE TABLE'`;
  const dumps = await Promise.all(tables.map(({ name }) => all.unsafe(`select t::text as row from ${name} t`)));
  rows = dumps.flatMap((dump) => dump.map(({ row }) => String(row))).join('\n');
  await all.end();
}, 90_000);

/** A secret may be written down as it is, as its bytes in hex, or without its padding. */
const formsOf = (secret: string) => [secret.replace(/=+$/, ''), Buffer.from(secret).toString('hex')];

const expectNone = (text: string, planted: Record<string, string>) => {
  for (const [name, secret] of Object.entries(planted))
    for (const form of formsOf(secret)) expect(text.includes(form), name).toBe(false);
};

test('what is looked at is what happened', () => {
  expect(log.split('\n').length).toBeGreaterThan(30);
  expect(log).toContain('attempt');
  for (const name of ['body', 'callbackQuery'] as const) expect(rows).toContain(contents[name]);
  expect(answers.join()).toContain(contents.body);
});

test('no log tells a secret, nor what callers handed in', () => {
  expectNone(log, secrets);
  expectNone(log, contents);
});

test('no answer tells a secret again', () => expectNone(answers.join('\n'), secrets));

test('the database has no secret in clear', () => expectNone(rows, secrets));
