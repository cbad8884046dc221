/**
 * Outbox: an application on the same database writes rows into `event_outbox` in its own transaction; a relay publishes them.
 *
 * Promises: a row is published and deleted in one transaction, so it is published once, whatever is killed; rows that become
 * visible late are found like any others, since they are looked for by being there; one relay at a time, so the events of a
 * subject are counted in the order of their rows. A row that is refused stays, says why in `refused`, and holds up no other;
 * `refused = null` tries it again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { newUuids, toTenantUuid } from '../contract/ids.ts';
import type { Fault } from '../contract/problems.ts';
import type { Database, Sql, SqlRunner } from '../database/connect.ts';
import type { Hints } from '../database/hints.ts';
import { EVENT_DATA_BYTES, OUTBOX_EVERY_MS, OUTBOX_ROWS } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';
import { judge, publishRows } from './publish.ts';

interface OutboxRow {
  id: string;
  tenant_id: string;
  type: string;
  subject: string;
  data: { readonly [member: string]: unknown };
  /** Its data has not been read. */
  is_huge: boolean;
  correlation_id: string | null;
}

/** Postgres writes data with blanks in it; what is longer than this is too big, and is not read: 500 rows are in memory at once. */
const READ_BYTES = 4 * EVENT_DATA_BYTES;
/** More than any of the other columns may have. */
const READ_CHARS = 1_000;

export interface Relayed {
  /** The endpoints that have something to be sent now. */
  due: string[];
  refused: string[];
  /** Are there perhaps more? */
  isFull: boolean;
}

export interface Relay {
  /** Begins no more transactions, and resolves when the one under way has ended. */
  stop(): Promise<void>;
}

export function startRelay({ database, hints, log }: { database: Database; hints: Hints; log: Log }): Relay {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function relayAll(): Promise<void> {
    const [waiting] = await database.sql`select 1 from event_outbox where refused is null limit 1`;
    for (let more = waiting !== undefined; more && !signal.aborted; ) {
      const { due, refused, isFull } = await relay(database.sql);
      hints.publish('endpoint', due);
      for (const outbox_id of refused) log.warn({ outbox_id }, 'an event of the outbox was refused: its row says why');
      more = isFull;
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await relayAll().catch((error) => log.warn({ err: error }, 'the outbox could not be relayed'));
      await sleep(OUTBOX_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  }
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** One transaction: publishes what can be, and says of the others why not. Nothing, while another relay is at it. */
export const relay = (sql: Sql): Promise<Relayed> =>
  sql.begin(async (tx) => {
    const [lock] = await tx<{ taken: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext('waybill:outbox')) as taken`;
    if (!lock?.taken) return { due: [], refused: [], isFull: false };
    const rows = await tx<OutboxRow[]>`
      select id, left(tenant_id, ${READ_CHARS}) as tenant_id, left(type, ${READ_CHARS}) as type,
        left(subject, ${READ_CHARS}) as subject, left(correlation_id, ${READ_CHARS}) as correlation_id,
        bytes > ${READ_BYTES} as is_huge, case when bytes <= ${READ_BYTES} then data end as data
      from event_outbox cross join lateral octet_length(data::text) as bytes
      where refused is null order by id limit ${OUTBOX_ROWS}
      for update of event_outbox skip locked`;
    const tenants = await findTenants(tx, rows);
    const ids = newUuids(rows.length);
    const judged = rows.map((row, index) => ({ id: row.id, ...judgeRow(row, tenants, ids[index]!) }));
    const good = judged.flatMap((one) => ('row' in one ? [one] : []));
    const bad = judged.flatMap((one) => ('faults' in one ? [one] : []));
    const due = await publishRows(
      tx,
      good.map(({ row }) => row),
    );
    await tx`delete from event_outbox where id = any(${good.map(({ id }) => id)}::bigint[])`;
    await tx`
      update event_outbox o set refused = told.faults
      from json_to_recordset(${JSON.stringify(bad)}::json) as told(id bigint, faults jsonb) where o.id = told.id`;
    return { due, refused: bad.map(({ id }) => id), isFull: rows.length === OUTBOX_ROWS };
  });

/** @param tenants  the uuids of those that there are */
function judgeRow(row: OutboxRow, tenants: Set<string>, eventId: string) {
  const { tenant_id, type, subject, data, is_huge, correlation_id, id } = row;
  if (is_huge)
    return { faults: [{ pointer: '/data', code: 'too_big', detail: `More than ${EVENT_DATA_BYTES} bytes` }] };
  const tenantId = toTenantUuid(tenant_id);
  const isKnown = tenantId !== undefined && tenants.has(tenantId);
  const noTenant: Fault[] = isKnown
    ? []
    : [{ pointer: '/tenant_id', code: 'not_found', detail: 'There is no such tenant' }];
  try {
    const correlationId = correlation_id ?? `outbox-${id}`;
    const judged = judge({ id: eventId, tenantId: tenantId ?? '', type, subject, data, correlationId });
    if ('row' in judged && isKnown) return judged;
    return { faults: [...noTenant, ...('faults' in judged ? judged.faults : [])] };
  } catch (error) {
    // A cast to an older version that fails is a fault of ours, and of this row only.
    return { faults: [{ pointer: '/data', code: 'not_cast', detail: (error as Error).message }] };
  }
}

async function findTenants(sql: SqlRunner, rows: OutboxRow[]): Promise<Set<string>> {
  const named = [...new Set(rows.map(({ tenant_id }) => toTenantUuid(tenant_id)))].filter((id) => id !== undefined);
  const tenants = await sql<{ id: string }[]>`select id from tenants where id = any(${named}::uuid[])`;
  return new Set(tenants.map(({ id }) => id));
}
