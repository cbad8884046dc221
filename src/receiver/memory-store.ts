/**
 * Events remembered in memory: for tests, and where an effect that is had again after a restart does no harm.
 *
 * Promise: it never holds more than `maxEvents`; then it forgets the oldest before their time.
 */
import type { EventStore } from './receiver.ts';

/**
 * @param options.ttlS  how long an event is remembered, in seconds. Default 30 days: for so long Waybill may send it again
 * @param options.maxEvents  default 100,000, about 12 MB
 * @param options.now  milliseconds. Default: the clock
 */
export function memoryStore({
  ttlS = 30 * 24 * 60 * 60,
  maxEvents = 100_000,
  now = Date.now,
}: {
  ttlS?: number;
  maxEvents?: number;
  now?: () => number;
} = {}): EventStore<undefined> {
  // In the order in which they are forgotten, since all are kept equally long.
  const forgottenAt = new Map<string, number>();
  const underWay = new Set<string>();
  return {
    async once(source, eventId, effect) {
      for (const [key, at] of forgottenAt) {
        if (at > now()) break;
        forgottenAt.delete(key);
      }
      const key = JSON.stringify([source, eventId]);
      if (forgottenAt.has(key)) return false;
      // A receiver of its own for each call, or for each source, knows nothing of what the others have under way.
      if (underWay.has(key)) throw new Error(`${eventId} is being handled by another receiver.`);
      underWay.add(key);
      await effect(undefined).finally(() => underWay.delete(key));
      forgottenAt.set(key, now() + ttlS * 1000);
      const [oldest] = forgottenAt.keys();
      if (forgottenAt.size > maxEvents) forgottenAt.delete(oldest!);
      return true;
    },
  };
}
