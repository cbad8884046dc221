/**
 * One run of a request: started, watched, and brought to its end or to another run.
 *
 *   wake-up → start (epoch raised) → handler in its process → finish | run again | discard
 *
 * Promise: a wake-up decides nothing and never throws; the request's own row says whether there is a run to start,
 * and whether what it brought still counts (CONTRIBUTING, protocol of runs).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { jobs } from '../../generated/contract.ts';
import { toId, toUuid } from '../contract/ids.ts';
import { problem } from '../contract/problems.ts';
import { type Database, isUnavailable, type Sql } from '../database/connect.ts';
import type { Hints } from '../database/hints.ts';
import type { Ownership } from '../database/ownership.ts';
import { EventRefused } from '../events/publish.ts';
import { findFile } from '../files/store.ts';
import { PROGRESS_EVERY_MS, RERUN_FIRST_DELAY_MS, RERUN_MAX_DELAY_MS } from '../limits.ts';
import { type End, finish } from '../requests/finish.ts';
import * as store from '../requests/store.ts';
import { wakeUp } from '../tasks/enqueue.ts';
import type { Log } from '../telemetry/log.ts';
import type { Telemetry } from '../telemetry/observe.ts';
import type { ChildTask } from './messages.ts';
import type { JobProcesses, ProcessOutcome } from './processes.ts';

interface Parts {
  database: Database;
  ownership: Ownership;
  hints: Hints;
  processes: JobProcesses;
  log: Log;
  telemetry: Telemetry;
  publicUrl: string;
  /** What every task of a job process needs to know of this service. */
  settings: Pick<ChildTask, 'filesDir' | 'databaseUrl' | 'credentialsDir' | 'makesCredentials' | 'allowedNetworks'>;
}

/** Why a run was stopped from outside. */
type Stop = 'timeout' | 'canceled' | 'lost' | 'shutdown';
type Next =
  | { kind: 'end'; end: End }
  | { kind: 'again'; delayMs: number; countsAttempt: boolean }
  | { kind: 'discard' };

export interface Runner {
  runRequest(requestId: string): Promise<void>;
  /** Does this worker start or run this request? What else the database calls its own is lost to it. */
  holds(requestId: string): boolean;
  /** Is any of these runs, as far as they are under way here, no longer wanted? Asked now instead of a second later. */
  lookAt(requestIds: string[]): void;
  /** Stops the runs under way and gives them back, so that others go on at once. */
  release(): void;
}

/** How often a run under way looks whether it is still wanted. */
const WATCH_EVERY_MS = 1_000;
/** An end that cannot be written is tried again after this long, and so often before the run counts as failed. */
const SETTLE_AGAIN_MS = 500;
const SETTLE_TRIES = 5;

export function createRunner(parts: Parts): Runner {
  const { database, ownership, log, publicUrl } = parts;
  const underWay = new Map<string, { stop(why: Stop): void; look(): void }>();
  const show = (requestId: string) => parts.hints.publish('request', [requestId]);
  // Counted: a request may be woken for its next run while the last one is only just over.
  const held = new Map<string, number>();
  const hold = (requestId: string, by: 1 | -1) => {
    const count = (held.get(requestId) ?? 0) + by;
    if (count === 0) held.delete(requestId);
    else held.set(requestId, count);
  };
  const stopAll = (why: Stop) => {
    for (const run of underWay.values()) run.stop(why);
  };
  ownership.onLost(() => stopAll('lost'));

  return {
    holds: (requestId) => held.has(requestId),
    lookAt(requestIds) {
      for (const id of requestIds) underWay.get(id)?.look();
    },
    release: () => stopAll('shutdown'),
    async runRequest(requestId) {
      if (!ownership.isFresh()) return; // the sweep sees to it
      hold(requestId, 1);
      try {
        const started = await store.startRun(database.sql, requestId, ownership.workerId);
        if (started) {
          show(requestId);
          return await carryOut(started);
        }
        const canceled = await store.findCanceledRun(database.sql, requestId);
        if (canceled) await finishIn(canceled, { state: 'canceled' });
      } catch (error) {
        // Whether it was started or ended may be unknown: the sweep takes what is ours but not held.
        log.error({ err: error, request_id: toId('req', requestId) }, 'a run broke off');
      } finally {
        hold(requestId, -1);
      }
    },
  };

  async function carryOut(run: store.StartedRun): Promise<void> {
    const startedAt = performance.now();
    const { request } = run;
    const { timeoutSeconds, maxAttempts } = jobs[request.job];
    const observed = parts.telemetry.startRun(
      {
        request_id: toId('req', run.request_id),
        correlation_id: request.correlation_id,
        tenant: toId('ten', request.tenant_id),
        job: request.job,
        attempt: run.attempts,
        waited_ms: run.waited_ms,
      },
      request,
    );
    run.traceparent = observed.traceparent;
    const { outcome, stopped } = await watched(run, timeoutSeconds * 1000);
    const next = decide(outcome, stopped, { attempts: run.attempts, maxAttempts, timeoutSeconds }, publicUrl);
    const became = await untilReached(() => settle(run, next));
    const isPause = next.kind === 'again' && !next.countsAttempt;
    observed.end({
      outcome: became === 'again' && isPause ? 'paused' : (became ?? 'superseded'),
      ...('message' in outcome ? { error: outcome.message } : {}),
      ms: Math.round(performance.now() - startedAt),
    });
  }

  /** What was worked for is not thrown away because the database is out of reach for a while. */
  async function untilReached<T>(action: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await action();
      } catch (error) {
        if (!isUnavailable(error) && tries >= SETTLE_TRIES) throw error;
        log.warn({ err: error }, 'a run waits for the database');
        await sleep(SETTLE_AGAIN_MS);
      }
    }
  }

  /** The handler's process, with a clock beside it: progress goes to the row, a cancel or a loss to the handler. */
  async function watched(run: store.StartedRun, timeoutMs: number) {
    const abort = new AbortController();
    let stopped: Stop | undefined;
    const stop = (why: Stop) => {
      stopped ??= why;
      abort.abort();
    };
    const look = async () => {
      const state = await store.findRunState(database.sql, run).catch(() => 'ours'); // out of reach: the heartbeat decides
      if (state === 'lost' || state === 'canceled') stop(state);
    };
    const self = { stop, look };
    underWay.set(run.request_id, self);
    const progress = createProgress(run, () => stop('lost'));
    const watch = setInterval(look, WATCH_EVERY_MS);
    const timeout = setTimeout(() => stop('timeout'), timeoutMs);
    try {
      const { request } = run;
      const uploadId = request.input.upload_id as string | undefined;
      const upload =
        uploadId && (await untilReached(() => findFile(database, request.tenant_id, 'upload', toUuid(uploadId))));
      const outcome = await parts.processes.run(
        {
          job: request.job,
          request_id: run.request_id,
          run_epoch: run.run_epoch,
          tenantId: request.tenant_id,
          input: request.input,
          checkpoint: run.checkpoint,
          uploadPath: upload ? upload.path : null,
          ...parts.settings,
        },
        { signal: abort.signal, onProgress: progress.note },
      );
      return { outcome, stopped };
    } finally {
      clearInterval(watch);
      clearTimeout(timeout);
      await progress.settle();
      if (underWay.get(run.request_id) === self) underWay.delete(run.request_id);
    }
  }

  /** Writes progress at once, then what is newest every PROGRESS_EVERY_MS, one write at a time. */
  function createProgress(run: store.Run, onLost: () => void) {
    let latest = 0;
    let written = 0;
    let writing: Promise<void> | undefined;
    let pause: NodeJS.Timeout | undefined;
    const write = () => {
      if (pause || writing || latest <= written) return;
      written = latest;
      pause = setTimeout(() => {
        pause = undefined;
        write();
      }, PROGRESS_EVERY_MS);
      writing = store
        .noteProgress(database.sql, run, latest)
        .then((counts) => (counts ? show(run.request_id) : onLost()))
        .catch(() => {}) // out of reach: the next one tells
        .then(() => {
          writing = undefined;
          write();
        });
    };
    return {
      note(done: number) {
        latest = Math.max(latest, done);
        write();
      },
      async settle() {
        latest = written; // nothing more
        clearTimeout(pause);
        await writing;
      },
    };
  }

  /** @returns what became of the request; null when the run was no longer the one that counts */
  async function settle(run: store.Run, next: Next): Promise<End['state'] | 'again' | null> {
    switch (next.kind) {
      case 'discard':
        return null;
      case 'end':
        return finishIn(run, next.end);
      case 'again': {
        const isReleased = await database.sql.begin(async (tx) => {
          const sql = tx as unknown as Sql;
          if (!(await store.releaseRun(sql, run, next))) return false;
          await wakeUp(sql, run.request_id, next.delayMs);
          return true;
        });
        // Not given back: its cancel was asked for, or it is no longer ours; `finish` tells the two apart.
        if (!isReleased) return finishIn(run, { state: 'canceled' });
        show(run.request_id);
        return 'again';
      }
    }
  }

  async function finishIn(run: store.Run, end: End): Promise<End['state'] | null> {
    const once = async (outcome: End) => {
      const finished = await database.sql.begin((tx) => finish(tx as unknown as Sql, run, outcome, publicUrl));
      parts.hints.publish('endpoint', finished?.due ?? []);
      show(run.request_id);
      return finished?.state ?? null;
    };
    try {
      return await once(end);
    } catch (error) {
      if (!(error instanceof EventRefused)) throw error;
      log.error({ err: error, request_id: toId('req', run.request_id) }, 'a job made an event that its schema refuses');
      return once({ state: 'failed', error: problem('internal-error').toBody(publicUrl) });
    }
  }
}

/** What follows from how a run went. */
export function decide(
  outcome: ProcessOutcome,
  stopped: Stop | undefined,
  limits: { attempts: number; maxAttempts: number; timeoutSeconds: number },
  publicUrl: string,
): Next {
  const failed = (error: ReturnType<typeof problem>): Next => ({
    kind: 'end',
    end: { state: 'failed', error: error.toBody(publicUrl) },
  });
  if (stopped === 'lost') return { kind: 'discard' };
  if (outcome.kind === 'succeeded')
    return { kind: 'end', end: { state: 'succeeded', result: outcome.output.result, details: outcome.output.details } };
  if (stopped === 'canceled') return { kind: 'end', end: { state: 'canceled' } };
  if (stopped === 'shutdown') return { kind: 'again', delayMs: 0, countsAttempt: false };
  if (stopped === 'timeout')
    return failed(problem('job-timeout', { detail: `The limit is ${limits.timeoutSeconds} s.` }));
  if (outcome.kind === 'paused') return { kind: 'again', delayMs: outcome.againInMs, countsAttempt: false };
  if (outcome.kind === 'problem')
    return failed(problem(outcome.name, outcome.detail === undefined ? {} : { detail: outcome.detail }));
  if (limits.attempts >= limits.maxAttempts)
    return failed(problem('job-crashed', { detail: `The job was tried ${limits.attempts} times.` }));
  return { kind: 'again', delayMs: rerunDelayMs(limits.attempts, Math.random()), countsAttempt: true };
}

/** @param attempts  runs begun so far. @param random  in [0, 1). @returns milliseconds in [d/2, d] of a doubling d */
export function rerunDelayMs(attempts: number, random: number): number {
  const delay = Math.min(RERUN_MAX_DELAY_MS, RERUN_FIRST_DELAY_MS * 2 ** (attempts - 1));
  return Math.round(delay / 2 + (delay / 2) * random);
}
