/**
 * Registering an endpoint: its URL is judged and made canonical once, its secret is shown once.
 *
 * One without event types takes the callbacks to the origin of its URL; there is one of them for each tenant and origin,
 * made by its tenant, or when a request first needs it.
 */
import { newUuid, toId } from '../contract/ids.ts';
import { invalidBody, problem } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import { ENDPOINT_CONCURRENCY } from '../limits.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { faultsOfSecret, makeSecret } from './rotate-secret.ts';
import { faultsOf, type Settings, toColumns } from './settings.ts';
import { type EndpointRow, findCallbackEndpoint, insertEndpoint } from './store.ts';

const DEFAULTS = {
  event_versions: {},
  description: '',
  retry_policy: {},
  rate_limit_per_second: null,
  max_concurrency: ENDPOINT_CONCURRENCY,
  x_signature: 'labelled',
  headers: {},
} as const satisfies Partial<Settings>;
type Given = Omit<Settings, keyof typeof DEFAULTS> & Partial<Settings>;

/** @throws Problem invalid-body for what covers nothing or is not there; endpoint-exists */
export async function registerEndpoint(
  database: Database,
  encryption: Encryption,
  tenantId: string,
  { secret: own, ...given }: Given & { secret?: string },
): Promise<{ endpoint: EndpointRow; secret: string }> {
  const faults = [...faultsOf(given), ...(own === undefined ? [] : faultsOfSecret(own))];
  if (faults.length > 0) throw invalidBody(faults);
  const { secret, row } = makeSecret(encryption, own);
  const endpoint = toEndpoint(encryption, tenantId, given);
  if (!(await insertEndpoint(database, { ...endpoint, secrets: [row] }))) {
    const { origin } = new URL(endpoint.url);
    const id = await findCallbackEndpoint(database, tenantId, origin);
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
  const endpoint = toEndpoint(encryption, tenantId, { url: origin, event_types: [], description: 'Callbacks' });
  await insertEndpoint(database, { ...endpoint, secrets: [makeSecret(encryption).row] });
}

function toEndpoint(encryption: Encryption, tenant_id: string, given: Given): Omit<EndpointRow, 'secrets'> {
  const id = newUuid();
  const columns = toColumns(encryption, id, { ...DEFAULTS, ...given });
  const callback_origin = given.event_types.length === 0 ? new URL(given.url).origin : null;
  return { ...columns, id, tenant_id, disabled_reason: null, callback_origin };
}
