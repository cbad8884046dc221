/** Tenants and their keys: an operator acts for any, everybody else for one, and nobody sees another's things anywhere. */
import createClient from 'openapi-fetch';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { operations, scopes } from '../../generated/contract.ts';
import openapi from '../../generated/openapi.json' with { type: 'json' };
import type { paths } from '../../generated/types.d.ts';
import { newUuid, toId } from '../../src/contract/ids.ts';
import type { OperationContract } from '../../src/contract/shape.ts';
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

const table: Record<string, OperationContract> = operations;
let service: Service;
/** Of the first tenant, by the name of the parameter that names them. */
const things: Record<string, string> = {};
let other: string;
let otherKey: string;

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const clientOf = (headers: Record<string, string>) => createClient<paths>({ baseUrl: service.url, headers });
/** Every scope but the operator's. */
const PLAIN = Object.keys(scopes).filter((scope) => scope !== 'operator');

beforeAll(async () => {
  service = await startService();
  const receiver = await startReceiver();
  const { client } = service;
  const { data: endpoint } = await client.POST('/v1/webhook-endpoints', {
    body: { url: receiver.url, event_types: ['*'] },
  });
  things.upload_id = await upload(service, await makeImage());
  const { data: accepted } = await client.POST('/v1/images:process', {
    body: { upload_id: things.upload_id, operations: [{ rotate: 90 }] },
  });
  things.request_id = accepted!.request_id!;
  await untilEnded(service, things.request_id);
  things.result_id = things.request_id.replace('req', 'res');
  things.endpoint_id = endpoint!.endpoint_id;
  const delivery = await untilDelivery(service, { endpoint_id: things.endpoint_id }, 'delivered');
  things.delivery_id = delivery.delivery_id;
  things.event_id = delivery.event_id;
  things.key_id = (await client.GET('/v1/api-keys')).data!.data[0]!.key_id;
  things.tenant_id = (await client.GET('/v1/tenants')).data!.data[0]!.tenant_id;

  other = (await client.POST('/v1/tenants', { body: { name: 'other' } })).data!.tenant_id;
  const { data: key } = await client.POST('/v1/api-keys', {
    params: { header: { 'X-Tenant-Id': other } },
    body: { name: 'all of it', scopes: PLAIN },
  });
  otherKey = key!.api_key;
});

/** For operations that take no empty one. */
const BODIES: Record<string, object> = {
  updateWebhookEndpoint: { description: 'mine' },
  replayEvents: { since: '2026-11-20T00:00:00Z' },
};

describe('another tenant', () => {
  const call = (id: string, path: string, body?: object) =>
    fetch(service.url + path, {
      method: table[id]!.method.toUpperCase(),
      headers: { ...bearer(otherKey), ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const named = Object.keys(table).filter((id) => !table[id]!.isPublic && table[id]!.path.includes('{'));

  test.each(named)('gets 404 from %s', async (id) => {
    const { path, body, scopes: needed } = table[id]!;
    const filled = path.replaceAll(/{(\w+)}/g, (_, name) => {
      if (!things[name]) throw new Error(`nothing to put into ${name}: add it to the things of the first tenant`);
      return things[name];
    });
    const response = await call(id, filled, body ? (BODIES[id] ?? {}) : undefined);
    // Tenants are seen by operators only, and those see them all.
    expect(response.status).toBe(needed.includes('operator' as never) ? 403 : 404);
  });

  const lists = Object.keys(table).filter((id) => {
    const { properties } = table[id]!.parameters.query as { properties?: object };
    return !table[id]!.isPublic && properties && 'cursor' in properties;
  });
  test.each(lists)('finds nothing of it in %s', async (id) => {
    const { path, scopes: needed } = table[id]!;
    const response = await call(id, path);
    if (needed.includes('operator' as never)) return expect(response.status).toBe(403);
    const text = await response.text();
    expect(response.status).toBe(200);
    for (const thing of Object.values(things)) expect(text).not.toContain(thing);
  });

  test('cannot filter its way to it', async () => {
    const client = clientOf(bearer(otherKey));
    const { endpoint_id, event_id } = things as { endpoint_id: string; event_id: string };
    for (const query of [{ endpoint_id }, { event_id }]) {
      const { data } = await client.GET('/v1/deliveries', { params: { query } });
      expect(data!.data).toEqual([]);
    }
  });

  const uploading = Object.values(openapi.paths).flatMap((item) => {
    const post = 'post' in item ? item.post : undefined;
    if (!post || !('x-job' in post)) return [];
    const bodies = Object.values(post.requestBody.content['application/json'].examples).map(({ value }) => value);
    return bodies.filter((body) => 'upload_id' in body).map((body) => [post.operationId, body] as const);
  });
  test.each(uploading)('cannot use its uploads in %s', async (id, body) => {
    const response = await call(id, table[id]!.path, { ...body, upload_id: things.upload_id });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: '/upload_id', code: 'not_found' }] });
  });

  test('has an answer of its own for the same Idempotency-Key', async () => {
    const send = (headers: Record<string, string>) =>
      clientOf(headers).POST('/v1/webhook-endpoints', {
        params: { header: { 'Idempotency-Key': 'shared' } },
        body: { url: 'https://hooks.example.com/', event_types: ['*'] },
      });
    const [mine, theirs] = [await send(asFirstTenant), await send(bearer(otherKey))];
    expect(theirs.response.headers.get('idempotent-replayed')).toBeNull();
    expect(theirs.data!.endpoint_id).not.toBe(mine.data!.endpoint_id);
  });

  test('is not told of it: its endpoint for everything gets nothing', async () => {
    const receiver = await startReceiver();
    await clientOf(bearer(otherKey)).POST('/v1/webhook-endpoints', { body: { url: receiver.url, event_types: ['*'] } });
    const { data } = await service.client.POST('/v1/images:process', {
      body: { upload_id: things.upload_id!, operations: [{ rotate: 90 }] },
    });
    await untilEnded(service, data!.request_id);
    await untilDelivery(service, { endpoint_id: things.endpoint_id! }, 'delivered');
    expect(receiver.received).toEqual([]);
  });
});

describe('an operator', () => {
  test('acts for the tenant that it names', async () => {
    const params = { header: { 'X-Tenant-Id': other } };
    const { data } = await service.client.POST('/v1/webhook-endpoints', {
      params,
      body: { url: 'https://hooks.example.com/for-the-other', event_types: ['*'] },
    });
    const path = { endpoint_id: data!.endpoint_id };
    const url = '/v1/webhook-endpoints/{endpoint_id}';
    expect((await clientOf(bearer(otherKey)).GET(url, { params: { path } })).response.status).toBe(200);
    expect((await service.client.GET(url, { params: { path } })).response.status).toBe(404);
    expect((await service.client.GET(url, { params: { path, ...params } })).response.status).toBe(200);
  });

  test('is told when there is no such tenant', async () => {
    for (const tenant of [toId('ten', newUuid()), 'ten_x', '']) {
      const response = await fetch(`${service.url}/v1/webhook-endpoints`, {
        headers: { ...asFirstTenant, 'X-Tenant-Id': tenant },
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ pointer: '/header/X-Tenant-Id' }] });
    }
  });

  test('is who has the scope: others cannot name a tenant, not even their own', async () => {
    for (const tenant of [other, things.tenant_id!, 'nonsense']) {
      const response = await fetch(`${service.url}/v1/webhook-endpoints`, {
        headers: { ...bearer(otherKey), 'X-Tenant-Id': tenant },
      });
      expect(response.status).toBe(403);
    }
    const tenants = await clientOf(bearer(otherKey)).POST('/v1/tenants', { body: { name: 'mine' } });
    expect(tenants.response.status).toBe(403);
  });
});

describe('a tenant', () => {
  const url = '/v1/tenants/{tenant_id}';
  const update = (path: { tenant_id: string }, body: object) => service.client.PATCH(url, { params: { path }, body });

  test('has a name, and an e-mail address or none; what is not named stays', async () => {
    const { data } = await service.client.POST('/v1/tenants', { body: { name: 'a' } });
    const path = { tenant_id: data!.tenant_id };
    expect(data!.email).toBeNull();
    for (const [body, tenant] of [
      [{ email: 'a@example.com' }, { name: 'a', email: 'a@example.com' }],
      [{ name: 'b' }, { name: 'b', email: 'a@example.com' }],
      [
        { name: 'c', email: null },
        { name: 'c', email: null },
      ],
    ] as const) {
      const updated = await update(path, body);
      expect(updated.data).toEqual({ ...data, ...tenant });
      expect((await service.client.GET(url, { params: { path } })).data).toEqual(updated.data);
    }
  });

  test.each([
    'a',
    '@example.com',
    'a@',
    'a b@example.com',
    'a@example.com, b@example.com',
    'A <a@example.com>',
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com\n',
    'ä@example.com',
    `${'a'.repeat(243)}@example.com`,
  ])('is not written to at %j', async (email) => {
    for (const { response, error } of [
      await update({ tenant_id: other }, { email }),
      await service.client.POST('/v1/tenants', { body: { name: 'x', email } }),
    ]) {
      expect(response.status).toBe(422);
      expect(error!.errors).toMatchObject([{ pointer: '/email' }]);
    }
  });

  test.each(['a@b', "o'hara+waybill@mail.example.co.uk", `${'a'.repeat(242)}@example.com`])(
    'is written to at %s',
    async (email) => expect((await update({ tenant_id: other }, { email })).data!.email).toBe(email),
  );

  test('is not changed by nothing, nor by what it does not have', async () => {
    expect((await update({ tenant_id: other }, {})).response.status).toBe(422);
    const { error } = await update({ tenant_id: other }, { mailed_at: null });
    expect(error!.errors).toMatchObject([{ pointer: '/mailed_at' }]);
  });

  test('that is not there is not changed', async () => {
    expect((await update({ tenant_id: toId('ten', newUuid()) }, { name: 'x' })).response.status).toBe(404);
  });
});

describe('a key', () => {
  const make = (client: Service['client'], body: { name: string; scopes?: string[]; expires_at?: string | null }) =>
    client.POST('/v1/api-keys', { body });

  test('has what its maker has, but for what must be named', async () => {
    const { data } = await make(service.client, { name: 'default' });
    expect(data!.scopes).toContain('images:process');
    expect(data!.scopes).not.toContain('operator');
    expect(data!.scopes).not.toContain('documents:sign');
    const named = await make(service.client, { name: 'operator', scopes: ['operator'] });
    expect(named.data!.scopes).toEqual(['operator']);
  });

  test('gives away no scope that it does not have, and none that there is not', async () => {
    const { data } = await make(service.client, { name: 'maker', scopes: ['api-keys:write', 'requests:read'] });
    const maker = clientOf(bearer(data!.api_key));
    const { error } = await make(maker, { name: 'x', scopes: ['requests:read', 'images:process', 'no:such'] });
    expect(error!.errors).toMatchObject([
      { pointer: '/scopes/1', code: 'not_held' },
      { pointer: '/scopes/2', code: 'unknown_scope' },
    ]);
    expect((await make(maker, { name: 'x' })).data!.scopes.sort()).toEqual(['api-keys:write', 'requests:read']);
  });

  test('gets any scope from an operator, whose own key may be older than it', async () => {
    const { data } = await make(service.client, { name: 'old operator', scopes: ['operator', 'api-keys:write'] });
    const operator = clientOf(bearer(data!.api_key));
    const made = await make(operator, { name: 'x', scopes: ['documents:sign'] });
    expect(made.data!.scopes).toEqual(['documents:sign']);
    expect((await make(operator, { name: 'x', scopes: ['no:such'] })).response.status).toBe(422);
  });

  test('is not replayed to whoever may do less than its maker, also when that one is revoked', async () => {
    const body = { name: 'backend' };
    const params = { header: { 'Idempotency-Key': 'backend' } };
    const makerOf = async (...scopes: string[]) => (await make(service.client, { name: 'maker', scopes })).data!;
    const maker = await makerOf('api-keys:write', 'requests:read');
    const equal = await makerOf('requests:read', 'api-keys:write');
    const lesser = await makerOf('api-keys:write');
    const ask = ({ api_key }: { api_key: string }) => clientOf(bearer(api_key)).POST('/v1/api-keys', { params, body });

    const first = await ask(maker);
    expect((await ask(maker)).data!.api_key).toBe(first.data!.api_key);
    await service.client.DELETE('/v1/api-keys/{key_id}', { params: { path: { key_id: maker.key_id } } });
    expect((await ask(equal)).data!.api_key).toBe(first.data!.api_key);
    const { error, response } = await ask(lesser);
    expect([response.status, error!.type]).toEqual([409, expect.stringMatching(/idempotency-key-reused$/)]);
    expect(error!.detail).toBe('The key was first used with the scope requests:read.');
  });

  test('may do what its scopes say, and is shown without itself', async () => {
    const { data, response } = await make(service.client, { name: 'reader', scopes: ['requests:read'] });
    expect(response.headers.get('location')).toMatch(new RegExp(`/v1/api-keys/${data!.key_id}$`));
    const reader = clientOf(bearer(data!.api_key));
    expect((await reader.GET('/v1/requests')).response.status).toBe(200);
    const { error, response: refused } = await reader.GET('/v1/api-keys');
    expect([refused.status, error!.detail]).toEqual([403, 'The key lacks the scope api-keys:read.']);
    const path = { key_id: data!.key_id };
    await vi.waitFor(async () => {
      const shown = await service.client.GET('/v1/api-keys/{key_id}', { params: { path } });
      expect(shown.data).toEqual({
        key_id: data!.key_id,
        name: 'reader',
        scopes: ['requests:read'],
        expires_at: null,
        last_used_at: expect.any(String),
        created_at: data!.created_at,
      });
    });
    const { sql } = service.database;
    const [row] = await sql`select * from api_keys where name = 'reader'`;
    expect(JSON.stringify(row)).not.toContain(data!.api_key);
  });

  test('cannot be made to be expired', async () => {
    const { error } = await make(service.client, { name: 'x', expires_at: '2020-01-01T00:00:00Z' });
    expect(error!.errors).toMatchObject([{ pointer: '/expires_at', code: 'in_the_past' }]);
  });

  test('opens nothing when it has been revoked, on other servers too', async () => {
    const { data } = await make(service.client, { name: 'short', scopes: ['requests:read'] });
    const short = clientOf(bearer(data!.api_key));
    expect((await short.GET('/v1/requests')).response.status).toBe(200);
    const path = { key_id: data!.key_id };
    const revoke = () => service.client.DELETE('/v1/api-keys/{key_id}', { params: { path } });
    expect((await revoke()).response.status).toBe(204);
    await vi.waitFor(async () => expect((await short.GET('/v1/requests')).response.status).toBe(401));
    expect((await revoke()).response.status).toBe(404);
    const { data: list } = await service.client.GET('/v1/api-keys');
    expect(list!.data.map(({ key_id }) => key_id)).not.toContain(data!.key_id);
  });
});
