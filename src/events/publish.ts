/**
 * Publish (outbox): events are written in the transaction of the change that they tell of, and sent by others later.
 *
 * Promises: `sequence` has no gaps and no doubles per tenant and subject; no event is stored that its schema refuses.
 */
import { newUuid, timeOf, toId } from '../contract/ids.ts';
import type { Fault } from '../contract/problems.ts';
import { toFaults } from '../contract/validate.ts';
import type { SqlRunner } from '../database/connect.ts';
import { EVENT_DATA_BYTES } from '../limits.ts';
import { newestVersion, validatorOf } from './catalogue.ts';

export interface EventDraft {
  tenantId: string;
  type: string;
  subject: string;
  correlationId: string;
  data: { readonly [member: string]: unknown };
}

export class EventRefused extends Error {
  readonly faults: Fault[];
  constructor(type: string, faults: Fault[]) {
    super(`${type}: ${faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')}`);
    this.faults = faults;
  }
}

/**
 * Publish last in a transaction: the counters of its subjects stay locked until it ends.
 *
 * @throws EventRefused when an event breaks its schema or its size
 */
export async function publishEvents(sql: SqlRunner, drafts: EventDraft[]): Promise<void> {
  const rows = drafts.map((draft, ord) => ({ ord, id: newUuid(), version: newestVersion(draft.type), ...draft }));
  for (const row of rows) refuseInvalid(row);
  // Counters are taken in one order everywhere, so that two statements never wait for each other crosswise.
  await sql`
    with draft as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as d(ord int, id uuid, "tenantId" uuid, type text, version int, subject text, "correlationId" text, data jsonb)
    ), counter as (
      insert into subject_counters as c (tenant_id, subject, last)
      select "tenantId", subject, count(*) from draft group by 1, 2 order by "tenantId", subject collate "C"
      on conflict (tenant_id, subject) do update set last = c.last + excluded.last
      returning tenant_id, subject, last
    )
    insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, data)
    select d.id, d."tenantId", d.type, d.version, d.subject,
      c.last - count(*) over whole + row_number() over (whole order by d.ord), d."correlationId", d.data
    from draft d join counter c on c.tenant_id = d."tenantId" and c.subject = d.subject
    window whole as (partition by d."tenantId", d.subject)`;
}

function refuseInvalid({
  id,
  type,
  version,
  subject,
  correlationId,
  data,
}: EventDraft & { id: string; version: number }): void {
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes > EVENT_DATA_BYTES)
    throw new EventRefused(type, [
      { pointer: '/data', code: 'too_big', detail: `${bytes} bytes of at most ${EVENT_DATA_BYTES}` },
    ]);
  const envelope = {
    event_id: toId('evt', id),
    type,
    event_version: version,
    occurred_at: timeOf(id).toISOString(),
    subject,
    sequence: 1,
    correlation_id: correlationId,
    data,
  };
  const result = validatorOf(type, version).safeParse(envelope);
  if (!result.success) throw new EventRefused(type, toFaults(result.error, envelope));
}
