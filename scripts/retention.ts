/**
 * `npm run retention`: a month of history, made in SQL, of which two days have expired; they are dropped while a server accepts
 * work and publishes events, the second time with a long reader open. `-- <rows>` for more or fewer than ten million.
 *
 * Ends with an error when a call was refused, when one waited for the drop, or when a claim or a look at a status reads twice of
 * what it does without history.
 */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid } from '../src/contract/ids.ts';
import { connect, type Sql } from '../src/database/connect.ts';
import { freePort, startEmbeddedPostgres } from '../src/database/embedded.ts';
import { migrateDatabase } from '../src/database/migrate.ts';
import { dropExpiredPartitions } from '../src/database/partitions.ts';
import { claim, takeLanes } from '../src/deliveries/queue.ts';
import { RETENTION_DAYS } from '../src/limits.ts';
import { findStatus } from '../src/requests/store.ts';
import { SENDER_SETTINGS } from '../src/sending/sender.ts';
import { migrateTasks } from '../src/tasks/runner.ts';
import { percentile } from './bench/figures.ts';
import { buffersOf } from './retention/buffers.ts';
import { fillDay } from './retention/history.ts';

const ROWS = Number(process.argv[2] ?? 10_000_000);
const DAY_MS = 24 * 60 * 60 * 1000;
/** Calls a second, of each kind. */
const PER_SECOND = 20;
const CALM_S = 10;
const READER_S = 15;
/** A drop that is waited for costs at least this; what else a loaded machine does is less. */
const STALL_MS = 5_000;

const dataDir = await mkdtemp(join(tmpdir(), 'waybill-retention-'));
const key = 'the-key-of-this-run-only';
const postgres = await startEmbeddedPostgres({ dataDir, settings: { max_wal_size: '4GB' }, onTrouble: console.error });
const database = connect(postgres.url, { connections: 4, name: 'retention', settings: SENDER_SETTINGS });
const { sql } = database;
const faults: string[] = [];
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);

try {
  await migrateDatabase(postgres.url, () => migrateTasks(postgres.url));
  const worker = newUuid();
  const endpoint = await makeEndpoint();
  const before = { claim: await claimed(worker, endpoint), status: await shown() };
  await fill(endpoint);
  await calls();
  const after = { claim: await claimed(worker, endpoint), status: await shown() };
  console.log('\nbuffers of one claim of 16 and of one look at a status, by EXPLAIN (ANALYZE, BUFFERS):');
  console.table({ 'without history': before, [`beside ${ROWS.toLocaleString('en')} rows`]: after });
  for (const what of ['claim', 'status'] as const)
    if (after[what] > 2 * before[what]) faults.push(`a ${what} touches ${after[what]} buffers`);
} finally {
  await database.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
if (faults.length > 0) console.error(`\n${faults.join('\n')}`);
process.exitCode = faults.length > 0 ? 1 : 0;

async function makeEndpoint(): Promise<string> {
  const [tenant, id] = [newUuid(), newUuid()];
  await sql`insert into tenants (id, name) values (${tenant}, 'retention')`;
  await sql`insert into endpoints (id, tenant_id, url, description) values (${id}, ${tenant}, 'http://127.0.0.1:1', '')`;
  await sql`insert into worker_heartbeats values (${newUuid()}, now())`;
  return id;
}

/** A quarter of the rows have expired, an eighth on each of two days. */
async function fill(endpoint: string): Promise<void> {
  const startedAt = performance.now();
  let total = 0;
  for (let days = RETENTION_DAYS + 2; days >= 1; days--) {
    const share = days > RETENTION_DAYS ? ROWS / 8 : (ROWS * 0.75) / RETENTION_DAYS;
    total += await fillDay(sql, ago(days), { rows: Math.round(share), endpoint });
  }
  for (const table of ['requests', 'events', 'deliveries', 'attempts']) await sql.unsafe(`analyze ${table}`);
  const [size] = await sql`select pg_size_pretty(pg_database_size(current_database())) as size`;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(
    `${total.toLocaleString('en')} rows of history in ${RETENTION_DAYS + 2} days, ${size!.size}, in ${seconds} s`,
  );
}

/** Drops the two days while calls come. */
async function calls(): Promise<void> {
  const port = String(await freePort());
  const server = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts'), 'server'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: port,
      DATABASE_URL: postgres.url,
      WAYBILL_DATA_DIR: dataDir,
      WAYBILL_PUBLIC_URL: `http://127.0.0.1:${port}`,
      WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      WAYBILL_BOOTSTRAP_API_KEY: key,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (chunk) => String(chunk).includes('listening on') && resolve());
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const load = startLoad(`http://127.0.0.1:${port}`);
  try {
    await sleep(2_000);
    load.from('nothing is dropped');
    await sleep(CALM_S * 1000);
    load.from('a day is dropped');
    await drop(1);
    await sleep(1_000);
    load.from('a day is dropped, and somebody reads');
    const reading = sql.begin(async (reader) => {
      await reader`select count(*) from (select from attempts limit 1000) few`;
      await reader`select count(*) from (select from requests limit 1000) few`;
      await reader`select pg_sleep(${READER_S})`;
    });
    await sleep(1_000);
    await drop(0);
    await reading;
    await drop(0);
    console.table(await load.stop());
  } finally {
    server.kill('SIGTERM');
  }
}

async function drop(daysBack: number): Promise<void> {
  const startedAt = performance.now();
  const { days, inUse } = await dropExpiredPartitions(sql, ago(daysBack));
  const ms = Math.round(performance.now() - startedAt);
  console.log(
    `${ms} ms: dropped ${days.join(', ') || 'nothing'}${inUse.length > 0 ? `; in use: ${inUse.join(', ')}` : ''}`,
  );
}

/** Calls of two kinds at a steady pace, and how long each took. */
function startLoad(url: string) {
  const phases: { name: string; accept: number[]; publish: number[] }[] = [];
  const open = new Set<Promise<void>>();
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const call = async (kind: 'accept' | 'publish', path: string, body: object) => {
    const phase = phases.at(-1);
    const startedAt = performance.now();
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (response.status !== 202) faults.push(`${path}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer().catch(() => {});
    const ms = performance.now() - startedAt;
    if (ms > STALL_MS) faults.push(`${path} took ${Math.round(ms)} ms`);
    phase?.[kind].push(ms);
  };
  const data = { order_id: '4711', currency: 'EUR', total_amount: 4990 };
  const image = { image_url: 'https://images.example.com/cat.jpg', operations: [{ rotate: 90 }] };
  const timer = setInterval(() => {
    for (const made of [
      call('accept', '/v1/images:process', image),
      call('publish', '/v1/events', { type: 'order.paid', subject: randomUUID(), data }),
    ]) {
      const kept = made.catch((error) => void faults.push(String(error))).finally(() => open.delete(kept));
      open.add(kept);
    }
  }, 1000 / PER_SECOND);
  return {
    from: (name: string) => void phases.push({ name, accept: [], publish: [] }),
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      const ms = (values: number[], p: number) => Number(percentile(values, p).toFixed(1));
      return phases.map(({ name, accept, publish }) => ({
        while: name,
        calls: accept.length + publish.length,
        'accept p50 ms': ms(accept, 50),
        'accept worst ms': ms(accept, 100),
        'publish p50 ms': ms(publish, 50),
        'publish worst ms': ms(publish, 100),
      }));
    },
  };
}

async function claimed(worker: string, endpoint: string): Promise<number> {
  await sql`truncate delivery_queue, endpoint_lanes`;
  await sql`
    with event as (
      insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body)
      select uuidv7(), tenant_id, 'image.processed', 1, uuidv7(), 1, 'c', '{}'
      from endpoints, generate_series(1, 16) where id = ${endpoint}
      returning id, tenant_id
    ), delivery as (
      insert into deliveries (event_id, endpoint_id, tenant_id) select id, ${endpoint}, tenant_id from event
    )
    insert into delivery_queue (event_id, endpoint_id) select id, ${endpoint} from event`;
  const [lane] = await takeLanes(sql, worker, { wanted: [endpoint], held: [] });
  return buffersOf(sql, 'with asked', (explained) => claim(explained, worker, [{ ...lane!, slots: 16 }], []));
}

async function shown(): Promise<number> {
  const [tenant, id] = [newUuid(), newUuid()];
  await sql`insert into requests (id, tenant_id, job, input, correlation_id) values (${id}, ${tenant}, 'image-process', '{}', 'c')`;
  await sql`insert into request_queue (request_id) values (${id})`;
  const buffers = await buffersOf(sql, 'left join request_queue', (explained: Sql) =>
    findStatus(explained, tenant, id),
  );
  await sql`delete from request_queue where request_id = ${id}`;
  return buffers;
}
