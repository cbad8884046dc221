/**
 * Hints: "look at these" from one process to the others, after a commit.
 *
 * Promise: nothing depends on them. They are gathered for HINT_GATHER_MS into one NOTIFY on a connection of their own
 * that waits for no disk; whoever works in this process is told at once. A survey finds what a lost hint missed.
 */
import { randomUUID } from 'node:crypto';
import { HINT_GATHER_MS } from '../limits.ts';
import { connect } from './connect.ts';

export interface Hints {
  /** @param endpoints  ids of endpoints that have deliveries to be sent, or whose own row has changed */
  publish(endpoints: string[]): void;
  /** @param onReconnect  called whenever hints may have been missed, and once at the beginning */
  listen(onHint: (endpoints: string[]) => void, onReconnect: () => void): Promise<void>;
  close(): Promise<void>;
}

const CHANNEL = 'waybill_endpoints';
/** A payload has at most 8,000 bytes; an id and its comma have 37. */
const IDS_IN_ONE = 200;

export function createHints(databaseUrl: string): Hints {
  const database = connect(databaseUrl, {
    connections: 1,
    name: 'waybill hints',
    settings: { synchronous_commit: 'off' },
  });
  /** Whose hint it is: one of ours was heard when it was given. */
  const sender = randomUUID();
  let gathered = new Set<string>();
  let isGathering = false;
  let hear: ((endpoints: string[]) => void) | undefined;

  async function send(): Promise<void> {
    isGathering = false;
    const ids = [...gathered];
    gathered = new Set();
    const payloads = Array.from({ length: Math.ceil(ids.length / IDS_IN_ONE) }, (_, index) =>
      [sender, ...ids.slice(index * IDS_IN_ONE, (index + 1) * IDS_IN_ONE)].join(),
    );
    await database.sql`select pg_notify(${CHANNEL}, payload) from unnest(${payloads}::text[]) payload`;
  }

  return {
    publish(endpoints) {
      if (endpoints.length === 0) return;
      hear?.(endpoints);
      for (const id of endpoints) gathered.add(id);
      if (isGathering) return;
      isGathering = true;
      setTimeout(() => send().catch(() => {}), HINT_GATHER_MS).unref();
    },
    async listen(onHint, onReconnect) {
      hear = onHint;
      const onNotify = (payload: string) => {
        const [from, ...endpoints] = payload.split(',');
        if (from !== sender) onHint(endpoints);
      };
      await database.sql.listen(CHANNEL, onNotify, onReconnect);
    },
    close: () => database.close(),
  };
}
