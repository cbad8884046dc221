/**
 * Who is alive: one heartbeat for everything that a worker owns (runs and lanes, see CONTRIBUTING).
 *
 * Promises: a heartbeat never revives; whoever comes too late goes on as somebody else. A worker judges its own
 * freshness by its monotonic clock, from before the heartbeat was sent, so it stops before others hold it for dead: at
 * HEARTBEAT_STALE_MS it starts nothing more, at HEARTBEAT_ABORT_MS it aborts what it is sending.
 */
import { randomUUID } from 'node:crypto';
import { HEARTBEAT_ABORT_MS, HEARTBEAT_DEAD_MS, HEARTBEAT_EVERY_MS, HEARTBEAT_STALE_MS } from '../limits.ts';
import type { Sql, SqlRunner } from './connect.ts';

export interface Ownership {
  /** Made per process start, and anew whenever this worker was taken for dead. */
  readonly workerId: string;
  /** May this worker start something now? */
  isFresh(): boolean;
  /** Called when the worker was taken for dead: abort what runs, forget what was claimed, keep results to record. */
  onLost(forget: () => void): void;
  /** Called when the last heartbeat is HEARTBEAT_ABORT_MS old: nothing may be in flight when others take over. */
  onSilent(abort: () => void): void;
  /** One heartbeat now; the timer does the same. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

/** @param sql  a pool of one connection that nothing else uses: a busy pool must not delay the heartbeat */
export async function startOwnership(sql: Sql, { onError }: { onError(error: unknown): void }): Promise<Ownership> {
  const forgetters: (() => void)[] = [];
  const aborters: (() => void)[] = [];
  let workerId = '';
  let beatenAt = Number.NEGATIVE_INFINITY;
  let beating: Promise<void> | undefined;

  let silence: NodeJS.Timeout | undefined;

  function beatAt(sentAt: number): void {
    beatenAt = sentAt;
    clearTimeout(silence);
    silence = setTimeout(
      () => {
        for (const abort of aborters) abort();
      },
      HEARTBEAT_ABORT_MS - (performance.now() - sentAt),
    );
  }

  async function enter(): Promise<void> {
    const sentAt = performance.now();
    const next = randomUUID();
    await sql`insert into worker_heartbeats (worker_id, seen_at) values (${next}, now())`;
    const previous = workerId;
    workerId = next;
    beatAt(sentAt);
    if (previous) await sql`delete from worker_heartbeats where worker_id = ${previous}`;
  }

  async function beatOnce(): Promise<void> {
    const sentAt = performance.now();
    const beaten = await sql`
      update worker_heartbeats set seen_at = now()
      where worker_id = ${workerId} and seen_at > now() - make_interval(secs => ${HEARTBEAT_STALE_MS / 1000})
      returning 1`;
    if (beaten.length > 0) return beatAt(sentAt);
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
    onSilent: (abort) => void aborters.push(abort),
    beat,
    async stop() {
      clearInterval(timer);
      clearTimeout(silence);
      await beating?.catch(() => {});
      await sql`delete from worker_heartbeats where worker_id = ${workerId}`.catch(onError);
    },
  };
}

/** SQL: the ids of the workers that live, for `worker_id in (…)`. */
export const livingWorkers = (sql: SqlRunner) => sql`
  select worker_id from worker_heartbeats where seen_at > now() - make_interval(secs => ${HEARTBEAT_DEAD_MS / 1000})`;
