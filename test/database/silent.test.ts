/** A Postgres that says nothing any more: frozen, or behind a network that swallows what is sent. */
import { type AddressInfo, connect as connectTo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { newUuid } from '../../src/contract/ids.ts';
import { connect, isUnavailable, sqlState } from '../../src/database/connect.ts';
import { wakeUp } from '../../src/tasks/enqueue.ts';
import { startTaskRunner } from '../../src/tasks/runner.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTestDatabase } from '../fixtures/database.ts';

vi.mock('../../src/limits.ts', async (original) => ({
  ...(await original<typeof import('../../src/limits.ts')>()),
  SILENT_MS: 500,
}));

test('a statement that takes longer than its pool allows ends, and the caller may try again', async () => {
  const { url } = await createTestDatabase();
  const database = connect(url, { connections: 1, name: 'test', statementMs: 50 });
  const error = await database.sql`select pg_sleep(20)`.catch((thrown) => thrown);
  expect([sqlState(error), isUnavailable(error)]).toEqual(['57014', true]);
  await database.close();
});

test('a connection that only has nothing to do stays: closed, it could take the next statement along', async () => {
  const { url } = await createTestDatabase();
  const database = connect(url, { connections: 1, name: 'test', statementMs: 100 });
  const backend = async () => (await database.sql`select pg_backend_pid() as pid`)[0]!.pid;
  const first = await backend();
  await sleep(1_500);
  expect(await backend()).toBe(first);
  await database.close();
});

/** A way to the database that swallows, while it is dark, whatever goes through. */
async function startDarkness(url: string) {
  const { host, hostname, port } = new URL(url);
  const darkness = { isDark: false, through: '' };
  const proxy = createServer((near) => {
    const far = connectTo(Number(port), hostname);
    near.on('data', (bytes) => darkness.isDark || far.write(bytes)).on('error', () => {});
    far.on('data', (bytes) => darkness.isDark || near.write(bytes)).on('error', () => {});
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  darkness.through = url.replace(host, `127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  return darkness;
}

test('a connection that has become silent is given up, with all that waits on it, and another one is made', async () => {
  const darkness = await startDarkness((await createTestDatabase()).url);
  const database = connect(darkness.through, { connections: 1, name: 'test', statementMs: 100 });
  await database.sql`select 1`;
  await sleep(600); // it has had nothing to do before
  darkness.isDark = true;
  expect(await database.sql`select 2`.catch(isUnavailable)).toBe(true);
  darkness.isDark = false;
  expect(await database.sql`select 3 as n`).toMatchObject([{ n: 3 }]);
  await database.close();
});

test('a worker whose connections have become silent runs jobs again as soon as it has others', async () => {
  const { sql, url } = await createTestDatabase();
  const darkness = await startDarkness(url);
  const ran: string[] = [];
  const given: string[] = [];
  const tasks = await startTaskRunner({
    url: darkness.through,
    concurrency: 2,
    chores: {},
    log: Object.assign(createLog({ level: 'silent' }), { warn: (_: object, message: string) => given.push(message) }),
    runRequest: async (id) => void ran.push(id),
  });
  onTestFinished(tasks.stop);
  const [before, after] = [newUuid(), newUuid()];
  await wakeUp(sql, before);
  await expect.poll(() => ran, { timeout: 10_000 }).toEqual([before]);
  darkness.isDark = true;
  await expect.poll(() => given.length, { timeout: 10_000 }).toBeGreaterThan(1); // both places for jobs have asked into the dark
  darkness.isDark = false;
  await wakeUp(sql, after);
  await expect.poll(() => ran, { timeout: 10_000 }).toEqual([before, after]);
});
