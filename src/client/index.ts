/** The typed client of Waybill's HTTP API: every operation by method and path, each answer by status. */
import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from '../../generated/types.d.ts';

export type { paths };

/** @param options.baseUrl  where the service is, without a path */
export const createWaybill = (options: ClientOptions): Client<paths> => createClient<paths>(options);
