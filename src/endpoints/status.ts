/**
 * Enabled or disabled: whether anything is sent to an endpoint, and why not.
 *
 * Promise: each change is one transaction with the endpoint's new version, so that senders read it again. What failed
 * before an endpoint was enabled does not count (`enabled_at`).
 */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Database, inTransaction } from '../database/connect.ts';
import { endpoints } from '../database/tables.ts';
import type { DisabledReason } from './store.ts';
import { tellDisabled } from './tell.ts';

/**
 * Nothing is sent to it from now on. One that is disabled already keeps its reason.
 *
 * @param known  the endpoint as whoever found it wanting knew it: nothing is held against one that has changed since
 * @returns the endpoints to hint at after the commit, itself among them; none when it was disabled before
 */
export function disableEndpoint(
  database: Database,
  known: { id: string; version?: number },
  reason: DisabledReason,
): Promise<string[]> {
  return inTransaction(database, async ({ orm, sql: tx }) => {
    const isKnown = known.version === undefined ? undefined : eq(endpoints.version, known.version);
    const disabled = await orm
      .update(endpoints)
      .set({ disabled_reason: reason, version: sql`${endpoints.version} + 1` })
      .where(and(eq(endpoints.id, known.id), isNull(endpoints.disabled_reason), isKnown))
      .returning();
    const due = await Promise.all(disabled.map((endpoint) => tellDisabled(tx, endpoint)));
    return [...disabled.map(({ id }) => id), ...due.flat()];
  });
}

/** What failed before does not count, also where it was enabled already. */
export async function enableEndpoint({ orm }: Database, id: string): Promise<void> {
  await orm
    .update(endpoints)
    .set({ disabled_reason: null, enabled_at: sql`now()`, version: sql`${endpoints.version} + 1` })
    .where(eq(endpoints.id, id));
}
