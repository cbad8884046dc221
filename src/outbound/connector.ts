/**
 * The one door out: a connector for undici that judges the address of every connection.
 *
 * Promise: what was checked is what is connected to. Names are resolved here, all their addresses are judged, and the
 * socket goes to one of them, with the Host and SNI that were asked for.
 */
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { CONNECT_TIMEOUT_MS } from '../limits.ts';
import type { AddressRules } from './address-rules.ts';
import type { Resolve } from './resolve.ts';

class BlockedAddress extends Error {
  readonly code = 'WAYBILL_BLOCKED_ADDRESS';
}
class NoAddress extends Error {
  readonly code = 'WAYBILL_NO_ADDRESS';
}

/** @param onInside  told of each origin that a connection reached inside the operator's own networks */
export function createConnector(
  rules: AddressRules,
  resolve: Resolve,
  onInside: (origin: string) => void,
): buildConnector.connector {
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
    const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup, autoSelectFamily: true });
    connect(options, (...result) => {
      const address = result[1]?.remoteAddress;
      if (address && rules.isInside(address)) onInside(`${options.protocol}//${options.host ?? options.hostname}`);
      callback(...result);
    });
  };
}

export type UnreachableReason =
  | 'blocked_address'
  | 'dns'
  | 'connect_timeout'
  | 'connect_failed'
  | 'tls_expired'
  | 'tls_wrong_host'
  | 'tls_unknown_issuer'
  | 'tls_failed'
  | 'timeout'
  | 'connection_lost'
  | 'invalid_response';

const REASONS: Record<string, UnreachableReason> = {
  WAYBILL_BLOCKED_ADDRESS: 'blocked_address',
  WAYBILL_NO_ADDRESS: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'connect_timeout',
  ETIMEDOUT: 'connect_timeout',
  ECONNREFUSED: 'connect_failed',
  EHOSTUNREACH: 'connect_failed',
  ENETUNREACH: 'connect_failed',
  EADDRNOTAVAIL: 'connect_failed',
  CERT_HAS_EXPIRED: 'tls_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_wrong_host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_unknown_issuer',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_unknown_issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'tls_unknown_issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_unknown_issuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_unknown_issuer',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'invalid_response',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'invalid_response',
};

/** Why there was no answer, from the error that undici, Node or this connector gave. */
export function reasonOf(error: unknown): UnreachableReason {
  const { code = '', name, errors } = error as { code?: string; name?: string; errors?: unknown[] };
  if (name === 'TimeoutError') return 'timeout';
  if (Array.isArray(errors) && errors.length > 0 && !code) return reasonOf(errors[0]); // all addresses of a name failed
  if (code.startsWith('HPE_')) return 'invalid_response'; // the parser's
  // OpenSSL's own (X509_V_ERR_*, ERR_SSL_*), and a handshake that ended early
  if (/^(ERR_SSL|ERR_TLS|CERT_|EPROTO|CRL_|UNABLE_TO|INVALID_|HOSTNAME_)/.test(code))
    return REASONS[code] ?? 'tls_failed';
  return REASONS[code] ?? 'connection_lost';
}
