/**
 * What a tenant sets on an endpoint, at its registration and later: judged as a whole, every fault with its place, and made
 * the columns of its row.
 */
import type { Fault } from '../contract/problems.ts';
import { coversSomething } from '../events/catalogue.ts';
import type { RetryPolicy } from '../limits.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { faultsOfHeaders, sealHeaders } from './headers.ts';
import type { EndpointRow } from './store.ts';
import { faultsOfPins, pin } from './versions.ts';

export interface Settings {
  url: string;
  event_types: string[];
  event_versions: Record<string, number>;
  description: string;
  retry_policy: Partial<RetryPolicy>;
  rate_limit_per_second: number | null;
  max_concurrency: number;
  x_signature: 'labelled' | 'bare';
  headers: Record<string, string>;
}

/** @param before  the endpoint until now, unless it is being registered */
export function faultsOf(given: Partial<Settings>, before?: EndpointRow): Fault[] {
  const event_types = given.event_types ?? before?.event_types ?? [];
  return [
    ...faultsOfPatterns(given.event_types ?? []),
    ...faultsOfPins(event_types, given.event_versions ?? {}),
    ...faultsOfHeaders(given.headers ?? {}),
    ...(before ? faultsOfKind(given, before) : []),
  ];
}

/** Of a body of any shape, what its schema does not say. */
export function faultsOfBody(body: unknown): Fault[] {
  if (typeof body !== 'object' || body === null) return [];
  const { event_types, headers } = body as { [member: string]: unknown };
  const areTexts = (values: unknown[]): values is string[] => values.every((value) => typeof value === 'string');
  return [
    ...(Array.isArray(event_types) && areTexts(event_types) ? faultsOfPatterns(event_types) : []),
    ...(typeof headers === 'object' && headers !== null ? faultsOfHeaders(headers as Settings['headers']) : []),
  ];
}

/** The columns of its row, and what it is subscribed to; undefined: as it is. @param id  the endpoint's */
export function toColumns<Given extends Partial<Settings>>(
  encryption: Encryption,
  id: string,
  given: Given,
  before?: EndpointRow,
) {
  const event_types = given.event_types ?? before?.event_types ?? [];
  return {
    ...given,
    // Canonical, once and for all.
    url: (given.url && new URL(given.url).href) as Given['url'],
    event_versions: pin(event_types, given.event_versions ?? {}, before),
    headers: given.headers && sealHeaders(encryption, id, given.headers),
  };
}

const faultsOfPatterns = (patterns: string[]): Fault[] =>
  patterns.flatMap((pattern, index) =>
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

/** An endpoint for callbacks stays one, and keeps its origin; the others cannot become one. */
function faultsOfKind({ url, event_types }: Partial<Settings>, { callback_origin }: EndpointRow): Fault[] {
  const faults: Fault[] = [];
  const other = 'register another endpoint';
  if (event_types && callback_origin !== null && event_types.length > 0)
    faults.push({
      pointer: '/event_types',
      code: 'callback_endpoint',
      detail: `This endpoint takes the callbacks to ${callback_origin} and nothing else: ${other} for event types`,
    });
  if (event_types && callback_origin === null && event_types.length === 0)
    faults.push({
      pointer: '/event_types',
      code: 'not_a_callback_endpoint',
      detail: `This endpoint cannot become one for callbacks: ${other} without event types`,
    });
  if (url && callback_origin !== null && new URL(url).origin !== callback_origin)
    faults.push({
      pointer: '/url',
      code: 'other_origin',
      detail: `This endpoint takes the callbacks to ${callback_origin}: ${other} for those to another origin`,
    });
  return faults;
}
