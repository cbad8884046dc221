import { fromDeliveryId, timeOf, toDeliveryId, toId, toUuid } from '../contract/ids.ts';
import type { Operations, Reply } from '../contract/operations.ts';
import { readPage, toPage } from '../contract/pages.ts';
import { problem } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import { redriveDelivery } from './redrive.ts';
import { type AttemptRow, type DeliveryRow, findDelivery, listDeliveries } from './store.ts';

export const deliveryOperations = {
  listDeliveries: async ({ query, caller, database }) => {
    const page = readPage(query, 2);
    const filters = {
      state: query.state,
      type: query.type,
      endpointId: query.endpoint_id && toUuid(query.endpoint_id),
      eventId: query.event_id && toUuid(query.event_id),
      since: query.since ? new Date(query.since) : undefined,
      until: query.until ? new Date(query.until) : undefined,
    };
    const rows = await listDeliveries(database.sql, caller.tenantId, filters, page);
    return { status: 200, body: toPage(rows, page, ({ event_id, endpoint_id }) => [event_id, endpoint_id], summarize) };
  },

  getDelivery: async ({ params, caller, database }) => ({
    status: 200,
    body: await showDelivery(database, caller.tenantId, params.delivery_id),
  }),

  redriveDelivery: async ({ params, caller, database, hints }) => {
    const delivery = fromDeliveryId(params.delivery_id);
    if (!(await redriveDelivery(database.sql, caller.tenantId, delivery))) throw noSuchDelivery();
    hints.publish('endpoint', [delivery.endpointId]);
    return { status: 200, body: await showDelivery(database, caller.tenantId, params.delivery_id) };
  },
} satisfies Partial<Operations>;

const noSuchDelivery = () => problem('not-found', { detail: 'There is no such delivery.' });

type Shown = (Reply<'getDelivery'> & { status: 200 })['body'];

async function showDelivery({ sql }: Database, tenantId: string, deliveryId: string): Promise<Shown> {
  const row = await findDelivery(sql, tenantId, fromDeliveryId(deliveryId));
  if (!row) throw noSuchDelivery();
  return { ...summarize(row), attempts: row.attempts.map(showAttempt), request_body: row.body };
}

function summarize(row: DeliveryRow): Omit<Shown, 'attempts' | 'request_body'> {
  const ended = row.dead_reason === null ? 'delivered' : 'dead';
  const event_id = toId('evt', row.event_id);
  const endpoint_id = toId('ep', row.endpoint_id);
  return {
    delivery_id: toDeliveryId(event_id, endpoint_id),
    event_id,
    endpoint_id,
    url: row.url,
    type: row.type,
    event_version: row.version,
    correlation_id: row.correlation_id,
    state: row.ended_at === null ? 'pending' : ended,
    attempts_made: row.attempts_made,
    next_attempt_at: row.next_at && new Date(row.next_at).toISOString(),
    dead_reason: row.dead_reason,
    created_at: timeOf(row.event_id).toISOString(),
    ended_at: row.ended_at && new Date(row.ended_at).toISOString(),
  };
}

const showAttempt = ({ id, status, error_code, ms, excerpt }: AttemptRow): Shown['attempts'][number] => ({
  attempt_id: toId('att', id),
  attempted_at: timeOf(id).toISOString(),
  status_code: status,
  error_code,
  duration_ms: ms,
  response_excerpt: excerpt?.toString('utf8') ?? null,
});
