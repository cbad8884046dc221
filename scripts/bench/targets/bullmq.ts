/** bullmq on Redis: one worker with the same concurrency; completed jobs are removed, which is the least that it can do. */
import { Queue, Worker } from 'bullmq';
import { answerTo } from '../children.ts';
import { CONCURRENCY, createPeerPost, type PeerJob } from '../peer-post.ts';

const QUEUE = 'deliveries';
const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };

const { post } = await createPeerPost();
const queue = new Queue<PeerJob>(QUEUE, { connection });
let worker: Worker<PeerJob> | undefined;

answerTo({
  async fill(job: PeerJob, count: number) {
    const opts = { removeOnComplete: true, attempts: 10, backoff: { type: 'exponential', delay: 2_000 } };
    for (let left = count; left > 0; left -= 1000)
      await queue.addBulk(Array.from({ length: Math.min(left, 1000) }, () => ({ name: 'post', data: job, opts })));
  },
  async go() {
    worker = new Worker<PeerJob>(QUEUE, ({ data }) => post(data), { connection, concurrency: CONCURRENCY });
    worker.on('error', console.error);
  },
  async stop() {
    await worker?.close();
  },
});
