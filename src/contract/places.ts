/**
 * Places: how many calls a server works on at once, and for how long.
 *
 * Promises: what it cannot do soon is refused at once, before anything of it is read or asked; so what is taken is answered
 * about as fast under any load, and nothing piles up. A burst is taken in; a queue that stands is not (as in RFC 8289: what
 * matters is how long there has been one, not how long it is). No call is left without an answer, whatever it hangs on.
 */
import { BURST_MS, CALL_MS, CALLS_AT_WORK, CALLS_IN_BURST, OVERLOADED_RETRY_S } from '../limits.ts';
import { problem } from './problems.ts';

/** What a call does with its place. */
export interface Place {
  /** Waits for somebody else, such as a slow sender: others have the place meanwhile, and the call's time stands still. */
  standAside<T>(wait: () => Promise<T>): Promise<T>;
}

export interface Places {
  /**
   * Works in a place, if there is one. The place is free again when the work has ended, not when its time is over: what hangs
   * keeps it, so that no more can hang than there are places.
   *
   * @throws Problem overloaded, or unavailable after CALL_MS
   */
  workIn<T>(work: (place: Place) => Promise<T>): Promise<T>;
}

/** @param now  milliseconds from anywhere, never going back */
export function createPlaces(now: () => number = () => performance.now()): Places {
  let taken = 0;
  /** Since when there has been a queue. */
  let crowdedSince: number | null = null;
  /** The queue stands: it has to drain before there is room for a burst again. */
  let isShedding = false;

  function change(by: 1 | -1): void {
    taken += by;
    if (taken < CALLS_AT_WORK) crowdedSince = null;
    else crowdedSince ??= now();
    if (taken <= CALLS_AT_WORK / 2) isShedding = false;
  }

  function isFull(): boolean {
    if (crowdedSince !== null && now() - crowdedSince > BURST_MS) isShedding = true;
    return taken >= (isShedding ? CALLS_AT_WORK : CALLS_IN_BURST);
  }

  return {
    async workIn(work) {
      if (isFull()) throw problem('overloaded', { headers: { 'Retry-After': OVERLOADED_RETRY_S } });
      change(1);
      const { promise: over, reject } = Promise.withResolvers<never>();
      const late = () =>
        reject(
          problem('unavailable', {
            detail: `It took longer than ${CALL_MS / 1000} s; whether it was done is unknown.`,
            headers: { 'Retry-After': OVERLOADED_RETRY_S },
          }),
        );
      let timer = setTimeout(late, CALL_MS);
      const worked = work({
        async standAside(wait) {
          change(-1);
          clearTimeout(timer);
          try {
            return await wait();
          } finally {
            change(1);
            timer = setTimeout(late, CALL_MS);
          }
        },
      }).finally(() => {
        change(-1);
        clearTimeout(timer);
      });
      return Promise.race([worked, over]);
    },
  };
}
