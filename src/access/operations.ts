import { operations } from '../../generated/contract.ts';
import { timeOf, toId, toUuid } from '../contract/ids.ts';
import type { Operations } from '../contract/operations.ts';
import { readPage, toPage } from '../contract/pages.ts';
import { problem } from '../contract/problems.ts';
import { createKey } from './keys.ts';
import {
  findKey,
  findTenant,
  insertTenant,
  type KeyRow,
  listKeys,
  listTenants,
  revokeKey,
  type TenantRow,
  updateTenant,
} from './store.ts';

export const accessOperations = {
  createApiKey: async ({ body, caller, database, publicUrl }) => {
    const { row, key } = await createKey(database, caller, {
      name: body.name,
      scopes: body.scopes,
      expiresAt: body.expires_at ? new Date(body.expires_at) : null,
    });
    const shown = showKey(row);
    const path = operations.getApiKey.path.replace('{key_id}', shown.key_id);
    return { status: 201, headers: { Location: publicUrl + path }, body: { ...shown, api_key: key } };
  },

  listApiKeys: async ({ query, caller, database }) => {
    const page = readPage(query);
    const rows = await listKeys(database, caller.tenantId, page);
    return { status: 200, body: toPage(rows, page, ({ id }) => [id], showKey) };
  },

  getApiKey: async ({ params, caller, database }) => {
    const row = await findKey(database, caller.tenantId, toUuid(params.key_id));
    if (!row) throw noSuchKey();
    return { status: 200, body: showKey(row) };
  },

  revokeApiKey: async ({ params, caller, database, hints }) => {
    const id = toUuid(params.key_id);
    if (!(await revokeKey(database, caller.tenantId, id))) throw noSuchKey();
    hints.publish('key', [id]);
    return { status: 204 };
  },

  createTenant: async ({ body, database, publicUrl }) => {
    const shown = showTenant(await insertTenant(database, { name: body.name, email: body.email ?? null }));
    const path = operations.getTenant.path.replace('{tenant_id}', shown.tenant_id);
    return { status: 201, headers: { Location: publicUrl + path }, body: shown };
  },

  listTenants: async ({ query, database }) => {
    const page = readPage(query);
    const rows = await listTenants(database, page);
    return { status: 200, body: toPage(rows, page, ({ id }) => [id], showTenant) };
  },

  getTenant: async ({ params, database }) => {
    const row = await findTenant(database, toUuid(params.tenant_id));
    if (!row) throw noSuchTenant();
    return { status: 200, body: showTenant(row) };
  },

  updateTenant: async ({ params, body, database }) => {
    const row = await updateTenant(database, toUuid(params.tenant_id), body);
    if (!row) throw noSuchTenant();
    return { status: 200, body: showTenant(row) };
  },
} satisfies Partial<Operations>;

const noSuchKey = () => problem('not-found', { detail: 'There is no such API key.' });
const noSuchTenant = () => problem('not-found', { detail: 'There is no such tenant.' });

const showKey = ({ id, name, scopes, expires_at, last_used_at }: KeyRow) => ({
  key_id: toId('key', id),
  name,
  scopes,
  expires_at: expires_at?.toISOString() ?? null,
  last_used_at: last_used_at?.toISOString() ?? null,
  created_at: timeOf(id).toISOString(),
});

const showTenant = ({ id, name, email }: TenantRow) => ({
  tenant_id: toId('ten', id),
  name,
  email,
  created_at: timeOf(id).toISOString(),
});
