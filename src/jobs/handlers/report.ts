/**
 * report: rows of the database as a PDF, a CSV or an HTML file.
 *
 * Promise: only rows of the request's tenant, and only of the range; once it is aborted, not even the database goes on.
 */
import { problem } from '../../contract/problems.ts';
import { firstIdAt } from '../../database/partitions.ts';
import type { JobHandler, JobInput } from '../context.ts';
import { checkReport } from './report/check.ts';
import type { Contents, Head, Query } from './report/contents.ts';
import { deliveryActivity } from './report/delivery-activity.ts';
import { nameOf, periodsOf } from './report/periods.ts';
import { sales } from './report/sales.ts';

type Input = JobInput<'report'>;

const readers: Record<Input['report_type'], (query: Query) => Promise<Contents>> = {
  delivery_activity: deliveryActivity,
  sales,
};

// Loaded when they are needed: every job's process imports this file, and the libraries behind them take half a second.
const renderers: Record<Input['format'], (contents: Contents, head: Head) => Promise<Buffer>> = {
  csv: async (contents) => (await import('./report/csv.ts')).renderCsv(contents),
  html: async (contents, head) => (await import('./report/html.ts')).renderHtml(contents, head),
  pdf: async (contents, head) => (await import('./report/pdf.ts')).renderPdf(contents, head),
};
const MEDIA_TYPES = { csv: 'text/csv', html: 'text/html', pdf: 'application/pdf' } as const;

export const report: JobHandler<'report'> = async ({ input, tenantId, database, files, signal, progress }) => {
  const [fault] = checkReport(input);
  if (fault) throw problem('invalid-body', { detail: `${fault.pointer}: ${fault.detail}.` });
  const { report_type, format, group_by: grouping = 'day' } = input;
  const [from, to] = [new Date(input.from), new Date(input.to)];
  const starts = periodsOf(input);

  progress(0.1);
  const contents = await readers[report_type]({
    sql: database.sql,
    tenantId,
    ids: [firstIdAt(from), firstIdAt(to)],
    periodIds: starts.map(firstIdAt),
    periods: starts.map((start) => nameOf(start, grouping)),
    grouping,
    signal,
  });
  progress(0.5);
  const range = `${minuteOf(from)} to ${minuteOf(to)} UTC`;
  const bytes = await renderers[format](contents, { range, madeAt: new Date() });
  signal.throwIfAborted();
  progress(0.9);
  const result = await files.writeResult(bytes, MEDIA_TYPES[format]);
  return {
    result,
    details: { report_type, media_type: result.media_type, size: result.size, row_count: contents.rows.length },
  };
};

/** `2026-11-20 09:30`. */
const minuteOf = (time: Date) => time.toISOString().slice(0, 16).replace('T', ' ');
