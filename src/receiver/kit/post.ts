/** One attempt as Waybill makes it: a POST that follows no redirect, decided by the status line. */
import type { SignedDelivery } from './delivery.ts';

export type Answer =
  | { kind: 'answered'; status: number; ms: number; retryAfterS: number | null }
  | { kind: 'none'; reason: string; ms: number };

const CLOSED = 'the connection was closed without an answer (did your receiver throw?)';
const IN_WORDS: Record<string, string> = {
  UND_ERR_SOCKET: CLOSED,
  ECONNRESET: CLOSED,
  ECONNREFUSED: 'nobody listens there (ECONNREFUSED)',
  ENOTFOUND: 'there is no such host (ENOTFOUND)',
};

/** @param timeoutMs  Waybill waits 15 s */
export async function post(url: string, { headers, body }: SignedDelivery, timeoutMs: number): Promise<Answer> {
  const startedAt = performance.now();
  const ms = () => Math.round(performance.now() - startedAt);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    const took = ms();
    // Read on for a while, so that the connection can be used again, and without effect.
    await response.body?.pipeTo(new WritableStream(), { signal }).catch(() => {});
    const retryAfterS = readRetryAfter(response.headers.get('retry-after'));
    return { kind: 'answered', status: response.status, ms: took, retryAfterS };
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    const reason = name === 'TimeoutError' ? `no answer within ${timeoutMs / 1000} s` : cause?.code;
    return { kind: 'none', reason: IN_WORDS[reason ?? ''] ?? reason ?? cause?.message ?? message, ms: ms() };
  }
}

/** Seconds or a date. @see RFC 9110 §10.2.3 */
function readRetryAfter(value: string | null): number | null {
  const seconds = /^\d{1,10}$/.test(value ?? '') ? Number(value) : (Date.parse(value ?? '') - Date.now()) / 1000;
  return seconds > 0 ? seconds : null;
}

/** What Waybill makes of an answer. */
export function meaningOf(answer: Answer): 'delivered' | 'retried' | 'gone' | 'refused' {
  if (answer.kind === 'none') return 'retried';
  const { status } = answer;
  if (status >= 200 && status <= 299) return 'delivered';
  if (status === 410) return 'gone';
  return status >= 400 && status <= 499 && ![408, 425, 429].includes(status) ? 'refused' : 'retried';
}

export const said = (answer: Answer): string =>
  answer.kind === 'none' ? answer.reason : `${answer.status} in ${answer.ms} ms`;

/** Names and passwords, and what a query may hold, are nobody's who reads a log. */
export function shown(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
