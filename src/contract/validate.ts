/**
 * Validators, made of the bundled schemas by zod; ajv judges them in the tests.
 *
 * Three things are added here: which and how many members must be present (`oneOf` and `anyOf` of bare `required`,
 * `minProperties`, `maxProperties`), and the format `outbound-url`, whose meaning depends on the operator's settings.
 * All faults of a value are found at once, each with its own JSON Pointer.
 */
import { z } from '@hono/zod-openapi';
import canonicalize from 'canonicalize';
import { schemas } from '../../generated/contract.ts';
import { type Fault, pointerTo } from './problems.ts';
import { type JsonSchema, presenceGroup } from './shape.ts';

/** Formats that the server gives a meaning to: what is wrong with a text, or null. */
export interface Formats {
  'outbound-url': (text: string) => string | null;
}

type Found = { path: Path; code: string; message: string };

const deref = (schema: JsonSchema): JsonSchema =>
  typeof schema.$ref === 'string' ? deref(schemas[schema.$ref.slice('#/$defs/'.length)]!) : schema;

/** Keywords that are judged here: zod cannot say the first two, and beside the others it is silent about the rest. */
const isOwn = (key: string, member: unknown): boolean =>
  (['oneOf', 'anyOf'].includes(key) && presenceGroup(member) !== null) ||
  ['minProperties', 'maxProperties', 'uniqueItems', 'propertyNames'].includes(key);

/** The schema without what zod does not judge, for zod. */
function forZod(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forZod);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, member]) => !isOwn(key, member));
  return Object.fromEntries(kept.map(([key, member]) => [key, forZod(member)]));
}
const zodDefs = forZod(schemas) as Record<string, JsonSchema>;

/** Of a union the branch that the type of the value picks; else the first. */
function branchFor<Branch extends { type: unknown }>(branches: Branch[], value: unknown): Branch {
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return branches.find((branch) => branch.type === type) ?? branches[0]!;
}

type Path = (string | number)[];
/** Adds the faults of a value that only this module finds. */
type Judge = (value: unknown, path: Path, found: Found[]) => void;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Made once of each schema; null where zod finds everything: most of a body is not looked at twice. */
function judgeOf(schema: JsonSchema, formats: Formats): Judge | null {
  const {
    oneOf,
    anyOf,
    properties = {},
    items,
    additionalProperties,
    format,
    minProperties,
    maxProperties,
    uniqueItems,
    propertyNames,
  } = deref(schema) as {
    [keyword: string]: unknown;
    properties?: Record<string, JsonSchema>;
    propertyNames?: JsonSchema;
    minProperties?: number;
    maxProperties?: number;
  };
  const judges: Judge[] = [];
  if (format === 'outbound-url')
    judges.push((value, path, found) => {
      const message = typeof value === 'string' && formats['outbound-url'](value);
      if (message) found.push({ path, code: 'outbound_url', message });
    });
  if (Array.isArray(anyOf) && !presenceGroup(anyOf)) {
    const branches = anyOf.map((branch) => ({ type: deref(branch).type, judge: judgeOf(branch, formats) }));
    if (branches.some(({ judge }) => judge))
      judges.push((value, path, found) => branchFor(branches, value).judge?.(value, path, found));
  }
  if (uniqueItems) judges.push(judgeUniqueItems);
  const ofItems = items ? judgeOf(items as JsonSchema, formats) : null;
  if (ofItems)
    judges.push((value, path, found) => {
      if (Array.isArray(value)) for (const [index, item] of value.entries()) ofItems(item, [...path, index], found);
    });
  if (minProperties !== undefined || maxProperties !== undefined)
    judges.push((value, path, found) => {
      const count = isObject(value) ? Object.keys(value).length : undefined;
      if (count === undefined) return;
      if (minProperties !== undefined && count < minProperties)
        found.push({ path, code: 'too_small', message: `Needs at least ${membersIn(minProperties)}` });
      if (maxProperties !== undefined && count > maxProperties)
        found.push({ path, code: 'too_big', message: `Takes at most ${membersIn(maxProperties)}` });
    });
  const [one, some] = [presenceGroup(oneOf), presenceGroup(anyOf)];
  if (one) judges.push(judgePresence(one, 1));
  if (some) judges.push(judgePresence(some, Number.POSITIVE_INFINITY));
  if (propertyNames) {
    const validator = z.fromJSONSchema(deref(propertyNames) as never);
    judges.push((value, path, found) => {
      const names = isObject(value) ? Object.keys(value) : [];
      if (names.length > (maxProperties ?? Number.POSITIVE_INFINITY)) return; // each would be told of, and all are too many
      for (const name of names) {
        const { error } = validator.safeParse(name);
        if (error)
          found.push({ path: [...path, name], code: 'invalid_key', message: `Its name: ${error.issues[0]!.message}` });
      }
    });
  }
  const named = new Map(Object.entries(properties).map(([name, member]) => [name, judgeOf(member, formats)]));
  const others = isObject(additionalProperties) ? judgeOf(additionalProperties, formats) : null;
  if (others || [...named.values()].some(Boolean))
    judges.push((value, path, found) => {
      for (const [name, member] of isObject(value) ? Object.entries(value) : [])
        (named.has(name) ? named.get(name) : others)?.(member, [...path, name], found);
    });
  if (judges.length === 0) return null;
  return (value, path, found) => {
    for (const judge of judges) judge(value, path, found);
  };
}

/** Undefined for what has no canonical form, such as text with lone surrogates: that is refused for itself (`unstorableIn`). */
function canonicalOf(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}

const judgeUniqueItems: Judge = (value, path, found) => {
  const firsts = new Map<string, number>();
  for (const [index, item] of Array.isArray(value) ? value.entries() : []) {
    const text = canonicalOf(item);
    if (text === undefined) continue;
    const first = firsts.get(text);
    if (first === undefined) firsts.set(text, index);
    else found.push({ path: [...path, index], code: 'not_unique', message: `The same as the one at ${first}` });
  }
};

/** At least one of these members, and at most so many. */
const judgePresence =
  (names: string[], most: number): Judge =>
  (value, path, found) => {
    if (!isObject(value)) return;
    const present = names.filter((name) => Object.hasOwn(value, name));
    if (present.length === 0) found.push({ path, code: 'required', message: `One of ${names.join(', ')} is needed` });
    for (const name of present.length > most ? present : [])
      found.push({ path: [...path, name], code: 'exclusive', message: `Only one of ${names.join(', ')} may be given` });
  };

const membersIn = (count: number) => (count === 1 ? 'one member' : `${count} members`);

/** A zod schema that accepts what the JSON Schema accepts. */
export function toZod(schema: JsonSchema, formats: Formats): z.ZodType {
  const base: z.ZodType = z.fromJSONSchema({ ...(forZod(schema) as object), $defs: zodDefs } as never);
  const judge = judgeOf(schema, formats);
  if (!judge) return base;
  // Not as a check upon `base`: zod leaves checks out where it has found faults of some kinds, and all are to be told.
  return z.unknown().check((payload) => {
    const { error } = base.safeParse(payload.value);
    for (const issue of error?.issues ?? []) payload.issues.push({ ...issue, input: payload.value } as never);
    const found: Found[] = [];
    judge(payload.value, [], found);
    for (const { path, code, message } of found)
      payload.issues.push({ code: 'custom', path, message, input: payload.value, params: { code } });
  });
}

/** Path and query values arrive as text: numbers are read before they are judged. */
export function toZodOfText(schema: JsonSchema, formats: Formats): z.ZodObject {
  const {
    properties,
    required = [],
    additionalProperties,
  } = schema as {
    properties: Record<string, JsonSchema>;
    required?: string[];
    additionalProperties: boolean;
  };
  const shape = Object.entries(properties).map(([name, property]) => {
    const isNumber = ['integer', 'number'].includes(deref(property).type as string);
    const inner = toZod(property, formats);
    const read = isNumber
      ? z.preprocess((text) => (typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text), inner)
      : inner;
    return [name, required.includes(name) ? read : read.optional()];
  });
  const object = z.object(Object.fromEntries(shape));
  return additionalProperties ? object.loose() : object.strict();
}

/** zod's issues as faults, one for each place. @param place  put before every pointer, for parameters */
export function toFaults(error: z.core.$ZodError, value: unknown, place = ''): Fault[] {
  const found = [...flatten(error.issues, value)];
  // A value of a wrong format need not be told the pattern of the format as well.
  const told = new Set<string>();
  const isTold = ({ path, code }: Found) => {
    const place = path.join('/');
    const isFirst = code !== 'invalid_format' || !told.has(place);
    if (code === 'invalid_format') told.add(place);
    return isFirst;
  };
  return found.filter(isTold).map(({ path, code, message }) => ({
    pointer: place + pointerTo(...path),
    code,
    detail: message,
  }));
}

/** Are these the faults of a branch whose type is that of the value? */
const isOfItsType = (issues: readonly z.core.$ZodIssue[]) =>
  !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);

function* flatten(
  issues: readonly z.core.$ZodIssue[],
  root: unknown,
  above: (string | number)[] = [],
): Generator<Found> {
  for (const issue of issues) {
    const path = [...above, ...(issue.path as (string | number)[])];
    const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        yield { path: [...path, key], code: 'unrecognized', message: 'Not a member of this object' };
    } else if (value === undefined && issue.code !== 'custom') {
      yield { path, code: 'required', message: 'Is needed here' };
    } else if (issue.code === 'invalid_union' && issue.errors[0]?.length) {
      // The unions are "a thing or null" and "an object or an array": the faults of the branch that is meant say more.
      yield* flatten(issue.errors.find(isOfItsType) ?? issue.errors[0], root, path);
    } else if (issue.code === 'custom') {
      yield { path, code: (issue.params?.code as string) ?? 'not_unique', message: issue.message };
    } else {
      yield { path, code: issue.code, message: issue.message.replace(/^(Invalid input: )?e/, 'E') };
    }
  }
}
