/**
 * What a receiver of Waybill's webhooks needs: is this delivery genuine, fresh and whole?
 *
 * Nothing but Web Crypto is used, so it runs wherever there is a `fetch`: Node 20, Deno, Bun, Workers, browsers.
 */
export { importSecret, type Mac, type SigningKey, sign } from './sign.ts';
export { type Delivery, type Scheme, verify, type WebhookEvent, WebhookRejected } from './verify.ts';
