/** Hints: gathered, heard by the other processes, and at once by whoever works in this one. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../src/database/connect.ts';
import { createHints, type Hints } from '../../src/database/hints.ts';
import { createTestDatabase } from '../fixtures/database.ts';

let database: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});

async function listener() {
  const hints = createHints(database.url);
  const heard: string[] = [];
  const reconnected = vi.fn();
  await hints.listen('endpoint', (ids) => heard.push(...ids), reconnected);
  return { hints, heard, reconnected };
}
const closeAll = (...all: { hints: Hints }[]) => Promise.all(all.map(({ hints }) => hints.close()));

test('a hint is heard by the others, and once by its own process, at once', async () => {
  const [here, there] = [await listener(), await listener()];
  const id = randomUUID();
  here.hints.publish('endpoint', [id]);
  expect(here.heard).toEqual([id]);
  await vi.waitFor(() => expect(there.heard).toEqual([id]));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(here.heard).toEqual([id]);
  await closeAll(here, there);
});

test('thousands of hints arrive, gathered, each once', async () => {
  const [here, there] = [await listener(), await listener()];
  const ids = Array.from({ length: 1000 }, () => randomUUID());
  for (const id of ids) here.hints.publish('endpoint', [id, id]);
  await vi.waitFor(() => expect(there.heard.toSorted()).toEqual(ids.toSorted()));
  await closeAll(here, there);
});

test('whoever listens is told at the beginning, and whenever the connection was lost', async () => {
  const one = await listener();
  expect(one.reconnected).toHaveBeenCalledOnce();
  await database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'waybill hints' and datname = current_database() and query ilike 'listen%'`;
  await vi.waitFor(() => expect(one.reconnected.mock.calls.length).toBeGreaterThan(1), { timeout: 5000 });
  const other = createHints(database.url);
  const id = randomUUID();
  other.publish('endpoint', [id]);
  await vi.waitFor(() => expect(one.heard).toEqual([id]));
  await other.close();
  await closeAll(one);
});
