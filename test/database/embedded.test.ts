/** The embedded Postgres: one owner a folder, whatever crashes and whoever comes at the same time. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderInUse, type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded.ts';

let dataDir: string;
const started: EmbeddedPostgres[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'waybill-embedded-'));
});
afterEach(async () => {
  for (const each of started.splice(0)) await each.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = async () => {
  const embedded = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' }, onTrouble: () => {} });
  started.push(embedded);
  return embedded;
};
const answers = async (url: string) => {
  const sql = postgres(url, { max: 1, connect_timeout: 1, onnotice: () => {} });
  return sql`select 1`
    .then(
      () => true,
      () => false,
    )
    .finally(() => sql.end({ timeout: 0 }));
};

test('of two first starts at once one wins, and the folder stays good', async () => {
  const outcomes = await Promise.allSettled([start(), start()]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
  for (const each of started.splice(0)) await each.stop();
  expect(await answers((await start()).url)).toBe(true);
});

test('a crash of Postgres is healed, and the folder is still ours', async () => {
  const { url, folder } = await start();
  const pid = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  while (await answers(url)) await new Promise((resolve) => setTimeout(resolve, 20));
  while (!(await answers(url))) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await expect(start()).rejects.toThrow(DataFolderInUse);
  expect(await answers(url)).toBe(true);
});

test('what a killed first start left behind is made anew', async () => {
  const { folder } = await start();
  await started.pop()!.stop();
  await rm(join(folder, 'waybill.password'));
  await rm(folder, { recursive: true });
  expect(await answers((await start()).url)).toBe(true);
  expect(existsSync(join(folder, 'waybill.password'))).toBe(true);
});
