/**
 * ajv judges the comparer: of schemas and changes that chance makes, no change that it calls harmless may bring a
 * value that the other side cannot bear.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allGo, differencesBetween } from '../../../scripts/compatibility/schema-differences.ts';

type Schema = { [keyword: string]: unknown };

const NAMES = ['a', 'b', 'c'];
const small = fc.integer({ min: 0, max: 4 });
const name = fc.constantFrom(...NAMES);
const scalar = fc.constantFrom<unknown>('a', 'b', 'ab', 'abc', '', 0, 1, 2, 3, 0.5, -1, true, false, null);
const value: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(tie('any'), { maxLength: 3 }) },
    {
      weight: 3,
      arbitrary: fc.dictionary(fc.constantFrom(...NAMES, 'abc'), tie('any'), { maxKeys: 3, noNullPrototype: true }),
    },
  ),
})).any;

const optionally = (keywords: Record<string, fc.Arbitrary<unknown>>) => fc.record(keywords, { requiredKeys: [] });
const REFERENCES = ['A', 'B'].map((component) => ({ $ref: `#/components/schemas/${component}` }));

/** @param inner  references stand inside of members and items only: a schema that is nothing but itself has no meaning */
const { schema } = fc.letrec<{ schema: Schema; inner: unknown }>((tie) => {
  const ofType = (type: string, keywords: Record<string, fc.Arbitrary<unknown>>) =>
    fc
      .tuple(optionally(keywords), fc.boolean())
      .map(([own, isNullable]) => ({ type: isNullable ? [type, 'null'] : type, ...own }));
  const properties = fc.dictionary(name, tie('inner'), { maxKeys: 3, noNullPrototype: true });
  const others = fc.oneof(fc.boolean(), tie('inner'));
  const some = fc.uniqueArray(name, { minLength: 1, maxLength: 2 });
  const choice = some.map((names) => names.map((one) => ({ type: 'object', required: [one] })));
  return {
    inner: fc.oneof(
      { maxDepth: 3 },
      { weight: 6, arbitrary: tie('schema') },
      fc.constantFrom(...REFERENCES, true, false),
    ),
    schema: fc.oneof(
      { maxDepth: 3 },
      ofType('string', { minLength: small, maxLength: small, pattern: fc.constantFrom('^a', 'b$') }),
      ofType('integer', { minimum: small, maximum: small, exclusiveMinimum: small, exclusiveMaximum: small }),
      ofType('number', { minimum: small, exclusiveMaximum: small, maximum: small }),
      fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }).map((values) => ({ enum: values })),
      scalar.map((only) => ({ const: only })),
      ofType('array', { items: tie('inner'), minItems: small, maxItems: small, uniqueItems: fc.boolean() }),
      { weight: 4, arbitrary: ofType('object', { properties, required: some, additionalProperties: others }) },
      ofType('object', { properties, additionalProperties: others, oneOf: choice }),
      ofType('object', {
        properties,
        additionalProperties: others,
        anyOf: choice,
        propertyNames: fc.constantFrom({ maxLength: 1 }, { enum: ['a', 'b'] }),
      }),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((branches) => ({ anyOf: branches })),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((branches) => ({ oneOf: branches })),
      fc.tuple(tie('schema'), tie('schema')).map((parts) => ({ allOf: parts })),
    ) as fc.Arbitrary<Schema>,
  };
});

/** A few small changes anywhere in a schema: two that chance makes apart have nothing to do with each other. */
function changed(before: unknown, changes: { at: number; to: unknown; how: number }[]): unknown {
  const root = structuredClone({ it: before });
  for (const { at, to, how } of changes) {
    const places: [Schema, string][] = [];
    const walk = (holder: Schema) => {
      for (const [key, part] of Object.entries(holder)) {
        places.push([holder, key]);
        if (typeof part === 'object' && part !== null && key !== 'const' && key !== 'enum') walk(part as Schema);
      }
    };
    walk(root);
    const [holder, key] = places[at % places.length]!;
    const part = holder[key];
    if (typeof part === 'number') holder[key] = Math.max(0, part + (how % 2 ? 1 : -1));
    else if (typeof part === 'boolean' && key !== 'it') holder[key] = !part;
    else if (key === 'enum')
      holder[key] = how % 2 ? [...new Set([...(part as unknown[]), 'b', 1])] : (part as unknown[]).slice(0, 1);
    else if (key === 'required' && Object.keys(holder).length > 2) delete holder[key];
    else if (['minLength', 'pattern', 'propertyNames', 'additionalProperties', 'items'].includes(key))
      delete holder[key];
    else if (key === 'properties') holder[key] = { ...(part as object), [NAMES[how % 3]!]: to };
    else if (key === 'it' || NAMES.includes(key) || /^\d+$/.test(key))
      holder[key] = how % 3 === 0 ? { anyOf: [part, to] } : how % 3 === 1 ? { allOf: [part, to] } : part;
  }
  // What chance made of a choice or of a type may be no schema: then nothing has changed.
  return root.it;
}

const change = fc.record({ at: fc.nat(200), to: schema, how: fc.nat(5) });
const pair = fc.record({
  before: schema,
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  components: fc.record({ A: schema, B: schema }),
  ofComponent: fc.option(change, { nil: undefined, freq: 4 }),
  values: fc.array(value, { minLength: 40, maxLength: 40 }),
});

const ajv = new Ajv2020({ strict: false, logger: false });

function accepts(document: object, root: unknown): ((one: unknown) => boolean) | undefined {
  try {
    return ajv.compile({ ...(root as object), ...document });
  } catch {
    return undefined;
  } finally {
    ajv.removeSchema();
  }
}

test('what it calls harmless brings no value that the other side cannot bear', () => {
  const counts = { narrower: 0, wider: 0 };
  fc.assert(
    fc.property(pair, ({ before, changes, components, ofComponent, values }) => {
      const documents = {
        before: { components: { schemas: components } },
        after: {
          components: { schemas: { ...components, ...(ofComponent && { A: changed(components.A, [ofComponent]) }) } },
        },
      };
      const after = changed(before, changes);
      const [old, now] = [accepts(documents.before, before), accepts(documents.after, after)];
      fc.pre(old !== undefined && now !== undefined);
      const found = differencesBetween(before, after, documents);
      const isNarrower = allGo('narrower', found);
      const isWider = allGo('wider', found);
      for (const one of values) {
        const [was, is] = [old!(one), now!(one)];
        if (isNarrower && is) expect(was, `for readers: ${JSON.stringify(one)}`).toBe(true);
        if (isWider && was) expect(is, `for senders: ${JSON.stringify(one)}`).toBe(true);
      }
      if (isNarrower && found.length > 0) counts.narrower++;
      if (isWider && found.length > 0) counts.wider++;
    }),
    { numRuns: Number(process.env.RUNS ?? 1500), ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
  );
  // Else the test would say nothing.
  expect(Math.min(counts.narrower, counts.wider)).toBeGreaterThan(100);
}, 900_000);
