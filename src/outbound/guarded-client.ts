/**
 * The only way out: an HTTP client that judges the address of every connection.
 *
 * Promise: what was checked is what is connected to. Names are resolved here, all their addresses are judged, and the
 * socket goes to one of them; no redirect is followed, no proxy variable is read.
 */
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import { CONNECT_TIMEOUT_MS, DNS_TIMEOUT_MS } from '../limits.ts';
import type { AddressRules } from './address-rules.ts';

export type FetchOutcome =
  | { kind: 'fetched'; bytes: Buffer; mediaType: string | undefined }
  | { kind: 'refused'; status: number }
  | { kind: 'too_large' }
  | { kind: 'unreachable'; reason: 'blocked_address' | 'dns' | 'connect' | 'timeout' };

export interface GuardedClient {
  /** GET of a whole file. What the other side does is a value; only an abort by `signal` throws. */
  fetchFile(url: string, limits: { bytes: number; timeoutMs: number; signal: AbortSignal }): Promise<FetchOutcome>;
  close(): Promise<void>;
}

class BlockedAddress extends Error {
  readonly code = 'WAYBILL_BLOCKED_ADDRESS';
}
class NoAddress extends Error {
  readonly code = 'WAYBILL_NO_ADDRESS';
}

/** @param resolve  the addresses of a name; by default c-ares, which does not share libuv's four threads */
export function createGuardedClient(rules: AddressRules, resolve = resolveName): GuardedClient {
  const agent = new Agent({ connect: guardedConnector(rules, resolve), connections: 16, pipelining: 1 });
  return {
    close: () => agent.destroy(),
    async fetchFile(url, limits) {
      const signal = AbortSignal.any([limits.signal, AbortSignal.timeout(limits.timeoutMs)]);
      try {
        const { statusCode, headers, body } = await request(url, { dispatcher: agent, signal });
        body.on('error', () => {}); // what is cut off here says so once more
        if (statusCode !== 200) {
          body.destroy();
          return { kind: 'refused', status: statusCode };
        }
        if (Number(headers['content-length']) > limits.bytes) {
          body.destroy();
          return { kind: 'too_large' };
        }
        const chunks: Buffer[] = [];
        let size = 0;
        for await (const chunk of body as AsyncIterable<Buffer>) {
          size += chunk.length;
          if (size > limits.bytes) {
            body.destroy();
            return { kind: 'too_large' };
          }
          chunks.push(chunk);
        }
        const mediaType = headers['content-type'];
        return {
          kind: 'fetched',
          bytes: Buffer.concat(chunks),
          mediaType: Array.isArray(mediaType) ? mediaType[0] : mediaType,
        };
      } catch (error) {
        limits.signal.throwIfAborted();
        return { kind: 'unreachable', reason: reasonOf(error) };
      }
    },
  };
}

function reasonOf(error: unknown): 'blocked_address' | 'dns' | 'connect' | 'timeout' {
  const { code, name } = error as { code?: string; name?: string };
  if (code === 'WAYBILL_BLOCKED_ADDRESS') return 'blocked_address';
  if (code === 'WAYBILL_NO_ADDRESS') return 'dns';
  if (name === 'TimeoutError' || /TIMEOUT/.test(code ?? '')) return 'timeout';
  return 'connect';
}

function guardedConnector(rules: AddressRules, resolve: (name: string) => Promise<string[]>): buildConnector.connector {
  return (options, callback) => {
    const to = { protocol: options.protocol, port: Number(options.port || (options.protocol === 'https:' ? 443 : 80)) };
    const host = options.hostname.replace(/^\[|\]$/g, '');
    // Sockets do not look literal addresses up, so they are judged before.
    if (isIP(host) && !rules.mayConnect(host, to)) return callback(new BlockedAddress(host), null);
    const lookup: LookupFunction = (name, _, done) => {
      resolve(name)
        .then((addresses) => {
          if (addresses.length === 0) throw new NoAddress(name);
          const blocked = addresses.find((address) => !rules.mayConnect(address, to));
          if (blocked) throw new BlockedAddress(blocked);
          done(
            null,
            addresses.map((address) => ({ address, family: isIP(address) })),
          );
        })
        .catch((error) => done(error, []));
    };
    buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup, autoSelectFamily: true })(options, callback);
  };
}

async function resolveName(name: string): Promise<string[]> {
  if (/^(.*\.)?localhost\.?$/.test(name)) return ['127.0.0.1'];
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: 2 });
  const families = await Promise.all([
    resolver.resolve4(name).catch(() => []),
    resolver.resolve6(name).catch(() => []),
  ]);
  return families.flat();
}
