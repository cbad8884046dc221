/**
 * Publish (outbox): events are written in the transaction of the change that they tell of, with a delivery for each
 * subscribed endpoint, and sent by others later.
 *
 * Promises: `sequence` has no gaps and no doubles per tenant and subject; no event is stored that its schema refuses;
 * what is stored is the very body that will be sent.
 */
import { newUuid, timeOf, toId } from '../contract/ids.ts';
import type { Fault } from '../contract/problems.ts';
import { mayHoldUnstorable, unstorableIn } from '../contract/storable.ts';
import { toFaults } from '../contract/validate.ts';
import type { SqlRunner } from '../database/connect.ts';
import { fanOut } from '../deliveries/fan-out.ts';
import { EVENT_DATA_BYTES } from '../limits.ts';
import { newestVersion, patternsOf, validatorOf } from './catalogue.ts';

export interface EventDraft {
  tenantId: string;
  type: string;
  subject: string;
  correlationId: string;
  data: { readonly [member: string]: unknown };
  /** Sent there as well, by the endpoint of the tenant that takes the callbacks to its origin. */
  callbackUrl?: string | undefined;
}

export class EventRefused extends Error {
  readonly faults: Fault[];
  constructor(type: string, faults: Fault[]) {
    super(`${type}: ${faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')}`);
    this.faults = faults;
  }
}

/**
 * Publish last in a transaction: the counters of its subjects stay locked until it ends. Hint at the endpoints after
 * the commit, so that nobody waits for the next survey.
 *
 * @returns the endpoints that have something to be sent now
 * @throws EventRefused when an event breaks its schema or its size
 */
export async function publishEvents(sql: SqlRunner, drafts: EventDraft[]): Promise<string[]> {
  const rows = drafts.map(toRow);
  // Counters are taken in one order everywhere, so that two statements never wait for each other crosswise.
  const endpoints = await sql<{ endpoint_id: string }[]>`
    with draft as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as d(ord int, id uuid, tenant_id uuid, type text,
        version int, patterns text[], subject text, correlation_id text, body_start text, body_end text,
        callback_url text, callback_origin text)
    ),
    counter as (
      insert into subject_counters as c (tenant_id, subject, last)
      select tenant_id, subject, count(*) from draft group by 1, 2 order by tenant_id, subject collate "C"
      on conflict (tenant_id, subject) do update set last = c.last + excluded.last
      returning tenant_id, subject, last
    ),
    event as (
      select d.*, c.last - count(*) over whole + row_number() over (whole order by d.ord) as sequence
      from draft d join counter c on c.tenant_id = d.tenant_id and c.subject = d.subject
      window whole as (partition by d.tenant_id, d.subject)
    ),
    stored as (
      insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body)
      select id, tenant_id, type, version, subject, sequence, correlation_id, body_start || sequence || body_end
      from event
    ),
    ${fanOut(sql)}
    select distinct endpoint_id from queued`;
  return endpoints.map(({ endpoint_id }) => endpoint_id);
}

function toRow({ tenantId, type, subject, correlationId, data, callbackUrl }: EventDraft, ord: number) {
  const id = newUuid();
  const version = newestVersion(type);
  const callback = callbackUrl === undefined ? null : new URL(callbackUrl);
  const about = {
    event_id: toId('evt', id),
    type,
    event_version: version,
    occurred_at: timeOf(id).toISOString(),
    subject,
  };
  const rest = { correlation_id: correlationId, data };
  refuseInvalid(type, version, { ...about, sequence: 1, ...rest });
  return {
    ord,
    id,
    tenant_id: tenantId,
    type,
    version,
    patterns: patternsOf(type),
    subject,
    correlation_id: correlationId,
    callback_url: callback?.href ?? null,
    callback_origin: callback?.origin ?? null,
    // The sequence is counted inside the statement, and stands between the two.
    body_start: `${JSON.stringify(about).slice(0, -1)},"sequence":`,
    body_end: `,${JSON.stringify(rest).slice(1)}`,
  };
}

function refuseInvalid(type: string, version: number, envelope: { data: object; sequence: number }): void {
  const data = JSON.stringify(envelope.data);
  const bytes = Buffer.byteLength(data);
  if (bytes > EVENT_DATA_BYTES)
    throw new EventRefused(type, [
      { pointer: '/data', code: 'too_big', detail: `${bytes} bytes of at most ${EVENT_DATA_BYTES}` },
    ]);
  const lost = mayHoldUnstorable(data) ? unstorableIn(envelope) : [];
  if (lost.length > 0) throw new EventRefused(type, lost);
  const result = validatorOf(type, version).safeParse(envelope);
  if (!result.success) throw new EventRefused(type, toFaults(result.error, envelope));
}
