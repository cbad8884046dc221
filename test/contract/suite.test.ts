/**
 * The contract suite: the same calls against Prism's mock and, through Prism's validating proxy, against the real
 * server. What Prism cannot see is in server.test.ts.
 *
 * `Prefer: code=` picks the answer of the mock; the real server ignores it and must be brought to that answer.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import createClient, { type Client } from 'openapi-fetch';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations, schemas } from '../../generated/contract.ts';
import openapi from '../../generated/openapi.json' with { type: 'json' };
import type { paths } from '../../generated/types.d.ts';
import { newUuid, toId, toUuid } from '../../src/contract/ids.ts';
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

const UNKNOWN = {
  request_id: 'req_01k9w3v8m0e4d9q6s1t7b2n5xa',
  result_id: 'res_01k9w3v8m0e4d9q6s1t7b2n5xa',
  endpoint_id: 'ep_01k9w3n2b5g8r4s7t0v3w6x9y1',
  event_id: 'evt_01k9w3vc2d6f8h0k1m3n5p7q9r',
  delivery_id: 'dlv_01k9w3vc2d6f8h0k1m3n5p7q9r01k9w3n2b5g8r4s7t0v3w6x9y1',
  tenant_id: 'ten_01k9w3kz4q8e2m6p0s4t8v2w6x',
};
const ENDPOINT = { url: 'https://hooks.example.com/waybill', event_types: ['image.processed'] };
const PAID = {
  type: 'order.paid',
  subject: '4711',
  data: { order_id: '4711', currency: 'EUR', total_amount: 4990 },
};
const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true, 'outbound-url': true, binary: true } });
const exercised = new Set<string>();

/** Prism writes what it finds wrong into a header, of calls that are meant to be wrong too; the answer must also be one that the operation declares. */
function expectConform(id: keyof typeof operations, response: Response, body: unknown): void {
  const violations = JSON.parse(response.headers.get('sl-violations') ?? '[]') as { location: string[] }[];
  expect(violations.filter(({ location }) => location[0] === 'response')).toEqual([]);
  const declared = (
    operations[id].responses as Record<string, { content: Record<string, object>; headers: readonly string[] }>
  )[response.status];
  expect(declared, `${id} answered ${response.status}`).toBeDefined();
  for (const name of declared!.headers.filter((header) => header === 'X-Request-Id'))
    expect(response.headers.get(name)).toBeTruthy();
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
  const schema = declared!.content[mediaType];
  expect(
    Boolean(schema) || Object.keys(declared!.content).length === 0,
    `${id} answered ${response.status} ${mediaType}`,
  ).toBe(true);
  if (schema && mediaType.endsWith('json')) {
    const validate = ajv.compile({ ...schema, $defs: schemas });
    expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
  }
  exercised.add(`${id} ${response.status}`);
}

describe.each(['mock', 'server'] as const)('on the %s', (target) => {
  let service: Service;
  let client: Client<paths>;
  let anonymous: Client<paths>;
  let upload_id = 'upl_01k9w3tq7yfr0v5c8h2m4k6j9z';
  let request_id = UNKNOWN.request_id;
  let endpoint_id = UNKNOWN.endpoint_id;
  let delivery_id = UNKNOWN.delivery_id;

  beforeAll(async () => {
    service = await startService();
    const url = await startPrism(target === 'server' ? service.url : undefined);
    client = createClient<paths>({ baseUrl: url, headers: asFirstTenant });
    anonymous = createClient<paths>({ baseUrl: url });
    if (target === 'mock') return;
    upload_id = await upload(service, await makeImage());
    const receiver = await startReceiver();
    receiver.answers = [404];
    const { data: endpoint } = await service.client.POST('/v1/webhook-endpoints', {
      body: { ...ENDPOINT, url: receiver.url },
    });
    endpoint_id = endpoint!.endpoint_id;
    const { data: accepted } = await service.client.POST('/v1/images:process', {
      body: { upload_id, operations: [{ rotate: 90 }] },
    });
    request_id = accepted!.request_id!;
    await untilEnded(service, request_id);
    delivery_id = (await untilDelivery(service, { endpoint_id }, 'dead')).delivery_id;
  });

  const prefer = (code: number) => ({ Prefer: `code=${code}` });

  test('processImage answers 202', async () => {
    const { data, error, response } = await client.POST('/v1/images:process', {
      headers: prefer(202), // the mock takes the lowest success, the server its own
      params: { header: { 'Idempotency-Key': `key-${target}` } },
      body: { upload_id, operations: [{ resize: { w: 10 } }, { format: { to: 'png' } }], metadata: { a: 'b' } },
    });
    expect(response.status).toBe(202);
    expectConform('processImage', response, data ?? error);
    expect(response.headers.get('location')).toMatch(/\/v1\/requests\/req_/);
  });

  test.each(['wait=10', 'dry-run'])('processImage answers 200 when %s is preferred', async (preference) => {
    const { data, error, response } = await client.POST('/v1/images:process', {
      params: { header: { Prefer: target === 'mock' ? 'code=200' : preference } },
      body: { upload_id, operations: [{ rotate: 90 }] },
    });
    expect(response.status).toBe(200);
    expectConform('processImage', response, data ?? error);
    if (target === 'server') expect(response.headers.get('preference-applied')).toBe(preference);
  });

  test('createReport answers 202, and 422 to a type that there is not', async () => {
    const range = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
    const made = await client.POST('/v1/reports', {
      headers: prefer(202),
      body: { report_type: 'sales', format: 'csv', group_by: 'month', ...range },
    });
    expect(made.response.status).toBe(202);
    expectConform('createReport', made.response, made.data ?? made.error);
    const refused = await client.POST('/v1/reports', {
      headers: prefer(422),
      body: { report_type: 'weather', format: 'csv', ...range } as never,
    });
    expect(refused.response.status).toBe(422);
    expectConform('createReport', refused.response, refused.data ?? refused.error);
  });

  const jobs = Object.entries(openapi.paths).flatMap(([path, item]) => {
    const post = 'post' in item ? item.post : undefined;
    return post && 'x-job' in post ? [{ path, post }] : [];
  });
  test.each(jobs)(
    '$path answers to each of its examples: 202 by the mock, and as they say to a dry run',
    async ({ path, post }) => {
      for (const { value } of Object.values(post.requestBody.content['application/json'].examples)) {
        // A PDF is not opened by a dry run: any upload that is there will do.
        const body = target === 'server' && 'upload_id' in value ? { ...value, upload_id } : value;
        const { data, error, response } = await client.POST(path as '/v1/images:process', {
          params: { path: { endpoint_id }, header: { Prefer: target === 'mock' ? 'code=202' : 'dry-run' } } as never,
          body: body as never,
        });
        expect([response.status, error]).toEqual([target === 'mock' ? 202 : 200, undefined]);
        expectConform(post.operationId as keyof typeof operations, response, data);
      }
    },
  );

  test('redriveDeliveries answers 202', async () => {
    const { data, error, response } = await client.POST('/v1/deliveries/redrive', {
      headers: prefer(202),
      body: { endpoint_id, type: 'order.paid', metadata: { after: 'the outage' } },
    });
    expect(response.status).toBe(202);
    expectConform('redriveDeliveries', response, data ?? error);
  });

  test('replayEvents answers 202, and 404 to what there is not', async () => {
    const url = '/v1/webhook-endpoints/{endpoint_id}/replay';
    const body = { since: '2026-01-01T00:00:00Z', until: '2026-01-02T00:00:00Z' };
    const taken = await client.POST(url, { headers: prefer(202), params: { path: { endpoint_id } }, body });
    expect(taken.response.status).toBe(202);
    expectConform('replayEvents', taken.response, taken.data ?? taken.error);
    const { endpoint_id: none } = UNKNOWN;
    const missed = await client.POST(url, { headers: prefer(404), params: { path: { endpoint_id: none } }, body });
    expect(missed.response.status).toBe(404);
    expectConform('replayEvents', missed.response, missed.error);
  });

  test('processImage answers 409 to another payload with the same key', async () => {
    const { data, error, response } = await client.POST('/v1/images:process', {
      headers: prefer(409),
      params: { header: { 'Idempotency-Key': `key-${target}` } },
      body: { upload_id, operations: [{ rotate: 180 }] },
    });
    expect(response.status).toBe(409);
    expectConform('processImage', response, data ?? error);
    expect(error).toMatchObject({ type: expect.stringMatching(/idempotency-key-reused$/) });
  });

  test('processImage answers 422 to a body that breaks its schema', async () => {
    const { data, error, response } = await client.POST('/v1/images:process', {
      headers: prefer(422),
      body: { upload_id, operations: [], colour: 1 } as never,
    });
    expect(response.status).toBe(422);
    expectConform('processImage', response, data ?? error);
  });

  test('signDocument answers 202', async () => {
    const { data, error, response } = await client.POST('/v1/documents:sign', {
      headers: prefer(202),
      body: { upload_id, reason: 'I approve this', location: 'Berlin', contact: 'a@example.com', metadata: { a: 'b' } },
    });
    expect(response.status).toBe(202);
    expectConform('signDocument', response, data ?? error);
  });

  test('getRequest answers 200', async () => {
    const { data, error, response } = await client.GET('/v1/requests/{request_id}', {
      params: { path: { request_id } },
    });
    expect(response.status).toBe(200);
    expectConform('getRequest', response, data ?? error);
    expect(response.headers.get('etag')).toMatch(/^".+"$/);
  });

  test('listRequests answers 200', async () => {
    const { data, error, response } = await client.GET('/v1/requests', {
      params: { query: { type: 'image-process', limit: 2 } },
    });
    expect(response.status).toBe(200);
    expectConform('listRequests', response, data ?? error);
  });

  test('cancelRequest answers 200, and 409 to what has ended otherwise', async () => {
    const url = '/v1/requests/{request_id}/cancel';
    let path = { request_id };
    const ended = await client.POST(url, { headers: prefer(409), params: { path } });
    expect(ended.response.status).toBe(409);
    expectConform('cancelRequest', ended.response, ended.error);
    if (target === 'server') {
      const { sql } = service.database; // nobody is at work on this one
      path = { request_id: toId('req', newUuid()) };
      const [id, { tenant_id }] = [toUuid(path.request_id), (await sql`select tenant_id from requests limit 1`)[0]!];
      await sql`insert into requests (id, tenant_id, job, input, correlation_id)
        values (${id}, ${tenant_id}, 'image-process', '{}', 'c')`;
      await sql`insert into request_queue (request_id) values (${id})`;
    }
    const canceled = await client.POST(url, { params: { path } });
    expect(canceled.response.status).toBe(200);
    expectConform('cancelRequest', canceled.response, canceled.data ?? canceled.error);
  });

  test('keys are made, shown, listed and revoked', async () => {
    const made = await client.POST('/v1/api-keys', {
      params: { header: { 'Idempotency-Key': `key-of-${target}` } },
      body: { name: 'a key', scopes: ['requests:read'], expires_at: '2099-01-01T00:00:00Z' },
    });
    expectConform('createApiKey', made.response, made.data ?? made.error);
    const path = { key_id: made.data!.key_id };
    const one = await client.GET('/v1/api-keys/{key_id}', { params: { path } });
    expectConform('getApiKey', one.response, one.data ?? one.error);
    const list = await client.GET('/v1/api-keys');
    expectConform('listApiKeys', list.response, list.data ?? list.error);
    const refused = await client.POST('/v1/api-keys', {
      headers: prefer(422),
      body: { name: 'a key', scopes: ['no-such:scope'] },
    });
    expectConform('createApiKey', refused.response, refused.error);
    const revoked = await client.DELETE('/v1/api-keys/{key_id}', { params: { path } });
    expectConform('revokeApiKey', revoked.response, undefined);
    const statuses = [made, one, list, refused, revoked].map(({ response }) => response.status);
    expect(statuses).toEqual([201, 200, 200, 422, 204]);
  });

  test('tenants are made, shown, changed and listed', async () => {
    const made = await client.POST('/v1/tenants', { body: { name: 'The shop', email: 'shop@example.com' } });
    expectConform('createTenant', made.response, made.data ?? made.error);
    const path = { tenant_id: made.data!.tenant_id };
    const one = await client.GET('/v1/tenants/{tenant_id}', { params: { path } });
    expectConform('getTenant', one.response, one.data ?? one.error);
    const changed = await client.PATCH('/v1/tenants/{tenant_id}', { params: { path }, body: { email: null } });
    expectConform('updateTenant', changed.response, changed.data ?? changed.error);
    const refused = await client.PATCH('/v1/tenants/{tenant_id}', {
      headers: prefer(422),
      params: { path },
      body: { email: 'Shop <shop@example.com>' },
    });
    expectConform('updateTenant', refused.response, refused.error);
    const list = await client.GET('/v1/tenants');
    expectConform('listTenants', list.response, list.data ?? list.error);
    const statuses = [made, one, changed, refused, list].map(({ response }) => response.status);
    expect(statuses).toEqual([201, 200, 200, 422, 200]);
  });

  test('listWebhookEndpoints, getWebhookEndpoint and listEventTypes answer 200', async () => {
    const list = await client.GET('/v1/webhook-endpoints', { params: { query: { limit: 1 } } });
    expectConform('listWebhookEndpoints', list.response, list.data ?? list.error);
    const one = await client.GET('/v1/webhook-endpoints/{endpoint_id}', { params: { path: { endpoint_id } } });
    expectConform('getWebhookEndpoint', one.response, one.data ?? one.error);
    const types = await client.GET('/v1/event-types');
    expectConform('listEventTypes', types.response, types.data ?? types.error);
    expect([list, one, types].map(({ response }) => response.status)).toEqual([200, 200, 200]);
  });

  test('createWebhookEndpoint answers 201, and 422 to a URL that may not be called', async () => {
    const made = await client.POST('/v1/webhook-endpoints', { body: ENDPOINT });
    expect(made.response.status).toBe(201);
    expectConform('createWebhookEndpoint', made.response, made.data);
    const refused = await client.POST('/v1/webhook-endpoints', {
      headers: prefer(422),
      body: { ...ENDPOINT, url: 'https://169.254.169.254/' },
    });
    expect(refused.response.status).toBe(422);
    expectConform('createWebhookEndpoint', refused.response, refused.error);
  });

  test('updateWebhookEndpoint answers 200, and 422 to a body that changes nothing', async () => {
    const params = { path: { endpoint_id } };
    const url = '/v1/webhook-endpoints/{endpoint_id}';
    const changed = await client.PATCH(url, { params, body: { description: 'new', status: 'enabled' } });
    expect(changed.response.status).toBe(200);
    expectConform('updateWebhookEndpoint', changed.response, changed.data ?? changed.error);
    const refused = await client.PATCH(url, { headers: prefer(422), params, body: {} });
    expect(refused.response.status).toBe(422);
    expectConform('updateWebhookEndpoint', refused.response, refused.error);
  });

  test('pingWebhookEndpoint answers 202, with a body and without, 422, and 409 when it is disabled', async () => {
    const item = '/v1/webhook-endpoints/{endpoint_id}';
    const ping = async (of: string, status: number, body?: { type: string }) => {
      const params = { path: { endpoint_id: of } };
      const { data, error, response } = await client.POST(`${item}/ping`, {
        headers: prefer(status),
        params,
        ...(body ? { body } : {}),
      });
      expect(response.status).toBe(status);
      expectConform('pingWebhookEndpoint', response, data ?? error);
    };
    await ping(endpoint_id, 202);
    await ping(endpoint_id, 202, { type: 'order.paid' });
    await ping(endpoint_id, 422, { type: 'no.such' });
    const { data: other } = await client.POST('/v1/webhook-endpoints', { body: ENDPOINT });
    const path = { endpoint_id: other!.endpoint_id };
    await client.PATCH(item, { params: { path }, body: { status: 'disabled' } });
    await ping(path.endpoint_id, 409);
  });

  test('rotateWebhookSecret answers 200, with a body and without', async () => {
    const path = { endpoint_id };
    const url = '/v1/webhook-endpoints/{endpoint_id}/rotate-secret';
    for (const body of [{ overlap_seconds: 60 }, undefined]) {
      const rotated = await client.POST(url, { params: { path }, ...(body ? { body } : {}) });
      expect(rotated.response.status).toBe(200);
      expectConform('rotateWebhookSecret', rotated.response, rotated.data);
    }
    const refused = await client.POST(url, {
      headers: prefer(422),
      params: { path },
      body: { overlap_seconds: -1 } as never,
    });
    expect(refused.response.status).toBe(422);
    expectConform('rotateWebhookSecret', refused.response, refused.error);
  });

  test('a dead letter is listed, shown, redriven and, once delivered, not redriven again', async () => {
    const path = { delivery_id };
    const list = await client.GET('/v1/deliveries', { params: { query: { state: 'dead', endpoint_id, limit: 1 } } });
    expectConform('listDeliveries', list.response, list.data ?? list.error);
    const one = await client.GET('/v1/deliveries/{delivery_id}', { params: { path } });
    expectConform('getDelivery', one.response, one.data ?? one.error);
    expect(one.data!.attempts.at(-1)).toMatchObject({ status_code: 404, error_code: 'client_error' });
    const redriven = await client.POST('/v1/deliveries/{delivery_id}/redrive', { params: { path } });
    expectConform('redriveDelivery', redriven.response, redriven.data ?? redriven.error);
    expect([list, one, redriven].map(({ response }) => response.status)).toEqual([200, 200, 200]);
    if (target === 'server') await untilDelivery(service, { event_id: one.data!.event_id }, 'delivered');
    const again = await client.POST('/v1/deliveries/{delivery_id}/redrive', { headers: prefer(409), params: { path } });
    expect(again.response.status).toBe(409);
    expectConform('redriveDelivery', again.response, again.error);
  });

  test('publishEvents answers 202 to one event and to a batch, and each is shown and listed', async () => {
    const header = { 'Idempotency-Key': `event-${target}`, 'X-Correlation-Id': 'order-4711' };
    const one = await client.POST('/v1/events', {
      headers: target === 'mock' ? { Prefer: 'code=202, example=single' } : {},
      params: { header },
      body: PAID,
    });
    expectConform('publishEvents', one.response, one.data ?? one.error);
    const batch = await client.POST('/v1/events', {
      headers: target === 'mock' ? { Prefer: 'code=202, example=batch' } : {},
      body: [PAID, { ...PAID, type: 'order.created' }],
    });
    expectConform('publishEvents', batch.response, batch.data ?? batch.error);
    if (!one.data || !('event_id' in one.data) || !batch.data || !('data' in batch.data))
      throw new Error('other forms');
    expect(batch.data.data).toHaveLength(2);
    const shown = await client.GET('/v1/events/{event_id}', { params: { path: { event_id: one.data.event_id } } });
    expectConform('getEvent', shown.response, shown.data ?? shown.error);
    const list = await client.GET('/v1/events', {
      params: { query: { type: 'order.paid', subject: '4711', limit: 1 } },
    });
    expectConform('listEvents', list.response, list.data ?? list.error);
    const statuses = [one, batch, shown, list].map(({ response }) => response.status);
    expect(statuses).toEqual([202, 202, 200, 200]);
    const reused = await client.POST('/v1/events', { headers: prefer(409), params: { header }, body: [PAID] });
    expect(reused.response.status).toBe(409);
    expectConform('publishEvents', reused.response, reused.error);
  });

  test('publishEvents answers 400, 403, 413 and 422', async () => {
    const { data: reader } = await service.client.POST('/v1/api-keys', {
      body: { name: 'r', scopes: ['events:read'] },
    });
    const refused = [
      [
        400,
        client.POST('/v1/events', {
          headers: { ...prefer(400), ...(target === 'server' ? { 'Idempotency-Key': '""' } : {}) },
          body: PAID,
        }),
      ],
      [
        403,
        client.POST('/v1/events', {
          headers: { ...prefer(403), ...(target === 'server' ? { Authorization: `Bearer ${reader!.api_key}` } : {}) },
          body: PAID,
        }),
      ],
      [
        413,
        client.POST('/v1/events', { headers: prefer(413), body: { ...PAID, data: { note: 'x'.repeat(2 ** 20) } } }),
      ],
      [422, client.POST('/v1/events', { headers: prefer(422), body: [PAID, { ...PAID, subject: '' }] })],
      [422, client.POST('/v1/events', { headers: prefer(422), body: { ...PAID, data: {} } })],
    ] as const;
    for (const [status, call] of refused) {
      const { error, response } = await call;
      expect(response.status).toBe(status);
      expectConform('publishEvents', response, error);
    }
  });

  test('the service tells about itself without a key', async () => {
    for (const [id, call] of [
      ['getLiveness', anonymous.GET('/livez')],
      ['getReadiness', anonymous.GET('/readyz')],
      ['getOpenapi', anonymous.GET('/openapi.json')],
      ['getAsyncapi', anonymous.GET('/asyncapi.json')],
      ['getProblemType', anonymous.GET('/problems/{problem}', { params: { path: { problem: 'not-found' } } })],
      ['getDocsPage', anonymous.GET('/docs', { parseAs: 'text' })],
      ['getEventsPage', anonymous.GET('/events', { parseAs: 'text' })],
    ] as const) {
      const { data, error, response } = await call;
      expect(response.status).toBe(200);
      expectConform(id, response, data ?? error);
    }
  });

  test('what is not there is 404', async () => {
    const path = UNKNOWN;
    for (const [id, call] of [
      ['getRequest', client.GET('/v1/requests/{request_id}', { headers: prefer(404), params: { path } })],
      ['getResult', client.GET('/v1/results/{result_id}', { headers: prefer(404), params: { path } })],
      [
        'getWebhookEndpoint',
        client.GET('/v1/webhook-endpoints/{endpoint_id}', { headers: prefer(404), params: { path } }),
      ],
      [
        'updateWebhookEndpoint',
        client.PATCH('/v1/webhook-endpoints/{endpoint_id}', {
          headers: prefer(404),
          params: { path },
          body: { description: 'x' },
        }),
      ],
      [
        'deleteWebhookEndpoint',
        client.DELETE('/v1/webhook-endpoints/{endpoint_id}', { headers: prefer(404), params: { path } }),
      ],
      [
        'rotateWebhookSecret',
        client.POST('/v1/webhook-endpoints/{endpoint_id}/rotate-secret', { headers: prefer(404), params: { path } }),
      ],
      [
        'pingWebhookEndpoint',
        client.POST('/v1/webhook-endpoints/{endpoint_id}/ping', { headers: prefer(404), params: { path } }),
      ],
      ['getEvent', client.GET('/v1/events/{event_id}', { headers: prefer(404), params: { path } })],
      ['getDelivery', client.GET('/v1/deliveries/{delivery_id}', { headers: prefer(404), params: { path } })],
      ['getTenant', client.GET('/v1/tenants/{tenant_id}', { headers: prefer(404), params: { path } })],
      [
        'updateTenant',
        client.PATCH('/v1/tenants/{tenant_id}', { headers: prefer(404), params: { path }, body: { name: 'x' } }),
      ],
      [
        'redriveDelivery',
        client.POST('/v1/deliveries/{delivery_id}/redrive', { headers: prefer(404), params: { path } }),
      ],
      [
        'getProblemType',
        anonymous.GET('/problems/{problem}', { headers: prefer(404), params: { path: { problem: 'nothing' } } }),
      ],
    ] as const) {
      const { data, error, response } = await call;
      expect(response.status, id).toBe(404);
      expectConform(id, response, data ?? error);
    }
  });

  test('a call without a key is 401', async () => {
    const body = { upload_id, operations: [{ rotate: 90 }] };
    for (const [id, call] of [
      ['processImage', anonymous.POST('/v1/images:process', { headers: prefer(401), body })],
      [
        'getRequest',
        anonymous.GET('/v1/requests/{request_id}', { headers: prefer(401), params: { path: { request_id } } }),
      ],
      ['publishEvents', anonymous.POST('/v1/events', { headers: prefer(401), body: PAID })],
      ['listEventTypes', anonymous.GET('/v1/event-types', { headers: prefer(401) })],
      ['createWebhookEndpoint', anonymous.POST('/v1/webhook-endpoints', { headers: prefer(401), body: ENDPOINT })],
    ] as const) {
      const { error, response } = await call;
      expect(response.status, id).toBe(401);
      // Prism's mock answers a missing key with a problem of its own making.
      if (target === 'server') expectConform(id, response, error);
    }
  });

  test('deleteWebhookEndpoint answers 204', async () => {
    const { response } = await client.DELETE('/v1/webhook-endpoints/{endpoint_id}', {
      params: { path: { endpoint_id } },
    });
    expect(response.status).toBe(204);
    expectConform('deleteWebhookEndpoint', response, undefined);
  });

  if (target === 'server')
    test('every operation has been exercised here, or straight on the server', () => {
      // Prism corrupts binary bodies (server.test.ts), and waits for the end of a stream (follow.test.ts).
      const straight = ['createUpload', 'getResult', 'streamRequest'];
      const missed = Object.keys(operations).filter((id) => ![...exercised].some((pair) => pair.startsWith(`${id} `)));
      expect(missed.filter((id) => !straight.includes(id))).toEqual([]);
    });
});
