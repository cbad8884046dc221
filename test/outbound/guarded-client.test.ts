/** The way out: what was checked is what is connected to, and nothing is read without end. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAddressRules, parseNetwork } from '../../src/outbound/address-rules.ts';
import { createGuardedClient } from '../../src/outbound/guarded-client.ts';

let server: Server;
let port: number;
let calls = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    calls += 1;
    if (request.url === '/redirect') response.writeHead(302, { Location: '/' }).end();
    else if (request.url === '/endless') {
      const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
      response.once('close', () => clearInterval(timer));
    } else if (request.url === '/drip') {
      const timer = setInterval(() => response.write('.'), 20);
      response.once('close', () => clearInterval(timer));
    } else if (request.url !== '/silent') response.end(`host ${request.headers.host}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const laptop = createAddressRules(['127.0.0.0/8'].map(parseNetwork));
const strict = createAddressRules([]);
const limits = (over = {}) => ({ bytes: 1024 * 1024, timeoutMs: 2000, signal: new AbortController().signal, ...over });

test('a file is fetched whole, with the Host that was asked for', async () => {
  const client = createGuardedClient(laptop, { resolve: async () => ['127.0.0.1'] });
  const outcome = await client.fetchFile(`http://images.example:${port}/`, limits());
  expect(outcome).toMatchObject({ kind: 'fetched', bytes: Buffer.from(`host images.example:${port}`) });
  await client.close();
});

test('a name that leads to a denied address is not connected to, nor one of whose addresses one is denied', async () => {
  const before = calls;
  for (const addresses of [['127.0.0.1'], ['1.1.1.1', '127.0.0.1'], ['::ffff:127.0.0.1'], ['169.254.169.254']]) {
    const client = createGuardedClient(strict, { resolve: async () => addresses });
    expect(await client.fetchFile('https://images.example/', limits())).toEqual({
      kind: 'unreachable',
      reason: 'blocked_address',
    });
    await client.close();
  }
  const literal = createGuardedClient(strict);
  expect(await literal.fetchFile(`https://127.0.0.1:${port}/`, limits())).toEqual({
    kind: 'unreachable',
    reason: 'blocked_address',
  });
  expect(calls).toBe(before);
  await literal.close();
});

test('a name that is bound anew between two connections is judged anew', async () => {
  const answers = [['127.0.0.1'], ['10.0.0.1']];
  const client = createGuardedClient(laptop, { resolve: async () => answers.shift()! });
  expect(await client.fetchFile(`http://rebinds.example:${port}/`, limits())).toMatchObject({ kind: 'fetched' });
  server.closeAllConnections();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await client.fetchFile(`http://rebinds.example:${port}/`, limits())).toEqual({
    kind: 'unreachable',
    reason: 'blocked_address',
  });
  await client.close();
});

test.each([
  ['a redirect is an answer, not a way', '/redirect', {}, { kind: 'refused', status: 302 }],
  ['an endless answer is cut at the limit', '/endless', {}, { kind: 'too_large' }],
  ['a slow drip is cut at the deadline', '/drip', { timeoutMs: 300 }, { kind: 'unreachable', reason: 'timeout' }],
  ['silence is cut at the deadline', '/silent', { timeoutMs: 300 }, { kind: 'unreachable', reason: 'timeout' }],
])('%s', async (_, path, over, expected) => {
  const client = createGuardedClient(laptop);
  expect(await client.fetchFile(`http://127.0.0.1:${port}${path}`, limits(over))).toEqual(expected);
  await client.close();
});

test('an abort of the caller throws', async () => {
  const client = createGuardedClient(laptop);
  await expect(
    client.fetchFile(`http://127.0.0.1:${port}/silent`, limits({ signal: AbortSignal.timeout(100) })),
  ).rejects.toThrow();
  await client.close();
});

test('proxy variables are not read', async () => {
  process.env.HTTP_PROXY = 'http://127.0.0.1:1';
  const client = createGuardedClient(laptop);
  expect(await client.fetchFile(`http://127.0.0.1:${port}/`, limits())).toMatchObject({ kind: 'fetched' });
  delete process.env.HTTP_PROXY;
  await client.close();
});
