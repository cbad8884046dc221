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

/** While what one claim brought is sent, Postgres works on the next. */
const CLAIMS_IN_FLIGHT = 2;
const ROWS_AT_ONCE = 64;

interface Asked {
  lane: Lane;
  slots: number;
}

interface Parts {
  sql: Sql;
  ownership: Ownership;
  lanes: Lanes;
  log: Log;
  readTargets(ids: string[]): Promise<Map<string, Target>>;
  /** Takes over a delivery that may be sent at once. It is in memory until it is recorded. */
  onClaimed(lane: Lane, delivery: ClaimedDelivery): void;
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
  /** Lanes in a claim that is under way, each in one at most, and for how many. */
  const asking = new Map<Lane, number>();
  const claims = new Set<Promise<void>>();
  let isScheduled = false;
  let isStopped = false;
  let alarm: NodeJS.Timeout | undefined;

  function schedule(): void {
    if (isScheduled || isStopped) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      while (claims.size < CLAIMS_IN_FLIGHT && !isStopped && ownership.isFresh()) {
        const asked = plan();
        if (asked.length === 0) return;
        const claim = claimFor(asked)
          .catch((error) => log.warn({ err: error }, 'a claim failed'))
          .finally(() => {
            claims.delete(claim);
            schedule();
          });
        claims.add(claim);
      }
    });
  }

  /** One statement for lanes that may have something due and may be sent to now. */
  async function claimFor(asked: Asked[]): Promise<void> {
    for (const { lane, slots } of asked) {
      asking.set(lane, slots);
      hungry.set(lane, false);
    }
    try {
      const { claimed, lost } = await claim(
        sql,
        ownership.workerId,
        asked.map(({ lane, slots }) => ({ endpoint_id: lane.endpointId, epoch: lane.epoch, slots })),
        asked.flatMap(({ lane }) => [...lanes.eventsInMemory(lane.endpointId)]),
      );
      for (const { lane } of asked) if (lost.includes(lane.endpointId)) forget(lane);
      await begin(asked, claimed);
    } catch (error) {
      // What was claimed, if anything, is unknown: the lanes are taken again.
      for (const { lane } of asked) forget(lane);
      throw error;
    } finally {
      for (const { lane } of asked) asking.delete(lane);
    }
  }

  async function begin(asked: Asked[], claimed: ClaimedDelivery[]): Promise<void> {
    const byEndpoint = Map.groupBy(claimed, ({ endpoint_id }) => endpoint_id);
    const outdated = asked.filter(({ lane }) => {
      const [first] = byEndpoint.get(lane.endpointId) ?? [];
      return first && first.endpoint_version !== lane.target.version;
    });
    if (outdated.length > 0) {
      const targets = await readTargets(outdated.map(({ lane }) => lane.endpointId));
      for (const { lane } of outdated) {
        const target = targets.get(lane.endpointId);
        if (target) lane.target = target;
        else forget(lane);
      }
    }
    for (const { lane, slots } of asked) {
      const rows = byEndpoint.get(lane.endpointId) ?? [];
      // Fewer than there was room for: the rest is not due, until somebody says so.
      if (rows.length < slots && !hungry.get(lane)) hungry.delete(lane);
      else if (hungry.delete(lane)) hungry.set(lane, true); // the others have their turn first
      if (rows.length > 0 && (lane.isLeaving || !ownership.isFresh() || !lanes.isHeld(lane))) forget(lane);
      else for (const delivery of rows) onClaimed(lane, delivery);
    }
  }

  /** How many of each lane: what its endpoint may get, its origin, and its part of what this worker can do at once. */
  function plan(): Asked[] {
    const now = performance.now();
    const asked: Asked[] = [];
    const planned = Map.groupBy(asking, ([lane]) => lane.target.url.origin);
    const toOrigins = new Map<string, number>();
    const toOrigin = (origin: string) =>
      toOrigins.get(origin) ?? sending.to(origin) + sum((planned.get(origin) ?? []).map(([, slots]) => slots));
    const underWay = sending.total() + sum([...asking.values()]);
    let room = Math.min(ROWS_AT_ONCE, WORKER_SENDS - underWay);
    let wakeAt = Number.POSITIVE_INFINITY;
    for (const lane of hungry.keys()) {
      if (!lanes.isHeld(lane)) hungry.delete(lane);
      if (!lanes.isHeld(lane) || lane.isLeaving || room <= 0 || asking.has(lane)) continue;
      const { limits, url } = lane.target;
      const { slots, notBefore } = allowance(lane.throttle, limits, now);
      const ofOrigin = Math.max(1, Math.floor(ORIGIN_CONCURRENCY / lanes.workers)) - toOrigin(url.origin);
      // However many slow endpoints there are, each gets a part of what is still free, so that something stays free.
      const ofWorker = Math.ceil((WORKER_SENDS - underWay) / 8) - lane.throttle.sending;
      const wanted = Math.min(slots, ofOrigin, ofWorker, room);
      if (wanted > 0) {
        asked.push({ lane, slots: wanted });
        toOrigins.set(url.origin, toOrigin(url.origin) + wanted);
        room -= wanted;
      }
      if (wanted < 1 || limits.ratePerSecond !== null) wakeAt = Math.min(wakeAt, notBefore);
    }
    clearTimeout(alarm);
    if (wakeAt < Number.POSITIVE_INFINITY) alarm = setTimeout(schedule, Math.max(1, wakeAt - now));
    return asked;
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
      await Promise.all(claims);
    },
  };
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
