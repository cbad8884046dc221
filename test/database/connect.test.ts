/** What an error of the database means, and what a session of ours does not do to others. */
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { connect, isUnavailable, sqlState } from '../../src/database/connect.ts';
import { createTestDatabase } from '../fixtures/database.ts';

test('a database out of reach is that through drizzle too', async () => {
  const cut = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  expect(isUnavailable(cut)).toBe(true);
  expect(isUnavailable(new DrizzleQueryError('select 1', [], cut))).toBe(true);
  expect(isUnavailable(new DrizzleQueryError('select 1', [], new Error('other')))).toBe(false);
  const { orm } = await createTestDatabase();
  const error = await orm.execute('select 1 / 0').catch((thrown) => thrown);
  expect([sqlState(error), isUnavailable(error)]).toEqual(['22012', false]);
});

test('a lock that is not had in time is no error of ours: the caller may try again', async () => {
  const database = await createTestDatabase({ settings: { lock_timeout: '50' } });
  await database.sql.begin(async (tx) => {
    await tx`lock table tenants in access exclusive mode`;
    expect(await database.sql`select * from tenants`.catch(isUnavailable)).toBe(true);
  });
});

test('who freezes inside a transaction loses it, and its locks, after ten seconds', async () => {
  const { url } = await createTestDatabase();
  const database = connect(url, { connections: 1, name: 'test' });
  expect(await database.sql`show idle_in_transaction_session_timeout`).toMatchObject([
    { idle_in_transaction_session_timeout: '10s' },
  ]);
  await database.close();
});
