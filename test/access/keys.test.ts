/** API keys: whole or refused without a query, believed for a short while, dead when revoked or expired. */
import { beforeAll, expect, test, vi } from 'vitest';
import { createGuard } from '../../src/access/guard.ts';
import { bootstrap, isPlausibleKey, makeApiKey } from '../../src/access/keys.ts';
import type { Guard } from '../../src/contract/mount.ts';
import type { Database } from '../../src/database/connect.ts';
import { createHints, type Hints } from '../../src/database/hints.ts';
import { UNAUTHENTICATED_PER_MINUTE } from '../../src/limits.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { createTestDatabase } from '../fixtures/database.ts';

let database: Database;
let hints: Hints;
let guard: Guard;
const key = makeApiKey();
const HOME = '192.0.2.1';
const log = createLog({ level: 'silent' });

beforeAll(async () => {
  database = await createTestDatabase();
  hints = createHints(database.url);
  guard = await createGuard(database, hints, log);
  atEnd(() => hints.close());
  await Promise.all([bootstrap(database, key), bootstrap(database, key), bootstrap(database, key)]);
  await bootstrap(database, 'a-second-bootstrap-key');
});

const keyId = async () => (await database.sql`select id from api_keys`)[0]!.id as string;

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
  const blind = await createGuard({ orm, sql: database.sql } as never, hints, log);
  await expect(blind.authenticate('Bearer wb_00000000000000000000000000000000000000', HOME)).rejects.toMatchObject({
    kind: 'unauthenticated',
  });
});

test('a key is believed for a while, and no longer than until a hint says that it was revoked', async () => {
  await expect(guard.authenticate(`Bearer ${key}`, HOME)).resolves.toMatchObject({
    keyId: await keyId(),
    scopes: expect.arrayContaining(['images:process', 'operator']),
  });
  await database.sql`update api_keys set revoked_at = now()`;
  await expect(guard.authenticate(`Bearer ${key}`, HOME)).resolves.toBeDefined();

  const elsewhere = createHints(database.url);
  elsewhere.publish('key', [await keyId()]);
  await vi.waitFor(() =>
    expect(guard.authenticate(`Bearer ${key}`, HOME)).rejects.toMatchObject({ kind: 'unauthenticated' }),
  );
  await elsewhere.close();
  await database.sql`update api_keys set revoked_at = null`;
});

test('calls that come at once with a key that is not known yet ask for it once', async () => {
  let asked = 0;
  const orm = new Proxy(database.orm, {
    get(target, member) {
      if (member === 'select') asked += 1;
      return Reflect.get(target, member);
    },
  });
  const own = createHints(database.url);
  const busy = await createGuard({ ...database, orm }, own, log);
  const callers = await Promise.all(Array.from({ length: 50 }, () => busy.authenticate(`Bearer ${key}`, HOME)));
  expect(new Set(callers.map(({ keyId }) => keyId)).size).toBe(1);
  expect(asked).toBe(1);
  await own.close();
});

test('a key that is revoked while it is looked up is not believed afterwards', async () => {
  const asked = Promise.withResolvers<void>();
  const revoked = Promise.withResolvers<void>();
  // Its answer comes late: it was right when it was given.
  const orm = new Proxy(database.orm, {
    get: (target, member) =>
      member !== 'select'
        ? Reflect.get(target, member)
        : () => ({
            from: (table: never) => ({
              async where(condition: never) {
                const rows = await target.select().from(table).where(condition);
                asked.resolve();
                await revoked.promise;
                return rows;
              },
            }),
          }),
  });
  const own = createHints(database.url);
  const late = await createGuard({ ...database, orm }, own, log);
  const first = late.authenticate(`Bearer ${key}`, HOME);
  await asked.promise;
  await database.sql`update api_keys set revoked_at = now()`;
  own.publish('key', [await keyId()]);
  revoked.resolve();
  await first;
  await expect(late.authenticate(`Bearer ${key}`, HOME)).rejects.toMatchObject({ kind: 'unauthenticated' });
  await database.sql`update api_keys set revoked_at = null`;
  await own.close();
});

test('an expired key opens nothing from that moment on, though it is still believed', async () => {
  await database.sql`update api_keys set expires_at = now() + interval '300 ms'`;
  await expect(guard.authenticate(`Bearer ${key}`, HOME)).resolves.toBeDefined();
  await vi.waitFor(() =>
    expect(guard.authenticate(`Bearer ${key}`, HOME)).rejects.toMatchObject({ kind: 'unauthenticated' }),
  );
  await database.sql`update api_keys set expires_at = null`;
  guard = await createGuard(database, hints, log);
});

test('when a key was last used is written down, once a minute', async () => {
  const used = async () => (await database.sql`select last_used_at, xmin from api_keys`)[0]!;
  const fresh = async () => {
    const one = createHints(database.url);
    await (await createGuard(database, one, log)).authenticate(`Bearer ${key}`, HOME);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await one.close();
  };
  await database.sql`update api_keys set last_used_at = now() - interval '61 s'`;
  await fresh();
  const first = await used();
  expect(Date.now() - Date.parse(first.last_used_at)).toBeLessThan(10_000);
  await fresh();
  expect(await used()).toEqual(first);
});

test('too many calls without a valid key from one address are told to wait; others, and valid keys, are not', async () => {
  const guess = (address: string) => guard.authenticate(`Bearer ${makeApiKey()}`, address).catch((error) => error);
  for (let n = 0; n < UNAUTHENTICATED_PER_MINUTE; n++)
    expect(await guess('192.0.2.7')).toMatchObject({ kind: 'unauthenticated' });
  const refused = await guess('192.0.2.7');
  expect(refused).toMatchObject({ kind: 'rate-limited' });
  expect(Number(refused.headers['Retry-After'])).toBeGreaterThan(50);
  expect(await guess('192.0.2.8')).toMatchObject({ kind: 'unauthenticated' });
  await expect(guard.authenticate(`Bearer ${key}`, '192.0.2.7')).resolves.toBeDefined();
});
