/**
 * `npm run demo`: the journey of one image through the real service, told for a person to read.
 *
 * Boots `npm start` on free ports with a data folder of its own, talks to it over HTTP with the generated types, and
 * removes everything but the picture it made.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import createClient from 'openapi-fetch';
import sharp from 'sharp';
import type { paths } from '../generated/types.d.ts';
import { freePort } from '../src/database/embedded.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const KEY = 'the-key-of-this-demo-only';
const startedAt = performance.now();

const clock = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`;
const chapter = (text: string) => console.log(`\n${styleText('bold', text)}`);
const say = (text: string) => console.log(`${styleText('dim', clock())}  ${text}`);
const show = (text: string) =>
  console.log(text.replaceAll(/^/gm, '         ').replaceAll(/^.*$/gm, (line) => styleText('cyan', line)));

/** A picture of hills at dusk, 1600 x 1000: a real JPEG, and nobody's. */
const PICTURE = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000">
  <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="#1d2b53"/><stop offset=".55" stop-color="#c2577a"/><stop offset="1" stop-color="#ffb563"/>
  </linearGradient></defs>
  <rect width="1600" height="1000" fill="url(#sky)"/><circle cx="1130" cy="610" r="90" fill="#fff1c9"/>
  <path d="M0 760 Q260 540 560 720 T1120 690 T1600 640 V1000 H0Z" fill="#5b3a63"/>
  <path d="M0 860 Q320 700 700 850 T1600 780 V1000 H0Z" fill="#35254a"/>
  <path d="M0 950 Q500 830 900 930 T1600 900 V1000 H0Z" fill="#1a1530"/>
</svg>`);

async function bootService(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const service = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
    env: { ...process.env, PORT: String(port), WAYBILL_DATA_DIR: dataDir, WAYBILL_BOOTSTRAP_API_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => service.once('exit', () => resolve()));
  let log = '';
  await new Promise<void>((resolve, reject) => {
    service.stdout.on('data', (chunk) => {
      log += chunk;
      if (log.includes('listening on')) resolve();
    });
    service.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${log}`)));
  });
  return {
    url: `http://localhost:${port}`,
    async stop() {
      service.kill('SIGTERM');
      await exited;
    },
  };
}

function expectStatus(response: Response, status: number): void {
  if (response.status !== status) throw new Error(`${response.url} answered ${response.status}, not ${status}`);
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;

async function journey(url: string): Promise<void> {
  const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${KEY}` } });
  const picture = await sharp(PICTURE).jpeg({ quality: 90 }).toBuffer();

  chapter('1. Upload a picture');
  const upload = await client.POST('/v1/uploads', {
    headers: { 'Content-Type': 'image/jpeg' },
    body: picture as never,
    bodySerializer: (bytes) => bytes as never,
  });
  expectStatus(upload.response, 201);
  const { upload_id } = upload.data!;
  say(`POST /v1/uploads, a JPEG of 1600 x 1000 pixels, ${kib(picture.length)}`);
  show(`201  ${upload_id}`);

  chapter('2. Hand in the work');
  const operations = [
    { crop: { x: 600, y: 200, w: 1000, h: 800 } },
    { resize: { w: 500 } },
    { format: { to: 'webp' as const, quality: 80 } },
  ];
  const submit = (body: { upload_id: string; operations: object[]; metadata?: Record<string, string> }) =>
    client.POST('/v1/images:process', { params: { header: { 'Idempotency-Key': 'postcard-1' } }, body: body as never });
  const accepted = await submit({ upload_id, operations, metadata: { order: '4711' } });
  expectStatus(accepted.response, 202);
  const { request_id, status_url, estimated_seconds } = accepted.data!;
  say('POST /v1/images:process, Idempotency-Key: postcard-1: crop, resize, convert to WebP');
  show(
    `202  ${request_id}\nLocation: ${status_url}\nabout ${estimated_seconds} s; stored before it was answered, together with its wake-up`,
  );

  chapter('3. Follow it');
  let status = '';
  let etag = '';
  let result_url: string | null = null;
  for (let seen = ''; status !== 'succeeded'; await sleep(10)) {
    const { data, response } = await client.GET('/v1/requests/{request_id}', {
      params: { path: { request_id }, header: etag ? { 'If-None-Match': etag } : {} },
    });
    if (response.status === 304) continue;
    ({ status, result_url } = data!);
    etag = response.headers.get('etag')!;
    const line = `${status.padEnd(10)}  progress ${data!.progress.toFixed(2)}  ETag ${etag}`;
    if (line !== seen) say(line);
    seen = line;
    if (status === 'failed') throw new Error(JSON.stringify(data!.error));
  }

  chapter('4. Fetch the result');
  const result = await fetch(result_url!, { headers: { Authorization: `Bearer ${KEY}` } });
  expectStatus(result, 200);
  const bytes = Buffer.from(await result.arrayBuffer());
  const { width, height, format } = await sharp(bytes).metadata();
  const kept = join(ROOT, '.waybill', 'demo-result.webp');
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, bytes);
  say(`GET ${new URL(result_url!).pathname}`);
  show(
    `200  ${result.headers.get('content-type')}, ${width} x ${height}, ${kib(bytes.length)} (${format}); look at it: ${relative(process.cwd(), kept)}`,
  );

  chapter('5. The network hiccups, and the client sends the same work again');
  const again = await submit({ operations, metadata: { order: '4711' }, upload_id });
  if (again.data!.request_id !== request_id) throw new Error('a duplicate was made');
  say('the same Idempotency-Key, the same JSON with its members in another order');
  show(
    `${again.response.status}  ${again.data!.request_id}  Idempotent-Replayed: ${again.response.headers.get('idempotent-replayed')}\nthe duplicate was dropped: there is one request`,
  );
  const reused = await submit({ upload_id, operations: [{ rotate: 90 }] });
  expectStatus(reused.response, 409);
  say('the same key with other work');
  show(`409  ${reused.error!.title}`);

  chapter('6. And when the call is wrong, every fault has its place');
  const wrong = await client.POST('/v1/images:process', {
    body: {
      image_url: 'http://169.254.169.254/latest',
      operations: [{ resize: { w: 0 } }, { rotate: 'left' }],
    } as never,
  });
  expectStatus(wrong.response, 422);
  say('POST /v1/images:process with three mistakes');
  show(
    `422  ${wrong.error!.title}\n${wrong.error!.errors!.map(({ pointer, detail }) => `${pointer.padEnd(24)} ${detail}`).join('\n')}`,
  );
}

console.log(styleText('bold', 'Waybill: the journey of a picture'));
const dataDir = await mkdtemp(join(tmpdir(), 'waybill-demo-'));
try {
  chapter('0. Boot: a Postgres, a server, a worker');
  const service = await bootService(dataDir);
  say(`everything runs at ${service.url}, from an empty folder`);
  try {
    await journey(service.url);
  } finally {
    await service.stop();
  }
  console.log(`\n${styleText('green', 'Done')} in ${clock().trim()}. Now with an image of yours: npm start\n`);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
