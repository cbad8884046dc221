/**
 * The end of deliveries, and the tally of dead letters that their tenants are still to be told of.
 *
 * Promise: what is told is what died: the tally is written in the statement of the deaths, and taken in the transaction of
 * the event that tells of them. What died of telling that is told to nobody.
 */
import type { SqlRunner } from '../database/connect.ts';
import { DEAD_LETTERS_QUIET_S, DEAD_LETTERS_TOLD_AFTER_S } from '../limits.ts';
import { count } from '../telemetry/counts.ts';
import type { DeadReason } from './queue.ts';

/** Types of events about the service itself, for Postgres and JavaScript alike. */
export const OPERATIONAL_TYPES = '^(endpoint|delivery|secret)[.]';

/** SQL: the common table expressions that end what one called `ended` (event_id, endpoint_id, dead_reason) names. */
export const endDeliveries = (sql: SqlRunner) => sql`
  over as (
    update deliveries d set dead_reason = ended.dead_reason, ended_at = now()
    from ended where d.event_id = ended.event_id and d.endpoint_id = ended.endpoint_id
    returning d.event_id, d.endpoint_id, d.tenant_id, d.dead_reason
  ),
  tally as (
    insert into dead_letter_tallies as t (endpoint_id, dead_reason, tenant_id, count, event_id)
    select over.endpoint_id, over.dead_reason, over.tenant_id, count(*), min(over.event_id::text)::uuid
    from over join events e on e.id = over.event_id
    where over.dead_reason is not null and e.type !~ ${OPERATIONAL_TYPES}
    group by over.endpoint_id, over.dead_reason, over.tenant_id
    order by over.endpoint_id, over.dead_reason
    on conflict (endpoint_id, dead_reason) do update
      set count = t.count + excluded.count, event_id = excluded.event_id, last_at = now(),
        first_at = case when t.count = 0 then now() else t.first_at end
  )`;

/** To whoever counts them in this process. */
export function countDead(letters: { dead_reason: DeadReason }[]): void {
  for (const { dead_reason } of letters) count('dead_letters', { reason: dead_reason });
}

export interface Tally {
  tenant_id: string;
  endpoint_id: string;
  dead_reason: DeadReason;
  count: number;
  /** The event of one of them. */
  event_id: string;
}

/** Takes what is to be told now: of one endpoint and reason once in DEAD_LETTERS_TOLD_AFTER_S at most. */
export async function takeTallies(sql: SqlRunner): Promise<Tally[]> {
  const taken = await sql<(Omit<Tally, 'count'> & { count: string })[]>`
    with due as materialized (
      select * from dead_letter_tallies
      where count > 0
        and (last_at < now() - make_interval(secs => ${DEAD_LETTERS_QUIET_S})
          or first_at < now() - make_interval(secs => ${DEAD_LETTERS_TOLD_AFTER_S}))
        and (told_at is null or told_at < now() - make_interval(secs => ${DEAD_LETTERS_TOLD_AFTER_S}))
      limit 1000 for update skip locked
    )
    update dead_letter_tallies t set count = 0, told_at = now()
    from due where t.endpoint_id = due.endpoint_id and t.dead_reason = due.dead_reason
    returning due.tenant_id, due.endpoint_id, due.dead_reason, due.count, due.event_id`;
  await sql`
    delete from dead_letter_tallies
    where count = 0 and told_at < now() - make_interval(secs => ${2 * DEAD_LETTERS_TOLD_AFTER_S})`;
  return taken.map((row) => ({ ...row, count: Number(row.count) }));
}
