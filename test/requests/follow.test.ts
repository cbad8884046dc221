/** Following a request: entity tags, waiting answers, server-sent events. What it does meanwhile is written by the test. */
import { randomUUID } from 'node:crypto';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { components } from '../../generated/types.d.ts';
import { newUuid, toId, toUuid } from '../../src/contract/ids.ts';
import type { Sql } from '../../src/database/connect.ts';
import { createHints, type Hints } from '../../src/database/hints.ts';
import { type End, finish } from '../../src/requests/finish.ts';
import { noteProgress, type Run, startRun } from '../../src/requests/store.ts';
import { startServer } from '../../src/server.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { API_KEY, asFirstTenant, makeImage, type Service, startService, upload } from '../fixtures/service.ts';

// So that the tests need not wait for ten seconds.
vi.mock('../../src/limits.ts', async (original) => ({ ...(await original<object>()), STREAM_BEAT_MS: 300 }));

type Request = components['schemas']['Request'];

let service: Service;
let sql: Sql;
let hints: Hints;
let upload_id: string;
let id: string;
let url: string;
beforeAll(async () => {
  service = await startService({ works: false });
  sql = service.database.sql;
  hints = createHints(service.database.url);
  upload_id = await upload(service, await makeImage());
});
beforeEach(async () => {
  const { data } = await service.client.POST('/v1/images:process', {
    body: { upload_id, operations: [{ rotate: 90 }], metadata: { a: 'b' } },
  });
  id = toUuid(data!.request_id!);
  url = `${service.url}/v1/requests/${data!.request_id}`;
});

const get = (path = '', headers: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(url + path, { headers: { ...asFirstTenant, ...headers }, ...(signal ? { signal } : {}) });
const show = () => hints.publish('request', [id]);
const start = async () => {
  const run = (await startRun(sql, id, randomUUID()))!;
  show();
  return run;
};
const progress = async (run: Run, done: number) => {
  await noteProgress(sql, run, done);
  show();
};
const succeeded: End = {
  state: 'succeeded',
  result: { path: 'x', media_type: 'image/png', size: 1, sha256: Buffer.alloc(32) },
  details: { media_type: 'image/png', size: 1, width: 1, height: 1 },
};
const end = async (run: Run, how: End = succeeded, { hinted = true } = {}) => {
  await sql.begin((tx) => finish(tx as unknown as Sql, run, how, 'http://waybill.example'));
  if (hinted) show();
};

describe('the status', () => {
  test('has a new entity tag with every change, and none without', async () => {
    const tags: string[] = [];
    const look = async () => tags.push((await get()).headers.get('etag')!);
    await look();
    const run = await start();
    await look();
    await progress(run, 0.5);
    await look();
    await end(run);
    await look();
    expect(new Set(tags).size).toBe(4);
    await look();
    expect(tags.at(-1)).toBe(tags.at(-2));
  });

  test('says when it changed, which is not when it was made', async () => {
    const times = async () => {
      const { created_at, started_at, updated_at } = await (await get()).json();
      return [created_at, started_at, updated_at].map(Date.parse) as [number, number, number];
    };
    await new Promise((done) => setTimeout(done, 20));
    const run = await start();
    const [made, started, first] = await times();
    expect([started - made > 10, first]).toEqual([true, started]);
    await new Promise((done) => setTimeout(done, 20));
    await progress(run, 0.5);
    expect((await times())[2] - first).toBeGreaterThan(10);
  });

  test('is 304 while it is what the client has, and says when to ask again until it has ended', async () => {
    const first = await get();
    expect(first.headers.get('retry-after')).toBe('1');
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag')!;
    const same = await get('', { 'If-None-Match': `"other", W/${etag}` });
    expect([same.status, same.headers.get('etag'), same.headers.get('retry-after')]).toEqual([304, etag, '1']);
    await end(await start());
    const ended = await get('', { 'If-None-Match': etag });
    expect([ended.status, ended.headers.get('retry-after')]).toEqual([200, null]);
  });

  test('has every member, null where there is nothing', async () => {
    expect(await (await get()).json()).toEqual({
      request_id: toId('req', id),
      type: 'image-process',
      status: 'queued',
      progress: 0,
      result_url: null,
      error: null,
      metadata: { a: 'b' },
      attempts: 0,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      started_at: null,
      updated_at: expect.stringMatching(/Z$/),
      expires_at: expect.stringMatching(/Z$/),
    });
  });
});

describe('Prefer: wait', () => {
  test('on the status answers when the request has ended, and not before', async () => {
    const run = await start();
    const waiting = get('', { Prefer: 'wait=10' });
    const first = await Promise.race([waiting, new Promise((resolve) => setTimeout(() => resolve('waits'), 200))]);
    expect(first).toBe('waits');
    await progress(run, 0.5);
    await end(run);
    const response = await waiting;
    expect(response.headers.get('preference-applied')).toBe('wait=10');
    expect(await response.json()).toMatchObject({ status: 'succeeded', progress: 1 });
  });

  test('on the status answers with what there is when the time is over', async () => {
    await start();
    const response = await get('', { Prefer: 'wait=1' });
    expect(response.headers.get('preference-applied')).toBeNull();
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ status: 'processing' });
  });

  test('finds out within a second when the hint is lost', async () => {
    const run = await start();
    const waiting = get('', { Prefer: 'wait=10' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await end(run, succeeded, { hinted: false });
    expect((await waiting).headers.get('preference-applied')).toBe('wait=10');
  });

  test('is answered at once for what has ended', async () => {
    await end(await start());
    expect((await get('', { Prefer: 'wait=10' })).headers.get('preference-applied')).toBe('wait=10');
  });

  const handIn = (headers: Record<string, string>) =>
    fetch(`${service.url}/v1/images:process`, {
      method: 'POST',
      headers: { ...asFirstTenant, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ upload_id, operations: [{ rotate: 90 }] }),
    });

  test('on handing in answers 200 with the request when it ends in time, else the 202', async () => {
    const waiting = handIn({ Prefer: 'wait=10', 'Idempotency-Key': 'waits' });
    const row = () =>
      sql`select request_id from request_queue where request_id <> ${id} order by request_id desc limit 1`;
    const before = (await row())[0]?.request_id;
    await vi.waitFor(async () => expect((await row())[0]?.request_id).not.toBe(before));
    id = (await row())[0]!.request_id;
    await end(await start());
    const response = await waiting;
    expect(response.status).toBe(200);
    expect(response.headers.get('preference-applied')).toBe('wait=10');
    const { request_id, status } = (await response.json()) as Request;
    expect(response.headers.get('location')).toMatch(new RegExp(`/v1/requests/${request_id}$`));
    expect([request_id, status]).toEqual([toId('req', id), 'succeeded']);

    const replay = await handIn({ Prefer: 'wait=10', 'Idempotency-Key': 'waits' });
    expect([replay.status, replay.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    const plain = await handIn({ 'Idempotency-Key': 'waits' });
    expect([plain.status, plain.headers.get('idempotent-replayed')]).toEqual([202, 'true']);

    const late = await handIn({ Prefer: 'wait=1' });
    expect([late.status, late.headers.get('preference-applied')]).toEqual([202, null]);
  });

  test('dry-run checks everything and stores nothing', async () => {
    const rows = async () => (await sql`select count(*)::int as n from requests`)[0]!.n;
    const before = await rows();
    const response = await handIn({ Prefer: 'dry-run', 'Idempotency-Key': 'dry' });
    expect([response.status, response.headers.get('preference-applied')]).toEqual([200, 'dry-run']);
    expect(await response.json()).toEqual({
      request_id: null,
      type: 'image-process',
      estimated_seconds: 2,
      input: { upload_id, operations: [{ rotate: 90 }] },
    });
    expect(await rows()).toBe(before);
    expect(await sql`select 1 from idempotency_keys where key = 'dry'`).toHaveLength(0);

    upload_id = 'upl_01k9w3tq7yfr0v5c8h2m4k6j9z';
    expect((await handIn({ Prefer: 'dry-run' })).status).toBe(422);
    upload_id = await upload(service, await makeImage());
  });
});

describe('the stream', () => {
  interface Message {
    id: string;
    data: Request;
  }
  async function open(headers: Record<string, string> = {}) {
    const abort = new AbortController();
    const response = await get('/stream', headers, abort.signal);
    const comments: string[] = [];
    const parser = new EventSourceParserStream({ onComment: (comment) => comments.push(comment) });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(parser).getReader();
    return {
      response,
      comments,
      close: () => abort.abort(),
      async next(): Promise<Message | undefined> {
        const { value, done } = await reader!.read();
        return done ? undefined : { id: value.id!, data: JSON.parse(value.data) };
      },
    };
  }

  test('tells each version, and ends with the end', async () => {
    const stream = await open();
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    expect(await stream.next()).toMatchObject({ id: '1', data: { status: 'queued' } });
    const run = await start();
    expect(await stream.next()).toMatchObject({ id: '2', data: { status: 'processing', progress: 0 } });
    await progress(run, 0.5);
    expect(await stream.next()).toMatchObject({ id: '3', data: { progress: 0.5 } });
    await end(run);
    expect(await stream.next()).toMatchObject({ id: '4', data: { status: 'succeeded' } });
    expect(await stream.next()).toBeUndefined();
  });

  test('shows what the status shows, and its ids are the entity tags', async () => {
    const stream = await open();
    const message = (await stream.next())!;
    const status = await get();
    expect(message.data).toEqual(await status.json());
    expect(`"${message.id}"`).toBe(status.headers.get('etag'));
    stream.close();
  });

  test('resumes after the last id without telling anything twice', async () => {
    const run = await start();
    await progress(run, 0.3);
    const stream = await open({ 'Last-Event-ID': '3' });
    await progress(run, 0.6);
    expect(await stream.next()).toMatchObject({ id: '4', data: { progress: 0.6 } });
    stream.close();
    const behind = await open({ 'Last-Event-ID': '2' });
    expect(await behind.next()).toMatchObject({ id: '4' });
    behind.close();
    const astray = await open({ 'Last-Event-ID': '99' }); // not an id of this request
    expect(await astray.next()).toMatchObject({ id: '4' });
    astray.close();
  });

  test('is 204 for a client that has been told the end, and tells the others', async () => {
    await end(await start());
    expect((await get('/stream', { 'Last-Event-ID': '3' })).status).toBe(204);
    const stream = await open({ 'Last-Event-ID': '2' });
    expect(await stream.next()).toMatchObject({ id: '3', data: { status: 'succeeded' } });
    expect(await stream.next()).toBeUndefined();
    expect((await get('/stream', { 'Last-Event-ID': 'x' })).status).toBe(400);
  });

  test('says something when there is nothing to say', async () => {
    const stream = await open();
    await stream.next();
    const end = stream.next();
    await vi.waitFor(() => expect(stream.comments.length).toBeGreaterThanOrEqual(2), { timeout: 3000 });
    stream.close();
    await end.catch(() => {});
  });

  test('ends when the key is revoked', async () => {
    const { data } = await service.client.POST('/v1/api-keys', { body: { name: 'short', scopes: ['requests:read'] } });
    const stream = await open({ Authorization: `Bearer ${data!.api_key}` });
    await stream.next();
    await service.client.DELETE('/v1/api-keys/{key_id}', { params: { path: { key_id: data!.key_id } } });
    expect(await stream.next()).toBeUndefined();
  });

  test('is open a hundred times for one key; a place that is left is free again', async () => {
    const { data } = await service.client.POST('/v1/api-keys', { body: { name: 'many', scopes: ['requests:read'] } });
    const Authorization = `Bearer ${data!.api_key}`;
    const streams = await Promise.all(Array.from({ length: 100 }, () => open({ Authorization })));
    expect(streams.every(({ response }) => response.status === 200)).toBe(true);
    const refused = await open({ Authorization });
    expect([refused.response.status, refused.response.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await open({ Authorization: `Bearer ${API_KEY}` })).response.status).toBe(200);
    // Who waits gets no place either, and its answer at once.
    expect((await get('', { Authorization, Prefer: 'wait=30' })).status).toBe(200);
    streams[0]!.close();
    await vi.waitFor(async () => {
      const next = await open({ Authorization });
      expect(next.response.status).toBe(200);
      next.close();
    });
    for (const stream of streams) stream.close();
  }, 20_000);

  test('ends when its server stops, and whoever waits there is answered', async () => {
    const parts = { config: service.config, databaseUrl: service.database.url, log: createLog({ level: 'silent' }) };
    const stopping = await startServer(parts);
    url = `http://127.0.0.1:${stopping.port}/v1/requests/${toId('req', id)}`;
    const stream = await open();
    await stream.next();
    const waiting = get('', { Prefer: 'wait=30' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all([stopping.stop(), expect(stream.next()).resolves.toBeUndefined()]);
    const response = await waiting;
    expect([response.status, response.headers.get('preference-applied')]).toEqual([200, null]);
  }, 10_000);

  test('of nothing is 404', async () => {
    url = `${service.url}/v1/requests/${toId('req', newUuid())}`;
    expect((await get('/stream')).status).toBe(404);
  });
});
