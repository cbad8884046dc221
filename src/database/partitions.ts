/**
 * Daily partitions by id: an id holds its time (UUIDv7), so a range of ids is a day.
 *
 * Promise: a day's rows go by dropping tables, without a lock that stalls accepting (DETACH CONCURRENTLY).
 */
import { DETACH_WAIT_MS, PARTITION_DAYS_AHEAD, RETENTION_DAYS } from '../limits.ts';
import { type Sql, type SqlRunner, sqlState } from './connect.ts';

export const PARTITIONED = ['requests', 'events', 'renderings', 'files', 'deliveries', 'attempts'];
/** Their rows are updated once, when what they tell of ends: pages keep room for that (HOT), else each costs its indexes again. */
const UPDATED = ['requests', 'deliveries'];
const DAY_MS = 24 * 60 * 60 * 1000;
/** `lock_timeout` was over (PostgreSQL, appendix A). */
const LOCK_NOT_AVAILABLE = '55P03';

/** The smallest UUIDv7 of a moment (RFC 9562 §5.7): 48 bits of milliseconds, then nothing. */
export function firstIdAt(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** The UTC day of a moment, `20261122`: the name of its partitions and of its folder of files. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '');

const startOfDay = (time: Date, plusDays: number) =>
  new Date((Math.floor(time.getTime() / DAY_MS) + plusDays) * DAY_MS);

/** The oldest day of which anything is left. */
export const oldestDay = (now: Date): string => dayOf(startOfDay(now, -RETENTION_DAYS));

/** One process at a time. Makes the partitions from yesterday (for clocks that are behind) to a week ahead; those that are there stay. */
export async function makePartitions(sql: Sql, now: Date): Promise<void> {
  for (let day = -1; day <= PARTITION_DAYS_AHEAD; day++) {
    const from = startOfDay(now, day);
    for (const table of PARTITIONED) {
      const name = `${table}_${dayOf(from)}`;
      const [known] = await sql`
        select i.inhrelid is not null as bound from pg_class c left join pg_inherits i on i.inhrelid = c.oid
        where c.relname = ${name} and c.relnamespace = current_schema()::regnamespace`;
      if (known?.bound) continue;
      // Made beside its table and then attached: `partition of` would wait for every reader, and all who write for it.
      const room = UPDATED.includes(table) ? 'with (fillfactor = 70)' : '';
      await sql.unsafe(`create table if not exists ${name} (like ${table} including all) ${room}`);
      await sql.unsafe(
        `alter table ${table} attach partition ${name}
         for values from ('${firstIdAt(from)}') to ('${firstIdAt(startOfDay(now, day + 1))}')`,
      );
    }
  }
}

/**
 * Drops the days of which everything has expired. A detach waits for whoever reads its table, so that nobody waits for it:
 * for so long at most, since a task that waits takes its place from a run; the next run finishes what it began.
 *
 * @returns the days, as `20261122`, and the tables that somebody has read for too long
 */
export async function dropExpiredPartitions(
  sql: Sql,
  now: Date,
  waitMs = DETACH_WAIT_MS,
): Promise<{ days: string[]; inUse: string[] }> {
  const days = new Set<string>();
  const inUse: string[] = [];
  const session = await sql.reserve();
  try {
    await session.unsafe(`set lock_timeout = ${waitMs}`);
    for (const table of PARTITIONED) {
      try {
        await dropBefore(session, table, oldestDay(now), (day) => days.add(day));
      } catch (error) {
        if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
        inUse.push(table);
      }
    }
    return { days: [...days], inUse };
  } finally {
    await session.unsafe('reset lock_timeout').catch(() => {}); // its connection broke
    session.release();
  }
}

async function dropBefore(sql: SqlRunner, table: string, day: string, onDropped: (day: string) => void): Promise<void> {
  const children = await sql<{ name: string; pending: boolean; bound: boolean }[]>`
    select c.relname as name, coalesce(i.inhdetachpending, false) as pending, i.inhrelid is not null as bound
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and c.relname ~ ${`^${table}_[0-9]{8}$`} and right(c.relname, 8) < ${day}
    order by pending desc, c.relname`;
  for (const { name, pending, bound } of children) {
    // A detach that was interrupted is finished first: a table has one at a time. Neither may run inside a transaction.
    if (bound)
      await sql.unsafe(`alter table ${table} detach partition ${name} ${pending ? 'finalize' : 'concurrently'}`);
    await sql.unsafe(`drop table ${name}`);
    onDropped(name.slice(-8));
  }
}

/** Are there partitions for tomorrow too? */
export async function hasPartitionsAhead(sql: Sql, now: Date): Promise<boolean> {
  const names = PARTITIONED.map((table) => `${table}_${dayOf(startOfDay(now, 1))}`);
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from pg_inherits join pg_class c on c.oid = inhrelid
    where c.relname = any(${names}) and c.relnamespace = current_schema()::regnamespace`;
  return row?.n === names.length;
}
