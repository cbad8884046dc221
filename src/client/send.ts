/**
 * Send: one call as a consumer sees it, which may be several on the wire.
 *
 * Promises: a call is sent again only when that cannot have its effect twice, never earlier than `Retry-After` says, and
 * never after its signal has fired. An answer in JSON has come when it is whole: a connection that breaks in the middle of
 * it is a connection that broke before.
 */
import { isJson, problemOf, retryAfterOf, WaybillUnreachable } from './answers.ts';

export interface RetryPolicy {
  /** Calls on the wire at most for one call of yours; 1 for no retries. 5 when absent. */
  maxAttempts: number;
  /** How long one may take to be answered, in milliseconds; `Prefer: wait` comes on top, uploads have no limit. 60,000 when absent. */
  attemptTimeoutMs: number;
  /** When the last may begin, in milliseconds after the first; nothing is waited for beyond. 120,000 when absent. */
  deadlineMs: number;
}

/** Time and chance, to be replaced in tests. */
export interface Clock {
  /** Resolves after so many milliseconds; rejects with the signal's reason when it fires before. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
  /** Milliseconds from anywhere, never going back. */
  now(): number;
}

export type Fetch = (request: Request, init?: { signal: AbortSignal }) => Promise<Response>;
/** What openapi-fetch takes. */
export type Send = (request: Request) => Promise<Response>;

export const POLICY: RetryPolicy = { maxAttempts: 5, attemptTimeoutMs: 60_000, deadlineMs: 120_000 };
const BACKOFF_MS = 500;
const BACKOFF_CAP_MS = 20_000;

/** RFC 9110 §9.2.2 */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);
/** The service, or what stands before it, is in trouble that may pass. It keeps no 5xx for an Idempotency-Key. */
const TROUBLE = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Refused before anything was done (RFC 6585 §4, RFC 8470 §5.2). */
const NOT_DONE = new Set([425, 429]);

/** Fetch standard, null body status */
const NO_BODY = new Set([204, 205, 304]);

/** @param attempt  1-based number of the attempt that just failed. Full jitter: anything up to a bound that doubles. */
export const backoffMs = (attempt: number, { random }: Clock): number =>
  random() * Math.min(BACKOFF_CAP_MS, BACKOFF_MS * 2 ** (attempt - 1));

export function createSend(fetch: Fetch, policy: RetryPolicy, clock: Clock): Send {
  return async (request) => {
    const giveUpAt = clock.now() + policy.deadlineMs;
    const [, waitS = 0] = /\bwait=(\d+)/.exec(request.headers.get('prefer') ?? '') ?? [];
    const timeoutMs = policy.attemptTimeoutMs + Number(waitS) * 1000;
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= policy.maxAttempts;
      let response: Response | undefined;
      let trouble: unknown;
      try {
        response = await answerTo(fetch, isLast ? request : request.clone(), request.signal, timeoutMs);
      } catch (error) {
        if (request.signal.aborted) throw request.signal.reason;
        trouble = error;
      }
      const waitMs = (response && (retryAfterOf(response) ?? 0) * 1000) || 0;
      const delayMs = waitMs + backoffMs(attempt, clock);
      if (isLast || !(await mayRepeat(request, response)) || clock.now() + delayMs > giveUpAt) {
        if (response) return kept(response, request);
        throw new WaybillUnreachable(request, attempt, trouble);
      }
      await response?.body?.cancel();
      await clock.sleep(delayMs, request.signal);
    }
  };
}

/**
 * Requests by the bodies of their answers. Platforms hold the link from a signal to a request weakly: without this, a
 * download could not be broken off any more once its request has been collected.
 */
const requests = new WeakMap<ReadableStream, Request>();
function kept(response: Response, request: Request): Response {
  if (response.body) requests.set(response.body, request);
  return response;
}

async function mayRepeat({ method, headers }: Request, response: Response | undefined): Promise<boolean> {
  if (response && NOT_DONE.has(response.status)) return true;
  // Of every other 503 it is unknown: the database may have gone after the commit.
  if (response?.status === 503 && (await problemOf(response)) === 'overloaded') return true;
  if (!IDEMPOTENT.has(method) && !headers.has('idempotency-key')) return false;
  if (!response || TROUBLE.has(response.status)) return true;
  // The first call with this key is still being answered; no other conflict passes by waiting.
  return response.status === 409 && response.headers.has('retry-after');
}

async function answerTo(fetch: Fetch, request: Request, signal: AbortSignal, timeoutMs: number): Promise<Response> {
  const attempt = new AbortController();
  const abort = () => attempt.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true }); // the request's own signal: it goes with the request
  const timer =
    timeoutMs === Number.POSITIVE_INFINITY
      ? undefined
      : setTimeout(
          () => attempt.abort(new DOMException(`no answer in ${timeoutMs} ms`, 'TimeoutError')),
          Math.min(timeoutMs, LONGEST_TIMER_MS),
        );
  try {
    const response = await fetch(request, { signal: attempt.signal });
    return isJson(response) || !response.ok ? await whole(response) : response;
  } finally {
    clearTimeout(timer);
  }
}

async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers, url } = response;
  // No answer can be made with these; that of a redirect has status 0 in a browser, that of a 304 a body in Chromium.
  if (status < 200 || NO_BODY.has(status)) return response;
  const read = new Response(await response.arrayBuffer(), { status, statusText, headers });
  return Object.defineProperty(read, 'url', { value: url });
}

/** Of more, `setTimeout` makes none at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Resolves after so many milliseconds, 24 days at most. @throws the signal's reason when it fires before */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', abort);
        resolve();
      },
      Math.min(ms, LONGEST_TIMER_MS),
    );
    signal.addEventListener('abort', abort, { once: true });
  });
}
