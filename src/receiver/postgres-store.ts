/**
 * Events remembered in Postgres, in the transaction of their effect.
 *
 * Promises: the mark and what the handler writes by `tx` are committed together or not at all, so a crash at any moment
 * neither loses nor doubles; of any number of processes one runs, and the others wait for its commit. Rows that have
 * expired are deleted by the inserts of others, two at a time: nothing has to be scheduled.
 *
 * No library is imported: `usePg` and `usePostgresJs` fit the two usual ones, and a `PostgresDriver` any other.
 */
import type { Envelope } from './events.ts';
import type { EventStore } from './receiver.ts';

/** Run it once, by whatever makes your tables; it does nothing when they are there. */
export const POSTGRES_TABLES = `
create table if not exists waybill_events (
  source text not null, event_id text not null, expires_at timestamptz not null, primary key (source, event_id));
create index if not exists waybill_events_expires_at on waybill_events (expires_at);
create table if not exists waybill_subjects (
  source text not null, subject text not null, sequence bigint not null, expires_at timestamptz not null,
  primary key (source, subject));
create index if not exists waybill_subjects_expires_at on waybill_subjects (expires_at);
`;

/** What is asked of a database library. */
export interface PostgresDriver<Tx> {
  /** One transaction: committed before it resolves, rolled back when `work` rejects. */
  transaction(work: (tx: Tx) => Promise<boolean>): Promise<boolean>;
  /** @returns the rows */
  query(tx: Tx, text: string, values: readonly (string | number)[]): Promise<readonly unknown[]>;
}

export interface PostgresStore<Tx> extends EventStore<Tx> {
  /**
   * For events that tell a state, of which only the newest counts: call it in `handle`, and do nothing when it is false.
   * It remembers the event's sequence as the highest of its subject, with the transaction; another event of the same
   * subject waits until that has ended.
   *
   * @returns false when as high a sequence of the subject was seen before
   */
  isNewest(tx: Tx, event: Pick<Envelope, 'subject' | 'sequence'>, source?: string): Promise<boolean>;
}

/** Which goes first does not matter, and nobody waits for it. */
const deleteExpired = (table: string) =>
  `delete from ${table} where ctid in
    (select ctid from ${table} where expires_at < now() order by expires_at limit 2 for update skip locked)`;

/**
 * @param options.ttlS  how long an event is remembered at least, in seconds. Default 30 days: for so long Waybill may
 *   send it again
 */
export function postgresStore<Tx>(
  driver: PostgresDriver<Tx>,
  { ttlS = 30 * 24 * 60 * 60 }: { ttlS?: number } = {},
): PostgresStore<Tx> {
  return {
    once: (source, eventId, effect) =>
      driver.transaction(async (tx) => {
        // Who has the same event under way elsewhere has the row locked: this waits for its commit or its end.
        const marked = await driver.query(
          tx,
          `with expired as (${deleteExpired('waybill_events')})
          insert into waybill_events (source, event_id, expires_at)
          values ($1, $2, now() + make_interval(secs => $3)) on conflict do nothing returning 1`,
          [source, eventId, ttlS],
        );
        if (marked.length === 0) return false;
        await effect(tx);
        // When a statement failed and the handler caught it, COMMIT would roll back without a word; this fails.
        await driver.query(tx, 'select 1', []);
        return true;
      }),
    async isNewest(tx, { subject, sequence }, source = 'waybill') {
      const raised = await driver.query(
        tx,
        `with expired as (${deleteExpired('waybill_subjects')})
        insert into waybill_subjects as seen (source, subject, sequence, expires_at)
        values ($1, $2, $3, now() + make_interval(secs => $4))
        on conflict (source, subject) do update set sequence = excluded.sequence, expires_at = excluded.expires_at
        where seen.sequence < excluded.sequence returning 1`,
        [source, subject, sequence, ttlS],
      );
      return raised.length > 0;
    },
  };
}

interface PgClient {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
  release(destroy?: boolean): void;
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
}

// A client that is in use tells of a lost connection twice: by the statement that fails, and by an `error` that ends the
// process when nobody listens.
const toldByTheStatement = () => {};

/** @param pool  a `Pool` of `pg`, which needs an `error` listener of yours; `tx` is one of its clients */
export function usePg<Client extends PgClient>(pool: {
  connect(done: (error: Error | undefined, client: Client | undefined, release: never) => void): void;
}): PostgresDriver<Client> {
  /** By callback: between the pool's listener and that of who awaits a promise, the connection may have none. */
  const take = () =>
    new Promise<Client>((resolve, reject) =>
      pool.connect((error, client) => {
        client?.on('error', toldByTheStatement);
        if (client) resolve(client);
        else reject(error);
      }),
    );
  return {
    async transaction(work) {
      const client = await take();
      try {
        await client.query('begin', []);
        const result = await work(client);
        await client.query('commit', []);
        client.off('error', toldByTheStatement);
        client.release();
        return result;
      } catch (error) {
        // What a failed handler has left running must not write behind a rollback: the connection ends with it.
        client.release(true);
        throw error;
      }
    },
    query: async (tx, text, values) => (await tx.query(text, [...values])).rows,
  };
}

interface PostgresJsTransaction {
  unsafe(text: string, values: never[]): PromiseLike<readonly unknown[]>;
}

/** @param sql  of `postgres`; `tx` is the `sql` of the transaction */
export function usePostgresJs<Tx extends PostgresJsTransaction>(sql: {
  begin(work: (tx: Tx) => Promise<boolean>): Promise<unknown>;
  // Not used: of overloads TypeScript takes `Tx` from the last.
  begin(options: string, work: (tx: Tx) => Promise<boolean>): Promise<unknown>;
}): PostgresDriver<Tx> {
  return {
    transaction: async (work) => (await sql.begin(work)) as boolean,
    query: async (tx, text, values) => tx.unsafe(text, [...values] as never[]),
  };
}
