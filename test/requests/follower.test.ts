/** What wakes those who wait, one by one: here no survey comes to the rescue. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newUuid } from '../../src/contract/ids.ts';
import type { Database } from '../../src/database/connect.ts';
import { createHints, type Hints } from '../../src/database/hints.ts';
import { type Follower, startFollower, within } from '../../src/requests/follow.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { createTestDatabase } from '../fixtures/database.ts';

vi.mock('../../src/limits.ts', async (original) => ({ ...(await original<object>()), FOLLOW_SURVEY_MS: 3_600_000 }));

let database: Database;
let hints: Hints;
let elsewhere: Hints;
let follower: Follower;
let id: string;
const never = new AbortController().signal;

beforeAll(async () => {
  database = await createTestDatabase();
  hints = createHints(database.url);
  elsewhere = createHints(database.url);
  follower = await startFollower(database.sql, hints, createLog({ level: 'silent' }));
  atEnd(async () => {
    follower.stop();
    await Promise.all([hints.close(), elsewhere.close()]);
  });
});
beforeEach(async () => {
  id = newUuid();
  await database.sql`
    insert into requests (id, tenant_id, job, input, correlation_id) values (${id}, ${randomUUID()}, 'image-process', '{}', 'c')`;
  await database.sql`insert into request_queue (request_id) values (${id})`;
});
const raise = () => database.sql`update request_queue set version = version + 1 where request_id = ${id}`;

test('a version that is there already is told at once', async () => {
  await raise();
  expect(await follower.nextVersion(id, 1, never)).toMatchObject({ id, version: 2 });
});

test('a hint of another process wakes all who wait for the request, and nobody else', async () => {
  const other = newUuid();
  const waiting = [follower.nextVersion(id, 1, never), follower.nextVersion(id, 1, never)];
  const elsewhereWaiting = follower.nextVersion(other, 0, AbortSignal.timeout(500));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await raise();
  elsewhere.publish('request', [id]);
  expect((await Promise.all(waiting)).map((row) => row!.version)).toEqual([2, 2]);
  expect(await elsewhereWaiting).toBeUndefined();
});

test('a hint that says nothing new wakes nobody', async () => {
  const waiting = follower.nextVersion(id, 1, AbortSignal.timeout(400));
  await new Promise((resolve) => setTimeout(resolve, 50));
  elsewhere.publish('request', [id]);
  expect(await waiting).toBeUndefined();
});

test('what was missed while the connection was lost is looked for when it is back', async () => {
  const waiting = follower.nextVersion(id, 1, never);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await raise(); // and the hint is lost
  await database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'waybill hints' and datname = current_database() and query ilike 'listen%'`;
  expect(await waiting).toMatchObject({ version: 2 });
});

test('a look that failed is made again', async () => {
  const waiting = follower.nextVersion(id, 1, never);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await database.sql`alter table request_queue rename to hidden`;
  elsewhere.publish('request', [id]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await database.sql`alter table hidden rename to request_queue`;
  await raise();
  elsewhere.publish('request', [id]);
  expect(await waiting).toMatchObject({ version: 2 });
});

test('who gives up, or whose server stops, is told nothing', async () => {
  const abort = new AbortController();
  const waiting = follower.nextVersion(id, 1, abort.signal);
  abort.abort();
  expect(await waiting).toBeUndefined();
  expect(await follower.nextVersion(id, 0, AbortSignal.abort())).toBeUndefined();
  const limit = within(20, never);
  expect(await follower.nextVersion(id, 1, limit.signal)).toBeUndefined();

  const own = createHints(database.url);
  const stopping = await startFollower(database.sql, own, createLog({ level: 'silent' }));
  const left = stopping.nextVersion(id, 1, never);
  stopping.stop();
  expect(await left).toBeUndefined();
  expect(await stopping.nextVersion(id, 0, never)).toBeUndefined();
  await own.close();
});
