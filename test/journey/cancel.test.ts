/** Cancel, at every moment of a request's life, with a real worker at work. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { toUuid } from '../../src/contract/ids.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { asFirstTenant, makeImage, type Service, startService, untilEnded, upload } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let hanging: string;
beforeAll(async () => {
  service = await startService();
  receiver = await startReceiver();
  await service.client.POST('/v1/webhook-endpoints', { body: { url: receiver.url, event_types: ['*'] } });
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hanging = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
});

async function handIn(body: object, headers: Record<string, string> = {}) {
  const { data } = await service.client.POST('/v1/images:process', {
    headers,
    body: { operations: [{ rotate: 90 }], ...body } as never,
  });
  return data!.request_id!;
}
async function cancel(request_id: string) {
  const { data, error, response } = await service.client.POST('/v1/requests/{request_id}/cancel', {
    params: { path: { request_id } },
  });
  return { status: response.status, data, error };
}
const until = (request_id: string, status: string) =>
  vi.waitFor(
    async () => {
      const { data } = await service.client.GET('/v1/requests/{request_id}', { params: { path: { request_id } } });
      expect(data!.status).toBe(status);
    },
    { timeout: 10_000, interval: 30 },
  );
const endsOf = async (request_id: string) =>
  (await service.database.sql`select type from events where subject = ${request_id}`).map(({ type }) => type);

test('what waits is canceled at once, and its event is sent', async () => {
  // Two hang in the worker's two places; the third waits.
  const busy = await Promise.all([handIn({ image_url: hanging }), handIn({ image_url: hanging })]);
  for (const request of busy) await until(request, 'processing');
  const id = await handIn({ image_url: hanging, metadata: { order: '1' } }, { 'X-Correlation-Id': 'order-1' });
  const { status, data } = await cancel(id);
  expect([status, data!.status, data!.metadata]).toEqual([200, 'canceled', { order: '1' }]);
  const [event] = (await receiver.until(1)).filter(({ event }) => event.subject === id);
  expect(event!.event).toMatchObject({ type: 'image.canceled', data: { request_id: id, status: 'canceled' } });
  expect(event!.headers['x-correlation-id']).toBe('order-1');
  expect((await cancel(id)).status).toBe(200);

  // And those that are being done are told to stop, both at once.
  const asked = await Promise.all(busy.map(cancel));
  expect(asked.map(({ status, data }) => [status, data!.status])).toEqual([
    [202, 'processing'],
    [202, 'processing'],
  ]);
  for (const request of busy)
    expect(await untilEnded(service, request)).toMatchObject({ status: 'canceled', result_url: null });
  for (const request of [...busy, id]) expect(await endsOf(request)).toEqual(['image.canceled']);
});

test('what waits for another run is canceled at once', async () => {
  const id = await handIn({ image_url: hanging });
  await until(id, 'processing');
  // As when its worker has given it back: nobody has it, and its time has not come.
  await service.database.sql`
    update request_queue set worker_id = null, run_epoch = run_epoch + 1, run_at = now() + interval '1 hour'
    where request_id = ${toUuid(id)}`;
  const { status, data } = await cancel(id);
  expect([status, data!.status]).toEqual([200, 'canceled']);
  expect(await endsOf(id)).toEqual(['image.canceled']);
});

test('what has ended otherwise is 409 and stays as it is', async () => {
  const upload_id = await upload(service, await makeImage());
  const done = await handIn({ upload_id });
  await untilEnded(service, done);
  const failed = await handIn({ upload_id, operations: [{ crop: { x: 1000, y: 0, w: 1, h: 1 } }] });
  await untilEnded(service, failed);
  for (const [id, state] of [
    [done, 'succeeded'],
    [failed, 'failed'],
  ] as const) {
    const { status, error } = await cancel(id);
    expect([status, error!.detail]).toEqual([409, `It has ${state}.`]);
    await until(id, state);
  }
});

describe.skipIf(process.platform !== 'linux')('work that does not look up', () => {
  /** The seconds of CPU that our job processes have used so far. */
  const cpu = () => {
    const out = execFileSync('ps', ['-o', 'cputimes=', '--ppid', String(process.pid)]).toString();
    return out
      .trim()
      .split(/\s+/)
      .reduce((sum, seconds) => sum + Number(seconds), 0);
  };

  test('really stops: an AVIF that would take many seconds is given up, and the processor is free again', async () => {
    const noise = Buffer.alloc(4000 * 3000 * 3);
    for (let at = 0; at < noise.length; at += 4)
      noise.writeUInt32LE((at * 2654435761) >>> 0, Math.min(at, noise.length - 4));
    const image = await sharp(noise, { raw: { width: 4000, height: 3000, channels: 3 } })
      .jpeg({ quality: 60 })
      .toBuffer();
    const upload_id = await upload(service, image);
    const operations = [{ resize: { w: 7000 } }, { format: { to: 'avif', quality: 90 } }];
    const id = await handIn({ upload_id, operations });
    await until(id, 'processing');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect((await cancel(id)).status).toBe(202);
    expect(await untilEnded(service, id)).toMatchObject({ status: 'canceled' });
    const before = cpu();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(cpu() - before).toBeLessThanOrEqual(1);
    // And its place is taken by the next one.
    const next = await handIn({ upload_id: await upload(service, await makeImage()) });
    expect(await untilEnded(service, next)).toMatchObject({ status: 'succeeded' });
  }, 60_000);
});

test('a key without the scope cannot cancel', async () => {
  const { data } = await service.client.POST('/v1/api-keys', { body: { name: 'reader', scopes: ['requests:read'] } });
  const response = await fetch(`${service.url}/v1/requests/req_01k9w3v8m0e4d9q6s1t7b2n5xa/cancel`, {
    method: 'POST',
    headers: { ...asFirstTenant, Authorization: `Bearer ${data!.api_key}` },
  });
  expect(response.status).toBe(403);
});
