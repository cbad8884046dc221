/** The verbs against the real service, with a gateway between that breaks what a test tells it to. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createWaybill,
  dataOf,
  type Waybill,
  WaybillNotSucceeded,
  type WaybillOptions,
  WaybillProblem,
} from '../../src/client/index.ts';
import { answerJson, type Gateway, type Step, startGateway } from '../fixtures/gateway.ts';
import { API_KEY, makeImage, type Service, startService } from '../fixtures/service.ts';

let service: Service;
let gateway: Gateway;
let waybill: Waybill;
let image: Uint8Array<ArrayBuffer>;
let upload_id: string;
beforeAll(async () => {
  service = await startService();
  gateway = await startGateway(service.url);
  waybill = client();
  image = new Uint8Array(await makeImage());
  ({ upload_id } = await waybill.upload(image, 'image/jpeg'));
});
beforeEach(() => {
  Object.assign(gateway, { calls: [], steps: [] });
});

const client = (options: Partial<WaybillOptions> = {}) =>
  createWaybill({ baseUrl: gateway.url, apiKey: API_KEY, clock: { random: () => 0 }, ...options });
const rotated = () => ({ upload_id, operations: [{ rotate: 90 }] });
const count = async (table: 'requests' | 'files') => {
  const [row] = await service.database.sql<{ n: number }[]>`
    select count(*)::int as n from ${service.database.sql(table)}`;
  return row!.n;
};

/** Carried out, and then the connection ends: before the answer, or in the middle of it. */
const cutAfterEffect: Step = async ({ carryOut, cut }) => {
  await carryOut();
  cut();
};
const cutWithinAnswer: Step = async ({ carryOut, response, cut }) => {
  const answer = await carryOut();
  const text = await answer.text();
  response.writeHead(answer.status, { 'Content-Type': 'application/json', 'Content-Length': text.length });
  response.write(text.slice(0, 20));
  setTimeout(cut, 50);
};
const lostBefore: Step = ({ cut }) => cut();
const failedAfter: Step = async ({ carryOut, response }) => {
  await carryOut();
  response.writeHead(504, { 'Content-Type': 'text/html' }).end('<h1>Gateway timeout</h1>');
};

describe('submit', () => {
  test.each([
    ['is cut before the service had the call', lostBefore],
    ['is cut after the service stored the work', cutAfterEffect],
    ['is cut in the middle of the answer', cutWithinAnswer],
    ['times out at a gateway after the service stored the work', failedAfter],
  ])('stores its work once when the connection %s', async (_, step) => {
    const before = await count('requests');
    gateway.steps = [step, step];
    const accepted = await waybill.submit('/v1/images:process', rotated());
    expect(accepted).toMatchObject({ status: 'queued', request_id: expect.stringMatching(/^req_/) });
    expect(await count('requests')).toBe(before + 1);
    const keys = gateway.calls.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(await waybill.untilEnded(accepted)).toMatchObject({ request_id: accepted.request_id, status: 'succeeded' });
  });

  test('stores two works for two calls, and one for two calls with the same key', async () => {
    const before = await count('requests');
    await waybill.submit('/v1/images:process', rotated());
    await waybill.submit('/v1/images:process', rotated());
    expect(await count('requests')).toBe(before + 2);
    const options = { idempotencyKey: 'order-4711', correlationId: 'c-4711' };
    const [first, second] = [
      await waybill.submit('/v1/images:process', rotated(), options),
      await waybill.submit('/v1/images:process', rotated(), options),
    ];
    expect(second).toEqual(first);
    expect(await count('requests')).toBe(before + 3);
    const { value } = await waybill.pages('/v1/requests', { query: { correlation_id: 'c-4711' } }).next();
    expect(value).toMatchObject({ request_id: first.request_id });
  });

  test('with `wait` is answered by the request that has ended', async () => {
    expect(await waybill.submit('/v1/images:process', rotated(), { wait: 20 })).toMatchObject({ status: 'succeeded' });
  });

  test('puts the parameters of a path into it', async () => {
    const { endpoint_id } = dataOf(
      await waybill.api.POST('/v1/webhook-endpoints', {
        body: { url: 'https://hooks.example.com/', event_types: ['*'] },
      }),
    );
    const range = { since: new Date(Date.now() - 60_000).toISOString() };
    const done = await waybill.submitAndWait('/v1/webhook-endpoints/{endpoint_id}/replay', range, {
      params: { endpoint_id },
    });
    const result = await waybill.result(done);
    expect(await result.json()).toMatchObject({ queued: expect.any(Number) });
  });

  test('throws what the service refuses, with every fault', async () => {
    const refused = waybill.submit('/v1/images:process', { operations: [{ rotate: 900 }], colour: 1 } as never);
    const error = await refused.catch((reason) => reason);
    expect(error).toBeInstanceOf(WaybillProblem);
    expect(error).toMatchObject({ kind: 'invalid-body', status: 422, callId: expect.any(String) });
    const pointers = (error as WaybillProblem).errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/operations/0/rotate', '/colour']));
    for (const pointer of pointers) expect(error.message).toContain(pointer);
  });
});

describe('dryRun', () => {
  test('says what would be accepted, or what is wrong with it, and stores nothing', async () => {
    const before = await count('requests');
    gateway.steps = [503];
    expect(await waybill.dryRun('/v1/images:process', rotated())).toMatchObject({
      request_id: null,
      type: 'image-process',
      input: rotated(),
    });
    await expect(waybill.dryRun('/v1/images:process', { operations: [] })).rejects.toMatchObject({
      kind: 'invalid-body',
    });
    expect(await count('requests')).toBe(before);
  });

  test('says so when the work was stored nevertheless', async () => {
    gateway.steps = [({ response }) => answerJson(response, 202, { request_id: 'req_1', status: 'queued' })];
    await expect(waybill.dryRun('/v1/images:process', rotated())).rejects.toThrow('req_1 is stored');
  });
});

describe('submitAndWait', () => {
  test('needs one call for work that is quick, and gives the result', async () => {
    const done = await waybill.submitAndWait('/v1/images:process', {
      upload_id,
      operations: [{ format: { to: 'png' } }],
    });
    expect(done).toMatchObject({ status: 'succeeded', progress: 1 });
    expect(gateway.calls).toHaveLength(1);
    const result = await waybill.result(done);
    expect(result.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await result.arrayBuffer()).slice(1, 4)).toEqual(new TextEncoder().encode('PNG'));
  });

  test('follows where the service does not wait', async () => {
    gateway.steps = [
      async ({ pass, headers }) => {
        delete headers.prefer;
        await pass();
      },
    ];
    expect(await waybill.submitAndWait('/v1/images:process', rotated())).toMatchObject({ status: 'succeeded' });
    expect(gateway.calls[1]!.path).toMatch(/stream$/);
  });

  test('throws when the request failed, with the request and its problem', async () => {
    const { upload_id } = await waybill.upload(new TextEncoder().encode('no image'), 'image/png');
    const error = await waybill
      .submitAndWait('/v1/images:process', { upload_id, operations: [{ rotate: 90 }] })
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(WaybillNotSucceeded);
    expect(error).toMatchObject({ request: { status: 'failed' }, problem: { kind: 'unreadable-image', status: 422 } });
    expect(error.message).toMatch(/^req_\w+ failed: The file is not a whole image/);
    await expect(waybill.result(error.request)).rejects.toThrow(TypeError);
  });

  test('throws when the request was canceled', async () => {
    const idle = await startService({ works: false });
    const waybill = createWaybill({ baseUrl: idle.url, apiKey: API_KEY });
    const { upload_id } = await waybill.upload(image, 'image/jpeg');
    const waiting = waybill.submitAndWait('/v1/images:process', { upload_id, operations: [{ rotate: 90 }] });
    for (;;) {
      const { value } = await waybill.pages('/v1/requests').next();
      if (!value) continue;
      const path = { request_id: value.request_id };
      dataOf(await waybill.api.POST('/v1/requests/{request_id}/cancel', { params: { path } }));
      break;
    }
    const error = await waiting.catch((reason) => reason);
    expect(error).toMatchObject({ request: { status: 'canceled' }, problem: undefined });
    expect(error.message).toMatch(/^req_\w+ was canceled$/);
  });

  test('rejects with the reason of its signal; the work goes on', async () => {
    const abort = new AbortController();
    const reason = new Error('no time');
    let stored: Response | undefined;
    gateway.steps = [
      async ({ carryOut, headers }) => {
        delete headers.prefer;
        stored = await carryOut();
        abort.abort(reason);
      },
    ];
    const waiting = waybill.submitAndWait('/v1/images:process', rotated(), { signal: abort.signal });
    await expect(waiting).rejects.toBe(reason);
    const { request_id } = (await stored!.json()) as { request_id: string };
    expect(await waybill.untilEnded(request_id)).toMatchObject({ status: 'succeeded' });
  });
});

describe('upload', () => {
  const asStream = () => new Blob([image]).stream();

  test.each([
    ['bytes', () => image],
    ['an ArrayBuffer', () => image.buffer],
    ['a Blob', () => new Blob([image], { type: 'text/plain' })],
    ['a File', () => new File([image], 'cat.jpg')],
    ['a stream', asStream],
  ])('takes %s', async (_, content) => {
    expect(await waybill.upload(content(), 'image/jpeg')).toMatchObject({
      upload_id: expect.stringMatching(/^upl_/),
      media_type: 'image/jpeg',
      size: image.byteLength,
    });
  });

  test('stores a file once when the connection is cut after it was stored', async () => {
    const before = await count('files');
    gateway.steps = [cutAfterEffect];
    await waybill.upload(new Blob([image]), 'image/jpeg');
    expect([await count('files'), gateway.calls.length]).toEqual([before + 1, 2]);
  });

  test('takes as long as it takes', async () => {
    gateway.steps = [
      async ({ pass }) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await pass();
      },
    ];
    await client({ retry: { attemptTimeoutMs: 100 } }).upload(image, 'image/jpeg');
    expect(gateway.calls).toHaveLength(1);
  });

  test('of a stream is not tried again, since a stream cannot be read twice', async () => {
    gateway.steps = [503];
    await expect(waybill.upload(asStream(), 'image/jpeg')).rejects.toMatchObject({ status: 503 });
    gateway.steps = [lostBefore];
    await expect(waybill.upload(asStream(), 'image/jpeg')).rejects.toMatchObject({ attempts: 1 });
    expect(gateway.calls).toHaveLength(2);
  });

  test('of a stream is on its way before the stream has ended, however long that takes', async () => {
    let tellArrival = () => {};
    const arrival = new Promise<void>((resolve) => {
      tellArrival = resolve;
    });
    const server = createServer((request, response) => {
      request.on('data', tellArrival).on('end', () => answerJson(response, 201, { upload_id: 'upl_1' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const slow = new ReadableStream({
      async start(controller) {
        controller.enqueue(image);
        await arrival; // never, if all of it were collected before
        await new Promise((resolve) => setTimeout(resolve, 200));
        controller.close();
      },
    });
    const uploaded = client({ baseUrl, retry: { attemptTimeoutMs: 100 } }).upload(slow, 'image/jpeg');
    expect(await uploaded).toEqual({ upload_id: 'upl_1' });
    server.close();
  });

  test('rejects with the reason of its signal', async () => {
    const abort = new AbortController();
    const endless = new ReadableStream({
      pull(controller) {
        controller.enqueue(image);
        abort.abort('enough');
      },
    });
    await expect(waybill.upload(endless, 'image/jpeg', { signal: abort.signal })).rejects.toBe('enough');
  });
});

describe('result', () => {
  test('is a stream that is read as it comes, and that a signal ends', async () => {
    const abort = new AbortController();
    const done = await waybill.submitAndWait('/v1/images:process', rotated());
    gateway.steps = [
      503,
      ({ response }) => void response.writeHead(200, { 'Content-Type': 'image/jpeg' }).write(image),
    ];
    const { body } = await waybill.result(done, { signal: abort.signal });
    const reader = body!.getReader();
    expect((await reader.read()).value?.byteLength).toBe(image.byteLength);
    abort.abort(new Error('enough'));
    await expect(reader.read()).rejects.toThrow('enough');
  });

  test('can be broken off when nothing but its reader is left of the call', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    gateway.steps = [({ response }) => void response.writeHead(200, { 'Content-Type': 'image/jpeg' }).write(image)];
    const abort = new AbortController();
    const result_url = 'https://waybill.example/v1/results/res_1';
    const begin = async () => (await waybill.result({ result_url }, { signal: abort.signal })).body!.getReader();
    const reader = await begin();
    await reader.read();
    for (let n = 0; n < 5; n++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      collect();
    }
    abort.abort(new Error('enough'));
    await expect(reader.read()).rejects.toThrow('enough');
  });

  test('is asked for at baseUrl, wherever the URL points to', async () => {
    const done = await waybill.submitAndWait('/v1/images:process', rotated());
    const moved = { result_url: done.result_url.replace(/^http:\/\/[^/]+/, 'https://elsewhere.example/base') };
    expect((await waybill.result(moved)).status).toBe(200);
    const unknown = { result_url: 'https://elsewhere.example/v1/results/res_01k9w3v8m0e4d9q6s1t7b2n5xa' };
    await expect(waybill.result(unknown)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('pages', () => {
  test('gives every item of a list once, and asks for a page when it is needed', async () => {
    for (let n = 0; n < 5; n++)
      await waybill.submit('/v1/images:process', rotated(), { correlationId: 'five', idempotencyKey: `five-${n}` });
    gateway.calls = [];
    const five = () => waybill.pages('/v1/requests', { query: { correlation_id: 'five', limit: 2 } });
    const ids = new Set<string>();
    let calls = 0;
    for await (const { request_id } of five()) {
      ids.add(request_id);
      calls = Math.max(calls, gateway.calls.length);
      if (ids.size <= 2) expect(gateway.calls).toHaveLength(1);
    }
    expect([ids.size, calls]).toEqual([5, 3]);
    for (const { path } of gateway.calls) expect(path).toContain('correlation_id=five&limit=2');
  });

  test('ends with an error where a list goes round, and not never', async () => {
    const page = { data: [], next_cursor: 'the-same' };
    const fetch = async () => Response.json(page);
    const list = createWaybill({ baseUrl: 'http://localhost', apiKey: API_KEY, fetch }).pages('/v1/requests');
    await expect(list.next()).rejects.toThrow(/goes round/);
  });

  test('goes on after a page that did not come at first, and stops when its signal fires', async () => {
    gateway.steps = [503];
    const abort = new AbortController();
    const items = waybill.pages('/v1/requests', { query: { limit: 200 }, signal: abort.signal });
    expect((await items.next()).value).toHaveProperty('request_id');
    abort.abort('enough');
    await expect(items.next()).rejects.toBe('enough');
  });
});
