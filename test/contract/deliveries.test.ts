/**
 * What is delivered, of each type in each version: the example of the catalogue goes in, and comes out as exactly one
 * message of the AsyncAPI document. The receiver of all tests judges so (test/fixtures/messages.ts); that it can tell is
 * tested here too.
 */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { events } from '../../generated/contract.ts';
import type { EventContract } from '../../src/contract/shape.ts';
import { type Endpoints, startEndpoints } from '../fixtures/endpoints.ts';
import { faultsOfDelivery } from '../fixtures/messages.ts';
import type { Received, TestReceiver } from '../fixtures/receiver.ts';
import { type Service, untilDelivery } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let endpoints: Endpoints;
beforeAll(async () => {
  ({ service, receiver, endpoints } = await startEndpoints());
});
beforeEach(() => endpoints.clear());

const all = Object.entries(events as Record<string, EventContract>).flatMap(
  ([type, { versions, publishable, newest }]) =>
    Object.entries(versions).map(([version, { examples }]) => ({
      type,
      version: Number(version),
      example: examples[0] as { subject: string; data: object },
      isPublishable: publishable && Number(version) === newest,
    })),
);

test.each(all)(
  'the example of $type, version $version, is what a ping delivers',
  async ({ type, version, example }) => {
    const { newest } = (events as Record<string, EventContract>)[type]!;
    const settings = newest > 1 ? { event_versions: { [type]: version } } : {};
    const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types: [type], ...settings });
    const params = { path: { endpoint_id } };
    await service.client.POST('/v1/webhook-endpoints/{endpoint_id}/ping', { params, body: { type } });
    const [received] = await receiver.until(1);
    const { data, ...envelope } = received!.event;
    expect(envelope).toMatchObject({ type, event_version: version });
    if (type === 'endpoint.ping') expect(data).toEqual({ endpoint_id });
    else expect(data).toEqual(example.data);
  },
);

const publishable = all.filter(({ isPublishable }) => isPublishable);
test.each(publishable)('the example of $type, version $version, can be published', async ({ type, example }) => {
  await endpoints.register({ url: receiver.url, event_types: [type] });
  const body = { type, subject: example.subject, data: example.data } as never;
  const { data } = await service.client.POST('/v1/events', { body });
  await untilDelivery(service, { event_id: (data as { event_id: string }).event_id }, 'delivered');
  const [received] = await receiver.until(1);
  expect(received!.event).toMatchObject({ type, subject: example.subject, data: example.data });
});

test('a delivery that is otherwise than the document says is found', async () => {
  const { endpoint_id } = await endpoints.register({ url: receiver.url, event_types: ['order.paid'] });
  const params = { path: { endpoint_id } };
  await service.client.POST('/v1/webhook-endpoints/{endpoint_id}/ping', { params, body: { type: 'order.paid' } });
  const good = (await receiver.until(1))[0]!;
  expect(faultsOfDelivery(good)).toEqual([]);
  const body = (change: object) => ({ ...good, body: JSON.stringify({ ...JSON.parse(good.body), ...change }) });
  const headers = (change: object) => ({ ...good, headers: { ...good.headers, ...change } });
  const otherwise: Received[] = [
    body({ event_version: 2 }),
    body({ type: 'order.created' }),
    body({ type: 'order.lost' }),
    body({ sequence: '1' }),
    body({ data: {} }),
    headers({ 'webhook-signature': undefined }),
    headers({ 'webhook-timestamp': '1' }),
    headers({ 'x-signature': good.headers['webhook-signature'] }),
    headers({ 'x-event-type': 'order.created' }),
    headers({ 'idempotency-key': 'evt_01k9w3vc2d6f8h0k1m3n5p7q9r' }),
    headers({ 'x-correlation-id': 'another' }),
    headers({ 'content-type': 'text/plain' }),
  ];
  for (const one of otherwise) expect(faultsOfDelivery(one), JSON.stringify(one)).toHaveLength(1);
});
