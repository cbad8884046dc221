/** Accepting: one statement for many calls, whole or not at all, and a retry is the same call. */
import { randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { beforeAll, expect, test } from 'vitest';
import { toUuid } from '../../src/contract/ids.ts';
import type { JobCall, JobReply } from '../../src/contract/operations.ts';
import { type Database, isUnavailable } from '../../src/database/connect.ts';
import { createHints } from '../../src/database/hints.ts';
import { createAccept } from '../../src/requests/accept.ts';
import { type Follower, startFollower } from '../../src/requests/follow.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { createTestDatabase } from '../fixtures/database.ts';

let database: Database;
let follower: Follower;
let accept: (call: JobCall) => Promise<JobReply>;
const encryption = createEncryption([randomBytes(32)]);
const tenantId = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  const hints = createHints(database.url);
  atEnd(() => hints.close());
  follower = await startFollower(database.sql, hints, createLog({ level: 'silent' }));
  const [check, prepareCallback, checkState] = [() => [], async () => {}, async () => undefined];
  accept = createAccept({ database, encryption, follower, check, checkState, prepareCallback });
});

const call = (
  key?: string,
  input: object = { image_url: 'https://a.example/', operations: [{ rotate: 90 }] },
): JobCall =>
  ({
    job: 'image-process',
    route: 'post /v1/images:process',
    path: '/v1/images:process',
    input,
    idempotencyKey: key,
    correlationId: undefined,
    caller: { keyId: randomUUID(), tenantId, scopes: [] },
    callId: randomUUID(),
    database,
    publicUrl: 'http://w.example',
  }) as unknown as JobCall;

const idOf = ({ body }: JobReply) => toUuid(body.request_id!);
const count = async (table: string) =>
  Number((await database.sql`select count(*) as n from ${database.sql(table)}`)[0]!.n);

test('request, queue row, wake-up and key are stored together', async () => {
  const reply = await accept(call('together'));
  const id = idOf(reply);
  const [row] = await database.sql`
    select r.job, q.status, j.task_identifier, k.route
    from requests r join request_queue q on q.request_id = r.id
      join graphile_worker.jobs j on j.key = r.id::text
      join idempotency_keys k on k.key = 'together'
    where r.id = ${id}`;
  expect(row).toEqual({
    job: 'image-process',
    status: 'queued',
    task_identifier: 'run-request',
    route: 'post /v1/images:process',
  });
});

test('calls of one turn share a statement and notify once', async () => {
  let notifications = 0;
  const listener = postgres(database.url, { max: 1 });
  await listener.listen('jobs:insert', () => {
    notifications += 1;
  });
  const before = await count('requests');
  const replies = await Promise.all(Array.from({ length: 64 }, () => accept(call())));
  expect(new Set(replies.map(idOf)).size).toBe(64);
  expect(await count('requests')).toBe(before + 64);
  await database.sql.notify('jobs:insert', 'the last'); // the ones before have arrived when this has
  while (notifications < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(notifications).toBe(2);
  await listener.end();
});

test('the same key with the same JSON, members in any order, gets the same answer', async () => {
  const first = await accept(
    call('same', { image_url: 'https://a.example/', operations: [{ resize: { w: 1, h: 2 } }] }),
  );
  const again = await accept(
    call('"same"', { operations: [{ resize: { h: 2, w: 1 } }], image_url: 'https://a.example/' }),
  );
  expect(again.body).toEqual(first.body);
  expect(again.headers).toEqual({ ...first.headers, 'Idempotent-Replayed': 'true' });
});

test('the same key with another payload is refused', async () => {
  await accept(call('reused'));
  await expect(accept(call('reused', { other: 1 }))).rejects.toMatchObject({
    kind: 'idempotency-key-reused',
    status: 409,
  });
});

test('fifty calls at once with one key make one request', async () => {
  const before = await count('requests');
  const replies = await Promise.all(Array.from({ length: 50 }, () => accept(call('fifty'))));
  expect(new Set(replies.map(idOf)).size).toBe(1);
  expect(replies.filter(({ headers }) => !headers['Idempotent-Replayed'])).toHaveLength(1);
  expect(await count('requests')).toBe(before + 1);
});

test('a key is free again after its time', async () => {
  const first = await accept(call('old'));
  await database.sql`update idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'`;
  const second = await accept(call('old', { other: 1 }));
  expect(idOf(second)).not.toBe(idOf(first));
});

test('a call whose key is held by an unfinished statement is told to come again', async () => {
  const other = postgres(database.url, { max: 1 });
  await other.begin(async (tx) => {
    await tx`insert into idempotency_keys values (${tenantId}, 'post /v1/images:process', 'held', '', '', now())`;
    const [held, free] = await Promise.allSettled([accept(call('held')), accept(call())]);
    expect(held).toMatchObject({ reason: { kind: 'idempotency-in-progress', headers: { 'Retry-After': '1' } } });
    expect(free.status).toBe('fulfilled');
  });
  await other.end();
});

test('calls that wait for a key hold up no others', async () => {
  await database.sql
    .begin(async (tx) => {
      await tx`insert into idempotency_keys values (${tenantId}, 'post /v1/images:process', 'slow', '', '', now())`;
      const slow = Array.from({ length: 8 }, () => accept(call('slow')).catch((error) => error.kind));
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (let n = 0; n < 5; n++) {
        const next = accept(call()).then(() => 'next');
        expect(await Promise.race([next, ...slow])).toBe('next');
      }
      expect(new Set(await Promise.all(slow))).toEqual(new Set(['idempotency-in-progress']));
      throw null;
    })
    .catch((error) => expect(error).toBeNull());
});

test('a lock that no key has to do with is not told as one', async () => {
  await database.sql.begin(async (tx) => {
    await tx`lock table requests in access exclusive mode`;
    expect(await accept(call()).catch(isUnavailable)).toBe(true);
  });
});

test('work that was stored is answered with 202, though it cannot be asked how it goes', async () => {
  const sql = new Proxy(database.sql, {
    apply: (target, self, [text, ...values]) =>
      Array.isArray(text) && text.join('').includes('left join request_queue')
        ? Promise.reject(Object.assign(new Error('cut'), { code: 'CONNECTION_CLOSED' }))
        : Reflect.apply(target, self, [text, ...values]),
  });
  const parts = {
    encryption,
    follower,
    check: () => [],
    checkState: async () => undefined,
    prepareCallback: async () => {},
  };
  const cut = createAccept({ ...parts, database: { ...database, sql } });
  const before = await count('requests');
  const hasGone = () => new AbortController().signal;
  expect(await cut({ ...call(), prefer: 'wait=1', hasGone })).toMatchObject({ status: 202 });
  expect(await count('requests')).toBe(before + 1);
});

test('a call that the database refuses spoils no other of its batch', async () => {
  const [poison, ...others] = await Promise.allSettled([
    accept(call(undefined, { bad: '\u0000' })),
    accept(call()),
    accept(call()),
  ]);
  expect(poison.status).toBe('rejected');
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
});

test('a refused call stores nothing, its key included', async () => {
  const [poison] = await Promise.allSettled([accept(call('poisoned', { bad: '\u0000' }))]);
  expect(poison!.status).toBe('rejected');
  expect(await database.sql`select 1 from idempotency_keys where key = 'poisoned'`).toHaveLength(0);
});

test('stored answers cannot be read without the key of the service', async () => {
  await accept(call('secret'));
  const [row] = await database.sql`select reply_encrypted from idempotency_keys where key = 'secret'`;
  expect(row!.reply_encrypted.toString('latin1')).not.toContain('req_');
});
