/**
 * What a receiver of Waybill's webhooks needs: is this delivery genuine, fresh and whole, and have I had it before?
 *
 * Nothing but Web Crypto, `Request` and `Response` is used, so it runs wherever there is a `fetch`: Node 20, Deno, Bun,
 * Workers, browsers.
 */
export { toFastify, toLambda, toNode } from './adapters.ts';
export { type Envelope, type EventOf, isKnown, type WebhookEvent } from './events.ts';
export { memoryStore } from './memory-store.ts';
export {
  POSTGRES_TABLES,
  type PostgresDriver,
  type PostgresStore,
  postgresStore,
  usePg,
  usePostgresJs,
} from './postgres-store.ts';
export { createReceiver, type EventStore, type Outcome, type ReceiverOptions } from './receiver.ts';
export { importSecret, type Mac, type SigningKey, sign } from './sign.ts';
export { type Delivery, type Scheme, type VerifyOptions, verify, WebhookRejected } from './verify.ts';
