/**
 * The quota of a key: CALLS_PER_SECOND over all servers, counted in windows of a second of the database's clock.
 *
 * Promise: never more than the quota. A server leases CALLS_LEASED calls at once and lets no more through than it has leased
 * in the window that the lease is of; what it does not use is lost with the window.
 */
import { LRUCache } from 'lru-cache';
import type { Quota } from '../contract/mount.ts';
import type { Sql } from '../database/connect.ts';
import { API_KEYS_CACHED, CALLS_LEASED, CALLS_PER_SECOND } from '../limits.ts';

/** What this server has leased of a window. */
interface Lease {
  /** Of the monotonic clock: measured from before the lease was asked for, so never later than the window's end. */
  endsAt: number;
  left: number;
  /** Not leased by anybody yet, when it was asked. */
  free: number;
}

const WINDOW_S = 1;
const POLICY = `"key";q=${CALLS_PER_SECOND};w=${WINDOW_S}`;

export function createQuotas(sql: Sql): { take(keyId: string): Quota | Promise<Quota> } {
  const leases = new LRUCache<string, Lease>({ max: API_KEYS_CACHED });
  const asking = new Map<string, Promise<Lease>>();

  /** @returns null when there may be more to lease */
  function use(lease: Lease): Quota | null {
    if (lease.left === 0 && lease.free > 0) return null;
    const isOver = lease.left === 0;
    if (!isOver) lease.left -= 1;
    // What is left of this window, as far as this server knows.
    const RateLimit = `"key";r=${lease.left + lease.free};t=${WINDOW_S}`;
    return { isOver, resetS: WINDOW_S, headers: { 'RateLimit-Policy': POLICY, RateLimit } };
  }

  async function lease(keyId: string): Promise<Lease> {
    const askedAt = performance.now();
    const [row] = await sql<{ leased: number | null; left_ms: number }[]>`
      with moment as materialized (select extract(epoch from clock_timestamp())::float8 as s),
      lease as (
        insert into rate_windows as held (key_id, second, leased)
        select ${keyId}, floor(s), ${CALLS_LEASED} from moment
        on conflict (key_id) do update
          set leased = ${CALLS_LEASED} + case when held.second = excluded.second then held.leased else 0 end,
            second = excluded.second
          where held.second <> excluded.second or held.leased + ${CALLS_LEASED} <= ${CALLS_PER_SECOND}
        returning leased
      )
      select lease.leased, (floor(s) + 1 - s) * 1000 as left_ms from moment left join lease on true`;
    const { leased, left_ms } = row!;
    const granted = {
      endsAt: askedAt + left_ms,
      left: leased === null ? 0 : CALLS_LEASED,
      free: leased === null ? 0 : CALLS_PER_SECOND - leased,
    };
    leases.set(keyId, granted);
    return granted;
  }

  async function takeNext(keyId: string): Promise<Quota> {
    for (;;) {
      let asked = asking.get(keyId);
      if (!asked) {
        asked = lease(keyId).finally(() => asking.delete(keyId));
        asking.set(keyId, asked);
      }
      const quota = use(await asked); // even when its window is over: it was counted there
      if (quota) return quota;
    }
  }

  return {
    take(keyId) {
      const held = leases.get(keyId);
      const quota = held && performance.now() < held.endsAt ? use(held) : null;
      return quota ?? takeNext(keyId);
    },
  };
}
