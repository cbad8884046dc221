/**
 * The code from before the newest migration, on the schema that this one makes: while a release is rolled out both run, and
 * who rolls it back has the new schema. It is taken out of git, and skipped where git does not reach so far back.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, inject, onTestFinished, test } from 'vitest';
import { freePort } from '../../src/database/embedded.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { startScript } from '../fixtures/processes.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { API_KEY, asFirstTenant, makeImage } from '../fixtures/service.ts';

const MIGRATIONS = 'src/database/migrations';
const run = promisify(execFile);
const git = async (...args: string[]) => (await run('git', ['-c', 'safe.directory=*', ...args])).stdout.trim();

const { entries } = JSON.parse(await readFile(`${MIGRATIONS}/meta/_journal.json`, 'utf8'));
const newest: string = entries.at(-1).tag;

/** The commit before the newest migration; undefined where the history does not have it. */
async function findPrevious(): Promise<string | undefined> {
  const added = await git('log', '--format=%H', '--diff-filter=A', '--', `${MIGRATIONS}/${newest}.sql`);
  const commit = added === '' ? 'HEAD' : `${added.split('\n').at(-1)}^`;
  await git('cat-file', '-e', `${commit}:src/main.ts`);
  return commit;
}
const previous = await findPrevious().catch(() => undefined);

const database = await createTestDatabase();

test.skipIf(!previous)(
  `code from before ${newest} works on the schema after it${previous ? '' : ' (needs the history of git)'}`,
  { timeout: 240_000 },
  async () => {
    const folder = await mkdtemp(join(inject('runDir'), 'previous-'));
    const code = join(folder, 'code');
    await mkdir(code);
    await run('sh', [
      '-c',
      `git -c safe.directory='*' archive ${previous} src generated package.json | tar -x -C '${code}'`,
    ]);
    await symlink(resolve('node_modules'), join(code, 'node_modules'));
    const receiver = await startReceiver({ judges: false }); // by the contract of then
    const port = await freePort();
    const service = startScript([join(code, 'src/main.ts')], {
      PORT: String(port),
      DATABASE_URL: database.url,
      WAYBILL_DATA_DIR: join(folder, 'data'),
      WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
    });
    onTestFinished(async () => {
      service.signal('SIGTERM');
      await service.exited;
    });
    await service.until('listening on http://');
    const call = async (path: string, body?: BodyInit, type = 'application/json') => {
      const headers = { ...asFirstTenant, ...(body ? { 'Content-Type': type } : {}) };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: body ? 'POST' : 'GET',
        headers,
        body: body ?? null,
      });
      const text = await response.text();
      expect(response.status, `${path}: ${text}`).toBeLessThan(300);
      return JSON.parse(text) as Record<string, string>;
    };

    await call('/v1/webhook-endpoints', JSON.stringify({ url: `${receiver.url}/hook`, event_types: ['*'] }));
    const { upload_id } = await call('/v1/uploads', (await makeImage()) as never, 'image/jpeg');
    const { request_id } = await call(
      '/v1/images:process',
      JSON.stringify({ upload_id, operations: [{ rotate: 90 }] }),
    );
    const [event] = await receiver.until(1, 60_000);
    expect(event!.event).toMatchObject({ type: 'image.processed', subject: request_id });
    expect(await call(`/v1/requests/${request_id}`)).toMatchObject({ status: 'succeeded' });
    // It reads what is there.
    for (const list of ['requests', 'webhook-endpoints', 'deliveries']) await call(`/v1/${list}`);
    for (let tries = 0; tries < 100; tries++) {
      const [row] = await database.sql`select ended_at from deliveries`;
      if (row!.ended_at) return;
      await sleep(50);
    }
    expect.unreachable('the delivery was not recorded');
  },
);
