/** A request as its callers and its events see it: the resource and the URLs that lead to it. */
import { operations } from '../../generated/contract.ts';
import type { components } from '../../generated/types.d.ts';
import { expiryOf } from '../contract/expiry.ts';
import { timeOf, toId } from '../contract/ids.ts';
import type { StatusRow } from './store.ts';

type RequestBody = components['schemas']['Request'];

export const statusUrl = (publicUrl: string, request_id: string): string =>
  publicUrl + operations.getRequest.path.replace('{request_id}', request_id);

/** The result of a request has the request's own uuid. */
export const resultUrl = (publicUrl: string, id: string): string =>
  publicUrl + operations.getResult.path.replace('{result_id}', toId('res', id));

export const etagOf = ({ version }: StatusRow): string => `"${version}"`;

export const hasEnded = ({ status }: StatusRow): boolean => status !== 'queued' && status !== 'processing';

export function showRequest(row: StatusRow, publicUrl: string): RequestBody {
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
