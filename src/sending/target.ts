/**
 * A target: an endpoint as its sender knows it, its secrets decrypted. Read again when the endpoint's version has changed,
 * so that what is sent after a change follows it.
 */
import { toId } from '../contract/ids.ts';
import type { Database } from '../database/connect.ts';
import { openHeaders } from '../endpoints/headers.ts';
import { readSecret } from '../endpoints/rotate-secret.ts';
import { findTargets, type TargetRow } from '../endpoints/store.ts';
import { RETRY_DEFAULTS, type RetryPolicy } from '../limits.ts';
import { importSecret, type SigningKey } from '../receiver/index.ts';
import type { Encryption } from '../secrets/encryption.ts';
import type { Log } from '../telemetry/log.ts';
import { hmacSha256 } from './hmac.ts';
import type { ThrottleLimits } from './throttle.ts';

export interface Target {
  version: number;
  /** When it was enabled again, if it ever was disabled. */
  enabledAt: Date | null;
  /** As logs and headers name them. */
  tenant: string;
  endpoint: string;
  url: URL;
  policy: RetryPolicy;
  limits: ThrottleLimits;
  xSignature: 'labelled' | 'bare';
  /** The endpoint's own. */
  headers: Record<string, string>;
  /** The newest first; each signs until it expires. */
  keys: { key: SigningKey; expiresAt: number }[];
}

/** @returns the endpoints by id; those that are gone, or that cannot be read, are not among them */
export async function readTargets(
  database: Database,
  encryption: Encryption,
  ids: string[],
  log: Log,
): Promise<Map<string, Target>> {
  const targets = new Map<string, Target>();
  for (const row of await findTargets(database, ids)) {
    try {
      targets.set(row.id, await toTarget(row, encryption));
    } catch (error) {
      // Its secret was encrypted with another key, say: one such endpoint must not keep the others waiting.
      log.error({ err: error, endpoint_id: toId('ep', row.id) }, 'an endpoint cannot be read');
    }
  }
  return targets;
}

async function toTarget(row: TargetRow, encryption: Encryption): Promise<Target> {
  return {
    version: row.version,
    enabledAt: row.enabled_at,
    tenant: toId('ten', row.tenant_id),
    endpoint: toId('ep', row.id),
    url: new URL(row.url),
    policy: { ...RETRY_DEFAULTS, ...row.retry_policy },
    limits: { concurrency: row.max_concurrency, ratePerSecond: row.rate_limit_per_second },
    xSignature: row.x_signature,
    headers: openHeaders(encryption, row),
    keys: await Promise.all(
      row.secrets.map(async (secret) => ({
        key: await importSecret(readSecret(encryption, secret), hmacSha256),
        expiresAt: secret.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
      })),
    ),
  };
}
