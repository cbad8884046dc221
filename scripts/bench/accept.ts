/** What accepting costs: the real server against the same server without its database statement. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { type Bench, median, type Ratio } from './figures.ts';

const ROUNDS = 5;
const ROUND_S = 5;
const CONNECTIONS = 64;

const here = dirname(fileURLToPath(import.meta.url));

/** A quota of 500 calls a second is a key's. */
const KEYS = 24;

export async function startTarget(kind: 'stored' | 'bare', { env }: Bench) {
  const child = spawn(process.execPath, ['--expose-gc', join(here, 'accept-target.ts'), kind], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout!.on(
      'data',
      (chunk) => /listening on (\d+)/.exec(String(chunk)) && resolve(/\d+/.exec(String(chunk))![0]),
    );
    child.once('exit', (code) => reject(new Error(`the ${kind} server ended with ${code}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    /** What it keeps, in MiB, without what is only not collected yet. */
    async memory(): Promise<number> {
      const told = once(child, 'message');
      child.send('memory');
      return (await told)[0] / 2 ** 20;
    },
    stop: () => child.kill('SIGTERM'),
  };
}

/** Keys of the tenant whose key this is. */
export async function makeKeys(url: string, key: string, count: number): Promise<string[]> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const make = async () => {
    const response = await fetch(`${url}/v1/api-keys`, { method: 'POST', headers, body: '{"name":"bench"}' });
    return ((await response.json()) as { api_key: string }).api_key;
  };
  return Promise.all(Array.from({ length: count }, make));
}

async function measure(url: string, keys: string[], seconds: number) {
  const result = await autocannon({
    url: `${url}/v1/images:process`,
    method: 'POST',
    connections: CONNECTIONS,
    duration: seconds,
    headers: { 'content-type': 'application/json' },
    requests: keys.map((key) => ({
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    })),
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
  const keys = await makeKeys(targets[0]!.url, bench.key, KEYS);
  const rounds: Awaited<ReturnType<typeof measure>>[][] = [[], []];
  for (const target of targets) await measure(target.url, keys, 2);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, target] of targets.entries()) rounds[index]!.push(await measure(target.url, keys, ROUND_S));
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
