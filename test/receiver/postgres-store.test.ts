/** The store in Postgres: mark and effect in one transaction, whatever comes at once and whatever breaks. */
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import {
  createReceiver,
  POSTGRES_TABLES,
  type PostgresDriver,
  postgresStore,
  usePg,
  usePostgresJs,
} from '../../src/receiver/index.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { deliver, makeEvent, SECRET } from '../fixtures/webhooks.ts';

let database: Database;
let pool: pg.Pool;
const clients: { [name: string]: () => PostgresDriver<unknown> } = {
  pg: () => usePg(pool) as PostgresDriver<unknown>,
  'postgres.js': () => usePostgresJs(database.sql) as PostgresDriver<unknown>,
};
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 10 });
  pool.on('error', () => {});
  atEnd(() => pool.end());
  await database.sql.unsafe(POSTGRES_TABLES);
  await database.sql.unsafe(POSTGRES_TABLES); // as every start of an application would
  await database.sql`create table effects (event_id text, sequence bigint)`;
});
beforeEach(() => database.sql`truncate effects, waybill_events, waybill_subjects`);

const effects = async () => (await database.sql`select event_id from effects`).map((row) => row.event_id as string);
const marks = async () => (await database.sql`select event_id from waybill_events`).map((row) => row.event_id);

describe.each(Object.keys(clients))('by %s', (name) => {
  let driver: PostgresDriver<unknown>;
  beforeAll(() => {
    driver = clients[name]!();
  });
  const write = (tx: unknown, eventId: string) =>
    driver.query(tx, 'insert into effects (event_id) values ($1)', [eventId]);

  /** A process of its own: it knows nothing of what others have under way. */
  const startProcess = (handle = (event: { event_id: string }, tx: unknown) => write(tx, event.event_id)) => {
    const receive = createReceiver({
      scheme: 'standard',
      secrets: SECRET,
      store: postgresStore(driver),
      handle: async (event, tx) => void (await handle(event, tx)),
      log: () => {},
    });
    return async (event = makeEvent()) => (await receive(await deliver(event))).text();
  };

  test('fifty at once over five processes have one effect', async () => {
    const processes = Array.from({ length: 5 }, () => startProcess());
    const event = makeEvent();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => processes[n % 5]!(event)));
    expect(answers.filter((answer) => answer === 'handled\n')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'duplicate\n')).toHaveLength(49);
    expect(await effects()).toEqual([event.event_id]);
  });

  test('a duplicate in another process is not answered before the first is committed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const event = makeEvent();
    const first = startProcess(async ({ event_id }, tx) => {
      await write(tx, event_id);
      written.resolve();
      await promise;
      return [];
    })(event);
    await written.promise;
    let answered = false;
    const second = startProcess()(event).then((answer) => {
      answered = true;
      return answer;
    });
    await new Promise((done) => setTimeout(done, 100));
    expect(answered).toBe(false);
    resolve();
    expect([await first, await second]).toEqual(['handled\n', 'duplicate\n']);
    expect(await effects()).toHaveLength(1);
  });

  test('when the handler throws its effect and the mark are gone, and the event can come again', async () => {
    const event = makeEvent();
    const failing = startProcess(async ({ event_id }, tx) => {
      await write(tx, event_id);
      throw new Error('after the effect');
    });
    expect(await failing(event)).toBe('failed\n');
    expect([await effects(), await marks()]).toEqual([[], []]);
    expect(await startProcess()(event)).toBe('handled\n');
    expect(await effects()).toEqual([event.event_id]);
  });

  test('a failed statement that the handler hides is not answered 2xx: the transaction would be rolled back', async () => {
    const event = makeEvent();
    const hiding = startProcess(async (_event, tx) => {
      await driver.query(tx, 'select 1/0', []).catch(() => {});
      return [];
    });
    expect(await hiding(event)).toBe('unavailable\n');
    expect(await marks()).toEqual([]);
    expect(await startProcess()(event)).toBe('handled\n');
  });

  test('a crash between effect and commit leaves neither', async () => {
    const event = makeEvent();
    const crashing = startProcess(async ({ event_id }, tx) => {
      await write(tx, event_id);
      const [{ pid }] = (await driver.query(tx, 'select pg_backend_pid() as pid', [])) as [{ pid: number }];
      await database.sql`select pg_terminate_backend(${pid})`;
      // Nothing is asked of the connection when it goes: nobody but a listener is told.
      await new Promise((resolve) => setTimeout(resolve, 50));
      return [];
    });
    expect(await crashing(event)).toMatch(/unavailable|failed/);
    expect([await effects(), await marks()]).toEqual([[], []]);
    expect(await startProcess()(event)).toBe('handled\n');
    expect(await effects()).toEqual([event.event_id]);
  });

  test('an event is remembered for its time, and what has expired is deleted by those that come', async () => {
    const event = makeEvent();
    const once = (id: string, ttlS = 3600) => postgresStore(driver, { ttlS }).once('waybill', id, async () => {});
    expect(await once(event.event_id)).toBe(true);
    const [mark] = await database.sql`
      select extract(epoch from expires_at - now())::float as left from waybill_events`;
    expect(mark!.left).toBeGreaterThan(3590);
    expect(mark!.left).toBeLessThan(3601);
    for (const n of [1, 2, 3]) await once(`expired ${n}`, n > 1 ? -1 : 0);
    await once('another');
    expect((await marks()).sort()).toEqual(['another', event.event_id].sort());
    expect(await once(event.event_id)).toBe(false);
  });

  test('ids count within a source', async () => {
    const once = (source: string) => postgresStore(driver).once(source, 'evt_1', async () => {});
    expect([await once('a'), await once('b'), await once('a')]).toEqual([true, true, false]);
  });

  describe('of a subject', () => {
    const newest = (sequence: number, subject = 's-1') =>
      driver.transaction((tx) => postgresStore(driver).isNewest(tx, { subject, sequence }));

    test('what is older than what was seen is told', async () => {
      expect([await newest(2), await newest(1), await newest(2), await newest(3)]).toEqual([true, false, false, true]);
      expect(await newest(1, 's-2')).toBe(true);
    });

    test('of two at once the older waits, and is told when the newer is committed', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const store = postgresStore(driver);
      const newer = driver.transaction(async (tx) => {
        const is = await store.isNewest(tx, { subject: 's-1', sequence: 2 });
        resolve();
        await new Promise((done) => setTimeout(done, 50));
        return is;
      });
      await promise;
      expect([await newest(1), await newer]).toEqual([false, true]);
    });

    test('one that was quiet for longer than its time begins anew', async () => {
      await newest(5);
      await database.sql`update waybill_subjects set expires_at = now() - interval '1 s'`;
      expect([await newest(6), await newest(6), await newest(7)]).toEqual([true, false, true]);
    });

    test('a handler that fails has seen nothing', async () => {
      await driver
        .transaction(async (tx) => {
          await postgresStore(driver).isNewest(tx, { subject: 's-1', sequence: 5 });
          throw new Error('failed');
        })
        .catch(() => {});
      expect(await newest(4)).toBe(true);
    });
  });
});

test('a database that cannot be reached is answered 503', async () => {
  const away = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none', connectionTimeoutMillis: 500 });
  const receive = createReceiver({
    scheme: 'standard',
    secrets: SECRET,
    store: postgresStore(usePg(away)),
    handle: async () => {},
    log: () => {},
  });
  expect((await receive(await deliver(makeEvent()))).status).toBe(503);
  await away.end();
});

test('a client of pg is closed after a failure and given back after a success', async () => {
  const { totalCount } = pool;
  const listeners = async () => {
    const client = await pool.connect();
    const count = client.listenerCount('error');
    client.release();
    return count;
  };
  const before = await listeners();
  const store = postgresStore(usePg(pool));
  await store.once('s', 'evt_ok', async () => {});
  expect([pool.totalCount, pool.idleCount]).toEqual([Math.max(1, totalCount), Math.max(1, totalCount)]);
  expect(await listeners()).toBe(before);
  await store.once('s', 'evt_bad', () => Promise.reject(new Error('no'))).catch(() => {});
  expect(pool.totalCount).toBe(Math.max(1, totalCount) - 1);
});

test('a connection of pg that ends in the very moment in which it is taken does not end the process', async () => {
  // The end of a connection may stand in the packet that says it is ready: nothing of ours has run in between.
  const told: Error[] = [];
  const taking: Parameters<typeof usePg<pg.PoolClient>>[0] = {
    connect: (done) =>
      pool.connect((error, client, release) => {
        done(error, client, release as never);
        if (client!.listenerCount('error') === 0) told.push(new Error('nobody listens'));
      }),
  };
  await postgresStore(usePg(taking)).once('s', 'evt_taken', async () => {});
  expect(told).toEqual([]);
});
