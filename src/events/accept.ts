/**
 * Accept (`POST /v1/events`): events that a client publishes are stored, and only then answered with 202.
 *
 * Promises: the events of a call, their deliveries and its idempotency record are one statement, all of them or none; locks
 * are taken in one order, keys before counters. Calls that arrive in one turn of the event loop share the statement
 * (idempotency/batches.ts); every fault of a call is told at once.
 */
import { schemas } from '../../generated/contract.ts';
import { newUuids, toId } from '../contract/ids.ts';
import type { Call, Reply } from '../contract/operations.ts';
import { type Fault, invalidBody } from '../contract/problems.ts';
import type { Database, Sql } from '../database/connect.ts';
import type { Hints } from '../database/hints.ts';
import { columnsOfKey, createBatcher, type KeyedDraft } from '../idempotency/batches.ts';
import { asReplay, findReply, inProgress, keyOf, takeKeys } from '../idempotency/keys.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { count } from '../telemetry/counts.ts';
import { draftsOf, type EventDraft, type EventRow, judge, publishing } from './publish.ts';

interface Parts {
  database: Database;
  encryption: Encryption;
  hints: Hints;
}

/** A call of the accept statement. */
interface Draft extends KeyedDraft {
  rows: EventRow[];
}

const MOST_EVENTS = schemas.EventBatch!.maxItems as number;

type Input = Extract<Call<'publishEvents'>['body'], { type: string }>;
type Accepted = Reply<'publishEvents'>;

export function createAcceptEvents({ database, encryption, hints }: Parts) {
  const store = createBatcher<Draft>({
    async insert(drafts) {
      const { calls, due } = await insertEvents(database.sql, drafts);
      for (const { rows } of drafts.filter(({ id }) => calls.includes(id)))
        for (const { type } of rows) count('events_published', { type });
      hints.publish('endpoint', due);
      return new Set(calls);
    },
    ownTables: /^(events|renderings)_/,
    rowsOf: ({ rows }) => rows.length,
    // The counter of a subject may be locked for as long as an application's own transaction takes.
    locksOf: ({ rows }) => rows.map(({ tenant_id, subject }) => `${tenant_id} ${subject}`),
  });

  /** @throws Problem invalid-body, idempotency-key-reused or idempotency-in-progress */
  return async (call: Call<'publishEvents'>): Promise<Accepted> => {
    const judged = judgeAll(call.body, {
      tenantId: call.caller.tenantId,
      correlationId: call.headers['X-Correlation-Id'] ?? call.callId,
      traceparent: call.traceparent,
    });
    const faults = judged.flatMap((one) => ('faults' in one ? one.faults : []));
    if (faults.length > 0) throw invalidBody(faults);
    const rows = judged.flatMap((one) => ('row' in one ? [one.row] : []));
    const shown = rows.map(show);
    const accepted: Accepted = { status: 202, body: Array.isArray(call.body) ? { data: shown } : shown[0]! };

    const keyed = keyOf({ ...call, idempotencyKey: call.headers['Idempotency-Key'] }, call.body);
    const draft = {
      id: rows[0]!.id,
      tenant_id: call.caller.tenantId,
      ...columnsOfKey(encryption, keyed, accepted),
      rows,
    };
    if (await store(draft)) return accepted;
    const earlier = keyed && (await findReply<Accepted>(database.sql, encryption, keyed, keyed.fingerprint));
    if (!earlier) throw inProgress(); // the first call was rolled back between the two statements
    return asReplay(earlier);
  };
}

/** What the catalogue finds wrong with a body of any shape; what its schema says is said here too. */
export const faultsOfEvents = (body: unknown): Fault[] =>
  judgeAll(body, { tenantId: '', correlationId: 'c' }).flatMap((one) => ('faults' in one ? one.faults : []));

/**
 * Each event with its row, or its faults with their place in the body. What has no type is passed over, and so are more
 * than a call may bring.
 */
function judgeAll(body: unknown, of: Pick<EventDraft, 'tenantId' | 'correlationId' | 'traceparent'>) {
  const isBatch = Array.isArray(body);
  const inputs = isBatch ? body.slice(0, MOST_EVENTS) : [body];
  const ids = newUuids(inputs.length);
  return inputs.flatMap((input: Partial<Input> | null, index) => {
    if (typeof input?.type !== 'string') return [];
    const { type, subject, data } = input as Input;
    const judged = judge({ ...of, id: ids[index]!, type, subject, data });
    if ('row' in judged || !isBatch) return [judged];
    return [{ faults: judged.faults.map((fault) => ({ ...fault, pointer: `/${index}${fault.pointer}` })) }];
  });
}

function show({ id, type, version, subject, occurred_at, correlation_id }: EventRow) {
  return { event_id: toId('evt', id), type, event_version: version, subject, occurred_at, correlation_id };
}

/** @returns the calls that were stored (the others' keys are held by earlier calls), and the endpoints with something to send */
async function insertEvents(sql: Sql, drafts: Draft[]): Promise<{ calls: string[]; due: string[] }> {
  const calls = drafts.map(({ rows: _, ...call }) => call);
  const rows = drafts.flatMap(({ id, rows }) => rows.map((row) => ({ ...row, call: id })));
  const [stored] = await sql<{ calls: string[]; due: string[] }[]>`
    with call as materialized (
      select * from json_to_recordset(${JSON.stringify(calls)}::json) as call(
        id uuid, tenant_id uuid, route text, key text, fingerprint text, reply text)
    ),
    taken as (${takeKeys(sql)}),
    accepted as (
      select call.id from call left join taken using (tenant_id, route, key)
      where call.key is null or taken.key is not null
    ),
    draft as (select d.* from (${draftsOf(sql, rows)}) d join accepted on accepted.id = d.call),
    ${publishing(sql)}
    select array(select id from accepted) as calls, array(select distinct endpoint_id from queued) as due`;
  return stored!;
}
