import { operations } from '../../generated/contract.ts';
import { timeOf, toId, toUuid } from '../contract/ids.ts';
import type { Operations, Reply } from '../contract/operations.ts';
import { readPage, toPage } from '../contract/pages.ts';
import { problem } from '../contract/problems.ts';
import { registerEndpoint } from './register.ts';
import { deleteEndpoint, type EndpointRow, findEndpoint, listEndpoints } from './store.ts';

export const endpointOperations = {
  createWebhookEndpoint: async ({ body, caller, database, encryption, publicUrl }) => {
    const { endpoint, secret } = await registerEndpoint(database, encryption, {
      tenantId: caller.tenantId,
      url: body.url,
      eventTypes: body.event_types,
      description: body.description ?? '',
    });
    const shown = show(endpoint);
    const path = operations.getWebhookEndpoint.path.replace('{endpoint_id}', shown.endpoint_id);
    return { status: 201, headers: { Location: publicUrl + path }, body: { ...shown, secret } };
  },

  listWebhookEndpoints: async ({ query, caller, database }) => {
    const page = readPage(query);
    const rows = await listEndpoints(database, caller.tenantId, page);
    return { status: 200, body: toPage(rows, page, ({ id }) => id, show) };
  },

  getWebhookEndpoint: async ({ params, caller, database }) => {
    const endpoint = await findEndpoint(database, caller.tenantId, toUuid(params.endpoint_id));
    if (!endpoint) throw noSuchEndpoint();
    return { status: 200, body: show(endpoint) };
  },

  deleteWebhookEndpoint: async ({ params, caller, database }) => {
    if (!(await deleteEndpoint(database, caller.tenantId, toUuid(params.endpoint_id)))) throw noSuchEndpoint();
    return { status: 204 };
  },
} satisfies Partial<Operations>;

const noSuchEndpoint = () => problem('not-found', { detail: 'There is no such webhook endpoint.' });

function show(row: EndpointRow): (Reply<'getWebhookEndpoint'> & { status: 200 })['body'] {
  return {
    endpoint_id: toId('ep', row.id),
    url: row.url,
    event_types: row.event_types,
    description: row.description,
    status: row.disabled_reason === null ? 'enabled' : 'disabled',
    disabled_reason: row.disabled_reason,
    signing_keys: row.secrets.map(({ key_id, last_four, expires_at }) => ({
      key_id: toId('key', key_id),
      last_four,
      created_at: timeOf(key_id).toISOString(),
      expires_at: expires_at?.toISOString() ?? null,
    })),
    created_at: timeOf(row.id).toISOString(),
  };
}
