/**
 * Counts: what happens deep inside a statement is told to whoever counts it in this process, so that no verb has to be handed
 * a counter on its way down. Where nobody counts it costs nothing (node:diagnostics_channel).
 *
 * What is told inside a transaction that is rolled back afterwards is counted all the same: told is what was written last.
 */
import { channel } from 'node:diagnostics_channel';

/** The counters, with their labels: all of them from the contract, none made up by a caller. */
export interface Counted {
  events_published: { type: string };
  dead_letters: { reason: string };
  requests_ended: { job: string; state: string };
}

export interface Count {
  counter: keyof Counted;
  labels: Record<string, string>;
}

export const counts = channel('waybill:counts');

export function count<Counter extends keyof Counted>(counter: Counter, labels: Counted[Counter]): void {
  if (counts.hasSubscribers) counts.publish({ counter, labels } satisfies Count);
}
