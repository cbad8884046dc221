/** The schema: what drizzle believes is what the migrations made; days come and go as partitions. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { migrateDatabase } from '../../src/database/migrate.ts';
import {
  dayOf,
  dropExpiredPartitions,
  firstIdAt,
  hasPartitionsAhead,
  makePartitions,
  PARTITIONED,
} from '../../src/database/partitions.ts';
import * as tables from '../../src/database/tables.ts';
import { dropExpiredFiles, writeBytes } from '../../src/files/store.ts';
import { migrateTasks } from '../../src/tasks/runner.ts';
import { createTestDatabase } from '../fixtures/database.ts';

let database: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});

const DAY_MS = 86_400_000;

test('drizzle mirrors every table and column, with type and nullability', async () => {
  const real = await database.sql`
    select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, null) || case when a.attnotnull then ' not null' else '' end as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped`;
  const mirrored = Object.values(tables)
    .filter((table) => is(table, PgTable))
    .flatMap((table) =>
      Object.values(getTableColumns(table)).map(
        (column) => `${getTableName(table)}.${column.name} ${column.getSQLType()}${column.notNull ? ' not null' : ''}`,
      ),
    );
  expect(mirrored.sort()).toEqual(real.map(({ name }) => name).sort());
});

test('processes that start at once on an empty database migrate once', async () => {
  const admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} });
  await admin`create database empty_waybill`;
  const url = inject('postgresUrl').replace(/postgres$/, 'empty_waybill');
  await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(url, () => migrateTasks(url))));
  await admin`drop database empty_waybill with (force)`;
  await admin.end();
});

test('a database that is up to date is left alone', async () => {
  const journal = async () => (await database.sql`select count(*)::int as n from drizzle.__drizzle_migrations`)[0]!.n;
  const before = await journal();
  await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(database.url, async () => {})));
  expect(await journal()).toBe(before);
});

describe('partitions', () => {
  const names = async () =>
    (
      await database.sql`select relname from pg_class where relispartition and relkind = 'r' and relname ~ '_[0-9]{8}$'`
    ).map(({ relname }) => relname as string);

  test('are made from yesterday to a week ahead, for every partitioned table', async () => {
    expect(await names()).toHaveLength(PARTITIONED.length * 9);
    expect(await hasPartitionsAhead(database.sql, new Date())).toBe(true);
    expect(await hasPartitionsAhead(database.sql, new Date(Date.now() + 8 * DAY_MS))).toBe(false);
    await makePartitions(database.sql, new Date());
    expect(await names()).toHaveLength(PARTITIONED.length * 9);
  });

  test('are made while somebody reads and others write: nobody waits for anybody', async () => {
    const ahead = new Date(Date.now() + 20 * DAY_MS);
    await database.sql.begin(async (reader) => {
      await reader`select count(*) from deliveries`;
      await reader`select count(*) from requests`;
      await makePartitions(database.sql, ahead);
    });
    expect(await hasPartitionsAhead(database.sql, ahead)).toBe(true);
    const [made] = await database.sql`
      select count(*)::int as n from pg_indexes where tablename = ${`deliveries_${dayOf(ahead)}`}`;
    const [parent] = await database.sql`select count(*)::int as n from pg_indexes where tablename = 'deliveries'`;
    expect(made!.n).toBe(parent!.n);
  });

  test('one that was made and not attached is attached the next time', async () => {
    const ahead = new Date(Date.now() + 40 * DAY_MS);
    for (const table of PARTITIONED)
      await database.sql.unsafe(`create table ${table}_${dayOf(ahead)} (like ${table} including all)`);
    expect(await hasPartitionsAhead(database.sql, new Date(ahead.getTime() - DAY_MS))).toBe(false);
    await makePartitions(database.sql, ahead);
    expect(await hasPartitionsAhead(database.sql, ahead)).toBe(true);
    const [bound] = await database.sql`
      select relispartition from pg_class where relname = ${`events_${dayOf(ahead)}`}`;
    expect(bound).toEqual({ relispartition: true });
  });

  test('are dropped when everything in them has expired, not before', async () => {
    const past = new Date(Date.now() - 31 * DAY_MS);
    await makePartitions(database.sql, past); // 32 to 24 days ago
    const { days: dropped } = await dropExpiredPartitions(database.sql, new Date());
    const day = (daysAgo: number) =>
      new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
    expect(dropped.sort()).toEqual([day(32), day(31)]);
    expect(await names()).toContain(`requests_${day(30)}`);
    expect(await names()).not.toContain(`requests_${day(31)}`);
  });

  test('a drop that was interrupted is finished', async () => {
    const past = new Date(Date.now() - 40 * DAY_MS);
    await makePartitions(database.sql, past);
    const [{ name }] =
      (await database.sql`select min(relname) as name from pg_class where relname ~ '^requests_[0-9]{8}$'`) as unknown as [
        { name: string },
      ];
    await database.sql.unsafe(`alter table requests detach partition ${name} concurrently`);
    await dropExpiredPartitions(database.sql, new Date());
    expect(await database.sql`select 1 from pg_class where relname = ${name}`).toHaveLength(0);
  });

  test('the bytes of a day go with it', async () => {
    const filesDir = await mkdtemp(join(tmpdir(), 'waybill-files-'));
    const stored = await writeBytes(filesDir, '20260101/x', 'image/png', [Buffer.from('x')]);
    expect(stored).toMatchObject({ size: 1, path: '20260101/x' });
    await dropExpiredFiles(filesDir, new Date('2026-02-01T00:00:00Z'));
    await expect(
      writeBytes(
        filesDir,
        '20260102/y',
        'image/png',
        (async function* () {
          yield* [];
          throw new Error('cut');
        })(),
      ),
    ).rejects.toThrow('cut');
    await rm(filesDir, { recursive: true });
  });

  test('the first id of a moment is the smallest UUIDv7 of it', () => {
    expect(firstIdAt(new Date(0x018bcfe56800))).toBe('018bcfe5-6800-0000-0000-000000000000');
  });
});
