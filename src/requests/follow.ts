/**
 * Follow: wait until a request shows something new. One statement at a time looks for all who wait in this process.
 *
 * Promise: no version is missed. A request is looked at when somebody begins to wait for it, when a hint names it, and
 * each second, so a lost hint costs a second and no answer.
 */
import type { Sql } from '../database/connect.ts';
import type { Hints } from '../database/hints.ts';
import { FOLLOW_SURVEY_MS, FOLLOWERS_PER_KEY } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';
import { hasEnded } from './show.ts';
import { findNews, type StatusRow } from './store.ts';

interface Waiter {
  after: number;
  tell(row: StatusRow | undefined): void;
}

export interface Follower {
  /** The request as soon as its version is above `after`; undefined when the signal fires before, or the server stops. */
  nextVersion(id: string, after: number, signal: AbortSignal): Promise<StatusRow | undefined>;
  /** The request when it has ended; as it was last seen when the time is over before. */
  untilEnded(row: StatusRow, seconds: number, signal: AbortSignal): Promise<StatusRow>;
  /** A place among the FOLLOWERS_PER_KEY of a key, to be given back by the function that is returned; null when all are taken. */
  takePlace(keyId: string): (() => void) | null;
  /** Nobody waits any longer. */
  stop(): void;
}

/** A signal that fires with another one, or when the time is over. Cleared, it leaves no timer behind. */
export function within(ms: number, signal: AbortSignal): { signal: AbortSignal; clear(): void } {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ms);
  return { signal: AbortSignal.any([signal, over.signal]), clear: () => clearTimeout(timer) };
}

export async function startFollower(sql: Sql, hints: Hints, log: Log): Promise<Follower> {
  const waiting = new Map<string, Set<Waiter>>();
  const places = new Map<string, number>();
  let asked = new Set<string>();
  let isLooking = false;
  let isStopped = false;

  function lookAt(ids: Iterable<string>): void {
    for (const id of ids) if (waiting.has(id)) asked.add(id);
    if (isLooking || asked.size === 0) return;
    isLooking = true;
    setImmediate(async () => {
      const ids = [...asked];
      asked = new Set();
      try {
        const looks = ids.flatMap((id) => {
          const waiters = waiting.get(id);
          return waiters ? [{ id, after: Math.min(...[...waiters].map(({ after }) => after)) }] : [];
        });
        for (const row of await findNews(sql, looks))
          for (const waiter of waiting.get(row.id) ?? []) if (waiter.after < row.version) waiter.tell(row);
      } catch (error) {
        log.warn({ err: error }, 'those who follow requests could not be told'); // the next survey does
      }
      isLooking = false;
      lookAt([]);
    });
  }

  const survey = setInterval(() => lookAt(waiting.keys()), FOLLOW_SURVEY_MS);
  await hints.listen('request', lookAt, () => lookAt(waiting.keys()));

  async function nextVersion(id: string, after: number, signal: AbortSignal): Promise<StatusRow | undefined> {
    if (signal.aborted || isStopped) return undefined;
    const { promise, resolve: tell } = Promise.withResolvers<StatusRow | undefined>();
    const waiter: Waiter = { after, tell };
    const waiters = waiting.get(id) ?? new Set();
    waiting.set(id, waiters.add(waiter));
    const leave = () => tell(undefined);
    signal.addEventListener('abort', leave, { once: true });
    lookAt([id]);
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', leave);
      waiters.delete(waiter);
      if (waiters.size === 0 && waiting.get(id) === waiters) waiting.delete(id);
    }
  }

  return {
    nextVersion,
    async untilEnded(row, seconds, signal) {
      const limit = within(seconds * 1000, signal);
      let last: StatusRow | undefined = row;
      let seen = row;
      while (last && !hasEnded(last)) {
        last = await nextVersion(row.id, seen.version, limit.signal);
        seen = last ?? seen;
      }
      limit.clear();
      return seen;
    },
    takePlace(keyId) {
      const taken = places.get(keyId) ?? 0;
      if (taken >= FOLLOWERS_PER_KEY) return null;
      places.set(keyId, taken + 1);
      let isGivenBack = false;
      return () => {
        if (isGivenBack) return;
        isGivenBack = true;
        const left = places.get(keyId)! - 1;
        if (left === 0) places.delete(keyId);
        else places.set(keyId, left);
      };
    },
    stop() {
      isStopped = true;
      clearInterval(survey);
      for (const waiters of waiting.values()) for (const { tell } of waiters) tell(undefined);
    },
  };
}
