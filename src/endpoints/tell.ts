/**
 * What the service tells of itself: the operational events of endpoints, their secrets and their dead letters.
 *
 * Promises: each is written in the transaction of what it tells of. A mass dying is one event with a count; an endpoint that
 * comes and goes does not flood its tenant; and before an endpoint is
 * disabled for failing, its tenant has been told, unless all that failed was telling of the service itself.
 */
import { timeOf, toDeliveryId, toId } from '../contract/ids.ts';
import type { Sql, SqlRunner } from '../database/connect.ts';
import { firstIdAt } from '../database/partitions.ts';
import { takeTallies } from '../deliveries/dead-letters.ts';
import type { EventType, NewestData } from '../events/catalogue.ts';
import { publishEvents } from '../events/publish.ts';
import { FAILING_DISABLES_MS, FAILING_TOLD_BEFORE_MS, FAILING_TOLD_EVERY_MS, SECRET_ROTATION_DAYS } from '../limits.ts';
import { noteForTenant } from '../mail/notices.ts';
import type { DisabledReason } from './store.ts';

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
  sql: Sql,
  endpointId: string,
  { failingSince, status, errorCode }: Failing,
): Promise<string[]> {
  const disablesAt = new Date(failingSince.getTime() + FAILING_DISABLES_MS);
  const lastDay = new Date(disablesAt.getTime() - FAILING_TOLD_BEFORE_MS);
  return sql.begin(async (tx) => {
    const [endpoint] = await tx<{ tenant_id: string; url: string }[]>`
      update endpoints set failing_told_at = now()
      where id = ${endpointId} and disabled_reason is null
        and (failing_told_at is null
          or failing_told_at < ${failingSince.toISOString()}::timestamptz
            and failing_told_at < now() - make_interval(secs => ${FAILING_TOLD_EVERY_MS / 1000})
          or failing_told_at < ${lastDay.toISOString()}::timestamptz and now() >= ${lastDay.toISOString()}::timestamptz)
      returning tenant_id, url`;
    if (!endpoint) return [];
    const data = {
      url: endpoint.url,
      failing_since: failingSince.toISOString(),
      disables_at: disablesAt.toISOString(),
      status_code: status,
      error_code: errorCode,
    };
    return publishEvents(tx, [about('endpoint.failing', { ...endpoint, endpoint_id: endpointId }, data)]);
  });
}

/** @param sql  the transaction that disabled it */
export async function tellDisabled(
  sql: SqlRunner,
  endpoint: { id: string; tenant_id: string; url: string; disabled_reason: DisabledReason | null },
): Promise<string[]> {
  const { id, tenant_id, url, disabled_reason: reason } = endpoint;
  if (reason === null) return [];
  if (reason !== 'manual')
    await noteForTenant(
      sql,
      tenant_id,
      `The endpoint ${url} (${toId('ep', id)}) was disabled: ${DISABLED_BECAUSE[reason]}.`,
    );
  return publishEvents(sql, [
    about('endpoint.disabled', { tenant_id, endpoint_id: id }, { url, disabled_reason: reason }),
  ]);
}
const DISABLED_BECAUSE = { gone: 'it answered 410', failing: 'it has taken nothing for five days' };

/** @param sql  the transaction that rotated it */
export async function tellRotated(
  sql: SqlRunner,
  { id, tenant_id }: { id: string; tenant_id: string },
  { keyId, previousExpiresAt }: { keyId: string; previousExpiresAt: Date },
): Promise<string[]> {
  const data = { key_id: toId('key', keyId), previous_expires_at: previousExpiresAt.toISOString() };
  return publishEvents(sql, [about('secret.rotated', { tenant_id, endpoint_id: id }, data)]);
}

/** Of secrets that no other has followed, once each, when they are SECRET_ROTATION_DAYS old. */
export async function tellRotationDue(sql: Sql): Promise<string[]> {
  const oldest = new Date(Date.now() - SECRET_ROTATION_DAYS * 24 * 60 * 60 * 1000);
  return sql.begin(async (tx) => {
    const due = await tx<{ tenant_id: string; endpoint_id: string; key_id: string }[]>`
      update endpoint_secrets s set rotation_told_at = now()
      from endpoints e
      where s.key_id in (
          select key_id from endpoint_secrets
          where key_id < ${firstIdAt(oldest)} and expires_at is null and rotation_told_at is null
          order by key_id limit 1000 for no key update skip locked)
        and e.id = s.endpoint_id
      returning e.tenant_id, s.endpoint_id, s.key_id`;
    const drafts = due.map(({ key_id, ...of }) =>
      about('secret.rotation_due', of, { key_id: toId('key', key_id), created_at: timeOf(key_id).toISOString() }),
    );
    return publishEvents(tx, drafts);
  });
}

/** Of all that has died since the last time, and of which no more dies at the moment. */
export async function tellDeadLetters(sql: Sql, publicUrl: string): Promise<string[]> {
  return sql.begin(async (tx) => {
    const tallies = await takeTallies(tx);
    const drafts = tallies.map(({ event_id, dead_reason, count, ...of }) => {
      const endpoint = toId('ep', of.endpoint_id);
      return about('delivery.dead_lettered', of, {
        dead_reason,
        count,
        delivery_id: toDeliveryId(toId('evt', event_id), endpoint),
        deliveries_url: `${publicUrl}/v1/deliveries?state=dead&endpoint_id=${endpoint}`,
      });
    });
    for (const { tenant_id, endpoint_id, dead_reason, count } of tallies) {
      const letters = count === 1 ? '1 delivery' : `${count} deliveries`;
      const line = `${letters} to the endpoint ${toId('ep', endpoint_id)} died: ${dead_reason}.`;
      // Who deletes an endpoint knows what becomes of what it waits for.
      if (dead_reason !== 'endpoint_deleted') await noteForTenant(tx, tenant_id, line);
    }
    return publishEvents(tx, drafts);
  });
}
