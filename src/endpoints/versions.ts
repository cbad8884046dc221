/**
 * Pins: in which version an endpoint gets each event type that it covers.
 *
 * Promise: in the one that was the newest when it began to cover the type, until it says otherwise. Only pins above 1 are
 * stored: a type that comes later, or gets its second version later, is sent as the endpoint knew it.
 */
import { type Fault, pointerTo } from '../contract/problems.ts';
import { hasVersion, isEventType, newestVersion, typesCovered } from '../events/catalogue.ts';

type Pins = Record<string, number>;
interface Subscribed {
  event_types: string[];
  /** As they are stored. */
  event_versions: Pins;
}

/**
 * What is to be stored.
 *
 * @param wanted  by type; the others keep their pins
 * @param before  the endpoint until now, unless it is being registered
 */
export function pin(event_types: string[], wanted: Pins, before?: Subscribed): Pins {
  const known: Pins = before ? pinsOf(before) : {};
  const pins = typesCovered(event_types).map(
    (type) => [type, wanted[type] ?? known[type] ?? newestVersion(type)] as const,
  );
  return Object.fromEntries(pins.filter(([, version]) => version > 1));
}

/** Of every type that the endpoint covers. */
export const pinsOf = ({ event_types, event_versions }: Subscribed): Pins =>
  Object.fromEntries(typesCovered(event_types).map((type) => [type, event_versions[type] ?? 1]));

/** Of one type; the newest of a type that it does not cover. */
export const versionOf = (endpoint: Subscribed, type: string): number => pinsOf(endpoint)[type] ?? newestVersion(type);

export function faultsOfPins(event_types: string[], wanted: Pins): Fault[] {
  const covered = typesCovered(event_types);
  return Object.entries(wanted).flatMap(([type, version]) => {
    const pointer = pointerTo('event_versions', type);
    if (!isEventType(type)) return [{ pointer, code: 'unknown_event_type', detail: 'There is no such event type' }];
    if (!covered.includes(type))
      return [{ pointer, code: 'not_subscribed', detail: 'The endpoint does not get events of this type' }];
    if (!hasVersion(type, version))
      return [{ pointer, code: 'unknown_version', detail: `It has the versions 1 to ${newestVersion(type)}` }];
    return [];
  });
}
