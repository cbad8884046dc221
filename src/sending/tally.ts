/**
 * Tally: the attempts of this worker, counted in memory for the statistics of their endpoints, and written down now and
 * then, so that sending and recording have nothing to do with it.
 */
import type { Sql } from '../database/connect.ts';
import { type AttemptCount, addAttemptCounts, bucketOf, hourOf } from '../endpoints/statistics.ts';
import { TALLY_EVERY_MS } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';

export interface Tally {
  add(endpoint_id: string, attempt: { is_delivered: boolean; ms: number }): void;
  /** Writes down what there is, once more. */
  stop(): Promise<void>;
}

export function startTally(sql: Sql, log: Log): Tally {
  let counts = new Map<string, AttemptCount>();
  let writing = Promise.resolve();

  function count(more: AttemptCount): void {
    const name = `${more.endpoint_id} ${more.hour} ${more.is_delivered} ${more.bucket}`;
    const known = counts.get(name);
    if (known) known.count += more.count;
    else counts.set(name, more);
  }

  async function write(): Promise<void> {
    if (counts.size === 0) return;
    const written = [...counts.values()];
    counts = new Map();
    try {
      await addAttemptCounts(sql, written);
    } catch (error) {
      log.warn({ err: error }, 'statistics wait for the database');
      for (const each of written) count(each);
    }
  }
  const inTurn = () => {
    writing = writing.then(write);
    return writing;
  };
  const timer = setInterval(inTurn, TALLY_EVERY_MS);

  return {
    add: (endpoint_id, { is_delivered, ms }) =>
      count({ endpoint_id, hour: hourOf(Date.now()), is_delivered, bucket: bucketOf(ms), count: 1 }),
    stop() {
      clearInterval(timer);
      return inTurn();
    },
  };
}
