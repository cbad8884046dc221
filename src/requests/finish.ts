/**
 * Finish: the terminal state of a request, its result row and its event are one transaction.
 *
 * Promise: a run that is not the one that counts changes nothing; so a request ends once, with one event.
 */
import { jobs } from '../../generated/contract.ts';
import { toId } from '../contract/ids.ts';
import type { JobType } from '../contract/operations.ts';
import type { ProblemBody } from '../contract/problems.ts';
import type { JobContract } from '../contract/shape.ts';
import type { SqlRunner } from '../database/connect.ts';
import { publishEvents } from '../events/publish.ts';
import { insertFile, type StoredBytes } from '../files/store.ts';
import { count } from '../telemetry/counts.ts';
import { resultUrl, statusUrl } from './show.ts';
import type { RequestRow, Run } from './store.ts';

export type End =
  /** `details` are the members of the event's data that only the job knows. */
  | { state: 'succeeded'; result: StoredBytes; details: { readonly [member: string]: unknown } }
  | { state: 'failed'; error: ProblemBody }
  | { state: 'canceled' };

export interface Finished {
  state: End['state'];
  /** The endpoints that have something to be sent now: hint at them after the commit. */
  due: string[];
}

/**
 * Ends the request of a run. A run that did not succeed ends as canceled when its cancel was asked for.
 *
 * @param sql  the caller's transaction
 * @returns how it ended; null when the run is no longer the one that counts: nothing was changed
 * @throws EventRefused when the job's details break the event's schema
 */
export async function finish(sql: SqlRunner, run: Run, asked: End, publicUrl: string): Promise<Finished | null> {
  const [queued] = await sql<
    { cancel_requested: boolean; progress: number; version: number; attempts: number; started_at: string }[]
  >`
    delete from request_queue where request_id = ${run.request_id} and run_epoch = ${run.run_epoch}
    returning cancel_requested, progress, version, attempts, started_at`;
  if (!queued) return null;
  const end: End = queued.cancel_requested && asked.state !== 'succeeded' ? { state: 'canceled' } : asked;
  const [request] = await sql<RequestRow[]>`
    update requests
    set state = ${end.state}, error = ${end.state === 'failed' ? JSON.stringify(end.error) : null}::jsonb,
      progress = ${end.state === 'succeeded' ? 1 : queued.progress}, version = ${queued.version + 1},
      attempts = ${queued.attempts}, started_at = ${queued.started_at}, ended_at = now()
    where id = ${run.request_id}
    returning id, tenant_id, job, input, correlation_id, traceparent`;
  if (!request) throw new Error(`request ${run.request_id} is queued but not stored`);
  if (end.state === 'succeeded')
    await insertFile(sql, { id: request.id, kind: 'result', tenantId: request.tenant_id, ...end.result });
  const contract: JobContract | undefined = jobs[request.job as JobType];
  if (!contract) throw new Error(`the job ${request.job} is not of this release, which can neither start nor end it`);
  const { events } = contract;
  const ended = (due: string[]) => {
    count('requests_ended', { job: request.job, state: end.state });
    return { state: end.state, due };
  };
  if (!events) return ended([]);
  const due = await publishEvents(sql, [
    {
      tenantId: request.tenant_id,
      type: events[end.state],
      subject: toId('req', request.id),
      correlationId: request.correlation_id,
      traceparent: run.traceparent ?? request.traceparent,
      callbackUrl: request.input.callback_url as string | undefined,
      data: dataOf(request.id, end, publicUrl),
    },
  ]);
  return ended(due);
}

function dataOf(id: string, end: End, publicUrl: string) {
  const request_id = toId('req', id);
  const facts = { request_id, status: end.state, status_url: statusUrl(publicUrl, request_id) };
  switch (end.state) {
    case 'succeeded':
      return { ...end.details, ...facts, result_url: resultUrl(publicUrl, id) };
    case 'failed':
      return { ...facts, error: end.error };
    case 'canceled':
      return facts;
  }
}
