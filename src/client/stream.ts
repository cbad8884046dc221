/**
 * A request's stream of server-sent events, read until it ends, breaks or falls silent.
 *
 * @see WHATWG HTML §9.2
 */
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Request } from './operations.ts';

/** A request as it was at a version; NaN where the version is not told. */
export interface Version {
  version: number;
  request: Request;
}

/** A message of ours has less than a kilobyte, save `metadata` and `error`. */
const MESSAGE_CHARACTERS = 1024 * 1024;

/** Nothing came for too long: the connection is dead, or somebody in between keeps messages back. */
export class SilentStream extends Error {}

/**
 * @param silenceMs  how long there may be nothing, not even a comment, in milliseconds: asked before each read
 * @throws SilentStream, or whatever broke it
 */
export async function* readStream(
  body: ReadableStream<Uint8Array>,
  silenceMs: () => number,
): AsyncGenerator<Version, void, undefined> {
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => messages.push(message), maxBufferSize: MESSAGE_CHARACTERS });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  // A read that waits ends by it, as at the end of the stream.
  const stop = () => void reader.cancel().catch(() => {});
  try {
    for (;;) {
      let isSilent = false;
      const timer = setTimeout(() => {
        isSilent = true;
        stop();
      }, silenceMs());
      const { value, done } = await reader.read().finally(() => clearTimeout(timer));
      if (isSilent) throw new SilentStream();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      for (const { id, data } of messages.splice(0)) {
        const request = JSON.parse(data);
        if (typeof request?.status !== 'string') throw new TypeError('a message that tells no request');
        yield { version: id ? Number(id) : Number.NaN, request };
      }
    }
  } finally {
    stop();
  }
}
