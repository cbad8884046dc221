/**
 * `npm run mock`: the contract without the service, for consumers: Prism's CLI over `generated/openapi.json`, with
 * examples that tell one story and signed callbacks. `PORT=4011`, or `npm run mock -- --port 4011`.
 *
 * Prism runs inside of this process, so that nothing is left of it, however this one ends.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { createSingleProcessPrism } from '@stoplight/prism-cli/dist/util/createServer.js';
import openapi from '../generated/openapi.json' with { type: 'json' };
import { freePort } from '../src/database/embedded.ts';
import { importSecret } from '../src/receiver/index.ts';
import { mockDocument } from './mock/document.ts';
import { type Behind, callbackUrl, createFront } from './mock/front.ts';
import { makeResults } from './mock/results.ts';

/** Of the examples. Both secrets sign: one is shown when an endpoint is registered, the other by a rotation. */
const exampleOf = <Example>(response: { content: { 'application/json': { example: Example } } }) =>
  response.content['application/json'].example;
const registered = exampleOf(openapi.paths['/v1/webhook-endpoints'].post.responses[201]);
const rotated = exampleOf(openapi.paths['/v1/webhook-endpoints/{endpoint_id}/rotate-secret'].post.responses[200]);

class MockError extends Error {}

function readPort(): number {
  const { port } = parseArgs({ options: { port: { type: 'string' } } }).values;
  const text = port ?? process.env.PORT ?? '4010';
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new MockError(`${text} is not a port.`);
  return Number(text);
}

async function startPrism(document: object): Promise<string> {
  const port = await freePort();
  await createSingleProcessPrism({
    document: document as never, // declared as a path; what a path leads to is taken as well
    host: '127.0.0.1',
    port,
    cors: true,
    verboseLevel: 'warn',
    multiprocess: false,
    errors: false,
    dynamic: false,
    ignoreExamples: false,
    seed: '',
    jsonSchemaFakerFillProperties: false,
  });
  return `http://127.0.0.1:${port}`;
}

const howToTry = (url: string) => `listening on ${url}

Hand in work; any key will do. A second later its callback is sent, if something listens there:

  curl -si ${url}/v1/images:process -H 'Authorization: Bearer any' -H 'Content-Type: application/json' \\
    -d '{"upload_id":"upl_01k9w3tq7yfr0v5c8h2m4k6j9z","operations":[{"rotate":90}],"callback_url":"http://localhost:9000/"}'

Callbacks are signed with ${registered.secret}
Another answer than the first: -H 'Prefer: code=429', or -H 'Prefer: example=failed' on a status.
`;

async function main(): Promise<void> {
  const wanted = readPort();
  const behind = Promise.withResolvers<Behind>();
  const front = createFront(behind.promise, console.log).listen(wanted, '127.0.0.1');
  await once(front, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new MockError(`Port ${wanted} is taken: choose another with PORT=… or --port.`);
  });
  const { port } = front.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const results = await makeResults();
  const document = mockDocument(openapi, { url, callbackUrl: callbackUrl(port), results });
  behind.resolve({
    prismUrl: await startPrism(document),
    document,
    results,
    keys: await Promise.all([registered, rotated].map(({ secret }) => importSecret(secret))),
  });
  console.log(howToTry(url));
}

// The shell of an npm script dies of a signal and does not pass it on.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && process.exit(0), 500).unref();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
await main().catch((error) => {
  console.error(error instanceof MockError ? error.message : error);
  process.exit(1);
});
