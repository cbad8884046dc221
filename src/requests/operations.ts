import { matchesEtag } from '../contract/etag.ts';
import { isExpired, livingRange, notHere } from '../contract/expiry.ts';
import { toUuid } from '../contract/ids.ts';
import type { Operations } from '../contract/operations.ts';
import { readPage, toPage } from '../contract/pages.ts';
import { readPrefer } from '../contract/prefer.ts';
import { problem } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import { FOLLOWERS_PER_KEY } from '../limits.ts';
import { cancel } from './cancel.ts';
import type { Follower } from './follow.ts';
import { etagOf, hasEnded, showRequest } from './show.ts';
import { findStatus, listRequests, type StatusRow } from './store.ts';
import { streamRequest } from './stream.ts';

const POLL_EVERY_S = 1;

export const requestOperations = (follower: Follower) =>
  ({
    listRequests: async ({ query, caller, database, publicUrl }) => {
      const page = readPage(query);
      const filters = {
        status: query.status,
        type: query.type,
        correlationId: query.correlation_id,
        ...livingRange(query),
      };
      const rows = await listRequests(database.sql, caller.tenantId, filters, page);
      return {
        status: 200,
        body: toPage(
          rows,
          page,
          ({ id }) => [id],
          (row) => showRequest(row, publicUrl),
        ),
      };
    },

    getRequest: async ({ params, headers, caller, database, publicUrl, hasGone, standAside }) => {
      let row = await findLiving(database, caller.tenantId, params.request_id);
      const { waitS } = readPrefer(headers.Prefer);
      const leave = waitS && !hasEnded(row) ? follower.takePlace(caller.keyId) : null;
      if (leave && waitS) row = await standAside(() => follower.untilEnded(row, waitS, hasGone())).finally(leave);
      const shared = {
        ETag: etagOf(row),
        'Cache-Control': 'private, no-cache',
        ...(hasEnded(row) ? {} : { 'Retry-After': POLL_EVERY_S }),
      };
      if (matchesEtag(headers['If-None-Match'], shared.ETag)) return { status: 304, headers: shared };
      const applied = waitS && hasEnded(row) ? { 'Preference-Applied': `wait=${waitS}` } : {};
      return { status: 200, headers: { ...shared, ...applied }, body: showRequest(row, publicUrl) };
    },

    streamRequest: async ({ params, headers, caller, database, publicUrl, isKeyValid }) => {
      const row = await findLiving(database, caller.tenantId, params.request_id);
      const last = Number(headers['Last-Event-ID'] ?? 0);
      const after = last > row.version ? 0 : last; // an id that it has not reached is none of its own
      if (hasEnded(row) && after === row.version) return { status: 204 };
      const leave = follower.takePlace(caller.keyId);
      if (!leave)
        throw problem('too-many-followers', {
          detail: `This key may follow ${FOLLOWERS_PER_KEY} requests at once.`,
          headers: { 'Retry-After': POLL_EVERY_S },
        });
      return {
        status: 200,
        headers: { 'Cache-Control': 'private, no-cache', 'X-Accel-Buffering': 'no' },
        body: streamRequest({ row, after, follower, publicUrl, isKeyValid, onEnd: leave }),
        mediaType: 'text/event-stream',
      };
    },

    cancelRequest: async ({ params, caller, database, hints, publicUrl }) => {
      const id = toUuid(params.request_id);
      if (!isExpired(id)) hints.publish('endpoint', await cancel(database.sql, caller.tenantId, id, publicUrl));
      const row = await findLiving(database, caller.tenantId, params.request_id);
      if (row.status === 'succeeded' || row.status === 'failed')
        throw problem('not-cancelable', { detail: `It has ${row.status}.` });
      hints.publish('request', [id]);
      if (row.status === 'canceled') return { status: 200, body: showRequest(row, publicUrl) };
      hints.publish('cancel', [id]);
      return { status: 202, headers: { 'Retry-After': POLL_EVERY_S }, body: showRequest(row, publicUrl) };
    },
  }) satisfies Partial<Operations>;

/** @throws Problem not-found or expired */
async function findLiving({ sql }: Database, tenantId: string, requestId: string): Promise<StatusRow> {
  const id = toUuid(requestId);
  const row = isExpired(id) ? undefined : await findStatus(sql, tenantId, id);
  if (!row) throw notHere(id, 'request');
  return row;
}
