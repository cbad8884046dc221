/**
 * Changing an endpoint: what is given replaces what there was, in one transaction with the endpoint's new version, so that
 * what is sent afterwards follows it.
 *
 * Promise: of two changes at once neither loses what the other one does not name.
 */
import { invalidBody } from '../contract/problems.ts';
import { type Database, inTransaction } from '../database/connect.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { faultsOf, type Settings, toColumns } from './settings.ts';
import { disableEndpoint, enableEndpoint } from './status.ts';
import { type EndpointRow, findEndpoint, lockEndpoint, writeEndpoint } from './store.ts';

/**
 * @returns undefined when there is no such endpoint
 * @throws Problem invalid-body
 */
export function updateEndpoint(
  database: Database,
  encryption: Encryption,
  { tenantId, id }: { tenantId: string; id: string },
  { status, ...given }: Partial<Settings> & { status?: 'enabled' | 'disabled' },
): Promise<EndpointRow | undefined> {
  return inTransaction(database, async (inside) => {
    const before = await lockEndpoint(inside, tenantId, id);
    if (!before) return undefined;
    const faults = faultsOf(given, before);
    if (faults.length > 0) throw invalidBody(faults);
    await writeEndpoint(inside, before, toColumns(encryption, id, given, before));
    if (status === 'enabled') await enableEndpoint(inside, id);
    if (status === 'disabled') await disableEndpoint(inside, { id }, 'manual');
    return findEndpoint(inside, tenantId, id);
  });
}
