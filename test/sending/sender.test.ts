/**
 * The sender against a clock and a database that do not keep their word: what it does when its heartbeat is refused, when
 * replies come late, and how several share the work. The names in brackets are the amendments of test/model/lanes.pml.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { toId } from '../../src/contract/ids.ts';
import { connect, type Database, type Sql } from '../../src/database/connect.ts';
import { createHints } from '../../src/database/hints.ts';
import type { Ownership } from '../../src/database/ownership.ts';
import { dropExpiredPartitions, firstIdAt, makePartitions } from '../../src/database/partitions.ts';
import { makeSecret } from '../../src/endpoints/rotate-secret.ts';
import { readStatistics } from '../../src/endpoints/statistics.ts';
import { disableEndpoint, enableEndpoint } from '../../src/endpoints/status.ts';
import { BREAKER_FAILURES, SURVEY_EVERY_MS } from '../../src/limits.ts';
import { createAddressRules, parseNetwork } from '../../src/outbound/address-rules.ts';
import { createGuardedClient } from '../../src/outbound/guarded-client.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { SENDER_SETTINGS, startSender } from '../../src/sending/sender.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertDelivery, insertEndpoint } from '../fixtures/deliveries.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';

let database: Database;
let receiver: TestReceiver;
const tenant = randomUUID();
const encryption = createEncryption([randomBytes(32)]);

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startReceiver({ judges: false }); // bodies are made up here
});
beforeEach(async () => {
  const { sql } = database;
  await sql`truncate delivery_queue, endpoint_lanes, worker_heartbeats, deliveries, attempts, events`;
  await sql`delete from endpoints`;
  receiver.received.length = 0;
  receiver.answers = [];
  receiver.otherwise = 204;
});

async function newEndpoint(settings: { max_concurrency?: number } = {}): Promise<string> {
  const id = await insertEndpoint(database.sql, tenant, `${receiver.url}/${randomUUID()}`);
  const { row } = makeSecret(encryption);
  await database.sql`
    insert into endpoint_secrets (key_id, endpoint_id, ciphertext, last_four)
    values (${row.key_id}, ${id}, ${row.ciphertext}, ${row.last_four})`;
  await database.sql`update endpoints set max_concurrency = ${settings.max_concurrency ?? 16},
    retry_policy = '{"initial_delay_ms": 20}' where id = ${id}`;
  return id;
}

/** An ownership that the test plays: its heartbeat row is real, its clock is ours. */
async function playOwnership() {
  const forgetters: (() => void)[] = [];
  const aborters: (() => void)[] = [];
  const state = { workerId: randomUUID() as string, isFresh: true };
  const enter = () => database.sql`insert into worker_heartbeats values (${state.workerId}, now())`;
  await enter();
  const ownership: Ownership = {
    get workerId() {
      return state.workerId;
    },
    isFresh: () => state.isFresh,
    onLost: (forget) => void forgetters.push(forget),
    onSilent: (abort) => void aborters.push(abort),
    beat: async () => {},
    stop: async () => {},
  };
  return {
    state,
    ownership,
    /** The heartbeat was refused: the worker goes on under a new id. */
    async lose() {
      for (const forget of forgetters) forget();
      const previous = state.workerId;
      state.workerId = randomUUID();
      await enter();
      await database.sql`delete from worker_heartbeats where worker_id = ${previous}`;
    },
    /** 14 s without a heartbeat. */
    fallSilent() {
      for (const abort of aborters) abort();
    },
  };
}

type Played = Awaited<ReturnType<typeof playOwnership>>;

/** @param delay  a statement by a word of its text, and what it waits for: its reply, or with `early` it itself */
async function startSending(
  played: Played,
  delay?: { statement: string; until: () => Promise<void>; early?: boolean },
) {
  const own = connect(database.url, { connections: 4, name: 'test sender', settings: SENDER_SETTINGS });
  const sql = new Proxy(own.sql, {
    apply(target, self, args: [TemplateStringsArray | unknown, ...unknown[]]) {
      const query = Reflect.apply(target as never, self, args) as Promise<unknown>; // not sent until it is asked for
      const text = Array.isArray(args[0]) ? args[0].join('') : '';
      if (!delay || !text.includes(delay.statement)) return query;
      if (delay.early) return delay.until().then(() => query);
      return query.then(async (rows) => {
        await delay.until();
        return rows;
      });
    },
  }) as Sql;
  const hints = createHints(database.url);
  const client = createGuardedClient(createAddressRules([parseNetwork('127.0.0.0/8')]));
  const sender = await startSender({
    database: { ...own, sql },
    ownership: played.ownership,
    hints,
    client,
    encryption,
    log: createLog({ level: process.env.TEST_LOG ?? 'silent' }),
  });
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await sender.stop();
    await Promise.all([client.close(), hints.close(), own.close()]);
  };
  onTestFinished(stop);
  return { stop };
}

const states = async () =>
  (
    await database.sql`select count(*) filter (where ended_at is not null and dead_reason is null)::int as delivered,
    count(*) filter (where dead_reason is not null)::int as dead, count(*)::int as all from deliveries`
  )[0]!;
const attempts = async () =>
  (await database.sql`select n, error_code, superseded from attempts order by id`).map((row) => ({ ...row }));
const untilDelivered = (count: number) =>
  expect.poll(async () => (await states()).delivered, { timeout: 10_000, interval: 20 }).toBe(count);
const hangs = () => {};

test('what is due before anybody looks is found by the survey', async () => {
  await insertDelivery(database.sql, tenant, await newEndpoint());
  await startSending(await playOwnership());
  await untilDelivered(1);
  expect(receiver.received).toHaveLength(1);
});

test('a hint brings a delivery sooner than a survey would', async () => {
  const endpoint = await newEndpoint();
  await startSending(await playOwnership());
  await insertDelivery(database.sql, tenant, endpoint);
  await untilDelivered(1); // the lane is ours now
  const latencies: number[] = [];
  const elsewhere = createHints(database.url);
  for (let n = 2; n <= 6; n++) {
    const event = await insertDelivery(database.sql, tenant, endpoint);
    const hintedAt = Date.now();
    elsewhere.publish('endpoint', [endpoint]);
    await receiver.until(n);
    latencies.push(receiver.received.find(({ event: { event_id } }) => event_id && event)!.at - hintedAt);
  }
  await elsewhere.close();
  expect(latencies.toSorted((a, b) => a - b)[2]!).toBeLessThan(500);
});

test('at 14 s without a heartbeat what is being sent is broken off, and costs no attempt (NO_ABORT)', async () => {
  receiver.otherwise = hangs;
  const played = await playOwnership();
  await insertDelivery(database.sql, tenant, await newEndpoint());
  await startSending(played);
  await receiver.until(1);
  const closed = new Promise((resolve) => receiver.server.once('connection', resolve));
  receiver.otherwise = 204;
  played.state.isFresh = false;
  played.fallSilent();
  await expect.poll(attempts).toMatchObject([{ n: 1, error_code: 'interrupted', superseded: true }]);
  expect((await states()).delivered).toBe(0);
  played.state.isFresh = true;
  await played.lose();
  await untilDelivered(1);
  await closed;
  expect(await attempts()).toMatchObject([
    { n: 1, error_code: 'interrupted' },
    { n: 1, error_code: null, superseded: false },
  ]);
});

test('what was broken off is sent again also when Postgres had seen a later heartbeat, and nobody else takes the lane (NO_LEAVE)', async () => {
  receiver.otherwise = hangs;
  const played = await playOwnership();
  await insertDelivery(database.sql, tenant, await newEndpoint());
  await startSending(played);
  await receiver.until(1);
  receiver.otherwise = 204;
  played.fallSilent();
  await untilDelivered(1);
  const [lane] = await database.sql`select owner, epoch from endpoint_lanes`;
  expect(lane).toMatchObject({ owner: played.state.workerId, epoch: 2 });
});

test('a worker that was taken for dead forgets its lanes and goes on under its new id (NO_HB)', async () => {
  const played = await playOwnership();
  const endpoint = await newEndpoint();
  await insertDelivery(database.sql, tenant, endpoint);
  await startSending(played);
  await untilDelivered(1);
  await played.lose();
  await insertDelivery(database.sql, tenant, endpoint);
  await untilDelivered(2);
  const [lane] = await database.sql`select owner, epoch from endpoint_lanes`;
  expect(lane).toMatchObject({ owner: played.state.workerId, epoch: 2 });
});

test('a claim whose reply comes when the heartbeat is stale starts nothing; later it is sent once (NO_DROP, NO_FORGET)', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const played = await playOwnership();
  await insertDelivery(database.sql, tenant, await newEndpoint());
  await startSending(played, { statement: 'with asked', until: () => gate });
  await expect.poll(async () => (await database.sql`select claim_epoch from delivery_queue`)[0]?.claim_epoch).toBe(1);
  played.state.isFresh = false;
  open();
  await sleep(200);
  expect(receiver.received).toHaveLength(0);
  played.state.isFresh = true; // the next heartbeat was accepted after all: the same worker, the same id
  await untilDelivered(1);
  expect(receiver.received).toHaveLength(1);
  expect(await attempts()).toMatchObject([{ n: 1, superseded: false }]);
});

test('a claim whose reply comes under another id starts nothing (NO_MATCH)', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const played = await playOwnership();
  await insertDelivery(database.sql, tenant, await newEndpoint());
  let isFirst = true;
  const until = async () => {
    if (!isFirst) return;
    isFirst = false;
    await gate;
    await sleep(50); // the reply is handled after the new lane was taken
  };
  await startSending(played, { statement: 'with asked', until });
  await expect.poll(async () => (await database.sql`select claim_epoch from delivery_queue`)[0]?.claim_epoch).toBe(1);
  await played.lose();
  open();
  await untilDelivered(1);
  expect(receiver.received).toHaveLength(1);
  expect((await database.sql`select epoch from endpoint_lanes`)[0]!.epoch).toBe(2);
});

test('a take whose reply is lost is taken again (NO_SELF)', async () => {
  const played = await playOwnership();
  await insertDelivery(database.sql, tenant, await newEndpoint());
  let lost = 0;
  await startSending(played, {
    statement: 'insert into endpoint_lanes',
    until: async () => {
      if (lost++ === 0) throw new Error('the reply was lost');
    },
  });
  await untilDelivered(1);
  expect((await database.sql`select epoch from endpoint_lanes`)[0]!.epoch).toBe(2);
});

test('a record whose reply is lost is written again, and the delivery is not sent again', async () => {
  const played = await playOwnership();
  await insertDelivery(database.sql, tenant, await newEndpoint());
  let lost = 0;
  await startSending(played, {
    statement: 'with result',
    until: async () => {
      if (lost++ === 0) throw Object.assign(new Error('the reply was lost'), { code: 'CONNECTION_CLOSED' });
    },
  });
  await untilDelivered(1);
  await expect.poll(() => lost).toBe(2);
  expect(receiver.received).toHaveLength(1);
  expect(await attempts()).toHaveLength(1);
});

test('a lane with something in flight is not given back (BACK_BUSY); a lane beyond our share is, afterwards', async () => {
  const [first, second] = [await newEndpoint(), await newEndpoint()];
  const answers: (() => void)[] = [];
  receiver.otherwise = (response) => void answers.push(() => response.writeHead(204).end());
  await insertDelivery(database.sql, tenant, first!);
  await insertDelivery(database.sql, tenant, second!);
  const played = await playOwnership();
  await startSending(played);
  await receiver.until(2);
  // Another worker comes: of two due lanes one is its share.
  await database.sql`insert into worker_heartbeats values (${randomUUID()}, now())`;
  const owned = async () =>
    (await database.sql`select count(*)::int as n from endpoint_lanes where owner = ${played.state.workerId}`)[0]!.n;
  await sleep(6000);
  expect(await owned()).toBe(2);
  for (const answer of answers.splice(0)) answer();
  receiver.otherwise = 204;
  await expect.poll(owned, { timeout: 5000 }).toBe(1);
});

test('an endpoint whose secret cannot be read keeps no other one waiting', async () => {
  const [broken, healthy] = [await newEndpoint(), await newEndpoint()];
  await database.sql`update endpoint_secrets set ciphertext = 'not ours' where endpoint_id = ${broken!}`;
  await insertDelivery(database.sql, tenant, broken!);
  await insertDelivery(database.sql, tenant, healthy!);
  await startSending(await playOwnership());
  await untilDelivered(1);
  expect(await states()).toMatchObject({ dead: 0, all: 2 });
});

test('a worker that died is replaced when its heartbeat is 15 s old, and its unfinished claim is the same attempt', async () => {
  const endpoint = await newEndpoint();
  const event = await insertDelivery(database.sql, tenant, endpoint);
  const dead = randomUUID();
  await database.sql`insert into worker_heartbeats values (${dead}, now() - interval '13 s')`;
  await database.sql`insert into endpoint_lanes (endpoint_id, owner, epoch) values (${endpoint}, ${dead}, 1)`;
  await database.sql`update delivery_queue set claim_epoch = 1, attempts = 1 where event_id = ${event}`;
  await startSending(await playOwnership());
  await sleep(1000);
  expect(receiver.received).toHaveLength(0);
  await untilDelivered(1);
  expect(await attempts()).toMatchObject([{ n: 1, superseded: false }]);
  expect((await database.sql`select epoch from endpoint_lanes`)[0]!.epoch).toBe(2);
});

test('a worker that dies between sending and recording: it is sent again with the same ids, and recorded once', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  await insertDelivery(database.sql, tenant, await newEndpoint());
  const first = await playOwnership();
  await startSending(first, { statement: 'with result', until: () => gate, early: true });
  await receiver.until(1);
  await database.sql`update worker_heartbeats set seen_at = now() - interval '16 s'`;
  first.state.isFresh = false;
  await startSending(await playOwnership());
  await untilDelivered(1);
  const [one, again] = receiver.received;
  expect(again!.body).toBe(one!.body);
  for (const name of ['webhook-id', 'x-webhook-delivery-id']) expect(again!.headers[name]).toBe(one!.headers[name]);
  open(); // the dead one's record comes after all
  await expect.poll(attempts).toMatchObject([
    { n: 1, superseded: true },
    { n: 1, superseded: false },
  ]);
  expect(await states()).toMatchObject({ delivered: 1, dead: 0 });
});

test('lanes that we own but have forgotten are taken again, beyond our share too', async () => {
  const played = await playOwnership();
  const endpoints = await Promise.all(Array.from({ length: 4 }, () => newEndpoint()));
  for (const endpoint of endpoints) await insertDelivery(database.sql, tenant, endpoint);
  await database.sql`insert into worker_heartbeats values (${randomUUID()}, now())`;
  await database.sql`
    insert into endpoint_lanes (endpoint_id, owner, epoch) select id, ${played.state.workerId}, 1 from endpoints`;
  await startSending(played);
  await untilDelivered(4);
});

test('what no other worker takes for a second, one that lives takes beyond its share', async () => {
  for (let n = 0; n < 6; n++) await insertDelivery(database.sql, tenant, await newEndpoint());
  receiver.otherwise = (response) => void setTimeout(() => response.writeHead(204).end(), 3000); // due all the while
  await database.sql`insert into worker_heartbeats values (${randomUUID()}, now())`;
  await startSending(await playOwnership());
  await receiver.until(6, 5000);
});

test('a pause is kept, however long the endpoint has nothing to do', async () => {
  const endpoint = await newEndpoint();
  receiver.answers = [(response) => response.writeHead(429, { 'Retry-After': '60' }).end()];
  await insertDelivery(database.sql, tenant, endpoint);
  await startSending(await playOwnership());
  await receiver.until(1);
  await sleep(12_500); // an idle lane would have been given back
  await insertDelivery(database.sql, tenant, endpoint);
  await sleep(1500);
  expect(receiver.received).toHaveLength(1);
  expect((await database.sql`select owner from endpoint_lanes`)[0]!.owner).not.toBeNull();
}, 30_000);

test('a lane with nothing to do is given back', async () => {
  await insertDelivery(database.sql, tenant, await newEndpoint());
  await startSending(await playOwnership());
  await untilDelivered(1);
  await expect
    .poll(async () => (await database.sql`select owner from endpoint_lanes`)[0]!.owner, { timeout: 15_000 })
    .toBeNull();
}, 30_000);

test('three hundred endpoints that hang do not keep a healthy one waiting', async () => {
  let hanging = 0;
  const server = createServer(() => {
    hanging += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as { port: number };
  for (let n = 0; n < 300; n++) {
    const endpoint = await newEndpoint();
    // Their own origins: the cap per origin is not what is meant here.
    await database.sql`update endpoints set url = ${`http://127.0.1.${n % 250}:${port}/`} where id = ${endpoint}`;
  }
  await database.sql`
    insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body)
    select uuidv7(), ${tenant}, 'image.canceled', 1, 's', n, 'c', '{"event_id":"evt","type":"image.canceled"}'
    from generate_series(1, 20) n`;
  await database.sql`
    insert into delivery_queue (event_id, endpoint_id) select events.id, endpoints.id from events, endpoints`;
  await startSending(await playOwnership());
  await expect.poll(() => hanging, { timeout: 15_000 }).toBeGreaterThanOrEqual(600);
  await insertDelivery(database.sql, tenant, await newEndpoint());
  await untilDelivered(1);
  expect(receiver.received).toHaveLength(1);
  server.closeAllConnections();
  server.close();
}, 60_000);

test('one that fails for five days is disabled, but not for an old failure and a new one', async () => {
  const failing = async (failures: number) => {
    const endpoint = await newEndpoint();
    await database.sql`
      insert into endpoint_lanes (endpoint_id, epoch, failures, failing_since)
      values (${endpoint}, 1, ${failures}, now() - interval '6 d')`;
    await insertDelivery(database.sql, tenant, endpoint);
    return endpoint;
  };
  const [long, old] = [await failing(9), await failing(1)];
  receiver.otherwise = 500;
  await startSending(await playOwnership());
  const reasonOf = async (id: string) =>
    (await database.sql`select disabled_reason from endpoints where id = ${id}`)[0]!.disabled_reason;
  await expect.poll(() => reasonOf(long!), { timeout: 5000 }).toBe('failing');
  // Its tenant was told before, and is told now.
  const told = await database.sql`
    select type from events where body::json->'data'->>'endpoint_id' = ${toId('ep', long!)} order by sequence`;
  expect(told.map(({ type }) => type)).toEqual(['endpoint.failing', 'endpoint.disabled']);
  expect(await reasonOf(old!)).toBeNull();
});

test('what was sent is counted, at the stop at the latest; what was broken off is not', async () => {
  receiver.otherwise = hangs;
  const played = await playOwnership();
  await insertDelivery(database.sql, tenant, await newEndpoint());
  const { stop } = await startSending(played);
  await receiver.until(1);
  played.state.isFresh = false;
  played.fallSilent();
  await expect.poll(attempts).toMatchObject([{ error_code: 'interrupted' }]);
  receiver.answers = [500];
  receiver.otherwise = 204;
  await played.lose();
  played.state.isFresh = true;
  await untilDelivered(1);
  await stop();
  const counts = await database.sql`select is_delivered, count::int from attempt_counts order by 1`;
  expect(counts.map((row) => ({ ...row }))).toEqual([
    { is_delivered: false, count: 1 },
    { is_delivered: true, count: 1 },
  ]);
});

test('what failed before an endpoint was enabled again does not count for whoever takes its lane', async () => {
  const endpoint = await newEndpoint();
  await database.sql`
    insert into endpoint_lanes (endpoint_id, epoch, failures, failing_since)
    values (${endpoint}, 1, 9, now() - interval '6 d')`;
  expect(await disableEndpoint(database, { id: endpoint }, 'failing')).toEqual([endpoint]);
  await enableEndpoint(database, endpoint);
  await insertDelivery(database.sql, tenant, endpoint);
  receiver.answers = [500, 500];
  await startSending(await playOwnership());
  await untilDelivered(1); // no probe: the breaker is closed
  const [row] = await database.sql`select disabled_reason from endpoints where id = ${endpoint}`;
  expect(row!.disabled_reason).toBeNull();
});

test('enabling what is enabled closes a breaker that is open, at once; until then it can be seen that it is', async () => {
  const endpoint = await newEndpoint();
  receiver.otherwise = 500;
  await insertDelivery(database.sql, tenant, endpoint);
  await startSending(await playOwnership());
  await receiver.until(BREAKER_FAILURES);
  const failingSince = async () => (await readStatistics(database.sql, endpoint)).failing_since;
  await expect.poll(failingSince).not.toBeNull();
  receiver.otherwise = 204;
  await enableEndpoint(database, endpoint);
  await untilDelivered(1); // long before the next probe
  expect(await failingSince()).toBeNull();
});

test('a breaker that is open in memory closes when its endpoint is enabled again', async () => {
  const endpoint = await newEndpoint();
  receiver.otherwise = 500;
  await insertDelivery(database.sql, tenant, endpoint);
  await startSending(await playOwnership());
  await receiver.until(BREAKER_FAILURES);
  await sleep(1200);
  expect(receiver.received).toHaveLength(BREAKER_FAILURES);
  receiver.otherwise = 204;
  await disableEndpoint(database, { id: endpoint }, 'manual');
  await expect.poll(async () => (await states()).dead, { timeout: 5000 }).toBe(1);
  await enableEndpoint(database, endpoint);
  await insertDelivery(database.sql, tenant, endpoint);
  await untilDelivered(1);
});

test('an answer to what was sent before an endpoint changed disables nothing', async () => {
  const endpoint = await newEndpoint();
  await insertDelivery(database.sql, tenant, endpoint);
  let answer = () => {};
  receiver.otherwise = (response) => {
    answer = () => response.writeHead(410).end();
  };
  await startSending(await playOwnership());
  await receiver.until(1);
  await database.sql`update endpoints set version = version + 1 where id = ${endpoint}`;
  answer();
  await expect.poll(async () => (await states()).dead).toBe(1);
  const reason = async () =>
    (await database.sql`select disabled_reason from endpoints where id = ${endpoint}`)[0]!.disabled_reason;
  await sleep(200);
  expect(await reason()).toBeNull();
  receiver.otherwise = 410;
  await insertDelivery(database.sql, tenant, endpoint);
  await expect.poll(reason, { timeout: 5000 }).toBe('gone');
});

test('nothing more is sent to who is gone, while that is being written down', async () => {
  const endpoint = await newEndpoint();
  await insertDelivery(database.sql, tenant, endpoint);
  receiver.otherwise = 410;
  await database.sql.begin(async (tx) => {
    await tx`select from endpoints where id = ${endpoint} for no key update`; // as a slow change of it would
    await startSending(await playOwnership());
    await receiver.until(1);
    await insertDelivery(database.sql, tenant, endpoint);
    await sleep(2 * SURVEY_EVERY_MS);
    expect(receiver.received).toHaveLength(1);
  });
  await expect.poll(async () => (await states()).dead, { timeout: 5000 }).toBe(2);
  expect(receiver.received).toHaveLength(1);
});

test('an open breaker is written down, and so is that it closed', async () => {
  const endpoint = await newEndpoint();
  const state = async () =>
    (await database.sql`select failures, failing_since from endpoint_lanes where endpoint_id = ${endpoint}`)[0];
  await database.sql`
    insert into endpoint_lanes (endpoint_id, epoch, failures, failing_since) values (${endpoint}, 1, 4, now())`;
  receiver.answers = [500];
  await insertDelivery(database.sql, tenant, endpoint);
  await startSending(await playOwnership());
  await expect.poll(async () => (await state())!.failures).toBe(5);
  await database.sql`update worker_heartbeats set seen_at = now() - interval '16 s'`;
  await startSending(await playOwnership()); // whoever takes over begins with a probe
  await expect.poll(async () => (await state())!.failing_since, { timeout: 5000 }).toBeNull();
});

test('a result that Postgres refuses spoils no other one, and is not forgotten', async () => {
  const endpoint = await newEndpoint();
  for (let n = 0; n < 5; n++) await insertDelivery(database.sql, tenant, endpoint);
  let batches = 0;
  let refused = 0;
  await startSending(await playOwnership(), {
    statement: 'with result',
    early: true,
    until: async () => {
      batches += 1;
      if (batches <= 2 && refused++ < 2) throw new Error('refused');
    },
  });
  await untilDelivered(5);
  expect(receiver.received).toHaveLength(5);
});

test('an origin gets its cap over all endpoints, shared by the living workers', async () => {
  receiver.otherwise = hangs;
  const endpoints = await Promise.all(Array.from({ length: 80 }, () => newEndpoint()));
  for (const endpoint of endpoints) for (let n = 0; n < 2; n++) await insertDelivery(database.sql, tenant, endpoint);
  for (let n = 0; n < 3; n++) await database.sql`insert into worker_heartbeats values (${randomUUID()}, now())`;
  await startSending(await playOwnership());
  await receiver.until(64, 15_000);
  await sleep(1500);
  expect(receiver.received).toHaveLength(64); // 256 for four workers
  receiver.otherwise = 204;
  receiver.server.closeAllConnections();
}, 60_000);

test('what was queued too long ago ends as expired, and is not sent', async () => {
  const event = await insertDelivery(database.sql, tenant, await newEndpoint());
  await database.sql`update delivery_queue set queued_at = now() - interval '25 h' where event_id = ${event}`;
  await startSending(await playOwnership());
  await expect.poll(async () => (await states()).dead, { timeout: 5000 }).toBe(1);
  expect(receiver.received).toHaveLength(0);
  expect(await attempts()).toEqual([]);
});

test('a secret that expires while its endpoint is known signs no more', async () => {
  const endpoint = await newEndpoint();
  const { row } = makeSecret(encryption);
  await database.sql`
    insert into endpoint_secrets (key_id, endpoint_id, ciphertext, last_four, expires_at)
    values (${row.key_id}, ${endpoint}, ${row.ciphertext}, ${row.last_four}, now() + interval '3 s')`;
  await startSending(await playOwnership());
  const signatures = async (count: number) => {
    await insertDelivery(database.sql, tenant, endpoint);
    const one = (await receiver.until(count))[count - 1]!;
    return String(one.headers['webhook-signature']).split(' ').length;
  };
  expect(await signatures(1)).toBe(2);
  await sleep(3500);
  expect(await signatures(2)).toBe(1);
});

test('several workers share the lanes, and no delivery is sent twice', async () => {
  const endpoints = await Promise.all(Array.from({ length: 8 }, () => newEndpoint()));
  for (const endpoint of endpoints) for (let n = 0; n < 20; n++) await insertDelivery(database.sql, tenant, endpoint);
  const workers = await Promise.all([playOwnership(), playOwnership(), playOwnership()]);
  await Promise.all(workers.map((played) => startSending(played)));
  await untilDelivered(160);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(160);
  expect(receiver.received).toHaveLength(160);
  const owners = await database.sql`select owner, count(*)::int as n from endpoint_lanes group by owner`;
  expect(owners.length).toBeGreaterThan(1);
});

test('a worker that stops ends what is under way, and leaves its lanes to others at once', async () => {
  const endpoint = await newEndpoint({ max_concurrency: 2 });
  for (let n = 0; n < 6; n++) await insertDelivery(database.sql, tenant, endpoint);
  receiver.otherwise = (response) => setTimeout(() => response.writeHead(204).end(), 300);
  const first = await startSending(await playOwnership());
  await receiver.until(2);
  await first.stop();
  expect(await states()).toMatchObject({ delivered: 2 });
  expect((await database.sql`select owner from endpoint_lanes`)[0]!.owner).toBeNull();
  receiver.otherwise = 204;
  await startSending(await playOwnership());
  await untilDelivered(6);
  expect(receiver.received).toHaveLength(6);
});

test('a dead, a slow and a limited endpoint with thousands waiting keep a healthy one from nothing', async () => {
  const bad = await Promise.all([newEndpoint(), newEndpoint(), newEndpoint()]);
  const healthy = await newEndpoint();
  const paths = await database.sql`select id, url from endpoints`;
  const isHealthy = (path: string) => paths.some(({ id, url }) => id === healthy && url.endsWith(path));
  receiver.otherwise = (response, { path }) => {
    if (isHealthy(path)) response.writeHead(204).end();
    else if (path.charCodeAt(1) % 3 === 0) response.writeHead(429, { 'Retry-After': '1' }).end();
    // the others answer late or never
  };
  await database.sql`
    insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body)
    select uuidv7(), ${tenant}, 'image.canceled', 1, 's', n, 'c', '{"event_id":"evt","type":"image.canceled"}'
    from generate_series(1, 3000) n`;
  await database.sql`
    with events as (select id from events), endpoint as (select unnest(${bad}::uuid[]) as id),
    delivery as (
      insert into deliveries (event_id, endpoint_id, tenant_id) select events.id, endpoint.id, ${tenant} from events, endpoint
    )
    insert into delivery_queue (event_id, endpoint_id) select events.id, endpoint.id from events, endpoint`;
  await startSending(await playOwnership());
  await sleep(1500);
  for (let n = 0; n < 100; n++) await insertDelivery(database.sql, tenant, healthy);
  const startedAt = Date.now();
  await expect
    .poll(() => receiver.received.filter(({ path }) => isHealthy(path)).length, { timeout: 10_000, interval: 20 })
    .toBe(100);
  // The others hang for 15 s; a healthy endpoint that waited for one of them would take as long.
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  receiver.server.closeAllConnections();
  receiver.otherwise = 204;
}, 40_000);

test('an attempt whose day is dropped while it is under way has no history, and is over', async () => {
  const { sql } = database;
  const now = Date.now();
  const old = new Date(now - 40 * 24 * 60 * 60 * 1000);
  await makePartitions(sql, old);
  const endpoint = await newEndpoint();
  const id = firstIdAt(old);
  await sql`
    insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body)
    values (${id}, ${tenant}, 'order.paid', 1, 's', 1, 'c', '{}')`;
  await sql`insert into deliveries (event_id, endpoint_id, tenant_id) values (${id}, ${endpoint}, ${tenant})`;
  await sql`insert into delivery_queue (event_id, endpoint_id) values (${id}, ${endpoint})`;
  receiver.answers = [
    (response) => void dropExpiredPartitions(sql, new Date(now)).then(() => response.writeHead(204).end()),
  ];
  await startSending(await playOwnership());
  await receiver.until(1);
  await expect.poll(async () => sql`select from delivery_queue`, { timeout: 5_000 }).toHaveLength(0);
});
