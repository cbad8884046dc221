/** Slow-loris: callers who send a header now and then cost a socket for a while, and nobody else notices. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BODIES_BYTES_PER_KEY, HEADERS_MS, JSON_BODY_BYTES } from '../../src/limits.ts';
import { API_KEY, asFirstTenant, startService } from '../fixtures/service.ts';

const CALLERS = 200;

test('callers who drip their headers are answered 408 and cut off, and calls go on meanwhile', {
  timeout: 4 * HEADERS_MS,
}, async () => {
  const service = await startService({ works: false });
  const { port } = new URL(service.url);
  const drip = () =>
    new Promise<string>((resolve) => {
      let answer = '';
      const socket = connect(Number(port), '127.0.0.1');
      socket.write('POST /v1/events HTTP/1.1\r\nHost: waybill.example\r\n');
      const drops = setInterval(() => socket.write('X-Drop: 1\r\n'), 500);
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('error', () => {}); // what is written after the end
      socket.on('close', () => {
        clearInterval(drops);
        resolve(answer);
      });
    });
  const dripping = Array.from({ length: CALLERS }, drip);
  await sleep(500);
  const answered = await fetch(`${service.url}/v1/event-types`, { headers: asFirstTenant });
  expect(answered.status).toBe(200);
  expect((await Promise.all(dripping)).filter((answer) => !answer.startsWith('HTTP/1.1 408'))).toEqual([]);
});

test('callers who stall in their bodies are kept in memory up to a bound for each key, and other keys go on', async () => {
  const service = await startService({ works: false });
  const { port } = new URL(service.url);
  const ask = (key: string) =>
    fetch(`${service.url}/v1/api-keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: '{"name":"other"}',
    });
  const { api_key: other } = (await (await ask(API_KEY)).json()) as { api_key: string };
  const stalled = Array.from({ length: BODIES_BYTES_PER_KEY / JSON_BODY_BYTES }, () => {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
    socket.write(
      `POST /v1/api-keys HTTP/1.1\r\nHost: waybill.example\r\nAuthorization: Bearer ${API_KEY}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${JSON_BODY_BYTES}\r\n\r\n{`,
    );
    return socket;
  });
  await expect.poll(async () => (await ask(API_KEY)).status).toBe(429);
  expect((await ask(other)).status).toBe(201);
  for (const socket of stalled) socket.destroy();
  await expect.poll(async () => (await ask(API_KEY)).status).toBe(201);
});
