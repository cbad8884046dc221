/**
 * Reading a body: its size, its media type, its bytes, in the order in which a caller is told about them.
 */
import type { Context } from 'hono';
import { BODIES_BYTES_PER_KEY, FILE_BYTES, JSON_BODY_BYTES } from '../limits.ts';
import { type Fault, problem } from './problems.ts';
import type { OperationContract } from './shape.ts';
import { mayHoldUnstorable, unstorableIn } from './storable.ts';

const JSON_TYPE = 'application/json';

/**
 * Refuses what is too large, of a wrong type or not readable (413, 415, 400); a JSON body is left as text where hono looks
 * for it.
 *
 * @returns what of it would get lost: faults to be told beside those of its schema
 */
export async function readBody(c: Context, { body, isBodyRequired }: OperationContract): Promise<Fault[]> {
  if (!body) return [];
  const isJson = JSON_TYPE in body;
  if (isJson && !isBodyRequired && !hasBody(c)) {
    c.req.raw.headers.set('content-type', JSON_TYPE);
    c.req.bodyCache.text = Promise.resolve('{}') as never;
    return [];
  }
  const limit = isJson ? JSON_BODY_BYTES : FILE_BYTES;
  const length = c.req.header('content-length');
  if (length !== undefined && Number(length) > limit) throw tooLarge(limit);
  const mediaType = mediaTypeOf(c);
  if (!mediaType || !Object.hasOwn(body, mediaType) || !isPlain(c)) {
    throw problem('unsupported-media-type', {
      detail: `This operation reads ${Object.keys(body).join(', ')}.`,
      headers: { Accept: Object.keys(body).join(', ') },
    });
  }
  c.req.raw.headers.set('content-type', mediaType); // as the contract writes it, for those who read it next
  if (!isJson) return [];
  const bytes = length === undefined ? await readAll(c.req.raw.body, limit) : await c.req.arrayBuffer();
  const text = decode(bytes) || (isBodyRequired ? '' : '{}');
  // hono keeps promises here, whatever its types say.
  c.req.bodyCache.text = Promise.resolve(text) as never;
  delete c.req.bodyCache.arrayBuffer;
  return mayHoldUnstorable(text) ? unstorableIn(parseJson(text)) : [];
}

/** Reads a body of which so many bytes may be kept. @throws Problem rate-limited when too much is being read for this key */
export type BodyBudget = <T>(keyId: string, bytes: number, read: () => Promise<T>) => Promise<T>;

/** Who sends slowly has no place meanwhile, and could have as much in our memory as it opens connections. */
export function createBodyBudget(): BodyBudget {
  const reading = new Map<string, number>();
  return async (keyId, bytes, read) => {
    const before = reading.get(keyId) ?? 0;
    if (before + bytes > BODIES_BYTES_PER_KEY)
      throw problem('rate-limited', {
        detail: `At most ${BODIES_BYTES_PER_KEY} bytes of bodies are read for a key at the same time.`,
        headers: { 'Retry-After': 1 },
      });
    reading.set(keyId, before + bytes);
    try {
      return await read();
    } finally {
      const left = reading.get(keyId)! - bytes;
      if (left > 0) reading.set(keyId, left);
      else reading.delete(keyId);
    }
  };
}

/** How many bytes of a body are in memory before it is worked on: of a file's none. */
export function bytesKept(c: Context, { body }: OperationContract): number {
  if (!body || !(JSON_TYPE in body)) return 0;
  return Math.min(Number(c.req.header('content-length') ?? JSON_BODY_BYTES), JSON_BODY_BYTES);
}

/** RFC 9112 §6: by the headers, since whoever sends no body need not say so. */
const hasBody = (c: Context) =>
  c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0;

/** Neither compressed nor, where it is JSON, in another encoding than UTF-8 (RFC 8259 §8.1). */
function isPlain(c: Context): boolean {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(c.req.header('content-type') ?? '')?.[1];
  const encoding = c.req.header('content-encoding') ?? 'identity';
  return encoding.toLowerCase() === 'identity' && (charset === undefined || /^utf-?8$/i.test(charset));
}

export function mediaTypeOf(c: Context): string | undefined {
  return c.req.header('content-type')?.replace(/;.*/s, '').trim().toLowerCase();
}

/** The bytes of an upload as they come; over the limit they end with 413. */
export function streamBody(c: Context): ReadableStream<Uint8Array> {
  const guard = limited(FILE_BYTES) as ReadableWritablePair<Uint8Array, Uint8Array>;
  return (c.req.raw.body ?? new Blob([]).stream()).pipeThrough(guard);
}

/**
 * Lets `limit` bytes through. What comes after is read and thrown away, up to as much again: a sender who is cut off
 * while sending sees a broken connection instead of the answer.
 */
function limited(limit: number): TransformStream<Uint8Array, Uint8Array> {
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size <= limit) controller.enqueue(chunk);
      else if (size > 2 * limit) controller.error(tooLarge(limit));
    },
    flush(controller) {
      if (size > limit) controller.error(tooLarge(limit));
    },
  });
}

const tooLarge = (limit: number) => problem('payload-too-large', { detail: `At most ${limit} bytes are read here.` });

async function readAll(stream: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  if (stream)
    for await (const chunk of stream.pipeThrough(limited(limit) as ReadableWritablePair<Uint8Array, Uint8Array>))
      chunks.push(chunk);
  return Buffer.concat(chunks);
}

function decode(bytes: ArrayBuffer | Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem('malformed-request', { detail: 'The body is not UTF-8.' });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem('malformed-request', { detail: `The body is not JSON: ${(error as Error).message}` });
  }
}
