/** What the figures were measured on: without it they say nothing. */
import { execFile } from 'node:child_process';
import { open, rm, statfs } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median, show } from './figures.ts';
import { pgbenchVersion } from './pgbench.ts';
import { redisVersion } from './redis.ts';
import type { Stage } from './stage.ts';

/** statfs(2): on those that are memory, an fsync costs nothing. */
const FILE_SYSTEMS: Record<number, string> = {
  61267: 'ext4',
  1481003842: 'xfs',
  2435016766: 'btrfs',
  801189825: 'zfs',
  2035054128: 'overlayfs',
  16914836: 'tmpfs (memory: no fsync)',
};

export type Facts = [name: string, value: string][];

export async function machineFacts(stage: Stage): Promise<Facts> {
  const { database } = await stage.makeScene();
  const settings = await database.sql<{ name: string; setting: string; unit: string | null }[]>`
    select name, setting, unit from pg_settings
    where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'server_version')`;
  const setting = Object.fromEntries(settings.map((each) => [each.name, each.setting]));
  await stage.clear();
  const [processor] = cpus();
  const { type: fileSystem } = await statfs(stage.folder);
  const commit = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: import.meta.dirname }).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
  return [
    ['Cores', `${cpus().length} × ${processor?.model.trim() ?? 'unknown'}`],
    ['Memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['System', `${type()} ${release()}`],
    ['Busy before it began', `${loadavg()[0]!.toFixed(1)} processes on average in the last minute`],
    ['Node', process.version],
    ['Postgres', `${setting.server_version}, embedded`],
    [
      'Commits',
      `fsync ${setting.fsync}, synchronous_commit ${setting.synchronous_commit}, full_page_writes ${setting.full_page_writes}, ${setting.wal_sync_method}`,
    ],
    [
      'Disk',
      `${FILE_SYSTEMS[fileSystem] ?? `file system 0x${fileSystem.toString(16)}`}, ${await syncMs(stage.folder)}`,
    ],
    ['Redis', (await redisVersion()) ?? 'none on the PATH'],
    ['pgbench', (await pgbenchVersion()) ?? 'none'],
    ['Waybill', `commit ${commit}`],
  ];
}

/** What a commit waits for: 8 KiB, and that they are on disk. */
async function syncMs(folder: string): Promise<string> {
  const path = join(folder, 'sync');
  const file = await open(path, 'w');
  const bytes = Buffer.alloc(8192, 1);
  const times: number[] = [];
  for (let n = 0; n < 50; n++) {
    const startedAt = performance.now();
    await file.write(bytes, 0, bytes.length, n * bytes.length);
    await file.datasync();
    times.push(performance.now() - startedAt);
  }
  await file.close();
  await rm(path);
  return `8 KiB and fdatasync take ${show(median(times))} ms`;
}
