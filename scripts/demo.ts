/**
 * `npm run demo`: the journey of one image through the real service, told for a person to read.
 *
 * Boots `npm start` on free ports with a data folder of its own, talks to it over HTTP with the generated types, and
 * removes everything but the picture it made.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import createClient from 'openapi-fetch';
import sharp from 'sharp';
import type { paths } from '../generated/types.d.ts';
import { freePort } from '../src/database/embedded.ts';
import { verify } from '../src/receiver/index.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const KEY = 'the-key-of-this-demo-only';
const startedAt = performance.now();

const clock = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`;
const chapter = (text: string) => console.log(`\n${styleText('bold', text)}`);
const say = (text: string, at = clock()) => console.log(`${styleText('dim', at)}  ${text}`);
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

interface Arrival {
  headers: IncomingHttpHeaders;
  body: string;
  /** What it was answered with. */
  status: number;
  at: string;
}

/** A partner's receiver: it stumbles twice, then takes what comes, and does its work once for each event. */
async function startReceiver() {
  const arrivals: Arrival[] = [];
  const stumbles = [500, 503];
  const secret = Promise.withResolvers<string>();
  const done = new Map<string, { request_id: string; result_url: string }>();
  const server = createServer(async (request, response) => {
    const at = clock();
    let body = '';
    for await (const chunk of request) body += chunk;
    const arrival: Arrival = { headers: request.headers, body, status: stumbles.shift() ?? 204, at };
    if (arrival.status === 204) {
      try {
        const event = await verify(arrival, { scheme: 'standard', secrets: await secret.promise });
        if (done.has(event.event_id)) arrival.status = 200;
        else done.set(event.event_id, event.data as never);
      } catch {
        arrival.status = 400;
      }
    }
    response.writeHead(arrival.status).end();
    arrivals.push(arrival);
    server.emit('arrival');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    arrivals,
    done,
    secret,
    async until(count: number) {
      while (arrivals.length < count) await once(server, 'arrival');
      return arrivals;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const PLAYBOOK: Record<number, string> = {
  500: 'the receiver stumbles',
  503: 'and again; the next attempt comes later',
  204: 'signature verified, work done',
  200: 'verified, had it before: the duplicate is dropped',
  400: 'the signature is wrong: refused',
};

function expectStatus(response: Response, status: number): void {
  if (response.status !== status) throw new Error(`${response.url} answered ${response.status}, not ${status}`);
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;

async function journey(url: string): Promise<void> {
  const client = createClient<paths>({ baseUrl: url, headers: { Authorization: `Bearer ${KEY}` } });
  const picture = await sharp(PICTURE).jpeg({ quality: 90 }).toBuffer();

  chapter('1. A partner registers where it wants to be told');
  const receiver = await startReceiver();
  const registered = await client.POST('/v1/webhook-endpoints', {
    body: { url: receiver.url, event_types: ['image.*'], retry_policy: { initial_delay_ms: 200 } },
  });
  expectStatus(registered.response, 201);
  receiver.secret.resolve(registered.data!.secret);
  say('POST /v1/webhook-endpoints, for the events image.*');
  show(`201  ${registered.data!.endpoint_id}, with a signing secret that is shown this once`);

  chapter('2. Upload a picture');
  const upload = await client.POST('/v1/uploads', {
    headers: { 'Content-Type': 'image/jpeg' },
    body: picture as never,
    bodySerializer: (bytes) => bytes as never,
  });
  expectStatus(upload.response, 201);
  const { upload_id } = upload.data!;
  say(`POST /v1/uploads, a JPEG of 1600 x 1000 pixels, ${kib(picture.length)}`);
  show(`201  ${upload_id}`);

  chapter('3. Hand in the work');
  const operations = [
    { crop: { x: 600, y: 200, w: 1000, h: 800 } },
    { resize: { w: 500 } },
    { format: { to: 'webp' as const, quality: 80 } },
  ];
  const submit = (body: { upload_id: string; operations: object[]; metadata?: Record<string, string> }) =>
    client.POST('/v1/images:process', { params: { header: { 'Idempotency-Key': 'postcard-1' } }, body: body as never });
  const accepted = await submit({ upload_id, operations, metadata: { order: '4711' } });
  expectStatus(accepted.response, 202);
  if (!accepted.data || !('status_url' in accepted.data)) throw new Error('nothing was accepted');
  const { request_id, status_url, estimated_seconds } = accepted.data;
  say('POST /v1/images:process, Idempotency-Key: postcard-1: crop, resize, convert to WebP');
  show(
    `202  ${request_id}\nLocation: ${status_url}\nabout ${estimated_seconds} s; stored before it was answered, together with its wake-up`,
  );

  chapter('4. Follow it');
  let status = '';
  let etag = '';
  for (let seen = ''; status !== 'succeeded'; await sleep(10)) {
    const { data, response } = await client.GET('/v1/requests/{request_id}', {
      params: { path: { request_id }, header: etag ? { 'If-None-Match': etag } : {} },
    });
    if (response.status === 304) continue;
    ({ status } = data!);
    etag = response.headers.get('etag')!;
    const line = `${status.padEnd(10)}  progress ${data!.progress.toFixed(2)}  ETag ${etag}`;
    if (line !== seen) say(line);
    seen = line;
    if (status === 'failed') throw new Error(JSON.stringify(data!.error));
  }

  chapter('5. The webhook arrives');
  const arrivals = await receiver.until(3);
  for (const { headers, status, at } of arrivals) {
    say(`POST ${new URL(receiver.url).pathname}  ${headers['x-event-type']}  ${headers['webhook-id']}`, at);
    show(`${status}  ${PLAYBOOK[status]}`);
  }
  const [told] = [...receiver.done.values()];
  const result = await fetch(told!.result_url, { headers: { Authorization: `Bearer ${KEY}` } });
  expectStatus(result, 200);
  const bytes = Buffer.from(await result.arrayBuffer());
  const { width, height, format } = await sharp(bytes).metadata();
  const kept = join(ROOT, '.waybill', 'demo-result.webp');
  await mkdir(dirname(kept), { recursive: true });
  await writeFile(kept, bytes);
  say('the receiver fetches the result by the link in the event');
  show(
    `200  ${result.headers.get('content-type')}, ${width} x ${height}, ${kib(bytes.length)} (${format}); look at it: ${relative(process.cwd(), kept)}`,
  );

  const { headers, body } = arrivals.at(-1)!;
  const { host, connection, 'content-length': length, ...signed } = headers;
  const again = { method: 'POST', headers: signed as Record<string, string>, body };
  await fetch(receiver.url, again);
  await fetch(receiver.url, { ...again, body: body.replace('succeeded', 'forged') });
  const [duplicate, forgery] = (await receiver.until(5)).slice(3);
  say('somebody sends the same webhook once more, and then one that was tampered with');
  show(`${duplicate!.status}  ${PLAYBOOK[duplicate!.status]}\n${forgery!.status}  ${PLAYBOOK[forgery!.status]}`);
  if (duplicate!.status !== 200 || forgery!.status !== 400 || receiver.done.size !== 1)
    throw new Error('the receiver was fooled');

  const deliveries = await client.GET('/v1/deliveries', { params: { query: { state: 'delivered' } } });
  const { delivery_id } = deliveries.data!.data[0]!;
  const delivery = await client.GET('/v1/deliveries/{delivery_id}', { params: { path: { delivery_id } } });
  say(`GET /v1/deliveries/${delivery_id.slice(0, 20)}…`);
  show(
    delivery
      .data!.attempts.map(
        ({ status_code, error_code, duration_ms }, index) =>
          `attempt ${index + 1}: ${status_code} ${error_code ?? 'delivered'}, ${duration_ms} ms`,
      )
      .join('\n'),
  );
  receiver.stop();

  chapter('6. The network hiccups, and the client sends the same work again');
  const resent = await submit({ operations, metadata: { order: '4711' }, upload_id });
  if (resent.data!.request_id !== request_id) throw new Error('a duplicate was made');
  say('the same Idempotency-Key, the same JSON with its members in another order');
  show(
    `${resent.response.status}  ${resent.data!.request_id}  Idempotent-Replayed: ${resent.response.headers.get('idempotent-replayed')}\nthe duplicate was dropped: there is one request`,
  );
  const reused = await submit({ upload_id, operations: [{ rotate: 90 }] });
  expectStatus(reused.response, 409);
  say('the same key with other work');
  show(`409  ${reused.error!.title}`);

  chapter('7. And when the call is wrong, every fault has its place');
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
