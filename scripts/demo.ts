/**
 * `npm run demo`: the journey of a picture, a report and a signature through the real service, told for a person to read.
 *
 * Boots `npm start` on free ports with a data folder of its own, talks to it over HTTP with the generated types, and
 * removes everything but what it made.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { styleText } from 'node:util';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import createClient from 'openapi-fetch';
import sharp from 'sharp';
import type { paths } from '../generated/types.d.ts';
import { makePicture } from './demo/picture.ts';
import { chapter, clock, kib, say, show } from './demo/print.ts';
import { PLAYBOOK, startReceiver } from './demo/receiver.ts';
import { bootService, KEY, ROOT } from './demo/service.ts';

function expectStatus(response: Response, status: number): void {
  if (response.status !== status) throw new Error(`${response.url} answered ${response.status}, not ${status}`);
}

/** @returns where to look at it */
async function keep(name: string, bytes: Buffer): Promise<string> {
  const path = join(ROOT, '.waybill', name);
  await mkdir(join(ROOT, '.waybill'), { recursive: true });
  await writeFile(path, bytes);
  return `; look at it: ${relative(process.cwd(), path)}`;
}

async function journey(url: string): Promise<void> {
  const auth = { Authorization: `Bearer ${KEY}` };
  const client = createClient<paths>({ baseUrl: url, headers: auth });
  const picture = await makePicture();

  async function upload(bytes: Buffer, mediaType: 'image/jpeg' | 'application/pdf'): Promise<string> {
    const { data, response } = await client.POST('/v1/uploads', {
      headers: { 'Content-Type': mediaType },
      body: bytes as never,
      bodySerializer: (body) => body as never,
    });
    expectStatus(response, 201);
    return data!.upload_id;
  }

  /** Tells each version of a request, until it has ended or is in a state. */
  async function follow(requestId: string, until?: string): Promise<void> {
    const response = await fetch(`${url}/v1/requests/${requestId}/stream`, { headers: auth });
    expectStatus(response, 200);
    const messages = response.body!.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { id, data } of messages) {
      const { status, progress, error } = JSON.parse(data);
      say(`${status.padEnd(10)}  progress ${progress.toFixed(2)}  id ${id}`);
      if (error) throw new Error(data);
      if (status === until) break;
    }
  }

  async function fetchResult(resultUrl: string): Promise<Buffer> {
    const response = await fetch(resultUrl, { headers: auth });
    expectStatus(response, 200);
    return Buffer.from(await response.arrayBuffer());
  }

  chapter('1. A partner registers where it wants to be told');
  const receiver = await startReceiver([500, 503]);
  const registered = await client.POST('/v1/webhook-endpoints', {
    body: { url: receiver.url, event_types: ['image.*'], retry_policy: { initial_delay_ms: 200 } },
  });
  expectStatus(registered.response, 201);
  receiver.secret.resolve(registered.data!.secret);
  say('POST /v1/webhook-endpoints, for the events image.*');
  show(`201  ${registered.data!.endpoint_id}, with a signing secret that is shown this once`);

  chapter('2. Upload a picture');
  const upload_id = await upload(picture, 'image/jpeg');
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
  say(`GET ${new URL(status_url).pathname.slice(0, 22)}…/stream: server-sent events`);
  await follow(request_id!);

  chapter('5. The webhook arrives');
  const arrivals = await receiver.until(3);
  for (const { headers, status, at } of arrivals) {
    say(`POST ${new URL(receiver.url).pathname}  ${headers['x-event-type']}  ${headers['webhook-id']}`, at);
    show(`${status}  ${PLAYBOOK[status]}`);
  }
  const [told] = [...receiver.done.values()];
  const bytes = await fetchResult(told!.result_url);
  const { width, height, format } = await sharp(bytes).metadata();
  say('the receiver fetches the result by the link in the event');
  show(`200  ${width} x ${height}, ${kib(bytes.length)} (${format})${await keep('demo-image.webp', bytes)}`);

  const { headers, body } = arrivals.at(-1)!;
  const { host, connection, 'content-length': length, ...sent } = headers;
  const again = { method: 'POST', headers: sent as Record<string, string>, body };
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

  chapter('7. Other work, the same path: a report on what has just happened');
  const day = 24 * 60 * 60 * 1000;
  const report = await client.POST('/v1/reports', {
    params: { header: { Prefer: 'wait=20' } },
    body: {
      report_type: 'delivery_activity',
      format: 'pdf',
      from: new Date(Date.now() - 6 * day).toISOString(),
      to: new Date(Date.now() + day).toISOString(),
    },
  });
  expectStatus(report.response, 200);
  if (!report.data || !('result_url' in report.data)) throw new Error('it was accepted, and did not end in time');
  say('POST /v1/reports, Prefer: wait=20: the answer comes when the request has ended');
  const pdf = await fetchResult(report.data.result_url!);
  show(`200  ${report.data.status}: a PDF of ${kib(pdf.length)}${await keep('demo-report.pdf', pdf)}`);

  chapter('8. And signed, with a callback for this one request');
  const caller = await startReceiver();
  const callback = await client.POST('/v1/webhook-endpoints', { body: { url: caller.url, event_types: [] } });
  caller.secret.resolve(callback.data!.secret);
  const signing = await client.POST('/v1/documents:sign', {
    body: { upload_id: await upload(pdf, 'application/pdf'), reason: 'Seen and found right', callback_url: caller.url },
  });
  expectStatus(signing.response, 202);
  say('POST /v1/documents:sign with the report that was just made, and a callback_url');
  show(`202  ${signing.data!.request_id}`);
  await follow(signing.data!.request_id!);
  const [called] = await caller.until(1);
  const signed = await fetchResult([...caller.done.values()][0]!.result_url);
  say(`POST ${new URL(caller.url).pathname}  ${called!.headers['x-event-type']}`, called!.at);
  show(`${called!.status}  ${PLAYBOOK[called!.status]}${await keep('demo-report-signed.pdf', signed)}`);
  caller.stop();

  chapter('9. An event of your own, for partners who know different versions of it');
  const [before, late] = [await startReceiver(), await startReceiver()];
  const subscribe = async ({ url, secret }: typeof before, event_versions: Record<string, number>) => {
    const { data } = await client.POST('/v1/webhook-endpoints', {
      body: { url, event_types: ['shipment.updated'], event_versions },
    });
    secret.resolve(data!.secret);
    return data!.endpoint_id;
  };
  const since = new Date().toISOString();
  await subscribe(before, { 'shipment.updated': 1 });
  const parcels = [{ carrier: 'DHL', tracking_number: '00340434161094042557' }];
  const published = await client.POST('/v1/events', {
    body: {
      type: 'shipment.updated',
      subject: 's-20391',
      data: { shipment_id: 's-20391', order_id: '4711', status: 'returned', parcels },
    },
  });
  expectStatus(published.response, 202);
  say('POST /v1/events: shipment.updated, version 2');
  const [first] = await before.until(1);
  say(`POST ${new URL(before.url).pathname}  to a partner who is pinned to version 1`, first!.at);
  show(`${first!.status}  ${JSON.stringify(JSON.parse(first!.body).data)}`);
  const endpoint_id = await subscribe(late, {});
  const replay = await client.POST('/v1/webhook-endpoints/{endpoint_id}/replay', {
    params: { path: { endpoint_id }, header: { Prefer: 'wait=20' } },
    body: { since },
  });
  expectStatus(replay.response, 200);
  const [missed] = await late.until(1);
  say('a partner registers later; POST …/replay brings what it missed, in version 2', missed!.at);
  show(`${missed!.status}  ${JSON.stringify(JSON.parse(missed!.body).data)}`);
  before.stop();
  late.stop();

  chapter('10. Minds change');
  const unwanted = await client.POST('/v1/images:process', {
    body: { upload_id, operations: [{ resize: { w: 6000 } }, { format: { to: 'avif', quality: 90 } }] },
  });
  const path = { request_id: unwanted.data!.request_id! };
  await follow(path.request_id, 'processing');
  const stopping = await client.POST('/v1/requests/{request_id}/cancel', { params: { path } });
  expectStatus(stopping.response, 202);
  say('POST …/cancel while it is being done: it is told to stop');
  await follow(path.request_id);

  chapter('11. And when the call is wrong, every fault has its place');
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
