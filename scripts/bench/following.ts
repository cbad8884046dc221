/** What waiting costs: thousands of calls that wait at one server at once, answered as their requests end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { newUuid, toId } from '../../src/contract/ids.ts';
import type { Sql } from '../../src/database/connect.ts';
import { createHints } from '../../src/database/hints.ts';
import { FOLLOWERS_PER_KEY } from '../../src/limits.ts';
import { finish } from '../../src/requests/finish.ts';
import { makeKeys, startTarget } from './accept.ts';
import { type Bench, percentile } from './figures.ts';

const WAITERS = 2_000;
const ENDS_PER_SECOND = 100;
const ROUNDS = 3;

export async function benchFollowing(bench: Bench): Promise<undefined> {
  const { sql } = bench.database;
  const server = await startTarget('stored', bench);
  const keys = await makeKeys(server.url, bench.key, WAITERS / FOLLOWERS_PER_KEY);
  const hints = createHints(bench.env.DATABASE_URL!);
  const agent = new Agent({ connections: WAITERS, headersTimeout: 60_000 });
  const [tenant] = await sql`select id from tenants`;
  const heap = async () => Number((await server.memory()).toFixed(1));
  console.log(`\nfollowing: ${WAITERS} calls wait at one server, ${ENDS_PER_SECOND} of their requests end a second`);

  const rows: object[] = [{ round: 'before', 'heap, MiB': await heap() }];
  for (let round = 1; round <= ROUNDS; round++) {
    const ids = Array.from({ length: WAITERS }, newUuid);
    await sql`insert into requests (id, tenant_id, job, input, correlation_id)
      select id, ${tenant!.id}, 'image-process', '{}', 'bench' from unnest(${ids}::uuid[]) id`;
    await sql`insert into request_queue (request_id) select unnest(${ids}::uuid[])`;
    const endedAt = new Map<string, number>();
    const latencies: number[] = [];
    const waiting = ids.map(async (id, n) => {
      const { statusCode, headers, body } = await request(`${server.url}/v1/requests/${toId('req', id)}`, {
        dispatcher: agent,
        headers: { authorization: `Bearer ${keys[n % keys.length]}`, prefer: 'wait=30' },
      });
      latencies.push(performance.now() - endedAt.get(id)!);
      await body.dump();
      if (statusCode !== 200 || !headers['preference-applied']) throw new Error(`${statusCode} for one that waited`);
    });
    await sleep(3_000);
    const during = await heap();
    const startedAt = performance.now();
    for (const [n, id] of ids.entries()) {
      await sleep(Math.max(0, startedAt + (n * 1000) / ENDS_PER_SECOND - performance.now()));
      const run = { request_id: id, run_epoch: 0 };
      await sql`update request_queue set started_at = now() where request_id = ${id}`;
      await sql.begin((tx) => finish(tx as unknown as Sql, run, { state: 'canceled' }, 'http://localhost'));
      endedAt.set(id, performance.now());
      hints.publish('request', [id]);
    }
    await Promise.all(waiting);
    const ms = (p: number) => Number(percentile(latencies, p).toFixed(1));
    rows.push({
      round,
      'heap, MiB': during,
      'end to answer, ms: p50': ms(50),
      p99: ms(99),
      max: ms(100),
    });
  }
  console.table([...rows, { round: 'after', 'heap, MiB': await heap() }]);
  await agent.close();
  await hints.close();
  server.stop();
}
