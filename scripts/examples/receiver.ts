/**
 * A receiver as a partner would run it: Hono, Postgres and `@waybill/receiver`; verify, dedupe, store, then answer.
 *
 *     node scripts/examples/receiver.ts
 *
 * `PORT` is 9000, unless it is set. `SECRET` is the endpoint's, or several with commas; one is made up when there is
 * none. `DATABASE_URL` is a Postgres of yours; else one is started, with its data in `.waybill/example-receiver`.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../../src/database/embedded.ts';
// In a project of your own: from '@waybill/receiver'.
import { createReceiver, POSTGRES_TABLES, postgresStore, usePostgresJs } from '../../src/receiver/index.ts';

const { PORT = '9000', SECRET = `whsec_${randomBytes(32).toString('base64')}`, DATABASE_URL } = process.env;

const embedded = DATABASE_URL
  ? undefined
  : await startEmbeddedPostgres({
      dataDir: join(import.meta.dirname, '../../.waybill/example-receiver'),
      onTrouble: console.error,
    });
const sql = postgres(DATABASE_URL ?? embedded!.url, { onnotice: () => {} });
await sql.unsafe(`${POSTGRES_TABLES}
  create table if not exists work (
    event_id text primary key, type text not null, body jsonb not null, added_at timestamptz not null default now());
  create table if not exists shipments (shipment_id text primary key, status text not null);`);

const store = postgresStore(usePostgresJs(sql));
const receive = createReceiver({
  scheme: 'standard',
  secrets: SECRET.split(','),
  store,
  // All of this is one transaction with the mark that the event was handled: it happens once, or not at all.
  async handle(event, tx) {
    if (event.type === 'shipment.updated' && (await store.isNewest(tx, event))) {
      const { shipment_id, status } = event.data;
      await tx`
        insert into shipments (shipment_id, status) values (${shipment_id}, ${status})
        on conflict (shipment_id) do update set status = excluded.status`;
    }
    // What takes long is written down here, and done later: the sender waits for the answer.
    await tx`insert into work (event_id, type, body) values (${event.event_id}, ${event.type}, ${tx.json(event)})`;
  },
  log(outcome) {
    const { status, outcome: what } = outcome;
    console.log(
      status,
      what,
      'event' in outcome ? outcome.event?.event_id : '',
      'error' in outcome ? outcome.error : '',
    );
  },
});

const app = new Hono();
app.post('/webhooks', (c) => receive(c.req.raw));
app.get('/effects', async (c) => {
  const [row] = await sql<{ count: string }[]>`select count(*) from work`;
  return c.text(row!.count);
});

const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: 'localhost' }, ({ port }) => {
  const url = `http://localhost:${port}`;
  console.log(`listening on ${url}/webhooks

Have it told of everything (KEY as npm start prints it):
  curl -s localhost:8080/v1/webhook-endpoints -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
    -d '{"url": "${url}/webhooks", "event_types": ["*"], "secret": "${process.env.SECRET ? '…' : SECRET}"}'
See what is wrong with it:
  WAYBILL_SECRET='${process.env.SECRET ? '…' : SECRET}' node src/receiver/command.ts check ${url}/webhooks --effects-url ${url}/effects
`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    server.close();
    await sql.end({ timeout: 5 });
    await embedded?.stop();
    process.exit();
  });
