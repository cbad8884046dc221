import { matchesEtag } from '../contract/etag.ts';
import { expiryOf, isExpired, notHere } from '../contract/expiry.ts';
import { newUuid, toId, toUuid } from '../contract/ids.ts';
import type { Operations, Reply } from '../contract/operations.ts';
import type { Place } from '../contract/places.ts';
import { Problem, problem } from '../contract/problems.ts';
import { findFile, insertFile, pathOf, readBytes, removeBytes, writeBytes } from './store.ts';

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'application/pdf': 'pdf',
  'application/json': 'json',
};

export const fileOperations = {
  createUpload: async ({ body, caller, filesDir, once, standAside }) => {
    const id = newUuid();
    const path = pathOf(id, `upload-${id}`);
    const stored = await writeBytes(filesDir, path, body.mediaType, arriving(body.bytes, standAside));
    try {
      if (stored.size === 0) throw problem('malformed-request', { detail: 'The body is empty.' });
      const upload_id = toId('upl', id);
      const reply = await once(stored.sha256.toString('hex'), async (database) => {
        await insertFile(database.sql, { id, kind: 'upload', tenantId: caller.tenantId, ...stored });
        const expires_at = expiryOf(id).toISOString();
        return { status: 201 as const, body: { upload_id, media_type: body.mediaType, size: stored.size, expires_at } };
      });
      if (reply.body.upload_id !== upload_id) await removeBytes(filesDir, stored.path); // an earlier call's answer
      return reply;
    } catch (error) {
      // Unless it is unknown whether they were stored: then they go with their day.
      if (error instanceof Problem) await removeBytes(filesDir, stored.path);
      throw error;
    }
  },

  getResult: async ({ params, headers, caller, database, filesDir }) => {
    const id = toUuid(params.result_id);
    const file = isExpired(id) ? undefined : await findFile(database, caller.tenantId, 'result', id);
    const ETag = file && `"${file.sha256.toString('hex')}"`;
    if (ETag && matchesEtag(headers['If-None-Match'], ETag))
      return { status: 304, headers: { ETag, 'Cache-Control': 'private, no-cache' } };
    const bytes = file && (await readBytes(filesDir, file.path));
    if (!file || !ETag || !bytes) throw notHere(id, 'result');
    const extension = EXTENSIONS[file.media_type] ?? file.media_type.split('/')[1];
    return {
      status: 200,
      headers: {
        ETag,
        'Cache-Control': 'private, no-cache',
        'Content-Length': file.size,
        'Content-Disposition': `attachment; filename="${params.result_id}.${extension}"`,
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': 'sandbox',
      },
      body: bytes,
      mediaType: file.media_type as (Reply<'getResult'> & { status: 200 })['mediaType'],
    };
  },
} satisfies Partial<Operations>;

/** What a caller sends, at its own pace: who waits for more of it stands aside; writing it is our work. */
async function* arriving(bytes: ReadableStream<Uint8Array>, standAside: Place['standAside']) {
  const reader = bytes.getReader();
  try {
    for (;;) {
      const { value, done } = await standAside(() => reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
