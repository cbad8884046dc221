/** From the call that hands work in to its webhook at the receiver: 50 calls a second, whole processes. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { freePort } from '../../src/database/embedded.ts';
import { startReceiver } from './deliveries.ts';
import { type Bench, percentile } from './figures.ts';

const PER_SECOND = 50;
const SECONDS = 15;
const WARM_UP_S = 3;

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const clock = () => performance.timeOrigin + performance.now();

export async function benchLatency({ env, key }: Bench): Promise<undefined> {
  const port = String(await freePort());
  const service = spawn(process.execPath, [join(root, 'src/main.ts')], {
    env: { ...env, PORT: port, WAYBILL_PUBLIC_URL: `http://127.0.0.1:${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    service.stdout.on('data', (chunk) => String(chunk).includes('listening on') && resolve());
    service.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
  const receiver = await startReceiver();
  const call = async (path: string, body: BodyInit, type = 'application/json') => {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': type };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, string>;
  };
  const picture = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#2a7' } })
    .png()
    .toBuffer();
  const { upload_id } = await call('/v1/uploads', picture as never, 'image/png');
  await call(
    '/v1/webhook-endpoints',
    JSON.stringify({ url: `${receiver.url}/timed`, event_types: ['*'], max_concurrency: 64 }),
  );
  console.log(`\nlatency: ${PER_SECOND} calls a second for ${SECONDS} s, each a job in a process of its own`);
  const calledAt = new Map<string, number>();
  const calls: Promise<void>[] = [];
  const startedAt = clock();
  for (let n = 0; n < PER_SECOND * SECONDS; n++) {
    await sleep(Math.max(0, startedAt + (n * 1000) / PER_SECOND - clock()));
    const at = clock();
    calls.push(
      call('/v1/images:process', JSON.stringify({ upload_id, operations: [{ rotate: 90 }] })).then(({ request_id }) => {
        if (n >= PER_SECOND * WARM_UP_S) calledAt.set(request_id!, at);
      }),
    );
  }
  await Promise.all(calls);
  let arrivals = await receiver.arrivals();
  for (let tries = 0; tries < 100 && [...calledAt.keys()].some((id) => !arrivals[id]); tries++) {
    await sleep(100);
    arrivals = await receiver.arrivals();
  }
  const latencies = [...calledAt].map(([id, at]) => arrivals[id]! - at);
  service.kill('SIGTERM');
  receiver.stop();
  const ms = (p: number) => Number(percentile(latencies, p).toFixed(1));
  console.table([{ name: 'call to webhook received, ms', p50: ms(50), p90: ms(90), p99: ms(99) }]);
}
