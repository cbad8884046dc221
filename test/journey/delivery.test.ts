/** The second half of the journey: the event of a request arrives, signed, once for each endpoint, whatever fails on the way. */
import { beforeAll, expect, test } from 'vitest';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { makeImage, type Service, startService, untilEnded, upload } from '../fixtures/service.ts';

let service: Service;
let receiver: TestReceiver;
let upload_id: string;
beforeAll(async () => {
  service = await startService();
  receiver = await startReceiver();
  upload_id = await upload(service, await makeImage());
});

test('an event arrives', async () => {
  const { data: endpoint } = await service.client.POST('/v1/webhook-endpoints', {
    body: { url: `${receiver.url}/hooks`, event_types: ['image.*'], retry_policy: { initial_delay_ms: 10 } },
  });
  receiver.answers = [500, 503];
  const { data } = await service.client.POST('/v1/images:process', {
    body: { upload_id, operations: [{ rotate: 90 }] },
  });
  await untilEnded(service, data!.request_id);
  const got = await receiver.until(3);
    got[2],
    got.map(({ at }) => at - got[0]!.at),
  );
  await new Promise((r) => setTimeout(r, 200));
  const { data: list } = await service.client.GET('/v1/deliveries', {
    params: { query: { endpoint_id: endpoint!.endpoint_id } },
  });
  const one = await service.client.GET('/v1/deliveries/{delivery_id}', {
    params: { path: { delivery_id: list!.data[0]!.delivery_id } },
  });
  expect(list!.data[0]!.state).toBe('delivered');
});
