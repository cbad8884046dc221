/**
 * Accept: work that a client hands in is stored, and only then answered with 202.
 *
 * Promise: the request, its queue row, its wake-up and its idempotency record are one statement. Calls that arrive in
 * one turn of the event loop share it (idempotency/batches.ts), with one notification.
 */
import { jobs } from '../../generated/contract.ts';
import { isExpired } from '../contract/expiry.ts';
import { newUuid, toId, toUuid } from '../contract/ids.ts';
import type { JobCall, JobReply, JobType } from '../contract/operations.ts';
import { readPrefer } from '../contract/prefer.ts';
import { type Fault, invalidBody, type Problem } from '../contract/problems.ts';
import type { Database, Sql } from '../database/connect.ts';
import { findFile } from '../files/store.ts';
import { columnsOfKey, createBatcher, type KeyedDraft } from '../idempotency/batches.ts';
import { asReplay, findReply, inProgress, keyOf, takeKeys } from '../idempotency/keys.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { wakeUps } from '../tasks/enqueue.ts';
import type { Follower } from './follow.ts';
import { etagOf, hasEnded, showRequest, statusUrl } from './show.ts';
import { findStatus } from './store.ts';

interface Parts {
  database: Database;
  encryption: Encryption;
  follower: Follower;
  /** What is wrong with an input that its schema cannot say. */
  check(job: JobType, input: JobCall['input']): Fault[];
  /** Why work cannot be taken as things are now; undefined when it can. */
  checkState(call: JobCall): Promise<Problem | undefined>;
  /** Makes sure that callbacks to this URL will find somebody to send them. */
  prepareCallback(tenantId: string, url: string): Promise<void>;
}

/** A row of the accept statement. */
interface Draft extends KeyedDraft {
  job: string;
  input: unknown;
  correlation_id: string;
  traceparent: string;
}

export function createAccept({
  database,
  encryption,
  follower,
  check,
  checkState,
  prepareCallback,
}: Parts): (call: JobCall) => Promise<JobReply> {
  const store = createBatcher<Draft>({
    insert: (drafts) => insertRequests(database.sql, drafts),
    ownTables: /^request/,
  });

  return async (call) => {
    const faults = check(call.job, call.input);
    if (faults.length > 0) throw invalidBody(faults);
    const prefer = readPrefer(call.prefer);
    if (prefer.isDryRun) {
      const refusal = await refusalOf(call);
      if (refusal) throw refusal;
      return dryRunOf(call);
    }
    const reply = await handIn(call);
    return prefer.waitS === undefined ? reply : waited(call, reply, prefer.waitS);
  };

  async function handIn(call: JobCall): Promise<JobReply> {
    const id = newUuid();
    const { tenantId } = call.caller;
    const accepted = replyFor(call, id);
    const keyed = keyOf(call, call.input);
    const replay = async () => keyed && (await findReply<JobReply>(database.sql, encryption, keyed, keyed.fingerprint));

    const refusal = await refusalOf(call);
    if (refusal) {
      const earlier = await replay(); // it was taken when things were otherwise
      if (earlier) return asReplay(earlier);
      throw refusal;
    }
    const callbackUrl = call.input.callback_url as string | undefined;
    if (callbackUrl !== undefined) {
      const earlier = await replay(); // what will not be stored needs nobody to call back
      if (earlier) return asReplay(earlier);
      await prepareCallback(tenantId, callbackUrl);
    }

    const isStored = await store({
      id,
      tenant_id: tenantId,
      job: call.job,
      input: call.input,
      correlation_id: call.correlationId ?? call.callId,
      traceparent: call.traceparent,
      ...columnsOfKey(encryption, keyed, accepted),
    });
    if (isStored) return accepted;
    const earlier = await replay();
    if (!earlier) throw inProgress(); // the first call was rolled back between the two statements
    return asReplay(earlier);
  }

  async function refusalOf(call: JobCall): Promise<Problem | undefined> {
    return (await hasUpload(call)) ? checkState(call) : noSuchUpload();
  }

  /** The upload that the input names, if it names one. */
  async function hasUpload({ input, caller }: JobCall): Promise<boolean> {
    if (input.upload_id === undefined) return true;
    const id = toUuid(input.upload_id as string);
    return !isExpired(id) && (await findFile(database, caller.tenantId, 'upload', id)) !== undefined;
  }

  /** The answer when the request has ended in time; else the one that there was. */
  async function waited(call: JobCall, reply: JobReply, waitS: number): Promise<JobReply> {
    const id = reply.body.request_id;
    const leave = id === null ? null : follower.takePlace(call.caller.keyId);
    if (!leave || id === null) return reply;
    try {
      // The work is stored, so the answer is not an error, whatever happens now.
      const row = await findStatus(database.sql, call.caller.tenantId, toUuid(id)).catch(() => undefined);
      const last = row && (await call.standAside(() => follower.untilEnded(row, waitS, call.hasGone())));
      if (!last || !hasEnded(last)) return reply;
      const { 'Retry-After': _, ...headers } = reply.headers as typeof reply.headers & { 'Retry-After'?: number };
      return {
        status: 200,
        headers: { ...headers, 'Preference-Applied': `wait=${waitS}`, ETag: etagOf(last) },
        body: showRequest(last, call.publicUrl),
      };
    } finally {
      leave();
    }
  }
}

const noSuchUpload = () =>
  invalidBody([{ pointer: '/upload_id', code: 'not_found', detail: 'There is no such upload' }]);

function replyFor({ job, publicUrl }: JobCall, id: string): JobReply {
  const request_id = toId('req', id);
  const status_url = statusUrl(publicUrl, request_id);
  const { estimatedSeconds } = jobs[job];
  return {
    status: 202,
    headers: { Location: status_url, 'Retry-After': Math.max(1, estimatedSeconds) },
    body: { request_id, status: 'queued', status_url, estimated_seconds: estimatedSeconds },
  };
}

const dryRunOf = ({ job, input }: JobCall): JobReply => ({
  status: 200,
  headers: { 'Preference-Applied': 'dry-run' },
  body: { request_id: null, type: job, estimated_seconds: jobs[job].estimatedSeconds, input },
});

/** @returns the ids that were stored; the others' keys are held by earlier calls */
async function insertRequests(sql: Sql, drafts: Draft[]): Promise<Set<string>> {
  const stored = await sql<{ id: string }[]>`
    with call as materialized (
      select * from json_to_recordset(${JSON.stringify(drafts)}::json) as draft(
        id uuid, tenant_id uuid, job text, input jsonb, correlation_id text, traceparent text,
        route text, key text, fingerprint text, reply text)
    ),
    taken as (${takeKeys(sql)}),
    accepted as (
      select call.* from call left join taken using (tenant_id, route, key)
      where call.key is null or taken.key is not null
    ),
    request as (
      insert into requests (id, tenant_id, job, input, correlation_id, traceparent)
      select id, tenant_id, job, input, correlation_id, traceparent from accepted
    ),
    queued as (insert into request_queue (request_id) select id from accepted),
    woken as (${wakeUps(sql, 'accepted')})
    select id, (select count(*) from woken) as woken from accepted`;
  return new Set(stored.map(({ id }) => id));
}
