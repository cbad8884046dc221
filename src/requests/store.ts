/**
 * The rows of a request and the protocol of its runs (CONTRIBUTING, protocol of runs): every statement that starts, takes away or
 * ends a run raises `run_epoch`, and whoever writes for a run compares it.
 */
import { jobs } from '../../generated/contract.ts';
import type { JobType } from '../contract/operations.ts';
import type { Page } from '../contract/pages.ts';
import type { SqlRunner } from '../database/connect.ts';
import { firstIdAt } from '../database/partitions.ts';

export interface RequestRow {
  id: string;
  tenant_id: string;
  job: string;
  input: { readonly [member: string]: unknown };
  correlation_id: string;
  /** Of the call that handed it in. */
  traceparent: string | null;
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
  /** Of the run itself, for what it brings about; the request's own when nothing runs. */
  traceparent?: string;
}

export interface StartedRun extends Run {
  attempts: number;
  /** From when it was due to its start; the first was due when the request was accepted. */
  waited_ms: number;
  /** What an earlier run left; null when none did. */
  checkpoint: unknown;
  request: RequestRow & { job: JobType };
}

/** The jobs of this release: those of a newer or older one are left to its own workers. */
const known = Object.keys(jobs);

/** Of a request `r` and its queue row `q`, while it has one. */
const columns = (sql: SqlRunner) => sql`
  r.id, r.tenant_id, r.job, r.input, r.correlation_id, r.traceparent, r.error,
  coalesce(r.state, q.status) as status,
  coalesce(q.progress, r.progress) as progress,
  coalesce(q.version, r.version) as version,
  coalesce(q.attempts, r.attempts) as attempts,
  coalesce(q.started_at, r.started_at) as started_at,
  coalesce(q.updated_at, r.ended_at) as updated_at`;

export async function findStatus(sql: SqlRunner, tenantId: string, id: string): Promise<StatusRow | undefined> {
  const [row] = await sql<StatusRow[]>`
    select ${columns(sql)} from requests r left join request_queue q on q.request_id = r.id
    where r.id = ${id} and r.tenant_id = ${tenantId}`;
  return row;
}

/** Those of the requests whose version is above `after`. The others cost one probe of the queue each. */
export async function findNews(sql: SqlRunner, looks: { id: string; after: number }[]): Promise<StatusRow[]> {
  return sql<StatusRow[]>`
    select ${columns(sql)}
    from unnest(${looks.map(({ id }) => id)}::uuid[], ${looks.map(({ after }) => after)}::int[]) as look (id, after)
      left join request_queue q on q.request_id = look.id
      cross join lateral (select * from requests where id = look.id) r
    where (q.version is null or q.version > look.after) and coalesce(q.version, r.version) > look.after`;
}

export interface Filters {
  status: StatusRow['status'] | undefined;
  type: string | undefined;
  correlationId: string | undefined;
  since: Date;
  until: Date | undefined;
}

/** Newest first; one more than the limit when there is a next page. */
export async function listRequests(
  sql: SqlRunner,
  tenantId: string,
  { status, type, correlationId, since, until }: Filters,
  { limit, after }: Page,
): Promise<StatusRow[]> {
  const none = sql``;
  const queue = sql`request_queue q on q.request_id = r.id`;
  const isOpen = status === 'queued' || status === 'processing';
  return sql<StatusRow[]>`
    select ${columns(sql)}
    from requests r ${isOpen ? sql`join ${queue}` : sql`left join ${queue}`}
    where r.tenant_id = ${tenantId} and r.id >= ${firstIdAt(since)}
      ${isOpen ? sql`and q.status = ${status}` : none}
      ${status && !isOpen ? sql`and r.state = ${status}` : none}
      ${type ? sql`and r.job = ${type}` : none}
      ${correlationId ? sql`and r.correlation_id = ${correlationId}` : none}
      ${until ? sql`and r.id < ${firstIdAt(until)}` : none}
      ${after ? sql`and r.id < ${after[0]!}` : none}
    order by r.id desc
    limit ${limit + 1}`;
}

/** Starts a run, unless somebody else has it, it is not due, it is to be canceled, or its job is not of this release. */
export async function startRun(sql: SqlRunner, requestId: string, workerId: string): Promise<StartedRun | undefined> {
  const [started] = await sql<
    (Pick<StartedRun, 'request_id' | 'run_epoch' | 'attempts' | 'waited_ms' | 'checkpoint'> & RequestRow)[]
  >`
    update request_queue q
    set status = 'processing', worker_id = ${workerId}, run_epoch = run_epoch + 1, attempts = q.attempts + 1,
      version = q.version + 1, started_at = coalesce(q.started_at, now()), updated_at = now()
    from requests r
    where q.request_id = ${requestId} and worker_id is null and run_at <= now() and not cancel_requested
      and r.id = ${requestId} and r.job = any(${known})
    returning q.request_id, q.run_epoch, q.attempts, q.checkpoint, r.id, r.tenant_id, r.job, r.input, r.correlation_id,
      r.traceparent, round(extract(epoch from now() - run_at) * 1000)::float8 as waited_ms`;
  if (!started) return undefined;
  const { request_id, run_epoch, attempts, waited_ms, checkpoint, ...request } = started;
  return { request_id, run_epoch, attempts, waited_ms, checkpoint, request: request as StartedRun['request'] };
}

/**
 * The unowned run of a request whose cancel was asked for: it is to end instead of being started. That is so where another
 * release took the cancel, which could not end it.
 */
export async function findCanceledRun(sql: SqlRunner, requestId: string): Promise<Run | undefined> {
  const [run] = await sql<Run[]>`
    select q.request_id, q.run_epoch from request_queue q join requests r on r.id = q.request_id
    where q.request_id = ${requestId} and worker_id is null and run_at <= now() and cancel_requested
      and r.id = ${requestId} and r.job = any(${known})`;
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

/**
 * Keeps how far a run came, in the transaction of what it did.
 *
 * @returns false when the run is no longer the one that counts: the transaction is to be rolled back
 */
export async function keepCheckpoint(
  sql: SqlRunner,
  { request_id, run_epoch }: Run,
  checkpoint: unknown,
): Promise<boolean> {
  const kept = await sql`
    update request_queue set checkpoint = ${JSON.stringify(checkpoint)}::jsonb
    where request_id = ${request_id} and run_epoch = ${run_epoch} returning 1`;
  return kept.length > 0;
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
