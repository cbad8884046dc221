/** The retry schedule: delays, deadlines, and that every delivery ends. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RETRY_DEFAULTS, type RetryPolicy } from '../../src/limits.ts';
import { type AttemptOutcome, judge } from '../../src/sending/outcome.ts';
import { backoffMs, decide } from '../../src/sending/retry-schedule.ts';
import { allowance, ended, newThrottle, started } from '../../src/sending/throttle.ts';

const failed: AttemptOutcome = { kind: 'failed', code: 'server_error', remedy: 'retry' };
const at = (over: object) => ({ attempt: 1, ageMs: 0, policy: RETRY_DEFAULTS, random: 0.5, ...over });

test('delays double from the first to the cap, each from the upper half', () => {
  const delays = (random: number) => Array.from({ length: 12 }, (_, n) => backoffMs(n + 1, RETRY_DEFAULTS, random));
  expect(delays(0)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((s) => s * 1000));
  expect(Math.max(...delays(0.999))).toBeLessThanOrEqual(600_000);
  expect(delays(0.999)[0]).toBeGreaterThan(1990);
});

test('the defaults give up after about 17 minutes, and the values that the contract shows after three days', () => {
  const lasts = (policy: RetryPolicy) => {
    let ageMs = 0;
    for (let attempt = 1; ; attempt++) {
      const next = decide(failed, { attempt, ageMs, policy, random: 0.999 });
      if (next.kind !== 'retry') return { ageMs, reason: next.kind === 'dead' && next.reason };
      ageMs += next.delayMs;
    }
  };
  expect(lasts(RETRY_DEFAULTS).ageMs / 60_000).toBeCloseTo(17, 0);
  const shown = { max_attempts: 30, initial_delay_ms: 5000, max_delay_ms: 21_600_000, max_age_s: 259_200 };
  const { ageMs, reason } = lasts({ ...RETRY_DEFAULTS, ...shown });
  expect(reason).toBe('expired');
  expect(ageMs / 3_600_000).toBeGreaterThan(72 - 6);
});

test('the last attempt of the policy ends it', () => {
  expect(decide(failed, at({ attempt: 9 }))).toMatchObject({ kind: 'retry' });
  expect(decide(failed, at({ attempt: 10 }))).toEqual({ kind: 'dead', reason: 'attempts_exhausted' });
});

test('Retry-After is waited for when it is later than the backoff, not when it is sooner', () => {
  expect(decide({ ...failed, retryAfterS: 100 }, at({}))).toEqual({ kind: 'retry', delayMs: 100_000 });
  expect(decide({ ...failed, retryAfterS: 1 }, at({}))).toEqual({ kind: 'retry', delayMs: 1500 });
});

test('a wait beyond the deadline makes the letter dead now', () => {
  expect(decide({ ...failed, retryAfterS: 86_401 }, at({}))).toEqual({ kind: 'dead', reason: 'expired' });
  expect(decide(failed, at({ ageMs: 86_400_000 - 1000 }))).toEqual({ kind: 'dead', reason: 'expired' });
});

test('what the receiver calls its final word is not tried again, unless the endpoint asks for it', () => {
  const refused: AttemptOutcome = { kind: 'failed', code: 'client_error', remedy: 'client_error' };
  expect(decide(refused, at({}))).toEqual({ kind: 'dead', reason: 'client_error' });
  const policy = { ...RETRY_DEFAULTS, retry_client_errors: true };
  expect(decide(refused, at({ policy }))).toMatchObject({ kind: 'retry' });
  expect(decide({ kind: 'failed', code: 'gone', remedy: 'gone' }, at({ policy }))).toEqual({
    kind: 'dead',
    reason: 'gone',
  });
  expect(decide({ kind: 'failed', code: 'blocked_address', remedy: 'blocked_address' }, at({ policy }))).toEqual({
    kind: 'dead',
    reason: 'blocked_address',
  });
});

test('what was interrupted on our side decides nothing', () => {
  const interrupted: AttemptOutcome = { kind: 'failed', code: 'interrupted', remedy: 'retry' };
  expect(decide(interrupted, at({ attempt: 10 }))).toEqual({ kind: 'interrupted' });
});

describe('whatever a receiver answers', () => {
  const policies = fc.record({
    max_attempts: fc.integer({ min: 1, max: 100 }),
    initial_delay_ms: fc.integer({ min: 10, max: 3_600_000 }),
    max_delay_ms: fc.integer({ min: 10, max: 86_400_000 }),
    max_age_s: fc.integer({ min: 1, max: 604_800 }),
    retry_client_errors: fc.boolean(),
  });
  const answers = fc.oneof(
    fc.record({
      kind: fc.constant('answered' as const),
      status: fc.integer({ min: 200, max: 999 }),
      retryAfter: fc.option(fc.oneof(fc.nat(2_000_000).map(String), fc.string()), { nil: undefined }),
      excerpt: fc.constant(null),
    }),
    fc.record({
      kind: fc.constant('unreachable' as const),
      reason: fc.constantFrom('dns', 'timeout', 'tls_expired', 'blocked_address', 'connection_lost'),
    }),
  );

  /**
   * One delivery's life on a clock of its own, with its endpoint's throttle: it is claimed when both are willing, and
   * tried again as long as the policy says.
   */
  test('a delivery ends, delivered or dead, within its attempts and its time', () => {
    fc.assert(
      fc.property(
        policies,
        fc.array(answers, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: null }),
        (policy, given, random, ratePerSecond) => {
          const limits = { concurrency: 1, ratePerSecond };
          let throttle = newThrottle(0, 0);
          let now = 0;
          let dueAt = 0;
          for (let attempt = 1; ; ) {
            now = Math.max(now, dueAt);
            const { slots, notBefore } = allowance(throttle, limits, now);
            if (slots === 0) {
              expect(notBefore).toBeGreaterThan(now); // else it would never be asked again
              expect(notBefore).toBeLessThan(Number.POSITIVE_INFINITY);
              now = notBefore + 0.001; // as a timer does, a little later
              // What waits for its endpoint too long ends without another attempt.
              if (now > policy.max_age_s * 1000) return;
              continue;
            }
            if (now > policy.max_age_s * 1000) return;
            throttle = started(throttle, limits, 1, now);
            const outcome = judge(given[(attempt - 1) % given.length]!, now);
            throttle = ended(throttle, outcome, now);
            const next = decide(outcome, { attempt, ageMs: now, policy, random });
            if (next.kind !== 'retry') {
              expect(attempt).toBeLessThanOrEqual(policy.max_attempts);
              return;
            }
            expect(next.delayMs).toBeGreaterThanOrEqual(Math.min(policy.initial_delay_ms, policy.max_delay_ms) / 2);
            expect(now + next.delayMs).toBeLessThanOrEqual(policy.max_age_s * 1000);
            dueAt = now + next.delayMs;
            attempt += 1;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
