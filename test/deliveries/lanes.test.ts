/**
 * The protocol of lanes on real Postgres, one interleaving a test: each was a lost or a doubled delivery once. The names in
 * brackets are the amendments of test/model/lanes.pml.
 */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid } from '../../src/contract/ids.ts';
import type { Database, Sql } from '../../src/database/connect.ts';
import { endExpired, endUnserved } from '../../src/deliveries/end.ts';
import {
  type ClaimedDelivery,
  claim,
  findDueLanes,
  type Next,
  noteLanes,
  record,
  type TakenLane,
  takeLanes,
} from '../../src/deliveries/queue.ts';
import { redriveDelivery } from '../../src/deliveries/redrive.ts';
import { SENDER_SETTINGS } from '../../src/sending/sender.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertDelivery, insertEndpoint } from '../fixtures/deliveries.ts';

let database: Database;
let sql: Sql;
let endpoint: string;
let event: string;
const ours = randomUUID();
const other = randomUUID();
const tenant = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase({ settings: SENDER_SETTINGS });
  sql = database.sql;
});
beforeEach(async () => {
  await sql`truncate delivery_queue, endpoint_lanes, worker_heartbeats, deliveries, attempts, events`;
  await sql`insert into worker_heartbeats values (${ours}, now()), (${other}, now())`;
  endpoint = await insertEndpoint(sql, tenant);
  event = await insertDelivery(sql, tenant, endpoint);
});

const take = async (worker = ours, held: string[] = []): Promise<TakenLane | undefined> =>
  (await takeLanes(sql, worker, { wanted: [endpoint], held }))[0];
const claimAs = (worker: string, lane: TakenLane, inMemory: string[] = [], slots = 10) =>
  claim(
    sql,
    worker,
    [{ ...lane, slots }],
    inMemory.map((event_id) => ({ event_id, endpoint_id: lane.endpoint_id })),
  );
const claimOne = async (worker: string, lane: TakenLane) => (await claimAs(worker, lane)).claimed[0];
const resultOf = (claimed: ClaimedDelivery, next: Next, status = 204) => ({
  event_id: claimed.event_id,
  endpoint_id: claimed.endpoint_id,
  claim_epoch: claimed.claim_epoch,
  round: claimed.round,
  attempts: claimed.attempts,
  attempt: { id: newUuid(), status, error_code: null, ms: 1, excerpt: '6f6b' },
  next,
});
const DELIVERED: Next = { kind: 'delivered' };
const RETRY: Next = { kind: 'retry', delayMs: 0 };
const DEAD: Next = { kind: 'dead', reason: 'attempts_exhausted' };
const settle = (claimed: ClaimedDelivery, next: Next) => record(sql, [resultOf(claimed, next)]);
const silence = (worker: string) =>
  sql`update worker_heartbeats set seen_at = now() - interval '16 s' where worker_id = ${worker}`;
const queued = async () => (await sql`select * from delivery_queue where event_id = ${event}`)[0];
const delivery = async () =>
  (await sql`select dead_reason, ended_at is not null as has_ended from deliveries where event_id = ${event}`)[0];
const attempts = async () =>
  (await sql`select n, round, superseded from attempts where event_id = ${event} order by id`).map((row) => ({
    ...row,
  }));

describe('a take', () => {
  test('gets a lane that nobody owns, and raises its epoch', async () => {
    expect(await take()).toMatchObject({ endpoint_id: endpoint, epoch: 1, failures: 0, failing_since: null });
  });

  test('leaves the lane of a worker that lives', async () => {
    await take(other);
    expect(await take()).toBeUndefined();
  });

  test('gets the lane of a worker that fell silent, or is not known any more', async () => {
    await take(other);
    await silence(other);
    expect(await take()).toMatchObject({ epoch: 2 });
    await sql`delete from worker_heartbeats where worker_id = ${ours}`;
    expect(await take(other)).toMatchObject({ epoch: 3 });
  });

  test('gets our own lane again when our memory does not hold it: the reply was lost (NO_SELF)', async () => {
    await take();
    expect(await take()).toMatchObject({ epoch: 2 });
    expect(await take(ours, [endpoint])).toBeUndefined();
  });

  test('of two at once one gets the lane', async () => {
    const both = await Promise.all([take(ours), take(other)]);
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  test('that waited for a lock does not take the lane of a worker that came to life meanwhile (NO_SEEN)', async () => {
    const first = [endpoint, await insertEndpoint(sql, tenant)].sort();
    const [low, high] = first as [string, string];
    await takeLanes(sql, other, { wanted: first, held: [] });
    await silence(other);
    const newcomer = randomUUID();
    // A lock on the lower lane keeps the take waiting, with its snapshot taken, before it comes to the higher one.
    const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
    const { promise: done, resolve: release } = Promise.withResolvers<void>();
    const locked = sql.begin(async (tx) => {
      await tx`select 1 from endpoint_lanes where endpoint_id = ${low} for update`;
      isHeld();
      await done;
    });
    await held;
    const late = takeLanes(sql, ours, { wanted: first, held: [] });
    await expect
      .poll(
        async () =>
          (await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
            .length,
        { timeout: 3000 },
      )
      .toBeGreaterThan(0);
    await sql`insert into worker_heartbeats values (${newcomer}, now())`;
    expect(await takeLanes(sql, newcomer, { wanted: [high], held: [] })).toHaveLength(1);
    release();
    await locked;
    expect((await late).map(({ endpoint_id }) => endpoint_id)).toEqual([low]);
    const [row] = await sql`select owner from endpoint_lanes where endpoint_id = ${high}`;
    expect(row!.owner).toBe(newcomer);
  });

  test('does not get the lane of an endpoint that is disabled or deleted', async () => {
    await sql`update endpoints set disabled_reason = 'gone' where id = ${endpoint}`;
    expect(await take()).toBeUndefined();
    await sql`delete from endpoints where id = ${endpoint}`;
    expect(await take()).toBeUndefined();
  });
});

describe('giving back', () => {
  const giveBack = (lane: TakenLane, worker = ours) =>
    noteLanes(sql, worker, [{ endpointId: endpoint, epoch: lane.epoch, failures: 3, failingSince: new Date(0) }], {
      givesBack: true,
    });

  test('leaves the lane to anybody, with what is known of the endpoint', async () => {
    await giveBack((await take())!);
    expect(await take(other)).toMatchObject({ epoch: 2, failures: 3 });
  });

  test('that arrives after the lane was taken again does nothing (BACK_BLIND)', async () => {
    const before = (await take())!;
    const again = (await take())!;
    await giveBack(before);
    expect(await take(other)).toBeUndefined();
    expect((await claimAs(ours, again)).claimed).toHaveLength(1);
  });
});

describe('a claim', () => {
  test('counts one attempt and names itself by epoch, round and attempt', async () => {
    expect(await claimOne(ours, (await take())!)).toMatchObject({ claim_epoch: 1, round: 0, attempts: 1 });
  });

  test('of a lane that was taken over gets nothing, and is told that it is lost (NO_CLAIM, NO_TOLD)', async () => {
    const before = (await take())!;
    await silence(ours);
    await take(other);
    expect(await claimAs(ours, before)).toEqual({ claimed: [], lost: [endpoint] });
    expect(await queued()).toMatchObject({ claim_epoch: 0, attempts: 0 });
  });

  test('with nothing due is not told that the lane is lost', async () => {
    const lane = (await take())!;
    await sql`update delivery_queue set next_at = now() + interval '1 h'`;
    expect(await claimAs(ours, lane)).toEqual({ claimed: [], lost: [] });
  });

  test('gets what is claimed in its own epoch only once', async () => {
    const lane = (await take())!;
    expect(await claimOne(ours, lane)).toBeDefined();
    expect(await claimOne(ours, lane)).toBeUndefined();
  });

  test('over an unfinished claim counts no further attempt (NO_COUNT)', async () => {
    await claimOne(ours, (await take())!);
    expect(await claimOne(ours, (await take())!)).toMatchObject({ claim_epoch: 2, attempts: 1 });
  });

  test('leaves out what is still in memory', async () => {
    await claimOne(ours, (await take())!);
    expect((await claimAs(ours, (await take())!, [event])).claimed).toEqual([]);
  });

  test('is not kept from an event by its delivery to another endpoint, which is still in memory', async () => {
    const lane = (await take())!;
    const elsewhere = [{ event_id: event, endpoint_id: await insertEndpoint(sql, tenant) }];
    expect((await claim(sql, ours, [{ ...lane, slots: 1 }], elsewhere)).claimed).toHaveLength(1);
  });

  test('gets nothing of an endpoint that was disabled since', async () => {
    const lane = (await take())!;
    await sql`update endpoints set disabled_reason = 'gone' where id = ${endpoint}`;
    expect(await claimAs(ours, lane)).toEqual({ claimed: [], lost: [endpoint] });
  });

  test('gets at most as many as there are slots, those due first', async () => {
    const lane = (await take())!;
    const late = await insertDelivery(sql, tenant, endpoint);
    await sql`update delivery_queue set next_at = now() - interval '1 s' where event_id = ${late}`;
    const { claimed } = await claimAs(ours, lane, [], 1);
    expect(claimed.map(({ event_id }) => event_id)).toEqual([late]);
  });

  test('tells the version of the endpoint, so that a change is followed at once', async () => {
    await sql`update endpoints set version = 7 where id = ${endpoint}`;
    expect(await claimOne(ours, (await take())!)).toMatchObject({ endpoint_version: 7 });
  });
});

describe('a record', () => {
  test('of a success ends the delivery, with its attempt', async () => {
    await settle((await claimOne(ours, (await take())!))!, DELIVERED);
    expect(await queued()).toBeUndefined();
    expect(await delivery()).toEqual({ dead_reason: null, has_ended: true });
    expect(await attempts()).toEqual([{ n: 1, round: 0, superseded: false }]);
  });

  test('of a failure puts the delivery off, to be claimed in the same epoch again', async () => {
    const lane = (await take())!;
    await settle((await claimOne(ours, lane))!, RETRY);
    expect(await delivery()).toEqual({ dead_reason: null, has_ended: false });
    expect(await claimOne(ours, lane)).toMatchObject({ claim_epoch: 1, attempts: 2 });
  });

  test('whose reply was lost can be written again', async () => {
    const result = resultOf((await claimOne(ours, (await take())!))!, DELIVERED);
    await record(sql, [result]);
    await record(sql, [result]);
    expect(await attempts()).toEqual([{ n: 1, round: 0, superseded: false }]);
    expect(await delivery()).toEqual({ dead_reason: null, has_ended: true });
  });

  test('of a claim that another worker has claimed over changes nothing, and its attempt is kept', async () => {
    const old = (await claimOne(ours, (await take())!))!;
    await silence(ours);
    const fresh = (await claimOne(other, (await take(other))!))!;
    await settle(old, DEAD);
    expect(await queued()).toMatchObject({ claim_epoch: 2 });
    expect(await delivery()).toEqual({ dead_reason: null, has_ended: false });
    expect(await attempts()).toEqual([{ n: 1, round: 0, superseded: true }]);
    await settle(fresh, DELIVERED);
    expect(await delivery()).toEqual({ dead_reason: null, has_ended: true });
  });

  test('that comes twice, with a later attempt of the same epoch between, changes nothing (NO_TRIPLE)', async () => {
    const lane = (await take())!;
    const failure = resultOf((await claimOne(ours, lane))!, DEAD);
    await record(sql, [{ ...failure, next: RETRY }]);
    await claimOne(ours, lane); // attempt 2, the same epoch
    await record(sql, [failure]); // attempt 1 arrives late
    expect(await queued()).toMatchObject({ attempts: 2, claim_epoch: 1 });
    expect(await delivery()).toEqual({ dead_reason: null, has_ended: false });
  });

  test('that comes after a redrive changes nothing, though epoch and attempt are the same (NO_ROUND)', async () => {
    const lane = (await take())!;
    const first = (await claimOne(ours, lane))!;
    await settle(first, DEAD);
    await redriveDelivery(sql, tenant, { eventId: event, endpointId: endpoint });
    expect(await claimOne(ours, lane)).toMatchObject({ claim_epoch: 1, attempts: 1, round: 1 });
    await settle(first, DELIVERED);
    expect(await queued()).toMatchObject({ round: 1, claim_epoch: 1 });
    expect(await delivery()).toEqual({ dead_reason: null, has_ended: false });
  });

  test('of a delivery that was ended from outside changes nothing', async () => {
    const claimed = (await claimOne(ours, (await take())!))!;
    await sql`delete from endpoints where id = ${endpoint}`;
    expect(await endUnserved(sql, [endpoint])).toBe(1);
    await settle(claimed, DELIVERED);
    expect(await delivery()).toEqual({ dead_reason: 'endpoint_deleted', has_ended: true });
    expect(await attempts()).toEqual([{ n: 1, round: 0, superseded: true }]);
  });

  test('of what we broke off leaves the claim as it is: the next epoch claims over it, as the same attempt', async () => {
    await settle((await claimOne(ours, (await take())!))!, { kind: 'interrupted' });
    expect(await queued()).toMatchObject({ claim_epoch: 1, attempts: 1 });
    expect(await claimOne(ours, (await take())!)).toMatchObject({ claim_epoch: 2, attempts: 1 });
  });

  test('of many changes each by its own', async () => {
    const more = await Promise.all(Array.from({ length: 3 }, () => insertDelivery(sql, tenant, endpoint)));
    const { claimed } = await claimAs(ours, (await take())!);
    const nexts: Record<string, Next> = {
      [event]: DELIVERED,
      [more[0]!]: RETRY,
      [more[1]!]: DEAD,
      [more[2]!]: DELIVERED,
    };
    await record(
      sql,
      claimed.map((one) => resultOf(one, nexts[one.event_id]!)),
    );
    const left = await sql`select event_id from delivery_queue`;
    expect(left.map(({ event_id }) => event_id)).toEqual([more[0]]);
    const ended = await sql`select event_id, dead_reason from deliveries where ended_at is not null order by event_id`;
    expect(ended.map(({ dead_reason }) => dead_reason).sort()).toEqual(['attempts_exhausted', null, null]);
  });
});

describe('the survey', () => {
  test('finds what is due, whose it is, and how many work', async () => {
    const idle = await insertEndpoint(sql, tenant);
    await insertDelivery(sql, tenant, idle);
    await sql`update delivery_queue set next_at = now() + interval '1 h' where endpoint_id = ${idle}`;
    expect(await findDueLanes(sql)).toMatchObject({
      due: [{ endpoint_id: endpoint, version: 1, owner: null }],
      workers: 2,
    });
    await take(other);
    expect((await findDueLanes(sql)).due).toMatchObject([{ owner: other }]);
    await silence(other);
    expect(await findDueLanes(sql)).toMatchObject({ due: [{ owner: null }], workers: 1 });
  });

  test('finds what waits for an endpoint that is not there any more, however late it is due', async () => {
    await sql`update delivery_queue set next_at = now() + interval '1 h'`;
    await sql`delete from endpoints where id = ${endpoint}`;
    expect((await findDueLanes(sql)).due).toMatchObject([{ endpoint_id: endpoint, version: null }]);
  });

  test('does not end what is served again meanwhile', async () => {
    expect(await endUnserved(sql, [endpoint])).toBe(0);
    expect(await delivery()).toEqual({ dead_reason: null, has_ended: false });
  });
});

test('what waited longer than its endpoint allows ends as expired, unless it is being sent', async () => {
  await sql`update endpoints set retry_policy = '{"max_age_s": 60}' where id = ${endpoint}`;
  await sql`update delivery_queue set queued_at = now() - interval '59 s'`;
  expect(await endExpired(sql)).toBe(0);
  await sql`update delivery_queue set queued_at = now() - interval '61 s'`;
  const claimed = await claimOne(ours, (await take())!);
  expect(await endExpired(sql)).toBe(0);
  await settle(claimed!, RETRY);
  expect(await endExpired(sql)).toBe(1);
  expect(await delivery()).toEqual({ dead_reason: 'expired', has_ended: true });
});

test('a redrive begins a new round, with all attempts and all its time', async () => {
  const lane = (await take())!;
  await sql`update delivery_queue set queued_at = now() - interval '1 h'`;
  await settle((await claimOne(ours, lane))!, DEAD);
  await redriveDelivery(sql, tenant, { eventId: event, endpointId: endpoint });
  const again = (await claimOne(ours, lane))!;
  expect(again).toMatchObject({ round: 1, attempts: 1 });
  expect(again.age_ms).toBeLessThan(60_000);
  expect(await redriveDelivery(sql, randomUUID(), { eventId: event, endpointId: endpoint })).toBe(false); // another tenant's
});

describe('what a claim reads', () => {
  /** Buffers that Postgres touched for a claim, from its own plan. */
  async function buffersOf(lane: TakenLane, slots: number): Promise<{ buffers: number; rows: number }> {
    let plan: { 'QUERY PLAN': [{ Plan: Record<string, number> }] }[] = [];
    const explained = new Proxy(sql, {
      apply(target, self, args: [TemplateStringsArray, ...unknown[]]) {
        const [strings, ...values] = args;
        if (!strings.raw || !strings[0]!.includes('with asked')) return Reflect.apply(target as never, self, args);
        const text = [`explain (analyze, buffers, format json) ${strings[0]}`, ...strings.slice(1)];
        const query = Reflect.apply(target as never, self, [Object.assign(text, { raw: text }), ...values]);
        return (query as Promise<typeof plan>).then((rows) => {
          plan = rows;
          return [];
        });
      },
    }) as Sql;
    await claim(explained, ours, [{ ...lane, slots }], []);
    const { Plan } = plan[0]!['QUERY PLAN'][0];
    return { buffers: Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!, rows: Plan['Actual Rows']! };
  }

  test('is little, beside 100,000 that wait for another', async () => {
    const busy = await insertEndpoint(sql, tenant);
    await sql`
      with event as (
        insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body)
        select uuidv7(), tenant_id, type, version, subject, n, correlation_id, body
        from events, generate_series(1, 100000) n
        returning id
      )
      insert into delivery_queue (event_id, endpoint_id)
      select id, ${busy} from event`;
    await sql`analyze delivery_queue, events`;
    await sql`update delivery_queue set next_at = now() + interval '1 h' where endpoint_id = ${endpoint}`;
    const lane = (await take())!;
    expect((await buffersOf(lane, 16)).buffers).toBeLessThanOrEqual(20);
    await Promise.all(Array.from({ length: 16 }, () => insertDelivery(sql, tenant, endpoint)));
    const { buffers, rows } = await buffersOf(lane, 16);
    expect(rows).toBe(16);
    expect(buffers / rows).toBeLessThanOrEqual(12);
  });
});
