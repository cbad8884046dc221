/**
 * The only way out: an HTTP client over the connector that judges every address.
 *
 * Promise: no redirect is followed, no proxy variable is read, nothing is read without end; what the other side does is
 * a value, never a throw.
 */
import { LRUCache } from 'lru-cache';
import { Agent, request } from 'undici';
import { RESPONSE_KEPT_BYTES, RESPONSE_READ_BYTES } from '../limits.ts';
import type { AddressRules } from './address-rules.ts';
import { createConnector, reasonOf, type UnreachableReason } from './connector.ts';
import { createResolve } from './resolve.ts';

export type FetchOutcome =
  | { kind: 'fetched'; bytes: Buffer }
  | { kind: 'refused'; status: number }
  | { kind: 'too_large' }
  | { kind: 'unreachable'; reason: UnreachableReason };

export type PostOutcome =
  /** `excerpt` is the beginning of the answer; null when it came from a network whose answers are not kept. */
  | { kind: 'answered'; status: number; retryAfter: string | undefined; excerpt: Buffer | null }
  | { kind: 'unreachable'; reason: UnreachableReason | 'interrupted' };

/** A POST under way. */
export interface Post {
  outcome: Promise<PostOutcome>;
  /** Ends it now, unless the answer's status is there already. */
  abort(reason: 'timeout' | 'interrupted'): void;
}

export interface GuardedClient {
  /** GET of a whole file. Only an abort by `signal` throws. */
  fetchFile(url: string, limits: { bytes: number; timeoutMs: number; signal: AbortSignal }): Promise<FetchOutcome>;
  /**
   * POST of bytes. The outcome is decided by the status line; the answer is read on to its limit, without effect. It
   * has no deadline of its own: whoever sends many keeps one clock for all of them.
   */
  post(url: URL, headers: Record<string, string>, body: string | Buffer): Post;
  close(): Promise<void>;
}

interface Options {
  /** The addresses of a name; by default c-ares with a small cache. */
  resolve?: (name: string) => Promise<string[]>;
  /** Are answers from the operator's own networks kept too? */
  keepsInsideAnswers?: boolean;
  /** Connections to one origin. */
  connections?: number;
}

const REMEMBERED_ORIGINS = 10_000;
/** So many 1xx before an answer are read. */
const INFORMATIONAL_ANSWERS = 10;

export function createGuardedClient(rules: AddressRules, options: Options = {}): GuardedClient {
  const { resolve = createResolve(), keepsInsideAnswers = true, connections } = options;
  /** Where each origin was reached. Once inside, always inside; what is not known here counts as inside. */
  const places = new LRUCache<string, 'inside' | 'outside'>({ max: REMEMBERED_ORIGINS });
  const agent = new Agent({
    connect: createConnector(rules, resolve, (origin, isInside) => {
      places.set(origin, isInside || places.get(origin) === 'inside' ? 'inside' : 'outside');
    }),
    ...(connections === undefined ? {} : { connections }),
    pipelining: 1,
    // Whoever calls has a clock of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    close: () => agent.destroy(),
    async fetchFile(url, limits) {
      const signal = AbortSignal.any([limits.signal, AbortSignal.timeout(limits.timeoutMs)]);
      try {
        const { statusCode, headers, body } = await request(url, { dispatcher: agent, signal });
        body.on('error', () => {}); // what is cut off here says so once more
        if (statusCode !== 200) {
          body.destroy();
          return { kind: 'refused', status: statusCode };
        }
        if (Number(headers['content-length']) > limits.bytes) {
          body.destroy();
          return { kind: 'too_large' };
        }
        const chunks: Buffer[] = [];
        let size = 0;
        for await (const chunk of body as AsyncIterable<Buffer>) {
          size += chunk.length;
          if (size > limits.bytes) {
            body.destroy();
            return { kind: 'too_large' };
          }
          chunks.push(chunk);
        }
        return { kind: 'fetched', bytes: Buffer.concat(chunks) };
      } catch (error) {
        limits.signal.throwIfAborted();
        return { kind: 'unreachable', reason: reasonOf(error) };
      }
    },
    post(url, headers, body) {
      let abort: (reason: 'timeout' | 'interrupted') => void = () => {};
      const outcome = new Promise<PostOutcome>((done) => {
        let aborted: 'timeout' | 'interrupted' | undefined;
        let stop: ((error: Error) => void) | undefined;
        let answer: { status: number; retryAfter: string | undefined } | undefined;
        const kept: Buffer[] = [];
        let size = 0;
        let informational = 0;
        const settle = () => {
          if (!answer) return;
          const isKept = keepsInsideAnswers || places.get(url.origin) === 'outside';
          const excerpt = isKept ? Buffer.concat(kept).subarray(0, RESPONSE_KEPT_BYTES) : null;
          done({ kind: 'answered', ...answer, excerpt });
        };
        abort = (reason) => {
          aborted = reason;
          if (answer) settle();
          else done({ kind: 'unreachable', reason });
          stop?.(new Error(reason));
        };
        const { pathname, search, origin } = url;
        agent.dispatch(
          { origin, path: pathname + search, method: 'POST', headers, body },
          {
            onRequestStart(controller) {
              stop = (error) => controller.abort(error);
              if (aborted) stop(new Error(aborted));
            },
            onResponseStart(controller, status, received) {
              if (status < 200 && ++informational > INFORMATIONAL_ANSWERS) controller.abort(new Error('no end of 1xx'));
              if (status >= 200) answer = { status, retryAfter: first(received['retry-after']) };
            },
            onResponseData(controller, chunk) {
              if (size < RESPONSE_KEPT_BYTES) kept.push(chunk);
              size += chunk.length;
              if (size >= RESPONSE_READ_BYTES) controller.abort(new Error('enough was read'));
            },
            onResponseEnd: settle,
            onResponseError(_, error) {
              if (answer) settle();
              else done({ kind: 'unreachable', reason: reasonOf(error) });
            },
          },
        );
      });
      return { outcome, abort: (reason) => abort(reason) };
    },
  };
}

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
