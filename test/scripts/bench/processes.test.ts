import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { startChild, stopAll } from '../../../scripts/bench/children.ts';
import { startCountingProxy } from '../../../scripts/bench/counting-proxy.ts';
import { rateAt, startReceiver } from '../../../scripts/bench/receiving.ts';

const target = new URL('../../../scripts/bench/targets/receiver.ts', import.meta.url).pathname;
afterAll(stopAll);

describe('what the bench runs', () => {
  test('a child ends by itself when its bench is gone', async () => {
    const child = fork(target, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    await once(child, 'message');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([1, null]);
  });

  test('a child that fails or ends while it is asked says so', async () => {
    const child = await startChild('receiver', { PATH: process.env.PATH });
    await expect(child.ask('nothing that it knows')).rejects.toThrow('receiver: TypeError');
    await child.ask('begin', '/ok', [1]);
    const asked = expect(child.ask('marks')).rejects.toThrow('receiver ended with');
    await child.stop();
    await asked;
  });

  test('a rate counts from the first eighth to the last, of those that came to its path', async () => {
    const receiver = await startReceiver();
    const post = (path: string) => fetch(receiver.origins[0] + path, { method: 'POST', body: '{}' });
    await post('/ok'); // before it begins
    let done = false;
    const perSecond = rateAt(receiver, '/ok', 16, async () => {
      for (let n = 0; n < 15; n++) {
        await post('/ok');
        await post('/sometimes');
      }
      setTimeout(() => {
        done = true;
        void post('/ok');
      }, 100);
    });
    expect(await perSecond).toBeGreaterThan(0);
    expect(done).toBe(true);
    await receiver.stop();
  });

  test('the proxy before Postgres counts bytes, and a round trip for each turn, however many packets it has', async () => {
    const server = createServer((socket) =>
      socket.on('data', (chunk) => {
        if (chunk.includes('.')) socket.write('abcde');
      }),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const proxy = await startCountingProxy(`postgres://someone:secret@127.0.0.1:${port}/one`);
    expect(proxy.url).toMatch(/^postgres:\/\/someone:secret@127\.0\.0\.1:\d+\/one$/);
    const client = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    client.setNoDelay(true);
    for (let turn = 0; turn < 3; turn++) {
      client.write('12');
      await new Promise((resolve) => setTimeout(resolve, 20));
      client.write('3.');
      await once(client, 'data');
    }
    expect(proxy.counts()).toEqual({ bytesToPostgres: 12, bytesFromPostgres: 15, roundTrips: 3 });
    client.destroy();
    proxy.stop();
    server.close();
  });
});
