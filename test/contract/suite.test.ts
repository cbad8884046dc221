/**
 * The contract suite: every case that the contract declares (operation, status, problem or example) is asked of Prism's
 * mock, and of the real server, by the same client. What comes is judged by test/fixtures/contract.ts, and of the server's
 * answers by Prism's validating proxy too. A case that no call has brought about fails the last test: there is no list
 * of exceptions.
 *
 * The mock is told by `Prefer: code=` what to answer; the server must be brought to it. Straight to the server go calls
 * that Prism would spoil: bytes, streams, and bodies that are only announced.
 */
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import createClient, { type Client } from 'openapi-fetch';
import postgres from 'postgres';
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { problems, scopes } from '../../generated/contract.ts';
import type { paths } from '../../generated/types.d.ts';
import { createDoor } from '../../src/contract/door.ts';
import { newUuid, toDeliveryId, toId, toUuid } from '../../src/contract/ids.ts';
import { mount } from '../../src/contract/mount.ts';
import { createPlaces, type Places } from '../../src/contract/places.ts';
import { freePort } from '../../src/database/embedded.ts';
import { firstIdAt } from '../../src/database/partitions.ts';
import { FOLLOWERS_PER_KEY, JSON_BODY_BYTES, RETENTION_DAYS } from '../../src/limits.ts';
import { listen } from '../../src/listen.ts';
import { startRun } from '../../src/requests/store.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTelemetry } from '../../src/telemetry/observe.ts';
import { atEnd } from '../fixtures/at-end.ts';
import {
  type Answer,
  callOperation,
  contractOf,
  declaredCases,
  documentOf,
  examplesOf,
  expectConform,
  type OperationId,
  operationIds,
  type Sample,
  sampleOf,
  withIds,
} from '../fixtures/contract.ts';
import { startPrism } from '../fixtures/prism.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import {
  asFirstTenant,
  makeImage,
  type Service,
  startService,
  untilDelivery,
  untilEnded,
  upload,
} from '../fixtures/service.ts';

const isJob = (id: OperationId) => contractOf(id).job !== null;
const takesJson = (id: OperationId) => contractOf(id).body?.['application/json'] !== undefined;
const declares = (status: number, problem?: keyof typeof problems) => (id: OperationId) => {
  const answer = contractOf(id).responses[status];
  return answer !== undefined && (problem === undefined || answer.problems.includes(problem));
};
/** Prism would spoil the bytes that these take or give. */
const ofBytes = (id: OperationId) => ['createUpload', 'getResult', 'streamRequest'].includes(id);

describe('the mock', () => {
  const seen = new Set<string>();
  let client: Client<paths>;
  beforeAll(async () => {
    client = createClient<paths>({ baseUrl: await startPrism(), headers: asFirstTenant });
  });

  const asked = declaredCases().map((one) => {
    const [id, status, ...name] = one.split(' ');
    return [id as OperationId, status!, name.join(' ')] as const;
  });
  test.each(asked.filter(([id, status]) => !(ofBytes(id) && status === '200')))(
    '%s can be told to answer %s %s',
    async (id, status, name) => {
      const example = name && !name.includes('/') ? `, example=${name}` : '';
      const sample = sampleOf(id);
      const headers = { ...sample.headers, Prefer: `code=${status}${example}` };
      const answer = await callOperation(client, id, { ...sample, headers });
      expect(answer.response.status).toBe(Number(status));
      expectConform(seen, id, answer);
      expect(seen).toContain([id, status, name].join(' ').trim());
    },
  );
});

describe('the server', () => {
  const seen = new Set<string>();
  /** Works on what it takes in, and keeps it waiting. */
  let working: Service;
  let idle: Service;
  /** Each by way of Prism. */
  let toWorking: Client<paths>;
  let toIdle: Client<paths>;
  const idsOfWorking: Record<string, string> = {};
  const idsOfIdle: Record<string, string> = {};

  beforeAll(async () => {
    [working, idle] = await Promise.all([startService(), startService({ works: false })]);
    [toWorking, toIdle] = await Promise.all([throughPrism(working.url), throughPrism(idle.url)]);
    for (const [service, ids] of [
      [working, idsOfWorking],
      [idle, idsOfIdle],
    ] as const) {
      ids.upl = await upload(service, await makeImage());
      const url = (await startReceiver()).url;
      const made = await service.client.POST('/v1/webhook-endpoints', { body: { url, event_types: ['order.*'] } });
      ids.ep = made.data!.endpoint_id;
      const { data } = await service.client.GET('/v1/tenants');
      ids.ten = data!.data[0]!.tenant_id;
    }
  });

  const throughPrism = async (upstream: string, headers: Record<string, string> = asFirstTenant) =>
    createClient<paths>({ baseUrl: await startPrism(upstream), headers });

  /** Calls, expects the status, and the answer to be what the contract says of it. */
  async function expectAnswer(client: Client<paths>, id: OperationId, status: number, sample: Sample): Promise<Answer> {
    const answer = await callOperation(client, id, sample);
    expect(answer.response.status, `${id}: ${JSON.stringify(answer.body)?.slice(0, 1000)}`).toBe(status);
    expectConform(seen, id, answer);
    expect(answer.response.headers.get('access-control-allow-origin')).toBe('*');
    // What every answer to a call with a key has, though no status can require it.
    if (!contractOf(id).isPublic && ![401, 503].includes(status))
      for (const name of ['ratelimit', 'ratelimit-policy'])
        expect(answer.response.headers.get(name), name).toBeTruthy();
    return answer;
  }

  /** Expects a problem, which says what it is and where. */
  async function expectProblem(client: Client<paths>, id: OperationId, kind: keyof typeof problems, sample: Sample) {
    const { response, body } = await expectAnswer(client, id, problems[kind].status, sample);
    expect(body).toMatchObject({
      type: expect.stringMatching(`/problems/${kind}$`),
      title: problems[kind].title,
      call_id: response.headers.get('x-request-id'),
      instance: new URL(response.url).pathname,
    });
  }

  /** Of today, and of nothing. */
  function unknownIds(): Record<string, string> {
    const [uuid, prefixes] = [newUuid(), ['req', 'res', 'upl', 'ep', 'evt', 'key', 'ten'] as const];
    const ids = Object.fromEntries(prefixes.map((prefix) => [prefix, toId(prefix, uuid)]));
    return { ...ids, dlv: toDeliveryId(toId('evt', uuid), toId('ep', uuid)) };
  }
  const clientOf = (id: OperationId) => (ofBytes(id) ? idle.client : toIdle);
  const anybody = operationIds.filter((id) => !contractOf(id).isPublic);

  describe('refuses', () => {
    test.each(operationIds.filter(declares(400)))('%s with a parameter that there is not: 400', async (id) => {
      const sample = { ...sampleOf(id, idsOfIdle), query: { nonsense: '1' } };
      await expectProblem(clientOf(id), id, 'malformed-request', sample);
    });

    test('every operation without a key: 401', async () => {
      const [prism, straight] = [await throughPrism(idle.url, {}), createClient<paths>({ baseUrl: idle.url })];
      for (const id of anybody)
        await expectProblem(ofBytes(id) ? straight : prism, id, 'unauthenticated', sampleOf(id, idsOfIdle));
    });

    test('every operation with a key that lacks its scope: 403', async () => {
      const keyOf = async (scope: keyof typeof scopes) => {
        const { data } = await idle.client.POST('/v1/api-keys', { body: { name: scope, scopes: [scope] } });
        return { Authorization: `Bearer ${data!.api_key}` };
      };
      const [some, other] = [await keyOf('requests:read'), await keyOf('events:read')];
      for (const id of anybody) {
        const headers = contractOf(id).scopes.includes('requests:read') ? other : some;
        await expectProblem(clientOf(id), id, 'insufficient-scope', { ...sampleOf(id, idsOfIdle), headers });
      }
    });

    test('every operation with a key whose quota is used up: 429', async () => {
      const { sql } = idle.database;
      const { data } = await idle.client.POST('/v1/api-keys', {
        body: { name: 'busy', scopes: Object.keys(scopes) as (keyof typeof scopes)[] },
      });
      await sql`insert into rate_windows (key_id, second, leased) values (${toUuid(data!.key_id)}, 0, 500)`;
      // Whatever the second, there is nothing left of it.
      await sql.unsafe(`
        create function keep() returns trigger language plpgsql as 'begin return null; end';
        create trigger busy before update on rate_windows for each row
          when (old.key_id = '${toUuid(data!.key_id)}') execute function keep()`);
      const headers = { Authorization: `Bearer ${data!.api_key}` };
      for (const id of anybody)
        await expectProblem(clientOf(id), id, 'rate-limited', { ...sampleOf(id, idsOfIdle), headers });
    });

    test.each(operationIds.filter(takesJson).filter(declares(413)))(
      '%s with a body over the limit: 413',
      async (id) => {
        const body = { ...(sampleOf(id, idsOfIdle).body as object), more: 'x'.repeat(JSON_BODY_BYTES) };
        await expectProblem(toIdle, id, 'payload-too-large', { ...sampleOf(id, idsOfIdle), body });
      },
    );

    test('createUpload with a body that says it is over the limit: 413', async () => {
      const { method, path } = contractOf('createUpload');
      const answer = await new Promise<Answer>((resolve, reject) => {
        const headers = { ...asFirstTenant, 'Content-Type': 'image/png', 'Content-Length': String(51 * 2 ** 20) };
        const announced = httpRequest(idle.url + path, { method, headers }, async (incoming) => {
          const response = new Response(null, { status: incoming.statusCode!, headers: incoming.headers as never });
          const text = (await incoming.toArray()).join('');
          announced.destroy();
          resolve({ response, body: JSON.parse(text) });
        });
        announced.once('error', reject).flushHeaders();
      });
      expect(answer.response.status).toBe(413);
      expectConform(seen, 'createUpload', answer);
    });

    test.each(operationIds.filter(declares(415)))('%s with another media type: 415', async (id) => {
      const sample = { ...sampleOf(id, idsOfIdle), body: 'text', mediaType: 'text/plain' };
      await expectProblem(clientOf(id), id, 'unsupported-media-type', sample);
    });

    test.each(operationIds.filter(declares(422)))('%s with a member that there is not: 422', async (id) => {
      const body = { ...(sampleOf(id, idsOfIdle).body as object), nonsense: 1 };
      await expectProblem(toIdle, id, 'invalid-body', { ...sampleOf(id, idsOfIdle), body });
    });

    test.each(operationIds.filter(declares(404)))('%s of what is not there: 404', async (id) => {
      const sample = sampleOf(id, { ...unknownIds(), upl: idsOfIdle.upl! });
      if (id === 'getProblemType') sample.path = { problem: 'nothing' };
      await expectProblem(clientOf(id), id, 'not-found', sample);
    });

    test.each(operationIds.filter(declares(410)))('%s of what has expired: 410', async (id) => {
      const expired = Date.now() - (RETENTION_DAYS + 1) * 24 * 60 * 60 * 1000;
      const uuid = firstIdAt(new Date(expired)).replace('0000-0000', '7000-8000');
      const old = Object.fromEntries(['req', 'res', 'evt'].map((of) => [of, toId(of as 'req', uuid)]));
      await expectProblem(clientOf(id), id, 'expired', sampleOf(id, { ...idsOfIdle, ...old }));
    });
  });

  describe('an Idempotency-Key', () => {
    const keyed = operationIds.filter(declares(409, 'idempotency-key-reused'));

    /** Another body that is good too. */
    const others: Partial<Record<OperationId, (body: object) => unknown>> = {
      createUpload: () => 'other bytes',
      createWebhookEndpoint: (body) => ({ ...body, description: 'another' }),
      createApiKey: (body) => ({ ...body, name: 'another' }),
      createTenant: (body) => ({ ...body, name: 'another' }),
      pingWebhookEndpoint: () => ({}),
      rotateWebhookSecret: () => ({}),
      publishEvents: (body) => [body],
    };
    const otherThan = (id: OperationId, body: unknown) =>
      (others[id] ?? ((job) => ({ ...job, metadata: { try: 'again' } })))(body as object);

    test.each(keyed)('of %s stands for one payload: 409', async (id) => {
      const sample = { ...sampleOf(id, idsOfIdle), headers: { 'Idempotency-Key': `key-${id}` } };
      const { response, body } = await callOperation(clientOf(id), id, sample);
      expect(response.ok, JSON.stringify(body)).toBe(true);
      const again = await expectAnswer(clientOf(id), id, response.status, sample);
      expect(again.response.headers.get('idempotent-replayed')).toBe('true');
      expect(again.body).toEqual(body);
      expect(again.response.headers.get('location')).toBe(response.headers.get('location'));
      await expectProblem(clientOf(id), id, 'idempotency-key-reused', { ...sample, body: otherThan(id, sample.body) });
    });

    test('whose first call is under way: 409, and when to ask again', async () => {
      const calls = await idle.database.sql.begin(async (tx) => {
        for (const id of keyed)
          await tx`insert into idempotency_keys (tenant_id, route, key, fingerprint, reply_encrypted, created_at)
            values (${toUuid(idsOfIdle.ten!)}, ${`${contractOf(id).method} ${contractOf(id).path}`}, 'held', '', '', now())`;
        return Promise.all(
          keyed.map(async (id) => {
            const sample = { ...sampleOf(id, idsOfIdle), headers: { 'Idempotency-Key': 'held' } };
            return [id, await callOperation(clientOf(id), id, sample)] as const;
          }),
        );
      });
      for (const [id, answer] of calls) {
        expect([id, answer.response.status, answer.response.headers.get('retry-after')]).toEqual([id, 409, '1']);
        expectConform(seen, id, answer);
      }
    });
  });

  describe('when it is broken', () => {
    test('every operation whose code throws: 500, which tells nothing of itself', async () => {
      const fail = () => Promise.reject(new Error('the secret is in here'));
      const caller = { keyId: '', tenantId: randomUUID(), scopes: Object.keys(scopes) };
      const log = createLog({ level: 'silent' });
      const quota = { isOver: false, resetS: 1, headers: { RateLimit: '"key";r=1;t=1', 'RateLimit-Policy': '"key"' } };
      const app = mount({
        services: { addressRules: { faultOf: () => null }, publicUrl: 'http://localhost' },
        operations: new Proxy({}, { get: () => fail }),
        acceptJob: fail,
        guard: { authenticate: async () => caller, take: () => quota, actFor: async () => caller },
        places: createPlaces(),
        log,
        telemetry: createTelemetry({ log }),
        checksReplies: true,
      } as never);
      const port = await freePort();
      const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
      atEnd(() => server.close());
      const broken = createClient<paths>({ baseUrl: `http://127.0.0.1:${port}`, headers: asFirstTenant });
      const prism = await throughPrism(`http://127.0.0.1:${port}`);
      for (const id of operationIds.filter(declares(500))) {
        await expectProblem(ofBytes(id) ? broken : prism, id, 'internal-error', sampleOf(id));
      }
      const { body } = await callOperation(prism, 'listTenants');
      expect(JSON.stringify(body)).not.toMatch(/secret|\.ts/);
    });

    test('every operation of a server that has more to do than it can: 503, and when to try again', async () => {
      const silent = createLog({ level: 'silent' });
      const nobody = { fetch: () => Promise.reject(new Error('nobody was to come here')) };
      const listener = await listen(
        nobody,
        { port: 0, host: '127.0.0.1' },
        createDoor({
          places: { isFull: () => true } as Places,
          publicUrl: 'http://localhost',
          log: silent,
          telemetry: createTelemetry({ log: silent }),
        }),
      );
      onTestFinished(() => listener.stop());
      const url = `http://127.0.0.1:${listener.port}`;
      const busy = createClient<paths>({ baseUrl: url, headers: asFirstTenant });
      const prism = await throughPrism(url);
      for (const id of operationIds.filter(declares(503, 'overloaded')))
        await expectProblem(ofBytes(id) ? busy : prism, id, 'overloaded', sampleOf(id, unknownIds()));
    });

    test('every operation without its database: 503, and when to try again', async () => {
      const dark = await startService({ works: false });
      const prism = await throughPrism(dark.url);
      await dark.client.GET('/v1/event-types'); // the key is known from here on
      const admin = postgres(inject('postgresUrl'), { max: 1 });
      const name = dark.database.url.split('/').at(-1)!;
      await admin.unsafe(`alter database ${name} with allow_connections false`);
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
      await sleep(1100); // what the key has leased of a quota is over
      try {
        for (const id of operationIds.filter(declares(503, 'unavailable')))
          await expectProblem(ofBytes(id) ? dark.client : prism, id, 'unavailable', sampleOf(id, unknownIds()));
        await expectAnswer(prism, 'getReadiness', 503, {});
        await expectAnswer(prism, 'getLiveness', 200, {});
      } finally {
        await admin.unsafe(`alter database ${name} with allow_connections true`);
        await admin.end();
      }
    });
  });

  describe('does', () => {
    const taking = operationIds.filter(takesJson).flatMap((id) => {
      const examples = Object.entries(examplesOf(documentOf(id).body['application/json']!));
      return examples.map(([name, body]) => ({ id, name, body }));
    });
    test.each(taking)('what the example $name of $id asks', async ({ id, body }) => {
      const sample = { ...sampleOf(id, idsOfIdle), body: withIds(body, idsOfIdle) };
      const { response, body: answer } = await callOperation(toIdle, id, sample);
      expect(response.ok, JSON.stringify(answer)).toBe(true);
      expectConform(seen, id, { response, body: answer });
      if (isJob(id)) expect(response.headers.get('location')).toBe((answer as { status_url: string }).status_url);
    });

    test.each(operationIds.filter(isJob))('%s, as `Prefer` says', async (id) => {
      // Nothing is fetched from elsewhere: not what has a URL.
      const bodies = Object.values(examplesOf(documentOf(id).body['application/json']!));
      const body = bodies.find((one) => !Object.keys(one as object).some((name) => name.endsWith('_url')));
      const sample = withIds({ ...sampleOf(id), body }, idsOfWorking);
      for (const preference of ['dry-run', 'wait=30']) {
        const { response } = await expectAnswer(toWorking, id, 200, { ...sample, headers: { Prefer: preference } });
        expect(response.headers.get('preference-applied')).toBe(preference);
      }
    });

    test('requests: shown, unchanged, listed, followed, canceled', async () => {
      const hand = async (service: Service, client: Client<paths>, ids: Record<string, string>, over: object = {}) => {
        const sample = sampleOf('processImage', ids);
        const { body } = await callOperation(client, 'processImage', {
          ...sample,
          body: { ...(sample.body as object), ...over },
        });
        const path = { request_id: (body as { request_id: string }).request_id };
        if (service === working) await untilEnded(service, path.request_id);
        return { path };
      };
      const succeeded = await hand(working, toWorking, idsOfWorking);
      const shown = await expectAnswer(toWorking, 'getRequest', 200, succeeded);
      const headers = { 'If-None-Match': shown.response.headers.get('etag')! };
      const unchanged = await expectAnswer(toWorking, 'getRequest', 304, { ...succeeded, headers });
      expect(unchanged.response.headers.get('etag')).toBe(headers['If-None-Match']);
      const upload_id = await upload(working, Buffer.from('no image'));
      const failed = await hand(working, toWorking, idsOfWorking, { upload_id });
      await expectAnswer(toWorking, 'getRequest', 200, failed);
      await expectAnswer(toWorking, 'listRequests', 200, { query: { type: 'image-process', limit: 2 } });
      await expectProblem(toWorking, 'cancelRequest', 'not-cancelable', succeeded);

      const queued = await hand(idle, toIdle, idsOfIdle);
      await expectAnswer(toIdle, 'cancelRequest', 200, queued);
      const processing = await hand(idle, toIdle, idsOfIdle);
      await startRun(idle.database.sql, toUuid(processing.path.request_id), randomUUID());
      await expectAnswer(toIdle, 'getRequest', 200, processing);
      await expectAnswer(toIdle, 'cancelRequest', 202, processing);

      await expectAnswer(working.client, 'streamRequest', 200, succeeded);
      const { version } = (
        await working.database.sql`select version from requests where id = ${toUuid(succeeded.path.request_id)}`
      )[0]!;
      await expectAnswer(working.client, 'streamRequest', 204, {
        ...succeeded,
        headers: { 'Last-Event-ID': String(version) },
      });
      const waiting = await hand(idle, toIdle, idsOfIdle);
      const hangUp = new AbortController();
      const url = `${idle.url}/v1/requests/${waiting.path.request_id}/stream`;
      const follow = () => fetch(url, { headers: asFirstTenant, signal: hangUp.signal });
      await Promise.all(Array.from({ length: FOLLOWERS_PER_KEY }, follow));
      await expectProblem(idle.client, 'streamRequest', 'too-many-followers', waiting);
      hangUp.abort();
    });

    test('bytes: each media type goes in and comes out', async () => {
      for (const mediaType of Object.keys(documentOf('createUpload').body))
        await expectAnswer(idle.client, 'createUpload', 201, { body: 'bytes', mediaType });
      const { sql } = idle.database;
      for (const mediaType of Object.keys(documentOf('getResult').responses[200]!.content)) {
        const bytes = mediaType === 'application/json' ? '{"queued":1,"skipped":0}' : 'bytes';
        const given = await upload(idle, Buffer.from(bytes));
        await sql`update files set kind = 'result', media_type = ${mediaType} where id = ${toUuid(given)}`;
        const result = { path: { result_id: toId('res', toUuid(given)) } };
        const { response, body: got } = await expectAnswer(idle.client, 'getResult', 200, result);
        expect(typeof got === 'string' ? got : JSON.stringify(got)).toBe(bytes);
        const headers = { 'If-None-Match': response.headers.get('etag')! };
        await expectAnswer(idle.client, 'getResult', 304, { ...result, headers });
      }
    });

    test('endpoints: made, listed, shown, disabled, deleted', async () => {
      const made = await expectAnswer(toIdle, 'createWebhookEndpoint', 201, sampleOf('createWebhookEndpoint'));
      const { endpoint_id } = made.body as { endpoint_id: string };
      const path = { endpoint_id };
      await expectAnswer(toIdle, 'listWebhookEndpoints', 200, { query: { limit: 1 } });
      await expectAnswer(toIdle, 'getWebhookEndpoint', 200, { path });
      await expectAnswer(toIdle, 'pingWebhookEndpoint', 202, { path }); // without a body
      await expectAnswer(toIdle, 'rotateWebhookSecret', 200, { path });
      await expectAnswer(toIdle, 'updateWebhookEndpoint', 200, { path, body: { status: 'disabled' } });
      await expectProblem(toIdle, 'pingWebhookEndpoint', 'endpoint-disabled', { path });
      const replay = sampleOf('replayEvents', { ep: endpoint_id });
      await expectProblem(toIdle, 'replayEvents', 'endpoint-disabled', replay);
      await expectAnswer(toIdle, 'deleteWebhookEndpoint', 204, { path });
      const body = { url: 'https://callbacks.example.com/', event_types: [] };
      await expectAnswer(toIdle, 'createWebhookEndpoint', 201, { body });
      await expectProblem(toIdle, 'createWebhookEndpoint', 'endpoint-exists', { body });
    });

    test('deliveries and events: listed, shown, sent again', async () => {
      const receiver = await startReceiver();
      receiver.answers = [404];
      const { data } = await working.client.POST('/v1/webhook-endpoints', {
        body: { url: receiver.url, event_types: ['shipment.*'] },
      });
      const { endpoint_id } = data!;
      await working.client.POST('/v1/webhook-endpoints/{endpoint_id}/ping', { params: { path: { endpoint_id } } });
      const { delivery_id, event_id } = await untilDelivery(working, { endpoint_id }, 'dead');
      await expectAnswer(toWorking, 'listDeliveries', 200, { query: { state: 'dead', endpoint_id, limit: 1 } });
      const shown = await expectAnswer(toWorking, 'getDelivery', 200, { path: { delivery_id } });
      expect(shown.body).toMatchObject({ attempts: [{ status_code: 404, error_code: 'client_error' }] });
      await expectAnswer(toWorking, 'redriveDelivery', 200, { path: { delivery_id } });
      await untilDelivery(working, { event_id }, 'delivered');
      await expectProblem(toWorking, 'redriveDelivery', 'not-redrivable', { path: { delivery_id } });
      await expectAnswer(toWorking, 'getEvent', 200, { path: { event_id } });
      await expectAnswer(toWorking, 'listEvents', 200, { query: { type: 'endpoint.ping', limit: 1 } });
      await expectAnswer(toWorking, 'listEventTypes', 200, {});
    });

    test('its metrics, for an operator', async () => {
      const { response, body } = await expectAnswer(toIdle, 'getMetrics', 200, {});
      expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4');
      expect(body).toContain('\nwaybill_database_up 1\n');
    });

    test('keys and tenants: made, listed, shown, revoked', async () => {
      const key = await expectAnswer(toIdle, 'createApiKey', 201, sampleOf('createApiKey'));
      const path = { key_id: (key.body as { key_id: string }).key_id };
      await expectAnswer(toIdle, 'getApiKey', 200, { path });
      await expectAnswer(toIdle, 'listApiKeys', 200, {});
      await expectAnswer(toIdle, 'revokeApiKey', 204, { path });
      await expectAnswer(toIdle, 'getTenant', 200, sampleOf('getTenant', idsOfIdle));
      await expectAnswer(toIdle, 'listTenants', 200, {});
    });

    test.each(operationIds.filter((id) => contractOf(id).isPublic))('%s, without a key', async (id) => {
      const prism = await throughPrism(idle.url, {});
      const { response } = await expectAnswer(prism, id, 200, sampleOf(id));
      if (!declares(304)(id)) return;
      const headers = { 'If-None-Match': response.headers.get('etag')! };
      await expectAnswer(prism, id, 304, { ...sampleOf(id), headers });
    });
  });

  test('every case that the contract declares has been answered', () => {
    expect(declaredCases().filter((one) => !seen.has(one))).toEqual([]);
  });
});
