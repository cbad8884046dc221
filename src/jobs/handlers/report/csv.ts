/**
 * CSV: every row, values as they are, with the names of the columns first.
 *
 * Promise: no cell is run as a formula by a spreadsheet.
 *
 * @see RFC 4180
 */
import { stringify } from 'csv-stringify/sync';
import type { Contents } from './contents.ts';

export function renderCsv({ columns, rows }: Contents): Buffer {
  return Buffer.from(
    stringify(rows, {
      header: true,
      columns: columns.map(({ name }) => name),
      record_delimiter: 'windows',
      escape_formulas: true,
    }),
  );
}
