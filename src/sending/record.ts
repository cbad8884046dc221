/**
 * Record: what became of the attempts, many in one statement, one statement at a time.
 *
 * Promise: a result stays in memory until its record is confirmed; it is written again after a lost reply, which changes
 * nothing twice. One that cannot be written does not hold up the others.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable, type Sql, sqlState } from '../database/connect.ts';
import { type Result, record } from '../deliveries/queue.ts';
import type { Log } from '../telemetry/log.ts';

const ROWS_AT_ONCE = 256;
const AGAIN_MS = 500;
/** A single result that Postgres refuses is put off for so long each time. */
const REFUSED_AGAIN_MS = 2_000;

/** `check_violation`, no partition: the day that the attempt would be kept with was dropped while it was under way. */
const hasExpired = (error: unknown) => sqlState(error) === '23514';

export interface Recorder {
  add(result: Result): void;
  /** Resolves when nothing waits to be written. */
  settled(): Promise<void>;
}

export function createRecorder(sql: Sql, log: Log, onRecorded: (result: Result) => void): Recorder {
  let waiting: Result[] = [];
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    await new Promise(setImmediate); // what ends in one turn of the event loop is written together
    while (waiting.length > 0) {
      const batch = waiting.slice(0, ROWS_AT_ONCE);
      waiting = waiting.slice(ROWS_AT_ONCE);
      await writeBatch(batch);
    }
  }

  async function writeBatch(batch: Result[]): Promise<void> {
    for (;;) {
      try {
        await record(sql, batch);
        for (const result of batch) onRecorded(result);
        return;
      } catch (error) {
        if (isUnavailable(error)) {
          log.warn({ err: error }, 'attempts wait for the database');
          await sleep(AGAIN_MS);
        } else if (batch.length > 1) {
          for (const result of batch) await writeBatch([result]);
          return;
        } else if (hasExpired(error) && batch[0]!.attempt) {
          batch = [{ ...batch[0]!, attempt: null }];
        } else {
          log.error({ err: error }, 'an attempt cannot be recorded');
          setTimeout(() => add(batch[0]!), REFUSED_AGAIN_MS).unref();
          return;
        }
      }
    }
  }

  function add(result: Result): void {
    waiting.push(result);
    start();
  }

  function start(): void {
    writing ??= write().finally(() => {
      writing = undefined;
      if (waiting.length > 0) start();
    });
  }

  return {
    add,
    async settled() {
      while (writing) await writing;
    },
  };
}
