/**
 * Pages of lists, newest first, by keyset: rows that are added while somebody pages neither shift nor repeat a page.
 */
import { problem } from './problems.ts';

const DEFAULT_LIMIT = 50;

export interface Page {
  limit: number;
  /** The uuids of the row after which the page begins. */
  after: string[] | undefined;
}

/** @param keys  how many uuids name a row of this list */
export function readPage({ limit = DEFAULT_LIMIT, cursor }: { limit?: number; cursor?: string }, keys = 1): Page {
  if (cursor === undefined) return { limit, after: undefined };
  const after = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (after.length !== keys || !after.every((key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)))
    throw problem('malformed-request', {
      detail: 'The cursor is not one that this list gave.',
      errors: [
        { pointer: '/query/cursor', code: 'invalid_cursor', detail: 'Use the `next_cursor` of the page before.' },
      ],
    });
  return { limit, after };
}

/** @param rows  one more than the limit when there is a next page */
export function toPage<Row, Item>(
  rows: Row[],
  { limit }: Page,
  keysOf: (row: Row) => string[],
  show: (row: Row) => Item,
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next_cursor =
    rows.length > limit && last ? Buffer.from(keysOf(last).join(' '), 'latin1').toString('base64url') : null;
  return { data: shown.map(show), next_cursor };
}
