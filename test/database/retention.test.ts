/**
 * Days are dropped beside those who read and those who write. `npm run retention` does it with ten million rows.
 */
import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, inject, onTestFinished, test } from 'vitest';
import { fillDay } from '../../scripts/retention/history.ts';
import { newUuid } from '../../src/contract/ids.ts';
import { connect, type Database, type Sql } from '../../src/database/connect.ts';
import { dayOf, dropExpiredPartitions, makePartitions } from '../../src/database/partitions.ts';
import { dropExpiredFiles, writeBytes } from '../../src/files/store.ts';
import { RETENTION_DAYS } from '../../src/limits.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertDelivery, insertEndpoint } from '../fixtures/deliveries.ts';

const DAY_MS = 86_400_000;
const SHORT_MS = 500;
const tenant = newUuid();
let database: Database;
let sql: Sql;
let endpoint: string;
/** The chore's own connections, so that its locks can be told from others. */
let chore: Database;

const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const partitionsOf = async (days: number) =>
  (await sql`select relname from pg_class where relname ~ ${`_${dayOf(ago(days))}$`} and relkind = 'r' order by 1`).map(
    ({ relname }) => relname as string,
  );
const expired = RETENTION_DAYS + 1;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  chore = connect(database.url, { connections: 2, name: 'chore' });
  endpoint = await insertEndpoint(sql, tenant);
  return () => chore.close();
});
beforeEach(async () => {
  await dropExpiredPartitions(sql, new Date());
  await fillDay(sql, ago(expired), { rows: 8_000, endpoint });
});

/** Somebody who has read of the table and keeps the transaction open. */
async function startReader(table: string): Promise<() => Promise<void>> {
  const { promise: isReading, resolve: reads } = Promise.withResolvers<void>();
  const { promise: done, resolve: end } = Promise.withResolvers<void>();
  const transaction = sql.begin(async (tx) => {
    await tx.unsafe(`select count(*) from ${table}`);
    reads();
    await done;
  });
  await isReading;
  const stop = async () => {
    end();
    await transaction;
  };
  onTestFinished(stop);
  return stop;
}

const isPending = async () => (await sql`select 1 from pg_inherits where inhdetachpending`).length > 0;
const untilWaiting = () => expect.poll(isPending, { timeout: 5_000 }).toBe(true);

async function acceptAndPublish(): Promise<void> {
  const id = newUuid();
  await sql`insert into requests (id, tenant_id, job, input, correlation_id) values (${id}, ${tenant}, 'image-process', '{}', 'c')`;
  await insertDelivery(sql, tenant, endpoint);
  await sql`select count(*) from requests where id = ${id}`;
}

test('while a day waits for a reader, nobody who writes or reads waits for it', async () => {
  const stop = await startReader('requests');
  const dropping = dropExpiredPartitions(chore.sql, new Date());
  await untilWaiting();
  await acceptAndPublish(); // lock_timeout is 2 s here: it would throw
  const strong = await sql`
    select l.mode, l.relation::regclass from pg_locks l join pg_stat_activity a using (pid)
    where a.application_name = 'chore' and a.datname = current_database() and l.locktype = 'relation'
      and l.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`;
  expect([...strong]).toEqual([]);
  const waiting = await sql`
    select a.application_name as name, l.locktype from pg_locks l join pg_stat_activity a using (pid)
    where not l.granted and a.datname = current_database()`;
  expect(waiting.map((row) => ({ ...row }))).toEqual([{ name: 'chore', locktype: 'virtualxid' }]);
  await stop();
  expect(await dropping).toEqual({ days: [dayOf(ago(expired))], inUse: [] });
  expect(await partitionsOf(expired)).toEqual([]);
});

test('a reader who stays keeps his table for a while, and no other; the next run goes on with it', async () => {
  const stop = await startReader('events');
  expect(await dropExpiredPartitions(chore.sql, new Date(), SHORT_MS)).toEqual({
    days: [dayOf(ago(expired))],
    inUse: ['events'],
  });
  expect(await partitionsOf(expired)).toEqual([`events_${dayOf(ago(expired))}`]);
  await acceptAndPublish();
  // Nor does it hurt to come again meanwhile.
  expect((await dropExpiredPartitions(chore.sql, new Date(), SHORT_MS)).inUse).toEqual(['events']);
  await acceptAndPublish();
  await stop();
  await dropExpiredPartitions(chore.sql, new Date(), SHORT_MS);
  expect(await partitionsOf(expired)).toEqual([]);
});

test('a drop that was killed between its two transactions is finished by the next run, and other days with it', async () => {
  await makePartitions(sql, ago(expired)); // one more day, older than the one that is pending
  const older = expired + 1;
  const stop = await startReader('deliveries');
  const killed = sql.unsafe(`alter table deliveries detach partition deliveries_${dayOf(ago(expired))} concurrently`);
  const ended = killed.then(
    () => 'done',
    () => 'killed',
  );
  await untilWaiting();
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'alter table deliveries detach%' and pid <> pg_backend_pid()`;
  expect(await ended).toBe('killed');
  expect(await isPending()).toBe(true);
  await stop();
  expect(await dropExpiredPartitions(chore.sql, new Date())).toEqual({
    days: expect.arrayContaining([dayOf(ago(expired)), dayOf(ago(older))]),
    inUse: [],
  });
  expect(await partitionsOf(expired)).toEqual([]);
  expect(await partitionsOf(older)).toEqual([]);
});

test('a table that was taken off and not dropped is dropped by the next run', async () => {
  const name = `attempts_${dayOf(ago(expired))}`;
  await sql.unsafe(`alter table attempts detach partition ${name} concurrently`);
  await dropExpiredPartitions(chore.sql, new Date());
  expect(await partitionsOf(expired)).toEqual([]);
});

test('the files of expired days go, and those of later days stay', async () => {
  const filesDir = await mkdtemp(join(inject('runDir'), 'files-'));
  const write = (days: number) => writeBytes(filesDir, `${dayOf(ago(days))}/x`, 'text/plain', [Buffer.from('x')]);
  await Promise.all([write(expired + 5), write(expired), write(RETENTION_DAYS), write(0)]);
  await dropExpiredFiles(filesDir, new Date());
  expect((await readdir(filesDir)).sort()).toEqual([dayOf(ago(RETENTION_DAYS)), dayOf(ago(0))]);
});

test('the session that waited is given back as it was', async () => {
  const one = connect(database.url, { connections: 1, name: 'one' });
  onTestFinished(() => one.close());
  await dropExpiredPartitions(one.sql, new Date(), SHORT_MS);
  expect((await one.sql`show lock_timeout`)[0]).toEqual({ lock_timeout: '0' });
});
