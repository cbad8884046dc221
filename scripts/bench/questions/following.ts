/** What waiting costs: thousands of calls that wait at one server at once, answered as their requests end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { newUuid, toId } from '../../../src/contract/ids.ts';
import { createHints } from '../../../src/database/hints.ts';
import { FOLLOWERS_PER_KEY } from '../../../src/limits.ts';
import { finish } from '../../../src/requests/finish.ts';
import { type Answer, percentile, type Question } from '../figures.ts';
import { startServing } from '../serving.ts';
import type { Stage } from '../stage.ts';

const WAITERS = 1_000;
const ENDS_PER_SECOND = 200;
const ROUNDS = 3;

async function ask(stage: Stage): Promise<Answer> {
  const scene = await stage.makeScene();
  const { sql } = scene.database;
  const server = await startServing('stored', scene, WAITERS / FOLLOWERS_PER_KEY);
  const hints = createHints(scene.env.DATABASE_URL!);
  const agent = new Agent({ connections: WAITERS, headersTimeout: 60_000 });
  const [tenant] = await sql`select id from tenants`;
  const latencies: number[][] = [];
  const grown: number[] = [];
  const heap = () => server.ask<number>('memory');

  for (let round = 0; round < ROUNDS; round++) {
    const before = await heap();
    const ids = Array.from({ length: WAITERS }, newUuid);
    await sql`insert into requests (id, tenant_id, job, input, correlation_id)
      select id, ${tenant!.id}, 'image-process', '{}', 'bench' from unnest(${ids}::uuid[]) id`;
    await sql`insert into request_queue (request_id) select unnest(${ids}::uuid[])`;
    const endedAt = new Map<string, number>();
    const waits: number[] = [];
    const waiting = Promise.all(
      ids.map(async (id, n) => {
        const { statusCode, headers, body } = await request(`${server.url}/v1/requests/${toId('req', id)}`, {
          dispatcher: agent,
          headers: { authorization: `Bearer ${server.keys[n % server.keys.length]}`, prefer: 'wait=30' },
        });
        waits.push(performance.now() - endedAt.get(id)!);
        await body.dump();
        if (statusCode !== 200 || !headers['preference-applied']) throw new Error(`${statusCode} for one that waited`);
      }),
    );
    waiting.catch(() => {}); // it is told when all have been ended
    await sleep(1_500);
    grown.push((await heap()) - before);
    const startedAt = performance.now();
    for (const [n, id] of ids.entries()) {
      await sleep(Math.max(0, startedAt + (n * 1000) / ENDS_PER_SECOND - performance.now()));
      await sql`update request_queue set started_at = now() where request_id = ${id}`;
      await sql.begin((tx) => finish(tx, { request_id: id, run_epoch: 0 }, { state: 'canceled' }, 'http://localhost'));
      endedAt.set(id, performance.now());
      hints.publish('request', [id]);
    }
    await waiting;
    latencies.push(waits);
  }
  await agent.close();
  await hints.close();
  const ms = (p: number) => latencies.map((waits) => percentile(waits, p));
  return {
    measured: [
      { what: 'end of the request to the answer, p50', unit: 'ms', rounds: ms(50), beside: { 'p99 ms': ms(99) } },
      { what: `heap of the server for ${WAITERS} that wait`, unit: 'MiB', rounds: grown },
    ],
  };
}

export const following: Question<Stage> = {
  name: 'following',
  title: 'Calls that wait',
  meaning: `${WAITERS} calls wait at one server (Prefer: wait) while ${ENDS_PER_SECOND} of their requests end a second: how soon each is answered, and what they keep in memory.`,
  ask,
};
