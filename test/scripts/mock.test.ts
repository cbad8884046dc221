/** `npm run mock`: a consumer has nothing but the mock, and comes to an end. */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, operations, schemas } from '../../generated/contract.ts';
import openapi from '../../generated/openapi.json' with { type: 'json' };
import { mockDocument } from '../../scripts/mock/document.ts';
import { createWaybill } from '../../src/client/index.ts';
import { freePort } from '../../src/database/embedded.ts';
import { verify } from '../../src/receiver/index.ts';
import { type ServiceProcess, startScript } from '../fixtures/processes.ts';
import { startReceiver } from '../fixtures/receiver.ts';

const ajv = addFormats.default(new Ajv2020({ strict: false, formats: { 'outbound-url': true, binary: true } }));
const auth = { Authorization: 'Bearer any' };
let mock: ServiceProcess;
let url: string;

async function startMock(env: NodeJS.ProcessEnv, ...args: string[]): Promise<{ mock: ServiceProcess; url: string }> {
  const mock = startScript(['scripts/mock.ts', ...args], env);
  await mock.until('Another answer');
  return { mock, url: /listening on (\S+)/.exec(mock.output())![1]! };
}

beforeAll(async () => {
  ({ mock, url } = await startMock({ PORT: '0' }));
});
afterAll(async () => {
  mock.signal('SIGTERM');
  await mock.exited;
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(new URL(path, url), {
    method: 'POST',
    headers: { ...auth, 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

// biome-ignore lint/suspicious/noExplicitAny: examples are found by walking the document
type Json = any;
const resolve = (part: Json): Json =>
  part?.$ref
    ? resolve(
        part.$ref
          .slice(2)
          .split('/')
          .reduce((whole: Json, name: string) => whole[name], openapi),
      )
    : part;
const firstExample = (holder: Json): Json => {
  const [example] = Object.values(holder.examples ?? {}) as Json[];
  return holder.example ?? example?.value ?? resolve(holder.schema).example ?? resolve(holder.schema).examples?.[0];
};
const all = Object.entries(openapi.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Json>).map(([method, operation]) => ({ path, method, ...operation })),
);
const jobs = all.filter((operation) => operation['x-job']);

describe('every operation answers a call that is made of its examples', () => {
  test.each(all)('$operationId', async ({ operationId, path, method, parameters = [], requestBody, ...operation }) => {
    const given = parameters.map(resolve).filter(({ in: place }: Json) => place === 'path');
    const filled = given.reduce(
      (path: string, one: Json) => path.replace(`{${one.name}}`, firstExample(one)),
      path as string,
    );
    const [[mediaType, content] = []] = Object.entries(requestBody?.content ?? {}) as [string, Json][];
    const example = content && firstExample(content);
    const response = await fetch(url + filled, {
      method: method.toUpperCase(),
      headers: { ...auth, ...(mediaType && { 'Content-Type': mediaType }) },
      ...(content && { body: example ? JSON.stringify(example) : new Uint8Array([0xff, 0xd8, 0xff]) }),
    });
    const answered = operation['x-job'] ? 202 : Math.min(...Object.keys(operation.responses).map(Number));
    expect(response.status).toBe(answered);
    const type = response.headers.get('content-type');
    const { content: declared } = (operations[operationId as keyof typeof operations].responses as Json)[answered];
    if (type?.endsWith('json')) {
      const validate = ajv.compile({ ...declared[type], $defs: schemas });
      expect(validate(await response.json()), JSON.stringify(validate.errors)).toBe(true);
    } else expect(Object.keys(declared)).toEqual(type ? expect.arrayContaining([type]) : []);
  });
});

describe.each(jobs)('$operationId is one story', ({ path, requestBody, 'x-job': job, callbacks }) => {
  const call = path.replace('{endpoint_id}', 'ep_01k9w3n2b5g8r4s7t0v3w6x9y1');
  const input = () => firstExample(requestBody.content['application/json']);

  test('from the 202 by way of the status and its stream to the bytes', async () => {
    const accepted = await post(call, input());
    expect(accepted.status).toBe(202);
    expect(accepted.headers.has('idempotent-replayed')).toBe(false);
    const { request_id, status_url } = (await accepted.json()) as Record<string, string>;
    expect([status_url, accepted.headers.get('location')]).toEqual(Array(2).fill(`${url}/v1/requests/${request_id}`));
    const status = await fetch(status_url!, { headers: auth });
    expect(status.headers.has('retry-after')).toBe(false);
    const request = (await status.json()) as Record<string, string>;
    expect(request).toMatchObject({ request_id, type: job.type, status: 'succeeded', progress: 1 });

    const stream = await fetch(`${status_url}/stream`, { headers: auth });
    const messages = stream.body!.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    const told: unknown[] = [];
    for await (const { id, data } of messages) told.push([`"${id}"`, JSON.parse(data)]);
    expect(told).toEqual([[status.headers.get('etag'), request]]);

    const result = await fetch(request.result_url!, { headers: auth });
    expect(result.status).toBe(200);
    const bytes = Buffer.from(await result.arrayBuffer());
    const type = result.headers.get('content-type');
    expect(result.headers.get('content-disposition')).toBe(
      `attachment; filename="${new URL(request.result_url!).pathname.split('/').at(-1)}.${type!.split('/')[1]}"`,
    );
    if (type === 'image/webp')
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 800, height: 533 });
    else if (type === 'application/pdf') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    else expect(JSON.parse(bytes.toString())).toEqual({ queued: 214, skipped: 3 });
    expect(type).toBe(callbacks ? dataOf(callbacks).media_type : 'application/json');
  });

  test('`Prefer: wait` is answered by its end, `dry-run` by what would have been accepted', async () => {
    const waited = await post(call, input(), { Prefer: 'wait=10' });
    expect(waited.status).toBe(200);
    expect(await waited.json()).toMatchObject({ type: job.type, status: 'succeeded' });
    const dry = await post(call, input(), { Prefer: 'respond-async, dry-run' });
    expect(await dry.json()).toMatchObject({ request_id: null, type: job.type });
  });
});

/** The data that the first example of the event of a success has. */
const dataOf = (callbacks: Json): Json => {
  const [success] = Object.values(callbacks) as Json[];
  return firstExample(success['{$request.body#/callback_url}'].post.requestBody.content['application/json']).data;
};

/** What a consumer has seen of the secrets of its endpoint. */
async function secretsShown(): Promise<string[]> {
  const endpoint = { url: 'https://hooks.example.com/waybill', event_types: ['image.processed'] };
  const made = (await (await post('/v1/webhook-endpoints', endpoint)).json()) as {
    endpoint_id: string;
    secret: string;
  };
  const rotated = await post(`/v1/webhook-endpoints/${made.endpoint_id}/rotate-secret`, {});
  return [made.secret, ((await rotated.json()) as { secret: string }).secret];
}

test.each(jobs.filter(({ callbacks }) => callbacks))(
  'the callback of $operationId comes once, signed, is one message, and leads to the result',
  async ({ path: call, requestBody, 'x-job': job }) => {
    const receiver = await startReceiver();
    const callback_url = `${receiver.url}/a%20b?c=d&e=http://f/`;
    const input = { ...firstExample(requestBody.content['application/json']), callback_url };
    const { request_id } = (await (await post(call, input)).json()) as { request_id: string };
    await receiver.until(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(receiver.received).toHaveLength(1);
    const { headers, body, path } = receiver.received[0]!;
    expect(path).toBe('/a%20b?c=d&e=http://f/');
    const event = JSON.parse(body);
    const fitting = Object.values(events).flatMap(({ versions }) =>
      Object.values(versions as Record<string, { schema: string }>).filter(({ schema }) =>
        ajv.validate({ $ref: `#/$defs/${schema}`, $defs: schemas }, event),
      ),
    );
    expect(fitting).toHaveLength(1);
    expect(event).toMatchObject({ type: job.events.succeeded, subject: request_id, data: { request_id } });
    const named = Object.fromEntries(
      Object.keys(schemas.DeliveryHeaders!.properties as object).map((name) => [name, headers[name.toLowerCase()]]),
    );
    expect(ajv.validate({ $ref: '#/$defs/DeliveryHeaders', $defs: schemas }, named), ajv.errorsText()).toBe(true);
    for (const secrets of await secretsShown())
      for (const scheme of ['standard', 'x-signature'] as const)
        expect(await verify({ headers, body }, { scheme, secrets })).toEqual(event);
    const { data } = event;
    expect(data.status_url).toBe(`${url}/v1/requests/${request_id}`);
    const result = await fetch(data.result_url, { headers: auth });
    expect(result.headers.get('content-type')).toBe(data.media_type);
    expect((await result.arrayBuffer()).byteLength).toBe(data.size);
  },
);

const WORK = { upload_id: 'upl_01k9w3tq7yfr0v5c8h2m4k6j9z', operations: [{ rotate: 90 }] };

test.each(['wait', 'stream'])('the typed client comes to its end by %s', async (way) => {
  const waybill = createWaybill({ baseUrl: url, apiKey: 'any-key-will-do-here' });
  const { upload_id } = await waybill.upload(new Uint8Array([0xff, 0xd8, 0xff]), 'image/jpeg');
  const input = { upload_id, operations: [{ rotate: 90 }] };
  const ended =
    way === 'wait'
      ? await waybill.submitAndWait('/v1/images:process', input)
      : await waybill.untilEnded(await waybill.submit('/v1/images:process', input));
  expect(ended).toMatchObject({ status: 'succeeded', type: 'image-process' });
  const result = await waybill.result(ended);
  expect(result.headers.get('content-type')).toBe('image/webp');
  for await (const request of waybill.pages('/v1/requests')) expect(request.type).toBe('image-process');
});

test('two callbacks are two events', async () => {
  const receiver = await startReceiver();
  for (const _ of [1, 2]) await post('/v1/images:process', { ...WORK, callback_url: receiver.url });
  const [one, other] = await receiver.until(2);
  expect(one!.event.event_id).not.toBe(other!.event.event_id);
  expect(one!.headers['webhook-id']).toBe(one!.event.event_id);
});

test('what is refused, and a dry run, has no callback; one that fails is told', async () => {
  const receiver = await startReceiver();
  const withCallback = { ...WORK, callback_url: receiver.url };
  await post('/v1/images:process', { ...withCallback, operations: [] });
  await post('/v1/images:process', withCallback, { Prefer: 'dry-run' });
  await post('/v1/images:process', withCallback, { Prefer: 'code=429' });
  await post('/v1/images:process', { ...WORK, callback_url: `http://127.0.0.1:${await freePort()}/` });
  await mock.until('ECONNREFUSED');
  expect(receiver.received).toEqual([]);
});

test('what is wrong with a call is told at its pointer', async () => {
  const wrong = await post('/v1/images:process', { ...WORK, operations: [{ rotate: '90' }], colour: 'red' });
  expect([wrong.status, wrong.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
  expect(await wrong.json()).toMatchObject({
    type: `${url}/problems/invalid-body`,
    instance: '/v1/images:process',
    errors: expect.arrayContaining([expect.objectContaining({ pointer: '/operations/0/rotate', code: 'type' })]),
  });
  const parameter = await fetch(`${url}/v1/requests?limit=0`, { headers: auth });
  expect(parameter.status).toBe(400);
  expect(await parameter.json()).toMatchObject({ errors: [{ pointer: '/query/limit' }] });
  const broken = await post('/v1/images:process', '{"upload_id":');
  expect([broken.status, broken.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
  expect(await broken.json()).toMatchObject({ type: `${url}/problems/malformed-request` });
  const many = await post('/v1/events', Array(100).fill({ type: 1, subject: 2, data: 3 }));
  expect(many.status).toBe(422);
});

test('any answer that the contract has can be asked for', async () => {
  const prefer = (Prefer: string) => ({ headers: { ...auth, Prefer } });
  const limited = await post('/v1/images:process', WORK, { Prefer: 'code=429' });
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
  const dry = await post('/v1/reports', firstExample(jobs[1]!.requestBody.content['application/json']), {
    Prefer: 'code=200, example=dry-run',
  });
  expect(await dry.json()).toMatchObject({ request_id: null });
  const accepted = await post('/v1/images:process', WORK);
  const { status_url } = (await accepted.json()) as { status_url: string };
  const failed = await fetch(status_url, prefer('example=failed'));
  expect(await failed.json()).toMatchObject({ status: 'failed', result_url: null });
  const gone = await fetch(status_url, prefer('code=410'));
  expect([gone.status, gone.headers.get('content-type')]).toEqual([410, 'application/problem+json']);
  const table = await fetch(`${url}/v1/results/res_01k9w3v8m0e4d9q6s1t7b2n5xa`, {
    headers: { ...auth, Accept: 'text/csv' },
  });
  expect(await table.text()).toMatch(/^period,currency/);
  const page = await fetch(table.url, { headers: { ...auth, Accept: 'text/html' } });
  expect(await page.text()).toMatch(/^<!doctype html>/);
  expect((await fetch(`${url}/v1/requests`)).status).toBe(401);
});

test('of several versions of the event of a success, the callback has the newest', () => {
  const document = structuredClone(openapi) as Json;
  const { callbacks } = document.paths['/v1/images:process'].post;
  for (const version of [10, 2, 9]) callbacks[`image.processed.v${version}`] = callbacks['image.processed.v1'];
  const callbackUrl = 'http://localhost/{$request.body#/callback_url}';
  const told = mockDocument(document, { url: 'http://localhost:4010', callbackUrl, results: {} });
  const { callbacks: left } = told.paths['/v1/images:process'].post;
  expect(Object.keys(left)).toEqual(['image.processed.v10']);
  expect(Object.keys(left['image.processed.v10'])).toEqual([callbackUrl]);
});

test('a file of 20 MB is taken', async () => {
  const body = new Uint8Array(20 * 2 ** 20);
  const headers = { ...auth, 'Content-Type': 'image/png' };
  expect((await fetch(`${url}/v1/uploads`, { method: 'POST', headers, body })).status).toBe(201);
});

describe('its process', () => {
  test('a port that is taken, or none, is refused in a sentence', async () => {
    const taken = startScript(['scripts/mock.ts', '--port', new URL(url).port], { PORT: '0' });
    expect(await taken.exited).toEqual({ code: 1, signal: null });
    expect(taken.output()).toBe(`Port ${new URL(url).port} is taken: choose another with PORT=… or --port.\n`);
    const none = startScript(['scripts/mock.ts'], { PORT: '65536' });
    expect(await none.exited).toEqual({ code: 1, signal: null });
    expect(none.output()).toBe('65536 is not a port.\n');
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends at %s, and with it all that it listened on', async (signal) => {
    const port = await freePort();
    const { mock, url } = await startMock({}, '--port', String(port));
    expect(url).toBe(`http://localhost:${port}`);
    mock.signal(signal);
    expect(await mock.exited).toEqual({ code: 0, signal: null });
    await expect(isOpen(port)).resolves.toBe(false);
    expect(() => process.kill(-mock.child.pid!, 0)).toThrow('ESRCH'); // nothing is left of its group
  });

  test('ends when the shell that npm started it by has ended', async () => {
    const port = await freePort();
    const shell = spawn('sh', ['-c', `"${process.execPath}" scripts/mock.ts; :`], {
      env: { PATH: process.env.PATH, PORT: String(port), npm_lifecycle_event: 'mock' },
      stdio: 'ignore',
    });
    await expect.poll(() => isOpen(port), { timeout: 20_000 }).toBe(true);
    shell.kill('SIGTERM');
    await expect.poll(() => isOpen(port), { timeout: 10_000 }).toBe(false);
  });
});

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.unref();
  });
