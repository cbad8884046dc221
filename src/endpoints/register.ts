/**
 * Registering an endpoint: its URL is judged and made canonical once, its secret is shown once.
 */
import { randomBytes } from 'node:crypto';
import { newUuid } from '../contract/ids.ts';
import { type Fault, invalidBody } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import { coversSomething } from '../events/catalogue.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { type EndpointRow, insertEndpoint } from './store.ts';

/** Standard Webhooks: `whsec_` and the base64 of 24 to 64 random bytes. */
const SECRET_BYTES = 32;

export async function registerEndpoint(
  database: Database,
  encryption: Encryption,
  input: { tenantId: string; url: string; eventTypes: string[]; description: string },
): Promise<{ endpoint: EndpointRow; secret: string }> {
  const unknown: Fault[] = input.eventTypes.flatMap((pattern, index) =>
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

  const id = newUuid();
  const key_id = newUuid();
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  const endpoint = {
    id,
    tenant_id: input.tenantId,
    url: new URL(input.url).href,
    description: input.description,
    disabled_reason: null,
    event_types: input.eventTypes,
  };
  const last_four = secret.slice(-4);
  const ciphertext = encryption.encrypt(secret, `endpoint secret ${key_id}`);
  await insertEndpoint(database, { ...endpoint, secrets: [{ key_id, last_four, ciphertext }] });
  return { endpoint: { ...endpoint, secrets: [{ key_id, last_four, expires_at: null }] }, secret };
}
