/**
 * The state machine of a request under any order of events, on real Postgres.
 *
 * The cast: one request, two workers that fall silent and come back under another id, their runs, old and new, and a
 * client that cancels. Proven, for random histories: each verb does what a small pure model says; states only move
 * forward and an end is final; a version names one representation; progress never falls; attempts are the runs that
 * were started; one end, one event of its type; an old run changes nothing; after an accepted cancel nothing starts; and
 * from every state the one worker that is left brings the request to its end. Then the same with verbs at once, each
 * on a connection of its own, also where all of them have begun before the first is done; and with followers.
 *
 * A failure prints its seed and the shortest history that shows it.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { jobs } from '../../generated/contract.ts';
import { newUuid, toId } from '../../src/contract/ids.ts';
import { problem } from '../../src/contract/problems.ts';
import type { Database, Sql } from '../../src/database/connect.ts';
import { createHints } from '../../src/database/hints.ts';
import { EventRefused } from '../../src/events/publish.ts';
import { decide } from '../../src/jobs/run.ts';
import { cancel } from '../../src/requests/cancel.ts';
import { type End, finish } from '../../src/requests/finish.ts';
import { type Follower, startFollower } from '../../src/requests/follow.ts';
import { hasEnded, showRequest } from '../../src/requests/show.ts';
import * as store from '../../src/requests/store.ts';
import { sweep } from '../../src/requests/sweep.ts';
import { wakeUp } from '../../src/tasks/enqueue.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { createTestDatabase } from '../fixtures/database.ts';

const PUBLIC_URL = 'http://waybill.example';
const JOB = 'image-process';
const { maxAttempts: MAX_ATTEMPTS, timeoutSeconds, events: EVENTS } = jobs[JOB];
const WORKERS = 2;
/** No case of a property begins later than this: a slow machine tries fewer. (fast-check would leave one under way.) */
const LIMIT_MS = 10_000;
/** A lost hint costs a second. */
const PATIENCE_MS = 4_000;

let database: Database;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = database.sql;
  // All connections are there before anything is to happen at once.
  await Promise.all(Array.from({ length: 10 }, () => sql`select pg_sleep(0.05)`));
});

// What happens

type How =
  | 'succeeds'
  | 'throws'
  | 'has a problem'
  | 'takes too long'
  | 'is shut down'
  | 'hears of a cancel'
  | 'makes an event that is refused'
  | 'cannot commit';
/** `worker` is an index; `run` counts back from the newest, so that old ones write too. */
type Action =
  | { verb: 'start'; worker: number; isReplyLost: boolean }
  | { verb: 'note progress'; run: number; progress: number }
  | { verb: 'end'; run: number; how: How }
  | { verb: 'cancel'; onlyOfRun: boolean }
  | { verb: 'sweep'; worker: number }
  | { verb: 'fall silent'; worker: number }
  | { verb: 'come back'; worker: number }
  | { verb: 'lose wake-up' }
  | { verb: 'time passes' };

const worker = fc.nat(WORKERS - 1);
const run = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3));
const share = fc.nat(97).map((done) => done / 97); // few of them are a short decimal number
const of = <const Verb extends Action['verb']>(verb: Verb) => fc.constant(verb);
const verbs = {
  start: fc.record({ verb: of('start'), worker, isReplyLost: fc.nat(3).map((n) => n === 3) }),
  progress: fc.record({
    verb: of('note progress'),
    run,
    progress: fc.oneof(
      { weight: 6, arbitrary: share },
      fc.constantFrom(-0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY),
    ),
  }),
  end: fc.record({
    verb: of('end'),
    run,
    how: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<How>('throws', 'is shut down') },
      { weight: 3, arbitrary: fc.constantFrom<How>('hears of a cancel', 'cannot commit') },
      { weight: 2, arbitrary: fc.constant<How>('succeeds') },
      {
        weight: 1,
        arbitrary: fc.constantFrom<How>('has a problem', 'takes too long', 'makes an event that is refused'),
      },
    ),
  }),
  // What waits is ended by a cancel, and its history with it: so most of them wait for a run.
  cancel: fc.record({ verb: of('cancel'), onlyOfRun: fc.nat(3).map((n) => n > 0) }),
  sweep: fc.record({ verb: of('sweep'), worker }),
};
const statement: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: verbs.start },
  { weight: 4, arbitrary: verbs.progress },
  { weight: 5, arbitrary: verbs.end },
  { weight: 3, arbitrary: verbs.cancel },
  { weight: 4, arbitrary: verbs.sweep },
);
const anything: fc.Arbitrary<Action> = fc.oneof(
  { weight: 7, arbitrary: verbs.start },
  { weight: 3, arbitrary: verbs.progress },
  { weight: 6, arbitrary: verbs.end },
  { weight: 2, arbitrary: verbs.cancel },
  { weight: 5, arbitrary: verbs.sweep },
  { weight: 3, arbitrary: fc.record({ verb: of('fall silent'), worker }) },
  { weight: 2, arbitrary: fc.record({ verb: of('come back'), worker }) },
  { weight: 4, arbitrary: fc.record({ verb: of('time passes') }) },
  { weight: 1, arbitrary: fc.record({ verb: of('lose wake-up') }) },
);
/** Runs that were begun before the history: without them few histories come near the last attempt. */
const begun = fc.nat(MAX_ATTEMPTS - 1);

// What should follow: the pure model

interface Model {
  status: store.StatusRow['status'];
  progress: number;
  attempts: number;
  isCancelAsked: boolean;
  isDue: boolean;
  /** Which life of which worker owns the request. */
  owner: { worker: number; life: number } | null;
  /** The index of the run whose writes count. */
  counts: number | null;
  workers: { life: number; isAlive: boolean }[];
  runs: { worker: number; attempts: number; isHeld: boolean }[];
}

const modelOf = (attempts: number): Model => ({
  status: attempts === 0 ? 'queued' : 'processing',
  progress: 0,
  attempts,
  isCancelAsked: false,
  isDue: true,
  owner: null,
  counts: null,
  workers: Array.from({ length: WORKERS }, () => ({ life: 0, isAlive: true })),
  runs: [],
});

const isOver = ({ status }: Model) => status !== 'queued' && status !== 'processing';
const nth = <T>(runs: T[], back: number) => runs.length - 1 - (back % runs.length);

function isPossible(model: Model, action: Action): boolean {
  if ('run' in action) return model.runs.length > 0;
  if (isOver(model) && !['start', 'cancel', 'sweep'].includes(action.verb)) return false; // nobody would notice
  if (action.verb === 'cancel') return !action.onlyOfRun || model.owner !== null || isOver(model);
  return action.verb !== 'sweep' || model.workers[action.worker]!.isAlive;
}

/** @returns what the verb should answer; the model is then what should be */
function expected(model: Model, action: Action): string {
  const end = (status: Model['status']) => {
    Object.assign(model, { status, owner: null, counts: null, isCancelAsked: false });
    if (status === 'succeeded') model.progress = 1;
    return status;
  };
  const giveBack = (isDue: boolean) => {
    Object.assign(model, { owner: null, counts: null, isDue });
    return 'again';
  };
  switch (action.verb) {
    case 'start': {
      const isFree = !isOver(model) && !model.owner && model.isDue && !model.isCancelAsked;
      if (!isFree) return 'left alone';
      model.status = 'processing';
      model.attempts += 1;
      model.owner = { worker: action.worker, life: model.workers[action.worker]!.life };
      model.counts = model.runs.length;
      model.runs.push({ worker: action.worker, attempts: model.attempts, isHeld: !action.isReplyLost });
      return 'started';
    }
    case 'note progress':
      if (model.counts !== nth(model.runs, action.run)) return 'superseded';
      if (!(action.progress <= 1)) return 'refused';
      model.progress = Math.max(model.progress, action.progress);
      return 'noted';
    case 'end': {
      const index = nth(model.runs, action.run);
      const { attempts } = model.runs[index]!;
      if (action.how === 'cannot commit') return 'rolled back';
      const counts = model.counts === index;
      if (action.how === 'hears of a cancel' && counts && !model.isCancelAsked) return 'goes on';
      model.runs[index]!.isHeld = false;
      if (!counts) return 'superseded';
      if (action.how === 'succeeds') return end('succeeded');
      if (model.isCancelAsked) return end('canceled');
      if (action.how === 'is shut down') {
        model.attempts -= 1;
        return giveBack(true);
      }
      return action.how === 'throws' && attempts < MAX_ATTEMPTS ? giveBack(false) : end('failed');
    }
    case 'cancel':
      if (isOver(model)) return model.status;
      if (!model.owner) return end('canceled');
      model.isCancelAsked = true;
      return model.status;
    case 'sweep': {
      if (!model.owner) return 'left alone';
      const { life, isAlive } = model.workers[model.owner.worker]!;
      const isOwn = model.owner.worker === action.worker && model.owner.life === life;
      const isHeld = model.runs.some((each) => each.worker === action.worker && each.isHeld);
      if (isOwn ? isHeld : isAlive && model.owner.life === life) return 'left alone';
      if (model.isCancelAsked) end('canceled');
      else if (model.attempts >= MAX_ATTEMPTS) end('failed');
      else giveBack(true);
      return 'taken';
    }
    case 'fall silent':
      model.workers[action.worker]!.isAlive = false;
      return 'done';
    case 'come back':
      model.workers[action.worker]!.life += 1;
      model.workers[action.worker]!.isAlive = true;
      return 'done';
    case 'time passes':
      model.isDue = true;
      return 'done';
    case 'lose wake-up':
      return 'done';
  }
}

// What does follow: the verbs, put together as the runner puts them together

interface WorldRun extends store.StartedRun {
  worker: number;
  /** The id that the worker had then. */
  workerId: string;
  isHeld: boolean;
}
/** All that is stored about the request, at a moment when nothing is under way. */
interface Snapshot {
  status: store.StatusRow;
  owner: string | null;
  epoch: number | null;
  isCancelAsked: boolean;
  isQueued: boolean;
  /** Its row with the transaction that wrote it: even the same values written again would differ. */
  row: string;
  events: { type: string; status: string; sequence: number }[];
  results: number;
}

class World {
  readonly id = newUuid();
  readonly tenantId = randomUUID();
  readonly workers = Array.from({ length: WORKERS }, () => ({
    id: randomUUID() as string,
    isAlive: true,
    starting: 0,
  }));
  readonly runs: WorldRun[] = [];
  /** What each version showed when it was first seen. */
  private readonly shown = new Map<number, string>();
  private last: Snapshot | undefined;

  static async create(attempts = 0): Promise<World> {
    const world = new World();
    const { id, tenantId, workers } = world;
    await sql`
      with request as (
          insert into requests (id, tenant_id, job, input, correlation_id) values (${id}, ${tenantId}, ${JOB}, '{}', 'c')
        ),
        alive as (insert into worker_heartbeats select unnest(${workers.map((each) => each.id)}::uuid[]), now())
      insert into request_queue (request_id, status, attempts, run_epoch, version, started_at)
      values (${id}, ${attempts === 0 ? 'queued' : 'processing'}, ${attempts}, ${2 * attempts}, ${1 + 2 * attempts},
        ${attempts === 0 ? null : new Date().toISOString()})`;
    await wakeUp(sql, id);
    return world;
  }

  /**
   * @param runs  those that the action may mean
   * @returns what the verb answered
   */
  async perform(action: Action, runs = this.runs): Promise<string> {
    switch (action.verb) {
      case 'start':
        return this.start(action.worker, action.isReplyLost);
      case 'note progress': {
        const noted = store.noteProgress(sql, runs[nth(runs, action.run)]!, action.progress);
        return noted.then(
          (counts) => (counts ? 'noted' : 'superseded'),
          () => 'refused',
        );
      }
      case 'end':
        return this.end(runs[nth(runs, action.run)]!, action.how);
      case 'cancel':
        await cancel(sql, this.tenantId, this.id, PUBLIC_URL);
        return (await store.findStatus(sql, this.tenantId, this.id))!.status;
      case 'sweep': {
        const holds = () => this.holds(action.worker);
        const { taken } = await sweep(sql, { workerId: this.workers[action.worker]!.id, holds }, PUBLIC_URL);
        return taken.length > 0 ? 'taken' : 'left alone';
      }
      case 'fall silent':
        this.workers[action.worker]!.isAlive = false;
        await sql`
          update worker_heartbeats set seen_at = now() - interval '16 s'
          where worker_id = ${this.workers[action.worker]!.id}`;
        return 'done';
      case 'come back': {
        const self = this.workers[action.worker]!;
        const previous = self.id;
        self.id = randomUUID();
        self.isAlive = true;
        await sql`
          with gone as (delete from worker_heartbeats where worker_id = ${previous})
          insert into worker_heartbeats values (${self.id}, now())`;
        return 'done';
      }
      case 'lose wake-up': // its holder is dead, graphile-worker does not know it yet
        await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead' where key = ${this.id}`;
        return 'done';
      case 'time passes':
        await sql`update request_queue set run_at = run_at - interval '2 minutes' where request_id = ${this.id}`;
        return 'done';
    }
  }

  /** Does this worker start or run the request? */
  holds(index: number): boolean {
    return this.workers[index]!.starting > 0 || this.runs.some((each) => each.worker === index && each.isHeld);
  }

  private async start(index: number, isReplyLost: boolean): Promise<string> {
    const self = this.workers[index]!;
    self.starting += 1;
    try {
      const workerId = self.id;
      const started = await store.startRun(sql, this.id, workerId);
      if (started) {
        this.runs.push({ ...started, worker: index, workerId, isHeld: !isReplyLost });
        return 'started';
      }
      const canceled = await store.findCanceledRun(sql, this.id);
      const end = canceled && (await this.finish(canceled, { state: 'canceled' }));
      return end ?? 'left alone';
    } finally {
      self.starting -= 1;
    }
  }

  private async end(mine: WorldRun, how: How): Promise<string> {
    if (how === 'cannot commit') {
      const lost = new Error('the connection broke');
      const torn = sql.begin(async (tx) => {
        await finish(tx as unknown as Sql, mine, succeeded, PUBLIC_URL);
        throw lost;
      });
      await expect(torn).rejects.toBe(lost);
      return 'rolled back';
    }
    const state = how === 'hears of a cancel' ? await store.findRunState(sql, mine) : 'ours';
    if (how === 'hears of a cancel' && state === 'ours') return 'goes on';
    try {
      const stopped = ({ 'takes too long': 'timeout', 'is shut down': 'shutdown' } as const)[how as string];
      const limits = { attempts: mine.attempts, maxAttempts: MAX_ATTEMPTS, timeoutSeconds };
      const next = decide(outcomeOf(how), state === 'ours' ? stopped : state, limits, PUBLIC_URL);
      switch (next.kind) {
        case 'discard':
          return 'superseded';
        case 'end':
          return (await this.finish(mine, next.end)) ?? 'superseded';
        case 'again': {
          // A delay is made so long that only `time passes` ends it.
          const delayMs = next.delayMs > 0 ? 60_000 : 0;
          const isReleased = await sql.begin(async (tx) => {
            if (!(await store.releaseRun(tx as unknown as Sql, mine, { ...next, delayMs }))) return false;
            await wakeUp(tx as unknown as Sql, this.id, delayMs);
            return true;
          });
          return isReleased ? 'again' : ((await this.finish(mine, { state: 'canceled' })) ?? 'superseded');
        }
      }
    } finally {
      mine.isHeld = false;
    }
  }

  private async finish(mine: store.Run, end: End): Promise<End['state'] | undefined> {
    const once = (asked: End) => sql.begin((tx) => finish(tx as unknown as Sql, mine, asked, PUBLIC_URL));
    const finished = await once(end).catch((error) => {
      if (!(error instanceof EventRefused)) throw error;
      return once(failed);
    });
    return finished?.state;
  }

  async hasWakeUp(): Promise<boolean> {
    const found = await sql`
      select 1 from graphile_worker.jobs where key = ${this.id} and locked_at is null and attempts < max_attempts`;
    return found.length > 0;
  }

  async takeWakeUp(): Promise<boolean> {
    const isThere = await this.hasWakeUp();
    if (isThere) await sql`delete from graphile_worker._private_jobs where key = ${this.id}`;
    return isThere;
  }

  /** Looks as a client does, also while others are at it. */
  async look(): Promise<store.StatusRow> {
    const status = (await store.findStatus(sql, this.tenantId, this.id))!;
    this.compare(status);
    return status;
  }

  /** A version names one representation, whoever sees it: so its ETag is honest. */
  compare(status: store.StatusRow): void {
    const shows = JSON.stringify(showRequest(status, PUBLIC_URL));
    expect(shows).toBe(this.shown.get(status.version) ?? shows);
    this.shown.set(status.version, shows);
  }

  /** Everything that must hold of what is stored now, and of what has become of it since the last time. */
  async observe(): Promise<Snapshot> {
    const [status, [stored]] = await Promise.all([
      this.look(),
      sql<Omit<Snapshot, 'status'>[]>`
        select q.worker_id as owner, q.run_epoch as epoch, coalesce(q.cancel_requested, false) as "isCancelAsked",
          q.request_id is not null as "isQueued", r.xmin || r::text as row,
          (select count(*)::int from files where id = r.id and kind = 'result') as results,
          (select coalesce(json_agg(json_build_object('type', type, 'sequence', sequence,
             'status', body::json->'data'->>'status')), '[]')
           from events where tenant_id = r.tenant_id and subject = ${toId('req', this.id)}) as events
        from requests r left join request_queue q on q.request_id = r.id
        where r.id = ${this.id}`,
    ]);
    const now = { ...stored!, status };
    this.checkState(now);
    if (this.last) {
      checkStep(this.last.status, status);
      if (hasEnded(this.last.status)) expect(now).toEqual(this.last);
      if (!hasEnded(status) && now.owner !== this.last.owner) expect(now.epoch).toBeGreaterThan(this.last.epoch!);
    }
    this.last = now;
    return now;
  }

  private checkState({ status, owner, isCancelAsked, isQueued, events, results }: Snapshot): void {
    const shows = showRequest(status, PUBLIC_URL);
    expect(isQueued).toBe(!hasEnded(status));
    expect(shows.progress).toBeGreaterThanOrEqual(0);
    expect(shows.progress).toBeLessThanOrEqual(1);
    expect(results).toBe(shows.status === 'succeeded' ? 1 : 0);
    expect(shows.result_url === null).toBe(shows.status !== 'succeeded');
    if (shows.status === 'succeeded') expect(shows.progress).toBe(1);
    expect(shows.error === null).toBe(shows.status !== 'failed');
    const told = hasEnded(status)
      ? [{ type: EVENTS[shows.status as End['state']], status: shows.status, sequence: 1 }]
      : [];
    expect(events).toEqual(told);
    expect(shows.attempts).toBeGreaterThanOrEqual(0);
    expect(shows.attempts).toBeLessThanOrEqual(MAX_ATTEMPTS);
    if (shows.status === 'queued') expect([owner, shows.started_at, shows.attempts]).toEqual([null, null, 0]);
    if (shows.status === 'processing') expect(shows.started_at).not.toBeNull();
    // What waits is canceled at once, so only a run can have a cancel to hear of.
    if (isCancelAsked) expect(owner).not.toBeNull();
    expect(new Set(this.runs.map(({ run_epoch }) => run_epoch)).size).toBe(this.runs.length);
  }
}

const RANK = { queued: 0, processing: 1, succeeded: 2, failed: 2, canceled: 2 };

function checkStep(before: store.StatusRow, after: store.StatusRow): void {
  expect(RANK[after.status]).toBeGreaterThanOrEqual(RANK[before.status]);
  if (hasEnded(before)) expect(after).toEqual(before);
  expect(after.progress).toBeGreaterThanOrEqual(before.progress);
  expect(after.version).toBeGreaterThanOrEqual(before.version);
  if (before.started_at) expect(after.started_at).toBe(before.started_at);
}

const result = { path: 'x', media_type: 'image/png', size: 1, sha256: Buffer.alloc(32) };
const succeeded = {
  state: 'succeeded',
  result,
  details: { media_type: 'image/png', size: 1, width: 1, height: 1 },
} satisfies End;
const failed: End = { state: 'failed', error: problem('internal-error').toBody(PUBLIC_URL) };

function outcomeOf(how: How): Parameters<typeof decide>[0] {
  switch (how) {
    case 'succeeds':
      return { kind: 'succeeded', output: { result, details: succeeded.details } } as never;
    case 'makes an event that is refused':
      return { kind: 'succeeded', output: { result, details: {} } } as never;
    case 'has a problem':
      return { kind: 'problem', name: 'source-unavailable', detail: undefined };
    default:
      return { kind: 'threw', message: how };
  }
}

// The properties

function deadline(): () => boolean {
  const at = performance.now() + LIMIT_MS;
  return () => performance.now() > at;
}

class Step implements fc.AsyncCommand<Model, World> {
  readonly action: Action;
  readonly keepsOpen: boolean;
  constructor(action: Action, keepsOpen: boolean) {
    this.action = action;
    this.keepsOpen = keepsOpen;
  }
  check(model: Readonly<Model>): boolean {
    if (!isPossible(model, this.action)) return false;
    if (!this.keepsOpen) return true;
    const after = structuredClone(model);
    expected(after, this.action);
    return !isOver(after);
  }
  async run(model: Model, world: World): Promise<void> {
    const should = expected(model, this.action);
    expect(await world.perform(this.action)).toBe(should);
    const { status, owner, isCancelAsked } = await world.observe();
    const { progress, attempts } = model;
    expect({ ...status, owner, isCancelAsked }).toMatchObject({
      status: model.status,
      progress: expect.closeTo(progress, 6), // a float of four bytes
      attempts,
      isCancelAsked: model.isCancelAsked,
      owner: model.owner && world.runs[model.counts!]!.workerId,
    });
    // What was given back or taken away is not left to the search for lost wake-ups.
    if (!isOver(model) && (should === 'again' || should === 'taken')) expect(await world.hasWakeUp()).toBe(true);
    const states = await Promise.all(world.runs.map((each) => store.findRunState(sql, each)));
    const counts = model.isCancelAsked ? 'canceled' : 'ours';
    expect(states).toEqual(model.runs.map((_, index) => (index === model.counts ? counts : 'lost')));
  }
  toString(): string {
    return JSON.stringify(this.action, (_, value) =>
      Number.isFinite(value) || typeof value !== 'number' ? value : `${value}`,
    );
  }
}

const history = (maxCommands: number, { keepsOpen = false } = {}) =>
  fc.commands([anything.map((action) => new Step(action, keepsOpen))], { maxCommands, size: 'max' });

async function live(attempts: number, steps: Iterable<fc.AsyncCommand<Model, World>>): Promise<World> {
  // What a failed history has left would be swept as well.
  await sql`
    with heartbeat as (delete from worker_heartbeats), job as (delete from graphile_worker._private_jobs)
    delete from request_queue`;
  const world = await World.create(attempts);
  await world.observe();
  await fc.asyncModelRun(() => ({ model: modelOf(attempts), real: world }), steps);
  return world;
}

/** The one worker that is left starts what wakes it, and fails at it: the request ends, whatever came before. */
async function quiesce(world: World): Promise<void> {
  await world.perform({ verb: 'fall silent', worker: 1 });
  await world.perform({ verb: 'come back', worker: 0 });
  for (const each of world.runs) each.isHeld &&= each.worker === 0;
  for (let round = 0; round <= MAX_ATTEMPTS + 2; round++) {
    for (const [index, { isHeld }] of world.runs.entries())
      if (isHeld) await world.perform({ verb: 'end', run: world.runs.length - 1 - index, how: 'throws' });
    await world.perform({ verb: 'time passes' });
    await world.perform({ verb: 'sweep', worker: 0 });
    if (hasEnded((await world.observe()).status)) return;
    if (await world.takeWakeUp()) await world.perform({ verb: 'start', worker: 0, isReplyLost: false });
  }
  throw new Error('it never ends');
}

test('whatever happens to a request in whatever order, it keeps its promises, and it ends', async () => {
  const isOverdue = deadline();
  await fc.assert(
    fc.asyncProperty(begun, history(60), async (attempts, steps) => {
      if (isOverdue()) return;
      await quiesce(await live(attempts, steps));
    }),
    { numRuns: 70 },
  );
});

test('verbs at once are as good as one after the other', async () => {
  const isOverdue = deadline();
  const atOnce = fc.array(statement, { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      begun,
      history(16, { keepsOpen: true }),
      atOnce,
      fc.boolean(),
      async (attempts, steps, wanted, waits) => {
        if (isOverdue()) return;
        const world = await live(attempts, steps);
        const before = await world.observe();
        const actions = wanted.filter((action) => !('run' in action) || world.runs.length > 0);
        const isUnderWay = world.workers.some(
          ({ id, isAlive }, index) => isAlive && id === before.owner && world.holds(index),
        );
        const runs = [...world.runs];
        const answers = await performAtOnce(world, actions, waits);
        const after = await world.observe();
        checkAnswers(before, after, actions, answers, isUnderWay);
        for (const [index, action] of actions.entries())
          if ('run' in action && runs[nth(runs, action.run)]!.run_epoch !== before.epoch)
            expect(['superseded', 'rolled back']).toContain(answers[index]);
        await quiesce(world);
      },
    ),
    { numRuns: 70 },
  );
});

/**
 * All of the actions, and somebody who looks meanwhile.
 *
 * @param waits  until each of them has begun, and waits for the request's row, none gets it
 */
async function performAtOnce(world: World, actions: Action[], waits: boolean): Promise<string[]> {
  const runs = [...world.runs]; // not those that the others start
  const begin = () => Promise.all(actions.map((action) => world.perform(action, runs)));
  let answers: Promise<string[]> | undefined;
  if (waits) {
    await sql.begin(async (tx) => {
      await tx`select 1 from request_queue where request_id = ${world.id} for update`;
      answers = begin();
      answers.catch(() => {}); // it is awaited below
      const waiters = actions.filter(({ verb }) => verb !== 'sweep').length; // which skips what is locked
      for (let tries = 0; tries < 10; tries++) {
        const [waiting] = await sql`
          select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        if (waiting!.n >= waiters) break;
        await sleep(1);
      }
    });
  }
  answers ??= begin();
  let isOver = false;
  const watch = async () => {
    for (let last = await world.look(); !isOver; ) {
      const next = await world.look();
      checkStep(last, next);
      last = next;
    }
  };
  const over = answers.finally(() => {
    isOver = true;
  });
  const [all] = await Promise.all([over, watch()]);
  return all;
}

/** @param isUnderWay  had a living worker the run in its hands? */
function checkAnswers(
  before: Snapshot,
  after: Snapshot,
  actions: Action[],
  answers: string[],
  isUnderWay: boolean,
): void {
  const where = (isIt: (action: Action, answer: string) => boolean) =>
    actions.filter((action, index) => isIt(action, answers[index]!));
  const started = where((_, answer) => answer === 'started').length;
  const uncounted = where(
    (action, answer) => action.verb === 'end' && action.how === 'is shut down' && answer === 'again',
  );
  expect(after.status.attempts).toBe(before.status.attempts + started - uncounted.length);

  const ends = answers.filter((answer, index) => actions[index]!.verb === 'end' && answer in EVENTS);
  expect(ends.length).toBeLessThanOrEqual(1);
  if (ends.length === 1) expect(after.status.status).toBe(ends[0]);

  for (const [index, action] of actions.entries()) {
    if (action.verb === 'note progress' && action.progress <= 1) expect(answers[index]).not.toBe('refused');
    if (action.verb === 'note progress' && answers[index] === 'noted')
      expect(after.status.progress).toBeGreaterThanOrEqual(Math.fround(action.progress) - 1e-6);
    // A cancel is never lost: the request has ended, or its run will hear of it.
    if (action.verb === 'cancel') expect(hasEnded(after.status) || after.isCancelAsked).toBe(true);
    if (action.verb === 'cancel' && answers[index] === 'canceled') expect(after.status.status).toBe('canceled');
  }
  if (isUnderWay && !actions.some(({ verb }) => verb === 'end')) expect(answers).not.toContain('taken');
  if (before.isCancelAsked) {
    expect(started).toBe(0);
    expect(['processing', 'succeeded', 'canceled']).toContain(after.status.status);
    expect(hasEnded(after.status) || after.isCancelAsked).toBe(true);
  }
}

test('who follows sees versions rise and the end, whatever hints are lost', async () => {
  const near = createHints(database.url);
  const far = createHints(database.url);
  atEnd(() => Promise.all([near.close(), far.close()]));
  const follower = await startFollower(sql, near, createLog({ level: 'silent' }));
  atEnd(() => follower.stop());
  const hint = fc.constantFrom('near', 'far', 'lost');
  const story = fc.record({
    progress: fc.array(fc.record({ to: share, hint, pauseMs: fc.nat(15) }), { maxLength: 5 }),
    end: fc.record({ how: fc.constantFrom<How>('succeeds', 'has a problem', 'hears of a cancel'), hint }),
    // Who waits long depends on hints and on the survey; who comes back looks then.
    patienceMs: fc.oneof(fc.integer({ min: 5, max: 400 }), fc.constant(PATIENCE_MS)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(story, { minLength: 12, maxLength: 12, size: 'max' }), async (stories) => {
      const worlds: World[] = [];
      for (const _ of stories) worlds.push(await World.create());
      await Promise.all(
        stories.map(async ({ progress, end, patienceMs }, index) => {
          const world = worlds[index]!;
          await world.perform({ verb: 'start', worker: 0, isReplyLost: false });
          const waited = follower.untilEnded(await world.look(), PATIENCE_MS / 1000, new AbortController().signal);
          const tell = (how: string) => {
            if (how !== 'lost') (how === 'near' ? near : far).publish('request', [world.id]);
          };
          const tellItAll = async () => {
            for (const { to, hint: how, pauseMs } of progress) {
              await world.perform({ verb: 'note progress', run: 0, progress: to });
              tell(how);
              await sleep(pauseMs);
            }
            if (end.how === 'hears of a cancel') await world.perform({ verb: 'cancel', onlyOfRun: true });
            await world.perform({ verb: 'end', run: 0, how: end.how });
            tell(end.hint);
            return (await world.observe()).status;
          };
          const [seen, last, told] = await Promise.all([follow(follower, world, patienceMs), waited, tellItAll()]);
          expect(seen.at(-1)).toEqual(told);
          expect(last).toEqual(told);
          // Who comes late, even while a look is under way, is told at once; who has seen everything is told nothing.
          const leaves = new AbortController();
          const ahead = follower.nextVersion(world.id, told.version, leaves.signal);
          await setImmediate();
          expect(await follower.nextVersion(world.id, 0, AbortSignal.timeout(500))).toEqual(told);
          leaves.abort();
          expect(await ahead).toBeUndefined();
        }),
      );
    }),
    { numRuns: 3, endOnFailure: true }, // each try to shorten would wait for what never comes
  );
});

/** Follows to the end as one who goes away after a while and comes back with the version that was seen last. */
async function follow(follower: Follower, world: World, patienceMs: number): Promise<store.StatusRow[]> {
  const seen: store.StatusRow[] = [];
  const giveUp = AbortSignal.timeout(PATIENCE_MS);
  while (!giveUp.aborted) {
    const last = seen.at(-1);
    const after = last?.version ?? 0;
    const next = await follower.nextVersion(
      world.id,
      after,
      AbortSignal.any([giveUp, AbortSignal.timeout(patienceMs)]),
    );
    if (!next) continue;
    expect(next.version).toBeGreaterThan(after);
    if (last) checkStep(last, next);
    world.compare(next);
    seen.push(next);
    if (hasEnded(next)) break;
  }
  return seen;
}
