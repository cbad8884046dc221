/** What Prism cannot see, straight on the server: bad input in every form, the order of judgement, binary bodies. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import postgres from 'postgres';
import { request } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../generated/contract.ts';
import openapi from '../../generated/openapi.json' with { type: 'json' };
import { toId, toUuid } from '../../src/contract/ids.ts';
import { mount } from '../../src/contract/mount.ts';
import { writeBytes } from '../../src/files/store.ts';
import { finish } from '../../src/requests/finish.ts';
import { startRun } from '../../src/requests/store.ts';
import { API_KEY, asFirstTenant, makeImage, type Service, startService, upload } from '../fixtures/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({ works: false });
});

const json = { ...asFirstTenant, 'Content-Type': 'application/json' };

async function call(
  method: string,
  path: string,
  init: { headers?: Record<string, string>; body?: string | Uint8Array } = {},
) {
  const response = await fetch(service.url + path, { method, headers: asFirstTenant, ...(init as RequestInit) });
  const body = response.headers.get('content-type')?.includes('json') ? await response.json() : await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: body as { errors?: { pointer: string; detail?: string }[]; call_id?: string },
  };
}

/** Every error looks like this, whatever it is. */
async function expectProblem(name: keyof typeof contract.problems, answer: Awaited<ReturnType<typeof call>>) {
  expect(answer.body).toMatchObject({
    type: expect.stringMatching(`/problems/${name}$`),
    call_id: answer.headers.get('x-request-id'),
  });
  expect(answer.status).toBe(contract.problems[name].status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:\d|\n\s+at /);
}

describe('bad input', () => {
  const good = JSON.stringify({ image_url: 'https://images.example.com/a.jpg', operations: [{ rotate: 90 }] });
  const process = (body: string | Uint8Array, headers = {}) =>
    call('POST', '/v1/images:process', { headers: { ...json, ...headers }, body });

  test('text that is not JSON is 400', async () => expectProblem('malformed-request', await process('{"a":')));
  test('bytes that are not UTF-8 are 400', async () =>
    expectProblem('malformed-request', await process(new Uint8Array([0x22, 0xff, 0x22]))));
  test('an empty body is 400', async () => expectProblem('malformed-request', await process('')));

  test('every fault of a body is told at once, each with its pointer', async () => {
    const answer = await process(
      JSON.stringify({
        image_url: 'http://10.0.0.1/',
        operations: [{ resize: { w: 0 } }, { rotate: 'x', crop: { x: -1 } }, {}],
        metadata: { a: 1 },
        zoom: 2,
      }),
    );
    await expectProblem('invalid-body', answer);
    const pointers = answer.body.errors!.map(({ pointer }) => pointer);
    expect(pointers.sort()).toEqual(
      [
        ...[
          '/image_url',
          '/metadata/a',
          '/operations/0/resize/w',
          '/operations/1',
          '/operations/1/crop/h',
          '/operations/1/crop/w',
        ],
        ...['/operations/1/crop/x', '/operations/1/crop/y', '/operations/1/rotate', '/operations/2', '/zoom'],
      ].sort(),
    );
  });

  test('neither or both of an either-or are 422', async () => {
    const neither = await process(JSON.stringify({ operations: [{ rotate: 90 }] }));
    expect(neither.body.errors).toMatchObject([{ pointer: '', code: 'required' }]);
    const both = await process(good.replace('{', '{"upload_id":"upl_01k9w3tq7yfr0v5c8h2m4k6j9z",'));
    expect(both.body.errors).toMatchObject([{ pointer: '/image_url' }, { pointer: '/upload_id' }]);
  });

  test('text that Postgres cannot hold is 422 at its pointer', async () => {
    const answer = await process(
      good.replace('}', '},{"x\\u0000":1}').replace('"operations"', '"metadata":{"a":"\\ud800"},"operations"'),
    );
    await expectProblem('invalid-body', answer);
    expect(answer.body.errors).toMatchObject([
      { pointer: '/metadata/a', code: 'unstorable_text' },
      { pointer: '/operations/1', code: 'unstorable_name' },
      { pointer: '/operations/1/x\u0000', code: 'unrecognized' }, // and what its schema says of it
    ]);
    const proto = await process(good.replace('}', '},{"__proto__":1}'));
    expect(proto.body.errors![0]).toMatchObject({ pointer: '/operations/1', code: 'unstorable_name' });
  });

  test('a number that would become null is 422 at its pointer', async () => {
    for (const number of ['1e999', '-1E+400', '9'.repeat(400), `1${'0'.repeat(250)}e99`]) {
      const answer = await process(good.replace('{', `{"metadata":{"a":${number}},`));
      await expectProblem('invalid-body', answer);
      expect(answer.body.errors![0]).toMatchObject({ pointer: '/metadata/a', code: 'unstorable_number' });
    }
  });

  test('nesting as deep as the body is long is 422, and a hidden __proto__ is not lost', async () => {
    const deep = `{"metadata":{"a":"\\u0041"},"operations":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    await expectProblem('invalid-body', await process(deep));
    const hidden = await process(good.replace('{', '{"metadata":{"__\\u0070roto__":"x"},'));
    expect(hidden.body.errors).toMatchObject([{ pointer: '/metadata', code: 'unstorable_name' }]);
  });

  test('an answer does not outgrow its call, however long its names are', async () => {
    const body = `{"${'k'.repeat(900_000)}":[${Array(200).fill('"\\u0000"').join()}]}`;
    const answer = await process(body);
    await expectProblem('invalid-body', answer);
    expect(JSON.stringify(answer.body).length).toBeLessThan(2 * body.length);
    expect(answer.body).toMatchObject({ detail: expect.stringMatching(/^\d+ faults; the first 1 are shown\.$/) });
  });

  test('of a hundred thousand places below a long name the first are looked for', async () => {
    const body = `{"${'k'.repeat(17_000)}":[${Array(100_000).fill('"\\u0000"').join()}]}`;
    const answer = await process(body);
    await expectProblem('invalid-body', answer);
    expect(answer.body.errors!.length).toBeLessThan(10);
  }, 10_000);

  test('what has no canonical form is 422 where items must be different too', async () => {
    for (const scope of ['"\\ud800"', '1e999']) {
      const answer = await call('POST', '/v1/api-keys', { headers: json, body: `{"name":"x","scopes":[${scope}]}` });
      await expectProblem('invalid-body', answer);
      expect(answer.body.errors![0]).toMatchObject({ pointer: '/scopes/0' });
    }
  });

  test('thirty thousand names are not judged where a few may be', async () => {
    const headers = Object.fromEntries(Array.from({ length: 30_000 }, (_, n) => [`no header ${n}`, 'x']));
    const body = JSON.stringify({ url: 'https://hooks.example.com/', event_types: ['*'], headers });
    const answer = await call('POST', '/v1/webhook-endpoints', { headers: json, body });
    await expectProblem('invalid-body', answer);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer: '/headers', code: 'too_big' }));
    expect(answer.body.errors!.filter(({ detail }) => detail?.startsWith('Its name'))).toEqual([]);
  }, 10_000);

  test('an API key that would end after the year 9999 is 422', async () => {
    const body = '{"name":"x","expires_at":"9999-12-31T23:59:59-01:00"}';
    const answer = await call('POST', '/v1/api-keys', { headers: json, body });
    expect(answer.body.errors).toMatchObject([{ pointer: '/expires_at', code: 'too_big' }]);
  });

  test('where the body may be left out, it may be left out in every way', async () => {
    const { data } = await service.client.POST('/v1/webhook-endpoints', {
      body: { url: 'https://hooks.example.com/', event_types: ['*'] },
    });
    const path = `/v1/webhook-endpoints/${data!.endpoint_id}/rotate-secret`;
    const rotate = (headers: string[], body = '') =>
      new Promise<string>((resolve, reject) => {
        const socket = createConnection(Number(new URL(service.url).port), '127.0.0.1');
        const head = [`POST ${path} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${API_KEY}`, 'Connection: close'];
        socket.write(`${[...head, ...headers].join('\r\n')}\r\n\r\n${body}`);
        socket.once('data', (bytes) => resolve(bytes.toString().split('\r\n')[0]!)).once('error', reject);
      });
    expect(await rotate([])).toContain('200'); // as `curl -X POST` sends it
    expect(await rotate(['Content-Length: 0'])).toContain('200');
    expect(await rotate(['Content-Type: application/json'])).toContain('200');
    expect(await rotate(['Content-Type: application/json', 'Transfer-Encoding: chunked'], '0\r\n\r\n')).toContain(
      '200',
    );
    expect(await rotate(['Content-Type: text/plain', 'Content-Length: 1'], 'x')).toContain('415');
  });

  test('a hundred thousand wrong values are judged in one pass', async () => {
    const event_types = Array.from({ length: 140_000 }, () => '!');
    const body = JSON.stringify({ url: 'https://hooks.example.com/', event_types });
    const answer = await call('POST', '/v1/webhook-endpoints', { headers: json, body });
    await expectProblem('invalid-body', answer);
    expect(answer.body.errors).toHaveLength(100);
  }, 10_000);

  test('a value of a wrong format has one fault', async () => {
    const answer = await call('GET', '/v1/requests?since=yesterday');
    expect(answer.body.errors).toMatchObject([{ pointer: '/query/since', code: 'invalid_format' }]);
    expect(answer.body.errors).toHaveLength(1);
  });

  test('what is wrong with a header comes before what is wrong with the body', async () => {
    const lost = good.replace('a.jpg', 'a\\u0000.jpg');
    await expectProblem('malformed-request', await process(lost, { 'Idempotency-Key': '"' }));
    await expectProblem('malformed-request', await process('{}', { 'Idempotency-Key': '"' }));
    await expectProblem('malformed-request', await process(lost, { 'X-Tenant-Id': 'ten_01k9w3kz4q8e2m6p0s4t8v2w6x' }));
  });

  test('of very many faults the first hundred are shown', async () => {
    const extra = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, 1]));
    const answer = await process(
      JSON.stringify({ ...extra, image_url: 'https://a.example/', operations: [{ rotate: 90 }] }),
    );
    expect(answer.body.errors).toHaveLength(100);
    expect(answer.body).toMatchObject({ detail: '5000 faults; the first 100 are shown.' });
  });

  test('faults of every kind are told beside each other', async () => {
    const body = JSON.stringify({ operations: [{}, { rotate: 1.5 }], image_url: 'https://example.com/a' });
    expect((await process(body)).body.errors!.map(({ pointer }) => pointer).sort()).toEqual([
      '/operations/0',
      '/operations/1/rotate',
    ]);
  });

  test('a media type is read as HTTP writes it, and nothing else passes for one', async () => {
    for (const fine of [
      'application/json;',
      'application/json ; charset=utf-8',
      'Application/JSON',
      'application/json; charset="UTF-8"',
    ])
      expect((await process(good, { 'Content-Type': fine })).status, fine).toBe(202);
    for (const bad of ['constructor', '__proto__', 'application/json; charset=utf-16', 'application/jsonx'])
      await expectProblem('unsupported-media-type', await process(good, { 'Content-Type': bad }));
    await expectProblem('unsupported-media-type', await process(good, { 'Content-Encoding': 'gzip' }));
  });

  test('an upload that is not there is 422 at its pointer', async () => {
    const answer = await process(
      JSON.stringify({ upload_id: 'upl_01k9w3tq7yfr0v5c8h2m4k6j9z', operations: [{ rotate: 90 }] }),
    );
    await expectProblem('invalid-body', answer);
    expect(answer.body.errors).toMatchObject([{ pointer: '/upload_id', code: 'not_found' }]);
  });

  test('an event type that nothing matches is 422 at its pointer', async () => {
    const body = JSON.stringify({ url: 'https://hooks.example.com/', event_types: ['image.*', 'imagee.processed'] });
    const answer = await call('POST', '/v1/webhook-endpoints', { headers: json, body });
    await expectProblem('invalid-body', answer);
    expect(answer.body.errors).toMatchObject([{ pointer: '/event_types/1', code: 'unknown_event_type' }]);
  });

  test('another media type is 415 with Accept', async () => {
    const answer = await process(good, { 'Content-Type': 'text/plain' });
    await expectProblem('unsupported-media-type', answer);
    expect(answer.headers.get('accept')).toBe('application/json');
    await expectProblem(
      'unsupported-media-type',
      await call('POST', '/v1/uploads', { headers: { ...asFirstTenant, 'Content-Type': 'image/svg+xml' }, body: 'x' }),
    );
  });

  test('a body over the limit is 413, with its length declared or in chunks', async () => {
    const long = ' '.repeat(1024 * 1024) + good;
    await expectProblem('payload-too-large', await process(long));
    const { statusCode, body } = await request(`${service.url}/v1/images:process`, {
      method: 'POST',
      reset: true, // a connection of its own
      headers: json,
      body: (async function* () {
        for (let sent = 0; sent < 40; sent++) yield Buffer.alloc(64 * 1024, ' ');
      })() as never,
    });
    expect(statusCode).toBe(413);
    await body.dump();
  });

  test('an unknown route is 404, a wrong method 405 with Allow', async () => {
    await expectProblem('not-found', await call('GET', '/v1/nothing'));
    await expectProblem('not-found', await call('POST', '/v1/images'));
    const answer = await call('DELETE', '/v1/webhook-endpoints');
    await expectProblem('method-not-allowed', answer);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test('a parameter that is not what it must be is 400 with its place', async () => {
    const id = await call('GET', '/v1/requests/req_x');
    await expectProblem('malformed-request', id);
    expect(id.body.errors).toMatchObject([{ pointer: '/path/request_id' }]);
    const query = await call('GET', '/v1/webhook-endpoints?limit=999&limits=1');
    expect(query.body.errors).toMatchObject([{ pointer: '/query/limit' }, { pointer: '/query/limits' }]);
    const cursor = await call('GET', '/v1/webhook-endpoints?cursor=abc');
    expect(cursor.body.errors).toMatchObject([{ pointer: '/query/cursor' }]);
    const header = await process(good, { 'Idempotency-Key': '"abc' });
    await expectProblem('malformed-request', header);
    expect(header.body.errors).toMatchObject([{ pointer: '/header/Idempotency-Key' }]);
  });

  test('the key is judged before the body, and the size before the type', async () => {
    await expectProblem('unauthenticated', await process('{', { Authorization: 'Bearer nobody-knows-this-key' }));
    await expectProblem(
      'payload-too-large',
      await process(' '.repeat(1024 * 1024 + 1), { 'Content-Type': 'text/plain' }),
    );
    await expectProblem('unsupported-media-type', await process('{', { 'Content-Type': 'text/plain' }));
    await expectProblem('method-not-allowed', await call('PUT', '/v1/images:process', { headers: {}, body: '{' }));
  });
});

describe('tenants', () => {
  test("another tenant's things do not exist", async () => {
    const other = { Authorization: 'Bearer a-key-of-the-second-tenant' };
    const { sql } = service.database;
    const [tenant] = await sql`insert into tenants (id, name) values (gen_random_uuid(), 'second') returning id`;
    await sql`
      insert into api_keys (id, tenant_id, name, hash, scopes)
      select gen_random_uuid(), ${tenant!.id}, 'other', sha256('a-key-of-the-second-tenant'), scopes from api_keys limit 1`;
    const upload_id = await upload(service, await makeImage());
    const body = { upload_id, operations: [{ rotate: 90 }] };
    const { data: accepted } = await service.client.POST('/v1/images:process', { body });
    const { data: endpoint } = await service.client.POST('/v1/webhook-endpoints', {
      body: { url: 'https://a.example/', event_types: ['*'] },
    });
    const run = await startRun(sql, toUuid(accepted!.request_id!), randomUUID());
    const bytes = Buffer.alloc(1024 * 1024);
    const stored = await writeBytes(join(service.config.dataDir, 'files'), 'x/result', 'image/jpeg', [bytes]);
    const details = { media_type: 'image/jpeg', size: 1, width: 1, height: 1 };
    await finish(sql, run!, { state: 'succeeded', result: stored, details }, 'http://w.example');
    const paths = [
      `/v1/requests/${accepted!.request_id}`,
      `/v1/results/${accepted!.request_id!.replace('req', 'res')}`,
      `/v1/webhook-endpoints/${endpoint!.endpoint_id}`,
    ];
    for (const path of paths) {
      await expectProblem('not-found', await call('GET', path, { headers: other }));
      expect((await call('GET', path)).status).toBe(200);
    }
    await expectProblem('not-found', await call('DELETE', paths[2]!, { headers: other }));
    expect((await call('GET', '/v1/webhook-endpoints', { headers: other })).body).toMatchObject({ data: [] });
    const stolen = await call('POST', '/v1/images:process', {
      headers: { ...json, ...other },
      body: JSON.stringify(body),
    });
    expect(stolen.body.errors).toMatchObject([{ pointer: '/upload_id', code: 'not_found' }]);

    const head = await fetch(service.url + paths[1], { method: 'HEAD', headers: asFirstTenant });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(stored.size)]);
  });

  // Open files can be counted where there is /proc.
  test.skipIf(!existsSync('/proc/self/fd'))('a HEAD of bytes leaves no file open', async () => {
    const [{ id }] = (await service.database.sql`select id from files where kind = 'result' limit 1`) as unknown as [
      { id: string },
    ];
    const open = async () => (await readdir('/proc/self/fd')).length;
    const before = await open();
    for (let calls = 0; calls < 30; calls++)
      await fetch(`${service.url}/v1/results/${toId('res', id)}`, { method: 'HEAD', headers: asFirstTenant });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await open()).toBeLessThan(before + 15);
  });
});

describe('keys', () => {
  test.each([
    ['no header', {}],
    ['another scheme', { Authorization: 'Basic YTpi' }],
    ['an unknown key', { Authorization: 'Bearer an-unknown-key-of-nobody' }],
    ['a mistyped key', { Authorization: 'Bearer wb_00000000000000000000000000000000000000' }],
    ['a key that is too short', { Authorization: 'Bearer short' }],
  ])('%s is 401 with a challenge', async (_, headers) => {
    const answer = await call('GET', '/v1/event-types', { headers: headers as Record<string, string> });
    await expectProblem('unauthenticated', answer);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  test('a key without the scope is 403 and names it', async () => {
    const other = await startService({ works: false });
    await other.database.sql`update api_keys set scopes = '{events:read}'`;
    const response = await fetch(`${other.url}/v1/webhook-endpoints`, { headers: asFirstTenant });
    expect(response.status).toBe(403);
    expect(((await response.json()) as { detail: string }).detail).toContain('endpoints:read');
  });

  test('the key is stored as a hash only', async () => {
    const [row] = await service.database.sql`select api_keys::text as all from api_keys`;
    expect(row!.all).not.toContain(API_KEY);
  });
});

describe('binary bodies', () => {
  test('an upload is stored as it is, and its size told', async () => {
    const bytes = await makeImage();
    const answer = await call('POST', '/v1/uploads', {
      headers: { ...asFirstTenant, 'Content-Type': 'image/jpeg' },
      body: bytes,
    });
    expect(answer).toMatchObject({ status: 201, body: { media_type: 'image/jpeg', size: bytes.length } });
  });

  test('an empty upload is 400', async () => {
    await expectProblem(
      'malformed-request',
      await call('POST', '/v1/uploads', { headers: { ...asFirstTenant, 'Content-Type': 'image/jpeg' }, body: '' }),
    );
  });

  test('an upload over the limit is 413 and leaves no row', async () => {
    const count = async () => (await service.database.sql`select count(*)::int as n from files`)[0]!.n;
    const before = await count();
    const { statusCode, body } = await request(`${service.url}/v1/uploads`, {
      method: 'POST',
      reset: true,
      headers: { ...asFirstTenant, 'Content-Type': 'image/png' },
      body: (async function* () {
        for (let sent = 0; sent < 51; sent++) yield Buffer.alloc(1024 * 1024);
      })() as never,
    });
    expect(statusCode).toBe(413);
    await body.dump();
    expect(await count()).toBe(before);
  });
});

describe('the mounted contract', () => {
  test('is the bundled one: same routes, operations, parameters, statuses and media types', () => {
    const app = mount({
      services: { addressRules: { faultOf: () => null } },
      telemetry: { observeCalls: async () => {} },
      operations: new Proxy({}, { get: () => async () => {} }),
      acceptJob: async () => {},
    } as never);
    const mounted = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } });
    const outline = (paths: object, resolve: (value: never) => { name?: string; in?: string; content?: object }) =>
      Object.entries(paths)
        .flatMap(([path, item]) =>
          Object.entries(item as Record<string, never>).map(
            ([method, { operationId, parameters = [], requestBody = {}, responses }]) => ({
              operation: `${method} ${path} ${operationId}`,
              parameters: (parameters as never[])
                .map(resolve)
                .map((p) => `${p.in} ${p.name}`)
                .sort(),
              body: Object.keys((requestBody as { content?: object }).content ?? {}),
              responses: Object.entries(responses as Record<string, never>)
                .map(([status, r]) => `${status} ${Object.keys(resolve(r).content ?? {})}`)
                .sort(),
            }),
          ),
        )
        .sort((a, b) => (a.operation < b.operation ? -1 : 1));
    const deref = (value: { $ref?: string }) =>
      value.$ref
        ? value.$ref
            .slice(2)
            .split('/')
            .reduce<object>((at, key) => at[key as never], openapi)
        : value;
    expect(outline(mounted.paths!, deref as never)).toEqual(outline(openapi.paths, deref as never));
  });
});

test('accepting never scans the queue, however long it has become since a session began', async () => {
  const { sql } = service.database;
  // Sessions that begin now plan for an empty queue. A session of its own: truncating counts as scans, when it ends.
  const once = postgres(service.database.url, { max: 1 });
  await once`truncate graphile_worker._private_jobs`;
  await once.end();
  const endSessions = () => sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'waybill server' and datname = current_database()`;
  const scans = async () => {
    await endSessions(); // a session reports when it ends
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [row] = await sql`select seq_scan::int as n from pg_stat_user_tables where relname = '_private_jobs'`;
    return row!.n;
  };
  const body = JSON.stringify({ image_url: 'https://images.example.com/a.jpg', operations: [{ rotate: 90 }] });
  const before = await scans();
  for (let round = 0; round < 10; round++) {
    const calls = Array.from({ length: 40 }, () => call('POST', '/v1/images:process', { headers: json, body }));
    expect((await Promise.all(calls)).every(({ status }) => status === 202)).toBe(true);
  }
  expect(await scans()).toBe(before);
});

test('the same call id is in the answer, the problem and nowhere made up', async () => {
  const answer = await call('GET', '/v1/nothing', { headers: { 'X-Request-Id': 'my-call.1' } });
  expect(answer.headers.get('x-request-id')).toBe('my-call.1');
  expect(answer.body.call_id).toBe('my-call.1');
  const unfit = await call('GET', '/v1/nothing', { headers: { 'X-Request-Id': 'has space' } });
  expect(unfit.headers.get('x-request-id')).not.toContain(' ');
});
