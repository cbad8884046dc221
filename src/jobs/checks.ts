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
import { coversSomething, isEventType } from '../events/catalogue.ts';
import type { JobInput } from './context.ts';
import { checkReport } from './handlers/report/check.ts';

/** Of the input alone. */
const inputChecks: { readonly [Type in JobType]?: (input: JobInput<Type>) => Fault[] } = {
  report: checkReport,
  redrive: ({ type, since, until }) => [
    ...faultsOfRange(since, until),
    ...(type === undefined || isEventType(type) ? [] : [unknownType('/type')]),
  ],
  replay: ({ event_types = [], since, until }) => [
    ...faultsOfRange(since, until),
    ...event_types.flatMap((pattern, index) =>
      coversSomething(pattern) ? [] : [unknownType(`/event_types/${index}`)],
    ),
  ],
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
    return endpoint.disabled_reason === null
      ? undefined
      : problem('endpoint-disabled', { detail: `Nothing is sent to ${endpoint_id}.` });
  },
};

const unknownType = (pointer: string): Fault => ({
  pointer,
  code: 'unknown_event_type',
  detail: '`GET /v1/event-types` lists those that there are',
});

function faultsOfRange(since: string | undefined, until: string | undefined): Fault[] {
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  if (from > Date.now()) return [{ pointer: '/since', code: 'in_the_future', detail: 'Nothing has happened since' }];
  if (until === undefined || Date.parse(until) > from) return [];
  return [{ pointer: '/until', code: 'not_later', detail: 'Must be later than `since`' }];
}

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
