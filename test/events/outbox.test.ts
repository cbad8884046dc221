/** The outbox for applications: what their transactions write is published once, in its order, and what is refused says why. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { toId, toUuid } from '../../src/contract/ids.ts';
import { connect, type Database, type Sql } from '../../src/database/connect.ts';
import type { Hints } from '../../src/database/hints.ts';
import { relay, startRelay } from '../../src/events/outbox.ts';
import type { Log } from '../../src/telemetry/log.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertEndpoint } from '../fixtures/deliveries.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { startService } from '../fixtures/service.ts';

let database: Database;
let sql: Sql;
const tenantId = randomUUID();
const tenant = toId('ten', tenantId);
let endpoint: string;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  endpoint = await insertEndpoint(sql, tenantId);
  await sql`insert into subscriptions (tenant_id, pattern, endpoint_id) values (${tenantId}, '*', ${endpoint})`;
});
beforeEach(async () => {
  await sql`truncate delivery_queue, deliveries, events, subject_counters, event_outbox`;
});

const DATA = { order_id: '4711', currency: 'EUR', total_amount: 4990 };
interface Row {
  tenant_id: string;
  type: string;
  subject: string;
  data: unknown;
  correlation_id: string | null;
}
/** @returns the row's id */
async function write(over: Partial<Row> = {}, into: postgres.ISql = sql): Promise<string> {
  const row = { tenant_id: tenant, type: 'order.paid', subject: '4711', data: DATA, correlation_id: 'c', ...over };
  const [written] = await into<{ id: string }[]>`
    insert into event_outbox (tenant_id, type, subject, data, correlation_id)
    values (${row.tenant_id}, ${row.type}, ${row.subject}, ${JSON.stringify(row.data)}::jsonb, ${row.correlation_id})
    returning id`;
  return written!.id;
}
const published = async () =>
  (await sql`select body from events order by (body::json->>'sequence')::int`).map(({ body }) => JSON.parse(body));
const waiting = async () => (await sql`select id, refused from event_outbox order by id`).map((row) => ({ ...row }));

/** A connection of its own. */
function other(): Database {
  const one = connect(database.url, { connections: 1, name: 'waybill test, another' });
  atEnd(() => one.close());
  return one;
}

test('what is much too big is refused without being read', async () => {
  await sql`
    insert into event_outbox (tenant_id, type, subject, data)
    select ${tenant}, 'order.paid', repeat('s', 10000000), jsonb_build_object('x', repeat('x', 10000000))
    from generate_series(1, 20)`;
  const good = await write();
  const before = process.resourceUsage().maxRSS;
  expect((await relay(sql)).refused).toHaveLength(20);
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(100_000); // KiB, of 400 MB
  expect((await waiting())[0]).toMatchObject({ refused: [{ pointer: '/data', code: 'too_big' }] });
  expect((await waiting()).map(({ id }) => id)).not.toContain(good);
});

test('a row becomes an event with its deliveries, and is gone', async () => {
  const id = await write({ correlation_id: null });
  expect(await relay(sql)).toEqual({ due: [endpoint], refused: [], isFull: false });
  expect(await published()).toMatchObject([
    { type: 'order.paid', event_version: 1, subject: '4711', sequence: 1, correlation_id: `outbox-${id}`, data: DATA },
  ]);
  expect(await sql`select 1 from delivery_queue`).toHaveLength(1);
  expect(await waiting()).toEqual([]);
});

test('a role that may do nothing but insert can write', async () => {
  const role = `app_${randomBytes(6).toString('hex')}`;
  await sql.unsafe(`create role ${role}; grant insert on event_outbox to ${role}`);
  await sql.begin(async (tx) => {
    await tx.unsafe(`set local role ${role}`);
    await tx`insert into event_outbox (tenant_id, type, subject, data)
      values (${tenant}, 'order.paid', '4711', ${JSON.stringify(DATA)}::jsonb)`;
    await expect(tx.savepoint((inner) => inner`select 1 from event_outbox`)).rejects.toThrow('permission denied');
  });
  await sql.unsafe(`drop owned by ${role}; drop role ${role}`);
  await relay(sql);
  expect(await published()).toHaveLength(1);
});

test.each(['README.md', 'CONTRIBUTING.md'])('the example of %s is published', async (file) => {
  const [example] = /^insert into event_outbox[^;]+;/m.exec(await readFile(file, 'utf8'))!;
  await sql.unsafe(example.replace(/ten_[^']+/, tenant));
  expect((await relay(sql)).refused).toEqual([]);
  expect(await published()).toHaveLength(1);
});

test('what an application rolls back is never told', async () => {
  await sql
    .begin(async (tx) => {
      await write({}, tx);
      throw null;
    })
    .catch(() => {});
  await relay(sql);
  expect(await published()).toEqual([]);
});

test('the events of a subject are counted in the order of their rows, in more than one round', async () => {
  await sql`
    insert into event_outbox (tenant_id, type, subject, data)
    select ${tenant}, 'order.paid', 's', ${JSON.stringify(DATA)}::jsonb || jsonb_build_object('n', n) from generate_series(1, 1100) n`;
  expect((await relay(sql)).isFull).toBe(true);
  expect((await relay(sql)).isFull).toBe(true);
  expect((await relay(sql)).isFull).toBe(false);
  const events = await published();
  expect(events.map(({ sequence, data }) => [sequence, data.n])).toEqual(
    Array.from({ length: 1100 }, (_, n) => [n + 1, n + 1]),
  );
});

test('rows of a transaction that commits late are not passed over', async () => {
  const late = other();
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let isWritten = () => {};
  const wrote = new Promise<void>((resolve) => {
    isWritten = resolve;
  });
  const transaction = late.sql.begin(async (tx) => {
    await write({ subject: 'late' }, tx);
    isWritten();
    await held;
  });
  await wrote;
  await write({ subject: 'soon' });
  await relay(sql);
  expect((await published()).map(({ subject }) => subject)).toEqual(['soon']);
  commit();
  await transaction;
  await relay(sql);
  expect((await published()).map(({ subject }) => subject).sort()).toEqual(['late', 'soon']);
});

describe('what is refused', () => {
  test.each<[string, Partial<Row>, string[]]>([
    ['a type that there is not', { type: 'order.lost' }, ['/type unknown_event_type']],
    ['a type that only the service tells', { type: 'image.processed' }, ['/type not_publishable']],
    ['data in parts', { data: { order_id: 'a' } }, ['/data/currency required', '/data/total_amount required']],
    ['data that are no object', { data: 7 }, ['/data invalid_type']],
    ['data over 64 KiB', { data: { ...DATA, note: 'x'.repeat(65_536) } }, ['/data too_big']],
    [
      'a member that would be lost',
      { data: JSON.parse(`{"__proto__":1,${JSON.stringify(DATA).slice(1)}`) },
      ['/data unstorable_name'],
    ],
    ['a subject that is empty', { subject: '' }, ['/subject too_small']],
    ['a subject that is too long', { subject: 'x'.repeat(256) }, ['/subject too_big']],
    ['a malformed correlation id', { correlation_id: 'a b' }, ['/correlation_id invalid_format']],
    ['a tenant that there is not', { tenant_id: toId('ten', randomUUID()) }, ['/tenant_id not_found']],
    [
      'a malformed tenant, and more',
      { tenant_id: tenantId, type: 'x' },
      ['/tenant_id not_found', '/type unknown_event_type'],
    ],
  ])('stays with its faults and holds up no other: %s', async (_, over, expected) => {
    const bad = await write(over);
    await write();
    expect((await relay(sql)).refused).toEqual([bad]);
    const [row, ...others] = await waiting();
    expect(others).toEqual([]);
    const { id, refused } = row as { id: string; refused: { pointer: string; code: string; detail: string }[] };
    expect([id, refused.map(({ pointer, code }) => `${pointer} ${code}`)]).toEqual([bad, expected]);
    expect(refused.every(({ detail }) => detail.length > 3)).toBe(true);
    expect(await published()).toHaveLength(1);
    expect(await relay(sql)).toEqual({ due: [], refused: [], isFull: false });
  });

  test.each<[string, string, string]>([
    ['a number that would become null', '{"note": 1e400}', '/data/note unstorable_number'],
    [
      'three thousand places below a long name',
      `{"${'k'.repeat(20_000)}": [${Array(3_000).fill('{"__proto__":1}').join()}]}`,
      '/data too_big',
    ],
  ])('as Postgres holds it: %s', async (_, more, expected) => {
    await write();
    await sql`update event_outbox set data = data || ${more}::text::jsonb`;
    await write();
    expect((await relay(sql)).refused).toHaveLength(1);
    const [{ refused }] = (await waiting()) as unknown as [{ refused: { pointer: string; code: string }[] }];
    expect(refused.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(expected);
    expect(refused.length).toBeLessThanOrEqual(100);
  });

  test('is tried again when it is no longer called refused', async () => {
    await write({ data: {} });
    await relay(sql);
    await sql`update event_outbox set refused = null`;
    expect((await relay(sql)).refused).toHaveLength(1);
    await sql`update event_outbox set refused = null, data = ${JSON.stringify(DATA)}::jsonb`;
    expect((await relay(sql)).refused).toEqual([]);
    expect(await published()).toHaveLength(1);
  });
});

describe('a relay', () => {
  const GATE = 4711;

  test.each([
    ['publishes', 'after insert on events'],
    ['deletes', 'before delete on event_outbox'],
    ['commits', 'commit'],
  ])('that is killed where it %s has done nothing, and the next one does all of it once', async (_, where) => {
    await write({ subject: 'a' });
    await write({ subject: 'a', data: {} });
    await write({ subject: 'a' });
    await sql.unsafe(`
      create or replace function wait_at_gate() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock_shared(${GATE}); return coalesce(new, old); end $$;
      create ${where === 'commit' ? 'constraint trigger gate after delete on event_outbox initially deferred' : `trigger gate ${where}`}
        for each row execute function wait_at_gate()`);
    const gate = other();
    await gate.sql`select pg_advisory_lock(${GATE})`;
    const killed = other();
    const dying = relay(killed.sql).then(
      () => 'committed',
      () => 'killed',
    );
    let pid: number | undefined;
    while (!pid) {
      const [backend] = await sql`
        select pid from pg_locks
        where locktype = 'advisory' and objid = ${GATE} and not granted
          and database = (select oid from pg_database where datname = current_database())`;
      pid = backend?.pid;
    }
    // Another one meanwhile does nothing, and does not wait.
    expect(await relay(sql)).toEqual({ due: [], refused: [], isFull: false });
    await sql`select pg_terminate_backend(${pid})`;
    expect(await dying).toBe('killed');
    await gate.sql`select pg_advisory_unlock(${GATE})`;
    expect(await published()).toEqual([]);
    await sql.unsafe(`drop trigger gate on ${where.includes('events') ? 'events' : 'event_outbox'}`);

    await vi.waitFor(async () => expect((await relay(sql)).refused).toHaveLength(1));
    expect((await published()).map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(await waiting()).toHaveLength(1);
    await relay(sql);
    expect(await published()).toHaveLength(2);
  });

  test('and nine others at once, with rows coming in, publish each row once and in order', async () => {
    const relays = Array.from({ length: 10 }, other);
    let isOver = false;
    const relaying = relays.map(async (one) => {
      while (!isOver) await relay(one.sql);
    });
    for (let n = 0; n < 200; n++) await write({ subject: `${n % 3}`, data: { ...DATA, n } });
    while ((await waiting()).length > 0) await sleep(10);
    isOver = true;
    await Promise.all(relaying);
    const events = await published();
    expect(events).toHaveLength(200);
    for (const subject of ['0', '1', '2']) {
      const own = events.filter((event) => event.subject === subject);
      expect(own.map(({ sequence }) => sequence)).toEqual(own.map((_, n) => n + 1));
      expect(own.map(({ data }) => data.n)).toEqual(own.map((_, n) => 3 * n + Number(subject)));
    }
  });

  test('hints after the commit, logs what it refuses by its id alone, and goes on after an error', async () => {
    const hinted: string[] = [];
    const lines: unknown[] = [];
    const hints = { publish: (_: string, ids: string[]) => hinted.push(...ids) } as unknown as Hints;
    const log = { warn: (...line: unknown[]) => lines.push(line) } as unknown as Log;
    let isBroken = true;
    const flaky = new Proxy(sql, {
      apply: (target, self, args) => {
        if (!isBroken) return Reflect.apply(target, self, args);
        isBroken = false;
        return Promise.reject(new Error('broken'));
      },
    });
    const running = startRelay({ database: { ...database, sql: flaky }, hints, log });
    const id = await write({ data: { secret: 'to nobody' } });
    await write();
    await vi.waitFor(async () => expect(hinted).toEqual([endpoint]), 5_000);
    await running.stop();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toEqual([{ outbox_id: id }, expect.any(String)]);
    await write();
    await sleep(600);
    expect(await published()).toHaveLength(1);
  });
});

test('a row that an application commits is at the receiver soon', async () => {
  const service = await startService();
  const receiver = await startReceiver();
  await service.client.POST('/v1/webhook-endpoints', { body: { url: receiver.url, event_types: ['order.*'] } });
  const { data } = await service.client.GET('/v1/tenants');
  const { sql: theirs } = service.database;
  const at = Date.now();
  await theirs.begin((tx) => write({ tenant_id: data!.data[0]!.tenant_id }, tx));
  const [received] = await receiver.until(1);
  expect(received!.event).toMatchObject({ type: 'order.paid', subject: '4711', sequence: 1, data: DATA });
  expect(received!.at - at).toBeLessThan(2_000);
  const { data: event } = await service.client.GET('/v1/events/{event_id}', {
    params: { path: { event_id: received!.event.event_id } },
  });
  expect(event).toEqual(JSON.parse(received!.body));
  expect(toUuid(event!.event_id)).toMatch(/-7/);
});
