/** What the schema of a report's input cannot say: that the range is one, and that its periods can be counted. */
import type { Fault } from '../../../contract/problems.ts';
import { REPORT_PERIODS } from '../../../limits.ts';
import type { JobInput } from '../../context.ts';
import { periodsOf } from './periods.ts';

export function checkReport(input: JobInput<'report'>): Fault[] {
  if (!(Date.parse(input.from) < Date.parse(input.to)))
    return [{ pointer: '/to', code: 'too_small', detail: 'Must be later than `from`' }];
  if (periodsOf(input).length > REPORT_PERIODS) {
    const detail = `The range has more than ${REPORT_PERIODS} periods: shorten it, or group by longer ones`;
    return [{ pointer: '/to', code: 'too_big', detail }];
  }
  return [];
}
