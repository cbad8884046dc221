/**
 * Throttle: how many attempts an endpoint may get now: concurrency, rate, breaker and pause in one pure function.
 *
 * Promise: a failing endpoint is asked by one probe at a time until one succeeds; waiting costs no attempts. One that has
 * not answered yet gets few attempts at once: thousands that hang must not use up what there is.
 */
import { BREAKER_FAILURES, BREAKER_PROBE_MS, PAUSE_MAX_MS, RATE_BURST_S } from '../limits.ts';
import { type AttemptOutcome, isOurFault } from './outcome.ts';

const FIRST_WINDOW = 2;
const MAX_WINDOW = 256;

/** All times in milliseconds of one monotonic clock. */
export interface ThrottleState {
  sending: number;
  /** How many at once it has earned: doubles with each success, halves with each failure. */
  window: number;
  /** Failures since the last success. */
  failures: number;
  /** While the breaker is open: when the next probe may start. */
  probeAt: number;
  pausedUntil: number;
  /** Attempts that the rate allows at once, at `tokensAt`. */
  tokens: number;
  tokensAt: number;
}

export interface ThrottleLimits {
  concurrency: number;
  ratePerSecond: number | null;
}

export interface Allowance {
  /** Attempts that may be started now. */
  slots: number;
  /** When there may be more; Infinity when that takes an attempt to end. */
  notBefore: number;
}

/** @param failures  in a row, when another worker let go of the endpoint; with an open breaker a probe may go at once */
export const newThrottle = (now: number, failures: number): ThrottleState => ({
  sending: 0,
  window: FIRST_WINDOW,
  failures,
  probeAt: now,
  pausedUntil: now,
  tokens: 1,
  tokensAt: now,
});

export const isBreakerOpen = ({ failures }: ThrottleState): boolean => failures >= BREAKER_FAILURES;

/** Nothing is sent before this time: the end of a pause, the next probe. */
export const waitsUntil = (state: ThrottleState): number =>
  Math.max(state.pausedUntil, isBreakerOpen(state) ? state.probeAt : 0);

export function allowance(state: ThrottleState, limits: ThrottleLimits, now: number): Allowance {
  const from = waitsUntil(state);
  if (from > now) return { slots: 0, notBefore: from };
  const free = Math.min(limits.concurrency, isBreakerOpen(state) ? 1 : state.window) - state.sending;
  if (free <= 0) return { slots: 0, notBefore: Number.POSITIVE_INFINITY };
  const rate = limits.ratePerSecond;
  if (rate === null) return { slots: free, notBefore: Number.POSITIVE_INFINITY };
  const tokens = tokensNow(state, rate, now);
  const slots = Math.min(free, Math.floor(tokens));
  // High rates are served in small bursts, not by a claim for each attempt.
  const worthWhile = Math.max(1, burst(rate) / 2);
  return { slots, notBefore: now + Math.max(0, ((worthWhile - (tokens - slots)) / rate) * 1000) };
}

/** @param count  attempts that start now, at most the slots that were allowed */
export function started(state: ThrottleState, limits: ThrottleLimits, count: number, now: number): ThrottleState {
  const rate = limits.ratePerSecond;
  const tokens = rate === null ? state.tokens : tokensNow(state, rate, now) - count;
  return { ...state, sending: state.sending + count, tokens, tokensAt: now, probeAt: now + BREAKER_PROBE_MS };
}

/** An attempt is over that said nothing of the endpoint. */
export const freed = (state: ThrottleState): ThrottleState => ({ ...state, sending: state.sending - 1 });

export function ended(state: ThrottleState, outcome: AttemptOutcome, now: number): ThrottleState {
  const { sending } = freed(state);
  const { window } = state;
  if (outcome.kind === 'delivered') return { ...state, sending, failures: 0, window: Math.min(MAX_WINDOW, window * 2) };
  if (isOurFault(outcome)) return freed(state);
  // A receiver that says when to come back is not broken: it is left alone for that long.
  if (outcome.code === 'rate_limited' && outcome.retryAfterS !== undefined) {
    const pause = Math.min(PAUSE_MAX_MS, outcome.retryAfterS * 1000);
    return { ...state, sending, pausedUntil: Math.max(state.pausedUntil, now + pause) };
  }
  return { ...state, sending, failures: state.failures + 1, window: Math.max(1, Math.floor(window / 2)) };
}

const burst = (rate: number) => Math.max(1, rate * RATE_BURST_S);

const tokensNow = ({ tokens, tokensAt }: ThrottleState, rate: number, now: number) =>
  Math.min(burst(rate), tokens + ((now - tokensAt) / 1000) * rate);
