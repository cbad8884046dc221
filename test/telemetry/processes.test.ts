/**
 * What a server and a worker, in processes of their own, tell of one piece of work: the spans at a collector, the lines of
 * their logs, their metrics. And nothing of it is a secret: canaries are planted wherever a caller can put one.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../src/database/embedded.ts';
import { readTraceparent } from '../../src/telemetry/trace-context.ts';
import { type CollectedSpan, type Collector, startCollector } from '../fixtures/collector.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { type ServiceProcess, startProcess } from '../fixtures/processes.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { makeImage } from '../fixtures/service.ts';

const KEY = 'CANARY-api-key-of-the-first-tenant';
const SECRET = `whsec_${Buffer.from('CANARY-secret-of-the-endpoint').toString('base64')}`;
const CANARIES = ['CANARY', SECRET.slice(6), 'rojo=', 'gracias'];
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

let collector: Collector;
let receiver: TestReceiver;
let server: ServiceProcess;
let worker: ServiceProcess;
let urls: { server: string; worker: string };
let answers: Response[];
let dataDir: string;

afterAll(async () => {
  for (const each of [server, worker]) each?.signal('SIGKILL', true);
  await rm(dataDir, { recursive: true, force: true });
});

const call = (path: string, body: unknown, headers: Record<string, string> = {}, at = urls.server) =>
  fetch(`${at}${path}`, {
    ...(body === undefined
      ? {}
      : { method: 'POST', body: body instanceof Buffer ? (body as never) : JSON.stringify(body) }),
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json', ...headers },
  });
const metricsAt = async (at: string) => (await call('/metrics', undefined, {}, at)).text();

beforeAll(async () => {
  const database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'waybill-telemetry-'));
  [collector, receiver] = await Promise.all([startCollector(), startReceiver()]);
  const ports = { server: await freePort(), worker: await freePort() };
  urls = { server: `http://127.0.0.1:${ports.server}`, worker: `http://127.0.0.1:${ports.worker}` };
  const env = {
    DATABASE_URL: database.url,
    WAYBILL_DATA_DIR: dataDir,
    WAYBILL_BOOTSTRAP_API_KEY: KEY,
    ...collector.env,
  };
  // It has spans still to be sent when it is stopped.
  server = startProcess('server', { ...env, PORT: String(ports.server), OTEL_BSP_SCHEDULE_DELAY: '3000' });
  await server.until('listening on');
  worker = startProcess('worker', {
    ...env,
    WAYBILL_WORKER_PORT: String(ports.worker),
    OTEL_SERVICE_NAME: 'waybill-worker',
  });
  await worker.until('probes at');
  const endpoint = {
    url: `${receiver.url}/CANARY-path?token=CANARY-query`,
    event_types: ['image.*'],
    retry_policy: { initial_delay_ms: 10 },
    secret: SECRET,
    headers: { 'X-Gate': 'CANARY-header' },
  };
  await call('/v1/webhook-endpoints', endpoint);
  const uploaded = await call('/v1/uploads', await makeImage(), { 'Content-Type': 'image/jpeg' });
  const { upload_id } = (await uploaded.json()) as { upload_id: string };
  receiver.answers = [503];
  const work = {
    upload_id,
    operations: [{ rotate: 90 }],
    metadata: { note: 'CANARY-metadata' },
    callback_url: `${receiver.url}/CANARY-callback?rojo=CANARY-of-callback`,
  };
  const traced = { traceparent: `00-${TRACE}-${CALLER}-01`, tracestate: 'CANARY=state', baggage: 'CANARY=baggage' };
  const accepted = await call('/v1/images:process', work, { ...traced, 'Idempotency-Key': 'CANARY-idempotency' });
  answers = [
    accepted,
    await call('/v1/webhook-endpoints', { ...endpoint, url: 'https://CANARY-user:CANARY-password@example.com/' }),
    await call('/v1/requests?gracias=CANARY-query', undefined),
    await call('/CANARY-path-of-nothing?gracias=1', undefined),
    await call('/v1/events', { type: 'order.paid', subject: 'CANARY-subject', data: { order_id: 'CANARY' } }),
    await call('/v1/requests', undefined, { Authorization: 'Bearer CANARY-wrong-key-of-nobody', ...traced }),
    await call('/v1/requests', undefined, { traceparent: 'CANARY-traceparent' }),
  ];
  await receiver.until(3, 60_000); // the failed one, the good one, and the callback
  await collector.until((spans) => spans.filter(({ traceId }) => traceId === TRACE).length === 5);
}, 120_000);

describe('a trace', () => {
  const inTrace = () => collector.spans.filter(({ traceId }) => traceId === TRACE);
  const ofKind = (kind: number) => inTrace().filter((span) => span.kind === kind);

  test('goes from the caller through the call, the run and each attempt to the receiver', () => {
    const [[accepting], [run], attempts] = [ofKind(2), ofKind(5), ofKind(3)] as [
      [CollectedSpan],
      [CollectedSpan],
      CollectedSpan[],
    ];
    expect(inTrace()).toHaveLength(5);
    expect(accepting).toMatchObject({ parentSpanId: CALLER, service: 'waybill' });
    expect(accepting.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.response.status_code': 202,
      'waybill.operation': 'processImage',
      'waybill.call_id': answers[0]!.headers.get('x-request-id'),
    });
    expect(run).toMatchObject({
      parentSpanId: accepting.spanId,
      name: 'process image-process',
      service: 'waybill-worker',
    });
    expect(run.attributes).toMatchObject({
      'messaging.destination.name': 'image-process',
      'waybill.outcome': 'succeeded',
    });
    expect(attempts.map(({ parentSpanId }) => parentSpanId)).toEqual(Array(3).fill(run.spanId));
    const codes = attempts.map(({ attributes }) => attributes['http.response.status_code']);
    expect(codes.sort()).toEqual([204, 204, 503]);
    const failed = attempts.find(({ attributes }) => attributes['http.response.status_code'] === 503)!;
    expect(failed).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': 'server_error' } });

    const headers = receiver.received.map(({ headers }) => readTraceparent(headers.traceparent as string));
    expect(headers.map((header) => header!.spanId).sort()).toEqual(attempts.map(({ spanId }) => spanId).sort());
    for (const header of headers) expect(header).toMatchObject({ traceId: TRACE, isSampled: true });
  });

  test('is all that a receiver is told of the caller', () => {
    for (const { headers } of receiver.received) {
      expect(headers.tracestate).toBeUndefined();
      expect(headers.baggage).toBeUndefined();
    }
  });

  test('is not that of a caller without a valid key, nor of one whose traceparent is not well formed', async () => {
    const [refused, malformed] = answers.slice(-2);
    expect([refused!.status, malformed!.status]).toEqual([401, 200]);
    const idOf = ({ headers }: Response) => headers.get('x-request-id');
    const spanOf = (id: string | null) =>
      collector.spans.find(({ attributes }) => attributes['waybill.call_id'] === id);
    await collector.until(() => [refused, malformed].every((answer) => spanOf(idOf(answer!))));
    for (const answer of [refused, malformed]) {
      const span = spanOf(idOf(answer!))!;
      expect(span.traceId).not.toBe(TRACE);
      expect(span.parentSpanId ?? '').toBe('');
    }
  });

  test('is sent as traces alone: neither metrics nor logs', () => {
    expect(collector.received.filter((text) => !text.startsWith('/v1/traces '))).toEqual([]);
  });
});

describe('a wide line', () => {
  const lines = (of: ServiceProcess, name: string) =>
    of
      .output()
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : []))
      .filter(({ msg }) => msg === name);
  const always = ['level', 'time', 'pid', 'msg', 'trace_id'];

  test('tells of each call', () => {
    const all = lines(server, 'call');
    const told = all.find(({ call_id }) => call_id === answers[0]!.headers.get('x-request-id'))!;
    const fields = ['call_id', 'tenant', 'key_id', 'operation', 'method', 'route', 'status', 'ms'];
    expect(Object.keys(told).sort()).toEqual([...always, ...fields].sort());
    expect(told).toMatchObject({
      trace_id: TRACE,
      operation: 'processImage',
      tenant: expect.stringMatching(/^ten_/),
      key_id: expect.stringMatching(/^key_/),
    });
    const refused = all.find(({ call_id }) => call_id === answers[2]!.headers.get('x-request-id'));
    expect(refused).toMatchObject({ status: 400, problem: 'malformed-request' });
  });

  test('tells of each run', () => {
    const [told, ...more] = lines(worker, 'run');
    expect(more).toEqual([]);
    const fields = ['request_id', 'correlation_id', 'tenant', 'job', 'attempt', 'waited_ms', 'outcome', 'ms'];
    expect(Object.keys(told!).sort()).toEqual([...always, ...fields].sort());
    expect(told).toMatchObject({ trace_id: TRACE, job: 'image-process', waited_ms: expect.any(Number) });
  });

  test('tells of each attempt', () => {
    const told = lines(worker, 'attempt');
    expect(told.map(({ status }) => status).sort()).toEqual([204, 204, 503]);
    const fields = [
      ...['event_id', 'delivery_id', 'endpoint_id', 'correlation_id', 'tenant', 'type', 'origin', 'attempt', 'round'],
      ...['age_ms', 'status', 'error_code', 'next', 'ms'],
    ];
    for (const line of told) {
      expect(Object.keys(line).sort()).toEqual([...always, ...fields].sort());
      expect(line).toMatchObject({ trace_id: TRACE, origin: new URL(receiver.url).origin });
    }
  });
});

describe('the probes of a worker', () => {
  test('say that it lives and is ready, its heartbeat included; there is nothing else', async () => {
    expect((await fetch(`${urls.worker}/livez`)).status).toBe(200);
    const ready = await fetch(`${urls.worker}/readyz`);
    const checks = { database: true, partitions: true, encryption: true, heartbeat: true };
    expect(await ready.json()).toEqual({ status: 'ok', checks });
    for (const path of ['/v1/requests', '/v1/images:process', '/openapi.json', '/docs'])
      expect((await call(path, undefined, {}, urls.worker)).status, path).toBe(404);
    expect((await call('/v1/requests', {}, {}, urls.worker)).status).toBe(404); // not 405: it is not offered
  });

  test('tell metrics to operators alone', async () => {
    expect((await fetch(`${urls.worker}/metrics`)).status).toBe(401);
    const made = await call('/v1/api-keys', { name: 'reader', scopes: ['requests:read'] });
    const { api_key } = (await made.json()) as { api_key: string };
    for (const at of Object.values(urls))
      expect((await call('/metrics', undefined, { Authorization: `Bearer ${api_key}` }, at)).status).toBe(403);
  });
});

test('metrics: each process tells what it has counted, and both what the database knows', async () => {
  const [ofServer, ofWorker] = await Promise.all([metricsAt(urls.server), metricsAt(urls.worker)]);
  expect(ofServer).toMatch(
    /^waybill_http_request_duration_seconds_count{operation="processImage",status_class="2xx"} 1$/m,
  );
  expect(ofServer).toMatch(/^waybill_http_request_duration_seconds_count{operation="none",status_class="4xx"} 1$/m);
  expect(ofServer).not.toContain('waybill_attempts_total{');
  for (const line of [
    'waybill_attempts_total{outcome="server_error"} 1',
    'waybill_attempts_total{outcome="delivered"} 2',
    'waybill_attempt_duration_seconds_count{outcome="failed"} 1',
    'waybill_delivery_wait_seconds_count 2',
    'waybill_run_duration_seconds_count{job="image-process",outcome="succeeded"} 1',
    'waybill_run_wait_seconds_count{job="image-process"} 1',
    'waybill_requests_ended_total{job="image-process",state="succeeded"} 1',
    'waybill_events_published_total{type="image.processed"} 1',
  ])
    expect(ofWorker).toContain(`\n${line}\n`);
  for (const text of [ofServer, ofWorker]) {
    expect(text).toMatch(/^process_cpu_seconds_total /m);
    for (const line of [
      'waybill_database_up 1',
      'waybill_workers 1',
      'waybill_requests{state="queued"} 0',
      'waybill_deliveries_waiting 0',
      'waybill_breakers{state="open"} 0',
      'waybill_breakers{state="closed"} 2',
    ])
      expect(text).toContain(`\n${line}\n`);
  }
});

test('nothing that a caller wrote is told: not in a line, nor a span, nor a metric', async () => {
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toEqual([202, 422, 400, 404, 422, 401, 200]);
  const metrics = await Promise.all(Object.values(urls).map(metricsAt));
  const told = [server.output(), worker.output(), ...collector.received, ...metrics].join('\n');
  expect(CANARIES.filter((canary) => told.includes(canary))).toEqual([]);
  // No ids in metrics: they would make as many series as there are customers.
  expect(metrics.join('\n')).not.toMatch(/(req|res|upl|ep|evt|dlv|key|ten)_[0-9a-z]{26}|127\.0\.0\.1|http:/);
});

test('a process that is stopped sends the spans that it has still', async () => {
  const before = collector.spans.length;
  const last = await call('/livez', undefined);
  server.signal('SIGTERM');
  expect((await server.exited).code).toBe(0);
  const id = last.headers.get('x-request-id');
  expect(collector.spans.slice(before).map(({ attributes }) => attributes['waybill.call_id'])).toContain(id);
});

test('where nobody has said where traces go, the SDK is not even loaded', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
  const environments = [{}, { ...endpoint, OTEL_SDK_DISABLED: 'true' }, { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }];
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (/^@opentelemetry.(?!api$)/.test(name)) console.log(name);
      return next(name, context);
    } });
    await import('./src/server.ts');
    await import('./src/worker.ts');
    const { startTracing, unrecorded } = await import('./src/telemetry/tracing.ts');
    for (const env of ${JSON.stringify(environments)}) console.log((await startTracing(env)) === unrecorded);
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
    encoding: 'utf8',
  });
  expect(stdout, stderr).toBe('true\n'.repeat(3));
}, 60_000);
