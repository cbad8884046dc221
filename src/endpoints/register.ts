/**
 * Registering an endpoint: its URL is judged and made canonical once, its secret is shown once.
 */
import { newUuid } from '../contract/ids.ts';
import { type Fault, invalidBody } from '../contract/problems.ts';
import type { Database } from '../database/connect.ts';
import { coversSomething } from '../events/catalogue.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { makeSecret } from './rotate-secret.ts';
import { type EndpointRow, insertEndpoint } from './store.ts';

type Settings = Omit<EndpointRow, 'id' | 'disabled_reason' | 'secrets'>;

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
  const endpoint = { ...settings, id: newUuid(), url: new URL(settings.url).href, disabled_reason: null };
  await insertEndpoint(database, { ...endpoint, secrets: [row] });
  return { endpoint: { ...endpoint, secrets: [{ ...row, expires_at: null }] }, secret };
}
