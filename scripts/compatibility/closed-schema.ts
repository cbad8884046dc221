/**
 * A schema with its references written out and without what is said to people only.
 *
 * Promise: two schemas have the same canonical text exactly when nothing that a machine reads differs: the names of
 * components, the order of keywords, and the order of `required`, `enum` and `type` make no difference.
 */
import canonicalize from 'canonicalize';
import type { Json } from '../generator/documents.ts';

const SAID_TO_PEOPLE = ['title', 'description', 'examples', 'example', 'deprecated', '$comment'];
const HOLDS_A_SCHEMA = [
  ...['items', 'additionalProperties', 'propertyNames', 'not', 'contains', 'if', 'then', 'else'],
  ...['unevaluatedProperties', 'unevaluatedItems', 'contentSchema'],
];
const HOLDS_A_LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const HOLDS_A_MAP = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
export const HOLDS_SCHEMAS = [...HOLDS_A_SCHEMA, ...HOLDS_A_LIST, ...HOLDS_A_MAP];
const IS_A_SET = ['required', 'enum', 'type'];

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value that a reference inside a document points to (RFC 6901, in a URI fragment). */
export function resolveReference(reference: string, document: Json): unknown {
  const keys = reference.slice(2).split('/');
  return keys.reduce<unknown>((at, key) => {
    const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
    const next = (at as Json | undefined)?.[name];
    if (next === undefined) throw new Error(`${reference} points to nothing`);
    return next;
  }, document);
}

/** The name of the component that a schema refers to. */
export const nameOf = (schema: unknown): string | undefined =>
  isObject(schema) && schema.$ref ? (schema.$ref as string).split('/').at(-1) : undefined;

/** @param inside  the references that are being written out: one that comes back to itself is said as its distance */
export function closedSchema(schema: unknown, document: Json, inside: string[] = []): unknown {
  if (!isObject(schema)) return schema;
  const closed = (part: unknown) => closedSchema(part, document, inside);
  const { $ref, ...rest } = schema;
  const own = Object.fromEntries(
    Object.entries(rest)
      .filter(([keyword]) => !SAID_TO_PEOPLE.includes(keyword))
      .map(([keyword, value]) => {
        if (HOLDS_A_SCHEMA.includes(keyword)) return [keyword, closed(value)];
        if (HOLDS_A_LIST.includes(keyword)) return [keyword, value.map(closed)];
        if (HOLDS_A_MAP.includes(keyword))
          return [keyword, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closed(part)]))];
        if (IS_A_SET.includes(keyword) && Array.isArray(value)) return [keyword, [...value].sort(byText)];
        return [keyword, value];
      }),
  );
  if (!$ref) return own;
  const distance = inside.indexOf($ref);
  const target =
    distance < 0
      ? closedSchema(resolveReference($ref, document), document, [$ref, ...inside])
      : { $ref: `${distance + 1} up` };
  return Object.keys(own).length === 0 ? target : { allOf: [target], ...own };
}

const byText = (a: unknown, b: unknown) => (canonicalize(a)! < canonicalize(b)! ? -1 : 1);

/** RFC 8785 over the closed schema; of a schema that is not there as of one that takes everything. */
export const canonicalText = (schema: unknown, document: Json): string =>
  canonicalize(closedSchema(schema ?? true, document))!;
