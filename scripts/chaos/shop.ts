/**
 * A receiver as a partner writes it with the product's package: what comes twice has its effect once. An effect is a row, in
 * the transaction of the mark, in a table that refuses nothing: two effects would be two rows.
 *
 *   node shop.ts <port> <database> <seed>, as a child with a channel over which it is told `Told`
 */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { createReceiver, postgresStore, toNode, usePostgresJs } from '../../src/receiver/index.ts';
import { seeded } from './random.ts';
import { hearParent } from './told.ts';

const [port, url, seed] = process.argv.slice(2);
const random = seeded(Number(seed) + process.pid, 'shop');
const sql = postgres(url!, { max: 10, connect_timeout: 5, backoff: () => 0.1, onnotice: () => {} });
const { told, isTold } = hearParent();

const receive = createReceiver({
  scheme: 'standard',
  secrets: () => told.secrets['/shop']!.secrets,
  store: postgresStore(usePostgresJs(sql)),
  async handle({ event_id, type, subject, sequence, correlation_id }, tx) {
    await tx`insert into effects (event_id, type, subject, sequence, correlation_id)
      values (${event_id}, ${type}, ${subject}, ${sequence}, ${correlation_id})`;
    while (told.mood === 'stalled') await sleep(50);
    if (told.mood === 'failing' && random.chance(0.6)) throw new Error('the shop is failing');
  },
  log: () => {}, // what it refuses has no effect, and is told of as lost
});

createServer(async (request, response) => {
  await isTold;
  await toNode(receive)(request, response, () => response.destroy());
}).listen(Number(port), '127.0.0.1');
