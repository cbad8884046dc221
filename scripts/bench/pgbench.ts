/** Postgres' own load generator, if this machine has it: what the database does without us in front. */
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Debian keeps it beside the server, and not on the PATH. */
const PLACES = ['pgbench', ...globSync('/usr/lib/postgresql/*/bin/pgbench').toSorted().toReversed()];

let found: Promise<{ path: string; version: string } | null> | undefined;
const find = () => {
  found ??= look();
  return found;
};
async function look() {
  for (const path of PLACES) {
    const said = await run(path, ['--version']).catch(() => null);
    if (said) return { path, version: /\) ([\d.]+)/.exec(said.stdout)?.[1] ?? said.stdout.trim() };
  }
  return null;
}

/** @returns null when there is none */
export const pgbenchVersion = async (): Promise<string | null> => (await find())?.version ?? null;

/** Runs one statement over and over, prepared, each in a transaction of its own. @returns transactions a second */
export async function runPgbench(
  url: string,
  statement: string,
  { clients, seconds, folder }: { clients: number; seconds: number; folder: string },
): Promise<number> {
  const script = join(folder, 'pgbench.sql');
  await writeFile(script, statement);
  const { path } = (await find())!;
  const options = ['-n', '-M', 'prepared', '-c', clients, '-j', 1, '-T', seconds, '-f', script];
  const { hostname, port, username, password, pathname } = new URL(url);
  const env = { ...process.env, PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password };
  const database = { PGDATABASE: pathname.slice(1) };
  const { stdout } = await run(path, options.map(String), { env: { ...env, ...database } });
  const tps = /tps = ([\d.]+)/.exec(stdout);
  if (!tps) throw new Error(`pgbench said:\n${stdout}`);
  return Number(tps[1]);
}
