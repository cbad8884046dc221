/**
 * Registering an endpoint: its URL is judged and made canonical once, its secret is shown once.
 *
 * One without event types takes the callbacks to the origin of its URL; there is one of them for each tenant and origin,
 * made by its tenant, or when a request first needs it.
 */
import { newUuid, toId } from '../contract/ids.ts';
import { type Fault, invalidBody, problem } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import { coversSomething } from '../events/catalogue.ts';
import { ENDPOINT_CONCURRENCY } from '../limits.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { makeSecret } from './rotate-secret.ts';
import { type EndpointRow, findCallbackEndpoint, insertEndpoint } from './store.ts';

type Settings = Omit<EndpointRow, 'id' | 'disabled_reason' | 'secrets' | 'callback_origin'>;

/** @throws Problem invalid-body for a pattern that covers nothing; endpoint-exists */
export async function registerEndpoint(
  database: Database,
  encryption: Encryption,
  settings: Settings,
): Promise<{ endpoint: EndpointRow; secret: string }> {
  const unknown: Fault[] = settings.event_types.flatMap((pattern, index) =>
    coversSomething(pattern)
      ? []
      : [
          {
            pointer: `/event_types/${index}`,
            code: 'unknown_event_type',
            detail: `${pattern} is no event type and covers none`,
          },
        ],
  );
  if (unknown.length > 0) throw invalidBody(unknown);

  const { secret, row } = makeSecret(encryption);
  const { href, origin } = new URL(settings.url);
  const callback_origin = settings.event_types.length === 0 ? origin : null;
  const endpoint = { ...settings, id: newUuid(), url: href, disabled_reason: null, callback_origin };
  if (!(await insertEndpoint(database, { ...endpoint, secrets: [row] }))) {
    const id = await findCallbackEndpoint(database, settings.tenant_id, origin);
    throw problem('endpoint-exists', {
      detail: `${id ? toId('ep', id) : 'Another'} takes the callbacks of ${origin}.`,
    });
  }
  return { endpoint: { ...endpoint, secrets: [{ ...row, expires_at: null }] }, secret };
}

/** Makes sure that the tenant has an endpoint for callbacks to this URL. */
export async function prepareCallback(
  database: Database,
  encryption: Encryption,
  tenantId: string,
  url: string,
): Promise<void> {
  const { origin } = new URL(url);
  if (await findCallbackEndpoint(database, tenantId, origin)) return;
  await insertEndpoint(database, {
    id: newUuid(),
    tenant_id: tenantId,
    url: `${origin}/`,
    callback_origin: origin,
    event_types: [],
    description: 'Callbacks',
    disabled_reason: null,
    retry_policy: {},
    rate_limit_per_second: null,
    max_concurrency: ENDPOINT_CONCURRENCY,
    x_signature: 'labelled',
    secrets: [makeSecret(encryption).row],
  });
}
