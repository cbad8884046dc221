/** The journey and the client in one script, for where there are no modules. */
import * as client from '../../../src/client/index.ts';
import { journey } from './journey.js';

export const { createWaybill } = client;
export const run = (options) => journey(client, options);
