/** A real worker whose database connections are cut again and again while it sends: it lives, and nothing is lost. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { newUuid, toId } from '../../src/contract/ids.ts';
import type { Sql } from '../../src/database/connect.ts';
import { registerEndpoint } from '../../src/endpoints/register.ts';
import { publishEvents } from '../../src/events/publish.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { startProcess } from '../fixtures/processes.ts';
import { startReceiver } from '../fixtures/receiver.ts';

const EVENTS = 5000;
const STORM_MS = 8_000;

test('a worker survives connections that are cut while it sends', { timeout: 90_000 }, async () => {
  const { sql, ...database } = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'waybill-terminations-'));
  const key = randomBytes(32);
  const receiver = await startReceiver();
  receiver.otherwise = (response) => void setTimeout(() => response.writeHead(204).end(), 30);
  const tenantId = newUuid();
  await sql`insert into tenants (id, name) values (${tenantId}, 'test')`;
  await registerEndpoint({ sql, ...database }, createEncryption([key]), tenantId, {
    url: receiver.url,
    event_types: ['*'],
    rate_limit_per_second: 600, // so that it is under way all the time
    max_concurrency: 64,
  });
  for (let n = 0; n < EVENTS; n += 500)
    await sql.begin((tx) =>
      publishEvents(
        tx as unknown as Sql,
        Array.from({ length: 500 }, () => {
          const request_id = toId('req', newUuid());
          const data = { request_id, status: 'canceled', status_url: 'http://waybill.example/x' };
          return { tenantId, type: 'image.canceled', subject: request_id, correlationId: 'c', data };
        }),
      ),
    );
  const worker = startProcess('worker', {
    DATABASE_URL: database.url,
    WAYBILL_DATA_DIR: dataDir,
    WAYBILL_ENCRYPTION_KEY: key.toString('base64'),
  });
  onTestFinished(async () => {
    worker.signal('SIGKILL', true);
    await rm(dataDir, { recursive: true, force: true });
  });
  await receiver.until(20);

  let cut = 0;
  for (const until = Date.now() + STORM_MS; Date.now() < until; await sleep(50)) {
    const backends = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'waybill%' and application_name <> 'waybill test'
      order by random() limit 2`;
    cut += backends.length;
  }
  expect(worker.child.exitCode, worker.output().slice(-2000)).toBeNull();
  await expect
    .poll(async () => (await sql`select count(*)::int as n from delivery_queue`)[0]!.n, { timeout: 40_000 })
    .toBe(0);
  expect(worker.child.exitCode, worker.output().slice(-2000)).toBeNull();
  const [deliveries] = await sql`
    select count(*)::int as n from deliveries where ended_at is not null and dead_reason is null`;
  expect(deliveries!.n).toBe(EVENTS);
  expect(new Set(receiver.received.map(({ event }) => event.event_id)).size).toBe(EVENTS);
  expect(cut).toBeGreaterThan(20);
});
