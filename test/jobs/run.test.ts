/** How a run goes on: what its handler's process did decides, and a handler that does not stop is made to. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { newUuid, toId } from '../../src/contract/ids.ts';
import { startJobProcesses } from '../../src/jobs/processes.ts';
import { createRunner, decide, rerunDelayMs } from '../../src/jobs/run.ts';
import { JOB_ABORT_GRACE_MS } from '../../src/limits.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTelemetry } from '../../src/telemetry/observe.ts';
import { createTestDatabase } from '../fixtures/database.ts';

const limits = { attempts: 1, maxAttempts: 3, timeoutSeconds: 60 };
const output = {
  result: { path: 'x', media_type: 'image/png', size: 1, sha256: Buffer.alloc(0) },
  details: {} as never,
};
const succeeded = { kind: 'succeeded', output } as const;
const threw = { kind: 'threw', message: 'oops' } as const;
const crashed = { kind: 'crashed', message: 'gone' } as const;
const refused = { kind: 'problem', name: 'unreadable-image', detail: 'why' } as const;
const on = (outcome: Parameters<typeof decide>[0], stopped?: Parameters<typeof decide>[1], over = {}) =>
  decide(outcome, stopped, { ...limits, ...over }, 'http://w');

describe('what follows from a run', () => {
  test('a success is kept, even beside a stop', () => {
    for (const stopped of [undefined, 'canceled', 'timeout', 'shutdown'] as const)
      expect(on(succeeded, stopped)).toMatchObject({ end: { state: 'succeeded' } });
  });
  test('nothing of a run that was taken away', () => expect(on(succeeded, 'lost')).toEqual({ kind: 'discard' }));
  test('a problem is final', () =>
    expect(on(refused)).toMatchObject({
      end: { state: 'failed', error: { type: 'http://w/problems/unreadable-image', detail: 'why' } },
    }));
  test('any other error is run again, with the attempts that are left', () => {
    for (const outcome of [threw, crashed]) {
      expect(on(outcome)).toMatchObject({ kind: 'again', countsAttempt: true });
      expect(on(outcome, undefined, { attempts: 3 })).toMatchObject({
        end: { error: { type: 'http://w/problems/job-crashed' } },
      });
    }
  });
  test('over its time it failed', () =>
    expect(on(threw, 'timeout')).toMatchObject({ end: { error: { type: 'http://w/problems/job-timeout' } } }));
  test('stopped by a cancel it is canceled', () =>
    expect(on(threw, 'canceled')).toMatchObject({ end: { state: 'canceled' } }));
  test('stopped by our shutdown it is run again at once, and costs no attempt', () =>
    expect(on(crashed, 'shutdown', { attempts: 3 })).toEqual({ kind: 'again', delayMs: 0, countsAttempt: false }));
  test('one that pauses is run again when it wants to be, which costs no attempt; a cancel comes first', () => {
    const paused = { kind: 'paused', againInMs: 5 } as const;
    expect(on(paused, undefined, { attempts: 3 })).toEqual({ kind: 'again', delayMs: 5, countsAttempt: false });
    expect(on(paused, 'canceled')).toMatchObject({ end: { state: 'canceled' } });
  });
  test('the delay doubles, with jitter, up to its cap', () => {
    expect([1, 2, 3].map((attempts) => rerunDelayMs(attempts, 0))).toEqual([500, 1000, 2000]);
    expect(rerunDelayMs(1, 0.999)).toBeLessThanOrEqual(1000);
    expect(rerunDelayMs(30, 1)).toBe(60_000);
  });
});

test('a run whose upload cannot be looked up waits for the database; one that makes way for others is told of as paused', async () => {
  const database = await createTestDatabase();
  const { sql, orm } = database;
  const id = newUuid();
  const input = JSON.stringify({ upload_id: toId('upl', newUuid()) });
  await sql`
    insert into requests (id, tenant_id, job, input, correlation_id)
    values (${id}, ${newUuid()}, 'image-process', ${input}, 'c')`;
  await sql`insert into request_queue (request_id) values (${id})`;
  let isAway = true;
  const select = (...columns: []) => {
    if (!isAway) return orm.select(...columns);
    isAway = false;
    throw Object.assign(new Error('nobody is there'), { code: 'ECONNREFUSED' });
  };
  const told: object[] = [];
  const log = createLog({ level: 'silent' });
  log.info = ((line: object) => told.push(line)) as never;
  const runner = createRunner({
    database: {
      ...database,
      orm: new Proxy(orm, { get: (target, key) => (key === 'select' ? select : target[key as never]) }),
    },
    ownership: { workerId: newUuid(), isFresh: () => true, onLost: () => {} } as never,
    hints: { publish: () => {} } as never,
    processes: { run: async () => ({ kind: 'paused', againInMs: 60_000 }), stop: async () => {} },
    log,
    telemetry: createTelemetry({ log }),
    publicUrl: 'http://w',
    settings: {} as never,
  });
  await runner.runRequest(id);
  expect([isAway, told]).toMatchObject([false, [{ outcome: 'paused', attempt: 1 }]]);
  const [row] = await sql`select worker_id, attempts from request_queue where request_id = ${id}`;
  expect(row).toEqual({ worker_id: null, attempts: 0 });
});

describe('the processes that handlers run in', () => {
  const troubles: Error[] = [];
  const processes = startJobProcesses(1, (error) => troubles.push(error));
  const hanging = createServer(() => {});
  afterAll(async () => {
    hanging.closeAllConnections();
    hanging.close();
    await processes.stop();
  });
  const task = (input: object) => ({
    job: 'image-process' as const,
    request_id: '01a20134-ec04-766f-8d63-d4e3d870688c',
    run_epoch: 1,
    checkpoint: null,
    input: { operations: [{ rotate: 90 }], ...input },
    uploadPath: null,
    tenantId: '01a20134-ec04-766f-8d63-d4e3d870688d',
    filesDir: '/nonexistent',
    databaseUrl: 'postgres://127.0.0.1:1/none',
    credentialsDir: '/nonexistent',
    makesCredentials: false,
    allowedNetworks: ['127.0.0.0/8'],
  });
  const watch = (signal = new AbortController().signal) => ({ signal, onProgress: () => {} });

  test('an abort reaches the handler, which stops by itself', async () => {
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const image_url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/`;
    const startedAt = Date.now();
    const outcome = await processes.run(task({ image_url }), watch(AbortSignal.timeout(1500)));
    expect(outcome.kind).toBe('threw');
    expect(Date.now() - startedAt).toBeLessThan(4000); // well before it would have been killed
  });

  /** The process of the pool: the newest, since one that was killed may take a moment to go. */
  const childPid = () => Number(execFileSync('pgrep', ['-n', '-P', String(process.pid), '-f', 'tinypool']).toString());
  const hang = () => task({ image_url: `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/` });

  test('a process that does not hear is killed after its grace', async () => {
    const abort = new AbortController();
    const running = processes.run(hang(), watch(abort.signal));
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(childPid(), 'SIGSTOP');
    const abortedAt = Date.now();
    abort.abort();
    expect(await running).toMatchObject({ kind: 'crashed' });
    expect(Date.now() - abortedAt).toBeGreaterThanOrEqual(JOB_ABORT_GRACE_MS - 50);
  });

  test('a process that dies with nothing to do is replaced, and told of', async () => {
    await processes.run(task({ upload_id: 'upl_x' }), watch());
    process.kill(childPid(), 'SIGKILL');
    while (troubles.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await processes.run(task({ upload_id: 'upl_x' }), watch())).toMatchObject({ kind: 'problem' });
  });

  test('a problem, an error and a crash are values, and the pool goes on', async () => {
    expect(await processes.run(task({ upload_id: 'upl_x' }), watch())).toMatchObject({
      kind: 'problem',
      name: 'upload-gone',
    });
    const crashing = processes.run(hang(), watch());
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(childPid(), 'SIGKILL');
    expect(await crashing).toMatchObject({ kind: 'crashed' });
    expect(await processes.run({ ...hang(), job: 'none' as never }, watch())).toMatchObject({
      kind: 'threw',
    });
    expect(await processes.run(task({ upload_id: 'upl_x' }), watch())).toMatchObject({ kind: 'problem' });
  });
});
