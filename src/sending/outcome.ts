/**
 * Outcome: what an answer, or the lack of one, means for a delivery. Pure.
 *
 * Promise: every kind of failure has a code of its own (`error_code` of an attempt), and only a 2xx is a success.
 */
import type { PostOutcome } from '../outbound/guarded-client.ts';

/** How a failure is followed up. */
type Remedy = 'retry' | 'client_error' | 'gone' | 'blocked_address';

export type AttemptOutcome =
  | { kind: 'delivered' }
  /** `retryAfterS` is the receiver's wish; with 429 (`rate_limited`) it means the whole endpoint. */
  | { kind: 'failed'; code: string; remedy: Remedy; retryAfterS?: number };

/** It says nothing of the endpoint. */
export const isOurFault = (outcome: AttemptOutcome): boolean =>
  outcome.kind === 'failed' && (outcome.code === 'interrupted' || outcome.code === 'not_sent');

const RETRIED_4XX: Record<number, string> = { 408: 'request_timeout', 425: 'too_early', 429: 'rate_limited' };

/** @param nowMs  Unix time, for a Retry-After that is a date */
export function judge(outcome: PostOutcome, nowMs: number): AttemptOutcome {
  if (outcome.kind === 'unreachable') {
    const { reason } = outcome;
    return failed(reason, reason === 'blocked_address' ? 'blocked_address' : 'retry');
  }
  const { status } = outcome;
  if (status >= 200 && status <= 299) return { kind: 'delivered' };
  if (status === 410) return failed('gone', 'gone');
  const retryAfterS = readRetryAfter(outcome.retryAfter, nowMs);
  const wish = retryAfterS === null ? {} : { retryAfterS };
  if (status in RETRIED_4XX) return { ...failed(RETRIED_4XX[status]!, 'retry'), ...wish };
  if (status >= 400 && status <= 499) return { ...failed('client_error', 'client_error'), ...wish };
  if (status >= 500 && status <= 599) return { ...failed('server_error', 'retry'), ...wish };
  // A redirect could lead past the address check to a private host.
  if (status >= 300 && status <= 399) return { ...failed('redirect', 'retry'), ...wish };
  return failed('invalid_response', 'retry');
}

const failed = (code: string, remedy: Remedy) => ({ kind: 'failed', code, remedy }) as const;

const HTTP_DATE =
  /^[A-Z][a-z]{2,8},? (\d\d[ -][A-Z][a-z]{2}[ -](\d\d|\d{4}) \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/**
 * @param value  seconds, or one of the three forms of an HTTP date
 * @returns seconds from now; null when it is absent, past or unreadable
 * @see RFC 9110 §10.2.3, §5.6.7
 */
export function readRetryAfter(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  if (/^\d{1,10}$/.test(text)) return Number(text) > 0 ? Number(text) : null;
  if (!HTTP_DATE.test(text)) return null;
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`); // asctime's form does not name its zone
  return at > nowMs ? (at - nowMs) / 1000 : null;
}
