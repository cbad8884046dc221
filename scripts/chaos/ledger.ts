/**
 * A receiver that keeps a ledger: one line for each arrival, written before the answer, into a file that is only ever
 * appended to. It believes what is signed and nothing else, and drops nothing.
 *
 *   node ledger.ts <port> <file> <seed>, as a child with a channel over which it is told `Told`
 */
import { createHash } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from '../../src/receiver/index.ts';
import type { Arrival } from './judge.ts';
import { seeded } from './random.ts';
import { hearParent } from './told.ts';

const [port, file, seed] = process.argv.slice(2);
const ledger = openSync(file!, 'a');
const random = seeded(Number(seed) + process.pid, 'ledger');
const { told, isTold } = hearParent();

type Answer = { status: number; headers?: { [name: string]: string } } | 'cut off';

/** What it says of a delivery that is genuine. */
function decide(): Answer {
  if (told.mood === 'failing' && random.chance(0.6))
    return random.pick<Answer>([
      { status: 503 },
      { status: 500 },
      { status: 408 },
      { status: 429, headers: { 'Retry-After': '1' } },
      'cut off',
    ]);
  return { status: random.chance(0.02) ? 503 : 204 };
}

async function receive(path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
  await isTold;
  const known = told.secrets[path];
  const genuine = known && (await verify({ headers, body }, known).catch(() => null));
  if (known && random.chance(0.2)) await sleep(random.between(0, 300)); // sends that are under way when somebody dies
  const answer: Answer = !genuine ? { status: 400 } : told.mood === 'stalled' ? { status: 503 } : decide();
  const { event_id, type, event_version, occurred_at, subject, sequence, correlation_id } = JSON.parse(body.toString());
  const arrival: Arrival = {
    at: Date.now(),
    path,
    status: answer === 'cut off' ? 0 : answer.status,
    isCopy: headers['x-copy'] !== undefined,
    header_id: String(headers['webhook-id']),
    delivery_id: String(headers['x-webhook-delivery-id']),
    event_id,
    type,
    event_version,
    occurred_at: Date.parse(occurred_at),
    subject,
    sequence,
    correlation_id,
    digest: createHash('sha256').update(body).digest('base64url').slice(0, 16),
  };
  writeSync(ledger, `${JSON.stringify(arrival)}\n`);
  while (told.mood === 'stalled') await sleep(50);
  return answer;
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'cut off') response.destroy();
  else response.writeHead(answer.status, answer.headers).end();
}

createServer(async (request, response) => {
  try {
    send(response, await receive(request.url!, request.headers, await buffer(request)));
  } catch {
    response.destroy(); // the sender has hung up
  }
}).listen(Number(port), '127.0.0.1');
