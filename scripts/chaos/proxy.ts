/**
 * The net before the receivers: it delays, so that what was sent later arrives earlier; sends on twice; loses what came, or
 * the answer to it. A copy of its own making bears `X-Copy`.
 *
 *   node proxy.ts <port> <seed> <ports of receivers by the first part of the path, as JSON>, as a child with a channel
 *   over which it is told whether it is `calm`
 */
import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from './random.ts';

const [port, seed, receivers] = process.argv.slice(2);
const ports: { [name: string]: number } = JSON.parse(receivers!);
const random = seeded(Number(seed), 'proxy');
const agent = new Agent({ keepAlive: true });
let isCalm = false;
process.on('message', (message: { isCalm: boolean }) => {
  isCalm = message.isCalm;
});
process.on('disconnect', () => process.exit());

interface Answer {
  status: number;
  headers: { [name: string]: string | string[] | undefined };
  body: Buffer;
}

function pass({ url, method, headers }: IncomingMessage, body: Buffer, isCopy: boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = forward({
      port: ports[url!.split('/')[1]!],
      path: url,
      method,
      headers: { ...headers, ...(isCopy && { 'x-copy': '1' }) },
      agent,
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      buffer(incoming).then(
        (answer) => resolve({ status: incoming.statusCode!, headers: incoming.headers, body: answer }),
        reject,
      );
    });
    outgoing.end(body);
  });
}

/** Why its fate is drawn before anything is awaited: deliveries that come in one order are treated alike. */
const fates = ['delayed', 'again later', 'twice at once', 'answer lost', 'lost', 'passed'] as const;
const shares = [0.1, 0.04, 0.02, 0.02, 0.02, 1];
function drawFate(): (typeof fates)[number] {
  let left = random.next();
  return fates.find((_, index) => {
    left -= shares[index]!;
    return left < 0;
  })!;
}

async function treat(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fate = isCalm ? 'passed' : drawFate();
  const ms = random.between(0, 2000);
  const body = await buffer(request);
  if (fate === 'lost') return void response.destroy();
  if (fate === 'delayed') await sleep(ms);
  const copy = () => pass(request, body, true).catch(() => {});
  if (fate === 'twice at once') void copy();
  const answer = await pass(request, body, false);
  if (fate === 'again later') void sleep(ms).then(copy);
  if (fate === 'answer lost') return void response.destroy();
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

createServer((request, response) => {
  treat(request, response).catch(() => response.headersSent || response.writeHead(502).end());
}).listen(Number(port), '127.0.0.1');
