/**
 * pg-boss on the same Postgres, as fast as its own verbs go: four loops, each of which fetches 64 jobs, sends them all,
 * completes them in one call and fetches again at once, without the pauses of its polling workers.
 */
import { PgBoss } from 'pg-boss';
import { answerTo } from '../children.ts';
import { CONCURRENCY, createPeerPost, type PeerJob } from '../peer-post.ts';

const QUEUE = 'deliveries';
const BATCH = 64;

const { post } = await createPeerPost();
const boss = new PgBoss({
  connectionString: process.env.DATABASE_URL!,
  max: CONCURRENCY / BATCH,
  supervise: false,
  schedule: false,
});
boss.on('error', console.error);
await boss.start();
await boss.createQueue(QUEUE);
let isStopped = false;
let loops: Promise<unknown> = Promise.resolve();

async function drain(): Promise<void> {
  while (!isStopped) {
    const jobs = await boss.fetch<PeerJob>(QUEUE, { batchSize: BATCH });
    if (jobs.length === 0) return;
    await Promise.all(jobs.map(({ data }) => post(data)));
    await boss.complete(
      QUEUE,
      jobs.map(({ id }) => id),
    );
  }
}

answerTo({
  async fill(job: PeerJob, count: number) {
    for (let left = count; left > 0; left -= 1000)
      await boss.insert(
        QUEUE,
        Array.from({ length: Math.min(left, 1000) }, () => ({ data: job })),
      );
  },
  go() {
    isStopped = false;
    loops = Promise.all(Array.from({ length: CONCURRENCY / BATCH }, drain));
  },
  async stop() {
    isStopped = true;
    await loops;
  },
});
