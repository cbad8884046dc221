/**
 * The event types of the contract: versions, schemas, and what a subscription pattern covers.
 */
import { events, schemas } from '../../generated/contract.ts';
import type { EventContract, JsonSchema } from '../contract/shape.ts';
import { toZod } from '../contract/validate.ts';

const catalogue: Record<string, EventContract> = events;
/** Told about the service itself: only those who name them get them. */
const OPERATIONAL = /^(endpoint|delivery|secret)\./;

export const eventTypes = (): [type: string, contract: EventContract][] => Object.entries(catalogue);

export const newestVersion = (type: string): number => catalogue[type]!.newest;

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
