/** Wake-ups, and a database that goes away while one is worked on. */
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { expect, inject, test } from 'vitest';
import { newUuid } from '../../src/contract/ids.ts';
import { wakeUp } from '../../src/tasks/enqueue.ts';
import { startTaskRunner } from '../../src/tasks/runner.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTestDatabase } from '../fixtures/database.ts';

test('a wake-up whose end cannot be written ends no process, and the next ones are heard', async () => {
  const { sql, url } = await createTestDatabase();
  const name = url.split('/').at(-1)!;
  const admin = postgres(inject('postgresUrl'), { max: 1 });
  const woken: string[] = [];
  const tasks = await startTaskRunner({
    url,
    concurrency: 1,
    log: createLog({ level: 'silent' }),
    chores: {},
    async runRequest(id) {
      woken.push(id);
      if (woken.length > 1) return;
      await admin.unsafe(`alter database ${name} with allow_connections false`);
      await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    },
  });
  const [first, second] = [newUuid(), newUuid()];
  await wakeUp(sql, first, 0);
  await expect.poll(() => woken).toEqual([first]);
  await sleep(500); // a rejection that nobody awaits would fail this run, and end a worker
  await admin.unsafe(`alter database ${name} with allow_connections true`);
  await wakeUp(sql, second, 0);
  await expect.poll(() => woken, { timeout: 10_000 }).toEqual([first, second]);
  await tasks.stop();
  await admin.end();
});
