/**
 * Ping: an event to one endpoint, whatever it is subscribed to: a sign of life, or an example of what else it could get.
 *
 * Promise: it goes the way of every event, and says of itself that nothing of it has happened (`test`).
 */
import { newUuid, toId } from '../contract/ids.ts';
import { invalidBody, problem } from '../contract/problems.ts';
import { type Database, inTransaction } from '../database/connect.ts';
import { exampleOf, isEventType } from '../events/catalogue.ts';
import { type EventDraft, publishEvents } from '../events/publish.ts';
import type { EndpointRow } from './store.ts';
import { versionOf } from './versions.ts';

const PING = 'endpoint.ping';

/**
 * @returns the event's id, as it is shown
 * @throws Problem invalid-body for a type that there is not; endpoint-disabled
 */
export async function ping(
  database: Database,
  endpoint: EndpointRow,
  { type = PING, correlationId, traceparent }: { type: string | undefined; correlationId: string; traceparent: string },
): Promise<string> {
  if (!isEventType(type))
    throw invalidBody([{ pointer: '/type', code: 'unknown_event_type', detail: 'There is no such event type' }]);
  const endpoint_id = toId('ep', endpoint.id);
  const version = versionOf(endpoint, type);
  const id = newUuid();
  const draft: EventDraft = {
    id,
    tenantId: endpoint.tenant_id,
    type,
    subject: endpoint_id,
    correlationId,
    traceparent,
    recipient: endpoint.id,
    version,
    ...(type === PING ? { data: { endpoint_id } } : { data: exampleOf(type, version), isTest: true }),
  };
  await inTransaction(database, async ({ sql }) => {
    const due = await publishEvents(sql, [draft]);
    if (due.length === 0) throw problem('endpoint-disabled', { detail: `Nothing is sent to ${endpoint_id}.` });
  });
  return toId('evt', id);
}
