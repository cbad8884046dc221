/**
 * Hints: "look at these" from one process to the others, after a commit.
 *
 * Promise: nothing depends on them. They are gathered for HINT_GATHER_MS into one NOTIFY for each topic, on a connection
 * of their own that waits for no disk; whoever works in this process is told at once. A survey finds what a lost hint
 * missed.
 */
import { randomUUID } from 'node:crypto';
import { HINT_GATHER_MS } from '../limits.ts';
import { connect, type SqlRunner } from './connect.ts';

/**
 * What the ids are of: endpoints that have deliveries to be sent, or whose own row has changed; requests that show
 * something new; requests that are to stop; API keys that were revoked.
 */
export type HintTopic = 'endpoint' | 'request' | 'cancel' | 'key';

export interface Hints {
  publish(topic: HintTopic, ids: string[]): void;
  /** @param onReconnect  called whenever hints may have been missed, and once at the beginning */
  listen(topic: HintTopic, onHint: (ids: string[]) => void, onReconnect: () => void): Promise<void>;
  close(): Promise<void>;
}

const channelOf = (topic: HintTopic) => `waybill_${topic}`;
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
  const heard = new Map<HintTopic, (ids: string[]) => void>();
  let gathered = new Map<HintTopic, Set<string>>();
  let isGathering = false;

  async function send(): Promise<void> {
    isGathering = false;
    const notes = [...gathered].flatMap(([topic, ids]) => inParts([...ids]).map((part) => [channelOf(topic), part]));
    gathered = new Map();
    const channels = notes.map(([channel]) => channel!);
    const payloads = notes.map(([, ids]) => `${sender},${ids}`);
    await database.sql`
      select pg_notify(channel, payload) from unnest(${channels}::text[], ${payloads}::text[]) as note (channel, payload)`;
  }

  return {
    publish(topic, ids) {
      if (ids.length === 0) return;
      heard.get(topic)?.(ids);
      const known = gathered.get(topic) ?? new Set();
      gathered.set(topic, known);
      for (const id of ids) known.add(id);
      if (isGathering) return;
      isGathering = true;
      setTimeout(() => send().catch(() => {}), HINT_GATHER_MS).unref();
    },
    async listen(topic, onHint, onReconnect) {
      heard.set(topic, onHint);
      const onNotify = (payload: string) => {
        const [from, ...ids] = payload.split(',');
        if (from !== sender) onHint(ids);
      };
      await database.sql.listen(channelOf(topic), onNotify, onReconnect);
    },
    close: () => database.close(),
  };
}

/** A hint in the caller's transaction, for who has none of its own: it goes out with the commit, which waits for others'. */
export async function hintInside(sql: SqlRunner, topic: HintTopic, ids: string[]): Promise<void> {
  for (const part of inParts(ids)) await sql`select pg_notify(${channelOf(topic)}, ${`inside,${part}`})`;
}

const inParts = (ids: string[]): string[] =>
  Array.from({ length: Math.ceil(ids.length / IDS_IN_ONE) }, (_, index) =>
    ids.slice(index * IDS_IN_ONE, (index + 1) * IDS_IN_ONE).join(),
  );
