/**
 * What the service tells of itself: the operational events of endpoints, their secrets and their dead letters.
 *
 * Promises: each is written in the transaction of what it tells of. A mass dying is one event with a count; an endpoint that
 * comes and goes does not flood its tenant; and before an endpoint is disabled by itself, its tenant has been told.
 */
import { toDeliveryId, toId } from '../contract/ids.ts';
import type { SqlRunner } from '../database/connect.ts';
import { takeTallies } from '../deliveries/dead-letters.ts';
import type { EventType, NewestData } from '../events/catalogue.ts';
import { publishEvents } from '../events/publish.ts';
import { FAILING_DISABLES_MS, FAILING_TOLD_BEFORE_MS, FAILING_TOLD_EVERY_MS } from '../limits.ts';

type Operational = Extract<EventType, `${'endpoint' | 'delivery' | 'secret'}.${string}`>;

/** An event about an endpoint; its endpoint_id is filled in. */
const about = <Type extends Operational>(
  type: Type,
  { tenant_id, endpoint_id }: { tenant_id: string; endpoint_id: string },
  data: Omit<NewestData<Type>, 'endpoint_id'>,
) => {
  const id = toId('ep', endpoint_id);
  return { tenantId: tenant_id, type, subject: id, correlationId: id, data: { endpoint_id: id, ...data } };
};

/** The last attempt of an endpoint whose attempts fail in a row. */
export interface Failing {
  failingSince: Date;
  status: number | null;
  errorCode: string;
}

/** @returns the endpoints that have something to be sent now; none when its tenant knows already */
export async function tellFailing(
  sql: SqlRunner,
  endpointId: string,
  { failingSince, status, errorCode }: Failing,
): Promise<string[]> {
  const disablesAt = new Date(failingSince.getTime() + FAILING_DISABLES_MS);
  const lastDay = new Date(disablesAt.getTime() - FAILING_TOLD_BEFORE_MS);
  const [endpoint] = await sql<{ tenant_id: string; url: string }[]>`
    update endpoints set failing_told_at = now()
    where id = ${endpointId} and disabled_reason is null
      and (failing_told_at is null
        or failing_told_at < ${failingSince.toISOString()}::timestamptz
          and failing_told_at < now() - make_interval(secs => ${FAILING_TOLD_EVERY_MS / 1000})
        or failing_told_at < ${lastDay.toISOString()}::timestamptz and now() >= ${lastDay.toISOString()}::timestamptz)
    returning tenant_id, url`;
  if (!endpoint) return [];
  return publishEvents(sql, [
    about(
      'endpoint.failing',
      { ...endpoint, endpoint_id: endpointId },
      {
        url: endpoint.url,
        failing_since: failingSince.toISOString(),
        disables_at: disablesAt.toISOString(),
        status_code: status,
        error_code: errorCode,
      },
    ),
  ]);
}

export async function tellDisabled(
  sql: SqlRunner,
  endpoint: {
    id: string;
    tenant_id: string;
    url: string;
    disabled_reason: NewestData<'endpoint.disabled'>['disabled_reason'];
  },
): Promise<string[]> {
  const { id, tenant_id, url, disabled_reason } = endpoint;
  return publishEvents(sql, [about('endpoint.disabled', { tenant_id, endpoint_id: id }, { url, disabled_reason })]);
}

/** Of all that has died since the last time, and of which no more dies at the moment. */
export async function tellDeadLetters(sql: SqlRunner, publicUrl: string): Promise<string[]> {
  const tallies = await takeTallies(sql);
  return publishEvents(
    sql,
    tallies.map(({ event_id, dead_reason, count, ...of }) => {
      const endpoint = toId('ep', of.endpoint_id);
      return about('delivery.dead_lettered', of, {
        dead_reason,
        count,
        delivery_id: toDeliveryId(toId('evt', event_id), endpoint),
        deliveries_url: `${publicUrl}/v1/deliveries?state=dead&endpoint_id=${endpoint}`,
      });
    }),
  );
}
