/**
 * Claim: which deliveries are tried next. The drain is continuous: whenever attempts end, as many are claimed as their
 * endpoints may get, and a slow endpoint keeps no other one waiting.
 */
import type { Sql } from '../database/connect.ts';
import type { Ownership } from '../database/ownership.ts';
import { type ClaimedDelivery, claim } from '../deliveries/queue.ts';
import { ORIGIN_CONCURRENCY, WORKER_SENDS } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';
import type { Lane, Lanes } from './lanes.ts';
import type { Target } from './target.ts';
import { allowance } from './throttle.ts';

const ROWS_AT_ONCE = 256;

interface Parts {
  sql: Sql;
  ownership: Ownership;
  lanes: Lanes;
  log: Log;
  readTargets(ids: string[]): Promise<Map<string, Target>>;
  /** Takes over a delivery that may be sent at once. It is in memory until it is recorded. */
  onClaimed(lane: Lane, target: Target, delivery: ClaimedDelivery): void;
  /** Attempts under way in this worker: all of them, and those to one origin. */
  sending: { total(): number; to(origin: string): number };
}

export interface Claimer {
  /** This lane may have something due. */
  wake(lane: Lane): void;
  /** Attempts have ended: there may be room. */
  pump(): void;
  stop(): Promise<void>;
}

export function createClaimer({ sql, ownership, lanes, log, readTargets, onClaimed, sending }: Parts): Claimer {
  /** Lanes that may have something due; true: woken since they were last asked for. */
  const hungry = new Map<Lane, boolean>();
  let claiming: Promise<void> | undefined;
  let isScheduled = false;
  let isWanted = false;
  let isStopped = false;
  let alarm: NodeJS.Timeout | undefined;

  function schedule(): void {
    isWanted = true;
    if (isScheduled || claiming || isStopped) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      isWanted = false;
      claiming = claimOnce()
        .catch((error) => log.warn({ err: error }, 'a claim failed'))
        .finally(() => {
          claiming = undefined;
          if (isWanted) schedule();
        });
    });
  }

  /** One statement for all lanes that have something due and may be sent to now. */
  async function claimOnce(): Promise<void> {
    if (isStopped || !ownership.isFresh()) return;
    const { workerId } = ownership;
    await learnTargets();
    const asked = plan();
    if (asked.length === 0) return;
    for (const { lane } of asked) hungry.set(lane, false);
    try {
      const { claimed, lost } = await claim(
        sql,
        workerId,
        asked.map(({ lane, slots }) => ({ endpoint_id: lane.endpointId, epoch: lane.epoch, slots })),
        asked.flatMap(({ lane }) => [...lanes.eventsInMemory(lane.endpointId)]),
      );
      for (const { lane } of asked) if (lost.includes(lane.endpointId)) forget(lane);
      await begin(asked, claimed);
      schedule();
    } catch (error) {
      // What was claimed, if anything, is unknown: the lanes are taken again.
      for (const { lane } of asked) forget(lane);
      throw error;
    }
  }

  async function begin(asked: { lane: Lane; slots: number }[], claimed: ClaimedDelivery[]): Promise<void> {
    const byEndpoint = Map.groupBy(claimed, ({ endpoint_id }) => endpoint_id);
    const outdated = asked.filter(({ lane }) => {
      const [first] = byEndpoint.get(lane.endpointId) ?? [];
      return first && first.endpoint_version !== lane.target?.version;
    });
    if (outdated.length > 0) await learn(outdated.map(({ lane }) => lane));
    for (const { lane, slots } of asked) {
      const rows = byEndpoint.get(lane.endpointId) ?? [];
      // Fewer than there was room for: the rest is not due, until somebody says so.
      if (rows.length < slots && !hungry.get(lane)) hungry.delete(lane);
      else if (hungry.delete(lane)) hungry.set(lane, true); // the others have their turn first
      const { target } = lane;
      if (rows.length > 0 && (!ownership.isFresh() || !lanes.isHeld(lane) || !target)) forget(lane);
      else for (const delivery of rows) onClaimed(lane, target!, delivery);
    }
  }

  /** How many of each lane: what its endpoint may get, its origin, and its part of what this worker can do at once. */
  function plan(): { lane: Lane; slots: number }[] {
    const now = performance.now();
    const asked: { lane: Lane; slots: number }[] = [];
    const planned = new Map<string, number>();
    let room = Math.min(ROWS_AT_ONCE, WORKER_SENDS - sending.total());
    let wakeAt = Number.POSITIVE_INFINITY;
    for (const lane of hungry.keys()) {
      if (!lanes.isHeld(lane) || !lane.target) {
        hungry.delete(lane);
        continue;
      }
      if (lane.isLeaving || room <= 0) continue;
      const { limits, url } = lane.target;
      const { slots, notBefore } = allowance(lane.throttle, limits, now);
      const toOrigin = planned.get(url.origin) ?? sending.to(url.origin);
      const ofOrigin = Math.max(1, Math.floor(ORIGIN_CONCURRENCY / lanes.workers)) - toOrigin;
      // However many slow endpoints there are, each gets a part of what is still free, so that something stays free.
      const ofWorker = Math.ceil((WORKER_SENDS - sending.total()) / 8) - lane.throttle.sending;
      const wanted = Math.min(slots, ofOrigin, ofWorker, room);
      if (wanted > 0) {
        asked.push({ lane, slots: wanted });
        planned.set(url.origin, toOrigin + wanted);
        room -= wanted;
      }
      if (wanted < 1 || limits.ratePerSecond !== null) wakeAt = Math.min(wakeAt, notBefore);
    }
    clearTimeout(alarm);
    if (wakeAt < Number.POSITIVE_INFINITY) alarm = setTimeout(schedule, Math.max(1, wakeAt - now));
    return asked;
  }

  async function learnTargets(): Promise<void> {
    const unknown = [...hungry.keys()].filter((lane) => lanes.isHeld(lane) && !lane.target);
    if (unknown.length > 0) await learn(unknown);
  }

  async function learn(unknown: Lane[]): Promise<void> {
    const targets = await readTargets(unknown.map(({ endpointId }) => endpointId));
    for (const lane of unknown) lane.target = targets.get(lane.endpointId);
  }

  function forget(lane: Lane): void {
    hungry.delete(lane);
    lanes.forget(lane);
  }

  return {
    wake(lane) {
      hungry.set(lane, true);
      schedule();
    },
    pump: schedule,
    async stop() {
      isStopped = true;
      clearTimeout(alarm);
      await claiming;
    },
  };
}
