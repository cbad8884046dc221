/**
 * The test sender: one event to one URL, signed and tried again as Waybill would.
 *
 * Promise: it ends within `maxAttempts`, signs each attempt afresh under the same id, and tells each in a line without
 * anything secret.
 */
import type { Envelope } from '../events.ts';
import { type SignedWith, signDelivery } from './delivery.ts';
import { type Answer, meaningOf, post, said, shown } from './post.ts';

export interface SendOptions extends Pick<SignedWith, 'keys' | 'body' | 'xSignature'> {
  /** Default 10. */
  maxAttempts?: number;
  /** Of the delay behind the first attempt, which doubles. Default 2000. */
  initialDelayMs?: number;
  /** Default 10 minutes. */
  maxDelayMs?: number;
  /** Of one attempt. Default 15 s. */
  timeoutMs?: number;
  log?(line: string): void;
  /** In [0, 1). Default: chance. */
  random?: () => number;
  wait?: (ms: number) => Promise<void>;
}

/** @returns what came of it: `refused` and `gone` end it at once, `exhausted` when it was tried often enough */
export async function sendEvent(
  url: string,
  event: Envelope,
  options: SendOptions,
): Promise<'delivered' | 'refused' | 'gone' | 'exhausted'> {
  const { maxAttempts = 10, timeoutMs = 15_000, log = () => {}, wait = sleep } = options;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(url, await signDelivery(event, options), timeoutMs);
    const meaning = meaningOf(answer);
    const isLast = meaning !== 'retried' || attempt >= maxAttempts;
    const delayMs = isLast ? 0 : delayBehind(attempt, answer, options);
    const next = isLast ? (meaning === 'retried' ? 'exhausted' : meaning) : `again in ${(delayMs / 1000).toFixed(1)} s`;
    log(
      `${new Date().toISOString()} ${event.type} ${event.event_id} attempt ${attempt}/${maxAttempts} to ${shown(url)}: ${said(answer)}, ${next}`,
    );
    if (isLast) return meaning === 'retried' ? 'exhausted' : meaning;
    await wait(delayMs);
  }
}

/** Uniform in [d/2, d] of a d that doubles; later, if the receiver says so. */
export function delayBehind(attempt: number, answer: Answer, options: Omit<SendOptions, 'keys'>): number {
  const { initialDelayMs = 2000, maxDelayMs = 600_000, random = Math.random } = options;
  const delay = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1));
  const asked = answer.kind === 'answered' ? (answer.retryAfterS ?? 0) * 1000 : 0;
  return Math.max(Math.round(delay / 2 + (delay / 2) * random()), asked);
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
