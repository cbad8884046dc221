/** Pinned versions: an endpoint gets each type in the version that it knows, whatever is published. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { toUuid } from '../../src/contract/ids.ts';
import { eventTypes, wholeSchema } from '../../src/events/catalogue.ts';
import { type Endpoints, startEndpoints } from '../fixtures/endpoints.ts';
import type { TestReceiver } from '../fixtures/receiver.ts';
import type { Service } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let endpoints: Endpoints;
beforeAll(async () => {
  ({ service, receiver, endpoints } = await startEndpoints());
});
beforeEach(() => endpoints.clear());

const event_types = ['shipment.updated'];
const url = 'https://hooks.example.com/';
const storedPins = async (endpoint_id: string) =>
  (await service.database.sql`select event_versions from endpoints where id = ${toUuid(endpoint_id)}`)[0]!
    .event_versions;

const ajv = addFormats.default(new Ajv2020({ strict: false }));
const isValid = Object.fromEntries(
  [1, 2].map((version) => [version, ajv.compile(wholeSchema(`ShipmentUpdatedV${version}`))]),
);

const text = (maxLength: number) => fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength });
const shipment = fc.record(
  {
    shipment_id: text(255),
    order_id: text(255),
    status: fc.constantFrom('in_transit', 'out_for_delivery', 'delivered', 'returned', 'exception'),
    parcels: fc.array(fc.record({ carrier: text(100), tracking_number: text(100) }), { minLength: 1, maxLength: 50 }),
    estimated_delivery_at: fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  },
  { requiredKeys: ['shipment_id', 'order_id', 'status', 'parcels'] },
);

test('whatever is published in version 2, those who know version 1 get valid bytes of it, the same at each attempt', async () => {
  await endpoints.register({ url: `${receiver.url}/1`, event_types, event_versions: { 'shipment.updated': 1 } });
  await endpoints.register({ url: `${receiver.url}/2`, event_types });
  await fc.assert(
    fc.asyncProperty(shipment, async (data) => {
      receiver.received.length = 0;
      // Each fails once, whichever is the first.
      const failed = new Set<string>();
      receiver.otherwise = (response, { path }) => {
        response.writeHead(failed.has(path) ? 204 : 500).end();
        failed.add(path);
      };
      await endpoints.publish({ data, subject: data.shipment_id });
      const got = await receiver.until(4);
      for (const version of [1, 2]) {
        const bodies = got.filter(({ path }) => path === `/${version}`).map(({ body }) => body);
        expect(bodies).toHaveLength(2);
        expect(bodies[0]).toBe(bodies[1]);
        const event = JSON.parse(bodies[0]!);
        expect(isValid[version]!(event), JSON.stringify(isValid[version]!.errors)).toBe(true);
        expect(event.event_version).toBe(version);
        if (version === 2) expect(event.data).toEqual(data);
        else expect(event.data).not.toHaveProperty('parcels');
      }
    }),
    { numRuns: 40 },
  );
});

test('what was fanned out before a pin was changed keeps its version', async () => {
  const { endpoint_id } = await endpoints.register({
    url: receiver.url,
    event_types,
    event_versions: { 'shipment.updated': 1 },
    retry_policy: { initial_delay_ms: 1_000 },
  });
  receiver.answers = [500];
  await endpoints.publish();
  await receiver.until(1);
  const { data } = await endpoints.change(endpoint_id, { event_versions: { 'shipment.updated': 2 } });
  expect(data!.event_versions).toEqual({ 'shipment.updated': 2 });
  const [first, again] = await receiver.until(2);
  expect(again!.body).toBe(first!.body);
  await endpoints.publish();
  const third = (await receiver.until(3))[2]!;
  expect([first!, third].map(({ body }) => JSON.parse(body).event_version)).toEqual([1, 2]);
});

test('an endpoint is pinned to what is the newest when it first covers a type; only pins above 1 are stored', async () => {
  const { endpoint_id, event_versions } = await endpoints.register({ url, event_types: ['*'] });
  const newest = Object.fromEntries(
    eventTypes()
      .filter(([type]) => !/^(endpoint|delivery|secret)\./.test(type))
      .map(([type, contract]) => [type, contract.newest]),
  );
  expect(event_versions).toEqual(newest);
  expect(await storedPins(endpoint_id)).toEqual({ 'shipment.updated': 2 });
});

test('an endpoint from before there was a second version stays at the first, also when it changes what it covers', async () => {
  const { endpoint_id } = await endpoints.register({ url, event_types: ['shipment.*', 'order.paid'] });
  await service.database.sql`update endpoints set event_versions = '{}'`;
  const pinsAfter = async (changes: object) =>
    (await endpoints.change(endpoint_id, changes)).data!.event_versions['shipment.updated'];
  expect(await pinsAfter({ description: 'x' })).toBe(1);
  expect(await pinsAfter({ event_types: ['*'] })).toBe(1);
  expect(await pinsAfter({ event_types: ['order.*'] })).toBeUndefined();
  expect(await pinsAfter({ event_types: ['*'] })).toBe(2);
  expect(await pinsAfter({ event_versions: { 'order.paid': 1 } })).toBe(2);
  expect(await pinsAfter({ event_versions: { 'shipment.updated': 1 } })).toBe(1);
});

test('an endpoint for callbacks shows the types that end requests', async () => {
  const { event_versions } = await endpoints.register({ url, event_types: [] });
  expect(Object.keys(event_versions)).toContain('image.processed');
  expect(Object.keys(event_versions)).not.toContain('shipment.updated');
});

test('pins that mean nothing are refused, each at its place', async () => {
  const wanted = { 'shipment.updated': 3, 'order.paid': 1, 'no~such/type': 1, constructor: 1 };
  const faults = [
    { pointer: '/event_versions/shipment.updated', code: 'unknown_version' },
    { pointer: '/event_versions/order.paid', code: 'not_subscribed' },
    { pointer: '/event_versions/no~0such~1type', code: 'unknown_event_type' },
    { pointer: '/event_versions/constructor', code: 'unknown_event_type' },
  ];
  const refused = await service.client.POST('/v1/webhook-endpoints', {
    body: { url, event_types, event_versions: wanted },
  });
  expect(refused.error).toMatchObject({ status: 422, errors: faults });
  const { endpoint_id } = await endpoints.register({ url, event_types });
  expect((await endpoints.change(endpoint_id, { event_versions: wanted })).error).toMatchObject({ errors: faults });
});
