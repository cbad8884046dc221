/**
 * graphile-worker and its pool: wakes runs, and does the chores that come round by the clock.
 */
import type { Socket } from 'node:net';
import { Logger, makeWorkerUtils, parseCronItems, type Runner, run, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { endWhenSilent } from '../database/connect.ts';
import { STATEMENT_MS } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';
import { RUN_TASK } from './enqueue.ts';

export interface Chore {
  /** In UTC, as crontab(5) writes it. */
  schedule: string;
  run(): Promise<void>;
}

interface Options {
  url: string;
  /** Wake-ups that are worked on at once. */
  concurrency: number;
  runRequest(requestId: string): Promise<void>;
  chores: Record<string, Chore>;
  log: Log;
}

export interface TaskRunner {
  /** Takes no more wake-ups, and resolves when those under way are done. */
  stop(): Promise<void>;
}

export async function migrateTasks(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
}

export async function startTaskRunner({ url, concurrency, runRequest, chores, log }: Options): Promise<TaskRunner> {
  const pool = new pg.Pool({
    connectionString: url,
    max: concurrency + 2,
    application_name: 'waybill tasks',
    statement_timeout: STATEMENT_MS,
    connectionTimeoutMillis: STATEMENT_MS,
  });
  // Without listeners an idle connection that breaks would end the process.
  const onError = (error: Error) => log.warn({ err: error }, 'a connection of the task runner broke');
  pool.on('error', onError);
  pool.on('connect', (client) => {
    client.on('error', onError);
    endWhenSilent((client as unknown as { connection: { stream: Socket } }).connection.stream);
  });
  const runner: Runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => (level, message, meta) => {
      if (level === 'error') log.error({ err: (meta as { error?: unknown } | undefined)?.error }, message);
      else if (level === 'warning') log.warn(message);
    }),
    taskList: {
      [RUN_TASK]: async (payload) => runRequest((payload as { request_id: string }).request_id),
      ...Object.fromEntries(Object.entries(chores).map(([name, chore]) => [name, async () => chore.run()])),
    },
    parsedCronItems: parseCronItems(
      Object.entries(chores).map(([task, { schedule }]) => ({
        task,
        match: schedule,
        options: { backfillPeriod: 0, maxAttempts: 5 },
      })),
    ),
  });
  return {
    async stop() {
      await runner.stop().catch(() => {}); // it rejects when it has ended by itself, which was logged
      await pool.end();
    },
  };
}

/** What superseded wake-ups leave behind: jobs that will never run again. */
export async function cleanUpTasks(url: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: url, logger: new Logger(() => () => {}) });
  try {
    await utils.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] });
  } finally {
    await utils.release();
  }
}
