/** The runner of wake-ups, on real Postgres. */
import { expect, onTestFinished, test } from 'vitest';
import { newUuid } from '../../src/contract/ids.ts';
import { wakeUp } from '../../src/tasks/enqueue.ts';
import { startTaskRunner } from '../../src/tasks/runner.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTestDatabase } from '../fixtures/database.ts';

test('a database that is gone when a wake-up is done ends neither the process nor the runner', async () => {
  const { sql, url } = await createTestDatabase();
  const name = new URL(url).pathname.slice(1);
  const admin = await createTestDatabase(); // in another one: this one will let nobody in
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', onUnhandled);
  onTestFinished(() => void process.off('unhandledRejection', onUnhandled));
  const errors: string[] = [];
  const ran: string[] = [];
  const tasks = await startTaskRunner({
    url,
    concurrency: 1,
    chores: {},
    log: Object.assign(createLog({ level: 'silent' }), { error: (_: object, message: string) => errors.push(message) }),
    async runRequest(id) {
      ran.push(id);
      if (ran.length > 1) return;
      await admin.sql.unsafe(`alter database ${name} with allow_connections false`);
      await admin.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    },
  });
  onTestFinished(tasks.stop);
  const [first, second] = [newUuid(), newUuid()];
  await wakeUp(sql, first);
  await expect.poll(() => errors.join('\n'), { timeout: 10_000 }).toContain('Failed to complete a job');
  await admin.sql.unsafe(`alter database ${name} with allow_connections true`);
  await wakeUp(sql, second);
  await expect.poll(() => ran, { timeout: 10_000 }).toEqual([first, second]);
  expect(unhandled).toEqual([]);
});
