/**
 * The two views of one pool: `sql` (postgres.js) for statements whose text is the promise, `orm` (drizzle) for the
 * plain reading and writing of rows.
 *
 * drizzle takes over the parsers of the pool: `sql` yields timestamps as text, and json parameters go in as text.
 */
import { connect as connectTo, type Socket } from 'node:net';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { SILENT_MS } from '../limits.ts';

export type Sql = postgres.Sql;
/** A pool or one of its transactions: what a verb that takes part in its caller's transaction asks for. */
export type SqlRunner = postgres.ISql;
export type Orm = PostgresJsDatabase;

export interface Database {
  url: string;
  sql: Sql;
  orm: Orm;
  close(): Promise<void>;
}

/** A process that freezes inside a transaction would keep its locks for as long. */
const FROZEN_MS = 10_000;

interface Options {
  /** The size of the pool; CONTRIBUTING.md has the budget of a process. */
  connections: number;
  name: string;
  /** Of the sessions, such as `{ lock_timeout: 2000 }`. */
  settings?: Record<string, string | number>;
  /**
   * A statement may take so long, less than SILENT_MS; and a Postgres that is frozen or behind a broken network is given up after
   * SILENT_MS. No limit when absent: for who listens, and for work that is long by its nature.
   */
  statementMs?: number;
}

export function connect(url: string, { connections, name, settings = {}, statementMs }: Options): Database {
  const sql = postgres(url, {
    max: connections,
    connection: {
      application_name: name,
      idle_in_transaction_session_timeout: FROZEN_MS,
      ...(statementMs === undefined ? {} : { statement_timeout: statementMs }),
      ...settings,
    },
    ...(statementMs === undefined ? {} : { socket: silentSockets() }),
    connect_timeout: 10,
    backoff: (retries: number) => Math.min(1, 0.02 * 2 ** retries), // seconds
    onnotice: () => {},
  });
  const orm = drizzle(sql);
  return { url, sql, orm, close: () => sql.end({ timeout: 5 }) };
}

/** The driver opens another connection when it needs one. */
function silentSockets() {
  let turn = 0;
  return ({ host, port, path }: { host: string[]; port: number[]; path?: string | false }): Socket => {
    const index = turn++ % host.length; // a URL may name several
    const socket = path ? connectTo(path) : connectTo(port[index]!, host[index]!);
    endWhenSilent(socket);
    return Object.assign(socket, { host: host[index]!, port: port[index]! }); // what TLS checks a certificate for
  };
}

/**
 * Ends a connection to Postgres that owes an answer, and on which nothing has come or gone for SILENT_MS. The kernel would send
 * what was not acknowledged for a quarter of an hour, and all that is asked meanwhile would hang with it.
 *
 * A whole answer counts for all that was sent: a statement that was sent behind another one is missed when only that one came back.
 */
export function endWhenSilent(socket: Socket): void {
  let answered = socket.bytesWritten;
  let end: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    end = bytes.length < READY.length + 1 ? Buffer.concat([end, bytes]) : bytes;
    end = end.subarray(-READY.length - 1);
    if (end.subarray(0, -1).equals(READY)) answered = socket.bytesWritten;
  });
  // Each time, which a callback of `setTimeout` is not. One that owes nothing stays: closed, it could take the next statement along.
  socket.on('timeout', () => socket.bytesWritten > answered && socket.destroy());
  socket.setTimeout(SILENT_MS);
}

/** ReadyForQuery but for its last byte: the whole answer is there (PostgreSQL, message formats). */
const READY = Buffer.from([0x5a, 0, 0, 0, 5]);

/** One transaction as a database of its own: what is begun inside it is a savepoint, and all of it ends together. */
export function inTransaction<T>(database: Database, action: (inside: Database) => Promise<T>): Promise<T> {
  return database.sql.begin((tx) => {
    const begin = (inner: (tx: SqlRunner) => Promise<unknown>) => tx.savepoint(inner as never);
    const sql = Object.assign(tx, { options: database.sql.options, begin }) as unknown as Sql;
    return action({ ...database, sql, orm: drizzle(sql) });
  }) as Promise<T>;
}

/** What the driver said: drizzle wraps it, with the values of the statement in its message. */
export const driverError = (error: unknown): unknown => (error instanceof DrizzleQueryError ? error.cause : error);

/** SQLSTATE of a database error (PostgreSQL, appendix A), else undefined. */
export function sqlState(error: unknown): string | undefined {
  const inner = driverError(error);
  return inner instanceof postgres.PostgresError ? inner.code : undefined;
}

/**
 * Is this a failure to reach the database or the folder of files, or one that cannot do it now, or not soon enough? The caller may
 * try again.
 */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return /^(08|53|55000|55P03|57014|57P0[123]|25006|25P03|58030)/.test(state);
  const code = (driverError(error) as { code?: string } | null)?.code ?? '';
  return /^(CONNECT|CONNECTION_|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|ENOSPC|EDQUOT|EROFS|EACCES|EIO|EMFILE|ENFILE)/.test(
    code,
  );
}
