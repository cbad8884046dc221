/** Redrive of many, and replay: what one batch takes, and that many of them end. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid } from '../../src/contract/ids.ts';
import type { Database, Sql } from '../../src/database/connect.ts';
import { firstIdAt } from '../../src/database/partitions.ts';
import { beginRedrive, type RedrivePlace, redriveBatch } from '../../src/deliveries/redrive.ts';
import { beginReplay, type ReplayPlace, replayBatch } from '../../src/deliveries/replay.ts';
import { listDeliveries } from '../../src/deliveries/store.ts';
import { publishEvents } from '../../src/events/publish.ts';
import { renderOlder } from '../../src/events/render.ts';
import { BATCH_ROWS, DELIVERIES_QUEUED } from '../../src/limits.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertDelivery, insertEndpoint } from '../fixtures/deliveries.ts';

let database: Database;
let sql: Sql;
let endpoint: string;
let tenant: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});
beforeEach(async () => {
  await sql`truncate delivery_queue, deliveries, attempts, events, renderings`;
  tenant = randomUUID();
  endpoint = await insertEndpoint(sql, tenant);
});

const inTransaction = <T>(action: (tx: Sql) => Promise<T>) =>
  sql.begin((tx) => action(tx as unknown as Sql)) as Promise<T>;
const waiting = async (of = endpoint) =>
  (await sql`select count(*)::int as n from delivery_queue where endpoint_id = ${of}`)[0]!.n as number;
const die = (event: string, reason = 'attempts_exhausted') =>
  sql`
    with gone as (delete from delivery_queue where event_id = ${event})
    update deliveries set ended_at = now() - interval '1 s', dead_reason = ${reason} where event_id = ${event}`;
/** Dead letters of an endpoint, as many at once. */
const insertLetters = (count: number, of = endpoint, owner = tenant) => sql`
  insert into deliveries (event_id, endpoint_id, tenant_id, dead_reason, ended_at)
  select id::uuid, ${of}, ${owner}, 'attempts_exhausted', now() - interval '1 s'
  from unnest(${Array.from({ length: count }, newUuid)}::text[]) as letter (id)`;

describe('a redrive of many', () => {
  /** Batches until the end; what waits is delivered between them, unless its endpoint takes nothing. */
  async function redriveAll(
    filters: Parameters<typeof redriveBatch>[2] = {},
    { stuck = [] as string[], most = 50 } = {},
  ): Promise<{ place: RedrivePlace; batches: number; outcome: string }> {
    let place = await beginRedrive(sql);
    for (let batches = 1; ; batches++) {
      const batch = await inTransaction((tx) => redriveBatch(tx, tenant, filters, place));
      ({ place } = batch);
      if (batch.outcome === 'done' || batches === most) return { place, batches, outcome: batch.outcome };
      await sql`delete from delivery_queue where not endpoint_id = any(${stuck})`;
      await sql`
        update deliveries d set ended_at = now() where ended_at is null
          and not exists (select from delivery_queue q where q.event_id = d.event_id and q.endpoint_id = d.endpoint_id)`;
    }
  }
  const dead = async () => (await sql`select count(*)::int as n from deliveries where dead_reason is not null`)[0]!.n;

  test('takes every dead letter once, in batches, in a round of its own', async () => {
    await insertLetters(BATCH_ROWS * 2 + 10);
    const { place, batches } = await redriveAll();
    expect(place).toMatchObject({ queued: BATCH_ROWS * 2 + 10, skipped: 0 });
    expect(batches).toBe(3);
    expect(await dead()).toBe(0);
    expect((await sql`select distinct round from deliveries`).map(({ round }) => round)).toEqual([1]);
  });

  test('leaves alone what is pending, delivered, of another tenant, and what died after it began', async () => {
    const [pending, delivered, late] = [1, 2, 3].map(() => insertDelivery(sql, tenant, endpoint));
    await sql`update deliveries set ended_at = now() where event_id = ${await delivered!}`;
    await sql`delete from delivery_queue where event_id = ${await delivered!}`;
    const other = randomUUID();
    await insertLetters(1, await insertEndpoint(sql, other), other);
    const place = await beginRedrive(sql);
    await die(await late!);
    await sql`update deliveries set ended_at = now() + interval '1 s' where event_id = ${await late!}`;
    const batch = await inTransaction((tx) => redriveBatch(tx, tenant, {}, place));
    expect(batch).toMatchObject({ outcome: 'done', due: [], place: { queued: 0, skipped: 0 } });
    expect(await waiting()).toBe(1);
    await pending;
  });

  test('is found beforehand by the same filters in the list', async () => {
    const event = await insertDelivery(sql, tenant, endpoint);
    const second = await insertDelivery(sql, tenant, await insertEndpoint(sql, tenant));
    await die(event);
    const count = async (filters: Parameters<typeof listDeliveries>[2]) =>
      (await listDeliveries(sql, tenant, filters, { limit: 10, after: undefined })).length;
    expect(await count({})).toBe(2);
    expect(await count({ state: 'dead' })).toBe(1);
    expect(await count({ state: 'pending' })).toBe(1);
    expect(await count({ endpointId: endpoint })).toBe(1);
    expect(await count({ eventId: second })).toBe(1);
    expect(await count({ type: 'image.canceled' })).toBe(2);
    expect(await count({ type: 'order.paid' })).toBe(0);
    expect(await count({ since: new Date(Date.now() - 60_000) })).toBe(2);
    expect(await count({ since: new Date(Date.now() + 60_000) })).toBe(0);
    expect(await count({ until: new Date(Date.now() - 60_000) })).toBe(0);
  });

  test('takes what the filters name', async () => {
    const event = await insertDelivery(sql, tenant, endpoint);
    const second = await insertDelivery(sql, tenant, await insertEndpoint(sql, tenant));
    await Promise.all([event, second].map((id) => die(id)));
    const count = async (filters: Parameters<typeof redriveBatch>[2]) => {
      const batch = await inTransaction(async (tx) => {
        const done = await redriveBatch(tx, tenant, filters, await beginRedrive(tx));
        await tx`select set_config('waybill.test', ${String(done.place.queued)}, false)`;
        throw Object.assign(new Error('back'), { queued: done.place.queued });
      }).catch((error: { queued: number }) => error);
      return (batch as { queued: number }).queued;
    };
    expect(await count({})).toBe(2);
    expect(await count({ endpointId: endpoint })).toBe(1);
    expect(await count({ eventId: second })).toBe(1);
    expect(await count({ type: 'image.canceled' })).toBe(2);
    expect(await count({ type: 'order.paid' })).toBe(0);
    expect(await count({ since: new Date(Date.now() - 60_000) })).toBe(2);
    expect(await count({ since: new Date(Date.now() + 60_000) })).toBe(0);
    expect(await count({ until: new Date(Date.now() - 60_000) })).toBe(0);
  });

  test('skips the letters of endpoints that are disabled or deleted, and says so', async () => {
    await insertLetters(5);
    await insertLetters(3, randomUUID()); // of one that has been deleted
    await insertLetters(2, await insertEndpoint(sql, tenant));
    await sql`update endpoints set disabled_reason = 'gone' where id = ${endpoint}`;
    const { place } = await redriveAll();
    expect(place).toMatchObject({ queued: 2, skipped: 8 });
  });

  test('has a few wait for an endpoint at once: it stays in place where all is full, and comes back where some is', async () => {
    await insertLetters(DELIVERIES_QUEUED + 500);
    const stuck = await redriveAll({}, { stuck: [endpoint], most: 8 });
    expect(stuck.outcome).toBe('full');
    expect(await waiting()).toBe(DELIVERIES_QUEUED);
    const healthy = await insertEndpoint(sql, tenant);
    await insertLetters(1_500, healthy);
    await redriveAll({}, { stuck: [endpoint], most: 8 });
    expect(await dead()).toBe(500); // those of the full one, which kept none of the others waiting
    const rest = await redriveAll();
    expect(rest).toMatchObject({ outcome: 'done', place: { queued: 500 } });
  });

  test('that has passed letters over comes back for them', async () => {
    const healthy = await insertEndpoint(sql, tenant);
    for (let n = 0; n < 5; n++) {
      await insertLetters(500);
      await insertLetters(200, healthy);
    }
    let place = await beginRedrive(sql);
    const takeUntil = async (wanted: string) => {
      for (let outcome = 'more'; outcome !== wanted; ) {
        const batch = await inTransaction((tx) => redriveBatch(tx, tenant, {}, place));
        ({ place, outcome } = batch);
      }
    };
    await takeUntil('full');
    expect(place).toMatchObject({ after: [], queued: DELIVERIES_QUEUED + 1_000 });
    await sql`truncate delivery_queue`;
    await takeUntil('done');
    expect(place.queued).toBe(3_500);
  });

  test('waits where nothing is left but what is full and what is gone', async () => {
    await insertLetters(DELIVERIES_QUEUED + 1);
    await insertLetters(1, randomUUID()); // of one that has been deleted
    const { outcome, batches } = await redriveAll({}, { stuck: [endpoint], most: 5 });
    expect(outcome).toBe('full');
    expect(batches).toBe(5);
  });

  test('does not keep the letters of one endpoint waiting behind those of a full one, however many they are', async () => {
    await insertLetters(DELIVERIES_QUEUED + BATCH_ROWS * 2);
    const healthy = await insertEndpoint(sql, tenant);
    await insertLetters(5, healthy);
    await redriveAll({}, { stuck: [endpoint], most: 10 });
    expect(await dead()).toBe(BATCH_ROWS * 2);
  });

  test('comes back for letters that another run has in hand: it may yet be rolled back', async () => {
    await insertLetters(10);
    const place = await beginRedrive(sql);
    let meanwhile: Awaited<ReturnType<typeof redriveBatch>> | undefined;
    const rolledBack = inTransaction(async (tx) => {
      await redriveBatch(tx, tenant, {}, place);
      meanwhile = await inTransaction((other) => redriveBatch(other, tenant, {}, place));
      throw new Error('another run goes on here');
    });
    await expect(rolledBack).rejects.toThrow('another run goes on here');
    expect(meanwhile).toMatchObject({ outcome: 'full', place: { queued: 0 } });
    const again = await inTransaction((tx) => redriveBatch(tx, tenant, {}, meanwhile!.place));
    expect(again).toMatchObject({ outcome: 'done', place: { queued: 10 } });
    expect(await dead()).toBe(0);
  });

  test('two at once take each letter once', async () => {
    await insertLetters(BATCH_ROWS);
    await insertLetters(BATCH_ROWS / 2, await insertEndpoint(sql, tenant));
    await Promise.all([redriveAll({}, { most: 10 }), redriveAll({}, { most: 10 })]);
    expect(await dead()).toBe(0);
    expect((await sql`select distinct round from deliveries`).map(({ round }) => round)).toEqual([1]);
  });
});

describe('a replay', () => {
  const HOUR_MS = 3_600_000;
  const TYPES = ['order.paid', 'shipment.updated'];
  const begin: ReplayPlace = {
    from: firstIdAt(new Date(Date.now() - HOUR_MS)),
    to: firstIdAt(new Date(Date.now() + HOUR_MS)),
    after: [],
    queued: 0,
    skipped: 0,
  };
  const replay = (types = TYPES, place = begin) =>
    inTransaction(async (tx) => {
      const batch = await replayBatch(tx, { tenantId: tenant, endpointId: endpoint, types }, place);
      await renderOlder(tx, batch.older);
      return batch;
    });
  const order = (over = {}) => ({
    tenantId: tenant,
    type: 'order.paid',
    subject: 's',
    correlationId: 'c',
    data: { order_id: '1', currency: 'EUR', total_amount: 1 },
    ...over,
  });
  const shipment = () =>
    order({
      type: 'shipment.updated',
      data: {
        shipment_id: 's',
        order_id: 'o',
        status: 'returned',
        parcels: [{ carrier: 'DHL', tracking_number: '1' }],
      },
    });

  test('delivers for the first time what there was no delivery for, in the version that the endpoint is pinned to', async () => {
    await publishEvents(sql, [order(), shipment()]);
    expect(await replay()).toMatchObject({ outcome: 'done', due: [endpoint], place: { queued: 2, skipped: 0 } });
    expect(await waiting()).toBe(2);
    const [rendered] = await sql`select body from renderings`;
    expect(JSON.parse(rendered!.body)).toMatchObject({ event_version: 1, data: { status: 'exception' } });
    // Byte for byte what publishing would have made of it.
    await sql`insert into subscriptions (tenant_id, pattern, endpoint_id) values (${tenant}, '*', ${endpoint})`;
    await publishEvents(sql, [shipment()]);
    const bodies = (await sql`select body from renderings order by event_id`).map(({ body }) =>
      (body as string).replace(/evt_\w+|"sequence":\d+|"occurred_at":"[^"]+"/g, ''),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  test('has what was delivered or died pending again, and leaves alone what is', async () => {
    await sql`insert into subscriptions (tenant_id, pattern, endpoint_id) values (${tenant}, '*', ${endpoint})`;
    await publishEvents(sql, [order(), order(), order()]);
    const [delivered, died] = (await sql`select event_id from deliveries order by event_id`).map(
      ({ event_id }) => event_id as string,
    );
    await sql`delete from delivery_queue where event_id = ${delivered!}`;
    await sql`update deliveries set ended_at = now() where event_id = ${delivered!}`;
    await die(died!);
    expect(await replay()).toMatchObject({ place: { queued: 2, skipped: 1 } });
    const rounds = await sql`
      select d.round, q.round as queued, d.ended_at, d.dead_reason
      from deliveries d join delivery_queue q using (event_id, endpoint_id) order by event_id`;
    expect(rounds.map(({ round, queued }) => [round, queued])).toEqual([
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
    for (const row of rounds) expect(row).toMatchObject({ ended_at: null, dead_reason: null });
  });

  test('takes neither other types, nor tests, nor what is outside of the range or of another tenant', async () => {
    const other = randomUUID();
    await sql`insert into tenants (id, name) values (${other}, 'other')`;
    await publishEvents(sql, [
      order(),
      shipment(),
      order({ recipient: await insertEndpoint(sql, tenant), isTest: true }),
      order({ tenantId: other }),
    ]);
    expect(await replay(['order.paid'])).toMatchObject({ place: { queued: 1 } });
    const past = { ...begin, to: firstIdAt(new Date(Date.now() - 60_000)) };
    expect(await replay(TYPES, past)).toMatchObject({ place: { queued: 0, skipped: 0 }, outcome: 'done' });
  });

  test('to an endpoint for callbacks repeats those that were made for it, and makes none', async () => {
    await sql`update endpoints set callback_origin = 'http://127.0.0.1:1' where id = ${endpoint}`;
    const event = await insertDelivery(sql, tenant, endpoint);
    await die(event);
    await publishEvents(sql, [
      order({ type: 'order.created', data: { order_id: '1', currency: 'EUR', total_amount: 1 } }),
    ]);
    expect(await replay(['image.canceled', 'order.created'])).toMatchObject({ place: { queued: 1, skipped: 0 } });
    expect(await waiting()).toBe(1);
  });

  test('begins with the first event of its range, and ends with what there is when it begins', async () => {
    await publishEvents(sql, [order()]);
    const [{ id }] = (await sql`select id from events`) as unknown as [{ id: string }];
    const year = 365 * 24 * HOUR_MS;
    const place = await beginReplay(sql, tenant, new Date(Date.now() - year), new Date(Date.now() + year));
    expect(place.from).toBe(id);
    expect(place.to <= firstIdAt(new Date())).toBe(true);
    const none = await beginReplay(sql, randomUUID(), new Date(Date.now() - year), new Date());
    expect(none.from).toBe(none.to);
  });

  test('has a few wait for the endpoint at once, and goes on from where it was', async () => {
    for (let n = 0; n < 5; n++)
      await publishEvents(
        sql,
        Array.from({ length: 500 }, () => order()),
      );
    let place = begin;
    let batch = await replay(TYPES, place);
    for (let n = 0; n < 5; n++) {
      ({ place } = batch);
      batch = await replay(TYPES, place);
    }
    expect(batch.outcome).toBe('full');
    expect(await waiting()).toBe(DELIVERIES_QUEUED);
    await sql`truncate delivery_queue`;
    batch = await replay(TYPES, place);
    expect(batch).toMatchObject({ outcome: 'done', place: { queued: 2_500 } });
    expect((await sql`select count(*)::int as n from deliveries`)[0]!.n).toBe(2_500);
  });
});
