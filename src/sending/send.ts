/**
 * One attempt: the event's bytes, signed afresh, POSTed to the endpoint.
 *
 * Promise: at each attempt the same body and the same ids, a new time and new signatures.
 */
import packageJson from '../../package.json' with { type: 'json' };
import { toDeliveryId, toId } from '../contract/ids.ts';
import type { ClaimedDelivery } from '../deliveries/queue.ts';
import type { GuardedClient, Post } from '../outbound/guarded-client.ts';
import { sign } from '../receiver/index.ts';
import type { Target } from './target.ts';

const USER_AGENT = `Waybill/${packageJson.version}`;

/** A delivery whose event is still there, with the ids that the receiver sees. */
export interface Sendable extends ClaimedDelivery {
  type: string;
  correlation_id: string;
  body: string;
  eventId: string;
  deliveryId: string;
}

export function toSendable(delivery: ClaimedDelivery, { endpoint }: Target): Sendable | null {
  const { type, correlation_id, body } = delivery;
  if (type === null || correlation_id === null || body === null) return null;
  const eventId = toId('evt', delivery.event_id);
  return { ...delivery, type, correlation_id, body, eventId, deliveryId: toDeliveryId(eventId, endpoint) };
}

/**
 * @param traceparent  of this attempt
 * @param mayGo  asked at the last moment, with nothing between it and the socket: is the claim still ours to send?
 * @returns null when it is not: nothing was sent
 */
export async function send(
  client: GuardedClient,
  target: Target,
  delivery: Sendable,
  traceparent: string,
  mayGo: () => boolean,
): Promise<Post | null> {
  const now = Date.now();
  const { eventId: id } = delivery;
  const keys = target.keys.filter(({ expiresAt }) => expiresAt > now).map(({ key }) => key);
  const signed = await sign(keys, {
    id,
    timestamp: Math.floor(now / 1000),
    body: delivery.body,
    xSignature: target.xSignature,
  });
  if (!mayGo()) return null;
  const headers = {
    ...target.headers, // none has a name of ours, in whatever case
    ...signed,
    'Content-Type': 'application/json',
    'User-Agent': USER_AGENT,
    'X-Event-Id': id,
    'Idempotency-Key': id,
    'X-Event-Type': delivery.type,
    'X-Webhook-Delivery-ID': delivery.deliveryId,
    'X-Correlation-Id': delivery.correlation_id,
    traceparent,
  };
  return client.post(delivery.url === null ? target.url : new URL(delivery.url), headers, delivery.body);
}
