/** The encryption key is rotated under a service that is in use: nobody notices, and the log says when the old one may go. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import createClient, { type Client } from 'openapi-fetch';
import { pino } from 'pino';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { paths } from '../../generated/types.d.ts';
import { readConfig } from '../../src/config.ts';
import { newUuid } from '../../src/contract/ids.ts';
import type { Database } from '../../src/database/connect.ts';
import { publishEvents } from '../../src/events/publish.ts';
import { verify } from '../../src/receiver/index.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { startServer } from '../../src/server.ts';
import { startWorker } from '../../src/worker.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { API_KEY, asFirstTenant } from '../fixtures/service.ts';

const [A, B] = [randomBytes(32), randomBytes(32)];
const REMOVABLE = 'every secret is encrypted with the first key: the other keys can be removed';

/** A process with these keys, as an operator lists them. */
async function start(database: Database, keys: Buffer[], { serves = true, works = true } = {}) {
  const lines: { msg: string; level: number; [field: string]: unknown }[] = [];
  const parts = {
    config: readConfig({
      PORT: '0',
      WAYBILL_DATA_DIR: await mkdtemp(join(inject('runDir'), 'keys-')),
      WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
      WAYBILL_ENCRYPTION_KEY: keys.map((key) => key.toString('base64')).join(', '),
    }),
    databaseUrl: database.url,
    log: pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) }),
  };
  const worker = works ? await startWorker(parts) : undefined;
  const server = serves ? await startServer(parts) : undefined;
  let hasStopped = false;
  const stop = async () => {
    if (!hasStopped) await Promise.all([server?.stop(), worker?.stop()]);
    hasStopped = true;
  };
  onTestFinished(stop);
  const baseUrl = `http://127.0.0.1:${server?.port}`;
  return {
    client: createClient<paths>({ baseUrl, headers: asFirstTenant }),
    logged: (msg: string) => lines.filter((line) => line.msg === msg),
    stop,
  };
}

async function register(client: Client<paths>, receiver: TestReceiver, path: string, idempotencyKey = randomUUID()) {
  const { data, error, response } = await client.POST('/v1/webhook-endpoints', {
    params: { header: { 'Idempotency-Key': idempotencyKey } },
    body: { url: receiver.url + path, event_types: ['image.canceled'] },
  });
  if (!data) throw new Error(JSON.stringify(error));
  return { ...data, isReplay: response.headers.get('idempotent-replayed') === 'true' };
}

async function publish({ sql }: Database): Promise<void> {
  const [tenant] = await sql<{ id: string }[]>`select id from tenants`;
  const data = { request_id: `req_${'0'.repeat(26)}`, status: 'canceled', status_url: 'http://waybill.example/x' };
  const subject = newUuid();
  await sql.begin((tx) =>
    publishEvents(tx, [{ tenantId: tenant!.id, type: 'image.canceled', subject, correlationId: 'c', data }]),
  );
}

/** That the next delivery to a path is signed with this secret. */
async function expectSigned(receiver: TestReceiver, path: string, secret: string): Promise<void> {
  const find = () => receiver.received.find((one) => one.path === path);
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  await verify(find()!, { scheme: 'standard', secrets: secret });
}

/** Has a worker do the chore, and waits until it is done. */
async function runChore({ sql }: Database): Promise<void> {
  const [job] = await sql<{ id: string }[]>`select id from graphile_worker.add_job('re-encrypt')`;
  const left = async () => (await sql`select from graphile_worker.jobs where id = ${job!.id}`).length;
  await expect.poll(left, { timeout: 10_000 }).toBe(0);
}
/** The ids of the keys that something is encrypted with. */
const keyIds = async ({ sql }: Database) =>
  (
    await sql<{ id: Buffer }[]>`
      select distinct substring(ciphertext from 1 for 8) as id from (
        select ciphertext from endpoint_secrets union all select headers from endpoints union all
        select reply_encrypted from idempotency_keys) all_of_them (ciphertext)
      where ciphertext is not null`
  ).map(({ id }) => id);
const [idOfA, idOfB] = [createEncryption([A]).keyId, createEncryption([B]).keyId];

test('a key is rotated: old first, then the new one before it, then the new one alone', async () => {
  const database = await createTestDatabase();
  const { sql } = database;
  const receiver = await startReceiver();
  const first = await start(database, [A]);
  const idempotencyKey = randomUUID();
  const { secret } = await register(first.client, receiver, '/', idempotencyKey);
  await publish(database);
  await expectSigned(receiver, '/', secret);
  await runChore(database);
  await first.stop();
  expect(first.logged(REMOVABLE)).toEqual([]); // of one key there is nothing to say
  expect(await keyIds(database)).toEqual([idOfA]);

  const second = await start(database, [B, A]);
  await expect
    .poll(() => second.logged('secrets were encrypted again, with the first key'))
    .toMatchObject([{ reencrypted: 1 }]);
  receiver.received.length = 0;
  await publish(database);
  await expectSigned(receiver, '/', secret);
  // The answer that was stored is read with the old key as long as it lives, and until then that key is needed.
  expect(await register(second.client, receiver, '/', idempotencyKey)).toMatchObject({ secret, isReplay: true });
  await runChore(database);
  expect(second.logged(REMOVABLE)).toEqual([]);
  await sql`update idempotency_keys set created_at = now() - interval '25 hours'`;
  await runChore(database);
  expect(second.logged(REMOVABLE)).toHaveLength(1);
  await runChore(database);
  expect(second.logged(REMOVABLE)).toHaveLength(1);
  await second.stop();

  const third = await start(database, [B]);
  receiver.received.length = 0;
  await publish(database);
  await expectSigned(receiver, '/', secret);
  await third.stop();
  expect(third.logged(REMOVABLE)).toEqual([]);
  const [endpoint] = await sql<{ version: number }[]>`select version from endpoints`;
  expect(endpoint!.version).toBe(1);
});

test('processes that list the keys in another order read what the other writes', async () => {
  const database = await createTestDatabase();
  const receiver = await startReceiver();
  const [one, two] = [await start(database, [A, B], { works: false }), await start(database, [B, A], { works: false })];
  const secrets: [string, string][] = [];
  for (const [writer, reader, path] of [
    [one, two, '/one'],
    [two, one, '/two'],
  ] as const) {
    const idempotencyKey = randomUUID();
    const { secret } = await register(writer.client, receiver, path, idempotencyKey);
    expect(await register(reader.client, receiver, path, idempotencyKey)).toMatchObject({ secret, isReplay: true });
    secrets.push([path, secret]);
  }
  expect(await keyIds(database)).toHaveLength(2);
  for (const keys of [
    [A, B],
    [B, A],
  ]) {
    receiver.received.length = 0;
    const worker = await start(database, keys, { serves: false });
    await publish(database);
    for (const [path, secret] of secrets) await expectSigned(receiver, path, secret);
    await worker.stop();
  }
});

test('a key that was removed too early: the log counts what is left, and a start does not wait for it', async () => {
  const database = await createTestDatabase();
  const receiver = await startReceiver();
  const server = await start(database, [A], { works: false });
  for (const path of ['/1', '/2']) await register(server.client, receiver, path);
  await server.stop();

  let worker: Awaited<ReturnType<typeof start>> | undefined;
  await database.sql.begin(async (tx) => {
    await tx`lock table endpoint_secrets`;
    worker = await start(database, [B, randomBytes(32)], { serves: false });
  });
  await expect
    .poll(() => worker!.logged('secrets are left that no listed encryption key reads'))
    .toMatchObject([{ unreadable: 2, level: 50 }]);
  await worker!.stop();
  expect(worker!.logged(REMOVABLE)).toEqual([]);

  const back = await start(database, [B, A], { serves: false });
  await expect.poll(() => keyIds(database)).toContainEqual(idOfB);
  await publish(database);
  await receiver.until(2);
  await back.stop();
});
