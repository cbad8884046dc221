/** A Redis of the bench's own, on a free port and in a folder of its own, if this machine has redis-server. */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../src/database/embedded.ts';
import { startProgram } from './children.ts';

/** `default`: no append-only file, snapshots after a minute. `always`: on disk before it says yes, as Postgres does. */
export type Durability = 'default' | 'always';

/** @returns null when there is no redis-server */
export const redisVersion = (): Promise<string | null> =>
  promisify(execFile)('redis-server', ['--version']).then(
    ({ stdout }) => /v=(\S+)/.exec(stdout)![1]!,
    () => null,
  );

export async function startRedis(folder: string, durability: Durability) {
  const port = await freePort();
  const dir = join(folder, `redis-${durability}`);
  await mkdir(dir, { recursive: true });
  const durable = durability === 'always' ? ['--appendonly', 'yes', '--appendfsync', 'always'] : [];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir];
  return { port, ...(await startProgram('redis-server', [...args, ...durable], /Ready to accept connections/)) };
}
