/**
 * Wake-ups: graphile-worker jobs that say "look at this request". The request's own row decides what is done.
 */
import type { SqlRunner } from '../database/connect.ts';

export const RUN_TASK = 'run-request';

/** SQL: one wake-up for each id of `from`, in one call: it notifies once however many there are. */
export const wakeUps = (sql: SqlRunner, from: string) => sql`
  select graphile_worker.add_jobs(array_agg(
    (${RUN_TASK}::text, json_build_object('request_id', id), null, null, null, id::text, null, null)::graphile_worker.job_spec
  )) from ${sql(from)} having count(*) > 0`;

/** Wakes one request up, now or after a delay, instead of any wake-up that it still has. */
export async function wakeUp(sql: SqlRunner, requestId: string, delayMs = 0): Promise<void> {
  const add = () => sql<{ id: string | null }[]>`
    select id from graphile_worker.add_job(
      ${RUN_TASK}, json_build_object('request_id', ${requestId}::text),
      run_at => now() + make_interval(secs => ${delayMs / 1000}), job_key => ${requestId})`;
  const [added] = await add();
  // add_job is several statements: a job that is locked between them is neither replaced nor superseded.
  if (!added?.id) await add();
}

/**
 * SQL: has the request of `request_id` (text) a wake-up that will still come? A locked one is none: its holder may
 * have died before the start. Nor is a spent one.
 */
export const hasWakeUp = (sql: SqlRunner, requestId: string) => sql`
  exists (
    select 1 from graphile_worker.jobs
    where key = ${sql(requestId)}::text and locked_at is null and attempts < max_attempts)`;
