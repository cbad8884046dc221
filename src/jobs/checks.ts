/** What is wrong with an input that its schema cannot say: told when the work is handed in, not when it is done. */
import type { JobCall, JobType } from '../contract/operations.ts';
import type { Fault } from '../contract/problems.ts';
import type { JobInput } from './context.ts';
import { checkReport } from './handlers/report/check.ts';

/** Without what handlers import: a server loads this. */
const checks: { readonly [Type in JobType]?: (input: JobInput<Type>) => Fault[] } = {
  report: checkReport,
};

export const checkInput = (job: JobType, input: JobCall['input']): Fault[] =>
  (checks[job] as ((input: JobCall['input']) => Fault[]) | undefined)?.(input) ?? [];
