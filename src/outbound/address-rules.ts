/**
 * Which addresses and URLs Waybill may call. Default deny: only what the internet's registries call global, and what
 * the operator allows by name.
 *
 * Promise: a cloud's metadata address is never called, whatever is allowed.
 *
 * @see IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890)
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { OUTBOUND_PORTS } from '../limits.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

const networks = (...cidrs: string[]): Network[] => cidrs.map((cidr) => ipaddr.parseCIDR(cidr) as Network);

const DENIED_IPV4 = networks(
  '0.0.0.0/8', // "this network", RFC 791
  '10.0.0.0/8', // private, RFC 1918
  '100.64.0.0/10', // shared by carriers, RFC 6598
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // a cloud's platform services
  '169.254.0.0/16', // link-local, RFC 3927
  '172.16.0.0/12', // private
  '192.0.0.0/24', // IETF protocol assignments, RFC 6890
  '192.0.2.0/24', // documentation, RFC 5737
  '192.31.196.0/24', // AS112, RFC 7535
  '192.52.193.0/24', // AMT, RFC 7450
  '192.88.99.0/24', // 6to4 relays, RFC 7526
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112, RFC 7534
  '198.18.0.0/15', // benchmarks, RFC 2544
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved and broadcast, RFC 1112
);
const GLOBAL_IPV6 = networks('2000::/3');
const DENIED_IPV6 = networks(
  '2001::/23', // IETF protocol assignments, RFC 2928
  '2001:db8::/32', // documentation, RFC 3849
  '2002::/16', // 6to4, RFC 3056
  '2620:4f:8000::/48', // AS112, RFC 7534
  '3fff::/20', // documentation, RFC 9637
);
const NEVER_ALLOWED = networks(
  '169.254.0.0/16',
  'fe80::/10',
  'fd00:ec2::/32',
  'fd20:ce::/32',
  '100.100.100.200/32',
  '192.0.0.192/32',
);

export interface AddressRules {
  /** May a connection be made to this address? Plain http and other ports only inside the allowed networks. */
  mayConnect(address: string, to: { protocol: string; port: number }): boolean;
  /** Is this an address in one of the operator's networks? */
  isInside(address: string): boolean;
  /** What is wrong with a URL that somebody wants called, before any name is resolved; null when nothing is. */
  faultOf(url: string): string | null;
}

/** @throws when a text is not a network in CIDR form; the message names it */
export function parseNetwork(cidr: string): Network {
  try {
    return ipaddr.parseCIDR(cidr) as Network;
  } catch {
    throw new Error(`${cidr} is not a network like 10.0.0.0/8 or fd00::/8`);
  }
}

/** @param allowed  networks in which any port and plain http are allowed too */
export function createAddressRules(allowed: Network[]): AddressRules {
  const isNamed = (address: Address) => isIn(address, allowed) && !isIn(address, NEVER_ALLOWED);
  const isAllowedAddress = (address: Address) =>
    !isIn(address, NEVER_ALLOWED) && (isIn(address, allowed) || isGlobal(address));

  function faultOf(text: string): string | null {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for; URL parsers drop some
    if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/.test(text))
      return 'It holds white space, a control character or a backslash.';
    const url = URL.parse(text);
    if (!url || !/^[a-z]+:\/\/[^/]/i.test(text)) return 'It is not an absolute URL.';
    if (url.username || url.password || /^[^/]*\/\/[^/?#]*@/.test(text)) return 'It holds user info.';
    if (text.includes('#')) return 'It holds a fragment.';
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Its scheme is not https.';
    const address = literalAddress(url);
    if (address && !isAllowedAddress(address)) return `${address} is a local or reserved address.`;
    if (!address && !isHostName(url.hostname, allowed.length > 0)) return 'Its host is not a public name.';
    // A name may lead into an allowed network: then the connection decides on scheme and port.
    if (address ? !isNamed(address) : allowed.length === 0) return faultOfDoor(url);
    return null;
  }

  return {
    faultOf,
    isInside: (text) => isIn(unmapped(ipaddr.parse(text)), allowed),
    mayConnect(text, { protocol, port }) {
      const address = unmapped(ipaddr.parse(text));
      const isPublicDoor = protocol === 'https:' && OUTBOUND_PORTS.includes(port);
      return isAllowedAddress(address) && (isPublicDoor || isNamed(address));
    },
  };
}

function faultOfDoor(url: URL): string | null {
  if (url.protocol !== 'https:') return 'Its scheme is not https.';
  if (!OUTBOUND_PORTS.includes(Number(url.port || 443))) return `Its port is not ${OUTBOUND_PORTS.join(' or ')}.`;
  return null;
}

function isIn(address: Address, list: Network[]): boolean {
  return list.some(([network, bits]) => network.kind() === address.kind() && address.match(network as never, bits));
}

function isGlobal(address: Address): boolean {
  if (address.kind() === 'ipv4') return !isIn(address, DENIED_IPV4);
  return isIn(address, GLOBAL_IPV6) && !isIn(address, DENIED_IPV6);
}

/** IPv4 inside IPv6 (RFC 4291 §2.5.5.2) is judged as what it reaches. */
function unmapped(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** The address that a URL names without DNS: a literal one, or `localhost` (RFC 6761 §6.3). */
function literalAddress(url: URL): Address | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (/^(.*\.)?localhost\.?$/.test(host)) return ipaddr.parse('127.0.0.1');
  return isIP(host) ? unmapped(ipaddr.parse(host)) : null; // ipaddr's own test is slow: it throws inside
}

/** A host name (RFC 1123 §2.1); with one label only where the operator's own networks are allowed. */
function isHostName(host: string, mayBeLocal: boolean): boolean {
  const labels = host.replace(/\.$/, '').split('.');
  if (labels.length < 2 && !mayBeLocal) return false;
  return host.length <= 254 && labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}
