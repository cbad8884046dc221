/**
 * `npm run bench`: what a promise costs, as ratios within one run. Rounds are interleaved, so that a machine that
 * gets slower slows both sides; the medians count. Ends with an error when a ratio is below its minimum.
 *
 * `npm run bench -- accept` runs one part: accept, deliveries, isolation, latency or following.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../src/database/connect.ts';
import { startEmbeddedPostgres } from '../src/database/embedded.ts';
import { migrateDatabase } from '../src/database/migrate.ts';
import { migrateTasks } from '../src/tasks/runner.ts';
import { benchAccept } from './bench/accept.ts';
import { benchDeliveries, benchIsolation } from './bench/deliveries.ts';
import type { Bench, Ratio } from './bench/figures.ts';
import { benchFollowing } from './bench/following.ts';
import { benchLatency } from './bench/latency.ts';

const PARTS: Record<string, (bench: Bench) => Promise<Ratio | undefined>> = {
  accept: benchAccept,
  deliveries: benchDeliveries,
  isolation: benchIsolation,
  latency: benchLatency,
  following: benchFollowing,
};
const KEY = 'the-key-of-this-bench-only';

/** Runs one part on a database of its own. */
async function run(name: string): Promise<Ratio | undefined> {
  const dataDir = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, onTrouble: console.error });
  const database = connect(postgres.url, { connections: 4, name: 'bench' });
  try {
    await migrateDatabase(postgres.url, () => migrateTasks(postgres.url));
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: postgres.url,
      WAYBILL_DATA_DIR: dataDir,
      WAYBILL_PUBLIC_URL: 'http://localhost',
      WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      WAYBILL_BOOTSTRAP_API_KEY: KEY,
      WAYBILL_ALLOWED_NETWORKS: '127.0.0.0/8',
    };
    return await PARTS[name]!({ database, env, key: KEY });
  } finally {
    await database.close();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: say ${Object.keys(PARTS).join(', ')}, or nothing for all.`);
  process.exit(1);
}
console.log(`${cpus().length} cores, Node ${process.version}`);
const ratios: Ratio[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
  const ratio = await run(name);
  if (ratio) ratios.push(ratio);
}
const summary = ratios.map(({ name, value, atLeast, aim, rounds }) => ({
  ratio: name,
  median: Number(value.toFixed(2)),
  'at least': atLeast ?? `(aim: ${aim})`,
  'round by round': rounds.map((round) => round.toFixed(2)).join(' '),
}));
if (summary.length > 0) console.table(summary);
if (ratios.some(({ value, atLeast = 0 }) => value < atLeast)) process.exitCode = 1;
