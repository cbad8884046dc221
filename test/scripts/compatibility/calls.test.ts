/** What may change in an OpenAPI document: for callers, and for receivers of its webhooks and callbacks. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../scripts/generator/documents.ts';
import { findingsAfter, inShort, json, object, problems, text, webhook } from '../../fixtures/contracts.ts';

type Change = (openapi: Json) => void;
const order = (openapi: Json) => openapi.paths['/orders/{id}'];
const job = (openapi: Json) => openapi.paths['/orders'].post;
const parameter = (openapi: Json, index: number) => order(openapi).get.parameters[index];
const GET = 'GET /orders/{id}';

describe('calls', () => {
  test.each<[what: string, change: Change, finding: string]>([
    ['a path that is gone', (o) => delete o.paths['/orders'], 'POST /orders: is gone'],
    ['an operation that is gone', (o) => delete order(o).put, 'PUT /orders/{id}: is gone'],
    [
      'an operation with another name',
      (o) => (order(o).get.operationId = 'fetchOrder'),
      `${GET}: is called fetchOrder now, not getOrder`,
    ],
    ['a parameter that is gone', (o) => order(o).get.parameters.pop(), `${GET} → header /x-trace: is gone`],
    [
      'a required parameter that is new',
      (o) => order(o).get.parameters.push({ name: 'v', in: 'query', required: true, schema: text }),
      `${GET} → query /v: is new and required`,
    ],
    [
      'a parameter that becomes required',
      (o) => (parameter(o, 1).required = true),
      `${GET} → query /fields: is required now`,
    ],
    [
      'a parameter that takes less',
      (o) => (parameter(o, 1).schema.maxItems = 4),
      `${GET} → query /fields: has at most 4 items now, 5 before`,
    ],
    ['a parameter at another place', (o) => (parameter(o, 2).in = 'query'), `${GET} → header /x-trace: is gone`],
    [
      'a parameter written in another way',
      (o) => (parameter(o, 1).explode = false),
      `${GET} → query /fields: has another \`explode\`, which cannot be judged`,
    ],
    [
      'a parameter of a whole path that is new',
      (o) => (order(o).parameters = [{ name: 'v', in: 'query', required: true, schema: text }]),
      `${GET} → query /v: is new and required`,
    ],
    [
      'a parameter that takes less than the one of its path',
      (o) => {
        order(o).parameters = [structuredClone(parameter(o, 0))];
        parameter(o, 0).schema = { ...text, maxLength: 3 };
      },
      `${GET} → path /id: has at most 3 characters now, no such limit before`,
    ],
    [
      'an error without a body',
      (o) => (order(o).get.responses['422'] = {}),
      `${GET} → 422: is a new error without a body, which the other errors have`,
    ],
    [
      'a server with variables',
      (o) => (o.servers[0].variables = { host: { default: 'a' } }),
      'server https://api.example.com: has another `variables`, which cannot be judged',
    ],
    [
      'a body that becomes required',
      (o) => (order(o).put.requestBody.required = true),
      'PUT /orders/{id} → request body: is required now',
    ],
    ['a body that is gone', (o) => delete order(o).put.requestBody, 'PUT /orders/{id} → request body: is gone'],
    [
      'a body that is new and required',
      (o) => (order(o).get.requestBody = { required: true, content: json(text) }),
      `${GET} → request body: is required now`,
    ],
    [
      'a media type that is taken no longer',
      (o) => delete order(o).put.requestBody.content['text/csv'],
      'PUT /orders/{id} → request body text/csv: is gone',
    ],
    [
      'a member of the body that is required',
      (o) => (o.components.schemas.OrderInput.required = ['note']),
      'PUT /orders/{id} → request body /note: is required now',
    ],
    ['a success that is new', (o) => (order(o).put.responses['201'] = {}), 'PUT /orders/{id} → 201: is a new success'],
    ['a success that is gone', (o) => delete order(o).get.responses['304'], `${GET} → 304: is answered no longer`],
    [
      'an error with a body of its own',
      (o) => (order(o).get.responses['422'] = { content: json(text) }),
      `${GET} → 422: is a new error whose application/json is read like no other`,
    ],
    [
      'an error said as a range, with another body',
      (o) => {
        const { responses } = order(o).get;
        responses['4XX'] = {
          content: { 'application/problem+json': { schema: object({ type: { type: 'integer' } }, ['type']) } },
        };
        delete responses['404'];
      },
      `${GET} → 404 application/problem+json /type: is an integer now, not a string`,
    ],
    [
      'a media type that is answered no longer',
      (o) => delete order(o).put.responses['200'].content['text/csv'],
      'PUT /orders/{id} → 200 text/csv: is gone',
    ],
    [
      'a media type that is read like no other',
      (o) => (order(o).put.responses['200'].content['text/xml'] = { schema: object({}) }),
      'PUT /orders/{id} → 200 text/xml: is a new form of an answer that readers know',
    ],
    [
      'a header that is gone',
      (o) => delete order(o).get.responses['200'].headers.ETag,
      `${GET} → 200 → header /etag: is gone`,
    ],
    [
      'a header that may be absent',
      (o) => (order(o).get.responses['200'].headers.ETag.required = false),
      `${GET} → 200 → header /etag: may be absent now`,
    ],
    [
      'a header of another type',
      (o) => (order(o).get.responses['200'].headers['X-Cost'].schema = text),
      `${GET} → 200 → header /x-cost: is a string now, not an integer`,
    ],
    [
      'a value that is answered too',
      (o) => o.components.schemas.Order.properties.state.enum.push('lost'),
      `${GET} → 200 /state: can be \`lost\` too`,
    ],
    [
      'a problem with another status',
      (o) => {
        order(o).get.responses['409'] = problems('reused');
        order(o).get.responses['404'] = problems('not-found', 'in-progress');
      },
      `${GET} → 409: has the problem \`in-progress\` no longer: it is 404 now`,
    ],
    [
      'a problem that seems to be renamed',
      (o) => (order(o).get.responses['409'] = problems('in-progress', 'key-reused')),
      `${GET} → 409: has the problem \`reused\` no longer, and \`key-reused\`, which may be its new name`,
    ],
    [
      'a scope that is needed too',
      (o) => order(o).get.security[0].ApiKey.push('orders:all'),
      `${GET}: needs ApiKey orders:read orders:all now, where ApiKey orders:read was enough`,
    ],
    [
      'a key that is needed',
      (o) => (o.paths['/orders'].post.security = [{ ApiKey: ['x:y'] }]),
      'POST /orders: needs ApiKey x:y now, where ApiKey orders:read was enough',
    ],
    [
      'one of two ways in that is gone',
      (o) => (order(o).get.security = [{ Cookie: [] }]),
      `${GET}: needs Cookie now, where ApiKey orders:read was enough`,
    ],
    [
      'the scope that all operations need',
      (o) => (o.security = [{ ApiKey: ['orders:write'] }]),
      'PUT /orders/{id}: needs ApiKey orders:write now, where ApiKey orders:read was enough',
    ],
    [
      'a key that is shown in another way',
      (o) => Object.assign(o.components.securitySchemes.ApiKey, { type: 'apiKey', in: 'header', name: 'X-Key' }),
      'security scheme ApiKey: has another `type`, which cannot be judged',
    ],
    [
      'a scope that keys must name',
      (o) => o.components.securitySchemes.ApiKey['x-scopes-to-be-named'].push('orders:read'),
      'security scheme ApiKey: gives `orders:read` only to keys that name it now',
    ],
    [
      'a job with another type',
      (o) => (job(o)['x-job'].type = 'bulk'),
      'POST /orders → x-job: has the type bulk now, not import',
    ],
    [
      'a job that ends by another event',
      (o) => (job(o)['x-job'].events.succeeded = 'order.done'),
      'POST /orders → x-job events.succeeded: is order.done now, not order.paid',
    ],
    [
      'a job that ends without an event',
      (o) => delete job(o)['x-job'].events.failed,
      'POST /orders → x-job events.failed: is told by no event now, not order.failed',
    ],
    [
      'a job with less time',
      (o) => (job(o)['x-job'].timeout_seconds = 30),
      'POST /orders → x-job: may take 30 s at most now, not 60 s',
    ],
    [
      'work that is a job no longer',
      (o) => delete job(o)['x-job'],
      'POST /orders → x-job: is gone: it is no work to be followed',
    ],
    [
      'a server that is gone',
      (o) => (o.servers = []),
      'openapi.json: has the server https://api.example.com no longer',
    ],
    [
      'something new in an operation',
      (o) => (order(o).get['x-gate'] = 1),
      `${GET}: has another \`x-gate\`, which cannot be judged`,
    ],
    [
      'something new in the document',
      (o) => (o.jsonSchemaDialect = 'x'),
      'openapi.json: has another `jsonSchemaDialect`, which cannot be judged',
    ],
    [
      'links of an answer',
      (o) => (order(o).get.responses['200'].links = { next: {} }),
      `${GET} → 200: has another \`links\`, which cannot be judged`,
    ],
    [
      'how a body is encoded',
      (o) => (order(o).put.requestBody.content['application/json'].encoding = {}),
      'PUT /orders/{id} → request body: has another `encoding`, which cannot be judged',
    ],
  ])('%s breaks', (_, change, finding) => {
    expect(inShort(findingsAfter(({ openapi }) => change(openapi)))).toContain(finding);
  });

  test.each<[what: string, change: Change]>([
    ['a path that is new', (o) => (o.paths['/x'] = { get: { operationId: 'x', responses: { 200: {} } } })],
    ['an operation that is new', (o) => (order(o).delete = { operationId: 'x', responses: { 204: {} } })],
    [
      'an optional parameter that is new',
      (o) => order(o).get.parameters.push({ name: 'v', in: 'query', schema: text }),
    ],
    ['a parameter that becomes optional', (o) => (parameter(o, 0).required = undefined)],
    ['a parameter that takes more', (o) => (parameter(o, 1).schema.maxItems = 6)],
    ['a default of OpenAPI, said', (o) => (parameter(o, 1).explode = true)],
    ['a header parameter in other letters', (o) => (parameter(o, 2).name = 'x-trace')],
    [
      'a parameter that is a component now',
      (o) => {
        o.components.parameters = { Trace: parameter(o, 2) };
        order(o).get.parameters[2] = { $ref: '#/components/parameters/Trace' };
      },
    ],
    ['a parameter of its path', (o) => (order(o).parameters = [order(o).get.parameters.pop()])],
    ['an optional body that is new', (o) => (order(o).get.requestBody = { content: json(text) })],
    ['a body that becomes optional', (o) => (job(o).requestBody.required = false)],
    ['a media type that is taken too', (o) => (order(o).put.requestBody.content['text/xml'] = { schema: object({}) })],
    ['an optional member of a body', (o) => (o.components.schemas.OrderInput.properties.tag = text)],
    ['a member of an answer', (o) => (o.components.schemas.Order.properties.tag = text)],
    ['a value that is answered no longer', (o) => o.components.schemas.Order.properties.state.enum.pop()],
    [
      'a media type that is read as another',
      (o) => (order(o).put.responses['200'].content['text/xml'] = { schema: text }),
    ],
    ['an error as the others', (o) => (order(o).get.responses['423'] = problems('locked'))],
    ['an error that is gone', (o) => delete order(o).get.responses['409']],
    ['a problem that is new', (o) => (order(o).get.responses['404'] = problems('not-found', 'gone'))],
    ['a problem that is gone', (o) => (order(o).get.responses['409'] = problems('reused'))],
    ['a header that is new', (o) => (order(o).get.responses['200'].headers.Age = { schema: text })],
    ['a header that is always there', (o) => (order(o).get.responses['200'].headers['X-Cost'].required = true)],
    [
      'statuses said as a range',
      (o) => {
        const { responses } = order(o).get;
        responses['4XX'] = problems('not-found', 'in-progress', 'reused');
        delete responses['404'];
      },
    ],
    ['a scope that is needed no longer', (o) => (order(o).get.security = [{ ApiKey: [] }])],
    ['no key at all', (o) => (order(o).get.security = [])],
    ['another way in', (o) => order(o).get.security.push({ Cookie: [] })],
    ['what all need, said for one', (o) => (order(o).put.security = [{ ApiKey: ['orders:read'] }])],
    [
      'a scope to be named that nobody had',
      (o) => o.components.securitySchemes.ApiKey['x-scopes-to-be-named'].push('new:scope'),
    ],
    [
      'a scheme that is new',
      (o) => (o.components.securitySchemes.Cookie = { type: 'apiKey', in: 'cookie', name: 's' }),
    ],
    [
      'a job with more time and more tries',
      (o) => Object.assign(job(o)['x-job'], { timeout_seconds: 90, max_attempts: 9, estimated_seconds: 1 }),
    ],
    ['a webhook that is new', (o) => (o.webhooks['x.v1'] = webhook())],
    ['a callback that is new', (o) => (job(o).callbacks['x.v1'] = job(o).callbacks['order.paid.v1'])],
    [
      'what is said to people',
      (o) => {
        Object.assign(order(o).get, { summary: 'x', description: 'x', tags: ['x'], deprecated: true });
        o.info.description = 'x';
        o.tags = [];
        parameter(o, 0).description = 'x';
      },
    ],
  ])('%s is harmless', (_, change) => {
    expect(inShort(findingsAfter(({ openapi }) => change(openapi)))).toEqual([]);
  });
});

test('who breaks is who sends, or who reads', () => {
  const found = findingsAfter(({ openapi }) => {
    openapi.components.schemas.Order.properties.state.enum.push('lost');
    openapi.components.schemas.OrderInput.required = ['note'];
  });
  expect(found.map(({ breaks }) => breaks)).toEqual([
    ['clients that read what getOrder answers', 'clients that read what putOrder answers'],
    ['callers of putOrder'],
  ]);
});

describe('what receivers get by webhook and callback', () => {
  const both = (o: Json) => [
    o.webhooks['order.paid.v1'].post,
    Object.values(job(o).callbacks['order.paid.v1'] as Json)[0].post,
  ];
  test.each<[what: string, change: Change, finding: string, places: number]>([
    [
      'a body with more values',
      (o) =>
        both(o).map(
          (post) => (post.requestBody.content['application/json'].schema.properties.amount = { type: 'number' }),
        ),
      'is a number now, not an integer',
      1,
    ],
    [
      'a member of the body that is gone',
      (o) => both(o).map((post) => (post.requestBody.content['application/json'].schema.properties = {})),
      'is gone',
      1,
    ],
    [
      'a body that may be absent',
      (o) => both(o).map((post) => (post.requestBody.required = false)),
      'may be absent now',
      1,
    ],
    ['a header that is gone', (o) => both(o).map((post) => post.parameters.pop()), 'is gone', 2],
    [
      'a header that may be absent',
      (o) => both(o).map((post) => (post.parameters[0].required = false)),
      'may be absent now',
      2,
    ],
    [
      'a header with another pattern',
      (o) => both(o).map((post) => (post.parameters[0].schema.pattern = '^e')),
      'has the pattern `^e` now, not `^evt_`',
      2,
    ],
    [
      'an answer that is taken no longer',
      (o) => both(o).map((post) => (post.responses = { 200: {} })),
      'is taken as a success no longer',
      1,
    ],
    ['a callback that is gone', (o) => (job(o).callbacks = {}), 'is gone', 1],
    [
      'a callback to another URL',
      (o) => (job(o).callbacks['order.paid.v1'] = { '{$request.body#/url}': webhook() }),
      'goes to {$request.body#/url} now, not {$request.body#/callback_url}',
      1,
    ],
    ['a webhook that is gone', (o) => (o.webhooks = {}), 'is gone', 1],
  ])('%s breaks', (_, change, what, places) => {
    const findings = findingsAfter(({ openapi }) => change(openapi));
    expect(findings.map((finding) => finding.what)).toContain(what);
    expect(findings[0]!.places).toHaveLength(places);
    expect(findings[0]!.breaks.join()).toMatch(/receivers of order\.paid v1|callers that give its URL/);
  });

  test.each<[what: string, change: Change]>([
    [
      'a header that is new',
      (o) => both(o).map((post) => post.parameters.push({ name: 'X-New', in: 'header', schema: text })),
    ],
    [
      'a member that is new',
      (o) => both(o).map((post) => (post.requestBody.content['application/json'].schema.properties.tag = text)),
    ],
    ['an answer that is taken too', (o) => both(o).map((post) => (post.responses['410'] = {}))],
  ])('%s is harmless', (_, change) => {
    expect(inShort(findingsAfter(({ openapi }) => change(openapi)))).toEqual([]);
  });
});
