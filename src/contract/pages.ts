/**
 * Pages of lists, newest first, by keyset: rows that are added while somebody pages neither shift nor repeat a page.
 */
import { problem } from './problems.ts';

const DEFAULT_LIMIT = 50;

export interface Page {
  limit: number;
  /** The uuid after which the page begins. */
  after: string | undefined;
}

export function readPage({ limit = DEFAULT_LIMIT, cursor }: { limit?: number; cursor?: string }): Page {
  if (cursor === undefined) return { limit, after: undefined };
  const after = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after))
    throw problem('malformed-request', {
      detail: 'The cursor is not one that this list gave.',
      errors: [
        { pointer: '/query/cursor', code: 'invalid_cursor', detail: 'Use the `next_cursor` of the page before.' },
      ],
    });
  return { limit, after };
}

/** @param rows  one more than the limit when there is a next page */
export function toPage<Row, Item>(rows: Row[], { limit }: Page, idOf: (row: Row) => string, show: (row: Row) => Item) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next_cursor = rows.length > limit && last ? Buffer.from(idOf(last), 'latin1').toString('base64url') : null;
  return { data: shown.map(show), next_cursor };
}
