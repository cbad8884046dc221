/**
 * The event types of the contract: versions, schemas, and what a subscription pattern covers.
 */
import { events, jobs, schemas } from '../../generated/contract.ts';
import type { components } from '../../generated/types.d.ts';
import type { EventContract, JobContract, JsonSchema } from '../contract/shape.ts';
import { toZod } from '../contract/validate.ts';
import { OPERATIONAL_TYPES } from '../deliveries/dead-letters.ts';

type Schemas = components['schemas'];
export type EventType = keyof typeof events;

/** The data of an event type in a version, such as `'1'`. */
export type EventData<Type extends EventType, Version extends string> = (typeof events)[Type]['versions'] extends {
  [V in Version]: { schema: infer Name extends keyof Schemas };
}
  ? Schemas[Name] extends { data: infer Data }
    ? Data
    : never
  : never;
export type NewestData<Type extends EventType> = EventData<Type, `${(typeof events)[Type]['newest']}`>;

const catalogue: Record<string, EventContract> = events;
/** Told about the service itself: only those who name them get them. */
const OPERATIONAL = new RegExp(OPERATIONAL_TYPES);

export const eventTypes = (): [type: string, contract: EventContract][] => Object.entries(catalogue);

export const isEventType = (name: string): boolean => Object.hasOwn(catalogue, name);

export const hasVersion = (type: string, version: number): boolean => Object.hasOwn(catalogue[type]!.versions, version);

/** The data of the first example of a type in a version. */
export const exampleOf = (type: string, version: number) =>
  (catalogue[type]!.versions[version]!.examples[0] as { data: Record<string, unknown> }).data;

export const newestVersion = (type: string): number => catalogue[type]!.newest;

/** May tenants tell of it, and not only the service itself? */
export const isPublishable = (type: string): boolean => isEventType(type) && catalogue[type]!.publishable;

/** Does it tell of the service itself? What becomes of telling that is told to nobody. */
export const isOperational = (type: string): boolean => OPERATIONAL.test(type);

const ofRequests = Object.values<JobContract>(jobs).flatMap(({ events: ends }) => Object.values(ends ?? {}));

/** The types that an endpoint gets; one without patterns gets those that end requests. */
export const typesCovered = (patterns: string[]): string[] =>
  patterns.length === 0
    ? ofRequests
    : Object.keys(catalogue).filter((type) => patterns.some((pattern) => covers(pattern, type)));

/** Does the pattern cover any type that there is? */
export const coversSomething = (pattern: string): boolean =>
  Object.keys(catalogue).some((type) => covers(pattern, type));

export const covers = (pattern: string, type: string): boolean => patternsOf(type).includes(pattern);

/** Every pattern that covers a type: `a.b.c` is covered by `*`, `a.*`, `a.b.*` and `a.b.c`. */
export function patternsOf(type: string): string[] {
  const parts = type.split('.');
  const prefixes = parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join('.')}.*`);
  return [...(OPERATIONAL.test(type) ? [] : ['*']), ...prefixes, type];
}

/** The envelope's schema with all that it refers to inside, for a reader who has nothing else. */
export function wholeSchema(name: string): JsonSchema {
  const used = new Map<string, JsonSchema>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const ref = (value as { $ref?: string }).$ref?.slice('#/$defs/'.length);
    if (ref && !used.has(ref)) {
      used.set(ref, schemas[ref]!);
      collect(schemas[ref]);
    }
    for (const member of Object.values(value)) collect(member);
  };
  collect(schemas[name]);
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schemas[name], $defs: Object.fromEntries(used) };
}

const validators = new Map<string, ReturnType<typeof toZod>>();

/** The validator of whole envelopes of a type in a version. */
export function validatorOf(type: string, version: number): ReturnType<typeof toZod> {
  const name = catalogue[type]!.versions[version]!.schema;
  const known = validators.get(name) ?? toZod({ $ref: `#/$defs/${name}` }, { 'outbound-url': () => null });
  validators.set(name, known);
  return known;
}

/** @throws Error when a cast has made what the schema of its version refuses: no delivery may carry it */
export function refuseWrongCast(envelope: { type: string; event_version: number }): void {
  const { type, event_version } = envelope;
  const { error } = validatorOf(type, event_version).safeParse(envelope);
  if (error) throw new Error(`the cast of ${type} to version ${event_version} is wrong: ${error.message}`);
}
