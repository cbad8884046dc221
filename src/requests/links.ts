/** The URLs that lead to a request and to its result, as callers and events get them. */
import { operations } from '../../generated/contract.ts';
import { toId } from '../contract/ids.ts';

export const statusUrl = (publicUrl: string, id: string): string =>
  publicUrl + operations.getRequest.path.replace('{request_id}', toId('req', id));

/** The result of a request has the request's own uuid. */
export const resultUrl = (publicUrl: string, id: string): string =>
  publicUrl + operations.getResult.path.replace('{result_id}', toId('res', id));
