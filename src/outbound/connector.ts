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

/** @param onConnect  told of each connection: to which origin, and whether inside the operator's own networks */
export function createConnector(
  rules: AddressRules,
  resolve: Resolve,
  onConnect: (origin: string, isInside: boolean) => void,
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
    // One HTTP/2 connection that died without a word would outlive the attempts that time out on it.
    const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup, autoSelectFamily: true, allowH2: false });
    connect(options, (...result) => {
      const address = result[1]?.remoteAddress;
      if (address) onConnect(`${options.protocol}//${options.host ?? options.hostname}`, rules.isInside(address));
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
  | 'invalid_response'
  /** It broke on our side. */
  | 'not_sent';

const REASONS: Record<string, UnreachableReason> = {
  WAYBILL_BLOCKED_ADDRESS: 'blocked_address',
  WAYBILL_NO_ADDRESS: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'connect_timeout',
  ETIMEDOUT: 'connect_timeout',
  ECONNREFUSED: 'connect_failed',
  EHOSTUNREACH: 'connect_failed',
  ENETUNREACH: 'connect_failed',
  EADDRNOTAVAIL: 'connect_failed',
  EMFILE: 'not_sent',
  ENFILE: 'not_sent',
  EACCES: 'not_sent',
  EPERM: 'not_sent',
  UND_ERR_INVALID_ARG: 'not_sent',
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
  const { code = '', name, message, syscall, errors } = error as NodeJS.ErrnoException & { errors?: unknown[] };
  if (name === 'TimeoutError') return 'timeout';
  if (name === 'HTTPParserError') return 'invalid_response';
  if (Array.isArray(errors) && errors.length > 0 && !code) return reasonOf(errors[0]); // all addresses of a name failed
  // OpenSSL's own words, and a handshake that was cut off
  if (/^(ERR_SSL|ERR_TLS|CERT_|EPROTO|CRL_|UNABLE_TO|INVALID_|HOSTNAME_|UNSPECIFIED)|secure TLS/.test(code + message))
    return REASONS[code] ?? 'tls_failed';
  if (code === 'ETIMEDOUT' && syscall !== 'connect') return 'connection_lost';
  return REASONS[code] ?? 'connection_lost';
}
