/**
 * What makes the two protocols right: each amendment of the models, the smallest bounds that show what happens without it,
 * and the line of the code that is it.
 *
 * `line` stands in the file; test/model/models.test.ts says so when the code has moved on.
 */
import type { Bounds, Question } from './spin.ts';

export interface Amendment extends Question {
  without: string;
  /** What happens without it. */
  prevents: string;
  file: string;
  line: string;
}

const of =
  (model: Question['model']) =>
  (
    without: string,
    bounds: Bounds,
    prevents: string,
    file: string,
    line: string,
    asks: Question['asks'] = 'safety',
  ): Amendment => ({
    model,
    without,
    bounds,
    asks,
    prevents,
    file: `src/${file}`,
    line,
  });
const ofRuns = of('runs');
const ofLanes = of('lanes');

const DROP = 'if (rows.length > 0 && !mayBegin) forget(lane);';
const SAME = 'and (q.claim_epoch, q.round, q.attempts) = (r.claim_epoch, r.round, r.attempts)';

export const amendments: Amendment[] = [
  ofRuns(
    'NO_EPOCH',
    { PAUSE: 1 },
    'a worker that was held for dead ends the run that another one has begun',
    'requests/store.ts',
    'set worker_id = null, run_epoch = run_epoch + 1',
  ),
  ofRuns(
    'NO_START',
    { MAX: 1 },
    'a wake-up too many starts what somebody runs already',
    'requests/store.ts',
    'and worker_id is null and run_at <= now() and not cancel_requested',
  ),
  ofRuns(
    'NO_WAKE',
    { MAX: 1, CRASH: 1 },
    'the wake-up that a dead worker had locked is waited for, for ever',
    'tasks/enqueue.ts',
    'and locked_at is null and attempts < max_attempts',
  ),
  ofRuns(
    'NO_CANCEL',
    { CRASH: 1, CANCEL: 1 },
    'work is begun again after its cancel was accepted',
    'requests/finish.ts',
    "queued.cancel_requested && asked.state !== 'succeeded' ? { state: 'canceled' } : asked",
  ),
  ofRuns(
    'NO_SWEEP2',
    { MAX: 1, CRASH: 1 },
    'a request that lost its wake-up is never run',
    'requests/sweep.ts',
    'for (const { request_id } of overdue) await wakeUp(sql, request_id);',
  ),
  ofRuns(
    'NO_OWN',
    { LOSTSTART: 1 },
    'a run whose start was not heard of belongs for ever to a living worker that does not know it',
    'requests/sweep.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of code
    '(q.worker_id = ${sweeper.workerId} or q.worker_id not in',
  ),
  ofRuns(
    'NO_SEEN',
    { PAUSE: 1 },
    'a sweep takes the run of a worker that came to life while it looked',
    'requests/sweep.ts',
    'seen.run_epoch = q.run_epoch',
  ),
  ofRuns(
    'NO_UNCOUNT',
    { YIELD: 1 },
    'a job that only paused, or was shut down, fails as one that was tried too often',
    'requests/store.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of code
    'attempts = attempts - ${countsAttempt ? 0 : 1}::int',
  ),
  ofRuns(
    'NO_STEP',
    { PAUSE: 1, STEPS: 1 },
    'a batch is done twice, by a worker that was held for dead and by the next',
    'jobs/child.ts',
    'if (!(await keepCheckpoint(tx, { request_id, run_epoch }, done.place)))',
  ),
  ofLanes(
    'NO_CLAIM',
    { MAX: 1, CRASH: 1 },
    'a late claim takes rows of a lane that went to another',
    'deliveries/queue.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of code
    'l.owner = ${workerId} and l.epoch = asked.epoch',
  ),
  ofLanes(
    'NO_HB',
    { MAX: 1, PAUSE: 1 },
    'a frozen worker goes on with its old lanes',
    'database/ownership.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of code
    'and seen_at > now() - make_interval(secs => ${HEARTBEAT_STALE_MS / 1000})',
  ),
  ofLanes(
    'NO_ABORT',
    { MAX: 1, CUT: 1 },
    'two send at once while one is cut off',
    'sending/sender.ts',
    'ownership.onSilent(interrupt);',
  ),
  ofLanes('NO_TRIPLE', { LOST: 1 }, "an old attempt's end is taken for a newer one's", 'deliveries/queue.ts', SAME),
  ofLanes(
    'NO_ROUND',
    { MAX: 1, LOST: 1, REDRIVE: 1 },
    "the end of a round is taken for that of the redrive's",
    'deliveries/queue.ts',
    SAME,
  ),
  ofLanes(
    'NO_SELF',
    { MAX: 1, LOST: 1 },
    'a lost reply leaves a lane to nobody, for ever',
    'deliveries/queue.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of code
    'or seen.owner = ${workerId} and not seen.endpoint_id = any(${held})',
  ),
  ofLanes(
    'NO_COUNT',
    { MAX: 1, CRASH: 1 },
    'crashes use up attempts that nobody made',
    'deliveries/queue.ts',
    'attempts = q.attempts + (q.claim_epoch = 0)::int',
  ),
  ofLanes(
    'NO_DROP',
    { MAX: 1, CUT: 1 },
    'rows of a late claim are sent by who is held for dead',
    'sending/claim.ts',
    DROP,
  ),
  ofLanes(
    'NO_MATCH',
    { MAX: 1, PAUSE: 1 },
    'rows of a late claim are sent under a lane that is lost',
    'sending/claim.ts',
    DROP,
  ),
  ofLanes('NO_FORGET', { MAX: 1, CUT: 1 }, 'rows of a late claim are never sent', 'sending/claim.ts', DROP),
  ofLanes(
    'NO_LEAVE',
    { MAX: 1, CUT: 1 },
    'what was broken off is never sent again, since its lane was not lost',
    'sending/sender.ts',
    "outcome.code === 'interrupted') lanes.forget(lane);",
  ),
  ofLanes(
    'NO_TOLD',
    { MAX: 1, LOST: 1 },
    'a lost lane looks like one with nothing due',
    'deliveries/queue.ts',
    'lane.endpoint_id is not null as is_ours',
    'liveness',
  ),
  ofLanes(
    'NO_SEEN',
    { SPLIT: 1, PAUSE: 1 },
    'who waited for a lock takes the lane of a worker that just came to life',
    'deliveries/queue.ts',
    'where l.epoch = excluded.epoch - 1',
  ),
  ofLanes(
    'BACK_BLIND',
    { MAX: 1, LOST: 1, BACK: 1 },
    'giving back takes the lane away from its next owner',
    'deliveries/queue.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of code
    'l.owner = ${workerId} and l.epoch = noted.epoch',
  ),
  ofLanes(
    'BACK_BUSY',
    { MAX: 1, BACK: 1 },
    'giving back takes the lane from under a send',
    'sending/lanes.ts',
    'isWanted(lane) && !inMemory.has(lane.endpointId)',
  ),
  ofLanes(
    'HB_REPLY',
    { MAX: 1, CUT: 1 },
    'a worker whose replies are late sends when others hold it for dead',
    'database/ownership.ts',
    'if (beaten.length > 0) return beatAt(sentAt);',
  ),
];
