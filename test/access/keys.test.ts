/** API keys: whole or refused without a query, believed for a short while, dead when revoked or expired. */
import { beforeAll, expect, test, vi } from 'vitest';
import { bootstrap, createAuthenticator, isPlausibleKey, makeApiKey } from '../../src/access/keys.ts';
import type { Database } from '../../src/database/connect.ts';
import { API_KEY_CACHE_MS } from '../../src/limits.ts';
import { createTestDatabase } from '../fixtures/database.ts';

let database: Database;
const key = makeApiKey();
beforeAll(async () => {
  database = await createTestDatabase();
  await Promise.all([bootstrap(database, key), bootstrap(database, key), bootstrap(database, key)]);
  await bootstrap(database, 'a-second-bootstrap-key');
});

test('a made key is whole; any mistyped character is noticed', () => {
  expect(isPlausibleKey(key)).toBe(true);
  for (let at = 3; at < key.length; at++) {
    const typo = key.slice(0, at) + (key[at] === 'x' ? 'y' : 'x') + key.slice(at + 1);
    expect(isPlausibleKey(typo), typo).toBe(false);
  }
});

test('the first tenant is made once, however many start at once', async () => {
  expect(await database.sql`select 1 from tenants`).toHaveLength(1);
  expect(await database.sql`select 1 from api_keys`).toHaveLength(1);
});

test('a key that is not whole is refused without a query', async () => {
  const orm = new Proxy({}, { get: () => expect.fail('asked the database') });
  await expect(
    createAuthenticator({ orm } as never)('Bearer wb_00000000000000000000000000000000000000'),
  ).rejects.toMatchObject({ kind: 'unauthenticated' });
});

test('a key is believed for a while, then asked for again; revoked or expired it is dead', async () => {
  const clock = vi.spyOn(Date, 'now');
  const now = Date.now();
  const authenticate = createAuthenticator(database);
  await expect(authenticate(`Bearer ${key}`)).resolves.toMatchObject({
    scopes: expect.arrayContaining(['images:process']),
  });

  await database.sql`update api_keys set revoked_at = now()`;
  await expect(authenticate(`Bearer ${key}`)).resolves.toBeDefined();
  clock.mockReturnValue(now + API_KEY_CACHE_MS + 1000);
  await expect(authenticate(`Bearer ${key}`)).rejects.toMatchObject({ kind: 'unauthenticated' });
  clock.mockRestore();

  await database.sql`update api_keys set revoked_at = null, expires_at = now() - interval '1 s'`;
  await expect(createAuthenticator(database)(`Bearer ${key}`)).rejects.toMatchObject({ kind: 'unauthenticated' });
});
