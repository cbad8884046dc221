/** Idempotency-Key on everything that creates something: one effect, one answer, and nothing left of what was refused. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../generated/contract.ts';
import type { OperationContract } from '../../src/contract/shape.ts';
import { dropExpiredKeys, sealReply } from '../../src/idempotency/keys.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { asFirstTenant, makeImage, type Service, startService, upload } from '../fixtures/service.ts';

let service: Service;
let upload_id: string;
beforeAll(async () => {
  service = await startService({ works: false });
  upload_id = await upload(service, await makeImage());
});

const PAID = {
  type: 'order.paid',
  subject: '4711',
  data: { order_id: '4711', currency: 'EUR', total_amount: 4990 },
};
const ENDPOINT = { url: 'https://hooks.example.com/waybill', event_types: ['image.processed'] };

async function post(path: string, key: string | undefined, body: unknown, headers: Record<string, string> = {}) {
  const isBytes = body instanceof Uint8Array;
  const response = await fetch(service.url + path, {
    method: 'POST',
    headers: {
      ...asFirstTenant,
      'Content-Type': isBytes ? 'image/jpeg' : 'application/json',
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...headers,
    },
    body: isBytes ? (body as BodyInit) : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
const count = async (table: string) =>
  Number((await service.database.sql`select count(*) as n from ${service.database.sql(table)}`)[0]!.n);

/** Every operation that takes an Idempotency-Key, with a payload and another one. */
const CREATING: Record<string, () => Promise<{ path: string; body: unknown; other: unknown }>> = {
  processImage: async () => ({
    path: '/v1/images:process',
    body: { upload_id, operations: [{ rotate: 90 }] },
    other: { upload_id, operations: [{ rotate: 180 }] },
  }),
  createUpload: async () => ({
    path: '/v1/uploads',
    body: await makeImage(),
    other: await makeImage({ width: 10 }),
  }),
  createWebhookEndpoint: async () => ({
    path: '/v1/webhook-endpoints',
    body: ENDPOINT,
    other: { ...ENDPOINT, description: 'other' },
  }),
  rotateWebhookSecret: async () => {
    const { body } = await post('/v1/webhook-endpoints', undefined, ENDPOINT);
    return {
      path: `/v1/webhook-endpoints/${body.endpoint_id}/rotate-secret`,
      body: { overlap_seconds: 60 },
      other: { overlap_seconds: 61 },
    };
  },
  pingWebhookEndpoint: async () => {
    const { body } = await post('/v1/webhook-endpoints', undefined, ENDPOINT);
    return {
      path: `/v1/webhook-endpoints/${body.endpoint_id}/ping`,
      body: { type: 'order.paid' },
      other: {},
    };
  },
  publishEvents: async () => ({ path: '/v1/events', body: PAID, other: [PAID, PAID] }),
  createApiKey: async () => ({ path: '/v1/api-keys', body: { name: 'a' }, other: { name: 'b' } }),
  createTenant: async () => ({ path: '/v1/tenants', body: { name: 'a' }, other: { name: 'b' } }),
};
const names = Object.keys(CREATING);

test('every operation that creates something takes the header', () => {
  const table: Record<string, OperationContract> = operations;
  const keyed = Object.keys(table).filter((id) => {
    const { properties } = table[id]!.parameters.header as { properties?: object };
    return properties && 'Idempotency-Key' in properties;
  });
  // Of the other POSTs each says what is to be, so that a second one changes nothing: a state, not a thing.
  const stateful = ['cancelRequest', 'redriveDelivery'];
  const posts = Object.keys(table).filter((id) => table[id]!.method === 'post' && !stateful.includes(id));
  expect(keyed.sort()).toEqual(posts.sort());
  expect(names.filter((id) => keyed.includes(id)).sort()).toEqual(names.sort());
});

describe.each(names)('%s', (id) => {
  test('the same key and payload get the first answer again, quoted or bare', async () => {
    const { path, body } = await CREATING[id]!();
    const first = await post(path, `again-${id}`, body);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const second = await post(path, `"again-${id}"`, body);
    expect(second.status).toBe(first.status);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(second.headers.get('idempotent-replayed')).toBe('true');
  });

  test('the same key with another payload is 409', async () => {
    const { path, body, other } = await CREATING[id]!();
    await post(path, `other-${id}`, body);
    const { status, body: answer } = await post(path, `other-${id}`, other);
    expect(status).toBe(409);
    expect(answer.type).toMatch(/idempotency-key-reused$/);
  });

  test('fifty calls at once with one key have one effect', async () => {
    const { path, body } = await CREATING[id]!();
    const tables = ['requests', 'files', 'endpoints', 'endpoint_secrets', 'events', 'api_keys', 'tenants'];
    const rows = async () => (await Promise.all(tables.map(count))).reduce((sum, n) => sum + n, 0);
    const before = await rows();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(path, `fifty-${id}`, body)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(49);
    // An endpoint has a secret; of a rotation an event tells.
    const isTwo = ['createWebhookEndpoint', 'rotateWebhookSecret'].includes(id);
    expect((await rows()) - before).toBe(isTwo ? 2 : 1);
  });
});

describe('the key', () => {
  const make = (key: string, body: unknown = ENDPOINT) => post('/v1/webhook-endpoints', key, body);

  test.each(['""', '"', '"a', 'a"', '"a"b"', 'a b', '"a b"', 'k'.repeat(256), '"\\x"', '"a\\"', 'a, b'])(
    'that is malformed is 400: %s',
    async (key) => {
      const { status, body } = await make(key);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ pointer: '/header/Idempotency-Key' }]);
    },
  );
  test('that is repeated is 400', async () => {
    const { status } = await post('/v1/webhook-endpoints', undefined, ENDPOINT, { 'Idempotency-Key': 'a, a' });
    expect(status).toBe(400);
  });
  test.each([
    ['~!#$%&', '"~!#$%&"'],
    ['a\\b', '"a\\\\b"'],
    ['k'.repeat(255), `"${'k'.repeat(255)}"`],
  ])('%s is the same as %s', async (bare, quoted) => {
    await make(bare);
    expect((await make(quoted)).headers.get('idempotent-replayed')).toBe('true');
  });

  test('stands for a payload, not for its layout, and not for what is preferred', async () => {
    const body = { upload_id, operations: [{ resize: { w: 10, h: 20 } }] };
    const turned = { operations: [{ resize: { h: 2e1, w: 10 } }], upload_id };
    const first = await post('/v1/images:process', 'layout', body);
    const second = await post('/v1/images:process', 'layout', turned, { Prefer: 'wait=1' });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
  });

  test('is a key of its route and of its tenant', async () => {
    const { body } = await make('scoped');
    const rotated = await post(`/v1/webhook-endpoints/${body.endpoint_id}/rotate-secret`, 'scoped', {});
    expect(rotated.headers.get('idempotent-replayed')).toBeNull();
    const { body: tenant } = await post('/v1/tenants', 'scoped', { name: 'another' });
    const elsewhere = await post('/v1/webhook-endpoints', 'scoped', ENDPOINT, {
      'X-Tenant-Id': tenant.tenant_id as string,
    });
    expect(elsewhere.status).toBe(201);
    expect(elsewhere.headers.get('idempotent-replayed')).toBeNull();
    // One route, another path: the payload is another.
    const { body: next } = await post('/v1/webhook-endpoints', undefined, ENDPOINT);
    const other = await post(`/v1/webhook-endpoints/${next.endpoint_id}/rotate-secret`, 'scoped', {});
    expect(other.status).toBe(409);
  });

  test('is not used up by what its schema, or the state of things, refuses', async () => {
    expect((await make('refused', { ...ENDPOINT, url: 'nothing' })).status).toBe(422);
    expect((await make('refused', { ...ENDPOINT, event_types: ['no.such'] })).status).toBe(422);
    expect((await make('refused')).status).toBe(201);
    const missing = `/v1/webhook-endpoints/ep_01k9w3n2b5g8r4s7t0v3w6x9y1/rotate-secret`;
    expect((await post(missing, 'missing', {})).status).toBe(404);
    expect(await service.database.sql`select 1 from idempotency_keys where key = 'missing'`).toHaveLength(0);
  });

  test('still stands for its answer when state has moved on', async () => {
    const first = await make('moved');
    await fetch(`${service.url}/v1/webhook-endpoints/${first.body.endpoint_id}`, {
      method: 'DELETE',
      headers: asFirstTenant,
    });
    const second = await make('moved');
    expect(second.body).toEqual(first.body);
  });

  test('that is held for longer than two seconds is 409 with Retry-After', async () => {
    const { sql } = service.database;
    await sql
      .begin(async (tx) => {
        await tx`
        insert into idempotency_keys (tenant_id, route, key, fingerprint, reply_encrypted, created_at)
        select tenant_id, 'post /v1/webhook-endpoints', 'held', '', '', now() from api_keys order by id limit 1`;
        const { status, headers, body } = await make('held');
        expect(status).toBe(409);
        expect(body.type).toMatch(/idempotency-in-progress$/);
        expect(headers.get('retry-after')).toBe('1');
        throw null;
      })
      .catch((error) => expect(error).toBeNull());
    expect((await make('held')).status).toBe(201);
  });

  test('that many calls wait for keeps no connection from other calls', async () => {
    const { sql } = service.database;
    await sql
      .begin(async (tx) => {
        await tx`
        insert into idempotency_keys (tenant_id, route, key, fingerprint, reply_encrypted, created_at)
        select tenant_id, 'post /v1/webhook-endpoints', 'crowded', '', '', now() from api_keys order by id limit 1`;
        const crowd = Array.from({ length: 40 }, () => make('crowded'));
        await new Promise((resolve) => setTimeout(resolve, 200));
        const other = service.client.GET('/v1/webhook-endpoints').then(() => 'another call');
        expect(await Promise.race([other, ...crowd.map((call) => call.then(() => 'the crowd'))])).toBe('another call');
        expect(new Set((await Promise.all(crowd)).map(({ status }) => status))).toEqual(new Set([409]));
        throw null;
      })
      .catch((error) => expect(error).toBeNull());
  });

  test('is forgotten after 24 hours', async () => {
    const { sql } = service.database;
    const first = await make('old');
    await sql`update idempotency_keys set created_at = now() - interval '24 h 1 s' where key = 'old'`;
    const second = await make('old');
    expect(second.status).toBe(201);
    expect(second.body.endpoint_id).not.toBe(first.body.endpoint_id);
    await sql`update idempotency_keys set created_at = now() - interval '24 h 1 s' where key = 'old'`;
    await dropExpiredKeys(sql);
    expect(await sql`select 1 from idempotency_keys where key = 'old'`).toHaveLength(0);
  });

  test('gives the answer of an earlier release, which had other members', async () => {
    await make('earlier');
    const [row] = await service.database.sql`select tenant_id, route from idempotency_keys where key = 'earlier'`;
    const { tenant_id, route } = row as unknown as { tenant_id: string; route: string };
    const held = { tenant_id, route, key: 'earlier', caller: { keyId: randomUUID(), scopes: [] } };
    const then = { status: 201, headers: { Location: '/then' }, body: { endpoint_id: 'ep_of_then' } };
    const sealed = sealReply(createEncryption(service.config.encryptionKeys), held, then);
    await service.database.sql`update idempotency_keys set reply_encrypted = ${sealed} where key = 'earlier'`;
    expect(await make('earlier')).toMatchObject({ status: 201, body: then.body });
  });
  test('keeps its answer encrypted, since it may hold a secret', async () => {
    const { body } = await make('sealed');
    const [row] = await service.database.sql`select reply_encrypted from idempotency_keys where key = 'sealed'`;
    const text = (row!.reply_encrypted as Buffer).toString('latin1');
    expect(text).not.toContain(body.secret as string);
    expect(text).not.toContain('endpoint_id');
  });
});

test('bytes that were sent twice are kept once', async () => {
  const { readdir } = await import('node:fs/promises');
  const files = async () => (await readdir(service.config.filesDir, { recursive: true })).length;
  const image = await makeImage({ width: 33 });
  await post('/v1/uploads', 'bytes', image);
  const before = await files();
  expect((await post('/v1/uploads', 'bytes', image)).headers.get('idempotent-replayed')).toBe('true');
  expect((await post('/v1/uploads', 'bytes', await makeImage({ width: 34 }))).status).toBe(409);
  expect(await files()).toBe(before);
});
