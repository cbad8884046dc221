/**
 * Lanes: which endpoints this worker serves, and what of each is in its memory (CONTRIBUTING, protocol of lanes).
 *
 * Promises: an endpoint is served by one live worker; one that died or froze is replaced; a worker takes its share, and
 * more only of what nobody else takes. Whatever we cannot be sure of (a reply that did not come) is forgotten, and taken again with a new epoch once
 * nothing of it is in memory.
 */
import type { Sql } from '../database/connect.ts';
import type { Ownership } from '../database/ownership.ts';
import { endUnserved } from '../deliveries/end.ts';
import { type DueLane, findDueLanes, noteLanes, takeLanes } from '../deliveries/queue.ts';
import { LANE_IDLE_MS } from '../limits.ts';
import type { Target } from './target.ts';
import { newThrottle, type ThrottleState, waitsUntil } from './throttle.ts';

/** A lane that has been free for so long is taken beyond our share. */
const NOBODY_TAKES_MS = 1_000;
/** We give lanes away when we have had more than our share for so long: what is due changes from survey to survey. */
const BEYOND_SHARE_MS = 3_000;

/** A lane that is ours, under the worker id that took it. */
export interface Lane {
  endpointId: string;
  epoch: number;
  workerId: string;
  throttle: ThrottleState;
  /** When the first of the failures since the last success was. */
  failingSince: Date | null;
  target: Target;
  /** When it last had something to do, by the monotonic clock. */
  usedAt: number;
  /** It goes to another worker as soon as nothing of it is in memory. */
  isLeaving: boolean;
  /** Its endpoint has said that it is gone, which is being written down: nothing is sent to it meanwhile. */
  isGone: boolean;
}

interface Parts {
  sql: Sql;
  ownership: Ownership;
  readTargets(ids: string[]): Promise<Map<string, Target>>;
  /** Called for each lane of ours that has something due. */
  onDue(lane: Lane): void;
}

export function createLanes({ sql, ownership, readTargets, onDue }: Parts) {
  const held = new Map<string, Lane>();
  /** Events of deliveries that were claimed and not yet recorded, by endpoint: lanes that were forgotten have some too. */
  const inMemory = new Map<string, Set<string>>();
  let workers = 1;
  /** Since when lanes have been free, and since when we have had more than our share, by the monotonic clock. */
  let freeSince = new Map<string, number>();
  let beyondShareSince: number | null = null;

  ownership.onLost(() => held.clear());

  /** Looks for everything that is due, whatever hints were lost. */
  async function survey(): Promise<void> {
    const found = await findDueLanes(sql);
    workers = found.workers ?? workers;
    const unserved = found.due.filter(({ version }) => version === null).map(({ endpoint_id }) => endpoint_id);
    const due = found.due.filter(({ version }) => version !== null);
    const share = Math.ceil(due.length / workers);
    const ours = due.flatMap(({ endpoint_id }) => held.get(endpoint_id) ?? []);
    const now = performance.now();
    beyondShareSince = ours.length > share ? (beyondShareSince ?? now) : null;
    const givesAway = beyondShareSince !== null && now - beyondShareSince >= BEYOND_SHARE_MS;
    const versions = new Map(due.map(({ endpoint_id, version }) => [endpoint_id, version]));
    await readAgain(ours.filter(({ endpointId, target }) => versions.get(endpointId) !== target.version));
    for (const [index, lane] of ours.entries()) {
      lane.usedAt = now;
      lane.isLeaving = givesAway && index >= share;
      if (!lane.isLeaving) onDue(lane);
    }
    const free = due.filter(isFree);
    freeSince = new Map(free.map(({ endpoint_id }) => [endpoint_id, freeSince.get(endpoint_id) ?? now]));
    let room = Math.max(0, share - ours.length);
    // Beyond our share: what is ours though we forgot it, which nobody else may take, and what nobody else has taken.
    await take(
      free.filter(
        ({ endpoint_id, owner }) =>
          owner !== null || now - freeSince.get(endpoint_id)! >= NOBODY_TAKES_MS || room-- > 0,
      ),
    );
    await giveBack((lane) => lane.isLeaving || isIdle(lane));
    if (unserved.length > 0) await endUnserved(sql, unserved); // the next survey goes on
  }

  /** A pause and the wait for a probe are our memory: they would be forgotten with the lane. */
  const isIdle = ({ usedAt, throttle }: Lane) => {
    const now = performance.now();
    return now - usedAt > LANE_IDLE_MS && waitsUntil(throttle) <= now;
  };

  const isFree = ({ endpoint_id, owner }: DueLane) =>
    !held.has(endpoint_id) && !inMemory.has(endpoint_id) && (owner === null || owner === ownership.workerId);

  async function take(due: DueLane[]): Promise<void> {
    if (due.length === 0 || !ownership.isFresh()) return;
    const { workerId } = ownership;
    const taken = await takeLanes(sql, workerId, {
      wanted: due.map(({ endpoint_id }) => endpoint_id),
      held: [...held.keys(), ...inMemory.keys()],
    });
    if (taken.length === 0) return;
    const targets = await readTargets(taken.map(({ endpoint_id }) => endpoint_id));
    if (ownership.workerId !== workerId) return; // we were taken for dead meanwhile
    const now = performance.now();
    for (const { endpoint_id, epoch, failures, failing_since } of taken) {
      const target = targets.get(endpoint_id);
      if (!target) continue; // it was deleted meanwhile
      const lane: Lane = {
        endpointId: endpoint_id,
        epoch,
        workerId,
        failingSince: failing_since === null ? null : new Date(failing_since),
        throttle: newThrottle(now, failures),
        target,
        usedAt: now,
        isLeaving: false,
        isGone: false,
      };
      follow(lane, target);
      held.set(endpoint_id, lane);
      onDue(lane);
    }
  }

  /** Endpoints that have changed: what is sent from now on follows them. Those that cannot be read are forgotten. */
  async function readAgain(lanes: Lane[]): Promise<void> {
    if (lanes.length === 0) return;
    const targets = await readTargets(lanes.map(({ endpointId }) => endpointId));
    for (const lane of lanes) {
      const target = targets.get(lane.endpointId);
      if (target) follow(lane, target);
      else forget(lane);
    }
  }

  /** It is not ours any more, or we cannot be sure. */
  function forget(lane: Lane): void {
    if (held.get(lane.endpointId) === lane) held.delete(lane.endpointId);
  }

  async function giveBack(isWanted: (lane: Lane) => boolean): Promise<void> {
    const given = [...held.values()].filter((lane) => isWanted(lane) && !inMemory.has(lane.endpointId));
    if (given.length === 0) return;
    for (const { endpointId } of given) held.delete(endpointId); // first: what is claimed after it would be nobody's
    await noteLanes(sql, ownership.workerId, given.map(stateOf), { givesBack: true });
  }

  return {
    survey,
    held: held as ReadonlyMap<string, Lane>,
    /** How many workers live, as of the last survey. */
    get workers() {
      return workers;
    },
    isHeld: (lane: Lane) => held.get(lane.endpointId) === lane && lane.workerId === ownership.workerId,
    forget,
    readAgain,
    inMemory: (endpoint_id: string) =>
      Array.from(inMemory.get(endpoint_id) ?? [], (event_id) => ({ event_id, endpoint_id })),
    keep({ endpoint_id, event_id }: { endpoint_id: string; event_id: string }) {
      const events = inMemory.get(endpoint_id) ?? new Set();
      inMemory.set(endpoint_id, events.add(event_id));
    },
    release({ endpoint_id, event_id }: { endpoint_id: string; event_id: string }) {
      const events = inMemory.get(endpoint_id);
      events?.delete(event_id);
      if (events?.size === 0) inMemory.delete(endpoint_id);
    },
    /** Writes down how the endpoint does: its breaker has opened or closed. */
    note: (lane: Lane) => noteLanes(sql, lane.workerId, [stateOf(lane)], { givesBack: false }),
    giveAllBack: () => giveBack(() => true),
  };
}

/** What failed before the endpoint was enabled does not count: its breaker is closed. */
function follow(lane: Lane, target: Target): void {
  lane.target = target;
  if (!lane.failingSince || !target.enabledAt || lane.failingSince >= target.enabledAt) return;
  lane.failingSince = null;
  lane.throttle = { ...lane.throttle, failures: 0 };
}

const stateOf = ({ endpointId, epoch, throttle: { failures }, failingSince }: Lane) => ({
  endpointId,
  epoch,
  failures,
  failingSince,
});

export type Lanes = ReturnType<typeof createLanes>;
