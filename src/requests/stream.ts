/**
 * A request as server-sent events: each version that a reader has time for, and the end.
 *
 * Promises: no version twice and none out of order; a comment at least every STREAM_BEAT_MS when there is nothing else, and
 * by then the key is judged again; a slow reader holds up nobody and costs no memory, it skips versions.
 *
 * @see WHATWG HTML §9.2
 */
import { STREAM_BEAT_MS } from '../limits.ts';
import { type Follower, within } from './follow.ts';
import { hasEnded, showRequest } from './show.ts';
import type { StatusRow } from './store.ts';

interface Options {
  row: StatusRow;
  /** The version that the reader has, 0 for none. */
  after: number;
  follower: Follower;
  publicUrl: string;
  isKeyValid(): Promise<boolean>;
  /** The reader is gone, or was told the end. */
  onEnd(): void;
}

export function streamRequest({ row, after, follower, publicUrl, isKeyValid, onEnd }: Options) {
  const gone = new AbortController();
  const encoder = new TextEncoder();
  let seen = after;
  let judgedAt = performance.now();

  async function next(): Promise<{ text: string; isLast: boolean }> {
    const beat = within(STREAM_BEAT_MS, gone.signal);
    const news = row.version > seen ? row : await follower.nextVersion(row.id, seen, beat.signal);
    beat.clear();
    if (!news || performance.now() - judgedAt >= STREAM_BEAT_MS) {
      if (!(await isKeyValid())) return { text: '', isLast: true };
      judgedAt = performance.now();
    }
    if (!news) return { text: ':\n\n', isLast: !beat.signal.aborted }; // not aborted: the server stops
    seen = news.version;
    const data = JSON.stringify(showRequest(news, publicUrl));
    return { text: `id: ${news.version}\ndata: ${data}\n\n`, isLast: hasEnded(news) };
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { text, isLast } = await next();
      if (gone.signal.aborted) return;
      controller.enqueue(encoder.encode(text));
      if (!isLast) return;
      onEnd();
      controller.close();
    },
    cancel() {
      gone.abort();
      onEnd();
    },
  });
}
