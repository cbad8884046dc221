/** The example of a receiver, beside the real service: told once of everything, whatever is sent how often. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { checkReceiver } from '../../src/receiver/kit/index.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { type Service, startService, untilDelivery, untilEnded } from '../fixtures/service.ts';
import { SECRET } from '../fixtures/webhooks.ts';

let service: Service;
let database: Database;
let example: ChildProcess;
let url: string;
let log = '';

beforeAll(async () => {
  service = await startService();
  database = await createTestDatabase();
  example = spawn(process.execPath, ['scripts/examples/receiver.ts'], {
    env: { PATH: process.env.PATH, PORT: '0', SECRET, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  example.stdout!.on('data', (chunk) => {
    log += chunk;
  });
  await vi.waitUntil(() => log.includes('listening on'), { timeout: 20_000 });
  url = /http:\/\/localhost:\d+/.exec(log)![0];
});
afterAll(() => example.kill('SIGKILL'));

const countEffects = async () => Number(await (await fetch(`${url}/effects`)).text());

test('what the service sends has its effect once, also when it is replayed', async () => {
  const { client } = service;
  const endpoint = await client.POST('/v1/webhook-endpoints', {
    body: { url: `${url}/webhooks`, event_types: ['*'], secret: SECRET },
  });
  const { endpoint_id } = endpoint.data!;
  const since = new Date(Date.now() - 1000).toISOString();
  const parcels = [{ carrier: 'DHL', tracking_number: '1' }];
  const events = ['in_transit', 'delivered'].map((status) => ({
    type: 'shipment.updated',
    subject: 's-1',
    data: { shipment_id: 's-1', order_id: '4711', status, parcels },
  }));
  expect((await client.POST('/v1/events', { body: events })).response.status).toBe(202);
  await expect.poll(countEffects, { timeout: 10_000 }).toBe(2);
  const shipments = () => database.sql`select shipment_id, status from shipments`;
  expect(await shipments()).toEqual([{ shipment_id: 's-1', status: 'delivered' }]);

  await untilDelivery(service, { endpoint_id }, 'delivered');
  const replay = await client.POST('/v1/webhook-endpoints/{endpoint_id}/replay', {
    params: { path: { endpoint_id } },
    body: { since },
  });
  await untilEnded(service, replay.data!.request_id);
  await expect.poll(() => log.match(/^200 duplicate/gm)?.length, { timeout: 10_000 }).toBe(2);
  expect(await countEffects()).toBe(2);
  expect(await shipments()).toEqual([{ shipment_id: 's-1', status: 'delivered' }]);

  await client.POST('/v1/webhook-endpoints/{endpoint_id}/ping', { params: { path: { endpoint_id } } });
  await expect.poll(() => log, { timeout: 10_000 }).toContain('200 test');
  expect(await countEffects()).toBe(2);
});

test('the conformance kit finds nothing wrong with it, and has nothing left unseen', async () => {
  const findings = await checkReceiver(`${url}/webhooks`, { secret: SECRET, countEffects });
  expect(findings.filter(({ verdict }) => verdict !== 'right')).toEqual([]);
  expect(log).not.toContain(SECRET.slice(6));
});

test('it ends by SIGTERM', async () => {
  example.kill('SIGTERM');
  expect(await once(example, 'exit')).toEqual([0, null]);
});
