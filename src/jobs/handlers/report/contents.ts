/** What a report says, however it is rendered, and what it is asked of. */
import type { SqlRunner } from '../../../database/connect.ts';
import { REPORT_DOCUMENT_ROWS } from '../../../limits.ts';
import type { Grouping } from './periods.ts';

export interface Query {
  sql: SqlRunner;
  /** Every statement names it. */
  tenantId: string;
  /** Only events whose ids are from the first on and before the last. */
  ids: readonly [from: string, to: string];
  /** Where each period begins, as an id; ascending. */
  periodIds: string[];
  /** What each period is called. */
  periods: string[];
  grouping: Grouping;
  signal: AbortSignal;
}

export type Value = string | number | null;
export type Row = { readonly [column: string]: Value };

export interface Column {
  /** In CSV. */
  name: string;
  /** In documents; they leave out what has none. */
  title?: string;
  /** Stands at the left; what is long may be far longer than what stands beside it. */
  text?: 'short' | 'long';
  /** For people; CSV has the value as it is. */
  show?(value: Value, row: Row): string;
}

/** One diagram: a bar for each period. */
export interface Panel {
  title: string;
  /** One on top of the other. */
  series: { name: string; color: string; values: number[] }[];
}

export interface Contents {
  title: string;
  /** What somebody in a hurry wants to know. */
  figures: [name: string, value: string][];
  panels: Panel[];
  periods: string[];
  columns: Column[];
  rows: Row[];
  notes: string[];
}

/** Told beside the contents, at the head of a document. */
export interface Head {
  /** Half-open. */
  range: string;
  madeAt: Date;
}

export const showCount = (value: number): string => value.toLocaleString('en');

/** A cell for people. */
function show({ name, show: showValue }: Column, row: Row): string {
  const value = row[name] ?? null;
  if (value === null) return '–';
  return showValue ? showValue(value, row) : typeof value === 'number' ? showCount(value) : value;
}

/** The table as documents show it: the first rows, and below them a word about those that are left out. */
export function shownRows({ columns, rows, notes }: Contents): {
  columns: Column[];
  cells: string[][];
  notes: string[];
} {
  const titled = columns.filter(({ title }) => title);
  const shown = rows.slice(0, REPORT_DOCUMENT_ROWS);
  return {
    columns: titled,
    cells: shown.map((row) => titled.map((column) => show(column, row))),
    notes: [...leftOut(shown.length, rows.length), ...notes],
  };
}

function leftOut(shown: number, all: number): string[] {
  if (all === 0) return ['Nothing happened in this range.'];
  if (shown === all) return [];
  return [`The table shows the first ${showCount(shown)} of ${showCount(all)} rows; as CSV it has them all.`];
}

/** Runs a statement that ends with the run: an abort cancels it in the database too. */
export async function rowsOf<T>(query: PromiseLike<T> & { cancel(): void }, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const cancel = () => query.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await query;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
