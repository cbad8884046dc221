/**
 * Probes: what a process says of itself to whoever runs it: is it alive, is it ready, how does it do.
 *
 * A server offers them among its operations; a worker offers nothing else, where it is told a port.
 */
import { createGuard } from './access/guard.ts';
import { mount } from './contract/mount.ts';
import type { Operations, Services } from './contract/operations.ts';
import { createPlaces } from './contract/places.ts';
import { hasPartitionsAhead } from './database/partitions.ts';
import { canReadSecrets } from './endpoints/rotate-secret.ts';
import { READY_CACHE_MS } from './limits.ts';
import { type Listener, listen } from './listen.ts';
import { readFacts } from './telemetry/facts.ts';
import type { Log } from './telemetry/log.ts';
import type { Telemetry } from './telemetry/observe.ts';

/** Each part, and whether it is ready. */
type Checks = Record<string, boolean>;

/** @param more  parts that only this process has; `null` when it is stopping */
export function probeOperations(
  { database, encryption }: Pick<Services, 'database' | 'encryption'>,
  { metrics }: Telemetry,
  more: () => Checks | null,
) {
  /** Anybody may ask, as often as they like: the database is asked once in READY_CACHE_MS. */
  let asked: Promise<Checks> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  function askDatabase(): Promise<Checks> {
    if (asked && performance.now() - askedAt < READY_CACHE_MS) return asked;
    asked = readChecks();
    askedAt = performance.now();
    return asked;
  }
  async function readChecks(): Promise<Checks> {
    const partitions = await hasPartitionsAhead(database.sql, new Date()).catch(() => null);
    const canRead = await canReadSecrets(database, encryption).catch(() => false);
    return { database: partitions !== null, partitions: partitions === true, encryption: canRead };
  }
  async function check(): Promise<Checks> {
    const own = more();
    return own === null ? { running: false } : { ...(await askDatabase()), ...own };
  }
  return {
    getLiveness: async () => ({ status: 200, body: { status: 'ok' } }),
    getReadiness: async () => {
      const checks = await check();
      return Object.values(checks).every(Boolean)
        ? { status: 200, body: { status: 'ok', checks } }
        : { status: 503, headers: { 'Retry-After': 1 }, body: { status: 'unavailable', checks } };
    },
    getMetrics: async () => ({
      status: 200,
      mediaType: 'text/plain; version=0.0.4',
      body: new TextEncoder().encode(await metrics.show(() => readFacts(database.sql))),
    }),
  } satisfies Partial<Operations>;
}

interface Parts {
  services: Services;
  telemetry: Telemetry;
  log: Log;
  at: { host: string; port: number };
  /** As in `probeOperations`. */
  more: () => Checks | null;
}

/** The probes of a worker, behind the same guard as a server's. */
export async function listenForProbes({ services, telemetry, log, at, more }: Parts): Promise<Listener> {
  const app = mount({
    services,
    operations: probeOperations(services, telemetry, more),
    guard: await createGuard(services.database, services.hints, log),
    places: createPlaces(),
    log,
    telemetry,
    checksReplies: false,
  });
  return listen(app, at);
}
