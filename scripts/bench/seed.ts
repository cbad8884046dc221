/** Tenants, endpoints and events for what is measured, made by the verbs of the service. */
import { newUuid, toId } from '../../src/contract/ids.ts';
import { registerEndpoint } from '../../src/endpoints/register.ts';
import { publishEvents } from '../../src/events/publish.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import type { Scene } from './stage.ts';

/** A tenant of its own with an endpoint for each URL, subscribed to everything. @returns its id */
export async function makeTenant(
  { database, env }: Scene,
  urls: string[],
  settings: { max_concurrency?: number } = {},
): Promise<string> {
  const tenantId = newUuid();
  await database.sql`insert into tenants (id, name) values (${tenantId}, 'bench')`;
  const encryption = createEncryption([Buffer.from(env.WAYBILL_ENCRYPTION_KEY!, 'base64')]);
  for (const url of urls)
    await registerEndpoint(database, encryption, tenantId, { url, event_types: ['*'], ...settings });
  return tenantId;
}

/** Publishes so many events; each becomes a delivery for each endpoint of the tenant. */
export async function publish({ database }: Scene, tenantId: string, count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1000) {
    const drafts = Array.from({ length: Math.min(1000, left) }, () => {
      const subject = toId('req', newUuid());
      const status_url = `https://waybill.example.com/v1/requests/${subject}`;
      return {
        tenantId,
        type: 'image.canceled',
        subject,
        correlationId: 'bench',
        data: { request_id: subject, status: 'canceled', status_url },
      };
    });
    await database.sql.begin((tx) => publishEvents(tx, drafts));
  }
}

export const repeat = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);
