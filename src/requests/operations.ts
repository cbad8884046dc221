import { matchesEtag } from '../contract/etag.ts';
import { expiryOf, timeOf, toId, toUuid } from '../contract/ids.ts';
import type { Operations, Reply } from '../contract/operations.ts';
import { problem } from '../contract/problems.ts';
import { resultUrl } from './links.ts';
import { findStatus, type StatusRow } from './store.ts';

const POLL_EVERY_S = 1;

export const requestOperations = {
  getRequest: async ({ params, headers, caller, database, publicUrl }) => {
    const row = await findStatus(database.sql, caller.tenantId, toUuid(params.request_id));
    if (!row) throw problem('not-found', { detail: 'There is no such request.' });
    const ETag = `"${row.version}"`;
    if (matchesEtag(headers['If-None-Match'], ETag))
      return { status: 304, headers: { ETag, 'Cache-Control': 'private, no-cache' } };
    const isOpen = row.status === 'queued' || row.status === 'processing';
    return {
      status: 200,
      headers: { ETag, 'Cache-Control': 'private, no-cache', ...(isOpen ? { 'Retry-After': POLL_EVERY_S } : {}) },
      body: show(row, publicUrl),
    };
  },
} satisfies Partial<Operations>;

type RequestBody = (Reply<'getRequest'> & { status: 200 })['body'];

function show(row: StatusRow, publicUrl: string): RequestBody {
  return {
    request_id: toId('req', row.id),
    type: row.job,
    status: row.status,
    progress: row.progress,
    result_url: row.status === 'succeeded' ? resultUrl(publicUrl, row.id) : null,
    error: row.error as RequestBody['error'],
    metadata: (row.input.metadata as RequestBody['metadata'] | undefined) ?? {},
    attempts: row.attempts,
    created_at: timeOf(row.id).toISOString(),
    started_at: row.started_at && new Date(row.started_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    expires_at: expiryOf(row.id).toISOString(),
  };
}
