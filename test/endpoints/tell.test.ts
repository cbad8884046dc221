/** What the service tells of itself, and how often. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newUuid, toId } from '../../src/contract/ids.ts';
import { type Database, inTransaction, type Sql } from '../../src/database/connect.ts';
import { firstIdAt } from '../../src/database/partitions.ts';
import { endExpired, endUnserved } from '../../src/deliveries/end.ts';
import { claim, record, takeLanes } from '../../src/deliveries/queue.ts';
import { type Failing, tellDeadLetters, tellFailing, tellRotationDue } from '../../src/endpoints/tell.ts';
import { publishEvents } from '../../src/events/publish.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertDelivery, insertEndpoint } from '../fixtures/deliveries.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { startService } from '../fixtures/service.ts';

const PUBLIC_URL = 'https://waybill.example.com';
let database: Database;
let sql: Sql;
let tenant: string;
let endpoint: string;
let watcher: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});
beforeEach(async () => {
  await sql`truncate delivery_queue, deliveries, attempts, events, dead_letter_tallies, endpoint_lanes, worker_heartbeats`;
  tenant = randomUUID();
  endpoint = await insertEndpoint(sql, tenant);
  watcher = await insertEndpoint(sql, tenant);
  for (const type of ['endpoint.failing', 'endpoint.disabled', 'delivery.dead_lettered'])
    await sql`insert into subscriptions (tenant_id, pattern, endpoint_id) values (${tenant}, ${type}, ${watcher})`;
});

/** The operational events so far. */
const told = async () =>
  (await sql`select body from events where type ~ '^(endpoint|delivery)[.]' order by sequence`).map(({ body }) =>
    JSON.parse(body),
  );
const dieNow = () => sql`update endpoints set disabled_reason = 'gone' where id = ${endpoint}`;

describe('dead letters', () => {
  const quiet = () => sql`update dead_letter_tallies set last_at = now() - interval '3 s'`;
  const tell = () => tellDeadLetters(sql, PUBLIC_URL);

  test('that die together are one event with a count, by endpoint and reason', async () => {
    for (let n = 0; n < 7; n++) await insertDelivery(sql, tenant, endpoint);
    await dieNow();
    await endUnserved(sql, [endpoint]);
    const old = await insertDelivery(sql, tenant, watcher);
    await sql`update delivery_queue set queued_at = now() - interval '8 days' where event_id = ${old}`;
    await endExpired(sql);
    expect(await tell()).toEqual([]); // more may be dying
    await quiet();
    expect(await tell()).toEqual([watcher]);
    const events = await told();
    expect(events.map(({ data }) => [data.endpoint_id, data.dead_reason, data.count]).sort()).toEqual(
      [
        [toId('ep', endpoint), 'endpoint_disabled', 7],
        [toId('ep', watcher), 'expired', 1],
      ].sort(),
    );
    expect(events.find(({ data }) => data.count === 1).data.delivery_id).toBe(
      `dlv_${toId('evt', old).slice(4)}${toId('ep', watcher).slice(3)}`,
    );
    await quiet();
    expect(await tell()).toEqual([]);
    // Another one, soon after: it waits for its minute.
    const again = await insertDelivery(sql, tenant, endpoint);
    await endUnserved(sql, [endpoint]);
    await quiet();
    expect(await tell()).toEqual([]);
    await sql`update dead_letter_tallies set told_at = now() - interval '61 s'`;
    expect(await tell()).toEqual([watcher]);
    expect((await told()).at(-1).data).toMatchObject({
      count: 1,
      delivery_id: expect.stringContaining(toId('evt', again).slice(4)),
    });
    await sql`update dead_letter_tallies set told_at = now() - interval '121 s'`;
    await tell();
    expect(await sql`select from dead_letter_tallies`).toHaveLength(0);
  });

  test('that go on dying are told of once a minute', async () => {
    await insertDelivery(sql, tenant, endpoint);
    await dieNow();
    await endUnserved(sql, [endpoint]);
    await sql`update dead_letter_tallies set first_at = now() - interval '61 s'`;
    expect(await tell()).toEqual([watcher]);
  });

  test('of attempts are tallied as they are recorded, and those that were delivered are not', async () => {
    const worker = randomUUID();
    await sql`insert into worker_heartbeats values (${worker}, now())`;
    const events = [await insertDelivery(sql, tenant, endpoint), await insertDelivery(sql, tenant, endpoint)];
    const [lane] = await takeLanes(sql, worker, { wanted: [endpoint], held: [] });
    const { claimed } = await claim(sql, worker, [{ ...lane!, slots: 9 }], []);
    const results = claimed.map(({ event_id, endpoint_id, claim_epoch, round, attempts }) => ({
      ...{ event_id, endpoint_id, claim_epoch, round, attempts },
      attempt: { id: newUuid(), status: 404, error_code: 'client_error', ms: 1, excerpt: null },
      next:
        event_id === events[0] ? ({ kind: 'dead', reason: 'client_error' } as const) : ({ kind: 'delivered' } as const),
    }));
    await record(sql, results);
    await record(sql, results); // its reply was lost
    expect(await sql`select dead_reason, count::int, event_id from dead_letter_tallies`).toMatchObject([
      { dead_reason: 'client_error', count: 1, event_id: events[0] },
    ]);
  });

  test('of operational events are told to nobody', async () => {
    const id = await insertDelivery(sql, tenant, watcher);
    await sql`update events set type = 'delivery.dead_lettered' where id = ${id}`;
    await sql`update endpoints set disabled_reason = 'gone' where id = ${watcher}`;
    await endUnserved(sql, [watcher]);
    expect(await sql`select * from dead_letter_tallies`).toHaveLength(0);
    expect(await sql`select from deliveries where dead_reason = 'endpoint_disabled'`).toHaveLength(1);
  });

  test('are told of once by any number of workers, and again when the telling was rolled back', async () => {
    await insertDelivery(sql, tenant, endpoint);
    await dieNow();
    await endUnserved(sql, [endpoint]);
    await quiet();
    await inTransaction(database, async (inside) => {
      await tellDeadLetters(inside.sql, PUBLIC_URL);
      throw new Error('crash');
    }).catch(() => {});
    expect(await told()).toHaveLength(0);
    await Promise.all([tell(), tell(), tell()]);
    expect(await told()).toHaveLength(1);
  });
});

describe('an endpoint that fails', () => {
  const DAY_MS = 86_400_000;
  const failing = (days: number): Failing => ({
    failingSince: new Date(Date.now() - days * DAY_MS),
    status: 503,
    errorCode: 'server_error',
  });
  const toldAt = (age: string) =>
    sql`update endpoints set failing_told_at = now() - ${age}::interval where id = ${endpoint}`;

  test('is told of when it begins to, and a day before it is disabled', async () => {
    const first = failing(0);
    expect(await tellFailing(sql, endpoint, first)).toEqual([watcher]);
    expect(await tellFailing(sql, endpoint, first)).toEqual([]);
    const [event] = await told();
    expect(event.data).toMatchObject({
      endpoint_id: toId('ep', endpoint),
      failing_since: first.failingSince.toISOString(),
      disables_at: new Date(first.failingSince.getTime() + 5 * DAY_MS).toISOString(),
      status_code: 503,
    });
    await toldAt('3.89 days');
    expect(await tellFailing(sql, endpoint, failing(3.9))).toEqual([]);
    expect(await tellFailing(sql, endpoint, failing(4.01))).toEqual([watcher]);
    expect(await tellFailing(sql, endpoint, failing(4.02))).toEqual([]);
  });

  test('that comes and goes is told of once an hour', async () => {
    await tellFailing(sql, endpoint, failing(0));
    expect(await tellFailing(sql, endpoint, failing(-0.001))).toEqual([]); // it had recovered in between
    await toldAt('61 minutes');
    expect(await tellFailing(sql, endpoint, failing(0))).toEqual([watcher]);
  });
});

test('a secret that is 90 days old is told of once, unless another has followed it', async () => {
  await sql`insert into subscriptions (tenant_id, pattern, endpoint_id) values (${tenant}, 'secret.rotation_due', ${watcher})`;
  const ago = (days: number) =>
    firstIdAt(new Date(Date.now() - days * 86_400_000)).replace('-0000-0000-', '-7000-8000-');
  const [old, followed, young] = [ago(90.1), ago(91), ago(89.9)];
  const insert = (key: string, expires: string | null) => sql`
    insert into endpoint_secrets (key_id, endpoint_id, ciphertext, last_four, expires_at)
    values (${key}, ${endpoint}, '', 'abcd', ${expires})`;
  await insert(old, null);
  await insert(followed, new Date(Date.now() + 60_000).toISOString());
  await insert(young, null);
  expect((await Promise.all([tellRotationDue(sql), tellRotationDue(sql)])).flat()).toEqual([watcher]);
  expect(await tellRotationDue(sql)).toEqual([]);
  const [event] = await sql`select body from events where type = 'secret.rotation_due'`;
  expect(JSON.parse(event!.body).data).toMatchObject({ endpoint_id: toId('ep', endpoint), key_id: toId('key', old) });
});

describe('the whole way', () => {
  test('of an endpoint that fails and is gone: events before and after, and lines for a mail', async () => {
    const service = await startService();
    const { client } = service;
    await service.database.sql`update tenants set email = 'ops@shop.example.com'`;
    const [failing, told, everything] = [await startReceiver(), await startReceiver(), await startReceiver()];
    const register = async (receiver: TestReceiver, event_types: string[]) =>
      (
        await client.POST('/v1/webhook-endpoints', {
          body: { url: receiver.url, event_types, retry_policy: { initial_delay_ms: 10, max_delay_ms: 10 } },
        })
      ).data!.endpoint_id;
    const endpoint_id = await register(failing, ['image.canceled']);
    await register(told, ['endpoint.failing', 'endpoint.disabled', 'delivery.dead_lettered', 'secret.rotated']);
    await register(everything, ['*']);
    failing.otherwise = 503;
    const tenantOf = (await service.database.sql`select id from tenants`)[0]!.id;
    const publish = () =>
      publishEvents(service.database.sql, [
        {
          tenantId: tenantOf,
          type: 'image.canceled',
          subject: 's',
          correlationId: 'c',
          data: {
            request_id: 'req_01k9w3v8m0e4d9q6s1t7b2n5xa',
            status: 'canceled',
            status_url: 'https://waybill.example.com/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa',
          },
        },
      ]);
    await publish();
    const [first] = await told.until(1);
    expect(first!.event).toMatchObject({
      type: 'endpoint.failing',
      subject: endpoint_id,
      sequence: 1,
      data: { endpoint_id, status_code: 503, error_code: 'server_error' },
    });
    const { data: rotated } = await client.POST('/v1/webhook-endpoints/{endpoint_id}/rotate-secret', {
      params: { path: { endpoint_id } },
      body: {},
    });
    const [, second] = await told.until(2);
    expect(second!.event).toMatchObject({
      type: 'secret.rotated',
      sequence: 2,
      data: { endpoint_id, previous_expires_at: rotated!.previous_expires_at },
    });
    expect(second!.body).not.toContain(rotated!.secret);
    // Enabled again its breaker is closed, so that the next answer comes now.
    await client.PATCH('/v1/webhook-endpoints/{endpoint_id}', {
      params: { path: { endpoint_id } },
      body: { status: 'disabled' },
    });
    await client.PATCH('/v1/webhook-endpoints/{endpoint_id}', {
      params: { path: { endpoint_id } },
      body: { status: 'enabled' },
    });
    failing.otherwise = 410;
    await publish();
    await publish();
    const events = (await told.until(5)).map(({ event }) => event);
    expect(events.filter(({ type }) => type === 'endpoint.disabled').map(({ data }) => data.disabled_reason)).toEqual([
      'manual',
      'gone',
    ]);
    await vi.waitFor(
      () => {
        const letters = told.received.filter(({ event }) => event.type === 'delivery.dead_lettered');
        const counts = letters.map(({ event }) => Number(event.data.count));
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
      },
      { timeout: 15_000 },
    );
    const lines = (await service.database.sql`select line from mail_notices order by id`).map(({ line }) => line);
    expect(lines[0]).toBe(`The endpoint ${failing.url}/ (${endpoint_id}) was disabled: it answered 410.`);
    expect(lines.slice(1).join('\n')).toMatch(/deliver(y|ies) to the endpoint ep_\w+ died: /);
    expect(everything.received.map(({ event }) => event.type)).toEqual(Array(3).fill('image.canceled'));
  }, 60_000);

  test('what fails of telling is told to nobody', async () => {
    const service = await startService();
    const down = await startReceiver();
    down.otherwise = 404;
    const { data } = await service.client.POST('/v1/webhook-endpoints', {
      body: { url: down.url, event_types: ['endpoint.failing', 'delivery.dead_lettered', 'secret.rotated'] },
    });
    for (let n = 0; n < 7; n++)
      await service.client.POST('/v1/webhook-endpoints/{endpoint_id}/rotate-secret', {
        params: { path: { endpoint_id: data!.endpoint_id } },
        body: {},
      });
    await down.until(5); // and then its breaker is open
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    const types = await service.database.sql`select distinct type from events`;
    expect(types.map(({ type }) => type)).toEqual(['secret.rotated']);
  });
});
