/** What accepting costs: against the same server without its statement, and against Postgres with nothing in front. */
import { BOUNDS } from '../bounds.ts';
import { type Answer, type Measured, type Question, ratioOf, takeTurns, type Unmeasured } from '../figures.ts';
import { CONNECTIONS, callAtOnce, IMAGE_JOB } from '../load.ts';
import { pgbenchVersion, runPgbench } from '../pgbench.ts';
import { startServing } from '../serving.ts';
import type { Stage } from '../stage.ts';

const ROUNDS = 3;
const ROUND_S = 4;
const DURABLE = 'in a commit with fsync (synchronous_commit = on)';

/** To pgbench `:800` is a variable. */
const input = `'${JSON.stringify(IMAGE_JOB).replaceAll('":', '": ')}'`;
const TENANT = `'00000000-0000-7000-8000-000000000000'`;
const REQUEST = `insert into requests (id, tenant_id, job, input, correlation_id)
  values (uuidv7(), ${TENANT}, 'image-process', ${input}, 'bench')`;
const STATEMENTS = {
  row: `${REQUEST};`,
  rows: `with request as (${REQUEST} returning id),
    queued as (insert into request_queue (request_id) select id from request)
    insert into idempotency_keys (tenant_id, route, key, fingerprint, reply_encrypted, created_at)
    select ${TENANT}, 'POST /v1/images-process', id::text, sha256('bench'), repeat('x', 220)::bytea, now() from request;`,
};

async function ask(stage: Stage): Promise<Answer> {
  const scene = await stage.makeScene();
  const other = await stage.makeScene();
  const servers = { stored: await startServing('stored', scene), bare: await startServing('bare', other) };
  const kinds = ['stored', 'bare', ...((await pgbenchVersion()) ? (['row', 'rows'] as const) : [])] as const;
  const rounds = await takeTurns(kinds, { rounds: ROUNDS }, async (kind, { isWarmUp }) => {
    const seconds = isWarmUp ? 2 : ROUND_S;
    if (kind === 'stored' || kind === 'bare') return callAtOnce(servers[kind].url, servers[kind].keys, { seconds });
    const { folder } = stage;
    const options = { clients: CONNECTIONS, seconds, folder };
    return { perSecond: await runPgbench(other.env.DATABASE_URL!, STATEMENTS[kind], options) };
  });

  const figure = (kind: keyof typeof rounds, what: string, onDisk: string): Measured | Unmeasured => {
    if (!rounds[kind]) return { what, why: 'there is no pgbench on this machine' };
    const loads = rounds[kind];
    const beside = (name: 'p50' | 'p99') =>
      loads.flatMap((load) => (name in load ? (load[name as never] as number) : []));
    return {
      what,
      unit: 'calls/s',
      rounds: loads.map(({ perSecond }) => perSecond),
      onDisk,
      beside: { 'p50 ms': beside('p50'), 'p99 ms': beside('p99') },
    };
  };
  const stored = figure(
    'stored',
    'Waybill',
    `request, queue row, job and idempotency record, ${DURABLE}, before its 202`,
  ) as Measured;
  const bare = figure('bare', 'the same server, nothing stored', 'nothing');
  const rows = figure(
    'rows',
    'pgbench, the same rows without the job',
    `request, queue row and idempotency record, ${DURABLE}`,
  );
  const row = figure('row', 'pgbench, the request’s row alone', `one row, ${DURABLE}`);
  const all = [stored, bare, rows, row];
  return {
    measured: all.filter((each) => 'rounds' in each),
    unmeasured: all.filter((each) => 'why' in each),
    targets: [
      ratioOf(stored, bare, {
        ...BOUNDS.acceptToBare,
        compared: `POST /v1/images:process from ${CONNECTIONS} connections, each call with an Idempotency-Key of its own, against the same server with a handler that answers the same 202 without storing, digesting or encrypting anything; auth, validation and rate limit in both.`,
      }),
      ratioOf(stored, rows, {
        ...BOUNDS.acceptToPgbench,
        compared: `The same calls, against pgbench with as many connections and one prepared statement for each call, a transaction each, that writes request, queue row and idempotency record: all that accept stores but the job, and no HTTP.`,
      }),
      // Not judged: it keeps less of a promise, and the server that stores nothing is itself slower than that.
      ratioOf(stored, row, {
        name: 'accept ÷ pgbench, one row',
        compared: `The same calls, against pgbench with as many connections that insert one row into the same requests table, prepared, a transaction each: no HTTP, no queue row, no idempotency record, no job.`,
      }),
    ],
  };
}

export const accept: Question<Stage> = {
  name: 'accept',
  title: 'Accepting work',
  meaning:
    'How many calls a second are answered with 202, each stored durably first, and what part of the speed is left that the same server has when it stores nothing. Load generator, server and Postgres share the cores.',
  ask,
};
