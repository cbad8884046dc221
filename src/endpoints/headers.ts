/**
 * The endpoint's own headers: what its receiver wants to see with every delivery, such as a key of its gateway.
 *
 * Promises: they are encrypted at rest and never shown again but for their names; none stands for one of ours, or for one
 * that the connection lives by.
 */

import { schemas } from '../../generated/contract.ts';
import { type Fault, pointerTo } from '../contract/problems.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { headersPurpose } from './purposes.ts';

type Headers = Record<string, string>;

/** Ours, those of a trace, and those that HTTP/1.1 itself goes by (RFC 9110, RFC 9112). */
const RESERVED = new Set(
  [
    ...Object.keys(schemas.DeliveryHeaders!.properties as object),
    ...['User-Agent', 'traceparent', 'tracestate', 'baggage'],
    ...['Host', 'Transfer-Encoding', 'Connection', 'Keep-Alive', 'TE', 'Trailer', 'Upgrade', 'Expect'],
  ].map((name) => name.toLowerCase()),
);
const isReserved = (name: string) => RESERVED.has(name.toLowerCase()) || /^(webhook|content|proxy)-/i.test(name);

export function faultsOfHeaders(headers: Headers): Fault[] {
  const names = Object.keys(headers);
  const first = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]));
  return names.flatMap((name) => {
    const pointer = pointerTo('headers', name);
    if (isReserved(name)) return [{ pointer, code: 'reserved_header', detail: `${name} is not the endpoint's to set` }];
    if (first.get(name.toLowerCase()) !== name)
      return [{ pointer, code: 'duplicate_header', detail: `It is ${first.get(name.toLowerCase())} in another case` }];
    return [];
  });
}

/** As they are stored; null for none. */
export const sealHeaders = (encryption: Encryption, endpointId: string, headers: Headers): Buffer | null =>
  Object.keys(headers).length === 0 ? null : encryption.encrypt(JSON.stringify(headers), headersPurpose(endpointId));

/** As they are sent. One that has become ours since it was stored is left out. */
export function openHeaders(encryption: Encryption, { id, headers }: { id: string; headers: Buffer | null }): Headers {
  if (headers === null) return {};
  const stored: Headers = JSON.parse(encryption.decrypt(headers, headersPurpose(id)));
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !isReserved(name)));
}
