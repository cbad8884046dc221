/**
 * What is wrong with an input that its schema cannot say: told when the work is handed in, not when it is done.
 *
 * A server loads this: nothing here imports what only handlers need.
 */

import { toUuid } from '../contract/ids.ts';
import type { JobCall, JobType } from '../contract/operations.ts';
import { type Fault, type Problem, problem } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import { findEndpoint } from '../endpoints/store.ts';
import type { JobInput } from './context.ts';
import { checkReport } from './handlers/report/check.ts';

/** Of the input alone. */
const inputChecks: { readonly [Type in JobType]?: (input: JobInput<Type>) => Fault[] } = {
  report: checkReport,
};

/** Of what the input names, as it is now. */
const stateChecks: {
  readonly [Type in JobType]?: (
    database: Database,
    tenantId: string,
    input: JobInput<Type>,
  ) => Promise<Problem | undefined>;
} = {
  async replay(database, tenantId, { endpoint_id }) {
    const endpoint = await findEndpoint(database, tenantId, toUuid(endpoint_id));
    if (!endpoint) return problem('not-found', { detail: 'There is no such webhook endpoint.' });
    return endpoint.disabled_reason === null ? undefined : problem('endpoint-disabled');
  },
};

type Input = JobCall['input'];

export const checkInput = (job: JobType, input: Input): Fault[] =>
  (inputChecks[job] as ((input: Input) => Fault[]) | undefined)?.(input) ?? [];

export const checkState = async (
  database: Database,
  { job, caller, input }: Pick<JobCall, 'job' | 'caller' | 'input'>,
): Promise<Problem | undefined> =>
  (stateChecks[job] as ((...of: [Database, string, Input]) => Promise<Problem | undefined>) | undefined)?.(
    database,
    caller.tenantId,
    input,
  );
