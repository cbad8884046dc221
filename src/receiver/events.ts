/** What arrives: the envelope that all events have, and the events of the contract by type and version. */
import names from '../../generated/event-names.json' with { type: 'json' };
import type { webhooks } from '../../generated/types.d.ts';

/** An event of whatever type and version. `event_id` is what to drop duplicates by. */
export interface Envelope {
  event_id: string;
  type: string;
  /** Versions `data`; an endpoint is sent the version that it is pinned to. */
  event_version: number;
  /** RFC 3339, UTC. */
  occurred_at: string;
  subject: string;
  /** Counts the events of one subject from 1, over all types: what is lower than what you have is older. */
  sequence: number;
  correlation_id: string;
  /** Sent by a ping: nothing of it happened. */
  test?: true;
  data: { [member: string]: unknown };
}

/**
 * Every type and version that the contract had when this package was made, narrowed by `switch (event.type)` and by
 * `event.event_version`. What comes later is an `Envelope` that is not `isKnown`.
 */
export type WebhookEvent = webhooks[keyof webhooks]['post']['requestBody']['content']['application/json'];

/** The events of one type, or of one of its versions: `EventOf<'shipment.updated', 2>`. */
export type EventOf<Type extends WebhookEvent['type'], Version extends number = number> = Extract<
  WebhookEvent,
  { type: Type; event_version: Version }
>;

const known: ReadonlySet<string> = new Set(names);

/**
 * Is it of a type and version of the contract? Others will come, and must not be answered with an error: new types to
 * those who subscribe to `*`, and a newer version to an endpoint that was registered when there was one.
 */
export const isKnown = (event: Envelope): event is WebhookEvent => known.has(`${event.type}.v${event.event_version}`);
