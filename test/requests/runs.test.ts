/**
 * The protocol of runs on real Postgres, one interleaving a test: each of these was a lost or a doubled piece of work
 * once.
 */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid, toId } from '../../src/contract/ids.ts';
import { problem } from '../../src/contract/problems.ts';
import { connect, type Database, type Sql } from '../../src/database/connect.ts';
import { cancel } from '../../src/requests/cancel.ts';
import { type End, finish } from '../../src/requests/finish.ts';
import {
  findCanceledRun,
  findRunState,
  noteProgress,
  type Run,
  releaseRun,
  startRun,
} from '../../src/requests/store.ts';
import { sweep } from '../../src/requests/sweep.ts';
import { wakeUp } from '../../src/tasks/enqueue.ts';
import { createTestDatabase } from '../fixtures/database.ts';

const PUBLIC_URL = 'http://waybill.example';
const MAX_ATTEMPTS = 4;
let database: Database;
let sql: Sql;
let id: string;
const alive = randomUUID();
const other = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
});

beforeEach(async () => {
  await sql`truncate request_queue, worker_heartbeats, graphile_worker._private_jobs`;
  await sql`insert into worker_heartbeats values (${alive}, now()), (${other}, now())`;
  id = newUuid();
  await sql`insert into requests (id, tenant_id, job, input, correlation_id) values (${id}, ${randomUUID()}, 'image-process', '{}', 'c')`;
  await sql`insert into request_queue (request_id) values (${id})`;
});

const succeeded: End = {
  state: 'succeeded',
  result: { path: 'x', media_type: 'image/png', size: 1, sha256: Buffer.alloc(32) },
  details: { media_type: 'image/png', size: 1, width: 1, height: 1 },
};
const failed: End = { state: 'failed', error: problem('job-timeout').toBody(PUBLIC_URL) };
const canceled: End = { state: 'canceled' };

const end = async (run: Run, how: End) =>
  (await sql.begin((tx) => finish(tx as unknown as Sql, run, how, PUBLIC_URL)))?.state ?? null;
const sweepNow = (holds: (requestId: string) => boolean = () => false) =>
  sweep(sql, { workerId: alive, holds }, PUBLIC_URL);
const silence = (worker: string) =>
  sql`update worker_heartbeats set seen_at = now() - interval '16 s' where worker_id = ${worker}`;
const askToCancel = () => sql`update request_queue set cancel_requested = true where request_id = ${id}`;
const start = async (worker = alive) => (await startRun(sql, id, worker))!;

async function outcome() {
  const [request] = await sql`select state, error->>'type' as error from requests where id = ${id}`;
  const events = await sql`select type from events where subject = ${toId('req', id)}`;
  const files = await sql`select 1 from files where id = ${id}`;
  return {
    state: request!.state,
    error: request!.error,
    events: events.map(({ type }) => type),
    results: files.length,
  };
}
const wakeUps = async () =>
  (await sql`select 1 from graphile_worker.jobs where key = ${id} and locked_at is null and attempts < max_attempts`)
    .length;
const queued = async () => (await sql`select * from request_queue where request_id = ${id}`)[0];

describe('a start', () => {
  test('takes an unowned request that is due, and raises the epoch', async () => {
    expect(await start()).toMatchObject({ run_epoch: 1, attempts: 1 });
    expect(await queued()).toMatchObject({ status: 'processing', worker_id: alive });
  });
  test('leaves one that somebody has, even somebody silent: only the sweep takes away', async () => {
    await start(other);
    await silence(other);
    expect(await startRun(sql, id, alive)).toBeUndefined();
  });
  test('leaves one that is not due', async () => {
    await sql`update request_queue set run_at = now() + interval '1 minute'`;
    expect(await startRun(sql, id, alive)).toBeUndefined();
  });
  test('leaves one whose cancel was asked for, which is to end instead', async () => {
    await askToCancel();
    expect(await startRun(sql, id, alive)).toBeUndefined();
    await end((await findCanceledRun(sql, id))!, canceled);
    expect(await outcome()).toMatchObject({ state: 'canceled', events: ['image.canceled'] });
  });
  test('leaves a job of another release to the workers of that release, also when it is to be canceled', async () => {
    await sql`update requests set job = 'of-the-next-release' where id = ${id}`;
    expect(await startRun(sql, id, alive)).toBeUndefined();
    const [{ tenant_id }] = (await sql`select tenant_id from requests where id = ${id}`) as unknown as [
      { tenant_id: string },
    ];
    expect(await cancel(sql, tenant_id, id, PUBLIC_URL)).toEqual([]);
    expect(await queued()).toMatchObject({ status: 'queued', cancel_requested: true });
    expect(await findCanceledRun(sql, id)).toBeUndefined();
    await sql`update requests set job = 'image-process' where id = ${id}`; // and now one of them has it
    expect(await startRun(sql, id, alive)).toBeUndefined();
    await end((await findCanceledRun(sql, id))!, canceled);
    expect(await outcome()).toMatchObject({ state: 'canceled', events: ['image.canceled'] });
  });
  test('of two at once is given to one', async () => {
    const starts = await Promise.all([startRun(sql, id, alive), startRun(sql, id, other)]);
    expect(starts.filter(Boolean)).toHaveLength(1);
  });
});

describe('what an old run writes changes nothing', () => {
  let old: Run;
  let next: Run;
  beforeEach(async () => {
    old = await start(other);
    await noteProgress(sql, old, 0.5);
    await silence(other);
    await sweepNow();
    next = await start(alive);
  });
  test('its progress', async () => {
    expect(await noteProgress(sql, old, 0.9)).toBe(false);
    expect(await queued()).toMatchObject({ progress: 0.5 });
    expect(await findRunState(sql, old)).toBe('lost');
  });
  test('its result', async () => {
    expect(await end(old, succeeded)).toBeNull();
    expect(await outcome()).toMatchObject({ state: null, events: [], results: 0 });
    expect(await end(next, succeeded)).toBe('succeeded');
    expect(await end(old, failed)).toBeNull();
    expect(await outcome()).toMatchObject({ state: 'succeeded', events: ['image.processed'], results: 1 });
  });
  test('its wish to be run again', async () => {
    expect(await releaseRun(sql, old, { delayMs: 0, countsAttempt: true })).toBe(false);
    expect(await queued()).toMatchObject({ worker_id: alive });
  });
  test('nor does the progress of the new one fall below it', async () => {
    await noteProgress(sql, next, 0.1);
    expect(await queued()).toMatchObject({ progress: 0.5 });
  });
});

describe('an end', () => {
  test('written twice, since the reply was lost, counts once', async () => {
    const run = await start();
    expect(await end(run, succeeded)).toBe('succeeded');
    expect(await end(run, succeeded)).toBeNull();
    expect((await outcome()).events).toEqual(['image.processed']);
  });
  test('of two runs at once counts once', async () => {
    const run = await start();
    const ends = await Promise.all([end(run, succeeded), end(run, failed), end(run, canceled)]);
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect((await outcome()).events).toHaveLength(1);
  });
  test('as failed is canceled when that was asked for; as succeeded it stays', async () => {
    const run = await start();
    await askToCancel();
    expect(await findRunState(sql, run)).toBe('canceled');
    expect(await end(run, failed)).toBe('canceled');
    expect(await outcome()).toMatchObject({ state: 'canceled', error: null, events: ['image.canceled'] });
  });
  test('as succeeded beside an unheard cancel is succeeded', async () => {
    const run = await start();
    await askToCancel();
    expect(await end(run, succeeded)).toBe('succeeded');
  });
  test('whose event its schema refuses changes nothing at all', async () => {
    const run = await start();
    await expect(end(run, { ...succeeded, details: { media_type: 'image/png' } } as End)).rejects.toThrow(
      /image.processed.*size/,
    );
    expect(await outcome()).toMatchObject({ state: null, events: [], results: 0 });
    expect(await queued()).toBeDefined();
  });
  test('a run that failed is not given back when its cancel was asked for', async () => {
    const run = await start();
    await askToCancel();
    expect(await releaseRun(sql, run, { delayMs: 0, countsAttempt: true })).toBe(false);
  });
});

describe('the sweep', () => {
  test('takes the run of a silent worker away and wakes it', async () => {
    const run = await start(other);
    await silence(other);
    expect(await sweepNow()).toMatchObject({ taken: [id], woken: 0 });
    expect(await queued()).toMatchObject({ worker_id: null, run_epoch: run.run_epoch + 1 });
    expect(await wakeUps()).toBe(1);
  });
  test('leaves the run of a worker that lives', async () => {
    await start(other);
    await sql`update worker_heartbeats set seen_at = now() - interval '14 s' where worker_id = ${other}`;
    expect(await sweepNow()).toMatchObject({ taken: [], woken: 0 });
  });
  test('takes the run of a worker that has gone on under another id', async () => {
    await start(randomUUID());
    expect(await sweepNow()).toMatchObject({ taken: [id] });
  });
  test('takes what is ours but not held, since the reply to its start was lost', async () => {
    await start(alive);
    expect(await sweepNow((requestId) => requestId === id)).toMatchObject({ taken: [] });
    expect(await sweepNow()).toMatchObject({ taken: [id] });
  });
  test('that looked before a worker came to life does not take the run that this one has started since (NO_SEEN)', async () => {
    await start(other);
    await silence(other);
    const newcomer = randomUUID();
    // Where it looks for living workers it waits for a lock: with its snapshot taken, and no row locked yet.
    await sql.unsafe(`create schema slow; create view slow.worker_heartbeats as
      select * from public.worker_heartbeats where (select pg_advisory_xact_lock_shared(1)) is not null`);
    const slow = connect(database.url, { connections: 2, name: 'slow', settings: { search_path: 'slow, public' } });
    const { promise: held, resolve: isHeld } = Promise.withResolvers<void>();
    const { promise: done, resolve: release } = Promise.withResolvers<void>();
    const locked = sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(1)`;
      isHeld();
      await done;
    });
    await held;
    const late = sweep(slow.sql, { workerId: alive, holds: () => false }, PUBLIC_URL);
    await expect
      .poll(
        async () =>
          (await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
            .length,
        { timeout: 3000 },
      )
      .toBeGreaterThan(0);
    expect((await sweepNow()).taken).toEqual([id]);
    await sql`insert into worker_heartbeats values (${newcomer}, now())`;
    await start(newcomer);
    release();
    await locked;
    expect((await late).taken).toEqual([]);
    expect(await queued()).toMatchObject({ worker_id: newcomer, run_epoch: 3 });
    await slow.close();
    await sql.unsafe('drop schema slow cascade');
  });

  test('ends what was to be canceled', async () => {
    await start(other);
    await askToCancel();
    await silence(other);
    await sweepNow();
    expect(await outcome()).toMatchObject({ state: 'canceled', events: ['image.canceled'] });
  });
  test('ends what has no attempt left as failed, with its event', async () => {
    await start(other);
    await sql`update request_queue set attempts = ${MAX_ATTEMPTS}`;
    await silence(other);
    await sweepNow();
    expect(await outcome()).toMatchObject({
      state: 'failed',
      error: `${PUBLIC_URL}/problems/job-crashed`,
      events: ['image.failed'],
    });
  });
  test('is not stopped by a job that is unknown here, which it leaves to others', async () => {
    const unknown = newUuid();
    await sql`insert into requests (id, tenant_id, job, input, correlation_id) values (${unknown}, ${randomUUID()}, 'of-another-release', '{}', 'c')`;
    await sql`insert into request_queue (request_id, worker_id) values (${unknown}, ${randomUUID()})`;
    await start(other);
    await silence(other);
    expect(await sweepNow()).toMatchObject({ taken: [id] });
  });
  test('takes more than a hundred, also when some of the first are in its own hands', async () => {
    await start();
    const more = Array.from({ length: 120 }, newUuid);
    await sql`
      insert into requests (id, tenant_id, job, input, correlation_id)
      select id, ${randomUUID()}, 'image-process', '{}', 'c' from unnest(${more}::uuid[]) id`;
    await sql`insert into request_queue (request_id, worker_id, attempts) select id, ${other}, 1 from unnest(${more}::uuid[]) id`;
    await silence(other);
    const { taken } = await sweepNow((requestId) => requestId === id);
    expect(taken.sort()).toEqual(more.sort());
  });
  test('of two workers at once takes each run once', async () => {
    await start(other);
    await silence(other);
    const taken = await Promise.all([sweepNow(), sweepNow(), sweepNow()]);
    expect(taken.reduce((sum, result) => sum + result.taken.length, 0)).toBe(1);
    expect(await queued()).toMatchObject({ run_epoch: 2 });
  });
  test('wakes what is overdue and has no wake-up; a locked or spent job is none', async () => {
    await sql`update request_queue set run_at = now() - interval '9 s'`;
    expect(await sweepNow()).toMatchObject({ woken: 0 });
    await sql`update request_queue set run_at = now() - interval '11 s'`;
    await wakeUp(sql, id);
    expect(await sweepNow()).toMatchObject({ woken: 0 });
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead worker'`;
    expect(await sweepNow()).toMatchObject({ woken: 1 });
    expect(await wakeUps()).toBe(1);
    await sql`update graphile_worker._private_jobs set attempts = max_attempts where key = ${id}`;
    expect(await sweepNow()).toMatchObject({ woken: 1 });
    expect(await wakeUps()).toBe(1);
  });
  test('never unlocks a job', async () => {
    await wakeUp(sql, id);
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'`;
    await start(other);
    await silence(other);
    await sweepNow();
    expect(await sql`select 1 from graphile_worker.jobs where locked_by = 'somebody'`).toHaveLength(1);
  });
});
