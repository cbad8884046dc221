/**
 * Publish (outbox): events are written in the transaction of the change that they tell of, with a delivery for each
 * subscribed endpoint, and sent by others later. Three ways lead here: `publishEvents` in a transaction, `POST /v1/events`
 * (accept.ts), and the table `event_outbox` (outbox.ts).
 *
 * Promises: `sequence` has no gaps and no doubles per tenant and subject; no event is stored that its schema refuses;
 * what is stored is the very body that will be sent, in each version that an endpoint is pinned to.
 */
import { newUuid, newUuids, timeOf, toId } from '../contract/ids.ts';
import type { Fault } from '../contract/problems.ts';
import { mayHoldUnstorable, unstorableIn } from '../contract/storable.ts';
import { toFaults } from '../contract/validate.ts';
import type { SqlRunner } from '../database/connect.ts';
import { fanOut } from '../deliveries/fan-out.ts';
import { EVENT_DATA_BYTES, EVENT_DATA_DEPTH } from '../limits.ts';
import { count } from '../telemetry/counts.ts';
import { isEventType, isPublishable, newestVersion, patternsOf, validatorOf } from './catalogue.ts';
import { castDown } from './render.ts';

export interface EventDraft {
  /** For whoever must know it beforehand; else it is made up. */
  id?: string;
  tenantId: string;
  type: string;
  subject: string;
  correlationId: string;
  /** W3C Trace Context of what it comes of: its deliveries go on with that trace. */
  traceparent?: string | null;
  data: { readonly [member: string]: unknown };
  /** Sent there as well, by the endpoint of the tenant that takes the callbacks to its origin. */
  callbackUrl?: string | undefined;
  /** Only this endpoint gets it, whatever it is subscribed to. */
  recipient?: string;
  /** The newest, unless only the recipient gets it. */
  version?: number;
  /** Nothing of it has happened. */
  isTest?: boolean;
}

export class EventRefused extends Error {
  readonly faults: Fault[];
  constructor(type: string, faults: Fault[]) {
    super(`${type}: ${faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ')}`);
    this.faults = faults;
  }
}

/**
 * Publish once in a transaction, and last: the counters of its subjects stay locked until it ends, in one order. Hint at
 * the endpoints after the commit, so that nobody waits for the next survey.
 *
 * @returns the endpoints that have something to be sent now
 * @throws EventRefused when there is no such type, or an event breaks its schema or its size
 */
export async function publishEvents(sql: SqlRunner, drafts: EventDraft[]): Promise<string[]> {
  const ids = newUuids(drafts.length);
  return publishRows(
    sql,
    drafts.map((draft, index) => toRow({ id: ids[index]!, ...draft })),
  );
}

/** @returns the endpoints that have something to be sent now */
export async function publishRows(sql: SqlRunner, rows: EventRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const endpoints = await sql<{ endpoint_id: string }[]>`
    with draft as (${draftsOf(sql, rows)}), ${publishing(sql)}
    select distinct endpoint_id from queued`;
  for (const { type } of rows) count('events_published', { type });
  return endpoints.map(({ endpoint_id }) => endpoint_id);
}

/**
 * An event from outside, whose faults are told to whoever wrote it.
 *
 * @returns its row; or what is wrong with it, by JSON Pointer into the envelope
 */
export function judge(draft: EventDraft): { row: EventRow } | { faults: Fault[] } {
  const { type } = draft;
  if (isEventType(type) && !isPublishable(type))
    return { faults: [{ pointer: '/type', code: 'not_publishable', detail: 'The service itself tells of it' }] };
  try {
    return { row: toRow(draft) };
  } catch (error) {
    if (error instanceof EventRefused) return { faults: error.faults };
    throw error;
  }
}

export type EventRow = ReturnType<typeof toRow>;

/**
 * SQL: the rows as a table, in their order. `call` is whatever the caller knows them by. As text: an application's own
 * postgres.js would write a json parameter as JSON once more.
 */
export const draftsOf = (sql: SqlRunner, rows: (EventRow & { call?: string })[]) => sql`
  select * from json_to_recordset(${JSON.stringify(rows.map((row, ord) => ({ ...row, ord })))}::text::json) as d(
    ord int, call uuid, id uuid, tenant_id uuid, type text, version int, patterns text[], subject text, correlation_id text, traceparent text,
    body_start text, body_end text, older json, callback_url text, callback_origin text, recipient uuid)`;

/**
 * SQL: the common table expressions that follow one called `draft` (the columns of `draftsOf`) and store it; the last of
 * them, `queued`, has a row for each delivery.
 */
export const publishing = (sql: SqlRunner) => sql`
  counter as (
    -- Counters are taken in one order everywhere, so that two statements never wait for each other crosswise.
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
    insert into events (id, tenant_id, type, version, subject, sequence, correlation_id, body, recipient, traceparent)
    select id, tenant_id, type, version, subject, sequence, correlation_id, body_start || sequence || body_end, recipient,
      traceparent
    from event
  ),
  ${fanOut(sql)},
  rendered as (
    insert into renderings (event_id, version, body)
    select event.id, older.version, older.body_start || event.sequence || older.body_end
    from event cross join lateral json_to_recordset(event.older)
      as older(version int, body_start text, body_end text)
    where exists (select from delivery d where d.event_id = event.id and d.version = older.version)
  )`;

/** @throws EventRefused when there is no such type, or it breaks its schema or its size */
function toRow({
  id = newUuid(),
  tenantId,
  type,
  subject,
  correlationId,
  traceparent = null,
  data,
  callbackUrl,
  recipient,
  ...how
}: EventDraft) {
  if (!isEventType(type))
    throw new EventRefused(type, [
      { pointer: '/type', code: 'unknown_event_type', detail: '`GET /v1/event-types` lists those that there are' },
    ]);
  const version = how.version ?? newestVersion(type);
  const callback = callbackUrl === undefined ? null : new URL(callbackUrl);
  const occurred_at = timeOf(id).toISOString();
  const envelope = {
    event_id: toId('evt', id),
    type,
    event_version: version,
    occurred_at,
    subject,
    sequence: 1, // it is counted inside the statement
    correlation_id: correlationId,
    ...(how.isTest ? { test: true } : {}),
    data,
  };
  const faults = faultsOf(envelope);
  if (faults.length > 0) throw new EventRefused(type, faults);
  const older = recipient ? [] : Array.from({ length: version - 1 }, (_, index) => index + 1);
  return {
    id,
    tenant_id: tenantId,
    type,
    version,
    patterns: patternsOf(type),
    subject,
    occurred_at,
    correlation_id: correlationId,
    traceparent,
    callback_url: callback?.href ?? null,
    callback_origin: callback?.origin ?? null,
    recipient: recipient ?? null,
    ...inHalves(envelope),
    older: older.map((number) => ({ version: number, ...inHalves(castDown(envelope, number)) })),
  };
}

/** The body without its sequence. */
function inHalves({
  event_id,
  type,
  event_version,
  occurred_at,
  subject,
  sequence: _,
  ...rest
}: Record<string, unknown>) {
  const start = JSON.stringify({ event_id, type, event_version, occurred_at, subject });
  return { body_start: `${start.slice(0, -1)},"sequence":`, body_end: `,${JSON.stringify(rest).slice(1)}` };
}

function faultsOf(envelope: { type: string; event_version: number; subject: string; data: object }): Fault[] {
  const { type, event_version, subject } = envelope;
  // Before anything that walks through it: those fail on what is nested too deeply.
  if (isDeeper(envelope.data, EVENT_DATA_DEPTH))
    return [{ pointer: '/data', code: 'too_deep', detail: `Nested in more than ${EVENT_DATA_DEPTH} levels` }];
  const data = JSON.stringify(envelope.data ?? null);
  const bytes = Buffer.byteLength(data);
  const tooBig = { pointer: '/data', code: 'too_big', detail: `${bytes} bytes of at most ${EVENT_DATA_BYTES}` };
  const { error } = validatorOf(type, event_version).safeParse(envelope);
  return [
    ...(bytes > EVENT_DATA_BYTES ? [tooBig] : []),
    // A number that is too large has become `null` in the text.
    ...(mayHoldUnstorable(data) || data.includes('null') || mayHoldUnstorable(JSON.stringify([subject]))
      ? unstorableIn(envelope)
      : []),
    ...(error ? toFaults(error, envelope) : []),
  ];
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)));
