/** The quota of a key: 500 calls a second, whatever the number of servers, told on every answer. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import openapi from '../../generated/openapi.json' with { type: 'json' };
import { createQuotas } from '../../src/access/rate-limit.ts';
import type { Database } from '../../src/database/connect.ts';
import { CALLS_LEASED, CALLS_PER_SECOND } from '../../src/limits.ts';
import { startServer } from '../../src/server.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { asFirstTenant, type Service, startService } from '../fixtures/service.ts';

// As a fifth of it, so that a slow machine can go over it too.
vi.mock('../../src/limits.ts', async (original) => ({
  ...(await original<object>()),
  CALLS_PER_SECOND: 100,
  CALLS_LEASED: 10,
}));

test('the quota is the one that the contract tells of', async () => {
  const { CALLS_PER_SECOND: real } = await vi.importActual<typeof import('../../src/limits.ts')>('../../src/limits.ts');
  const { headers } = openapi.components;
  expect(headers['RateLimit-Policy'].example).toBe(`"key";q=${real};w=1`);
});

describe('over several servers', () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  /** Waits for a window to begin, so that what follows is in one. */
  const windowBegins = () =>
    vi.waitFor(
      async () => {
        const [{ s }] =
          (await database.sql`select extract(epoch from clock_timestamp())::numeric % 1 as s`) as unknown as [
            { s: string },
          ];
        expect(Number(s)).toBeLessThan(0.15);
      },
      { timeout: 3000, interval: 20 },
    );

  test('no more calls are let through in one second than the quota', async () => {
    const servers = [createQuotas(database.sql), createQuotas(database.sql), createQuotas(database.sql)];
    const key = randomUUID();
    await windowBegins();
    const [{ second }] = (await database.sql`
      select floor(extract(epoch from clock_timestamp()))::float8 as second`) as unknown as [{ second: number }];
    const taken = await Promise.all(
      Array.from({ length: 3 * CALLS_PER_SECOND }, (_, call) => servers[call % servers.length]!.take(key)),
    );
    const [row] = await database.sql`select second::float8 as second, leased from rate_windows where key_id = ${key}`;
    expect(row).toEqual({ second, leased: CALLS_PER_SECOND });
    expect(taken.filter(({ isOver }) => !isOver)).toHaveLength(CALLS_PER_SECOND);
  });

  test('a new second has a new quota, and other keys have their own', async () => {
    const [one, two] = [createQuotas(database.sql), createQuotas(database.sql)];
    const [key, other] = [randomUUID(), randomUUID()];
    await windowBegins();
    for (let call = 0; call < CALLS_PER_SECOND; call++) await one.take(key);
    expect((await two.take(key)).isOver).toBe(true);
    expect((await two.take(other)).isOver).toBe(false);
    await vi.waitFor(async () => expect((await two.take(key)).isOver).toBe(false), { timeout: 3000 });
    await vi.waitFor(async () => expect((await one.take(key)).isOver).toBe(false), { timeout: 3000 });
  });

  test('when the clock of the database is set back, nobody waits until it has caught up', async () => {
    const key = randomUUID();
    await database.sql`
      insert into rate_windows values (${key}, extract(epoch from clock_timestamp())::bigint + 60, ${CALLS_PER_SECOND})`;
    expect((await createQuotas(database.sql).take(key)).isOver).toBe(false);
  });

  test('a lease serves many calls without asking the database', async () => {
    let asked = 0;
    const counting = new Proxy(database.sql, {
      apply(target, self, args) {
        asked += 1;
        return Reflect.apply(target, self, args);
      },
    });
    const quotas = createQuotas(counting);
    const key = randomUUID();
    await windowBegins();
    await Promise.all(Array.from({ length: CALLS_LEASED }, () => quotas.take(key)));
    expect(asked).toBe(1);
    await quotas.take(key);
    expect(asked).toBe(2);
  });
});

describe('over HTTP', () => {
  let service: Service;
  let urls: string[];
  beforeAll(async () => {
    service = await startService({ works: false });
    const second = await startServer({
      config: service.config,
      databaseUrl: service.database.url,
      log: createLog({ level: 'silent' }),
    });
    urls = [service.url, `http://127.0.0.1:${second.port}`];
    return () => second.stop();
  });
  const call = (url: string, path = '/v1/event-types', headers: Record<string, string> = asFirstTenant) =>
    fetch(url + path, { headers });

  test('every answer to a call with a key tells the quota; no other does', async () => {
    for (const path of ['/v1/requests', '/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa', '/v1/requests?limit=0']) {
      const { headers } = await call(urls[0]!, path);
      expect(headers.get('ratelimit-policy')).toBe(`"key";q=${CALLS_PER_SECOND};w=1`);
      expect(headers.get('ratelimit')).toMatch(/^"key";r=\d+;t=1$/);
      expect(headers.get('access-control-expose-headers')).toContain('RateLimit');
    }
    const { data } = await service.client.POST('/v1/api-keys', { body: { name: 'x', scopes: ['files:read'] } });
    const forbidden = await call(urls[0]!, '/v1/requests', { Authorization: `Bearer ${data!.api_key}` });
    expect([forbidden.status, forbidden.headers.get('ratelimit') !== null]).toEqual([403, true]);
    expect((await call(urls[0]!, '/livez', {})).headers.get('ratelimit')).toBeNull();
    expect((await call(urls[0]!, '/v1/requests', {})).headers.get('ratelimit')).toBeNull();
  });

  test('too many calls are 429 with Retry-After on both servers, and counted before the body is read', async () => {
    const refused: Response[] = [];
    // A body that nobody would read: 415, once the quota has let it through.
    const post = (url: string) =>
      fetch(`${url}/v1/webhook-endpoints`, {
        method: 'POST',
        headers: { ...asFirstTenant, 'Content-Type': 'text/plain' },
        body: 'x',
      });
    await vi.waitFor(
      async () => {
        const send = (n: number) => (n % 3 === 0 ? post(urls[n % 2]!) : call(urls[n % 2]!));
        const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => send(n)));
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 415, 429]));
        const ofCalls = answers.filter((_, n) => n % 3 !== 0);
        const ofPosts = answers.filter((_, n) => n % 3 === 0);
        for (const some of [ofCalls, ofPosts]) expect(some.some(({ status }) => status === 429)).toBe(true);
        refused.push(...answers.filter(({ status }) => status === 429));
      },
      { timeout: 20_000, interval: 1 },
    );
    expect(refused[0]!.headers.get('retry-after')).toBe('1');
    expect(refused[0]!.headers.get('ratelimit')).toMatch(/^"key";r=0;t=1$/);
    expect(await refused[0]!.json()).toMatchObject({ type: expect.stringMatching(/rate-limited$/), status: 429 });
  });
});
