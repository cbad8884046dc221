/** Each framework as it really is: raw bytes in, the receiver's answer out, over HTTP. */
import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createReceiver, type Envelope, memoryStore, toFastify, toLambda, toNode } from '../../src/receiver/index.ts';
import { listen, makeEvent, SECRET, signHeaders } from '../fixtures/webhooks.ts';

function start() {
  const handled: Envelope[] = [];
  const receive = createReceiver({
    scheme: 'standard',
    secrets: SECRET,
    store: memoryStore(),
    maxBytes: 200_000,
    handle: async (event) => void handled.push(event),
  });
  return { receive, handled };
}
type Receive = ReturnType<typeof start>['receive'];

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;

const frameworks: Record<string, (receive: Receive) => Promise<string>> = {
  'node:http': (receive) => listen(toNode(receive)),
  Express: (receive) => {
    const app = express();
    app.post('/webhooks', toNode(receive));
    app.use(express.json());
    return listen(app);
  },
  'Express with express.raw()': (receive) => {
    const app = express();
    app.post('/webhooks', express.raw({ type: '*/*', limit: '1mb' }), toNode(receive));
    return listen(app);
  },
  Fastify: async (receive) => {
    const app = fastify();
    app.register(toFastify(receive), { prefix: '/webhooks' });
    app.post('/json', async (request) => ({ got: request.body }));
    onTestFinished(() => app.close());
    await app.listen({ port: 0, host: '127.0.0.1' });
    return urlOf(app.server);
  },
  Hono: (receive) => {
    const app = new Hono();
    app.post('/webhooks', (c) => receive(c.req.raw));
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(urlOf(server as Server)),
      );
      onTestFinished(() => void server.close());
    });
  },
};

describe.each(Object.entries(frameworks))('%s', (_, mount) => {
  test('the raw bytes are verified and the answers arrive', async () => {
    const { receive, handled } = start();
    const url = await mount(receive);
    const event = makeEvent('order.paid', { subject: 'Zoë, 猫' });
    const body = `${JSON.stringify(event, null, 3)}\n `;
    const headers = await signHeaders(event, body);
    const send = async (bytes: string) => {
      const response = await fetch(url, { method: 'POST', headers, body: bytes });
      return `${response.status} ${(await response.text()).trim()}`;
    };
    expect(await send(body)).toBe('200 handled');
    expect(await send(body)).toBe('200 duplicate');
    expect(await send(body.trim())).toBe('400 rejected: wrong_signature');
    expect(await send('{"no json')).toBe('400 rejected: wrong_signature');
    expect(await send('')).toBe('400 rejected: wrong_signature');
    expect(handled).toEqual([event]);
  });

  test('what is large but allowed arrives whole, and what is too large is answered 413', async () => {
    const { receive, handled } = start();
    const url = await mount(receive);
    const event = makeEvent();
    const body = JSON.stringify(event).padEnd(200_000);
    const headers = await signHeaders(event, body);
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(200);
    expect((await fetch(url, { method: 'POST', headers, body: body.padEnd(800_000) })).status).toBe(413);
    expect(handled).toHaveLength(1);
  });

  test('a connection on which too much was sent takes the next request', async () => {
    const url = await mount(start().receive);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (body: string) =>
      new Promise<number>((resolve, reject) => {
        request(url, { method: 'POST', agent }, (response) =>
          response.resume().on('end', () => resolve(response.statusCode!)),
        )
          .on('error', reject)
          .end(body);
      });
    expect([await send('x'.repeat(5_000_000)), await send('{}')]).toEqual([413, 400]);
    agent.destroy();
  });
});

test('node:http: a body that comes faster than it is read is held back, and arrives whole', async () => {
  const url = await listen(
    toNode(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return new Response(String((await request.arrayBuffer()).byteLength));
    }),
  );
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(3_000_000) });
  expect(await response.text()).toBe('3000000');
});

test('Express: a body that was parsed before is an error that says how to get the raw one', async () => {
  const { receive, handled } = start();
  const app = express();
  app.use(express.json());
  app.post('/webhooks', toNode(receive));
  app.use(((error, _request, response, _next) => {
    response.status(500).send(error.message);
  }) as express.ErrorRequestHandler);
  const event = makeEvent();
  const body = JSON.stringify(event);
  const response = await fetch(await listen(app), { method: 'POST', headers: await signHeaders(event, body), body });
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('before express.json()')]);
  expect(handled).toEqual([]);
});

test('a host that keeps the raw body beside the parsed one is read by that', async () => {
  const { receive, handled } = start();
  const app = express();
  app.use(express.json({ verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes }) }));
  app.post('/webhooks', toNode(receive));
  const event = makeEvent();
  const body = JSON.stringify(event, null, 1);
  const response = await fetch(await listen(app), { method: 'POST', headers: await signHeaders(event, body), body });
  expect(response.status).toBe(200);
  expect(handled).toEqual([event]);
});

test('node:http, without anybody to take the error: it is told and answered 500', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const url = await listen(
    toNode(() => {
      throw new Error('lost');
    }),
  );
  expect((await fetch(url, { method: 'POST', body: 'x' })).status).toBe(500);
  expect(error).toHaveBeenCalledWith(expect.objectContaining({ message: 'lost' }));
  error.mockRestore();
});

test('the source is told by the whole path, below routers and with slashes too many', async () => {
  const told: string[] = [];
  const receive = toNode(async ({ url }) => {
    told.push(new URL(url).pathname);
    return new Response();
  });
  const app = express();
  app.use('/of/a', express.Router().post('/webhooks', receive));
  app.use(receive);
  const url = new URL(await listen(app));
  for (const path of ['/of/a/webhooks', '//b/webhooks', '//'])
    expect((await fetch(`${url.origin}${path}`, { method: 'POST' })).status).toBe(200);
  expect(told).toEqual(['/of/a/webhooks', '//b/webhooks', '//']);
});

test('Fastify: the other routes parse as before', async () => {
  const url = await frameworks.Fastify!(start().receive);
  const response = await fetch(url.replace('webhooks', 'json'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"a":1}',
  });
  expect(await response.json()).toEqual({ got: { a: 1 } });
});

test('Hono: a body that a middleware read is an error that says so', async () => {
  const { receive } = start();
  const app = new Hono();
  app.use(async (c, next) => {
    await c.req.json();
    await next();
  });
  app.post('/webhooks', (c) => receive(c.req.raw));
  app.onError((error, c) => c.text(error.message, 500));
  const event = makeEvent();
  const body = JSON.stringify(event);
  const response = await app.request('/webhooks', { method: 'POST', headers: await signHeaders(event, body), body });
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('read before')]);
});

test('Next: the receiver is the route handler', async () => {
  const { receive, handled } = start();
  const POST: (request: Request, context: { params: Promise<object> }) => Promise<Response> = receive;
  const event = makeEvent();
  const body = JSON.stringify(event);
  const request = new Request('http://shop.test/api/webhooks', {
    method: 'POST',
    headers: await signHeaders(event, body),
    body,
  });
  expect((await POST(request, { params: Promise.resolve({}) })).status).toBe(200);
  expect(handled).toEqual([event]);
});

describe('Lambda', () => {
  test.each([false, true])('a body in base64: %s', async (isBase64Encoded) => {
    const { receive, handled } = start();
    const handler = toLambda(receive);
    const event = makeEvent('order.paid', { subject: 'Zoë, 猫' });
    const body = JSON.stringify(event, null, 2);
    const call = (text: string, method = 'POST') =>
      signHeaders(event, body).then((headers) =>
        handler({
          rawPath: '/webhooks',
          headers,
          requestContext: { http: { method } },
          body: isBase64Encoded ? Buffer.from(text).toString('base64') : text,
          isBase64Encoded,
        }),
      );
    expect(await call(body)).toEqual({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'handled\n' });
    expect(await call(JSON.stringify(event))).toMatchObject({ statusCode: 400 });
    expect(await call('', 'GET')).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
    expect(handled).toEqual([event]);
  });
});
