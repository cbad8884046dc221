/**
 * Follow: a request as it changes, until it has ended, over whatever the way to the service lets through.
 *
 * By its stream; where that cannot be had, by calls that wait for the end (`Prefer: wait`); where those break, by calls at
 * the pace that `Retry-After` sets. After a minute the stream is tried again.
 *
 * Promise: no version twice, none older than one before, and the last one has ended. What the status resource refuses is
 * thrown; of the stream nothing is, since it is only the quicker way.
 */
import { dataOf, retryAfterOf } from './answers.ts';
import { type Api, hasEnded, type Request } from './operations.ts';
import { backoffMs, type Clock, type Send } from './send.ts';
import { readStream, SilentStream, type Version } from './stream.ts';

interface Parts {
  api: Api;
  /** Sends a call without retries: what to do instead is decided here. */
  sendOnce: Send;
  clock: Clock;
}

export const LIMITS = {
  /** The state of now comes at once, or there is somebody in between who keeps it. */
  firstMessageMs: 5_000,
  /** The contract has a comment come at least every 15 s. */
  silenceMs: 20_000,
  /** Connections one after another that broke without news. */
  fruitlessStreams: 3,
  /** How long to go without a stream before it is tried again. */
  withoutStreamMs: 60_000,
};
/** Shorter than what proxies allow; progress is not told while the service waits. */
const WAIT_S = 10;
/** Where no `Retry-After` comes through, or one that says nothing: that of a clock which is behind is over when it comes. */
const POLL_EVERY_S = 1;

export async function* follow(
  parts: Parts,
  id: string,
  signal: AbortSignal,
  limits = LIMITS,
): AsyncGenerator<Request, void, undefined> {
  const seen = { version: 0, text: '' };
  for (;;) {
    for (const source of [streamed, polled])
      for await (const { version, request } of source(parts, id, seen, signal, limits)) {
        const text = JSON.stringify(request);
        // Without entity tags the same text is taken for the same version.
        const isNews = Number.isInteger(version) ? version > seen.version : text !== seen.text;
        if (!isNews && !hasEnded(request)) continue;
        if (isNews && Number.isInteger(version)) seen.version = version;
        seen.text = text;
        yield request;
        signal.throwIfAborted();
        if (hasEnded(request)) return;
      }
  }
}

type Answer = { data?: Request; error?: unknown; response: Response };
type Source = (
  parts: Parts,
  id: string,
  seen: { readonly version: number },
  signal: AbortSignal,
  limits: typeof LIMITS,
) => AsyncGenerator<Version, void, undefined>;

/** Connects again where a stream breaks, with what was seen last; ends when it has to be done without. */
const streamed: Source = async function* ({ api, sendOnce, clock }, id, seen, signal, limits) {
  const silenceMs = () => (seen.version === 0 ? limits.firstMessageMs : limits.silenceMs);
  for (let fruitless = 0; fruitless < limits.fruitlessStreams; ) {
    const before = seen.version;
    let askedMs = 0;
    try {
      const { data, response } = await api.GET('/v1/requests/{request_id}/stream', {
        params: {
          path: { request_id: id },
          header: seen.version > 0 ? { 'Last-Event-ID': String(seen.version) } : {},
        },
        parseAs: 'stream',
        fetch: sendOnce,
        signal,
      });
      const isStream = data && response.headers.get('content-type')?.startsWith('text/event-stream');
      if (isStream) yield* readStream(data, silenceMs);
      else {
        await data?.cancel();
        if (response.status < 500) return; // it will be no other the next time
        askedMs = pauseAskedFor(response);
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SilentStream) return;
    }
    fruitless = seen.version > before ? 0 : fruitless + 1;
    await clock.sleep(askedMs + backoffMs(fruitless + 1, clock), signal);
  }
};

const polled: Source = async function* ({ api, sendOnce, clock }, id, seen, signal, limits) {
  const ask = (more: { header?: { Prefer: string }; fetch?: Send }): Promise<Answer> =>
    api.GET('/v1/requests/{request_id}', {
      ...more,
      params: {
        path: { request_id: id },
        header: { ...more.header, ...(seen.version > 0 ? { 'If-None-Match': `"${seen.version}"` } : {}) },
      },
      signal,
    });
  const until = clock.now() + limits.withoutStreamMs;
  yield* versionIn(await ask({})); // as it is now, before anything is waited for
  for (let waits = true; clock.now() < until; ) {
    const askedAt = clock.now();
    let answer: Answer | undefined;
    if (waits) answer = await ask({ header: { Prefer: `wait=${WAIT_S}` }, fetch: sendOnce }).catch(() => undefined);
    signal.throwIfAborted();
    if (!answer?.response.ok && answer?.response.status !== 304) {
      waits = false;
      await clock.sleep(answer ? pauseAskedFor(answer.response) : 0, signal);
      answer = await ask({});
    }
    yield* versionIn(answer);
    // A call that waited has used up the pause; one that was not let wait has not.
    const leftMs = (retryAfterOf(answer.response) || POLL_EVERY_S) * 1000 - (clock.now() - askedAt);
    if (leftMs > 0) await clock.sleep(leftMs, signal);
  }
};

/** In milliseconds. */
const pauseAskedFor = (response: Response) => (retryAfterOf(response) ?? 0) * 1000;

/** @throws what the service refuses */
function versionIn(answer: Answer): Version[] {
  const { status, headers } = answer.response;
  if (status === 304) return [];
  return [{ version: Number(/"(\d+)"/.exec(headers.get('etag') ?? '')?.[1]), request: dataOf(answer) }];
}
