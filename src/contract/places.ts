/**
 * Places: how many calls a server works on at once, and for how long.
 *
 * Promises: what it cannot do soon is to be refused, so that what is taken is answered about as fast under any load, and nothing
 * piles up. A burst is taken in; a queue that stands is not (as in RFC 8289: what matters is how long there has been one, not
 * how long it is). No call is left without an answer, whatever it hangs on.
 */
import { BURST_MS, CALL_MS, CALLS_AT_WORK, CALLS_IN_BURST, TURN_MS, WARY_MS } from '../limits.ts';
import { problem } from './problems.ts';

/** What a call does with its place. */
export interface Place {
  /** Waits for somebody else, such as a slow sender: others have the place meanwhile, and the call's time stands still. */
  standAside<T>(wait: () => Promise<T>): Promise<T>;
}

export interface Places {
  /**
   * Works in a place; whether there is one is asked before. The place is free again when the work has ended, not when its
   * time is over: what hangs keeps it, so that no more can hang than there are places.
   *
   * @throws Problem unavailable after CALL_MS
   */
  workIn<T>(work: (place: Place) => Promise<T>): Promise<T>;
  /** Asked of each call, before it works: is it to come again later? */
  isFull(): boolean;
}

/** @param now  milliseconds from anywhere, never going back */
export function createPlaces(now: () => number = () => performance.now()): Places {
  let taken = 0;
  /** Since when there has been a queue. */
  let crowdedSince: number | null = null;
  /** When there was no place the last time. */
  let fullAt = Number.NEGATIVE_INFINITY;
  /** When this turn of the event loop came to its first call. */
  let turnSince: number | null = null;

  function change(by: 1 | -1): void {
    taken += by;
    if (taken < CALLS_AT_WORK) crowdedSince = null;
    else crowdedSince ??= now();
  }

  function isFull(): boolean {
    const at = now();
    // A queue that stands is no burst, nor is what comes soon after one: who was refused comes again all at once.
    const isWary = at - fullAt < WARY_MS || (crowdedSince !== null && at - crowdedSince > BURST_MS);
    if (taken >= (isWary ? CALLS_AT_WORK : CALLS_IN_BURST)) {
      fullAt = at;
      return true;
    }
    // Calls also queue in the sockets, where only the length of our turns tells of them. A long turn says so of an overload
    // that was just there, and by itself nothing: a few dozen callers who were answered together come again together.
    return at - fullAt < BURST_MS && turnAgeAt(at) > TURN_MS;
  }

  function turnAgeAt(at: number): number {
    if (turnSince === null) {
      turnSince = at;
      setImmediate(() => {
        turnSince = null;
      });
    }
    return at - turnSince;
  }

  return {
    isFull,
    async workIn(work) {
      change(1);
      const { promise: over, reject } = Promise.withResolvers<never>();
      const late = () =>
        reject(
          problem('unavailable', {
            detail: `It took longer than ${CALL_MS / 1000} s; whether it was done is unknown.`,
            headers: { 'Retry-After': 1 },
          }),
        );
      let left = CALL_MS;
      let since = now();
      let timer = setTimeout(late, left);
      const worked = work({
        async standAside(wait) {
          change(-1);
          clearTimeout(timer);
          left -= now() - since;
          try {
            return await wait();
          } finally {
            change(1);
            since = now();
            timer = setTimeout(late, Math.max(0, left));
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
