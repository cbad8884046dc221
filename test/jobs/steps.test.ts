/** Work in steps: how long a job that waits has its process. */
import { expect, test, vi } from 'vitest';
import type { JobType } from '../../src/contract/operations.ts';
import type { SqlRunner } from '../../src/database/connect.ts';
import type { Batch, Place } from '../../src/deliveries/batches.ts';
import { type JobContext, JobPause } from '../../src/jobs/context.ts';
import { inSteps } from '../../src/jobs/steps.ts';

const BEGIN: Place = { after: [], queued: 0, skipped: 0 };

/** A run whose steps have these outcomes; the last is that of all that follow. */
function run(outcomes: Batch<Place>['outcome'][]) {
  const take = vi.fn(async () => ({
    place: BEGIN,
    outcome: outcomes.length > 1 ? outcomes.shift()! : outcomes[0]!,
    due: [],
  }));
  const context = {
    checkpoint: { place: null, step: (action: (sql: SqlRunner) => Promise<unknown>) => action(undefined as never) },
    signal: new AbortController().signal,
    progress() {},
  } as unknown as JobContext<JobType>;
  return { take, ended: inSteps(context, { begin: async () => BEGIN, take, progressAt: () => 0 }) };
}

test('a run that finds no room at once lets others work at once', async () => {
  const { take, ended } = run(['full']);
  await expect(ended).rejects.toBeInstanceOf(JobPause);
  expect(take).toHaveBeenCalledOnce();
});

test('one that has just done something looks again for a while', async () => {
  const { take, ended } = run(['more', 'full', 'full', 'full', 'done']);
  await expect(ended).resolves.toEqual(BEGIN);
  expect(take).toHaveBeenCalledTimes(5);
});
