/**
 * A schema as a table of its members, through references and down to the last one: name, type, what is allowed, meaning.
 */
import { html } from 'hono/html';
import { type JsonSchema, presenceGroup } from '../contract/shape.ts';
import type { Html } from './layout.ts';
import { count, name, prose } from './words.ts';

export type Schemas = Readonly<Record<string, JsonSchema>>;

interface Member {
  /** Such as `data.parcels[].carrier`. */
  path: string;
  schema: JsonSchema;
  isNullable: boolean;
  isRequired: boolean;
}

const nameOf = (schema: JsonSchema): string | undefined => (schema.$ref as string | undefined)?.split('/').at(-1);

/** What a reference stands for, and whether null is allowed beside it. */
export function resolve(schema: JsonSchema, schemas: Schemas): { schema: JsonSchema; isNullable: boolean } {
  const name = nameOf(schema);
  if (name) return resolve(schemas[name]!, schemas);
  const { anyOf, type } = schema as { anyOf?: JsonSchema[]; type?: string | string[] };
  if (anyOf?.length === 2 && anyOf[1]!.type === 'null') {
    const { anyOf: _, ...rest } = schema;
    return { schema: { ...resolve(anyOf[0]!, schemas).schema, ...rest }, isNullable: true };
  }
  if (Array.isArray(type)) return { schema: { ...schema, type: type[0] }, isNullable: true };
  return { schema, isNullable: false };
}

/** All members of an object, or of the objects of an array, each followed by its own. */
export function membersOf(from: JsonSchema, schemas: Schemas, prefix = ''): Member[] {
  const { schema } = resolve(from, schemas);
  const {
    properties = {},
    required = [],
    items,
    additionalProperties,
  } = schema as {
    properties?: Schemas;
    required?: string[];
    items?: JsonSchema;
    additionalProperties?: JsonSchema | boolean;
  };
  if (items) return membersOf(items, schemas, `${prefix}[]`);
  const members = Object.entries(properties).flatMap(([name, member]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    const own = { path, ...resolve(member, schemas), isRequired: required.includes(name) };
    return [own, ...membersOf(member, schemas, path)];
  });
  return typeof additionalProperties === 'object'
    ? [...members, ...membersOf(additionalProperties, schemas, `${prefix}.*`)]
    : members;
}

/** Such as `array of string`. */
export function typeOf(from: JsonSchema, schemas: Schemas): string {
  const { schema, isNullable } = resolve(from, schemas);
  const { type, items, format, additionalProperties, anyOf } = schema as Record<string, JsonSchema> & {
    type?: string;
    format?: string;
    anyOf?: JsonSchema[];
  };
  const names: Record<string, string> = { 'date-time': 'time', 'outbound-url': 'URL', binary: 'bytes' };
  let name = names[format ?? ''] ?? type ?? anyOf?.map((one) => typeOf(one, schemas)).join(' or ') ?? 'any';
  if (items) name = `array of ${typeOf(items, schemas)}`;
  else if (typeof additionalProperties === 'object') name = `map of ${typeOf(additionalProperties, schemas)}`;
  return isNullable ? `${name} or null` : name;
}

const literal = (value: unknown): Html =>
  html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;

const listed = (values: readonly unknown[], word: string): Html =>
  html`${values.map((value, index) => html`${index === 0 ? '' : index === values.length - 1 ? ` ${word} ` : ', '}${literal(value)}`)}`;

/** Such as `1 to 255 characters`; nothing where neither end is worth telling. */
function range(from: number | undefined, to: number | undefined, unit: string): Html[] {
  const end = to === Number.MAX_SAFE_INTEGER ? undefined : to;
  if (end === undefined) return from === undefined ? [] : [html`at least ${count(from)}${unit}`];
  return [
    from === undefined
      ? html`at most ${count(end)}${unit}`
      : html`${count(from)}${from === end ? '' : ` to ${count(end)}`}${unit}`,
  ];
}

/** What its keywords allow, one after the other. */
export function limitsOf(schema: JsonSchema): Html[] {
  const s = schema as Record<string, number | undefined>;
  const {
    const: constant,
    enum: values,
    pattern,
    format,
    uniqueItems,
    examples,
  } = schema as {
    const?: unknown;
    enum?: unknown[];
    pattern?: string;
    format?: string;
    uniqueItems?: boolean;
    examples?: unknown[];
  };
  const choice = choiceOf(schema);
  const example = examples?.[0];
  return [
    ...(constant === undefined ? [] : [html`always ${literal(constant)}`]),
    ...(values ? [html`one of ${listed(values, 'and')}`] : []),
    ...range(s.minimum, s.maximum, ''),
    ...range(s.minLength, s.maxLength, ' characters'),
    ...range(s.minItems, s.maxItems, ' items'),
    ...(uniqueItems ? [html`no item twice`] : []),
    ...range(s.minProperties, s.maxProperties, ' members'),
    ...(choice ? [choice] : []),
    ...(pattern && format === undefined ? [html`pattern <code>${pattern}</code>`] : []),
    ...(example === undefined || typeof example === 'object' ? [] : [html`such as ${literal(example)}`]),
  ];
}

/** Which members must be there, where the schema leaves a choice. */
function choiceOf(schema: JsonSchema): Html | undefined {
  const [oneOf, anyOf] = [presenceGroup(schema.oneOf), presenceGroup(schema.anyOf)];
  if (oneOf) return html`exactly one of ${listed(oneOf, 'and')}`;
  return anyOf ? html`at least one of ${listed(anyOf, 'and')}` : undefined;
}

const row = (
  path: string,
  about: string,
  schema: JsonSchema,
  description = schema.description as string | undefined,
): Html => {
  const limits = limitsOf(schema);
  return html`<tr><th scope="row">${name(path)}<small>${about}</small></th><td>${prose(description)}${limits.map((limit) => html`<span class="limit">${limit}</span>`)}</td></tr>`;
};

/** @param hides  paths of members that are shown elsewhere */
export function schemaTable(schema: JsonSchema, schemas: Schemas, hides: ReadonlySet<string> = new Set()): Html {
  const members = membersOf(schema, schemas).filter(({ path }) => !hides.has(path));
  if (members.length === 0) return html`<p>${typeOf(schema, schemas)}, whose members are not told.</p>`;
  const choice = choiceOf(resolve(schema, schemas).schema);
  return html`${choice ? html`<p>It has ${choice}.</p>` : ''}<table><thead><tr><th scope="col">Member</th><th scope="col">Meaning</th></tr></thead><tbody>${members.map(
    ({ path, schema: member, isNullable, isRequired }) =>
      row(path, `${typeOf(member, schemas)}${isNullable ? ' or null' : ''}${isRequired ? '' : ', optional'}`, member),
  )}</tbody></table>`;
}

export interface Parameter {
  name: string;
  in: string;
  description?: string;
  required?: boolean;
  schema: JsonSchema;
  example?: unknown;
}

/** Parameters of a call, or headers. @param tellsPlace  do they stand in several places? */
export function parameterTable(
  parameters: Parameter[],
  schemas: Schemas,
  { head, tellsPlace }: { head: string; tellsPlace: boolean },
): Html {
  return html`<table><thead><tr><th scope="col">${head}</th><th scope="col">Meaning</th></tr></thead><tbody>${parameters.map(
    ({ name, in: place, description, required, schema }) => {
      const { schema: resolved } = resolve(schema, schemas);
      const about = `${tellsPlace ? `${place}, ` : ''}${typeOf(schema, schemas)}${required ? '' : ', optional'}`;
      return row(name, about, resolved, description ?? (resolved.description as string | undefined));
    },
  )}</tbody></table>`;
}
