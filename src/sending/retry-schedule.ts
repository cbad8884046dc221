/**
 * Retry schedule: what follows from an attempt: another after a delay, or the end. Pure.
 *
 * Promise: whatever the receiver answers, a delivery ends within `max_attempts` and `max_age_s` of its policy.
 */
import type { Next } from '../deliveries/queue.ts';
import type { RetryPolicy } from '../limits.ts';
import type { AttemptOutcome } from './outcome.ts';

interface Situation {
  /** 1-based number of the attempt that was just made. */
  attempt: number;
  /** How long ago the delivery was queued, or redriven. */
  ageMs: number;
  policy: RetryPolicy;
  /** In [0, 1): chance is an argument, never patched. */
  random: number;
}

export function decide(outcome: AttemptOutcome, { attempt, ageMs, policy, random }: Situation): Next {
  if (outcome.kind === 'delivered') return outcome;
  const { remedy, code } = outcome;
  if (code === 'interrupted') return { kind: 'interrupted' };
  const isRetried = remedy === 'retry' || (remedy === 'client_error' && policy.retry_client_errors);
  if (!isRetried) return { kind: 'dead', reason: remedy };
  if (attempt >= policy.max_attempts) return { kind: 'dead', reason: 'attempts_exhausted' };
  const delayMs = Math.max(backoffMs(attempt, policy, random), (outcome.retryAfterS ?? 0) * 1000);
  // A wait beyond the deadline is no wait: the letter is dead now.
  if (ageMs + delayMs > policy.max_age_s * 1000) return { kind: 'dead', reason: 'expired' };
  return { kind: 'retry', delayMs };
}

/**
 * @param failedAttempt  1-based number of the attempt that just failed
 * @returns milliseconds, uniform in [d/2, d] of a d that doubles from `initial_delay_ms` to `max_delay_ms`
 */
export function backoffMs(
  failedAttempt: number,
  { initial_delay_ms, max_delay_ms }: Pick<RetryPolicy, 'initial_delay_ms' | 'max_delay_ms'>,
  random: number,
): number {
  const delay = Math.min(max_delay_ms, initial_delay_ms * 2 ** (failedAttempt - 1));
  return Math.round(delay / 2 + (delay / 2) * random);
}
