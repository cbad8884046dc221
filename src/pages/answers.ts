/**
 * What a receiver's answer means, and when a delivery is tried again: tables made by asking the code that decides it.
 */
import { html } from 'hono/html';
import { ATTEMPT_TIMEOUT_MS, RETRY_DEFAULTS, type RetryPolicy } from '../limits.ts';
import { judge } from '../sending/outcome.ts';
import { backoffMs, decide } from '../sending/retry-schedule.ts';
import type { Html } from './layout.ts';
import { count, prose, span } from './words.ts';

const AT_FIRST = { attempt: 1, ageMs: 0, random: 0 };

function consequenceOf(status: number): string {
  const outcome = judge({ kind: 'answered', status, retryAfter: undefined, excerpt: null }, 0);
  const next = decide(outcome, { ...AT_FIRST, policy: RETRY_DEFAULTS });
  if (next.kind !== 'dead') return next.kind;
  const ifAsked = decide(outcome, { ...AT_FIRST, policy: { ...RETRY_DEFAULTS, retry_client_errors: true } });
  return ifAsked.kind === 'retry' ? 'dead unless asked' : next.reason;
}

const CONSEQUENCES: Record<string, [title: string, text: string]> = {
  delivered: ['Delivered', 'It counts when your status line is there; nothing that comes after it changes it.'],
  retry: [
    'Tried again',
    'Redirects are never followed. Your `Retry-After` is waited for; with 429 the whole endpoint is left alone for that long.',
  ],
  gone: ['Endpoint disabled', 'What waits for it becomes dead letters. Of a callback, only that delivery ends.'],
  'dead unless asked': [
    'Dead letter at once',
    'The same bytes will not do another time. With `retry_client_errors` they are tried again.',
  ],
};

/** The statuses of each consequence, as a reader says them: `3xx`, `408`, `any other 4xx`. */
export function statusesByConsequence(): Map<string, string[]> {
  const told = new Map<string, string[]>();
  const tell = (consequence: string, ...statuses: string[]) =>
    told.set(consequence, [...(told.get(consequence) ?? []), ...statuses]);
  for (const hundred of [200, 300, 400, 500]) {
    const statuses = Array.from({ length: 100 }, (_, index) => hundred + index);
    const groups = Object.entries(Object.groupBy(statuses, consequenceOf)) as [string, number[]][];
    const [usual, ...others] = groups.sort(([, a], [, b]) => b.length - a.length);
    for (const [consequence, exceptions] of others) tell(consequence, ...exceptions.map(String));
    tell(usual![0], `${others.length > 0 ? 'any other ' : ''}${hundred / 100}xx`);
  }
  return told;
}

export function answersTable(): Html {
  return html`<table><thead><tr><th scope="col">Your answer</th><th scope="col">What follows</th></tr></thead><tbody>${[
    ...statusesByConsequence(),
  ].map(([consequence, statuses]) => {
    const [title, text] = CONSEQUENCES[consequence]!;
    const none = consequence === 'retry' ? `, or none within ${span(ATTEMPT_TIMEOUT_MS)}` : '';
    return html`<tr><th scope="row">${statuses.join(', ')}${none}</th><td><strong>${title}.</strong> ${prose(text)}</td></tr>`;
  })}<tr><th scope="row">Your address is not allowed</th><td><strong>Dead letter at once.</strong> Only public addresses are called, which is judged at every connection.</td></tr></tbody></table>`;
}

interface Attempt {
  number: number;
  /** Since the one before, in milliseconds, at least and at most. */
  after: [number, number];
  /** Since the first. */
  at: [number, number];
}

/** The attempts of a policy, if each fails at once, and without the breaker. */
export function scheduleOf(policy: RetryPolicy): Attempt[] {
  const attempts: Attempt[] = [{ number: 1, after: [0, 0], at: [0, 0] }];
  for (let number = 2; number <= policy.max_attempts; number++) {
    const after = [backoffMs(number - 1, policy, 0), backoffMs(number - 1, policy, 1)] as [number, number];
    const { at } = attempts.at(-1)!;
    if (at[1] + after[1] > policy.max_age_s * 1000) break;
    attempts.push({ number, after, at: [at[0] + after[0], at[1] + after[1]] });
  }
  return attempts;
}

export function scheduleTable(policy: RetryPolicy): Html {
  return html`<table><thead><tr><th scope="col">Attempt</th><th scope="col">After the one before</th><th scope="col">After the first</th></tr></thead><tbody>${scheduleOf(
    policy,
  ).map(
    ({ number, after, at }) =>
      html`<tr><th scope="row">${count(number)}</th><td>${number === 1 ? 'at once' : span(...after)}</td><td>${number === 1 ? '' : span(...at)}</td></tr>`,
  )}</tbody></table>`;
}
