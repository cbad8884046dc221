/**
 * Work in steps: batches with their place, as many as there are.
 *
 * Promise: neither a job of hours nor one that waits keeps a process from the others.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobType } from '../contract/operations.ts';
import type { SqlRunner } from '../database/connect.ts';
import { hintInside } from '../database/hints.ts';
import type { Batch, Place } from '../deliveries/batches.ts';
import { STEPS_MS } from '../limits.ts';
import { type JobContext, type JobOutput, JobPause } from './context.ts';

/**
 * While enough waits for the endpoints it looks again after this long, and so often before it lets others work. A run that
 * has done nothing yet lets them work at once: what waits for days would else have a process for a third of them.
 */
const FULL_AGAIN_MS = 50;
const FULL_TRIES = 20;
const PAUSE_MS = 2_000;

/**
 * @param begin  the place before the first step
 * @param take  does the next batch
 * @param progressAt  the part that is done at a place, 0 to 1
 * @returns the place of the end
 * @throws JobPause
 */
export async function inSteps<P extends Place>(
  context: JobContext<JobType>,
  {
    begin,
    take,
    progressAt,
  }: {
    begin(sql: SqlRunner): Promise<P>;
    take(sql: SqlRunner, place: P): Promise<Batch<P>>;
    progressAt(place: P): number;
  },
): Promise<P> {
  const { checkpoint, signal, progress } = context;
  const until = performance.now() + STEPS_MS;
  let tries = FULL_TRIES;
  for (;;) {
    if (signal.aborted || performance.now() > until) throw new JobPause(0);
    const { outcome, place } = await checkpoint.step(async (sql) => {
      const batch = await take(sql, (context.checkpoint.place as P | null) ?? (await begin(sql)));
      await hintInside(sql, 'endpoint', batch.due);
      return batch;
    });
    progress(progressAt(place));
    if (outcome === 'done') return place;
    tries = outcome === 'full' ? tries + 1 : 0;
    if (tries > FULL_TRIES) throw new JobPause(PAUSE_MS);
    if (outcome === 'full') await sleep(FULL_AGAIN_MS);
  }
}

/** The summary that such a job ends with. */
export async function summarized(
  { files }: JobContext<JobType>,
  { queued, skipped }: Place,
): Promise<JobOutput<'redrive' | 'replay'>> {
  const bytes = Buffer.from(JSON.stringify({ queued, skipped }));
  return { result: await files.writeResult(bytes, 'application/json'), details: {} };
}
