/** `POST /v1/events` and what is shown of events: one statement for many calls, each whole or not at all. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { events } from '../../generated/contract.ts';
import { newUuid, toId, toUuid } from '../../src/contract/ids.ts';
import type { Call } from '../../src/contract/operations.ts';
import type { EventContract } from '../../src/contract/shape.ts';
import type { Sql, SqlRunner } from '../../src/database/connect.ts';
import { createHints } from '../../src/database/hints.ts';
import { createAcceptEvents } from '../../src/events/accept.ts';
import { relay } from '../../src/events/outbox.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { startServer } from '../../src/server.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { asFirstTenant, type Service, startService } from '../fixtures/service.ts';

let service: Service;
let sql: Sql;
/** Two servers on one database. */
const urls: string[] = [];
let tenantId: string;
beforeAll(async () => {
  service = await startService({ works: false });
  sql = service.database.sql;
  const log = createLog({ level: 'silent' });
  const second = await startServer({ config: service.config, databaseUrl: service.database.url, log });
  atEnd(() => second.stop());
  urls.push(service.url, `http://127.0.0.1:${second.port}`);
  tenantId = (await sql`select id from tenants`)[0]!.id;
});
beforeEach(async () => {
  await sql`truncate delivery_queue, deliveries, events, subject_counters, event_outbox, idempotency_keys`;
});

const paid = (subject = '4711', over: object = {}) => ({
  type: 'order.paid',
  subject,
  data: { order_id: subject, currency: 'EUR', total_amount: 4990 },
  ...over,
});

async function publish(body: unknown, headers: Record<string, string> = {}, url = service.url) {
  const response = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { ...asFirstTenant, 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
const stored = async () => Number((await sql`select count(*) as n from events`)[0]!.n);
const faults = (body: { errors: { pointer: string; code: string }[] }) =>
  body.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort();

describe('an event', () => {
  test('is stored in its newest version, with a delivery for each endpoint, before 202 is said', async () => {
    await service.client.POST('/v1/webhook-endpoints', {
      body: { url: 'https://hooks.example.com/', event_types: ['order.*'] },
    });
    const { status, body } = await publish(paid(), { 'X-Correlation-Id': 'order-4711' });
    expect(status).toBe(202);
    expect(body).toEqual({
      event_id: expect.stringMatching(/^evt_/),
      type: 'order.paid',
      event_version: 1,
      subject: '4711',
      occurred_at: expect.stringMatching(/Z$/),
      correlation_id: 'order-4711',
    });
    const [row] = await sql`
      select e.body, e.tenant_id, q.event_id from events e join delivery_queue q on q.event_id = e.id
      where e.id = ${toUuid(body.event_id)}`;
    expect(row!.tenant_id).toBe(tenantId);
    expect(JSON.parse(row!.body)).toEqual({ ...body, sequence: 1, data: paid().data });
  });

  test('has the id of the call for its correlation id, when none is given', async () => {
    const { body, headers } = await publish(paid());
    expect(body.correlation_id).toBe(headers.get('x-request-id'));
  });

  test('may say more than its schema does, and is given back whole', async () => {
    const data = { ...paid().data, note: { a: [1.5, null, '猫'] } };
    const { body } = await publish(paid('4711', { data }));
    const shown = await service.client.GET('/v1/events/{event_id}', { params: { path: { event_id: body.event_id } } });
    expect(shown.data).toEqual({ ...body, sequence: 1, data });
  });
});

test('the newest example of every publishable type is accepted', async () => {
  const publishable = Object.entries<EventContract>(events).filter(([, type]) => type.publishable);
  expect(publishable.map(([type]) => type).sort()).toEqual(['order.created', 'order.paid', 'shipment.updated']);
  for (const [type, { newest, versions }] of publishable) {
    expect(versions[newest]!.examples.length).toBeGreaterThan(0);
    for (const { subject, data } of versions[newest]!.examples as { subject: string; data: object }[]) {
      const { status, body } = await publish({ type, subject, data });
      expect([status, body.event_version]).toEqual([202, newest]);
    }
  }
});

describe('a batch', () => {
  test('is answered in its order, and of one subject counted in it', async () => {
    const subjects = ['a', 'b', 'a', 'a', 'b'];
    const { status, body } = await publish(subjects.map((subject) => paid(subject)));
    expect(status).toBe(202);
    expect(body.data.map(({ subject }: { subject: string }) => subject)).toEqual(subjects);
    const sequences: Record<string, number> = Object.fromEntries(
      (await sql`select id, sequence::int from events`).map(({ id, sequence }) => [toId('evt', id), sequence]),
    );
    expect(body.data.map(({ event_id }: { event_id: string }) => sequences[event_id])).toEqual([1, 1, 2, 3, 2]);
  });

  test('of a hundred is taken, of none or more refused', async () => {
    const answers = await Promise.all(
      [100, 0, 101].map((length) => publish(Array.from({ length }, (_, n) => paid(`${n}`)))),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 422, 422]);
    expect(await stored()).toBe(100);
  });

  test('with one event that is wrong publishes none, and uses no key up', async () => {
    const bad = paid('b', { data: { order_id: 'b', currency: 'EUR' } });
    const refused = await publish([paid('a'), bad, paid('c')], { 'Idempotency-Key': 'mended' });
    expect([refused.status, faults(refused.body)]).toEqual([422, ['/1/data/total_amount required']]);
    expect(await stored()).toBe(0);
    expect(await sql`select 1 from subject_counters`).toHaveLength(0);
    expect((await publish([paid('a')], { 'Idempotency-Key': 'mended' })).status).toBe(202);
  });

  test('that the database refuses half-way leaves nothing', async () => {
    // The second event is refused where it is stored, when the first has been counted.
    await sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$;
      create trigger refuse before insert on events for each row when (new.subject = 'poison') execute function refuse()`);
    const [bad, good] = await Promise.all([publish([paid('a'), paid('poison')]), publish(paid('b'))]);
    await sql`drop trigger refuse on events`;
    expect([bad.status, good.status]).toEqual([500, 202]);
    expect(await sql`select subject from subject_counters`).toEqual([{ subject: 'b' }]);
    expect(await stored()).toBe(1);
  });

  test('is replayed whole, and fifty at once with one key are one', async () => {
    const batch = [paid('a'), paid('b')];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => publish(batch, { 'Idempotency-Key': 'fifty' }, urls[n % 2])),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(49);
    expect(await stored()).toBe(2);
  });
});

describe('every fault is told at once, at its place', () => {
  test.each<[string, unknown, string[]]>([
    ['a type that there is not', paid('a', { type: 'order.lost' }), ['/type unknown_event_type']],
    ['a type named as what objects have', paid('a', { type: 'constructor' }), ['/type unknown_event_type']],
    ['a type that only the service tells', paid('a', { type: 'image.processed' }), ['/type not_publishable']],
    ['a subject that is empty', paid(''), ['/data/order_id too_small', '/subject too_small']],
    [
      'data in parts',
      paid('a', { data: { currency: 'euro' } }),
      ['/data/currency invalid_format', '/data/order_id required', '/data/total_amount required'],
    ],
    ['data that are no object', paid('a', { data: [] }), ['/data invalid_type']],
    ['no data', { type: 'order.paid', subject: 'a' }, ['/data required']],
    ['nothing', {}, ['/data required', '/subject required', '/type required']],
    ['a member too many', { ...paid(), sequence: 7 }, ['/sequence unrecognized']],
    ['neither', '"order.paid"', [' invalid_type']],
    ['null', 'null', [' invalid_type']],
    [
      'some of each in a batch, with what its schema says',
      [
        paid(),
        paid('b', { type: 'nothing.at_all' }),
        { type: 'order.paid', subject: 7, data: { currency: 'x' } },
        null,
        paid('', { extra: 1 }),
      ],
      [
        '/1/type unknown_event_type',
        '/2/data/currency invalid_format',
        '/2/data/order_id required',
        '/2/data/total_amount required',
        '/2/subject invalid_type',
        '/3 invalid_type',
        '/4/data/order_id too_small',
        '/4/extra unrecognized',
        '/4/subject too_small',
      ],
    ],
    [
      'NUL and lone surrogates, and what else is wrong',
      [paid('a\0'), paid('b', { data: { order_id: 'b', currency: 'EUR', note: ['\ud800'] } })],
      [
        '/0/data/order_id unstorable_text',
        '/0/subject unstorable_text',
        '/1/data/note/0 unstorable_text',
        '/1/data/total_amount required',
      ],
    ],
    [
      'more than 64 KiB, and what else is wrong',
      paid('a', { data: { note: 'x'.repeat(65_536) } }),
      ['/data too_big', '/data/currency required', '/data/order_id required', '/data/total_amount required'],
    ],
    [
      'what is nested too deeply',
      `{"type":"order.paid","subject":"a","data":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
      ['/data too_deep'],
    ],
  ])('%s', async (_, body, expected) => {
    const { status, body: answer } = await publish(body, { 'Idempotency-Key': randomUUID() });
    expect([status, faults(answer)]).toEqual([422, expected]);
    expect(await stored()).toBe(0);
  });

  test('of ten thousand events no more are looked at than a call may bring', async () => {
    const { status, body } = await publish(
      Array.from({ length: 10_000 }, () => ({ type: 'a', subject: '', data: {} })),
    );
    expect(status).toBe(422);
    expect(body.errors).toHaveLength(100);
  });
});

describe('calls of one turn', () => {
  const encryption = createEncryption([randomBytes(32)]);
  /** What accepts, over a connection that the test has its hands on. */
  function acceptOver(send: (statement: () => Promise<unknown>) => Promise<unknown>) {
    const { database } = service;
    const hints = createHints(database.url);
    atEnd(() => hints.close());
    const over = new Proxy(database.sql, {
      apply: (target, self, [text, ...values]) => {
        const statement = Reflect.apply(target, self, [text, ...values]);
        return Array.isArray(text) && text.join('').includes('accepted as') ? send(() => statement) : statement;
      },
    });
    const accept = createAcceptEvents({ database: { ...database, sql: over }, encryption, hints });
    return (body: unknown, key?: string) =>
      accept({
        body,
        headers: { 'Idempotency-Key': key },
        route: 'post /v1/events',
        path: '/v1/events',
        caller: { keyId: randomUUID(), tenantId, scopes: [] },
        callId: randomUUID(),
      } as unknown as Call<'publishEvents'>);
  }

  test('share a statement, up to 64 events; more than that are one by themselves', async () => {
    let statements = 0;
    const accept = acceptOver((statement) => {
      statements += 1;
      return statement();
    });
    const batchOf = (length: number) => Array.from({ length }, (_, n) => paid(`${n}`));
    await Promise.all(Array.from({ length: 64 }, () => accept(paid())));
    expect(statements).toBe(1);
    await Promise.all([accept(batchOf(40)), accept(batchOf(40)), accept(batchOf(24))]);
    expect(statements).toBe(3); // 40 and 24, then 40
    await Promise.all([accept(paid()), accept(batchOf(100)), accept(paid())]);
    expect(statements).toBe(5); // the two, then the hundred
    expect(await stored()).toBe(64 + 104 + 102);
  });

  test('whose answer was lost are known by their events, and published once', async () => {
    let isCut = false;
    const accept = acceptOver(async (statement) => {
      const reply = await statement();
      if (isCut) return reply;
      isCut = true;
      throw Object.assign(new Error('cut'), { code: 'CONNECTION_CLOSED' });
    });
    const replies = await Promise.all([accept(paid('a')), accept([paid('a'), paid('b')]), accept(paid('c'), 'cut')]);
    expect(replies.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(await stored()).toBe(4);
    const bodies = replies.flatMap(({ body }) => ('data' in body ? body.data : [body]));
    expect(bodies.map(({ event_id }) => toUuid(event_id)).sort()).toEqual(
      (await sql`select id from events`).map(({ id }) => id).sort(),
    );
  });

  test('that wait for a subject are told to try again, not that their key is in use', async () => {
    await sql
      .begin(async (tx) => {
        await tx`insert into subject_counters values (${tenantId}, 'held', 1)`;
        const { status, body } = await publish(paid('held'), { 'Idempotency-Key': 'of-held' });
        expect([status, body.type]).toEqual([503, expect.stringMatching(/unavailable$/)]);
        throw null;
      })
      .catch((error) => expect(error).toBeNull());
    expect((await publish(paid('held'), { 'Idempotency-Key': 'of-held' })).status).toBe(202);
  });

  test('that wait for a subject keep no others waiting but those of their batch, however many they are', async () => {
    const held: ReturnType<typeof publish>[] = [];
    await sql.begin(async (tx) => {
      await tx`insert into subject_counters values (${tenantId}, 'held', 1)`;
      for (let n = 0; n < 5; n++) {
        held.push(publish(paid('held')));
        await sleep(50); // each would be a batch
      }
      const startedAt = Date.now();
      expect((await publish(paid('free'))).status).toBe(202);
      expect(Date.now() - startedAt).toBeLessThan(1_000);
    });
    for (const { status } of await Promise.all(held)) expect(status).toBe(202);
    expect((await sql`select last from subject_counters where subject = 'held'`)[0]).toEqual({ last: '6' });
  });

  test('that wait for their key are told that it is in use', async () => {
    await sql
      .begin(async (tx) => {
        await tx`insert into idempotency_keys values (${tenantId}, 'post /v1/events', 'busy', '', '', now())`;
        const { status, body } = await publish(paid(), { 'Idempotency-Key': 'busy' });
        expect([status, body.type]).toEqual([409, expect.stringMatching(/idempotency-in-progress$/)]);
        throw null;
      })
      .catch((error) => expect(error).toBeNull());
  });
});

/** Publishes while somebody holds a lock that it needs, and looks whether it holds the counter of `free` meanwhile. */
async function holdsWhileItWaits(
  hold: (tx: SqlRunner) => Promise<unknown>,
  call: () => Promise<unknown>,
  free: string,
) {
  let publishing: Promise<unknown> | undefined;
  const holds = await sql.begin(async (tx) => {
    await hold(tx);
    publishing = call();
    await vi.waitFor(async () => {
      const waiting = await sql`
          select 1 from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and application_name = 'waybill server'`;
      expect(waiting).toHaveLength(1);
    });
    const counter = await sql`select 1 from subject_counters where subject = ${free} for update skip locked`;
    return counter.length === 0;
  });
  await publishing;
  return holds;
}

describe('locks are taken in one order', () => {
  beforeEach(async () => {
    await publish([paid('a'), paid('b')]);
  });

  test('counters by their subjects, whatever the order of a batch', async () => {
    const hold = (tx: SqlRunner) => tx`select 1 from subject_counters where subject = 'a' for update`;
    expect(await holdsWhileItWaits(hold, () => publish([paid('b'), paid('a')]), 'b')).toBe(false);
    expect(await stored()).toBe(4);
  });

  test('keys before counters', async () => {
    const hold = (tx: SqlRunner) =>
      tx`insert into idempotency_keys values (${tenantId}, 'post /v1/events', 'first', '', '', now() - interval '2 days')`;
    expect(await holdsWhileItWaits(hold, () => publish(paid('b'), { 'Idempotency-Key': 'first' }), 'b')).toBe(false);
    expect(await stored()).toBe(3);
  });
});

test('single calls, batches and the outbox, over two servers at once, leave no gap and no double, and none fails', async () => {
  const subjects = ['a', 'b', 'c', 'd', 'e', 'f'];
  const tenant = toId('ten', tenantId);
  const single = (n: number) => publish(paid(subjects[n % 6]!), {}, urls[n % 2]);
  const batch = (n: number) => {
    const order = n % 2 === 0 ? subjects : subjects.toReversed();
    return publish(
      order.map((subject) => paid(subject)),
      { 'Idempotency-Key': `batch-${n}` },
      urls[(n >> 1) % 2],
    );
  };
  const write = async (n: number) => {
    const rows = subjects.map((subject) => ({ tenant_id: tenant, ...paid(subject), correlation_id: `row-${n}` }));
    await sql`insert into event_outbox ${sql(rows.map((row) => ({ ...row, data: JSON.stringify(row.data) })) as never)}`;
    await relay(sql);
  };
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, n) => [single(n), batch(n), n % 4 === 0 ? write(n) : undefined]).flat(),
  );
  expect(new Set(answers.filter((answer) => answer).map((answer) => answer!.status))).toEqual(new Set([202]));
  while ((await relay(sql)).isFull || (await sql`select 1 from event_outbox`).length > 0);
  const rows = await sql`
    select subject, array_agg(sequence::int order by sequence) as sequences from events group by 1 order by 1`;
  expect(rows.map(({ subject }) => subject)).toEqual(subjects);
  for (const { sequences } of rows) expect(sequences).toEqual(Array.from({ length: 20 + 120 + 30 }, (_, n) => n + 1));
  expect(await sql`select 1 from pg_stat_database where datname = current_database() and deadlocks > 0`).toHaveLength(
    0,
  );
});

test('who keeps the highest sequence of a subject ends right, whatever the order of arrival', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.infiniteStream(fc.nat()),
      async (batches, chance) => {
        await sql`truncate events, subject_counters`;
        const last: Record<string, number> = {};
        let amount = 0;
        for (const subjects of batches) {
          const batch = subjects.map((subject) => {
            last[subject] = ++amount;
            return paid(subject, { data: { order_id: subject, currency: 'EUR', total_amount: amount } });
          });
          expect((await publish(batch)).status).toBe(202);
        }
        // Every event arrives, some of them twice, in any order.
        const sent = (await sql`select body from events`).map(({ body }) => JSON.parse(body));
        const arriving = [...sent, ...sent.filter(() => chance.next().value! % 3 === 0)]
          .map((event) => ({ event, at: chance.next().value! }))
          .toSorted((a, b) => a.at - b.at);
        const kept: Record<string, { sequence: number; amount: number }> = {};
        for (const { event } of arriving)
          if (event.sequence > (kept[event.subject]?.sequence ?? 0))
            kept[event.subject] = { sequence: event.sequence, amount: event.data.total_amount };
        expect(Object.fromEntries(Object.entries(kept).map(([subject, { amount }]) => [subject, amount]))).toEqual(
          last,
        );
      },
    ),
    { numRuns: 40 },
  );
});

describe('the events of a tenant', () => {
  const list = (query: object = {}) => service.client.GET('/v1/events', { params: { query } });
  const idsOf = (page: Awaited<ReturnType<typeof list>>) => page.data!.data.map(({ event_id }) => event_id);

  test('are listed newest first, in pages that do not shift', async () => {
    for (let n = 0; n < 5; n++) await publish(paid(`${n}`));
    const all = idsOf(await list());
    expect(all).toEqual(all.toSorted().toReversed());
    const first = await list({ limit: 2 });
    await publish(paid('later'));
    const second = await list({ limit: 2, cursor: first.data!.next_cursor! });
    const third = await list({ limit: 2, cursor: second.data!.next_cursor! });
    expect([first, second, third].flatMap(idsOf)).toEqual(all);
    expect(third.data!.next_cursor).toBeNull();
  });

  test('are found by type, subject, correlation id and time', async () => {
    const { body: one } = await publish(paid('猫 &?=/'), { 'X-Correlation-Id': 'corr-1' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { body: other } = await publish({ ...paid('b'), type: 'order.created' }, { 'X-Correlation-Id': 'corr-2' });
    const found = async (query: object) => idsOf(await list(query));
    expect(await found({ type: 'order.paid' })).toEqual([one.event_id]);
    expect(await found({ subject: '猫 &?=/' })).toEqual([one.event_id]);
    expect(await found({ correlation_id: 'corr-2' })).toEqual([other.event_id]);
    expect(await found({ since: other.occurred_at })).toEqual([other.event_id]);
    expect(await found({ until: other.occurred_at })).toEqual([one.event_id]);
    expect(await found({ type: 'order.paid', correlation_id: 'corr-2' })).toEqual([]);
    expect((await fetch(`${service.url}/v1/events?subject=a%00`, { headers: asFirstTenant })).status).toBe(400);
  });

  test('are shown though they are tests, or told to one endpoint only; of another tenant there is none', async () => {
    const [mine, theirs] = [newUuid(), newUuid()];
    const body = {
      event_id: toId('evt', mine),
      type: 'order.paid',
      event_version: 1,
      occurred_at: '2026-11-22T00:00:00.000Z',
    };
    for (const [id, tenant] of [
      [mine, tenantId],
      [theirs, randomUUID()],
    ] as const)
      await sql`
        insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, recipient, body)
        values (${id}, ${tenant}, 'order.paid', 1, 's', 1, 'c', ${randomUUID()},
          ${JSON.stringify({ ...body, subject: 's', sequence: 1, correlation_id: 'c', test: true, data: {} })})`;
    const get = (id: string) =>
      service.client.GET('/v1/events/{event_id}', { params: { path: { event_id: toId('evt', id) } } });
    expect((await get(mine)).data).toMatchObject({ test: true });
    expect((await get(theirs)).response.status).toBe(404);
    expect(idsOf(await list())).toEqual([toId('evt', mine)]);
  });

  test('that have expired are gone, and later unknown', async () => {
    const get = async (days: number) => {
      const hex = (Date.now() - days * 86_400_000).toString(16).padStart(12, '0');
      const event_id = toId('evt', `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`);
      return (await service.client.GET('/v1/events/{event_id}', { params: { path: { event_id } } })).response.status;
    };
    expect([await get(1), await get(31), await get(61)]).toEqual([404, 410, 404]);
  });
});
