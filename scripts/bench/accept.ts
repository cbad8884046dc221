/** What accepting costs: the real server against the same server without its database statement. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { type Bench, median, type Ratio } from './figures.ts';

const ROUNDS = 5;
const ROUND_S = 5;
const CONNECTIONS = 64;

const here = dirname(fileURLToPath(import.meta.url));

async function startTarget(kind: 'stored' | 'bare', { env }: Bench) {
  const child = spawn(process.execPath, [join(here, 'accept-target.ts'), kind], {
    env,
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

async function measure(url: string, key: string, seconds: number) {
  const result = await autocannon({
    url: `${url}/v1/images:process`,
    method: 'POST',
    connections: CONNECTIONS,
    duration: seconds,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      image_url: 'https://images.example.com/cat.jpg',
      operations: [{ resize: { w: 800, h: 600 } }, { format: { to: 'webp' } }],
    }),
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return { perSecond: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}

export async function benchAccept(bench: Bench): Promise<Ratio> {
  const targets = [await startTarget('stored', bench), await startTarget('bare', bench)];
  console.log(`\naccept: ${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_S} s each`);
  const rounds: Awaited<ReturnType<typeof measure>>[][] = [[], []];
  for (const target of targets) await measure(target.url, bench.key, 2);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, target] of targets.entries()) rounds[index]!.push(await measure(target.url, bench.key, ROUND_S));
  }
  for (const target of targets) target.stop();
  const rows = ['stored', 'without database'].map((name, index) => ({
    name,
    'calls/s': Math.round(median(rounds[index]!.map(({ perSecond }) => perSecond))),
    'p50 ms': median(rounds[index]!.map(({ p50 }) => p50)),
    'p99 ms': median(rounds[index]!.map(({ p99 }) => p99)),
  }));
  console.table(rows);
  return {
    name: 'accept ÷ same handler without database',
    value: rows[0]!['calls/s'] / rows[1]!['calls/s'],
    atLeast: 0.6,
    rounds: rounds[0]!.map(({ perSecond }, round) => perSecond / rounds[1]![round]!.perSecond),
  };
}
