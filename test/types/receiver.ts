/** What a receiver's author may write, and what must not compile. `tsc` reads this file. */
import type express from 'express';
import type { FastifyInstance } from 'fastify';
import type { Hono } from 'hono';
import type pg from 'pg';
import type postgres from 'postgres';
import {
  createReceiver,
  type Envelope,
  type EventOf,
  isKnown,
  memoryStore,
  postgresStore,
  toFastify,
  toNode,
  usePg,
  usePostgresJs,
  verify,
  type WebhookEvent,
} from '../../src/receiver/index.ts';

declare const event: WebhookEvent;
declare const envelope: Envelope;

// Narrowed by type, and by version.
switch (event.type) {
  case 'image.processed':
    event.data.result_url satisfies string;
    event.data.width satisfies number;
    // @ts-expect-error an image has no parcels
    event.data.parcels;
    break;
  case 'shipment.updated':
    // @ts-expect-error version 1 has no parcels
    event.data.parcels;
    if (event.event_version === 2) event.data.parcels[0]?.carrier satisfies string | undefined;
    else event.data.carrier satisfies string;
    break;
  // @ts-expect-error there is no such type
  case 'image.procesed':
    break;
}

// Of types and versions that may come, only the envelope is known.
envelope.data.result_url satisfies unknown;
// @ts-expect-error it has to be isKnown before it is an event of the contract
envelope satisfies WebhookEvent;
if (isKnown(envelope) && envelope.type === 'order.paid') envelope.data.total_amount satisfies number;
// @ts-expect-error what was verified may be of any type
(await verify({ headers: new Headers(), body: '' }, { scheme: 'standard', secrets: '' })) satisfies WebhookEvent;
// @ts-expect-error a parsed body cannot be verified
verify({ headers: new Headers(), body: { type: 'order.paid' } }, { scheme: 'standard', secrets: '' });
// @ts-expect-error there is no such scheme
verify({ headers: new Headers(), body: '' }, { scheme: 'sha256', secrets: '' });

// One type, and one of its versions.
declare const shipment: EventOf<'shipment.updated', 2>;
shipment.data.parcels satisfies { carrier: string }[];
// @ts-expect-error there is no such type
export type Misspelt = EventOf<'shipment.update'>;

// The transaction is that of the library in use.
declare const pool: pg.Pool;
declare const sql: postgres.Sql;
const settings = { scheme: 'standard', secrets: '' } as const;
createReceiver({
  ...settings,
  store: postgresStore(usePg(pool)),
  handle: async (_event, tx) => {
    tx satisfies pg.PoolClient;
    await tx.query('insert into orders values ($1)', ['4711']);
  },
});
createReceiver({
  ...settings,
  store: postgresStore(usePostgresJs(sql)),
  handle: async (_event, tx) => void (await tx`insert into orders values (4711)`),
});
createReceiver({
  ...settings,
  store: memoryStore(),
  // @ts-expect-error memory has no transaction
  handle: async (_event, tx) => void (await tx.query('')),
});
// @ts-expect-error without a store nothing would be remembered
createReceiver({ ...settings, handle: async () => {} });

// Every framework takes it.
const receive = createReceiver({ ...settings, store: memoryStore(), handle: async () => {} });
declare const app: express.Express;
app.post('/webhooks', toNode(receive));
declare const fastify: FastifyInstance;
fastify.register(toFastify(receive), { prefix: '/webhooks' });
declare const hono: Hono;
hono.post('/webhooks', (c) => receive(c.req.raw));
