/**
 * A Redocly rule: schemas use only what every reader of the contract understands alike.
 *
 * Promise: a keyword that types, validators and mock would not all carry faithfully is refused here, with its file
 * and path, before anything is generated. `presenceGroup` is the one home-made form: see `src/contract/validate.ts`.
 */
import { presenceGroup } from '../../src/contract/shape.ts';

const ANNOTATIONS = ['title', 'description', 'examples', 'deprecated'];
const CARRIED = [
  ...['type', 'enum', 'const', 'oneOf', 'anyOf'],
  ...['properties', 'required', 'additionalProperties', 'propertyNames', 'minProperties', 'maxProperties'],
  ...['items', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'minimum', 'maximum'],
];
const FORMATS = ['date-time', 'outbound-url', 'binary'];

type Schema = Record<string, unknown>;
interface Location {
  pointer: string;
  child(path: (string | number)[]): Location;
}
interface Context {
  location: Location;
  /** Follows a reference; any other value is given back. */
  resolve(value: unknown): { node?: unknown };
  report(problem: { message: string; location: Location }): void;
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

function isNullable(branches: unknown): boolean {
  return Array.isArray(branches) && branches.length === 2 && branches[1]?.type === 'null';
}

/** One of several things, each by its name: for answers only, since of a body that is neither a reader tells one fault. */
const isChoice = (branches: unknown) =>
  Array.isArray(branches) && branches.every((branch) => Object.keys(branch).join() === '$ref');

/** One thing or an array: the type of the value tells which is meant, so each fault inside keeps its own pointer. */
const isOneOrMany = (branches: unknown, typeOf: (branch: unknown) => unknown) =>
  Array.isArray(branches) && branches.map(typeOf).join() === 'object,array' && !presenceGroup(branches);

interface Place {
  ofAnswer: boolean;
  /** The `type` of a schema, or of what it refers to. */
  typeOf(schema: unknown): unknown;
}

/** The faults of one schema, each with the keyword that it stands at ('' = the schema itself). */
function* faultsOf(schema: Schema, { ofAnswer, typeOf }: Place): Generator<[keyword: string, message: string]> {
  for (const keyword of Object.keys(schema)) {
    if (!CARRIED.includes(keyword) && !ANNOTATIONS.includes(keyword))
      yield [keyword, `The keyword \`${keyword}\` is not carried faithfully by every reader of the contract.`];
  }
  const { type, anyOf, oneOf } = schema;
  if (ofAnswer && isChoice(anyOf)) return;
  if (type === undefined && isOneOrMany(anyOf, typeOf)) return;
  for (const name of Object.keys((schema.properties as object) ?? {})) {
    if (CARRIED.includes(name) && name !== 'type' && name !== 'format')
      yield ['properties', `A property cannot be called \`${name}\`: readers would take it for the keyword.`];
  }
  if (type === undefined && !isNullable(anyOf)) yield ['', 'A schema needs `type`: without it, readers differ.'];
  if (Array.isArray(type) && !(type.length === 2 && type[1] === 'null'))
    yield ['type', "Of the unions of types only [<type>, 'null'] is carried."];
  if (oneOf !== undefined && !presenceGroup(oneOf))
    yield ['oneOf', '`oneOf` is carried only as a choice of required members: a union reports one fault for all.'];
  if (anyOf !== undefined && !presenceGroup(anyOf) && !isNullable(anyOf))
    yield [
      'anyOf',
      '`anyOf` is carried only as [<schema>, { type: null }], as [<object>, <array>] or as a choice of required members.',
    ];
  for (const name of [oneOf, anyOf].flatMap((branches) => presenceGroup(branches) ?? [])) {
    if (!Object.hasOwn((schema.properties as object) ?? {}, name))
      yield ['', `\`${name}\` is required but not a property.`];
  }
  if (schema.const !== undefined && !isScalar(schema.const)) yield ['const', '`const` is carried for scalars only.'];
  if (Array.isArray(schema.enum) && !schema.enum.every(isScalar)) yield ['enum', '`enum` is carried for scalars only.'];
  if (type === 'integer' && schema.const === undefined) {
    const { minimum, maximum } = schema as { minimum?: number; maximum?: number };
    if (!Number.isSafeInteger(minimum) || !Number.isSafeInteger(maximum))
      yield ['', 'An integer needs `minimum` and `maximum` below 2^53: beyond, readers differ.'];
  }
  if (schema.format !== undefined) {
    if (!FORMATS.includes(schema.format as string)) yield ['format', `The format is not one of ${FORMATS.join(', ')}.`];
    if (schema.format === 'date-time' && schema.pattern === undefined)
      yield ['format', '`date-time` needs a `pattern` beside it: readers differ in what they accept.'];
  }
  if (typeof schema.pattern === 'string') {
    try {
      new RegExp(schema.pattern, 'u');
    } catch (error) {
      yield ['pattern', (error as Error).message];
    }
  }
}

const faithful = () => ({
  Schema(schema: Schema, { report, location, resolve }: Context) {
    const ofAnswer = /\/responses\/[^/]+\/content\/[^/]+\/schema$/.test(location.pointer);
    const typeOf = (branch: unknown) => (resolve(branch).node as Schema | undefined)?.type;
    for (const [keyword, message] of faultsOf(schema, { ofAnswer, typeOf }))
      report({ message, location: keyword ? location.child([keyword]) : location });
  },
});

export default () => ({ id: 'waybill', rules: { oas3: { faithful }, async3: { faithful } } });
