/**
 * Sweep: what silent workers left behind is taken away from them, and what lost its wake-up is woken (CONTRIBUTING, protocol of runs).
 *
 * Promise: it never unlocks a job of graphile-worker's, and every request reaches an end while one worker lives.
 */
import { jobs } from '../../generated/contract.ts';
import type { JobType } from '../contract/operations.ts';
import { problem } from '../contract/problems.ts';
import type { Sql } from '../database/connect.ts';
import { livingWorkers } from '../database/ownership.ts';
import { WAKE_UP_OVERDUE_S } from '../limits.ts';
import { hasWakeUp, wakeUp } from '../tasks/enqueue.ts';
import { type End, finish } from './finish.ts';
import { type Run, releaseRun } from './store.ts';

const ROWS_AT_ONCE = 100;

interface SilentRun extends Run {
  worker_id: string;
  attempts: number;
  cancel_requested: boolean;
  job: JobType;
}

/** The worker that sweeps. */
export interface Sweeper {
  workerId: string;
  /** Does it start or run this request at this moment? */
  holds(requestId: string): boolean;
}

/** @returns the requests whose runs were taken away, how many were woken, and the endpoints that have something to be sent now */
export async function sweep(
  sql: Sql,
  sweeper: Sweeper,
  publicUrl: string,
): Promise<{ taken: string[]; woken: number; due: string[] }> {
  const taken: string[] = [];
  const due: string[] = [];
  for (let more = true; more; ) {
    const now = await sql.begin((tx) => takeSilentRuns(tx as unknown as Sql, sweeper, publicUrl));
    taken.push(...now.taken);
    due.push(...now.due);
    more = now.isFull && now.taken.length > 0;
  }
  await sql`delete from worker_heartbeats where seen_at < now() - interval '1 hour'`;
  return { taken, woken: await wakeOverdueRuns(sql), due };
}

/**
 * Of the jobs that are known here: those of a newer or older release are for its workers. Silent is a worker that is dead, and ourselves where the reply to our start was lost.
 *
 * A run is taken only if its epoch is still that of the snapshot: the lock finds the newest row, whose owner would else be
 * judged by heartbeats that are older than the owner.
 */
async function takeSilentRuns(
  tx: Sql,
  sweeper: Sweeper,
  publicUrl: string,
): Promise<{ taken: string[]; due: string[]; isFull: boolean }> {
  const runs = await tx<SilentRun[]>`
    select q.request_id, q.run_epoch, q.worker_id, q.attempts, q.cancel_requested, r.job
    from request_queue q
      join request_queue seen on seen.request_id = q.request_id and seen.run_epoch = q.run_epoch
      join requests r on r.id = q.request_id
    where q.worker_id is not null and r.job = any(${Object.keys(jobs)})
      and (q.worker_id = ${sweeper.workerId} or q.worker_id not in (${livingWorkers(tx)}))
    order by q.request_id limit ${ROWS_AT_ONCE}
    for update of q skip locked`;
  // Memory is asked after the rows: a start is held before it is sent, so one that was read here is held now, or over.
  const silent = runs.filter((run) => run.worker_id !== sweeper.workerId || !sweeper.holds(run.request_id));
  const due: string[] = [];
  const end = async (run: SilentRun, how: End) => due.push(...((await finish(tx, run, how, publicUrl))?.due ?? []));
  for (const run of silent) {
    const { maxAttempts } = jobs[run.job];
    if (run.cancel_requested) await end(run, { state: 'canceled' });
    else if (run.attempts >= maxAttempts) {
      const error = problem('job-crashed', { detail: `The job was tried ${run.attempts} times.` }).toBody(publicUrl);
      await end(run, { state: 'failed', error });
    } else if (await releaseRun(tx, run, { delayMs: 0, countsAttempt: true })) await wakeUp(tx, run.request_id);
  }
  return { taken: silent.map(({ request_id }) => request_id), due, isFull: runs.length === ROWS_AT_ONCE };
}

async function wakeOverdueRuns(sql: Sql): Promise<number> {
  const overdue = await sql<{ request_id: string }[]>`
    select request_id from (
      select request_id, request_id::text as name from request_queue
      where worker_id is null and run_at < now() - make_interval(secs => ${WAKE_UP_OVERDUE_S})
    ) q
    where not ${hasWakeUp(sql, 'q.name')}
    limit ${ROWS_AT_ONCE}`;
  for (const { request_id } of overdue) await wakeUp(sql, request_id);
  return overdue.length;
}
