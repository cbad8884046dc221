/** `undici.request` in a loop: the same bytes to the same receiver, signed once for all, and nothing kept. */
import { answerTo } from '../children.ts';
import { CONCURRENCY, createPeerPost, type PeerJob } from '../peer-post.ts';

const { post, headersOf } = await createPeerPost();
let jobs: PeerJob = { url: '', event_id: '', type: '', body: '' };
let count = 0;

answerTo({
  fill(job: PeerJob, given: number) {
    jobs = job;
    count = given;
  },
  async go() {
    const headers = await headersOf(jobs);
    const loop = async () => {
      while (count-- > 0) await post(jobs, headers);
    };
    void Promise.all(Array.from({ length: CONCURRENCY }, loop));
  },
  stop() {
    count = 0;
  },
});
