/**
 * What goes away under a running service, and comes back: a worker, Postgres, its disk, the folder of files. Whoever was
 * told 202 gets its work done and its webhook; who could not be served was told 503, and when to come again.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/database/embedded.ts';
import { mountDisk, type OwnPostgres, startOwnPostgres } from '../fixtures/own-postgres.ts';
import { type ServiceProcess, startProcess } from '../fixtures/processes.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { API_KEY, asFirstTenant, makeImage } from '../fixtures/service.ts';

const TIMEOUT = { timeout: 120_000 };
const ORDER = { type: 'order.paid', subject: '1', data: { order_id: '1', currency: 'EUR', total_amount: 1 } };
const postgresDisk = mountDisk(224);
const filesDisk = mountDisk(4);

let postgres: OwnPostgres;
let receiver: TestReceiver;
let port: number;
let env: NodeJS.ProcessEnv;
let upload_id: string;
const folders: string[] = [];
const processes: ServiceProcess[] = [];

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'waybill-recovery-'));
  folders.push(made);
  return made;
}

beforeAll(async () => {
  postgres = await startOwnPostgres(postgresDisk?.folder ?? (await folder()));
  port = await freePort();
  env = {
    PORT: String(port),
    DATABASE_URL: postgres.url,
    WAYBILL_DATA_DIR: filesDisk?.folder ?? (await folder()),
    WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
    WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
  for (const half of ['server', 'worker', 'worker'] as const) processes.push(startProcess(half, env));
  await processes[0]!.until('listening on');
  receiver = await startReceiver();
  const uploaded = await call('/v1/uploads', await makeImage(), 'image/jpeg');
  ({ upload_id } = (await uploaded.json()) as { upload_id: string });
  const url = receiver.url;
  const retry_policy = { initial_delay_ms: 100, max_delay_ms: 1000 };
  await call('/v1/webhook-endpoints', { url, event_types: ['*'], retry_policy });
  // The first run of a job process loads its libraries.
  const first = await Promise.all(Array.from({ length: 8 }, () => handInUntilTaken()));
  await expectDone(first.map(({ id }) => id));
}, 90_000);
afterAll(async () => {
  for (const each of processes) each.signal('SIGKILL', true);
  for (const each of folders) await rm(each, { recursive: true, force: true });
});

const call = (path: string, body?: object, mediaType = 'application/json') =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    ...(body ? { method: 'POST', body: body instanceof Uint8Array ? (body as never) : JSON.stringify(body) } : {}),
    headers: { ...asFirstTenant, ...(body ? { 'Content-Type': mediaType } : {}) },
  });
const handIn = (more = {}) => call('/v1/images:process', { upload_id, operations: [{ rotate: 90 }], ...more });

/** Hands in again and again until a 202 comes. @returns the ids, and all that was refused */
async function handInUntilTaken(more = {}) {
  const refused: Response[] = [];
  for (;;) {
    const answer = await handIn(more);
    if (answer.status === 202) return { id: ((await answer.json()) as { request_id: string }).request_id, refused };
    refused.push(answer);
    await sleep(100);
  }
}

function expectRefusals(refused: Response[]): void {
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
  for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
}

/** @returns how long something took that must become true, in milliseconds: to be told, never to be judged */
async function until(isTrue: () => Promise<boolean>, timeoutMs = 60_000): Promise<number> {
  const startedAt = Date.now();
  while (!(await isTrue())) {
    if (Date.now() - startedAt > timeoutMs) throw new Error('it did not become true in time');
    await sleep(50);
  }
  return Date.now() - startedAt;
}

/** Each is done, and its webhook has come; and nobody has died of it. */
async function expectDone(ids: string[]): Promise<void> {
  const arrived = () => new Set(receiver.received.map(({ event }) => event.subject));
  await until(async () => ids.every((id) => arrived().has(id)));
  for (const id of ids) expect(await (await call(`/v1/requests/${id}`)).json()).toMatchObject({ status: 'succeeded' });
  for (const each of processes) expect(each.child.exitCode, each.output().slice(-2000)).toBeNull();
}

test('a Postgres that was killed is used again as soon as it is back', TIMEOUT, async () => {
  const { id: before } = await handInUntilTaken();
  postgres.signal('SIGKILL');
  const first = await handIn();
  expectRefusals([first]);
  const startedAt = Date.now();
  const { id, refused } = await handInUntilTaken();
  const takenAt = Date.now();
  expectRefusals(refused.length > 0 ? refused : [first]);
  await expectDone([before, id]);
  console.log(`Postgres killed: 202 after ${takenAt - startedAt} ms, its webhook ${Date.now() - takenAt} ms later`);
});

test('a database that only reads: 503, nothing is accepted, and everything goes on afterwards', TIMEOUT, async () => {
  const set = (value: string) =>
    postgres.sql.begin('read write', async (tx) => {
      await tx.unsafe(`alter database postgres set default_transaction_read_only = ${value}`);
      await tx`
        select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'waybill %' and application_name <> 'waybill owner'`;
    });
  const { id: before } = await handInUntilTaken();
  await set('on');
  const [{ n: stored }] = (await postgres.sql`select count(*)::int as n from requests`) as unknown as [{ n: number }];
  const refused: Response[] = [];
  for (let n = 0; n < 10; n++) {
    refused.push(await handIn(), await call('/v1/events', ORDER));
    await sleep(200);
  }
  expectRefusals(refused);
  const [after] = await postgres.sql`select count(*)::int as n from requests`;
  expect(after!.n).toBe(stored);
  await set('off');
  const { id } = await handInUntilTaken();
  await expectDone([before, id]);
});

test.skipIf(process.platform !== 'linux')(
  'a Postgres that is frozen: every call ends with 503, and everything goes on afterwards',
  TIMEOUT,
  async () => {
    const { id: before } = await handInUntilTaken();
    postgres.signal('SIGSTOP');
    const calls = [handIn(), handIn(), call('/v1/requests'), call(`/v1/requests/${before}`), call('/v1/events', ORDER)];
    try {
      expectRefusals(await Promise.all(calls));
    } finally {
      postgres.signal('SIGCONT');
    }
    const { id } = await handInUntilTaken();
    await expectDone([before, id]);
  },
);

test('the work of a killed worker is taken up by another within 30 seconds', TIMEOUT, async () => {
  // Both workers are at work on runs, and have lanes with deliveries, that hang.
  const image = await makeImage();
  const asked: ServerResponse[] = [];
  const source = createServer((_, response) => void asked.push(response));
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
  const image_url = `http://127.0.0.1:${(source.address() as AddressInfo).port}/`;
  const ids: string[] = [];
  for (let n = 0; n < 4; n++) ids.push((await handInUntilTaken({ upload_id: undefined, image_url })).id);
  for (let n = 0; n < 5; n++)
    await call('/v1/webhook-endpoints', { url: receiver.url, event_types: ['order.created'] });
  const sent: ServerResponse[] = [];
  const { otherwise } = receiver;
  receiver.otherwise = (response) => void sent.push(response);
  const { order_id, currency, total_amount } = ORDER.data;
  await call('/v1/events', { type: 'order.created', subject: '1', data: { order_id, currency, total_amount } });
  await until(async () => asked.length === 4 && sent.length >= 6);

  receiver.otherwise = otherwise;
  source.removeAllListeners('request');
  source.on('request', (_, response) => asked.push(response.end(image)));
  const [wereAsked, wereReceived] = [asked.length, receiver.received.length];
  processes.splice(1, 1)[0]!.signal('SIGKILL', true);
  for (const response of asked) response.end(image);
  for (const response of sent) response.writeHead(204).end();
  const waiting = async () =>
    (await postgres.sql`select 1 from request_queue union all select 1 from delivery_queue limit 1`).length;
  const ms = await until(async () => (await waiting()) === 0, 30_000);
  console.log(`a worker killed: ${asked.length - wereAsked} runs again, all done after ${ms} ms`);
  expect(asked.length).toBeGreaterThan(wereAsked); // else nothing of it was taken up
  expect(receiver.received.length).toBeGreaterThan(wereReceived + ids.length);
  await expectDone(ids);
  source.close();
});

test.skipIf(!filesDisk)(
  'no space for files: uploads are 503, and results are made again when there is space',
  TIMEOUT,
  async () => {
    filesDisk!.fill();
    const picture = await makeImage({ width: 1000, height: 1000, format: 'png' });
    const status = async () => ((await (await call(`/v1/requests/${id}`)).json()) as { status: string }).status;
    let id: string;
    try {
      expectRefusals([await call('/v1/uploads', picture, 'image/png')]);
      ({ id } = await handInUntilTaken());
      await until(async () => (await status()) === 'processing');
      await sleep(3_000); // longer than three attempts would need to fail
      expect(await status()).toBe('processing');
    } finally {
      filesDisk!.free();
    }
    await expectDone([id]);
    expect((await call('/v1/uploads', picture, 'image/png')).status).toBe(201);
  },
);

test.skipIf(!postgresDisk)(
  'no space for Postgres: 503 and never a false 202, and everything goes on afterwards',
  TIMEOUT,
  async () => {
    const accepted: string[] = [];
    const refused: Response[] = [];
    const padding = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`m${n}`, randomBytes(180).toString('hex')]),
    );
    postgresDisk!.fill(512 * 1024);
    try {
      for (const until = Date.now() + 40_000; refused.length < 20 && Date.now() < until; ) {
        const answers = await Promise.all(Array.from({ length: 16 }, () => handIn({ metadata: padding })));
        for (const answer of answers)
          if (answer.status === 202) accepted.push(((await answer.json()) as { request_id: string }).request_id);
          else refused.push(answer);
      }
      expect(refused.length).toBeGreaterThanOrEqual(20);
      expectRefusals(refused);
      await sleep(2_000);
    } finally {
      postgresDisk!.free();
    }
    const { id } = await handInUntilTaken();
    console.log(`disk full: ${accepted.length} accepted, ${refused.length} refused`);
    await expectDone([...accepted, id]);
  },
);
