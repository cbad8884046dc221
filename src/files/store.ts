/**
 * Where bytes are kept: files on disk in a folder for each day, rows that say which.
 *
 * Promise: a row is written only after its bytes are on disk, and bytes without a row go with their day.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { and, eq } from 'drizzle-orm';
import { timeOf } from '../contract/ids.ts';
import type { Database, SqlRunner } from '../database/connect.ts';
import { dayOf, oldestDay } from '../database/partitions.ts';
import { files } from '../database/tables.ts';

export type FileKind = 'upload' | 'result';

/** What is known of bytes once they are on disk. */
export interface StoredBytes {
  /** Relative to the folder of all files. */
  path: string;
  media_type: string;
  size: number;
  sha256: Buffer;
}

/** @param name  unique in its day; a result's holds the epoch of its run, so that no old run writes over a new one */
export const pathOf = (id: string, name: string): string => join(dayOf(timeOf(id)), name);

/** Writes the chunks and has them on disk when it returns; when a chunk fails, nothing stays. */
export async function writeBytes(
  filesDir: string,
  path: string,
  mediaType: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<StoredBytes> {
  const full = join(filesDir, path);
  await mkdir(dirname(full), { recursive: true, mode: 0o700 });
  const file = await open(full, 'w', 0o600);
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.byteLength;
      await file.appendFile(chunk); // `write` may write a part of it
    }
    await file.sync();
  } catch (error) {
    await rm(full, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  const folder = await open(dirname(full), 'r');
  await folder.sync().finally(() => folder.close());
  return { path, media_type: mediaType, size, sha256: hash.digest() };
}

export async function insertFile(
  sql: SqlRunner,
  file: { id: string; kind: FileKind; tenantId: string } & StoredBytes,
): Promise<void> {
  await sql`
    insert into files (id, kind, tenant_id, media_type, size, sha256, path)
    values (${file.id}, ${file.kind}, ${file.tenantId}, ${file.media_type}, ${file.size}, ${file.sha256}, ${file.path})`;
}

export async function findFile({ orm }: Database, tenantId: string, kind: FileKind, id: string) {
  const [row] = await orm
    .select()
    .from(files)
    .where(and(eq(files.id, id), eq(files.kind, kind), eq(files.tenant_id, tenantId)));
  return row;
}

/** The bytes as a web stream; undefined when they are no longer on disk. */
export async function readBytes(filesDir: string, path: string): Promise<ReadableStream<Uint8Array> | undefined> {
  const full = join(filesDir, path);
  if (!(await stat(full).catch(() => undefined))) return undefined;
  return Readable.toWeb(createReadStream(full)) as ReadableStream<Uint8Array>;
}

export const removeBytes = (filesDir: string, path: string): Promise<void> => rm(join(filesDir, path), { force: true });

/** Removes the folders of the days whose rows have expired, also those that an interrupted removal left. */
export async function dropExpiredFiles(filesDir: string, now: Date): Promise<void> {
  const oldest = oldestDay(now);
  const folders = await readdir(filesDir).catch(() => []);
  for (const day of folders.filter((name) => /^\d{8}$/.test(name) && name < oldest))
    await rm(join(filesDir, day), { recursive: true, force: true });
}
