/** What lives RETENTION_DAYS: when it goes, and what is said of it afterwards. Its id tells its age. */
import { REMEMBERED_DAYS, RETENTION_DAYS } from '../limits.ts';
import { timeOf } from './ids.ts';
import { type Problem, problem } from './problems.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export const expiryOf = (uuid: string): Date => new Date(timeOf(uuid).getTime() + RETENTION_DAYS * DAY_MS);

export const isExpired = (uuid: string): boolean => expiryOf(uuid).getTime() <= Date.now();

/** Ids from before are forgotten: they answer 404. */
export const rememberedSince = (now: Date): Date => new Date(now.getTime() - REMEMBERED_DAYS * DAY_MS);

/** The range of time that a list is asked for, as far as it has not expired. */
export const livingRange = ({ since, until }: { since?: string; until?: string }) => ({
  since: new Date(Math.max(Date.now() - RETENTION_DAYS * DAY_MS, since ? Date.parse(since) : 0)),
  until: until ? new Date(until) : undefined,
});

/**
 * 410 for an id that has expired, as long as it is remembered, else 404. The same for everybody, whosever it was.
 *
 * @param what  such as `request`
 */
export function notHere(uuid: string, what: string): Problem {
  return isExpired(uuid) && timeOf(uuid) > rememberedSince(new Date())
    ? problem('expired', { detail: `The ${what} expired on ${expiryOf(uuid).toISOString().slice(0, 10)}.` })
    : problem('not-found', { detail: `There is no such ${what}.` });
}
