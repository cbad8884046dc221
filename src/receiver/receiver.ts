/**
 * A receiver: a web `Request` in, the `Response` that Waybill should get out.
 *
 * Promises: nothing is believed before the raw bytes are verified; an event has its effect once, however often and
 * however much at once it comes; 2xx is answered only when the store has it for good, and whatever goes wrong before is
 * answered so that the event is sent again.
 */
import { type Envelope, isKnown, type WebhookEvent } from './events.ts';
import { keysOf } from './sign.ts';
import { type VerifyOptions, verify, WebhookRejected } from './verify.ts';

/** Remembers which events have had their effect, for as long as they may come again. */
export interface EventStore<Tx> {
  /**
   * Runs `effect` if it has not run for this event, and remembers it: both or neither, and for good before it resolves.
   * Nothing is remembered when `effect` throws. One receiver never calls it twice at once for one event; other
   * processes may, and then one waits for the other, or throws.
   *
   * @param effect  is handed the transaction in which the event is remembered, if the store has such
   * @returns false when it had run before
   * @throws what `effect` throws, as it is; anything else when the store cannot be used now
   */
  once(source: string, eventId: string, effect: (tx: Tx) => Promise<void>): Promise<boolean>;
}

/** What became of a delivery, and its answer. */
export type Outcome =
  | { outcome: 'handled' | 'duplicate' | 'test' | 'unknown'; status: 200; event: Envelope }
  | { outcome: 'rejected'; status: 400; error: WebhookRejected }
  | { outcome: 'not_post'; status: 405 }
  | { outcome: 'too_large'; status: 413 }
  /** `handle` threw, or a secret is malformed: sent again, in the hope that it is mended by then. */
  | { outcome: 'failed'; status: 500; error: unknown; event?: Envelope }
  /** The store, or what looks up secrets, cannot be used now. */
  | { outcome: 'unavailable'; status: 503; error: unknown; event?: Envelope };

export interface ReceiverOptions<Tx> {
  /** Which headers are believed: never guessed from what came. */
  scheme: VerifyOptions['scheme'];
  /**
   * `whsec_…`; several during a rotation. A function is asked at each delivery, for receivers of many sources; what has
   * no secrets is answered 400.
   */
  secrets:
    | string
    | readonly string[]
    | ((source: string) => string | readonly string[] | Promise<string | readonly string[]>);
  store: EventStore<Tx>;
  /**
   * Does the work, or better writes down that it is to be done: the sender waits 15 s at most. It gets events of the
   * contract only, and no tests. When it throws, nothing is remembered and the event comes again.
   *
   * @param tx  the store's transaction: what is written by it stands or falls with the mark that the event was handled
   */
  handle(event: WebhookEvent, tx: Tx, source: string): void | Promise<void>;
  /**
   * The same for events of types and versions that this release does not know (see `isKnown`). Without it they are
   * answered 200 and not remembered, so that a replay can bring them back after an update.
   */
  handleUnknown?(event: Envelope, tx: Tx, source: string): void | Promise<void>;
  /** Whose events they are: ids count within a source. Default `waybill`; a function for a URL for each source. */
  source?: string | ((request: Request) => string);
  /** In seconds, in both directions. Default 300. */
  toleranceS?: number;
  /** Of the body; more is answered 413. Default 1 MiB: an event has 64 KiB of data at most. */
  maxBytes?: number;
  /** Called before each answer. Default: `console.error` for what is answered 5xx. */
  log?(outcome: Outcome): void;
}

const RETRY_AFTER_S = 5;

/** Thrown through the store, to tell what `handle` throws from what the store does. */
class HandlerFailed extends Error {}

/**
 * @returns a handler as Next, Deno, Bun and Workers take it; Hono: `(c) => receive(c.req.raw)`; others by `toNode`,
 *   `toFastify` and `toLambda`. It rejects with a TypeError when the body was read before: raw bytes are needed
 * @throws TypeError when there is no secret, or one is malformed
 */
export function createReceiver<Tx>(options: ReceiverOptions<Tx>): (request: Request) => Promise<Response> {
  const { scheme, secrets, store, source: sourceOf = 'waybill', toleranceS, log = logTrouble } = options;
  const { maxBytes = 1024 * 1024 } = options;
  if (typeof secrets !== 'function') checkSecrets(secrets);
  const underWay = new Map<string, Promise<boolean>>();

  /** What comes while the first is under way ends as the first does. */
  async function once(source: string, event: Envelope, effect: (tx: Tx) => Promise<void>): Promise<boolean> {
    const key = JSON.stringify([source, event.event_id]);
    const first = underWay.get(key);
    if (first) return (await first) && false;
    const run = store.once(source, event.event_id, (tx) =>
      effect(tx).catch((cause) => {
        throw new HandlerFailed('The handler failed.', { cause });
      }),
    );
    underWay.set(key, run);
    try {
      return await run;
    } finally {
      underWay.delete(key);
    }
  }

  async function take(event: Envelope, source: string): Promise<Outcome> {
    if (event.test || event.type === 'endpoint.ping') return { outcome: 'test', status: 200, event };
    const { handle, handleUnknown } = options;
    let effect: (tx: Tx) => Promise<void>;
    if (isKnown(event)) effect = async (tx) => handle(event, tx, source);
    else if (handleUnknown) effect = async (tx) => handleUnknown(event, tx, source);
    else return { outcome: 'unknown', status: 200, event };
    try {
      return { outcome: (await once(source, event, effect)) ? 'handled' : 'duplicate', status: 200, event };
    } catch (error) {
      return error instanceof HandlerFailed
        ? { outcome: 'failed', status: 500, error: error.cause, event }
        : { outcome: 'unavailable', status: 503, error, event };
    }
  }

  async function receive(request: Request): Promise<Outcome> {
    if (request.method !== 'POST') return { outcome: 'not_post', status: 405 };
    const body = await readRaw(request, maxBytes);
    if (!body) return { outcome: 'too_large', status: 413 };
    const source = typeof sourceOf === 'function' ? sourceOf(request) : sourceOf;
    let found: string | readonly string[];
    try {
      found = typeof secrets === 'function' ? await secrets(source) : secrets;
    } catch (error) {
      return { outcome: 'unavailable', status: 503, error };
    }
    let event: Envelope;
    try {
      event = await verify({ headers: request.headers, body }, { scheme, secrets: found, toleranceS });
    } catch (error) {
      if (error instanceof WebhookRejected) return { outcome: 'rejected', status: 400, error };
      return { outcome: 'failed', status: 500, error };
    }
    return take(event, source);
  }

  return async (request) => {
    const outcome = await receive(request);
    log(outcome);
    return answer(outcome);
  };
}

function checkSecrets(secrets: string | readonly string[]): void {
  const list = typeof secrets === 'string' ? [secrets] : secrets;
  if (list.length === 0) throw new TypeError('A receiver needs a secret.');
  for (const secret of list) keysOf(secret);
}

/** @returns undefined when there is more than `maxBytes`: what is too much is not read */
async function readRaw(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  if (request.bodyUsed)
    throw new TypeError(
      'The body was read before it could be verified, and what was parsed is not what was signed. Give the receiver a request whose body nobody has touched.',
    );
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.length;
    if (size > maxBytes) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

/** The reason of a refusal is for the sender's log; of trouble on this side it is told nothing. */
function answer(outcome: Outcome): Response {
  const headers: Record<string, string> = { 'Content-Type': 'text/plain' };
  if (outcome.status === 405) headers.Allow = 'POST';
  if (outcome.status === 503) headers['Retry-After'] = String(RETRY_AFTER_S);
  const detail = outcome.outcome === 'rejected' ? `: ${outcome.error.reason}` : '';
  return new Response(`${outcome.outcome}${detail}\n`, { status: outcome.status, headers });
}

function logTrouble(outcome: Outcome): void {
  if (outcome.outcome === 'failed' || outcome.outcome === 'unavailable')
    console.error(`webhook ${outcome.outcome}`, outcome.event?.event_id ?? '', outcome.error);
}
