/**
 * `npm run bench`: what a promise costs, as ratios within one run. Rounds are interleaved, so that a machine that
 * gets slower slows both sides; the medians count. Ends with an error when a ratio is below its minimum.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startEmbeddedPostgres } from '../src/database/embedded.ts';
import { migrateDatabase } from '../src/database/migrate.ts';
import { migrateTasks } from '../src/tasks/runner.ts';

const ROUNDS = 5;
const ROUND_S = 5;
const CONNECTIONS = 64;
const ACCEPT_MINIMUM = 0.6;
const KEY = 'the-key-of-this-bench-only';

const here = dirname(fileURLToPath(import.meta.url));

async function startTarget(kind: 'stored' | 'bare', databaseUrl: string, dataDir: string) {
  const child = spawn(process.execPath, [join(here, 'bench/accept-target.ts'), kind], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      WAYBILL_DATA_DIR: dataDir,
      WAYBILL_PUBLIC_URL: 'http://localhost',
      WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      WAYBILL_BOOTSTRAP_API_KEY: KEY,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on(
      'data',
      (chunk) => /listening on (\d+)/.exec(String(chunk)) && resolve(/\d+/.exec(String(chunk))![0]),
    );
    child.once('exit', (code) => reject(new Error(`the ${kind} server ended with ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill('SIGTERM') };
}

async function measure(url: string, seconds: number): Promise<{ perSecond: number; p50: number; p99: number }> {
  const result = await autocannon({
    url: `${url}/v1/images:process`,
    method: 'POST',
    connections: CONNECTIONS,
    duration: seconds,
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      image_url: 'https://images.example.com/cat.jpg',
      operations: [{ resize: { w: 800, h: 600 } }, { format: { to: 'webp' } }],
    }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return { perSecond: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const dataDir = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
const postgres = await startEmbeddedPostgres({ dataDir, onTrouble: console.error });
try {
  await migrateDatabase(postgres.url, () => migrateTasks(postgres.url));
  const targets = [
    await startTarget('stored', postgres.url, dataDir),
    await startTarget('bare', postgres.url, dataDir),
  ];
  console.log(
    `accept, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_S} s each, ${cpus().length} cores, Node ${process.version}`,
  );
  const rounds: { perSecond: number; p50: number; p99: number }[][] = [[], []];
  for (const target of targets) await measure(target.url, 2);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, target] of targets.entries()) rounds[index]!.push(await measure(target.url, ROUND_S));
  }
  for (const target of targets) target.stop();

  const rows = ['stored', 'without database'].map((name, index) => ({
    name,
    'calls/s': Math.round(median(rounds[index]!.map(({ perSecond }) => perSecond))),
    'p50 ms': median(rounds[index]!.map(({ p50 }) => p50)),
    'p99 ms': median(rounds[index]!.map(({ p99 }) => p99)),
  }));
  console.table(rows);
  const ratio = rows[0]!['calls/s'] / rows[1]!['calls/s'];
  const each = rounds[0]!.map(({ perSecond }, round) => (perSecond / rounds[1]![round]!.perSecond).toFixed(2));
  console.log(`round by round: ${each.join(', ')}`);
  console.log(`accept ÷ same handler without database: ${ratio.toFixed(2)} (at least ${ACCEPT_MINIMUM})`);
  if (ratio < ACCEPT_MINIMUM) process.exitCode = 1;
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
