/**
 * The sender: deliveries go out, each endpoint at its own pace.
 *
 *   hint or survey → lanes (whose are they) → claim → send → outcome → record → (retry | end)
 *
 * Promises: an attempt starts only while this worker's heartbeat is fresh, and none is in flight when others hold it for
 * dead; what was answered is recorded, however long the database is away.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuid, toId } from '../contract/ids.ts';
import type { Database } from '../database/connect.ts';
import type { Hints } from '../database/hints.ts';
import type { Ownership } from '../database/ownership.ts';
import type { ClaimedDelivery, Result } from '../deliveries/queue.ts';
import { disableEndpoint } from '../endpoints/status.ts';
import { tellFailing } from '../endpoints/tell.ts';
import { isOperational } from '../events/catalogue.ts';
import { ATTEMPT_TIMEOUT_MS, FAILING_DISABLES_MS, SURVEY_EVERY_MS } from '../limits.ts';
import type { GuardedClient, Post, PostOutcome } from '../outbound/guarded-client.ts';
import type { Encryption } from '../secrets/encryption.ts';
import type { Log } from '../telemetry/log.ts';
import { createTelemetry, type Telemetry } from '../telemetry/observe.ts';
import { type Claimer, createClaimer } from './claim.ts';
import { createLanes, type Lane } from './lanes.ts';
import { type AttemptOutcome, isOurFault, judge } from './outcome.ts';
import { createRecorder } from './record.ts';
import { decide } from './retry-schedule.ts';
import { type Sendable, send, toSendable } from './send.ts';
import { startTally } from './tally.ts';
import { readTargets, type Target } from './target.ts';
import { ended, freed, isBreakerOpen, started } from './throttle.ts';

interface Parts {
  /** A pool of the sender's own: its sessions are set for its statements. */
  database: Database;
  ownership: Ownership;
  hints: Hints;
  client: GuardedClient;
  encryption: Encryption;
  log: Log;
  telemetry?: Telemetry;
}

export interface Sender {
  /** Claims nothing more, ends what is under way, records it, and gives the lanes to others. */
  stop(): Promise<void>;
}

/** The planner would sort all that waits, where an index has it in order. */
export const SENDER_SETTINGS = {
  enable_seqscan: 'off',
  enable_sort: 'off',
  enable_bitmapscan: 'off',
  plan_cache_mode: 'force_generic_plan',
};

const DEADLINES_EVERY_MS = 100;
/** Hints about lanes that are not ours start a survey at most this often. */
const SURVEY_PAUSE_MS = 20;

export async function startSender({
  database,
  ownership,
  hints,
  client,
  encryption,
  log,
  ...parts
}: Parts): Promise<Sender> {
  const { telemetry = createTelemetry({ log }) } = parts;
  const { sql } = database;
  const underWay = new Map<Post, number>();
  const toOrigins = new Map<string, number>();
  let attempts = 0;

  const lanes = createLanes({
    sql,
    ownership,
    readTargets: (ids) => readTargets(database, encryption, ids, log),
    onDue: (lane) => claimer.wake(lane),
  });
  const tally = startTally(sql, log);
  const recorder = createRecorder(sql, log, onRecorded);
  const claimer: Claimer = createClaimer({
    sql,
    ownership,
    lanes,
    log,
    onClaimed,
    sending: { total: () => attempts, to: (origin) => toOrigins.get(origin) ?? 0 },
  });

  const interrupt = () => {
    for (const post of underWay.keys()) post.abort('interrupted');
  };
  ownership.onLost(interrupt);
  ownership.onSilent(interrupt);
  const deadlines = setInterval(() => {
    const oldest = performance.now() - ATTEMPT_TIMEOUT_MS;
    for (const [post, startedAt] of underWay) if (startedAt < oldest) post.abort('timeout');
  }, DEADLINES_EVERY_MS);

  function onClaimed(lane: Lane, delivery: ClaimedDelivery): void {
    const { target } = lane;
    lanes.keep(delivery);
    const sendable = toSendable(delivery, target);
    if (!sendable || delivery.age_ms > target.policy.max_age_s * 1000) {
      recorder.add({ ...nameOf(delivery), attempt: null, next: { kind: 'dead', reason: 'expired' } });
      return;
    }
    const now = performance.now();
    lane.usedAt = now;
    lane.throttle = started(lane.throttle, target.limits, 1, now);
    attempts += 1;
    toOrigins.set(target.url.origin, (toOrigins.get(target.url.origin) ?? 0) + 1);
    void attempt(lane, target, sendable, now);
  }

  async function attempt(lane: Lane, target: Target, delivery: Sendable, startedAt: number): Promise<void> {
    const id = newUuid();
    const observed = telemetry.startAttempt(delivery);
    const mayGo = () => ownership.isFresh() && lanes.isHeld(lane);
    let answer: PostOutcome | null = null;
    try {
      const post = await send(client, target, delivery, observed.traceparent, mayGo);
      if (post) {
        underWay.set(post, startedAt);
        answer = await post.outcome;
        underWay.delete(post);
      }
    } catch (error) {
      log.error({ err: error, delivery_id: delivery.deliveryId }, 'an attempt broke');
      answer = { kind: 'unreachable', reason: 'not_sent' };
    }
    const now = performance.now();
    const outcome = judge(answer ?? { kind: 'unreachable', reason: 'interrupted' }, Date.now());
    // Nothing more is sent to who says that it is gone, not even while that is being written down.
    // Of a callback it is said of that one request's URL, not of the endpoint.
    const isGone = outcome.kind === 'failed' && outcome.remedy === 'gone' && delivery.url === null;
    if (isGone) lane.isGone = true;
    count(lane, target, delivery, outcome, now);
    // The claim stands, and only a new epoch claims over it. Postgres may have seen a later heartbeat than we know of, and
    // then nobody takes the lane from us: so we take it again.
    if (outcome.kind === 'failed' && outcome.code === 'interrupted') lanes.forget(lane);
    if (!answer) {
      lanes.release(delivery); // it was not used: nothing of it is written down
      return;
    }
    const ms = Math.round(now - startedAt);
    if (!isOurFault(outcome)) tally.add(lane.endpointId, { is_delivered: outcome.kind === 'delivered', ms });
    const next = decide(outcome, {
      attempt: delivery.attempts,
      ageMs: delivery.age_ms + ms,
      policy: target.policy,
      random: Math.random(),
    });
    const error_code = outcome.kind === 'failed' ? outcome.code : null;
    const status = answer.kind === 'answered' ? answer.status : null;
    const excerpt = answer.kind === 'answered' ? (answer.excerpt?.toString('hex') ?? null) : null;
    recorder.add({ ...nameOf(delivery), attempt: { id, status, error_code, ms, excerpt }, next });
    observed.end({
      event_id: delivery.eventId,
      delivery_id: delivery.deliveryId,
      endpoint_id: target.endpoint,
      correlation_id: delivery.correlation_id,
      tenant: target.tenant,
      type: delivery.type,
      origin: target.url.origin,
      attempt: delivery.attempts,
      round: delivery.round,
      age_ms: Math.round(delivery.age_ms),
      status,
      error_code,
      next: next.kind === 'dead' ? next.reason : next.kind,
      ms,
    });
    if (outcome.kind !== 'failed') return;
    if (isBreakerOpen(lane.throttle) && !isOperational(delivery.type)) await tell(lane, status, outcome.code);
    await disableIfHopeless(lane, target, isGone);
  }

  /** Room for others; and what the outcome means for the endpoint. */
  function count(lane: Lane, target: Target, { url }: Sendable, outcome: AttemptOutcome, now: number): void {
    const { origin } = target.url;
    attempts -= 1;
    const left = toOrigins.get(origin)! - 1;
    if (left === 0) toOrigins.delete(origin);
    else toOrigins.set(origin, left);
    const wasOpen = isBreakerOpen(lane.throttle);
    // That one callback is not wanted says nothing of the others to the same origin.
    const isOfOneUrl = url !== null && outcome.kind === 'failed' && /gone|client_error/.test(outcome.remedy);
    lane.throttle = isOfOneUrl ? freed(lane.throttle) : ended(lane.throttle, outcome, now);
    if (lane.throttle.failures === 0) lane.failingSince = null;
    else lane.failingSince ??= new Date();
    if (wasOpen !== isBreakerOpen(lane.throttle)) {
      log.warn({ endpoint_id: toId('ep', lane.endpointId), open: !wasOpen }, 'breaker');
      lanes.note(lane).catch((error) => log.warn({ err: error }, 'a breaker was not noted'));
    }
    claimer.makeRoom(lane);
  }

  /** Its tenant, that it fails: what has failed is not a delivery that tells of that. */
  async function tell({ endpointId, failingSince }: Lane, status: number | null, errorCode: string): Promise<void> {
    if (!failingSince) return;
    try {
      hints.publish('endpoint', await tellFailing(sql, endpointId, { failingSince, status, errorCode }));
    } catch (error) {
      log.error({ err: error }, 'a failing endpoint could not be told of'); // its next answer says it again
    }
  }

  async function disableIfHopeless(lane: Lane, { version }: Target, isGone: boolean): Promise<void> {
    const { failingSince, throttle } = lane;
    // An old failure and a new one are not five days of failing: the breaker must have found it broken.
    const hasFailedLong =
      failingSince !== null && isBreakerOpen(throttle) && Date.now() - failingSince.getTime() > FAILING_DISABLES_MS;
    if (!isGone && !hasFailedLong) return;
    const reason = isGone ? 'gone' : 'failing';
    try {
      const due = await disableEndpoint(database, { id: lane.endpointId, version }, reason);
      if (due.length === 0) return;
      log.warn({ endpoint_id: toId('ep', lane.endpointId), reason }, 'an endpoint was disabled');
      hints.publish('endpoint', due);
    } catch (error) {
      log.error({ err: error }, 'an endpoint could not be disabled'); // its next answer says it again
    } finally {
      lane.isGone = false;
    }
  }

  function onRecorded({ next, ...delivery }: Result): void {
    lanes.release(delivery);
    if (next.kind !== 'retry' || next.delayMs > SURVEY_EVERY_MS) return;
    // Sooner than the next survey would find it.
    const wake = () => {
      const lane = lanes.held.get(delivery.endpoint_id);
      if (lane) claimer.wake(lane);
    };
    setTimeout(wake, next.delayMs + 1).unref();
  }

  let surveying: Promise<void> | undefined;
  let isAskedAgain = false;
  let isStopped = false;
  /** Endpoints that were looked for since the last regular survey, and are not ours. */
  const lookedFor = new Set<string>();

  function survey(): void {
    if (surveying || isStopped) {
      isAskedAgain = true;
      return;
    }
    isAskedAgain = false;
    surveying = (ownership.isFresh() ? lanes.survey() : Promise.resolve())
      .catch((error) => log.warn({ err: error }, 'a survey failed'))
      .then(() => sleep(SURVEY_PAUSE_MS))
      .finally(() => {
        surveying = undefined;
        if (isAskedAgain) survey();
      });
  }
  function surveyAll(): void {
    lookedFor.clear();
    survey();
  }
  const surveys = setInterval(surveyAll, SURVEY_EVERY_MS);

  await hints.listen(
    'endpoint',
    (endpoints) => {
      for (const id of endpoints) {
        const lane = lanes.held.get(id);
        if (lane) claimer.wake(lane);
        else if (!lookedFor.has(id)) {
          lookedFor.add(id);
          survey();
        }
      }
    },
    surveyAll,
  );

  return {
    async stop() {
      isStopped = true;
      clearInterval(surveys);
      await surveying;
      await claimer.stop();
      while (attempts > 0) await sleep(20); // each ends by its deadline
      clearInterval(deadlines);
      await recorder.settled();
      await tally.stop();
      await lanes.giveAllBack().catch((error) => log.warn({ err: error }, 'lanes were not given back'));
    },
  };
}

/** What names the claim of a delivery. */
const nameOf = ({ event_id, endpoint_id, claim_epoch, round, attempts }: ClaimedDelivery) => ({
  event_id,
  endpoint_id,
  claim_epoch,
  round,
  attempts,
});
