/**
 * Brings the schema up to date: drizzle's migrator over plain SQL files, forwards only.
 *
 * Promise: however many processes start at once, one migrates and the others wait for it (advisory lock).
 */
import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { connect } from './connect.ts';
import { makePartitions } from './partitions.ts';

const LOCK = 'waybill:migrate';

/** @param others  migrations that other rooms bring along, run under the same lock */
export async function migrateDatabase(url: string, others: () => Promise<void>): Promise<void> {
  // One connection: the lock, the migrator and the partitions must share their session.
  const database = connect(url, { connections: 1, name: 'waybill migrate' });
  try {
    await database.sql`select pg_advisory_lock(hashtext(${LOCK}))`;
    await migrate(database.orm, { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) });
    await others();
    await makePartitions(database.sql, new Date());
  } finally {
    await database.close();
  }
}
