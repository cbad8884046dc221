/**
 * A schema as the alternatives that it stands for, each of one JSON type: references are followed, `allOf` is merged,
 * `anyOf`, `oneOf` and lists of types are spread out.
 *
 * Promise: a value is valid under the schema exactly when it is under one of the alternatives, save where branches of a
 * `oneOf` overlap, which `mayOverlap` tells.
 */
import { isDeepStrictEqual } from 'node:util';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { presenceGroup } from '../../src/contract/shape.ts';
import type { Json } from '../generator/documents.ts';
import { closedSchema, HOLDS_SCHEMAS, nameOf, resolveReference } from './closed-schema.ts';

const TYPES = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;
export type JsonType = (typeof TYPES)[number];

export interface Alternative {
  /** The name of the component that it came from, where it is a branch that refers to one. */
  name: string | undefined;
  type: JsonType;
  /** `const` is said as `enum`; `presence` lists the choices of required members. */
  keywords: Json;
}

const ONLY_FOR: Record<string, JsonType> = {
  ...Object.fromEntries(['minLength', 'maxLength', 'pattern'].map((k) => [k, 'string'])),
  ...Object.fromEntries(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((k) => [k, 'number'])),
  ...Object.fromEntries(['items', 'minItems', 'maxItems', 'uniqueItems'].map((k) => [k, 'array'])),
  ...Object.fromEntries(
    [
      ...['properties', 'required', 'additionalProperties', 'propertyNames'],
      ...['minProperties', 'maxProperties', 'presence'],
    ].map((k) => [k, 'object']),
  ),
};

/** Looked into member by member; what else holds schemas is compared as a whole, with its references written out. */
const WALKED = ['properties', 'additionalProperties', 'propertyNames', 'items'];

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value as string]);
const bothSchemas = (a: unknown, b: unknown) => ({ allOf: [a, b] });
const concat = (a: unknown[], b: unknown[]) => [...a, ...b];

/** How two values of one keyword are said as one, where both hold. */
// biome-ignore lint/suspicious/noExplicitAny: each keyword has a type of its own
const MERGED: Record<string, (a: any, b: any) => unknown> = {
  type: (a, b) => {
    const isIn = (types: string[]) => (type: string) =>
      types.includes(type) || (type === 'integer' && types.includes('number'));
    return [
      ...listOf(a).filter(isIn(listOf(b))),
      ...listOf(b).filter((t) => !listOf(a).includes(t) && isIn(listOf(a))(t)),
    ];
  },
  enum: (a, b) => a.filter((value: unknown) => b.some((other: unknown) => isDeepStrictEqual(value, other))),
  required: (a, b) => [...new Set([...a, ...b])],
  items: bothSchemas,
  propertyNames: bothSchemas,
  uniqueItems: (a, b) => a || b,
  unions: concat,
  presence: concat,
  ...Object.fromEntries(
    ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'].map((k) => [k, Math.max]),
  ),
  ...Object.fromEntries(
    ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'].map((k) => [k, Math.min]),
  ),
};

function merged(a: Json, b: Json): Json {
  const result = { ...a };
  for (const [keyword, value] of Object.entries(b)) {
    if (!(keyword in a) || isDeepStrictEqual(a[keyword], value)) result[keyword] = value;
    else if (MERGED[keyword]) result[keyword] = MERGED[keyword](a[keyword], value);
    // Two patterns, two formats: no one value says both. The pair is comparable to itself only.
    else result[keyword] = { both: [a[keyword], value] };
  }
  if (a.additionalProperties !== undefined && b.additionalProperties !== undefined)
    result.additionalProperties = bothSchemas(a.additionalProperties, b.additionalProperties);
  const names = Object.keys({ ...a.properties, ...b.properties });
  if (names.length > 0)
    result.properties = Object.fromEntries(
      names.map((name) => {
        const parts = [a, b].map((k) => k.properties?.[name] ?? k.additionalProperties).filter((p) => p !== undefined);
        return [name, parts.length === 1 ? parts[0] : bothSchemas(parts[0], parts[1])];
      }),
    );
  return result;
}

interface Union {
  kind: 'anyOf' | 'oneOf';
  branches: unknown[];
  /** The references that led here: a branch that is one of them adds no value of its own. */
  inside: string[];
}

function flat(schema: unknown, document: Json, inside: string[]): Json {
  if (schema === undefined || schema === true) return {};
  if (schema === false) return { enum: [] };
  const { $ref, allOf = [], anyOf, oneOf, const: only, ...own } = schema as Json;
  for (const keyword of HOLDS_SCHEMAS.filter((name) => name in own && !WALKED.includes(name)))
    Object.assign(own, closedSchema({ [keyword]: own[keyword] }, document));
  const parts: Json[] = [];
  if (only !== undefined) parts.push({ enum: [only] });
  for (const [kind, branches] of Object.entries({ anyOf, oneOf }) as [Union['kind'], unknown[] | undefined][]) {
    const names = presenceGroup(branches);
    if (names) parts.push({ type: 'object', presence: [{ kind, names }] });
    else if (branches) parts.push({ unions: [{ kind, branches, inside }] });
  }
  if ($ref && !inside.includes($ref)) parts.push(flat(resolveReference($ref, document), document, [...inside, $ref]));
  for (const part of allOf) parts.push(flat(part, document, inside));
  return parts.reduce(merged, own);
}

export function alternativesOf(schema: unknown, document: Json, inside: string[] = []): Alternative[] {
  const { unions = [], ...keywords } = flat(schema, document, inside);
  let wholes: Omit<Alternative, 'type'>[] = [{ name: undefined, keywords }];
  for (const union of unions as Union[]) {
    const branches = union.branches
      .filter((branch) => !union.inside.includes((branch as Json).$ref))
      .flatMap((branch) =>
        alternativesOf(branch, document, union.inside).map((found) => ({
          ...found,
          name: found.name ?? nameOf(branch),
        })),
      );
    wholes = wholes.flatMap((whole) =>
      branches.map(({ name, keywords }) => ({ name: name ?? whole.name, keywords: merged(whole.keywords, keywords) })),
    );
  }
  return wholes.flatMap(splitByType);
}

function splitByType({ name, keywords }: Omit<Alternative, 'type'>): Alternative[] {
  const types = keywords.type === undefined ? TYPES : listOf(keywords.type);
  const takes = (type: JsonType) =>
    types.includes(type as never) || (type === 'number' && types.includes('integer' as never));
  return TYPES.filter(takes).flatMap((type) => {
    const own = Object.fromEntries(Object.entries(keywords).filter(([k]) => (ONLY_FOR[k] ?? type) === type));
    own.type = type === 'number' && !types.includes('number') ? 'integer' : type;
    const values = keywords.enum ?? { boolean: [false, true], null: [null] }[type as string];
    if (values) own.enum = values.filter((value: unknown) => obeys(own, value));
    return own.enum?.length === 0 ? [] : [{ name, type, keywords: own }];
  });
}

/** What can be judged of a value without looking into it. */
export const KEYWORDS_OF_VALUES = [
  ...['type', 'enum', 'pattern', 'format', 'minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties'],
  ...['maxProperties', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
];
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const compiled = new Map<string, ValidateFunction>();

function obeys(keywords: Json, value: unknown): boolean {
  const single = (keyword: string, said: Json[string]): Json[] =>
    said?.both ? said.both.flatMap((part: unknown) => single(keyword, part)) : [{ [keyword]: said }];
  const schema = Object.entries(keywords)
    .filter(([keyword]) => keyword !== 'enum' && KEYWORDS_OF_VALUES.includes(keyword))
    .flatMap(([keyword, said]) => single(keyword, said));
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) compiled.set(key, ajv.compile({ allOf: schema }));
  return compiled.get(key)!(value) as boolean;
}

/** Is it a value of the alternative, as far as can be told without looking into it? */
export const isTaken = ({ keywords }: Alternative, value: unknown): boolean =>
  keywords.enum ? keywords.enum.some((one: unknown) => isDeepStrictEqual(one, value)) : obeys(keywords, value);

/** Can a value be under more than one branch of a `oneOf` of this schema, so that widening one branch takes values away? */
export function mayOverlap(schema: unknown, document: Json, outer: string[] = []): boolean {
  const { unions = [] } = flat(schema, document, outer);
  return (unions as Union[]).some(({ kind, branches, inside }) => {
    const spread = branches.map((branch) => alternativesOf(branch, document, inside));
    const overlap = (left: Alternative[], right: Alternative[]) =>
      left.some((a) => right.some((b) => !areDisjoint(a, b, document)));
    return (
      (kind === 'oneOf' &&
        spread.some((left, index) => spread.slice(index + 1).some((right) => overlap(left, right)))) ||
      branches.some((branch) => mayOverlap(branch, document, inside))
    );
  });
}

/** Is it certain that no value is both: by type, by the values that are named, or by such a member of both (a tag)? */
export function areDisjoint(a: Alternative, b: Alternative, document: Json, documentOfB = document): boolean {
  if (a.type !== b.type || haveOtherValues(a, b)) return true;
  return ((a.keywords.required ?? []) as string[])
    .filter((name) => b.keywords.required?.includes(name))
    .some((name) => {
      const left = alternativesOf(a.keywords.properties?.[name], document);
      const right = alternativesOf(b.keywords.properties?.[name], documentOfB);
      return left.every((x) => right.every((y) => haveOtherValues(x, y)));
    });
}

const haveOtherValues = ({ keywords: a }: Alternative, { keywords: b }: Alternative) =>
  a.enum && b.enum && !a.enum.some((x: unknown) => b.enum.some((y: unknown) => isDeepStrictEqual(x, y)));
