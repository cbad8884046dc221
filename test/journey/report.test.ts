/** A report, as a client gets it: orders are told of, the report is asked for, made and fetched. */
import { beforeAll, expect, test } from 'vitest';
import { publishEvents } from '../../src/events/publish.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { asFirstTenant, type Service, startService, untilDelivery, untilEnded } from '../fixtures/service.ts';

let service: Service;
const DAY_MS = 86_400_000;
const range = () => ({
  from: new Date(Date.now() - DAY_MS).toISOString(),
  to: new Date(Date.now() + DAY_MS).toISOString(),
});

beforeAll(async () => {
  service = await startService();
  const [tenant] = await service.database.sql`select id from tenants`;
  const data = { order_id: '4711', currency: 'EUR', total_amount: 4990 };
  const told = { tenantId: tenant!.id, subject: '4711', correlationId: 'order-4711', data };
  await service.database.sql.begin((tx) =>
    publishEvents(tx, [
      { ...told, type: 'order.created' },
      { ...told, type: 'order.paid' },
    ]),
  );
});

async function make(body: object) {
  const { data, error, response } = await service.client.POST('/v1/reports', { body: body as never });
  if (!data) throw new Error(JSON.stringify(error));
  expect(response.status).toBe(202);
  expect(data).toMatchObject({ status: 'queued', estimated_seconds: 3 });
  const done = await untilEnded(service, data.request_id);
  expect(done).toMatchObject({ type: 'report', status: 'succeeded', progress: 1, error: null, attempts: 1 });
  const result = await fetch(service.url + new URL(done.result_url!).pathname, { headers: asFirstTenant });
  expect(result.status).toBe(200);
  expect(result.headers.get('x-content-type-options')).toBe('nosniff');
  expect(result.headers.get('content-security-policy')).toBe('sandbox');
  const bytes = Buffer.from(await result.arrayBuffer());
  expect(Number(result.headers.get('content-length'))).toBe(bytes.length);
  return { result, bytes, requestId: data.request_id };
}

test('the sales of a range are fetched as CSV, and the end is told by an event', async () => {
  const { result, bytes, requestId } = await make({
    report_type: 'sales',
    format: 'csv',
    ...range(),
    group_by: 'month',
  });
  expect(result.headers.get('content-type')).toBe('text/csv');
  expect(result.headers.get('content-disposition')).toMatch(/^attachment; filename="res_.*\.csv"$/);
  expect(bytes.toString()).toMatch(
    /^period,currency,orders_created,orders_paid,revenue\r\n\d{4}-\d\d,EUR,1,1,49\.90\r\n$/,
  );
  const events = await service.database.sql`select type, body::json as body from events where subject = ${requestId}`;
  expect(events).toMatchObject([
    {
      type: 'report.completed',
      body: { data: { report_type: 'sales', media_type: 'text/csv', size: bytes.length, row_count: 1 } },
    },
  ]);
});

test('deliveries that were really made are reported on, as HTML and as PDF', async () => {
  const receiver = await startReceiver();
  const { data: endpoint } = await service.client.POST('/v1/webhook-endpoints', {
    body: { url: receiver.url, event_types: ['report.*'] },
  });
  await make({ report_type: 'sales', format: 'csv', ...range() });
  await untilDelivery(service, { endpoint_id: endpoint!.endpoint_id }, 'delivered');
  const html = await make({ report_type: 'delivery_activity', format: 'html', ...range() });
  expect(html.result.headers.get('content-type')).toBe('text/html');
  expect(html.bytes.toString()).toContain(`<td class="text">${receiver.url}/</td><td>1</td>`);
  const pdf = await make({ report_type: 'delivery_activity', format: 'pdf', ...range() });
  expect(pdf.result.headers.get('content-type')).toBe('application/pdf');
  expect(pdf.result.headers.get('content-disposition')).toMatch(/\.pdf"$/);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
});

test('a range that is none is refused when it is handed in, at its pointer, and before anything is stored', async () => {
  const { from, to } = range();
  const count = async () => (await service.database.sql`select count(*)::int as n from requests`)[0]!.n;
  const before = await count();
  for (const preference of [{}, { Prefer: 'dry-run' }]) {
    const { error, response } = await service.client.POST('/v1/reports', {
      params: { header: preference },
      body: { report_type: 'sales', format: 'csv', from: to, to: from },
    });
    expect(response.status).toBe(422);
    expect(error!.errors).toMatchObject([{ pointer: '/to', code: 'too_small' }]);
  }
  expect(await count()).toBe(before);
});
