/**
 * Redrive: a dead letter becomes pending again: same event, same bytes, same ids, a fresh retry budget.
 *
 * Promise: a round of its own, so that no claim from before it can be taken for one of it.
 */
import { problem } from '../contract/problems.ts';
import type { Sql } from '../database/connect.ts';

/**
 * One that is pending already is left as it is: the reply to an earlier redrive may have been lost.
 *
 * @returns false when there is no such delivery
 * @throws not-redrivable when it was delivered, or its endpoint cannot take it
 */
export async function redriveDelivery(
  sql: Sql,
  tenantId: string,
  { eventId, endpointId }: { eventId: string; endpointId: string },
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [delivery] = await tx`
      select d.dead_reason, d.ended_at, d.round, endpoints.id as endpoint, endpoints.disabled_reason
      from deliveries d left join endpoints on endpoints.id = d.endpoint_id
      where d.event_id = ${eventId} and d.endpoint_id = ${endpointId} and d.tenant_id = ${tenantId}
      for update of d`;
    if (!delivery) return false;
    if (delivery.ended_at === null) return true;
    if (delivery.dead_reason === null) throw problem('not-redrivable', { detail: 'It has been delivered.' });
    if (delivery.endpoint === null) throw problem('not-redrivable', { detail: 'Its endpoint has been deleted.' });
    if (delivery.disabled_reason !== null) throw problem('not-redrivable', { detail: 'Its endpoint is disabled.' });
    const round = delivery.round + 1;
    await tx`
      update deliveries set dead_reason = null, ended_at = null, round = ${round}
      where event_id = ${eventId} and endpoint_id = ${endpointId}`;
    await tx`insert into delivery_queue (event_id, endpoint_id, round) values (${eventId}, ${endpointId}, ${round})`;
    return true;
  });
}
