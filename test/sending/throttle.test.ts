/** How many attempts an endpoint gets: concurrency, rate, breaker and pause. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BREAKER_FAILURES, BREAKER_PROBE_MS } from '../../src/limits.ts';
import type { AttemptOutcome } from '../../src/sending/outcome.ts';
import {
  allowance,
  ended,
  isBreakerOpen,
  newThrottle,
  started,
  type ThrottleState,
} from '../../src/sending/throttle.ts';

const LIMITS = { concurrency: 4, ratePerSecond: null };
const delivered: AttemptOutcome = { kind: 'delivered' };
const failed: AttemptOutcome = { kind: 'failed', code: 'server_error', remedy: 'retry' };

/** An endpoint that has earned its full concurrency. */
const warm = (now = 0, failures = 0): ThrottleState => ({ ...newThrottle(now, failures), window: 256 });

/** So many attempts one after the other. */
function after(state: ThrottleState, outcomes: AttemptOutcome[], now = 0): ThrottleState {
  return outcomes.reduce((s, outcome) => ended(started(s, LIMITS, 1, now), outcome, now), state);
}

test('an endpoint begins with two attempts at once, earns more by successes, and loses half by a failure', () => {
  const limits = { concurrency: 64, ratePerSecond: null };
  const slots = (state: ThrottleState) => allowance(state, limits, 0).slots;
  const fresh = newThrottle(0, 0);
  expect(slots(fresh)).toBe(2);
  expect([1, 2, 3, 9].map((count) => slots(after(fresh, Array(count).fill(delivered))))).toEqual([4, 8, 16, 64]);
  expect(slots(after(fresh, [delivered, delivered, failed]))).toBe(4);
  expect(slots(after(fresh, [failed, failed, failed]))).toBe(1);
});

test('at most so many at once', () => {
  let state = warm();
  expect(allowance(state, LIMITS, 0).slots).toBe(4);
  state = started(state, LIMITS, 3, 0);
  expect(allowance(state, LIMITS, 0).slots).toBe(1);
  state = started(state, LIMITS, 1, 0);
  expect(allowance(state, LIMITS, 0)).toEqual({ slots: 0, notBefore: Number.POSITIVE_INFINITY });
  expect(allowance(ended(state, delivered, 5), LIMITS, 5).slots).toBe(1);
});

test('five failures in a row open the breaker; a success in between does not let it come so far', () => {
  const four = after(newThrottle(0, 0), Array(4).fill(failed));
  expect(isBreakerOpen(four)).toBe(false);
  expect(isBreakerOpen(after(four, [failed]))).toBe(true);
  expect(isBreakerOpen(after(four, [delivered, failed]))).toBe(false);
});

test('an open breaker lets one probe through every 30 s, and closes when one succeeds', () => {
  let state = after(warm(), Array(BREAKER_FAILURES).fill(failed), 1000);
  expect(allowance(state, LIMITS, 1000)).toEqual({ slots: 0, notBefore: 1000 + BREAKER_PROBE_MS });
  expect(allowance(state, LIMITS, 1000 + BREAKER_PROBE_MS).slots).toBe(1);
  state = started(state, LIMITS, 1, 1000 + BREAKER_PROBE_MS);
  expect(allowance(state, LIMITS, 1000 + 3 * BREAKER_PROBE_MS).slots).toBe(0); // one at a time
  state = ended(state, failed, 2000 + BREAKER_PROBE_MS);
  expect(allowance(state, LIMITS, 2000 + BREAKER_PROBE_MS).notBefore).toBe(1000 + 2 * BREAKER_PROBE_MS);
  state = ended(started(state, LIMITS, 1, 100_000), delivered, 100_001);
  expect(isBreakerOpen(state)).toBe(false);
  expect(allowance(state, LIMITS, 100_001).slots).toBeGreaterThan(1);
});

test('who takes over an endpoint with an open breaker begins with a probe', () => {
  expect(allowance(newThrottle(7, BREAKER_FAILURES), LIMITS, 7).slots).toBe(1);
  expect(allowance(newThrottle(7, BREAKER_FAILURES - 1), LIMITS, 7).slots).toBe(2);
});

test('429 with Retry-After pauses the endpoint, an hour at most, and is no failure of its', () => {
  const paused = (retryAfterS: number) =>
    after(warm(0, 4), [{ kind: 'failed', code: 'rate_limited', remedy: 'retry', retryAfterS }]);
  expect(allowance(paused(20), LIMITS, 0)).toEqual({ slots: 0, notBefore: 20_000 });
  expect(allowance(paused(20), LIMITS, 20_000).slots).toBe(4);
  expect(allowance(paused(1e9), LIMITS, 0).notBefore).toBe(3_600_000);
  expect(isBreakerOpen(paused(20))).toBe(false);
  // A sooner one does not shorten the pause.
  const both = after(paused(20), [{ kind: 'failed', code: 'rate_limited', remedy: 'retry', retryAfterS: 1 }]);
  expect(allowance(both, LIMITS, 1).notBefore).toBe(20_000);
});

test('503 with Retry-After is about the one delivery', () => {
  const state = after(warm(), [{ ...failed, retryAfterS: 20 } as AttemptOutcome]);
  expect(allowance(state, LIMITS, 0).slots).toBe(4);
});

test('what was interrupted on our side says nothing about the endpoint', () => {
  const state = after(newThrottle(0, 4), [{ kind: 'failed', code: 'interrupted', remedy: 'retry' }]);
  expect(state.failures).toBe(4);
});

test('in no second does an endpoint get more than its rate and a tenth of it in one burst', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 200 }),
      (ratePerSecond, pauses) => {
        const limits = { concurrency: 100_000, ratePerSecond };
        let state = { ...warm(), window: 100_000 };
        let now = 0;
        const starts: { at: number; count: number }[] = [];
        for (const pause of pauses) {
          now += pause;
          const { slots } = allowance(state, limits, now);
          if (slots > 0) {
            state = started(state, limits, slots, now);
            starts.push({ at: now, count: slots });
          }
        }
        for (const { at } of starts) {
          const inSecond = starts.filter((s) => s.at >= at && s.at < at + 1000).reduce((sum, s) => sum + s.count, 0);
          expect(inSecond).toBeLessThanOrEqual(Math.ceil(ratePerSecond + Math.max(1, ratePerSecond / 10)));
        }
      },
    ),
  );
});

test('a rate is reached, not only kept', () => {
  for (const ratePerSecond of [1, 7, 50, 1000]) {
    const limits = { concurrency: 100_000, ratePerSecond };
    let state = { ...warm(), window: 100_000 };
    let count = 0;
    for (let now = 0; now < 20_000; ) {
      const { slots, notBefore } = allowance(state, limits, now);
      if (slots > 0) {
        state = started(state, limits, slots, now);
        count += slots;
      }
      now = Math.max(now + 1, allowance(state, limits, now).notBefore, notBefore > now ? notBefore : 0);
    }
    expect(count / 20).toBeGreaterThan(ratePerSecond * 0.95);
  }
});
