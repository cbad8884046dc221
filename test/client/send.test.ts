/** When a call is sent again, when not, and how long is waited before: against a server that answers as it is told. */
import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWaybill, type WaybillOptions, WaybillProblem, WaybillUnreachable } from '../../src/client/index.ts';
import { sleep } from '../../src/client/send.ts';
import { answerJson, answerProblem, type Gateway, type Step, startGateway } from '../fixtures/gateway.ts';

const KEY = 'whsk_a-key-that-nobody-may-read';
const PAGE = { data: [], next_cursor: null };
const ok: Step = ({ response }) => answerJson(response, 200, PAGE);
const cut: Step = ({ cut }) => cut();
const later =
  (status: number, retryAfter: string): Step =>
  ({ response }) =>
    answerProblem(response, status, {}, { 'Retry-After': retryAfter });

let server: Gateway;
let slept: number[];
beforeAll(async () => {
  server = await startGateway();
});
beforeEach(() => {
  Object.assign(server, { calls: [], steps: [], otherwise: ok });
  slept = [];
});

const client = (options: Partial<WaybillOptions> = {}) =>
  createWaybill({
    baseUrl: server.url,
    apiKey: KEY,
    ...options,
    clock: {
      random: () => 0.5,
      sleep: async (ms, signal) => {
        signal.throwIfAborted();
        slept.push(ms);
      },
      ...options.clock,
    },
  });
const list = (options?: Partial<WaybillOptions>, signal?: AbortSignal) =>
  client(options).api.GET('/v1/requests', signal ? { signal } : {});
const publish = (key?: string, options?: Partial<WaybillOptions>) =>
  client(options).api.POST('/v1/events', {
    ...(key ? { params: { header: { 'Idempotency-Key': key } } } : {}),
    body: { type: 'order.paid', subject: '1', data: {} } as never,
  });

describe('a call that may be repeated', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('is sent again after %i', async (status) => {
    server.steps = [status];
    expect((await list()).response.status).toBe(200);
    expect(server.calls).toHaveLength(2);
  });

  test('is sent again after a connection that broke: before the answer, within its head, and within its body', async () => {
    const half: Step = ({ response, cut }) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 }).write('{"data":');
      setTimeout(cut, 50);
    };
    const head: Step = ({ response, cut }) => {
      response.socket!.write('HTTP/1.1 200 OK\r\nContent-');
      setTimeout(cut, 50);
    };
    server.steps = [cut, head, half];
    expect((await list()).data).toEqual(PAGE);
    expect(server.calls).toHaveLength(4);
  });

  test.each([400, 401, 403, 404, 409, 410, 413, 415, 422, 501])('is not sent again after %i', async (status) => {
    server.steps = [status];
    expect((await list()).response.status).toBe(status);
    expect(server.calls).toHaveLength(1);
  });

  test('is each of a safe or idempotent method, and a POST with an Idempotency-Key, whose body is sent again too', async () => {
    server.otherwise = cut;
    const calls: [number, () => Promise<unknown>][] = [
      [5, () => list()],
      [5, () => client().api.DELETE('/v1/api-keys/{key_id}', { params: { path: { key_id: 'key_1' } } })],
      [5, () => publish('a')],
      [1, () => publish()],
      [1, () => client().api.PATCH('/v1/tenants/{tenant_id}', { params: { path: { tenant_id: 'ten_1' } }, body: {} })],
    ];
    for (const [attempts, call] of calls) await expect(call()).rejects.toMatchObject({ attempts });
    const keyed = server.calls.filter(({ headers }) => headers['idempotency-key'] === 'a');
    expect(new Set(keyed.map(({ body }) => body.toString())).size).toBe(1);
    expect(keyed[4]!.body.toString()).toContain('order.paid');
  });
});

test('a patience that is longer than any timer is no impatience', async () => {
  server.steps = [({ response }) => setTimeout(() => answerJson(response, 200, PAGE), 100)];
  expect((await list({ retry: { attemptTimeoutMs: 2 ** 31, maxAttempts: 1 } })).data).toEqual(PAGE);
});

describe('a POST without a key', () => {
  test.each([408, 500, 502, 503, 504])('is not sent again after %i: it may have been carried out', async (status) => {
    server.steps = [later(status, '0')];
    expect((await publish()).response.status).toBe(status);
    expect(server.calls).toHaveLength(1);
  });

  test.each([425, 429])('is sent again after %i, which says that it was not carried out', async (status) => {
    server.steps = [later(status, '0')];
    expect((await publish()).response.status).toBe(200);
  });

  test('is sent again when the service had too much to do, which says so too; the last such answer is handed over', async () => {
    const overloaded: Step = ({ response }) =>
      answerProblem(response, 503, { type: 'https://waybill.example/problems/overloaded' }, { 'Retry-After': '1' });
    server.steps = [overloaded];
    expect((await publish()).response.status).toBe(200);
    server.steps = Array.from({ length: 5 }, () => overloaded);
    expect((await publish()).error).toMatchObject({ type: expect.stringMatching('/overloaded$') });
    server.calls = [];
    server.steps = [({ response }) => answerJson(response, 503, { type: 'overloaded' })];
    expect((await publish()).response.status).toBe(503); // of a gateway: no problem of ours
    expect(server.calls).toHaveLength(1);
  });
});

test('a conflict that says Retry-After is waited for, another is not', async () => {
  server.steps = [later(409, '1'), 409];
  expect((await publish('a')).response.status).toBe(409);
  expect([server.calls.length, slept]).toEqual([2, [1_250]]);
});

describe('the pause', () => {
  test('doubles up to a bound, with all of it left to chance', async () => {
    server.otherwise = 503;
    await list({ retry: { maxAttempts: 9, deadlineMs: 1e9 } });
    expect(slept).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    await list({ retry: { maxAttempts: 3 }, clock: { random: () => 0 } });
    expect(slept.slice(8)).toEqual([0, 0]);
  });

  test('is never shorter than Retry-After, in seconds or as a date', async () => {
    server.steps = [later(503, '7'), later(429, new Date(Date.now() + 9_000).toUTCString()), later(503, 'soon')];
    await list({ clock: { random: () => 0 } });
    expect(slept[0]).toBe(7_000);
    expect(slept[1]).toBeGreaterThan(7_000);
    expect(slept[1]).toBeLessThanOrEqual(9_000);
    expect(slept[2]).toBe(0);
  });

  test('is not begun when it would end after the deadline: the answer is handed over', async () => {
    server.otherwise = later(503, '121');
    const { error, response } = await list();
    expect([response.status, server.calls.length, slept]).toEqual([503, 1, []]);
    expect(error).toMatchObject({ title: 'Not now' });
    await expect(client().pages('/v1/requests').next()).rejects.toMatchObject({ retryAfterS: 121 });

    let now = 0;
    server.otherwise = 503;
    server.calls = [];
    await list({ retry: { maxAttempts: 99, deadlineMs: 3_000 }, clock: { now: () => now++ * 1_000 } });
    expect(server.calls).toHaveLength(3);
  });
});

test('after the last attempt the answer is what it is, or the error of no answer, with its cause', async () => {
  server.otherwise = 503;
  expect((await list({ retry: { maxAttempts: 2 } })).response.status).toBe(503);
  server.otherwise = cut;
  const error = await list({ retry: { maxAttempts: 2 } }).catch((reason) => reason);
  expect(error).toBeInstanceOf(WaybillUnreachable);
  expect(error.message).toBe('GET /v1/requests: no answer after 2 attempts');
  expect(error.cause).toBeInstanceOf(TypeError);
  expect(server.calls).toHaveLength(4);
});

describe('an answer that does not come in time', () => {
  const never: Step = () => {};

  test('is as none', async () => {
    server.steps = [
      never,
      ({ response }) => void response.writeHead(200, { 'Content-Type': 'application/json' }).write('{'),
    ];
    expect((await list({ retry: { attemptTimeoutMs: 100 } })).response.status).toBe(200);
    server.otherwise = never;
    const error = await list({ retry: { attemptTimeoutMs: 50, maxAttempts: 1 } }).catch((reason) => reason);
    expect(error).toBeInstanceOf(WaybillUnreachable);
    expect(error.cause).toMatchObject({ name: 'TimeoutError' });
  });

  test('has as many seconds more as the service was asked to wait', async () => {
    server.steps = [({ response }) => setTimeout(() => answerJson(response, 202, { request_id: 'req_1' }), 500)];
    const submitted = client({ retry: { attemptTimeoutMs: 100 } }).submit('/v1/reports', {} as never, { wait: 1 });
    expect(await submitted).toEqual({ request_id: 'req_1' });
    expect(server.calls).toHaveLength(1);
  });
});

describe('a signal that fires', () => {
  const reason = new Error('changed my mind');

  test('ends a call before it is sent, while it waits for its answer, and in the pause', async () => {
    await expect(list({}, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(server.calls).toHaveLength(0);

    const abort = new AbortController();
    server.otherwise = () => abort.abort(reason);
    await expect(list({}, abort.signal)).rejects.toBe(reason);
    expect(server.calls).toHaveLength(1);

    const inPause = new AbortController();
    server.otherwise = later(503, '60');
    const begunAt = performance.now();
    const waiting = createWaybill({ baseUrl: server.url, apiKey: KEY }).api.GET('/v1/requests', {
      signal: inPause.signal,
    });
    setTimeout(() => inPause.abort(reason), 300);
    await expect(waiting).rejects.toBe(reason);
    expect(performance.now() - begunAt).toBeLessThan(5_000);
    expect(server.calls).toHaveLength(2);
  });

  test('ends a pause that is longer than timers can be', async () => {
    const pause = sleep(2 ** 40, AbortSignal.timeout(50));
    await expect(pause).rejects.toThrow('timeout');
  });

  test('is left as it was by a pause that ends before', async () => {
    const { signal } = new AbortController();
    await sleep(1, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

test.each(['', '.', '..'])('%j is no id: its URL would be that of another operation', async (delivery_id) => {
  const call = client().api.POST('/v1/deliveries/{delivery_id}/redrive', { params: { path: { delivery_id } } });
  await expect(call).rejects.toThrow(`delivery_id: "${delivery_id}" is no id`);
  expect(server.calls).toHaveLength(0);
});

test('what cannot be put before a path is no baseUrl', () => {
  for (const rest of ['?a=b', '#a']) expect(() => client({ baseUrl: server.url + rest })).toThrow('baseUrl');
});

describe('the API key', () => {
  test('goes with every call, with the tenant that it acts for, and nowhere behind a redirect', async () => {
    const elsewhere = await startGateway();
    elsewhere.otherwise = ok;
    server.steps = [({ response }) => response.writeHead(307, { Location: `${elsewhere.url}/v1/requests` }).end()];
    const waybill = client({ tenantId: 'ten_1' });
    const error = await waybill
      .pages('/v1/requests')
      .next()
      .catch((reason) => reason);
    expect(error.message).toBe(
      '/v1/requests: expected a problem, got a redirect, which is not followed: the API key is for `baseUrl` alone',
    );
    expect(elsewhere.calls).toHaveLength(0);
    expect(server.calls[0]!.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'x-tenant-id': 'ten_1' });
  });

  test('is in no error: not of a wrong option, not of a refusal, not of a connection that broke', async () => {
    const errors: Error[] = [];
    const keep = (error: Error) => void errors.push(error);
    for (const options of [{ apiKey: `${KEY}\n` }, { apiKey: '' }, { baseUrl: `http://me:${KEY}@127.0.0.1` }])
      try {
        client(options);
      } catch (error) {
        keep(error as Error);
      }
    server.steps = [401, ({ response, headers }) => response.writeHead(400).end(`<p>${headers.authorization}</p>`)];
    server.otherwise = cut;
    for (const _ of [1, 2, 3]) await client().pages('/v1/requests').next().catch(keep);
    expect(errors).toHaveLength(6);
    for (const error of errors) expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY);
    expect(inspect(client(), { depth: 9, showHidden: true })).not.toContain(KEY);
  });
});

describe('errors', () => {
  const thrown = (step: Step) => {
    server.steps = [step];
    return client()
      .pages('/v1/requests')
      .next()
      .catch((reason) => reason);
  };

  test('a problem has its name, and what it says', async () => {
    const errors = [{ pointer: '/query/limit', code: 'too_big', detail: 'Too big' }];
    const type = 'https://waybill.example/problems/malformed-request';
    const error = await thrown(({ response }) =>
      answerProblem(
        response,
        400,
        { type, title: 'No', detail: '1 fault.', errors, call_id: 'c-1' },
        { 'Retry-After': '3' },
      ),
    );
    expect(error).toBeInstanceOf(WaybillProblem);
    expect({ ...error }).toEqual({
      name: 'WaybillProblem',
      kind: 'malformed-request',
      status: 400,
      title: 'No',
      detail: '1 fault.',
      errors,
      callId: 'c-1',
      retryAfterS: 3,
    });
    expect(error.message).toBe('No; 1 fault.; /query/limit: Too big');
  });

  test('a problem of a gateway may have faults in a form of its own', async () => {
    const faults = { type: 'about:blank', title: 'No', errors: { field: ['bad'] } };
    const error = await thrown(({ response }) => answerProblem(response, 400, faults as never));
    expect([error.name, error.message, error.errors]).toEqual(['WaybillProblem', 'No', []]);
  });

  test.each([
    ['the page of a gateway', 502, 'text/html', '<h1>Bad gateway</h1>', 'a problem, got 502 with text/html'],
    ['a page where there should be JSON', 200, 'text/html', '<h1>Log in</h1>', 'JSON, got 200 with text/html'],
    [
      'JSON that is no problem',
      400,
      'application/json',
      '{"message":"no"}',
      'a problem, got 400 with application/json',
    ],
    ['nothing at all', 404, undefined, '', 'a problem, got 404 with no media type'],
    ['JSON that was cut off', 200, 'application/json', `{"data":"${KEY}`, 'an object, got 200 with application/json'],
    ['text that calls itself JSON', 200, 'application/json', KEY, 'an object, got 200 with application/json'],
    ['JSON with nothing in it', 200, 'application/json', '', 'an object, got 200 with application/json'],
    ['JSON that is no object', 200, 'application/json', 'null', 'an object, got 200 with application/json'],
  ])('%s is told as what it is', async (_, status, type, body, expected) => {
    server.otherwise = ({ response }) => response.writeHead(status, type ? { 'Content-Type': type } : {}).end(body);
    const error = await client()
      .pages('/v1/requests')
      .next()
      .catch((reason) => reason);
    expect([error.name, error.message]).toEqual(['WaybillUnexpectedAnswer', `/v1/requests: expected ${expected}`]);
    expect(error.status).toBe(status);
  });
});
