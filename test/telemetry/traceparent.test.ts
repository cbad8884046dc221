/** Every delivery says which trace it belongs to, though nobody records any. */
import { beforeAll, describe, expect, test } from 'vitest';
import { toUuid } from '../../src/contract/ids.ts';
import { readTraceparent, traceIdOf } from '../../src/telemetry/trace-context.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { asFirstTenant, makeImage, type Service, startService, untilDelivery, upload } from '../fixtures/service.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const headers = { traceparent: `00-${TRACE}-${CALLER}-01` };
const order = {
  type: 'order.paid',
  subject: '4711',
  data: { order_id: '4711', currency: 'EUR', total_amount: 1 },
} as const;

let service: Service;
let receiver: TestReceiver;
let endpointId: string;
beforeAll(async () => {
  service = await startService();
  receiver = await startReceiver();
  const body = { url: receiver.url, event_types: ['order.*'], retry_policy: { initial_delay_ms: 10, max_attempts: 2 } };
  endpointId = (await service.client.POST('/v1/webhook-endpoints', { body })).data!.endpoint_id;
});

/** Of what comes next. @param count  attempts */
async function tracesOf(count: number, cause: () => Promise<unknown>) {
  const before = receiver.received.length;
  await cause();
  const all = await receiver.until(before + count);
  return all.slice(before).map((one) => readTraceparent(one.headers.traceparent as string)!);
}
const eventId = (event: { event_id: string }) => event.event_id;

test('that of the call that published it, with a new parent at each attempt', async () => {
  receiver.answers = [500];
  const [first, second] = await tracesOf(2, () => service.client.POST('/v1/events', { body: order, headers }));
  expect(first).toEqual({ traceId: TRACE, spanId: expect.not.stringMatching(CALLER), isSampled: true });
  expect(second).toEqual({ ...first, spanId: expect.not.stringMatching(first!.spanId) });
});

test('events of one call are in one trace, also where the caller was in none', async () => {
  const [first, second] = await tracesOf(2, () => service.client.POST('/v1/events', { body: [order, order] }));
  expect(second!.traceId).toBe(first!.traceId);
  expect(first).toMatchObject({ traceId: expect.not.stringMatching(TRACE), isSampled: false });
});

test('a traceparent that is not well formed, or came twice, is as none', async () => {
  for (const traceparent of [
    'nonsense',
    `${headers.traceparent}-more`,
    `${headers.traceparent}, ${headers.traceparent}`,
  ]) {
    const call = () => service.client.POST('/v1/events', { body: order, headers: { traceparent } });
    const [attempt] = await tracesOf(1, call);
    expect(attempt!.traceId).not.toBe(TRACE);
  }
});

test('a ping, and the callback of a job, are in the trace of their call', async () => {
  const path = { endpoint_id: endpointId };
  const ping = () => service.client.POST('/v1/webhook-endpoints/{endpoint_id}/ping', { params: { path }, headers });
  expect(await tracesOf(1, ping)).toMatchObject([{ traceId: TRACE }]);
  const upload_id = await upload(service, await makeImage());
  const body = { upload_id, operations: [{ rotate: 90 }], callback_url: `${receiver.url}/callback` };
  const work = () => service.client.POST('/v1/images:process', { body, headers });
  expect(await tracesOf(1, work)).toMatchObject([{ traceId: TRACE }]);
});

test('what ends a request from outside tells of it in the trace of the call that handed it in', async () => {
  const idle = await startService({ works: false });
  const upload_id = await upload(idle, await makeImage());
  const body = { upload_id, operations: [{ rotate: 90 }], callback_url: `${receiver.url}/callback` };
  const { data } = await idle.client.POST('/v1/images:process', { body, headers });
  const path = { request_id: (data as { request_id: string }).request_id };
  await idle.client.POST('/v1/requests/{request_id}/cancel', { params: { path } });
  const [event] = await idle.database.sql`select traceparent from events where type = 'image.canceled'`;
  expect(readTraceparent(event!.traceparent)).toMatchObject({ traceId: TRACE });
});

test('redrive and replay go on with the trace of the event', async () => {
  receiver.answers = [500, 500];
  let published = '';
  await tracesOf(2, async () => {
    const { data } = await service.client.POST('/v1/events', { body: order, headers });
    published = eventId(data as { event_id: string });
  });
  const { delivery_id } = await untilDelivery(service, { event_id: published }, 'dead');
  const other = { traceparent: `00-${'1'.repeat(32)}-${CALLER}-01` };
  const redrive = () =>
    service.client.POST('/v1/deliveries/{delivery_id}/redrive', { params: { path: { delivery_id } }, headers: other });
  expect(await tracesOf(1, redrive)).toMatchObject([{ traceId: TRACE }]);
  await untilDelivery(service, { event_id: published }, 'delivered');
  const metrics = await (await fetch(`${service.url}/metrics`, { headers: asFirstTenant })).text();
  expect(metrics).toContain('\nwaybill_dead_letters_total{reason="attempts_exhausted"} 1\n');
});

describe('what no call brought about', () => {
  test('of the outbox: in a trace that its own id names, at each attempt the same', async () => {
    const { sql } = service.database;
    const { data } = await service.client.GET('/v1/tenants');
    receiver.answers = [500];
    const attempts = await tracesOf(
      2,
      () => sql`
        insert into event_outbox (tenant_id, type, subject, data)
        values (${data!.data[0]!.tenant_id}, 'order.paid', 'o', ${JSON.stringify(order.data)}::jsonb)`,
    );
    const traceId = traceIdOf(toUuid(receiver.received.at(-1)!.event.event_id));
    expect(attempts).toMatchObject([{ traceId }, { traceId }]);
    expect(attempts[0]!.spanId).not.toBe(attempts[1]!.spanId);
  });

  test('and so is what an earlier release stored, or ran', async () => {
    const idle = await startService({ works: false });
    const body = { url: receiver.url, event_types: ['order.*'] };
    await idle.client.POST('/v1/webhook-endpoints', { body });
    const { data } = await idle.client.POST('/v1/events', { body: order });
    await idle.database.sql`update events set traceparent = null`;
    const { startWorker } = await import('../../src/worker.ts');
    const { createLog } = await import('../../src/telemetry/log.ts');
    const parts = { config: idle.config, databaseUrl: idle.database.url, log: createLog({ level: 'silent' }) };
    let stop = async () => {};
    const [attempt] = await tracesOf(1, async () => {
      stop = (await startWorker(parts)).stop;
    });
    await stop();
    expect(attempt!.traceId).toBe(traceIdOf(toUuid(eventId(data as { event_id: string }))));
  });
});

test('and the contract declares it: to callers, and to receivers', async () => {
  const { data } = await service.client.GET('/openapi.json');
  const { paths, webhooks } = data as unknown as Record<string, Record<string, { post: { parameters: object[] } }>>;
  const declared = (parameters: object[]) => JSON.stringify(parameters);
  expect(declared(paths!['/v1/events']!.post.parameters)).toContain('#/components/parameters/Traceparent');
  expect(declared(webhooks!['order.paid.v1']!.post.parameters)).toContain('"name":"traceparent"');
  const refused = await fetch(`${service.url}/v1/webhook-endpoints`, {
    method: 'POST',
    headers: { ...asFirstTenant, 'Content-Type': 'application/json' },
    body: JSON.stringify({ url: receiver.url, event_types: [], headers: { Traceparent: headers.traceparent } }),
  });
  expect(refused.status).toBe(422);
});
