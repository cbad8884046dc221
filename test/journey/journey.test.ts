/** The journey, as a client sees it: handed in, followed, done, fetched; or failed with a problem that says why. */
import { createServer } from 'node:http';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { atEnd } from '../fixtures/at-end.ts';
import { asFirstTenant, makeImage, type Service, startService, untilEnded, upload } from '../fixtures/service.ts';

let service: Service;
let source: string;
const files = new Map<string, Buffer>();

beforeAll(async () => {
  service = await startService();
  const server = createServer((request, response) => {
    if (request.url === '/redirect') return response.writeHead(302, { Location: '/cat.jpg' }).end();
    const bytes = files.get(request.url!);
    if (!bytes) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  source = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  atEnd(() => void server.close());
});

async function process(input: object) {
  const { data, error } = await service.client.POST('/v1/images:process', { body: input as never });
  if (!data) throw new Error(JSON.stringify(error));
  return untilEnded(service, data.request_id);
}

test('an uploaded image is processed in the order of its operations, and the result is fetched', async () => {
  const upload_id = await upload(service, await makeImage({ width: 400, height: 200 }));
  const { data, response } = await service.client.POST('/v1/images:process', {
    body: {
      upload_id,
      operations: [{ crop: { x: 0, y: 0, w: 200, h: 200 } }, { resize: { w: 50 } }, { format: { to: 'webp' } }],
      metadata: { a: 'b' },
    },
  });
  expect(response.status).toBe(202);
  expect(response.headers.get('location')).toMatch(new RegExp(`/v1/requests/${data!.request_id}$`));
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(data).toMatchObject({ status: 'queued', estimated_seconds: 2 });

  const done = await untilEnded(service, data!.request_id);
  expect(done).toMatchObject({
    status: 'succeeded',
    progress: 1,
    error: null,
    attempts: 1,
    metadata: { a: 'b' },
    type: 'image-process',
  });

  const path = new URL(done.result_url!).pathname;
  const result = await fetch(service.url + path, { headers: asFirstTenant });
  expect(result.status).toBe(200);
  expect(result.headers.get('content-type')).toBe('image/webp');
  expect(result.headers.get('content-disposition')).toMatch(/^attachment; filename="res_.*\.webp"$/);
  expect(result.headers.get('content-security-policy')).toBe('sandbox');
  const { width, height, format } = await sharp(Buffer.from(await result.arrayBuffer())).metadata();
  expect({ width, height, format }).toEqual({ width: 50, height: 50, format: 'webp' });

  const etag = result.headers.get('etag')!;
  const again = await fetch(service.url + path, { headers: { ...asFirstTenant, 'If-None-Match': etag } });
  expect(again.status).toBe(304);
});

test('with one side the other follows, whatever the fit', async () => {
  const upload_id = await upload(service, await makeImage({ width: 60, height: 40 }));
  for (const fit of ['cover', 'fill', 'inside'] as const) {
    const done = await process({ upload_id, operations: [{ resize: { w: 30, fit } }, { format: { to: 'tiff' } }] });
    const result = await fetch(service.url + new URL(done.result_url!).pathname, { headers: asFirstTenant });
    expect(await sharp(Buffer.from(await result.arrayBuffer())).metadata()).toMatchObject({
      width: 30,
      height: 20,
      format: 'tiff',
    });
  }
});

test('without a format the output keeps the type of the input', async () => {
  const upload_id = await upload(service, await makeImage({ format: 'png' }), 'image/png');
  const done = await process({ upload_id, operations: [{ rotate: 90 }] });
  const result = await fetch(service.url + new URL(done.result_url!).pathname, { headers: asFirstTenant });
  expect(result.headers.get('content-type')).toBe('image/png');
});

test('an image is fetched from an allowed address', async () => {
  files.set('/cat.jpg', await makeImage());
  expect(await process({ image_url: `${source}/cat.jpg`, operations: [{ resize: { h: 10 } }] })).toMatchObject({
    status: 'succeeded',
  });
});

test.each([
  [
    'a source that is not there',
    () => ({ image_url: `${source}/none.jpg` }),
    'source-unavailable',
    'The source answered 404.',
  ],
  [
    'a redirect, which is never followed',
    () => ({ image_url: `${source}/redirect` }),
    'source-unavailable',
    'The source answered 302.',
  ],
  [
    'a port that nobody listens on',
    () => ({ image_url: 'http://127.0.0.1:1/x' }),
    'source-unavailable',
    'connection to the source failed',
  ],
  [
    'a name that does not exist',
    () => ({ image_url: 'https://nowhere.invalid/x' }),
    'source-unavailable',
    'has no address',
  ],
])('%s fails the request with a problem', async (_, input, name, detail) => {
  const done = await process({ ...input(), operations: [{ rotate: 90 }] });
  expect(done).toMatchObject({
    status: 'failed',
    result_url: null,
    error: { type: expect.stringMatching(`/problems/${name}$`) },
  });
  expect(done.error!.detail).toContain(detail);
});

const bomb = async () =>
  sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
const svg = async () =>
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>');
test.each([
  [
    'a truncated file',
    async () => (await makeImage({ width: 900, height: 900 })).subarray(0, 1500),
    [{ rotate: 90 }],
    'unreadable-image',
  ],
  ['a text', async () => Buffer.from('not an image'), [{ rotate: 90 }], 'unreadable-image'],
  ['an SVG', svg, [{ rotate: 90 }], 'unreadable-image'],
  ['a decompression bomb', bomb, [{ rotate: 90 }], 'image-too-large'],
  ['a resize that makes too much', () => makeImage(), [{ resize: { w: 16384, h: 16384 } }], 'image-too-large'],
  ['a crop over the edge', () => makeImage(), [{ crop: { x: 100, y: 0, w: 100, h: 10 } }], 'crop-outside-image'],
  [
    'a side that the format cannot hold',
    () => makeImage({ width: 9, height: 9 }),
    [{ resize: { w: 16384, h: 3000, fit: 'fill' } }, { format: { to: 'webp' } }],
    'image-too-large',
  ],
  [
    'a resize that libvips cannot do',
    () => makeImage({ width: 2, height: 20000 }),
    [{ resize: { w: 16384, h: 1 } }],
    'impossible-operation',
  ],
] as const)('%s fails the request with a problem, at the first attempt', async (_, bytes, operations, name) => {
  const upload_id = await upload(service, await bytes());
  const done = await process({ upload_id, operations });
  expect(done).toMatchObject({
    status: 'failed',
    attempts: 1,
    error: { type: expect.stringMatching(`/problems/${name}$`) },
  });
});

test('progress is visible, never falls, and the entity tag changes with it', async () => {
  const upload_id = await upload(service, await makeImage({ width: 4000, height: 3000 }));
  const operations = Array.from({ length: 8 }, () => ({ rotate: 90 }));
  const { data } = await service.client.POST('/v1/images:process', { body: { upload_id, operations } });
  const path = { request_id: data!.request_id! };
  const seen: number[] = [];
  const tags = new Set<string>();
  for (let status = 'queued'; status === 'queued' || status === 'processing'; ) {
    const { data: now, response } = await service.client.GET('/v1/requests/{request_id}', { params: { path } });
    status = now!.status;
    seen.push(now!.progress);
    tags.add(response.headers.get('etag')!);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.some((progress) => progress > 0 && progress < 1)).toBe(true);
  expect(tags.size).toBeGreaterThan(2);

  const etag = [...tags].at(-1)!;
  const unchanged = await service.client.GET('/v1/requests/{request_id}', {
    params: { path, header: { 'If-None-Match': etag } },
  });
  expect(unchanged.response.status).toBe(304);
});

test('the end of a request writes one event, about it, with its correlation id', async () => {
  const upload_id = await upload(service, await makeImage());
  const { data } = await service.client.POST('/v1/images:process', {
    params: { header: { 'X-Correlation-Id': 'order-4711' } },
    body: { upload_id, operations: [{ rotate: 90 }] },
  });
  await untilEnded(service, data!.request_id);
  const events = await service.database
    .sql`select type, version, sequence, correlation_id, body::json as body from events where subject = ${data!.request_id}`;
  expect(events).toMatchObject([
    {
      type: 'image.processed',
      version: 1,
      sequence: '1',
      correlation_id: 'order-4711',
      body: {
        event_version: 1,
        sequence: 1,
        data: { request_id: data!.request_id, status: 'succeeded', media_type: 'image/jpeg', width: 80, height: 120 },
      },
    },
  ]);
});
