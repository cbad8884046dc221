/** Publishing: events, their sequence and their deliveries in one statement, in the caller's transaction. */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid, toId } from '../../src/contract/ids.ts';
import type { Database, Sql } from '../../src/database/connect.ts';
import { firstIdAt } from '../../src/database/partitions.ts';
import { covers, patternsOf } from '../../src/events/catalogue.ts';
import { type EventDraft, EventRefused, publishEvents } from '../../src/events/publish.ts';
import { dropCountersOfRequests } from '../../src/events/store.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertEndpoint } from '../fixtures/deliveries.ts';

let database: Database;
let sql: Sql;
const tenant = randomUUID();
beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});
beforeEach(async () => {
  await sql`truncate delivery_queue, deliveries, events, subject_counters`;
  await sql`delete from endpoints`;
});

const draft = (over: Partial<EventDraft> = {}): EventDraft => {
  const request_id = toId('req', newUuid());
  return {
    tenantId: tenant,
    type: 'image.canceled',
    subject: request_id,
    correlationId: 'order-4711',
    data: { request_id, status: 'canceled', status_url: 'http://waybill.example/v1/requests/x' },
    ...over,
  };
};
const subscribe = async (pattern: string, of = tenant) => {
  const endpoint = await insertEndpoint(sql, of);
  await sql`insert into subscriptions (tenant_id, pattern, endpoint_id) values (${of}, ${pattern}, ${endpoint})`;
  return endpoint;
};

describe('a pattern', () => {
  test.each([
    ['image.canceled', 'image.canceled', true],
    ['image.*', 'image.canceled', true],
    ['*', 'image.canceled', true],
    ['image', 'image.canceled', false],
    ['image.*', 'image', false],
    ['im.*', 'image.canceled', false],
    ['a.*', 'a.b.c', true],
    ['a.b.*', 'a.b.c', true],
    ['a.b', 'a.b.c', false],
    ['*', 'endpoint.disabled', false],
    ['endpoint.*', 'endpoint.disabled', true],
    ['delivery.dead_lettered', 'delivery.dead_lettered', true],
  ])('%s covers %s: %s', (pattern, type, expected) => {
    expect(covers(pattern, type)).toBe(expected);
  });

  test('all that cover a type are known beforehand', () => {
    expect(patternsOf('a.b.c')).toEqual(['*', 'a.*', 'a.b.*', 'a.b.c']);
    expect(patternsOf('secret.rotated')).toEqual(['secret.*', 'secret.rotated']);
  });
});

test('an event is stored as the body that is sent', async () => {
  const [one] = [draft({ subject: 'quotes " and \\\\ and 猫' })];
  await publishEvents(sql, [one!]);
  const [row] = await sql`select id, body, sequence::int from events`;
  expect(JSON.parse(row!.body)).toEqual({
    event_id: toId('evt', row!.id),
    type: 'image.canceled',
    event_version: 1,
    occurred_at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    subject: one!.subject,
    sequence: 1,
    correlation_id: 'order-4711',
    data: one!.data,
  });
});

test('of a batch each event has its place in the sequence of its subject, in order', async () => {
  await publishEvents(sql, [draft({ subject: 'a' }), draft({ subject: 'b' }), draft({ subject: 'a' })]);
  await publishEvents(sql, [draft({ subject: 'a' })]);
  const rows = await sql`select subject, sequence::int, (body::json->>'sequence')::int as told from events`;
  expect(rows.map(({ subject, sequence }) => `${subject}${sequence}`).sort()).toEqual(['a1', 'a2', 'a3', 'b1']);
  expect(rows.every(({ sequence, told }) => sequence === told)).toBe(true);
});

test('those of a batch sort in its order, within a millisecond too', async () => {
  await publishEvents(
    sql,
    Array.from({ length: 50 }, () => draft({ subject: 'a' })),
  );
  const rows = await sql`select sequence::int from events order by id`;
  expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
});

test('fifty publishers at once leave no gap and no double, and wait for each other in one order', async () => {
  const subjects = ['a', 'b', 'c', 'd'];
  await Promise.all(
    Array.from({ length: 50 }, (_, n) => {
      const order = n % 2 === 0 ? subjects : subjects.toReversed();
      return sql.begin((tx) =>
        publishEvents(
          tx as unknown as Sql,
          order.map((subject) => draft({ subject })),
        ),
      );
    }),
  );
  const rows = await sql`select subject, array_agg(sequence::int order by sequence) as sequence from events group by 1`;
  for (const { sequence } of rows) expect(sequence).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
});

test('each endpoint gets one delivery and one queue row, whatever of its patterns match', async () => {
  const [exact, all] = [await subscribe('image.canceled'), await subscribe('*')];
  await sql`insert into subscriptions (tenant_id, pattern, endpoint_id) values (${tenant}, 'image.*', ${all})`;
  await subscribe('image.failed');
  await subscribe('*', randomUUID());
  const due = await publishEvents(sql, [draft(), draft()]);
  expect(due.toSorted()).toEqual([exact, all].toSorted());
  const rows = await sql`
    select d.endpoint_id, count(*)::int as n from deliveries d join delivery_queue q using (event_id, endpoint_id) group by 1`;
  expect(rows.map(({ endpoint_id, n }) => [endpoint_id, n]).sort()).toEqual(
    [
      [exact, 2],
      [all, 2],
    ].sort(),
  );
});

test('an endpoint that is disabled gets none', async () => {
  const endpoint = await subscribe('*');
  await sql`update endpoints set disabled_reason = 'gone' where id = ${endpoint}`;
  expect(await publishEvents(sql, [draft()])).toEqual([]);
});

test("an application's own transaction will do, on a connection that knows nothing of ours", async () => {
  const endpoint = await subscribe('*');
  const theirs = postgres(database.url, { max: 1 });
  expect(await theirs.begin((tx) => publishEvents(tx, [draft()]))).toEqual([endpoint]);
  await theirs.end();
});

test('what is rolled back leaves neither event nor delivery', async () => {
  await subscribe('*');
  await expect(
    sql.begin(async (tx) => {
      await publishEvents(tx as unknown as Sql, [draft()]);
      throw new Error('the change failed');
    }),
  ).rejects.toThrow('the change failed');
  const [counts] = await sql`
    select (select count(*) from events) + (select count(*) from deliveries) + (select count(*) from delivery_queue) as n`;
  expect(counts!.n).toBe('0');
});

test('what there is no type for, and a subject that cannot be stored, are refused at their place', async () => {
  const [type, subject] = [{ type: 'order.lost' }, { subject: 'a\0' }];
  await expect(publishEvents(sql, [draft(type)])).rejects.toMatchObject({ faults: [{ pointer: '/type' }] });
  await expect(publishEvents(sql, [draft(subject)])).rejects.toMatchObject({ faults: [{ pointer: '/subject' }] });
});

test.each([
  ['a member that its schema does not know as that', { status: 'done' }, '/data/status'],
  ['NUL', { status_url: 'http://x/\0' }, '/data/status_url'],
  ['a lone surrogate', { note: '\ud800' }, '/data/note'],
  ['more than 64 KiB', { note: 'x'.repeat(65_536) }, '/data'],
])('data with %s are refused at their place, and nothing is stored', async (_, data, pointer) => {
  const one = draft();
  const refused = publishEvents(sql, [draft(), { ...one, data: { ...one.data, ...data } }]);
  await expect(refused).rejects.toThrow(EventRefused);
  await refused.catch((error: EventRefused) => expect(error.faults.map((fault) => fault.pointer)).toContain(pointer));
  expect(await sql`select 1 from events`).toHaveLength(0);
});

test('the counter of a request goes when its id is forgotten; those of other subjects stay, whatever they are called', async () => {
  const idAt = (daysAgo: number) => toId('req', firstIdAt(new Date(Date.now() - daysAgo * 86_400_000)));
  const [old, young] = [idAt(61), idAt(59)];
  const others = ['req_0001', 'req_', 'order 1', old.replace('req_', 'res_')];
  const [tenant] = await sql`insert into tenants (id, name) values (gen_random_uuid(), 'counters') returning id`;
  for (const subject of [old, young, ...others])
    await sql`insert into subject_counters (tenant_id, subject, last) values (${tenant!.id}, ${subject}, 1)`;
  expect(await dropCountersOfRequests(sql, new Date())).toBe(1);
  const left = await sql`select subject from subject_counters where tenant_id = ${tenant!.id}`;
  expect(left.map(({ subject }) => subject).sort()).toEqual([young, ...others].sort());
});
