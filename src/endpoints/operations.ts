import { operations } from '../../generated/contract.ts';
import { timeOf, toDeliveryId, toId, toUuid } from '../contract/ids.ts';
import { type Operations, type Reply, telling } from '../contract/operations.ts';
import { readPage, toPage } from '../contract/pages.ts';
import { problem } from '../contract/problems.ts';
import { RETRY_DEFAULTS, ROTATION_OVERLAP_S, SECRET_ROTATION_DAYS } from '../limits.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { openHeaders } from './headers.ts';
import { ping } from './ping.ts';
import { registerEndpoint } from './register.ts';
import { rotateSecret } from './rotate-secret.ts';
import { faultsOfBody } from './settings.ts';
import { readStatistics } from './statistics.ts';
import { deleteEndpoint, type EndpointRow, findEndpoint, listEndpoints } from './store.ts';
import { updateEndpoint } from './update.ts';
import { pinsOf } from './versions.ts';

export const endpointOperations = {
  createWebhookEndpoint: telling<'createWebhookEndpoint'>(faultsOfBody, async (call) => {
    const { body, caller, database, encryption, publicUrl } = call;
    const { endpoint, secret } = await registerEndpoint(database, encryption, caller.tenantId, body);
    const shown = show(endpoint, encryption);
    const path = operations.getWebhookEndpoint.path.replace('{endpoint_id}', shown.endpoint_id);
    return { status: 201, headers: { Location: publicUrl + path }, body: { ...shown, secret } };
  }),

  listWebhookEndpoints: async ({ query, caller, database, encryption }) => {
    const page = readPage(query);
    const rows = await listEndpoints(database, caller.tenantId, page);
    return {
      status: 200,
      body: toPage(
        rows,
        page,
        ({ id }) => [id],
        (row) => show(row, encryption),
      ),
    };
  },

  getWebhookEndpoint: async ({ params, caller, database, encryption }) => {
    const endpoint = await findEndpoint(database, caller.tenantId, toUuid(params.endpoint_id));
    if (!endpoint) throw noSuchEndpoint();
    const statistics = await readStatistics(database.sql, endpoint.id);
    return { status: 200, body: { ...show(endpoint, encryption), statistics } };
  },

  updateWebhookEndpoint: telling<'updateWebhookEndpoint'>(faultsOfBody, async (call) => {
    const { params, body, caller, database, encryption, hints } = call;
    const id = toUuid(params.endpoint_id);
    const endpoint = await updateEndpoint(database, encryption, { tenantId: caller.tenantId, id }, body);
    if (!endpoint) throw noSuchEndpoint();
    hints.publish('endpoint', [id]);
    return { status: 200, body: show(endpoint, encryption) };
  }),

  deleteWebhookEndpoint: async ({ params, caller, database, hints }) => {
    const id = toUuid(params.endpoint_id);
    if (!(await deleteEndpoint(database, caller.tenantId, id))) throw noSuchEndpoint();
    hints.publish('endpoint', [id]);
    return { status: 204 };
  },

  pingWebhookEndpoint: async ({ params, body, caller, callId, traceparent, database, hints }) => {
    const id = toUuid(params.endpoint_id);
    const endpoint = await findEndpoint(database, caller.tenantId, id);
    if (!endpoint) throw noSuchEndpoint();
    const event_id = await ping(database, endpoint, { type: body.type, correlationId: callId, traceparent });
    hints.publish('endpoint', [id]); // with an Idempotency-Key it comes before the commit, and the survey finds it
    return { status: 202, body: { event_id, delivery_id: toDeliveryId(event_id, params.endpoint_id) } };
  },

  rotateWebhookSecret: async ({ params, body, caller, database, encryption }) => {
    const rotated = await rotateSecret(database, encryption, {
      tenantId: caller.tenantId,
      endpointId: toUuid(params.endpoint_id),
      overlapS: body?.overlap_seconds ?? ROTATION_OVERLAP_S,
      own: body?.secret,
    });
    if (!rotated) throw noSuchEndpoint();
    const { secret, previousExpiresAt } = rotated;
    return { status: 200, body: { secret, previous_expires_at: previousExpiresAt.toISOString() } };
  },
} satisfies Partial<Operations>;

const noSuchEndpoint = () => problem('not-found', { detail: 'There is no such webhook endpoint.' });

const rotationDueAt = (keyId: string) => new Date(timeOf(keyId).getTime() + SECRET_ROTATION_DAYS * 86_400_000);

/** Where they cannot be read the sender says so; that is no reason not to show the endpoint, or the others beside it. */
function headerNames(row: EndpointRow, encryption: Encryption): string[] {
  try {
    return Object.keys(openHeaders(encryption, row));
  } catch {
    return [];
  }
}

function show(row: EndpointRow, encryption: Encryption): (Reply<'updateWebhookEndpoint'> & { status: 200 })['body'] {
  return {
    endpoint_id: toId('ep', row.id),
    url: row.url,
    event_types: row.event_types,
    event_versions: pinsOf(row),
    description: row.description,
    retry_policy: { ...RETRY_DEFAULTS, ...row.retry_policy },
    rate_limit_per_second: row.rate_limit_per_second,
    max_concurrency: row.max_concurrency,
    x_signature: row.x_signature,
    header_names: headerNames(row, encryption),
    status: row.disabled_reason === null ? 'enabled' : 'disabled',
    disabled_reason: row.disabled_reason,
    signing_keys: row.secrets.map(({ key_id, last_four, expires_at }) => ({
      key_id: toId('key', key_id),
      last_four,
      created_at: timeOf(key_id).toISOString(),
      expires_at: expires_at?.toISOString() ?? null,
      rotation_due_at: expires_at === null ? rotationDueAt(key_id).toISOString() : null,
    })),
    created_at: timeOf(row.id).toISOString(),
  };
}
