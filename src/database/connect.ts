/**
 * The two views of one pool: `sql` (postgres.js) for statements whose text is the promise, `orm` (drizzle) for the
 * plain reading and writing of rows.
 *
 * drizzle takes over the parsers of the pool: `sql` yields timestamps as text, and json parameters go in as text.
 */
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

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

/**
 * @param connections  the size of the pool; CONTRIBUTING.md has the budget of a process
 * @param settings  of the sessions, such as `{ lock_timeout: 2000 }`
 */
export function connect(
  url: string,
  {
    connections,
    name,
    settings = {},
  }: { connections: number; name: string; settings?: Record<string, string | number> },
): Database {
  const sql = postgres(url, {
    max: connections,
    connection: { application_name: name, idle_in_transaction_session_timeout: FROZEN_MS, ...settings },
    connect_timeout: 10,
    backoff: (retries: number) => Math.min(1, 0.02 * 2 ** retries), // seconds
    onnotice: () => {},
  });
  const orm = drizzle(sql);
  return { url, sql, orm, close: () => sql.end({ timeout: 5 }) };
}

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

/** Is this a failure to reach the database, or one that cannot do it now, or not soon enough? The caller may try again. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return /^(08|53|55000|55P03|57P0[123]|25006|25P03|58030)/.test(state);
  const code = (driverError(error) as { code?: string } | null)?.code ?? '';
  return /^(CONNECT|CONNECTION_|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE)/.test(code);
}
