/** Heartbeats: who is late goes on as somebody else, and stops by its own clock before others hold it for dead. */
import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { type Ownership, startOwnership } from '../../src/database/ownership.ts';
import { createTestDatabase } from '../fixtures/database.ts';

let database: Database;
let ownership: Ownership;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  ownership = await startOwnership(database.sql, { onError: () => {} });
  return () => ownership.stop();
});

const age = (seconds: number) =>
  database.sql`update worker_heartbeats set seen_at = now() - make_interval(secs => ${seconds}) where worker_id = ${ownership.workerId}`;

test('a heartbeat in time keeps the id', async () => {
  const before = ownership.workerId;
  await age(9);
  await ownership.beat();
  expect(ownership.workerId).toBe(before);
  expect(ownership.isFresh()).toBe(true);
});

test('a heartbeat too late does not revive: the worker forgets, and goes on under a new id', async () => {
  const before = ownership.workerId;
  const forget = vi.fn(() => expect(ownership.workerId).toBe(before)); // told before it may own anything new
  ownership.onLost(forget);
  await age(11);
  await ownership.beat();
  expect(forget).toHaveBeenCalledOnce();
  expect(ownership.workerId).not.toBe(before);
  expect(await database.sql`select 1 from worker_heartbeats where worker_id = ${before}`).toHaveLength(0);
  expect(await database.sql`select 1 from worker_heartbeats where worker_id = ${ownership.workerId}`).toHaveLength(1);
});

test('a worker whose row is gone goes on under a new id', async () => {
  const before = ownership.workerId;
  await database.sql`delete from worker_heartbeats`;
  await ownership.beat();
  expect(ownership.workerId).not.toBe(before);
});

/** A worker whose heartbeats answer only when they are let, on a clock that can be put forward. */
async function startSlowly() {
  let answer = () => {};
  const waited = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const real = performance.now.bind(performance);
  const clock = { shift: 0 };
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => real() + clock.shift);
  const slow = await startOwnership(
    new Proxy(database.sql, {
      apply: (target, self, args) =>
        (String(args[0][0]).includes('update') ? waited : Promise.resolve()).then(() =>
          Reflect.apply(target as never, self, args),
        ),
    }) as never,
    { onError: () => {} },
  );
  onTestFinished(async () => {
    answer();
    spy.mockRestore();
    await slow.stop();
  });
  return { slow, clock, answer };
}

test('freshness counts from before the heartbeat was sent, not from its reply (HB_REPLY)', async () => {
  const { slow, clock, answer } = await startSlowly();
  const beat = slow.beat();
  clock.shift = 10_500; // the reply takes 10.5 s
  answer();
  await beat;
  expect(slow.isFresh()).toBe(false);
});

test('14 s after the last heartbeat was sent, what is being sent is to be aborted', async () => {
  const { slow, clock, answer } = await startSlowly();
  const abort = vi.fn();
  slow.onSilent(abort);
  const beat = slow.beat();
  clock.shift = 13_900; // the reply takes so long, and no further one comes
  answer();
  await beat;
  expect(abort).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(abort).toHaveBeenCalled(), { timeout: 900 });
});
