/** What delivering costs, against nothing but the HTTP client, and against the queues that people know. */
import { setTimeout as sleep } from 'node:timers/promises';
import { BOUNDS } from '../bounds.ts';
import { type Child, startChild } from '../children.ts';
import { type Answer, type Measured, type Question, ratioOf, takeTurns, type Unmeasured } from '../figures.ts';
import { CONCURRENCY, type PeerJob } from '../peer-post.ts';
import { rateAt, startReceiver } from '../receiving.ts';
import { redisVersion, startRedis } from '../redis.ts';
import { makeTenant, publish, repeat } from '../seed.ts';
import type { Stage } from '../stage.ts';

const ROUNDS = 3;
const ENDPOINTS = 16;
/** So many in a round that each takes some seconds. */
const COUNTS = { waybill: 16_000, bare: 24_000, pgBoss: 4_800, bullmq: 6_400, bullmqAlways: 4_800 };
type Kind = keyof typeof COUNTS;

const NAMES: Record<Kind, string> = {
  waybill: 'Waybill',
  bare: 'bare undici.request',
  pgBoss: 'pg-boss',
  bullmq: 'bullmq, Redis as it comes',
  bullmqAlways: 'bullmq, Redis with appendfsync always',
};
const ON_DISK: Record<Kind, string> = {
  waybill:
    'event, delivery and queue row when an event is accepted; after the answer the attempt and the delivery’s end; each in a commit with fsync (synchronous_commit = on)',
  bare: 'nothing',
  pgBoss:
    'the job, and after the answer its completed state; each in a commit with fsync (synchronous_commit = on); no history of attempts',
  bullmq: 'nothing: Redis keeps it in memory and writes a snapshot after a minute at the earliest',
  bullmqAlways:
    'each change of the job, by an append-only file with fsync (appendfsync always); no history of attempts',
};

async function ask(stage: Stage): Promise<Answer> {
  const scene = await stage.makeScene();
  const receiver = await startReceiver();
  const url = `${receiver.origins[0]}/ok`;
  const tenantId = await makeTenant(scene, repeat(ENDPOINTS, url), { max_concurrency: CONCURRENCY / ENDPOINTS });
  await publish(scene, tenantId, 1);
  const [event] = await scene.database.sql<{ body: string }[]>`select body from events limit 1`;
  const job: PeerJob = { url, body: event!.body, type: 'image.canceled', event_id: JSON.parse(event!.body).event_id };

  const children = new Map<Kind, Child>([
    ['waybill', await startChild('sender', scene.env)],
    ['bare', await startChild('bare', scene.env)],
    ['pgBoss', await startChild('pg-boss', (await stage.makeScene()).env)],
  ]);
  if (await redisVersion())
    for (const [kind, durability] of [
      ['bullmq', 'default'],
      ['bullmqAlways', 'always'],
    ] as const) {
      const { port } = await startRedis(stage.folder, durability);
      children.set(kind, await startChild('bullmq', { ...scene.env, REDIS_PORT: String(port) }));
    }

  const rates = await takeTurns([...children.keys()], { rounds: ROUNDS }, async (kind, { isWarmUp }) => {
    const child = children.get(kind)!;
    const count = isWarmUp ? COUNTS[kind] / 2 : COUNTS[kind];
    if (kind === 'waybill') await publish(scene, tenantId, count / ENDPOINTS);
    else await child.ask('fill', job, count);
    const perSecond = await rateAt(receiver, '/ok', count, () => child.ask('go'));
    await sleep(50); // the last answers are on their way back
    await child.ask('stop');
    return perSecond;
  });

  const figure = (kind: Kind): Measured | Unmeasured =>
    children.has(kind)
      ? { what: NAMES[kind], unit: 'deliveries/s', rounds: rates[kind], onDisk: ON_DISK[kind] }
      : { what: NAMES[kind], why: 'there is no redis-server on the PATH' };
  const all = (Object.keys(COUNTS) as Kind[]).map(figure);
  const ours = all[0] as Measured;
  const same = `${CONCURRENCY} attempts under way at once to one receiver, the same body, both signatures made afresh for each`;
  return {
    measured: all.filter((each) => 'rounds' in each),
    unmeasured: all.filter((each) => 'why' in each),
    targets: [
      ratioOf(ours, all[1]!, {
        ...BOUNDS.deliveriesToBare,
        compared: `One worker's sender drains deliveries that wait in Postgres, against a loop of undici.request that keeps nothing and signs once for all: ${CONCURRENCY} at once to the same receiver.`,
      }),
      ratioOf(ours, all[2]!, {
        ...BOUNDS.deliveriesToPgBoss,
        compared: `The same sender, against pg-boss on the same Postgres in four tight loops (fetch 64, send 64, complete 64): ${same}.`,
      }),
      ratioOf(ours, all[3]!, {
        ...BOUNDS.deliveriesToBullmq,
        compared: `The same sender, against one bullmq worker on a Redis with its default settings, which puts nothing on disk: ${same}.`,
      }),
      ratioOf(ours, all[4]!, {
        name: 'deliveries ÷ bullmq, equally durable',
        compared: `The same, with a Redis that has each change on disk before it says yes (appendfsync always): ${same}.`,
      }),
    ],
  };
}

export const deliveries: Question<Stage> = {
  name: 'deliveries',
  title: 'Deliveries a second',
  meaning:
    'How fast waiting webhooks go out to receivers that answer at once, from one worker process, and what part of the bare HTTP client’s speed is left when each one is claimed, signed, sent, and recorded durably with its attempt. The queue is filled beforehand; counted at the receiver, without the first eighth, while everything starts.',
  ask,
};
