/**
 * Who is alive: one heartbeat for everything that a worker owns (schema.md, rule 4).
 *
 * Promises: a heartbeat never revives; whoever comes too late goes on as somebody else. A worker judges its own
 * freshness by its monotonic clock, from before the heartbeat was sent, so it stops before others hold it for dead.
 */
import { randomUUID } from 'node:crypto';
import { HEARTBEAT_DEAD_MS, HEARTBEAT_EVERY_MS, HEARTBEAT_STALE_MS } from '../limits.ts';
import type { Sql, SqlRunner } from './connect.ts';

export interface Ownership {
  /** Made per process start, and anew whenever this worker was taken for dead. */
  readonly workerId: string;
  /** May this worker start something now? */
  isFresh(): boolean;
  /** Called when the worker was taken for dead: abort what runs, forget what was claimed, keep results to record. */
  onLost(forget: () => void): void;
  /** One heartbeat now; the timer does the same. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

/** @param sql  a pool of one connection that nothing else uses: a busy pool must not delay the heartbeat */
export async function startOwnership(sql: Sql, { onError }: { onError(error: unknown): void }): Promise<Ownership> {
  const forgetters: (() => void)[] = [];
  let workerId = '';
  let beatenAt = Number.NEGATIVE_INFINITY;
  let beating: Promise<void> | undefined;

  async function enter(): Promise<void> {
    const sentAt = performance.now();
    const next = randomUUID();
    await sql`insert into worker_heartbeats (worker_id, seen_at) values (${next}, now())`;
    const previous = workerId;
    workerId = next;
    beatenAt = sentAt;
    if (previous) await sql`delete from worker_heartbeats where worker_id = ${previous}`;
  }

  async function beatOnce(): Promise<void> {
    const sentAt = performance.now();
    const beaten = await sql`
      update worker_heartbeats set seen_at = now()
      where worker_id = ${workerId} and seen_at > now() - make_interval(secs => ${HEARTBEAT_STALE_MS / 1000})
      returning 1`;
    if (beaten.length > 0) {
      beatenAt = sentAt;
      return;
    }
    for (const forget of forgetters) forget();
    await enter();
  }

  await enter();
  const beat = () => {
    beating ??= beatOnce().finally(() => {
      beating = undefined;
    });
    return beating;
  };
  const timer = setInterval(() => beat().catch(onError), HEARTBEAT_EVERY_MS);

  return {
    get workerId() {
      return workerId;
    },
    isFresh: () => performance.now() - beatenAt < HEARTBEAT_STALE_MS,
    onLost: (forget) => void forgetters.push(forget),
    beat,
    async stop() {
      clearInterval(timer);
      await beating?.catch(() => {});
      await sql`delete from worker_heartbeats where worker_id = ${workerId}`.catch(onError);
    },
  };
}

/** SQL: the ids of the workers that live, for `worker_id in (…)`. */
export const livingWorkers = (sql: SqlRunner) => sql`
  select worker_id from worker_heartbeats where seen_at > now() - make_interval(secs => ${HEARTBEAT_DEAD_MS / 1000})`;
