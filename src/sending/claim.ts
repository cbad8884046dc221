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
import { allowance } from './throttle.ts';

/** While what one claim brought is sent, Postgres works on the next. */
const CLAIMS_IN_FLIGHT = 2;
const ROWS_AT_ONCE = 64;
/** The last quarter of what a worker can have under way is for endpoints that have next to nothing under way. */
const WORKER_SENDS_FOR_ALL = WORKER_SENDS * 0.75;
const RESERVED_EACH = 2;

interface Asked {
  lane: Lane;
  slots: number;
}

interface Parts {
  sql: Sql;
  ownership: Ownership;
  lanes: Lanes;
  log: Log;
  /** Takes over a delivery that may be sent at once. It is in memory until it is recorded. */
  onClaimed(lane: Lane, delivery: ClaimedDelivery): void;
  /** Attempts under way in this worker: all of them, and those to one origin. */
  sending: { total(): number; to(origin: string): number };
}

export interface Claimer {
  /** This lane may have something due. */
  wake(lane: Lane): void;
  /** An attempt of this lane has ended: there may be room, for it and for others. */
  makeRoom(lane: Lane): void;
  stop(): Promise<void>;
}

export function createClaimer({ sql, ownership, lanes, log, onClaimed, sending }: Parts): Claimer {
  /** Lanes that may have something due and may get something; true: woken since they were last asked for. */
  const hungry = new Map<Lane, boolean>();
  /** Lanes that wait for one of their own attempts to end. */
  const full = new Set<Lane>();
  /** Lanes that wait for a time: a probe, the end of a pause, the next token. */
  const alarms = new Map<Lane, NodeJS.Timeout>();
  /** Lanes in a claim that is under way, each in one at most, and for how many. */
  const asking = new Map<Lane, number>();
  const claims = new Set<Promise<void>>();
  let isScheduled = false;
  let isStopped = false;

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
        asked.flatMap(({ lane }) => lanes.inMemory(lane.endpointId)),
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
    await lanes.readAgain(outdated.map(({ lane }) => lane));
    for (const { lane, slots } of asked) {
      const rows = byEndpoint.get(lane.endpointId) ?? [];
      // Fewer than there was room for: the rest is not due, until somebody says so.
      if (rows.length < slots && !hungry.get(lane)) hungry.delete(lane);
      else if (hungry.delete(lane)) hungry.set(lane, true); // the others have their turn first
      const mayBegin = !lane.isLeaving && !lane.isGone && ownership.isFresh() && lanes.isHeld(lane);
      if (rows.length > 0 && !mayBegin) forget(lane);
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
    for (const lane of hungry.keys()) {
      if (!lanes.isHeld(lane)) leaveOut(lane);
      if (!lanes.isHeld(lane) || lane.isLeaving || lane.isGone || room <= 0 || asking.has(lane)) continue;
      const { limits, url } = lane.target;
      const { slots, notBefore } = allowance(lane.throttle, limits, now);
      if (slots === 0) {
        hungry.delete(lane);
        if (notBefore === Number.POSITIVE_INFINITY) full.add(lane);
        else wakeLater(lane, notBefore - now);
        continue;
      }
      const ofOrigin = Math.max(1, Math.floor(ORIGIN_CONCURRENCY / lanes.workers)) - toOrigin(url.origin);
      const ofWorker = underWay < WORKER_SENDS_FOR_ALL ? slots : RESERVED_EACH - lane.throttle.sending;
      const wanted = Math.min(slots, ofOrigin, ofWorker, room);
      if (wanted > 0) {
        asked.push({ lane, slots: wanted });
        toOrigins.set(url.origin, toOrigin(url.origin) + wanted);
        room -= wanted;
      }
    }
    return asked;
  }

  function wakeLater(lane: Lane, ms: number): void {
    clearTimeout(alarms.get(lane));
    const alarm = setTimeout(
      () => {
        alarms.delete(lane);
        wake(lane);
      },
      Math.max(1, ms),
    );
    alarms.set(lane, alarm);
  }

  function wake(lane: Lane): void {
    hungry.set(lane, true);
    schedule();
  }

  function forget(lane: Lane): void {
    leaveOut(lane);
    lanes.forget(lane);
  }

  function leaveOut(lane: Lane): void {
    hungry.delete(lane);
    full.delete(lane);
    clearTimeout(alarms.get(lane));
    alarms.delete(lane);
  }

  return {
    wake,
    makeRoom(lane) {
      if (full.delete(lane) || alarms.has(lane)) hungry.set(lane, true);
      schedule();
    },
    async stop() {
      isStopped = true;
      for (const alarm of alarms.values()) clearTimeout(alarm);
      await Promise.all(claims);
    },
  };
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
