/** Who has to come again later is told so at the door, on a bare server: what is let in all the same, and what becomes of the connection. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDoor } from '../../src/contract/door.ts';
import type { Places } from '../../src/contract/places.ts';
import { listen } from '../../src/listen.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTelemetry } from '../../src/telemetry/observe.ts';

async function startDoor({ isFull = true } = {}) {
  const log = createLog({ level: 'silent' });
  const telemetry = createTelemetry({ log });
  const door = createDoor({
    places: { isFull: () => isFull } as Places,
    publicUrl: 'http://localhost',
    log,
    telemetry,
  });
  const app = { fetch: async (request: Request) => new Response(await request.text()) };
  const listener = await listen(app, { port: 0, host: '127.0.0.1' }, door);
  onTestFinished(() => listener.stop());
  return { listener, telemetry };
}

/** What comes back for these bytes, until the other side ends the connection or nothing more comes. */
async function say(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.write(bytes);
  socket.setTimeout(300, () => socket.end());
  await once(socket, 'close');
  return heard;
}
const call = (target: string, more = '') => `GET ${target} HTTP/1.1\r\nHost: waybill.example\r\n${more}\r\n`;

describe('when there is too much to do', () => {
  test.each([
    ['/v1/requests', 503],
    ['/v1/requests?livez', 503],
    ['/livez', 200],
    ['/readyz?verbose', 200],
    ['/metrics', 200],
    ['/problems/overloaded', 200], // what the refusal itself points to
    ['http://waybill.example/livez', 200],
    ['http://waybill.example/v1/requests', 503],
    ['http://[', 503],
  ])('%s is answered %i', async (target, status) => {
    const { listener } = await startDoor();
    expect(await say(listener.port, call(target))).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test('a refusal leaves the connection open, and is counted as nothing but a refusal', async () => {
    const { listener, telemetry } = await startDoor();
    const heard = await say(listener.port, call('/v1/requests') + call('/v1/requests'));
    expect(heard.match(/HTTP\/1.1 503/g)).toHaveLength(2);
    expect(heard).toContain('Connection: keep-alive');
    const told = await telemetry.metrics.show(() => Promise.reject(new Error('not asked')));
    expect(told).toContain('\nwaybill_http_requests_refused_total{status="503"} 2\n');
    expect(told).not.toContain('status_class="5xx"');
  });

  test('who is leaving ends it with the refusal: the next call would be cut off', async () => {
    const { listener } = await startDoor();
    listener.leave();
    expect(await say(listener.port, call('/v1/requests'))).toContain('Connection: close');
  });
});

describe('who asks before it sends a body', () => {
  const asking = call('/v1/events', 'Expect: 100-continue\r\nContent-Length: 2\r\n').replace('GET', 'POST');

  test('is told to go on', async () => {
    const { listener } = await startDoor({ isFull: false });
    const heard = await say(listener.port, `${asking}{}`);
    expect(heard).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 /);
    expect(heard).toContain('onnection: keep-alive');
  });

  test('is not, when it will not be read', async () => {
    const { listener } = await startDoor();
    const heard = await say(listener.port, asking);
    expect(heard).toMatch(/^HTTP\/1.1 503 /);
    expect(heard).toContain('Connection: close');
  });
});
