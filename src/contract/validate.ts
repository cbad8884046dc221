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

type Found = { path: (string | number)[]; code: string; message: string };

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
function branchFor(branches: JsonSchema[], value: unknown): JsonSchema {
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return branches.find((branch) => deref(branch).type === type) ?? branches[0]!;
}

/** The faults that only this module finds. */
function* ownFaults(
  schema: JsonSchema,
  value: unknown,
  formats: Formats,
  path: (string | number)[] = [],
): Generator<Found> {
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
  if (format === 'outbound-url' && typeof value === 'string') {
    const message = formats['outbound-url'](value);
    if (message) yield { path, code: 'outbound_url', message };
  }
  if (Array.isArray(anyOf) && !presenceGroup(anyOf)) yield* ownFaults(branchFor(anyOf, value), value, formats, path);
  if (Array.isArray(value)) {
    const firsts = new Map<string | undefined, number>();
    for (const [index, item] of uniqueItems ? value.entries() : []) {
      const first = firsts.get(canonicalize(item));
      if (first === undefined) firsts.set(canonicalize(item), index);
      else yield { path: [...path, index], code: 'not_unique', message: `The same as the one at ${first}` };
    }
    if (items)
      for (const [index, item] of value.entries())
        yield* ownFaults(items as JsonSchema, item, formats, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    const count = Object.keys(value).length;
    if (minProperties !== undefined && count < minProperties)
      yield { path, code: 'too_small', message: `Needs at least ${membersIn(minProperties)}` };
    if (maxProperties !== undefined && count > maxProperties)
      yield { path, code: 'too_big', message: `Takes at most ${membersIn(maxProperties)}` };
    for (const [names, most] of [
      [presenceGroup(oneOf), 1],
      [presenceGroup(anyOf), Number.POSITIVE_INFINITY],
    ] as const) {
      const present = names?.filter((name) => Object.hasOwn(value, name));
      if (names && present?.length === 0)
        yield { path, code: 'required', message: `One of ${names.join(', ')} is needed` };
      if (names && present && present.length > most)
        for (const name of present)
          yield { path: [...path, name], code: 'exclusive', message: `Only one of ${names.join(', ')} may be given` };
    }
    for (const name of propertyNames ? Object.keys(value) : []) {
      const { error } = validatorOfNames(propertyNames!).safeParse(name);
      if (error) yield { path: [...path, name], code: 'invalid_key', message: `Its name: ${error.issues[0]!.message}` };
    }
    for (const [name, member] of Object.entries(value)) {
      const inner = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      if (typeof inner === 'object' && inner !== null)
        yield* ownFaults(inner as JsonSchema, member, formats, [...path, name]);
    }
  }
}

const membersIn = (count: number) => (count === 1 ? 'one member' : `${count} members`);

const ofNames = new WeakMap<JsonSchema, z.ZodType>();
function validatorOfNames(schema: JsonSchema): z.ZodType {
  const known = ofNames.get(schema) ?? z.fromJSONSchema(deref(schema) as never);
  ofNames.set(schema, known);
  return known;
}

function needsOwnFaults(schema: JsonSchema): boolean {
  const own = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    ('$ref' in value
      ? own(deref(value as JsonSchema))
      : Object.entries(value).some(
          ([key, member]) => (key === 'format' && member === 'outbound-url') || isOwn(key, member) || own(member),
        ));
  return own(schema);
}

/** A zod schema that accepts what the JSON Schema accepts. */
export function toZod(schema: JsonSchema, formats: Formats): z.ZodType {
  const base: z.ZodType = z.fromJSONSchema({ ...(forZod(schema) as object), $defs: zodDefs } as never);
  if (!needsOwnFaults(schema)) return base;
  // Not as a check upon `base`: zod leaves checks out where it has found faults of some kinds, and all are to be told.
  return z.unknown().check((payload) => {
    const { error } = base.safeParse(payload.value);
    for (const issue of error?.issues ?? []) payload.issues.push({ ...issue, input: payload.value } as never);
    for (const { path, code, message } of ownFaults(schema, payload.value, formats))
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
