/**
 * The periods of a report, in UTC: days, ISO weeks (they begin on Monday) or months.
 *
 * Promise: every moment of the range is in exactly one of them, and they end however long the range is.
 *
 * @see ISO 8601-1 §5.5.3 for weeks
 */
import { REPORT_PERIODS } from '../../../limits.ts';
import type { JobInput } from '../../context.ts';

export type Grouping = 'day' | 'week' | 'month';

/** @returns where each begins, ascending; the first may begin before `from`; never more than REPORT_PERIODS + 1 */
export function periodsOf({
  from,
  to,
  group_by: grouping = 'day',
}: Pick<JobInput<'report'>, 'from' | 'to' | 'group_by'>): Date[] {
  const end = Date.parse(to);
  const starts: Date[] = [];
  for (let start = startOf(new Date(from), grouping); start.getTime() < end; start = next(start, grouping)) {
    if (starts.push(start) > REPORT_PERIODS) break;
  }
  return starts;
}

/** `2026-11-20`, `2026-W47` or `2026-11`. */
export function nameOf(start: Date, grouping: Grouping): string {
  if (grouping !== 'week') return start.toISOString().slice(0, grouping === 'day' ? 10 : 7);
  // The year of a week, and its number, are those of its Thursday.
  const thursday = plusDays(start, 3);
  const newYear = new Date(thursday);
  newYear.setUTCMonth(0, 1);
  const week = Math.floor((thursday.getTime() - newYear.getTime()) / (7 * DAY_MS)) + 1;
  return `${thursday.toISOString().slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function startOf(time: Date, grouping: Grouping): Date {
  const start = new Date(time);
  start.setUTCHours(0, 0, 0, 0);
  if (grouping === 'month') start.setUTCDate(1);
  return grouping === 'week' ? plusDays(start, -((start.getUTCDay() + 6) % 7)) : start;
}

function next(start: Date, grouping: Grouping): Date {
  if (grouping !== 'month') return plusDays(start, grouping === 'day' ? 1 : 7);
  const later = new Date(start);
  later.setUTCMonth(start.getUTCMonth() + 1);
  return later;
}

function plusDays(time: Date, days: number): Date {
  const later = new Date(time);
  later.setUTCDate(time.getUTCDate() + days);
  return later;
}
