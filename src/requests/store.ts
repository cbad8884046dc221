/**
 * The rows of a request and the protocol of its runs (schema.md, rule 5): every statement that starts, takes away or
 * ends a run raises `run_epoch`, and whoever writes for a run compares it.
 */
import type { SqlRunner } from '../database/connect.ts';

export interface RequestRow {
  id: string;
  tenant_id: string;
  job: string;
  input: { readonly [member: string]: unknown };
  correlation_id: string;
}

export interface StatusRow extends RequestRow {
  status: 'queued' | 'processing' | 'succeeded' | 'failed' | 'canceled';
  error: unknown;
  progress: number;
  version: number;
  attempts: number;
  started_at: string | null;
  updated_at: string;
}

/** A run: the request that it is for, and the number that its writes must name. */
export interface Run {
  request_id: string;
  run_epoch: number;
}

export interface StartedRun extends Run {
  attempts: number;
  progress: number;
}

export async function findStatus(sql: SqlRunner, tenantId: string, id: string): Promise<StatusRow | undefined> {
  const [row] = await sql<StatusRow[]>`
    select r.id, r.tenant_id, r.job, r.input, r.correlation_id, r.error,
      coalesce(r.state, q.status) as status,
      coalesce(q.progress, r.progress) as progress,
      coalesce(q.version, r.version) as version,
      coalesce(q.attempts, r.attempts) as attempts,
      coalesce(q.started_at, r.started_at) as started_at,
      coalesce(q.updated_at, r.ended_at) as updated_at
    from requests r left join request_queue q on q.request_id = r.id
    where r.id = ${id} and r.tenant_id = ${tenantId}`;
  return row;
}

export async function findRequest(sql: SqlRunner, id: string): Promise<RequestRow | undefined> {
  const [row] = await sql<RequestRow[]>`
    select id, tenant_id, job, input, correlation_id from requests where id = ${id}`;
  return row;
}

/** Starts a run, unless somebody else has it, it is not due, or it is to be canceled. */
export async function startRun(sql: SqlRunner, requestId: string, workerId: string): Promise<StartedRun | undefined> {
  const [run] = await sql<StartedRun[]>`
    update request_queue
    set status = 'processing', worker_id = ${workerId}, run_epoch = run_epoch + 1, attempts = attempts + 1,
      version = version + 1, started_at = coalesce(started_at, now()), updated_at = now()
    where request_id = ${requestId} and worker_id is null and run_at <= now() and not cancel_requested
    returning request_id, run_epoch, attempts, progress`;
  return run;
}

/** The unowned run of a request whose cancel was asked for: it is to end instead of being started. */
export async function findCanceledRun(sql: SqlRunner, requestId: string): Promise<Run | undefined> {
  const [run] = await sql<Run[]>`
    select request_id, run_epoch from request_queue
    where request_id = ${requestId} and worker_id is null and run_at <= now() and cancel_requested`;
  return run;
}

/** @returns false when the run is no longer the one that counts */
export async function noteProgress(sql: SqlRunner, { request_id, run_epoch }: Run, progress: number): Promise<boolean> {
  const noted = await sql`
    update request_queue
    set progress = greatest(progress, ${progress}), version = version + 1, updated_at = now()
    where request_id = ${request_id} and run_epoch = ${run_epoch} returning 1`;
  return noted.length > 0;
}

/** What became of a run while it was under way. */
export async function findRunState(
  sql: SqlRunner,
  { request_id, run_epoch }: Run,
): Promise<'ours' | 'canceled' | 'lost'> {
  const [row] = await sql<{ cancel_requested: boolean }[]>`
    select cancel_requested from request_queue where request_id = ${request_id} and run_epoch = ${run_epoch}`;
  if (!row) return 'lost';
  return row.cancel_requested ? 'canceled' : 'ours';
}

/**
 * Gives a run back, to be started again after a delay, unless its cancel was asked for.
 *
 * @param countsAttempt  false when it was stopped by us and not by itself
 * @returns false when nothing was given back
 */
export async function releaseRun(
  sql: SqlRunner,
  { request_id, run_epoch }: Run,
  { delayMs, countsAttempt }: { delayMs: number; countsAttempt: boolean },
): Promise<boolean> {
  const released = await sql`
    update request_queue
    set worker_id = null, run_epoch = run_epoch + 1, version = version + 1, updated_at = now(),
      run_at = now() + make_interval(secs => ${delayMs / 1000}), attempts = attempts - ${countsAttempt ? 0 : 1}::int
    where request_id = ${request_id} and run_epoch = ${run_epoch} and not cancel_requested
    returning 1`;
  return released.length > 0;
}
