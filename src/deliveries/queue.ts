/**
 * The waiting deliveries and the protocol of their lanes, statement by statement (CONTRIBUTING, protocol of lanes).
 *
 * A lane is the waiting deliveries of one endpoint, served by one live worker at a time. Taking it raises its `epoch`;
 * claims carry the epoch, and a row's `(claim_epoch, round, attempts)` names one claim: only a record that names it
 * changes the row.
 */
import type { components } from '../../generated/types.d.ts';
import type { SqlRunner } from '../database/connect.ts';
import { firstDeliveries } from '../database/first-of-each.ts';
import { livingWorkers } from '../database/ownership.ts';
import { countDead, endDeliveries } from './dead-letters.ts';

export type DeadReason = components['schemas']['DeadReason'];

/** A lane, as the worker that took it knows it. */
export interface TakenLane {
  endpoint_id: string;
  epoch: number;
  failures: number;
  failing_since: string | null;
}

/** A lane that is held, and how its endpoint does: failures since the last success, and when the first of them was. */
export interface LaneState {
  endpointId: string;
  epoch: number;
  failures: number;
  failingSince: Date | null;
}

/** An endpoint with something due, or with something that can no longer be sent. */
export interface DueLane {
  endpoint_id: string;
  /** Of its endpoint; null when that is deleted or disabled. */
  version: number | null;
  /** The living worker that its lane belongs to. */
  owner: string | null;
}

/** A delivery that was claimed, with all that is needed to send it. */
export interface ClaimedDelivery {
  event_id: string;
  endpoint_id: string;
  claim_epoch: number;
  round: number;
  /** The number of the attempt that the claim is for. */
  attempts: number;
  age_ms: number;
  /** Of a callback; else it goes to the endpoint's own. */
  url: string | null;
  /** Of the endpoint, when the row was claimed. */
  endpoint_version: number;
  /** Null when the event has expired. */
  type: string | null;
  correlation_id: string | null;
  body: string | null;
  /** Of what brought the event about; null when no call did. */
  traceparent: string | null;
}

/** What became of a claim: the attempt, unless none was made, and what follows. */
export interface Result {
  event_id: string;
  endpoint_id: string;
  claim_epoch: number;
  round: number;
  attempts: number;
  /** `excerpt` is hex. */
  attempt: {
    id: string;
    status: number | null;
    error_code: string | null;
    ms: number;
    excerpt: string | null;
  } | null;
  next: Next;
}

export type Next =
  | { kind: 'delivered' }
  | { kind: 'retry'; delayMs: number }
  | { kind: 'dead'; reason: DeadReason }
  /** We broke it off: the claim stands, and whoever takes the lane next claims over it, which counts no attempt. */
  | { kind: 'interrupted' };

/** Every endpoint for which there is something to do, one probe of the index each; and how many workers live, if there is any. */
export async function findDueLanes(sql: SqlRunner): Promise<{ due: DueLane[]; workers: number | null }> {
  const due = await sql<(DueLane & { workers: number })[]>`
    with recursive ${firstDeliveries(sql)},
    living as materialized (${livingWorkers(sql)})
    select first.endpoint_id, enabled.version, living.worker_id as owner,
      (select count(*) from living)::int as workers
    from first
      left join endpoints enabled on enabled.id = first.endpoint_id and enabled.disabled_reason is null
      left join endpoint_lanes l on l.endpoint_id = first.endpoint_id
      left join living on living.worker_id = l.owner
    where first.next_at <= now() or enabled.id is null`;
  return { due, workers: due[0]?.workers ?? null };
}

/**
 * Takes the lanes that nobody alive owns, and those that the database calls ours though our memory does not hold them:
 * the reply to an earlier take or claim may have been lost.
 *
 * Owner and heartbeats are judged in one snapshot, and the lane is taken only if its epoch is still that of the snapshot:
 * who waited for a lane's lock would else judge its new owner by heartbeats that are older than the owner.
 *
 * @param held  lanes of which anything is still in our memory
 */
export async function takeLanes(
  sql: SqlRunner,
  workerId: string,
  { wanted, held }: { wanted: string[]; held: string[] },
): Promise<TakenLane[]> {
  return sql<TakenLane[]>`
    insert into endpoint_lanes as l (endpoint_id, owner, epoch)
    select endpoints.id, ${workerId}, coalesce(seen.epoch, 0) + 1
    from endpoints left join endpoint_lanes seen on seen.endpoint_id = endpoints.id
    where endpoints.id = any(${wanted}) and endpoints.disabled_reason is null
      and (seen.owner is null
        or seen.owner = ${workerId} and not seen.endpoint_id = any(${held})
        or seen.owner <> ${workerId} and seen.owner not in (${livingWorkers(sql)}))
    order by endpoints.id
    on conflict (endpoint_id) do update set owner = excluded.owner, epoch = excluded.epoch
    where l.epoch = excluded.epoch - 1
    returning endpoint_id, epoch, failures, failing_since`;
}

/**
 * Writes down how the endpoints of lanes do, for whoever takes them next; and gives the lanes back, unless they were taken
 * again meanwhile, by ourselves even. Who gives back has forgotten them before.
 */
export async function noteLanes(
  sql: SqlRunner,
  workerId: string,
  lanes: LaneState[],
  { givesBack }: { givesBack: boolean },
): Promise<void> {
  const rows = lanes.map(({ endpointId, epoch, failures, failingSince }) => ({
    endpoint_id: endpointId,
    epoch,
    failures,
    failing_since: failingSince,
  }));
  await sql`
    update endpoint_lanes l
    set failures = noted.failures, failing_since = noted.failing_since,
      owner = case when ${givesBack} then null else l.owner end
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as noted (endpoint_id uuid, epoch int, failures int, failing_since timestamptz)
    where l.endpoint_id = noted.endpoint_id and l.owner = ${workerId} and l.epoch = noted.epoch`;
}

/**
 * Claims due deliveries of the lanes that are still ours in that epoch. `next_at` is not touched, which keeps the
 * update inside its page (HOT); a claim over an unfinished claim does not count as another attempt.
 *
 * The planner does not know how few are claimed, and guesses a tenth of what waits: a `limit 1` has it look each event up,
 * where it would else read a million of them for the sake of two.
 *
 * @param lanes  each with how many may be claimed
 * @param inMemory  deliveries of these lanes that this process is not done with
 * @returns the claimed, and the lanes that are no longer ours or whose endpoint is gone
 */
export async function claim(
  sql: SqlRunner,
  workerId: string,
  lanes: { endpoint_id: string; epoch: number; slots: number }[],
  inMemory: { event_id: string; endpoint_id: string }[],
): Promise<{ claimed: ClaimedDelivery[]; lost: string[] }> {
  const rows = await sql<(ClaimedRow & { lane: string; is_ours: boolean })[]>`
    with asked as (
      select * from unnest(${lanes.map(({ endpoint_id }) => endpoint_id)}::uuid[],
        ${lanes.map(({ epoch }) => epoch)}::int[], ${lanes.map(({ slots }) => slots)}::int[])
        as asked (endpoint_id, epoch, slots)
    ),
    lane as materialized (
      select asked.*, endpoints.version, endpoints.callback_origin is not null as takes_callbacks
      from asked
        join endpoint_lanes l on l.endpoint_id = asked.endpoint_id and l.owner = ${workerId} and l.epoch = asked.epoch
        join endpoints on endpoints.id = asked.endpoint_id and endpoints.disabled_reason is null
    ),
    picked as (
      select q.row, lane.epoch, lane.version
      from lane cross join lateral (
        select ctid as row from delivery_queue
        where endpoint_id = lane.endpoint_id and next_at <= now() and claim_epoch < lane.epoch
          and (event_id, endpoint_id) not in (
            select * from unnest(${inMemory.map(({ event_id }) => event_id)}::uuid[],
              ${inMemory.map(({ endpoint_id }) => endpoint_id)}::uuid[]))
        order by endpoint_id, next_at limit lane.slots
        for update skip locked) q
    ),
    claimed as (
      update delivery_queue q set claim_epoch = picked.epoch, attempts = q.attempts + (q.claim_epoch = 0)::int
      from picked where q.ctid = picked.row
      returning q.event_id, q.endpoint_id, q.claim_epoch, q.round, q.attempts, picked.version as endpoint_version,
        (extract(epoch from clock_timestamp() - q.queued_at) * 1000)::float8 as age_ms
    )
    select asked.endpoint_id as lane, lane.endpoint_id is not null as is_ours, claimed.*, null as url,
      e.type, e.correlation_id, e.traceparent, e.body, lane.takes_callbacks or e.version > 1 as is_own
    from asked
      left join lane using (endpoint_id)
      left join claimed using (endpoint_id)
      left join lateral (select * from events where id = claimed.event_id limit 1) e on true`;
  const claimed = rows.filter(({ event_id }) => event_id !== null);
  await readOwn(
    sql,
    claimed.filter(({ is_own }) => is_own),
  );
  return { claimed, lost: rows.filter(({ is_ours }) => !is_ours).map(({ lane }) => lane) };
}

/** A claimed delivery that may have a URL of its own, or the bytes of another version than its event's. */
type ClaimedRow = ClaimedDelivery & { is_own: boolean | null };

/**
 * Fills in what deliveries have for themselves. Most have nothing, and the claim does not ask: a plan that only names the
 * partitions of two more tables costs each claim a millisecond when there is a month of them.
 */
async function readOwn(sql: SqlRunner, rows: ClaimedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const found = await sql<Pick<ClaimedDelivery, 'event_id' | 'endpoint_id' | 'url' | 'body'>[]>`
    -- Never in another version than the delivery's.
    select d.event_id, d.endpoint_id, d.url, case when d.version = e.version then e.body else r.body end as body
    from unnest(${rows.map(({ event_id }) => event_id)}::uuid[], ${rows.map(({ endpoint_id }) => endpoint_id)}::uuid[])
        as own (event_id, endpoint_id)
      join deliveries d using (event_id, endpoint_id)
      join events e on e.id = d.event_id
      left join renderings r on r.event_id = d.event_id and r.version = d.version`;
  const nameOf = (delivery: { event_id: string; endpoint_id: string }) => delivery.event_id + delivery.endpoint_id;
  const own = new Map(found.map((delivery) => [nameOf(delivery), delivery]));
  for (const row of rows) {
    const { url, body } = own.get(nameOf(row)) ?? { url: null, body: null };
    Object.assign(row, { url, body });
  }
}

/**
 * Records what became of claims: the attempts for the history, the queue rows and the ends of the deliveries. Whatever
 * is no longer the row's last claim changes nothing, and its attempt is marked superseded. Safe to repeat when the
 * reply was lost.
 */
export async function record(sql: SqlRunner, results: Result[]): Promise<void> {
  const rows = results.map(({ attempt, next, ...claimed }) => ({
    ...claimed,
    id: attempt?.id ?? null,
    status: attempt?.status ?? null,
    error_code: attempt?.error_code ?? null,
    ms: attempt?.ms ?? null,
    excerpt: attempt?.excerpt ?? null,
    next: next.kind,
    delay_s: next.kind === 'retry' ? next.delayMs / 1000 : null,
    dead_reason: next.kind === 'dead' ? next.reason : null,
  }));
  const dead = await sql<{ dead_reason: DeadReason }[]>`
    with result as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(event_id uuid, endpoint_id uuid,
        claim_epoch int, round int, attempts int, id uuid, status int, error_code text, ms int, excerpt text,
        next text, delay_s float8, dead_reason text)
    ),
    ended as (
      delete from delivery_queue q using result r
      where q.event_id = r.event_id and q.endpoint_id = r.endpoint_id and r.next in ('delivered', 'dead')
        and (q.claim_epoch, q.round, q.attempts) = (r.claim_epoch, r.round, r.attempts)
      returning q.event_id, q.endpoint_id, r.dead_reason
    ),
    put_off as (
      update delivery_queue q set next_at = now() + make_interval(secs => r.delay_s), claim_epoch = 0
      from result r
      where q.event_id = r.event_id and q.endpoint_id = r.endpoint_id and r.next = 'retry'
        and (q.claim_epoch, q.round, q.attempts) = (r.claim_epoch, r.round, r.attempts)
      returning q.event_id, q.endpoint_id
    ),
    counted as (select event_id, endpoint_id from ended union all select event_id, endpoint_id from put_off),
    attempt as (
      insert into attempts (event_id, endpoint_id, id, round, n, status, error_code, ms, excerpt, superseded)
      select r.event_id, r.endpoint_id, r.id, r.round, r.attempts, r.status, r.error_code, r.ms,
        decode(r.excerpt, 'hex'), c.event_id is null
      from result r left join counted c on c.event_id = r.event_id and c.endpoint_id = r.endpoint_id
      where r.id is not null
      on conflict do nothing
    ),
    ${endDeliveries(sql)}
    select dead_reason from ended where dead_reason is not null`;
  countDead(dead);
}
