/** Metrics: what the database is asked, how dear that is, and what is told when it cannot be asked. */
import { beforeAll, describe, expect, test } from 'vitest';
import { newUuid, newUuids } from '../../src/contract/ids.ts';
import type { Database } from '../../src/database/connect.ts';
import { endExpired, endUnserved } from '../../src/deliveries/end.ts';
import { BREAKER_FAILURES, FACTS_CACHE_MS, ROWS_COUNTED } from '../../src/limits.ts';
import { count } from '../../src/telemetry/counts.ts';
import { type Facts, readFacts } from '../../src/telemetry/facts.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertDelivery, insertEndpoint } from '../fixtures/deliveries.ts';

const nothing: Facts = {
  requests: { queued: 0, processing: 0 },
  request_queue_age_seconds: { '': 0 },
  deliveries_waiting: { '': 0 },
  delivery_queue_age_seconds: { open: 0, closed: 0 },
  breakers: { open: 0, closed: 0 },
  outbox_events: { waiting: 0, refused: 0 },
  outbox_age_seconds: { '': 0 },
  workers: { '': 0 },
  database_connections: {},
};

describe('the facts of the database', () => {
  let database: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  const facts = () => readFacts(database.sql);

  test('are zeros at first, and never missing', async () => {
    expect(await facts()).toEqual({ ...nothing, database_connections: { 'waybill test': 1 } });
  });

  test('runs: by state, and since when the oldest that nobody runs is due', async () => {
    const { sql } = database;
    const [running, older, newer, later] = newUuids(4);
    await sql`
      insert into request_queue (request_id, status, worker_id, run_at) values
        (${running!}, 'processing', ${newUuid()}, now() - interval '1 hour'),
        (${older!}, 'queued', null, now() - interval '90 s'),
        (${newer!}, 'queued', null, now() - interval '30 s'),
        (${later!}, 'processing', null, now() + interval '1 hour')`;
    const { requests, request_queue_age_seconds } = await facts();
    expect(requests).toEqual({ queued: 2, processing: 2 });
    expect(request_queue_age_seconds['']).toBeGreaterThanOrEqual(90);
    expect(request_queue_age_seconds['']).toBeLessThan(3000);
    await sql`delete from request_queue`;
  });

  test('deliveries: how many wait, and since when, apart from those of endpoints whose breaker is open', async () => {
    const { sql } = database;
    const tenant = newUuid();
    const [good, broken, gone] = [
      await insertEndpoint(sql, tenant),
      await insertEndpoint(sql, tenant),
      await insertEndpoint(sql, tenant),
    ];
    await sql`insert into endpoint_lanes (endpoint_id, epoch, failures) values
      (${good}, 1, 0), (${broken}, 1, ${BREAKER_FAILURES}), (${gone}, 1, ${BREAKER_FAILURES})`;
    await sql`update endpoints set disabled_reason = 'gone' where id = ${gone}`;
    for (const [endpoint, age] of [
      [good, 40],
      [good, 20],
      [good, -500],
      [broken, 400],
    ] as const) {
      const event = await insertDelivery(sql, tenant, endpoint);
      await sql`update delivery_queue set next_at = now() - make_interval(secs => ${age}) where event_id = ${event}`;
    }
    const { deliveries_waiting, delivery_queue_age_seconds: age, breakers } = await facts();
    expect(deliveries_waiting).toEqual({ '': 4 });
    expect(breakers).toEqual({ open: 1, closed: 1 });
    expect(Math.floor(age.closed! / 40)).toBe(1);
    expect(Math.floor(age.open! / 400)).toBe(1);
    await sql`delete from delivery_queue`;
  });

  test('what dies because nobody is left to send it is counted by its reason', async () => {
    const { sql } = database;
    const metrics = createMetrics();
    const tenant = newUuid();
    const endpoint = await insertEndpoint(sql, tenant);
    for (let n = 0; n < 3; n++) await insertDelivery(sql, tenant, endpoint);
    await sql`update endpoints set disabled_reason = 'manual' where id = ${endpoint}`;
    expect(await endUnserved(sql, [endpoint])).toBe(3);
    const old = await insertDelivery(sql, tenant, await insertEndpoint(sql, tenant));
    await sql`update delivery_queue set queued_at = now() - interval '30 days' where event_id = ${old}`;
    expect(await endExpired(sql)).toBe(1);
    const text = await metrics.show(facts);
    expect(text).toContain('\nwaybill_dead_letters_total{reason="endpoint_disabled"} 3\n');
    expect(text).toContain('\nwaybill_dead_letters_total{reason="expired"} 1\n');
  });

  test('the outbox, and the workers that live', async () => {
    const { sql } = database;
    await sql`insert into event_outbox (tenant_id, type, subject, data, written_at, refused) values
      ('t', 'x', 's', '{}', now() - interval '1 hour', '[]'), ('t', 'x', 's', '{}', now() - interval '5 s', null)`;
    await sql`insert into worker_heartbeats (worker_id, seen_at) values
      (${newUuid()}, now()), (${newUuid()}, now() - interval '1 minute')`;
    const { outbox_events, outbox_age_seconds, workers } = await facts();
    expect(outbox_events).toEqual({ waiting: 1, refused: 1 });
    expect(Math.floor(outbox_age_seconds['']! / 5)).toBe(1);
    expect(workers).toEqual({ '': 1 });
  });

  test('cost no more with ten times as many rows: from ROWS_COUNTED on Postgres estimates', async () => {
    const { sql } = database;
    const fill = (rows: number) => sql`
      with made as (insert into request_queue (request_id) select gen_random_uuid() from generate_series(1, ${rows}::int))
      insert into delivery_queue (event_id, endpoint_id)
      select gen_random_uuid(), md5((i % 20)::text)::uuid from generate_series(1, ${rows}::int) i`;
    await fill(ROWS_COUNTED - 1);
    expect(await facts()).toMatchObject({
      requests: { queued: ROWS_COUNTED - 1 },
      deliveries_waiting: { '': ROWS_COUNTED - 1 },
    });
    await fill(ROWS_COUNTED * 2);
    await sql`analyze request_queue`;
    await sql`analyze delivery_queue`;
    const { requests, deliveries_waiting } = await facts();
    for (const number of [requests.queued!, deliveries_waiting['']!]) {
      expect(number).toBeGreaterThan(ROWS_COUNTED * 2.5);
      expect(number).toBeLessThan(ROWS_COUNTED * 3.5);
    }
  });
});

describe('what is shown', () => {
  test('is asked of the database once for all who scrape at about the same time', async () => {
    const metrics = createMetrics();
    let asked = 0;
    const read = async () => ({ ...nothing, workers: { '': ++asked } });
    const all = await Promise.all([metrics.show(read), metrics.show(read)]);
    for (const text of [...all, await metrics.show(read)]) expect(text).toContain('\nwaybill_workers 1\n');
    await new Promise((resolve) => setTimeout(resolve, FACTS_CACHE_MS + 100));
    expect(await metrics.show(read)).toContain('\nwaybill_workers 2\n');
  });

  test('without the database is what the process has counted, and that the database is away: no number that is not known', async () => {
    const metrics = createMetrics();
    count('events_published', { type: 'order.paid' });
    await metrics.show(async () => nothing);
    await new Promise((resolve) => setTimeout(resolve, FACTS_CACHE_MS + 100));
    const text = await metrics.show(() => Promise.reject(new Error('away')));
    expect(text).toContain('\nwaybill_database_up 0\n');
    expect(text).toContain('\nwaybill_events_published_total{type="order.paid"} 1\n');
    expect(text).not.toMatch(/^waybill_(workers|requests|deliveries_waiting|breakers|\w*age_seconds)[ {]/m);
  });

  test('counts calls that are told to come back later', async () => {
    const metrics = createMetrics();
    for (const status of [200, 404, 429, 429, 503])
      metrics.observeCall({ operation: 'getRequest', status, seconds: 0.02 });
    const text = await metrics.show(async () => nothing);
    expect(text).toContain('\nwaybill_http_requests_refused_total{status="429"} 2\n');
    expect(text).toContain('\nwaybill_http_requests_refused_total{status="503"} 1\n');
    expect(text).toMatch(/_bucket{le="0.025",operation="getRequest",status_class="4xx"} 3$/m);
  });
});
