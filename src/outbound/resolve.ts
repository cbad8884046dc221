/**
 * Names to addresses, by c-ares: `dns.lookup` shares libuv's four threads with everything else, so four dead names
 * would stop all of it. Answers are kept for a moment; who connects judges them each time.
 */
import { Resolver } from 'node:dns/promises';
import { LRUCache } from 'lru-cache';
import { DNS_CACHE_MS, DNS_CACHED_NAMES, DNS_TIMEOUT_MS } from '../limits.ts';

/** The addresses of a name, all of them; none when there is no such name. */
export type Resolve = (name: string) => Promise<string[]>;

export function createResolve(): Resolve {
  const cache = new LRUCache<string, Promise<string[]>>({ max: DNS_CACHED_NAMES, ttl: DNS_CACHE_MS });
  return (name) => {
    const known = cache.get(name);
    if (known) return known;
    const answer = lookUp(name);
    cache.set(name, answer);
    // What failed may be there in a second.
    void answer.then((addresses) => addresses.length === 0 && cache.delete(name));
    return answer;
  };
}

async function lookUp(name: string): Promise<string[]> {
  if (/^(.*\.)?localhost\.?$/.test(name)) return ['127.0.0.1'];
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS / 4, tries: 2 });
  const limit = setTimeout(() => resolver.cancel(), DNS_TIMEOUT_MS); // however many name servers are silent
  const families = await Promise.all([
    resolver.resolve4(name).catch(() => []),
    resolver.resolve6(name).catch(() => []),
  ]);
  clearTimeout(limit);
  return families.flat();
}
