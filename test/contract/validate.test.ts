/**
 * The differential: zod, made of the contract's schemas, against ajv on the same schemas, over values that are nearly
 * right. Whatever one accepts and the other refuses is a value that mock and server disagree on.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operations, schemas } from '../../generated/contract.ts';
import type { JsonSchema } from '../../src/contract/shape.ts';
import { toFaults, toZod, toZodOfText } from '../../src/contract/validate.ts';

const faultOfUrl = (text: string) => (/^https:\/\/[a-z.]+(\/|$)/.test(text) ? null : 'Not that URL');
const formats = { 'outbound-url': faultOfUrl };
const ajv = addFormats.default(
  new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { 'outbound-url': (text: string) => faultOfUrl(text) === null, binary: true },
  }),
);

const deref = (schema: JsonSchema): JsonSchema =>
  typeof schema.$ref === 'string' ? deref(schemas[schema.$ref.split('/').at(-1)!]!) : schema;

/** Values that are hard to judge. A member called `__proto__` is refused before it gets to a validator: server.test.ts. */
const ODD = [
  ...[
    null,
    true,
    0,
    -0,
    1,
    -1,
    1.5,
    1e300,
    2 ** 53,
    -(2 ** 53),
    16384,
    16385,
    '',
    ' ',
    'a',
    '1',
    'null',
    '\n',
    '😀',
    'é'.normalize('NFD'),
  ],
  ...[
    'x'.repeat(513),
    'https://a.example/',
    'http://a',
    'req_01k9w3v8m0e4d9q6s1t7b2n5xa',
    'req_01K9W3V8M0E4D9Q6S1T7B2N5XA\n',
    '*',
    'image.*',
  ],
  ...[
    '2026-11-20T09:30:00.000Z',
    '2026-11-20t09:30:00z',
    '2026-13-40T09:30:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-20T23:59:60Z',
    '2026-11-20T09:30:00+25:00',
  ],
  ...[[], [null], {}, { a: 1 }, JSON.parse('{"constructor": "x", "toString": "y"}'), [[1], [1]]],
];

interface Keywords {
  type: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  minimum: number;
  maximum: number;
  pattern?: string;
  format?: string;
  examples?: unknown[];
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
}

/** A value that the schema should accept, more or less. */
function arbitrary(schema: JsonSchema, depth = 0): fc.Arbitrary<unknown> {
  const s = deref(schema) as unknown as Keywords;
  if (s.const !== undefined) return fc.constant(s.const);
  if (s.enum) return fc.constantFrom(...s.enum);
  if (s.anyOf && s.type === undefined) return fc.oneof(...s.anyOf.map((branch) => arbitrary(branch, depth + 1)));
  const types: string[] = Array.isArray(s.type) ? s.type : [s.type];
  return fc.oneof(...types.map((type) => ofType(type, s, depth)));
}

function ofType(type: string, s: Keywords, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.max(s.minimum, -1000), max: Math.min(s.maximum, 100_000) });
    case 'number':
      return fc.double({ min: s.minimum ?? -10, max: s.maximum ?? 10, noNaN: true });
    case 'string':
      if (s.pattern)
        return fc.oneof(fc.stringMatching(new RegExp(s.pattern)), ...(s.examples ?? []).map((e) => fc.constant(e)));
      if (s.format === 'outbound-url') return fc.constant('https://images.example/cat.jpg');
      return fc.string({ unit: 'grapheme', minLength: s.minLength ?? 0, maxLength: Math.min(s.maxLength ?? 20, 300) });
    case 'array':
      return fc.array(arbitrary(s.items, depth + 1), {
        minLength: s.minItems ?? 0,
        maxLength: Math.min(s.maxItems ?? 3, 3),
      });
    default: {
      const properties = Object.entries(s.properties ?? {});
      const known = fc.record(
        Object.fromEntries(properties.map(([name, inner]) => [name, arbitrary(inner, depth + 1)])),
        {
          requiredKeys: s.required ?? [],
        },
      );
      if (!s.additionalProperties) return known;
      const inner =
        typeof s.additionalProperties === 'object'
          ? arbitrary(s.additionalProperties, depth + 1)
          : fc.jsonValue({ maxDepth: 1 });
      return fc
        .tuple(known, fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), inner, { maxKeys: 3 }))
        .map(([a, b]) => ({ ...b, ...a }));
    }
  }
}

/** The value with one place changed: something odd put in, taken out, or added. */
function mutated(value: unknown): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom(...ODD);
  if (typeof value !== 'object' || value === null) return odd;
  const keys = Object.keys(value);
  const put = (key: string, inner: unknown) =>
    Array.isArray(value) ? value.map((item, i) => (String(i) === key ? inner : item)) : { ...value, [key]: inner };
  const options: fc.Arbitrary<unknown>[] = [odd];
  if (keys.length > 0) {
    options.push(fc.tuple(fc.constantFrom(...keys), odd).map(([key, inner]) => put(key, inner)));
    options.push(
      fc
        .constantFrom(...keys)
        .chain((key) => mutated((value as Record<string, unknown>)[key]).map((inner) => put(key, inner))),
    );
    if (!Array.isArray(value))
      options.push(
        fc.constantFrom(...keys).map((key) => Object.fromEntries(Object.entries(value).filter(([k]) => k !== key))),
      );
  }
  options.push(
    Array.isArray(value) ? fc.constant([...value, ...value]) : odd.map((inner) => ({ ...value, extra: inner })),
  );
  return fc.oneof(...options);
}

const nearly = (schema: JsonSchema) => {
  const right = arbitrary(schema);
  return fc.oneof(right, right.chain(mutated), right.chain(mutated).chain(mutated), fc.constantFrom(...ODD));
};

/** JSON text is what both get: no undefined, no -0, no getters. */
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('zod and ajv judge alike', () => {
  test.each(Object.keys(schemas))('%s', (name) => {
    const schema = { $ref: `#/$defs/${name}` };
    const zod = toZod(schema, formats);
    const judge = ajv.compile({ ...schema, $defs: schemas });
    fc.assert(
      fc.property(nearly(schema), (input) => {
        const value = asJson(input);
        const result = zod.safeParse(value);
        const isRight = judge(value);
        const said = `ajv: ${JSON.stringify(judge.errors)}\nzod: ${JSON.stringify(result.error?.issues)}`;
        expect(result.success, `${JSON.stringify(value)}\n${said}`).toBe(isRight);
        if (result.success) expect(result.data).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  test.each(Object.entries(operations))('the parameters of %s', (_, { parameters }) => {
    for (const place of ['path', 'query', 'header'] as const) {
      const zod = toZodOfText(parameters[place], formats);
      const coerced = addFormats.default(
        new Ajv2020({ strict: false, coerceTypes: true, formats: { 'outbound-url': true } }),
      );
      const judge = coerced.compile({ ...(parameters[place] as object), $defs: schemas });
      fc.assert(
        fc.property(nearly(parameters[place]), (input) => {
          // Parameters arrive as text.
          const texts = Object.fromEntries(
            Object.entries(asJson(input) ?? {}).map(([key, value]) => [
              key,
              typeof value === 'string' ? value : JSON.stringify(value),
            ]),
          );
          const isLooselyNumeric = Object.values(texts).some(
            (text) => /^\s|\s$|^$|e/i.test(text) || Object.is(Number(text), -0),
          );
          fc.pre(!isLooselyNumeric); // ajv reads ' 1', '' and '1e2' as numbers; a query parameter is plain digits here
          expect(zod.safeParse(texts).success, JSON.stringify(texts)).toBe(judge({ ...texts }));
        }),
        { numRuns: 100 },
      );
    }
  });
});

test('of one or many the type of the value says which is meant, and each fault keeps its place', () => {
  const zod = toZod({ $ref: '#/$defs/EventsInput' }, formats);
  const faultsOf = (value: unknown) => toFaults(zod.safeParse(value).error!, value).map(({ pointer }) => pointer);
  expect(faultsOf({ type: 'a', subject: '', data: 7, more: 1 }).sort()).toEqual(['/data', '/more', '/subject']);
  const right = { type: 'a', subject: 'b', data: {} };
  expect(faultsOf([right, { ...right, subject: 7 }, [], { type: 'a' }]).sort()).toEqual([
    '/1/subject',
    '/2',
    '/3/data',
    '/3/subject',
  ]);
  expect([faultsOf('a'), faultsOf(null), faultsOf([])]).toEqual([[''], [''], ['']]);
});

test.each(['ImageProcessInput', 'EventsInput'])(
  'every fault of %s has a pointer that leads to it or to where it should be',
  (name) => {
    const schema = { $ref: `#/$defs/${name}` };
    const zod = toZod(schema, formats);
    fc.assert(
      fc.property(nearly(schema), (input) => {
        const value = asJson(input);
        const { error } = zod.safeParse(value);
        if (!error) return;
        for (const { pointer, code, detail } of toFaults(error, value)) {
          expect(code).toMatch(/^[a-z0-9_]+$/);
          expect(detail.length).toBeGreaterThan(3);
          const parent = pointer.split('/').slice(1, -1);
          const above = parent.reduce((at, key) => at?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], value);
          expect(above !== undefined || parent.length === 0, pointer).toBe(true);
        }
      }),
    );
  },
);
