/** What may change in a schema: for what is sent to us, and the other way round for what is read. */
import { describe, expect, test } from 'vitest';
import { type Finding, startReport } from '../../../scripts/compatibility/findings.ts';
import { differencesBetween } from '../../../scripts/compatibility/schema-differences.ts';
import { changesBetween } from '../../../scripts/compatibility/words.ts';

type Verdict = 'fits' | 'breaks';
type Row = [what: string, before: unknown, after: unknown, sent: Verdict, got: Verdict];

const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest });
const closed = (properties: object, rest: object = {}) => object(properties, { additionalProperties: false, ...rest });
const text = { type: 'string' };
const number = { type: 'integer' };
const one = (...names: string[]) => ({ oneOf: names.map((name) => ({ type: 'object', required: [name] })) });
const some = (...names: string[]) => ({ anyOf: names.map((name) => ({ type: 'object', required: [name] })) });
const tagged = (tag: string, rest: object = {}) =>
  object({ kind: { const: tag, type: 'string' }, ...rest }, { required: ['kind'] });
const components = {
  Cat: object({ name: text }),
  SameCat: { description: 'The same under another name', ...object({ name: { ...text, title: 'Name' } }) },
  Tree: object({ children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } }, label: text }),
  WideTree: object({
    children: { type: 'array', items: { $ref: '#/components/schemas/WideTree' } },
    label: { type: ['string', 'null'] },
  }),
  Base: object({ id: text }, { required: ['id'] }),
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const ROWS: Row[] = [
  // types
  ['a type that becomes another', text, number, 'breaks', 'breaks'],
  ['null that may come', text, { type: ['string', 'null'] }, 'fits', 'breaks'],
  ['null that may come, by anyOf', text, { anyOf: [text, { type: 'null' }] }, 'fits', 'breaks'],
  ['null said in another way', { type: ['string', 'null'] }, { anyOf: [text, { type: 'null' }] }, 'fits', 'fits'],
  ['an integer that becomes a number', number, { type: 'number' }, 'fits', 'breaks'],
  ['no type that becomes one', {}, text, 'breaks', 'fits'],
  ['everything that becomes nothing', true, false, 'breaks', 'fits'],
  ['a boolean that is only true', { type: 'boolean' }, { type: 'boolean', const: true }, 'breaks', 'fits'],
  // values
  ['a value of an enum that is new', { enum: ['a'] }, { enum: ['a', 'b'] }, 'fits', 'breaks'],
  ['values of an enum in another order', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }, 'fits', 'fits'],
  ['a const that becomes another', { const: 'a' }, { const: 'b' }, 'breaks', 'breaks'],
  ['a const that becomes an enum', { const: 'a' }, { enum: ['a', 'b'] }, 'fits', 'breaks'],
  ['a const said as an enum', { const: 'a' }, { type: 'string', enum: ['a'] }, 'fits', 'fits'],
  ['a text that becomes an enum', text, { ...text, enum: ['a'] }, 'breaks', 'fits'],
  [
    'a pattern that becomes an enum inside it',
    { ...text, pattern: '^[A-Z]{3}$' },
    { enum: ['EUR', 'USD'] },
    'breaks',
    'fits',
  ],
  [
    'a pattern that becomes an enum outside of it',
    { ...text, pattern: '^[A-Z]{3}$' },
    { enum: ['EUR', 'euro'] },
    'breaks',
    'breaks',
  ],
  ['a boolean, said by its values', { type: 'boolean' }, { enum: [true, false] }, 'fits', 'fits'],
  ['null, said as a const', { type: 'null' }, { const: null }, 'fits', 'fits'],
  [
    'an object that becomes one of some objects',
    object({ a: text }, { required: ['a'] }),
    { enum: [{}] },
    'breaks',
    'breaks',
  ],
  [
    'an enum that becomes null too',
    { type: 'string', enum: ['a'] },
    { type: ['string', 'null'], enum: ['a', null] },
    'fits',
    'breaks',
  ],
  // formats and patterns
  ['a format that becomes another', { ...text, format: 'date' }, { ...text, format: 'date-time' }, 'breaks', 'breaks'],
  ['a format that is new', text, { ...text, format: 'date-time' }, 'breaks', 'fits'],
  ['a pattern that becomes another', { ...text, pattern: '^a' }, { ...text, pattern: '^a|^b' }, 'breaks', 'breaks'],
  ['a pattern that is gone', { ...text, pattern: '^a' }, text, 'fits', 'breaks'],
  // limits
  ['a longer text', { ...text, maxLength: 5 }, { ...text, maxLength: 6 }, 'fits', 'breaks'],
  ['a limit that is new', text, { ...text, maxLength: 6 }, 'breaks', 'fits'],
  ['a shortest text', { ...text, minLength: 1 }, { ...text, minLength: 2 }, 'breaks', 'fits'],
  ['a shortest text of none, said', text, { ...text, minLength: 0 }, 'fits', 'fits'],
  ['a higher maximum', { ...number, maximum: 5 }, { ...number, maximum: 6 }, 'fits', 'breaks'],
  ['a lower minimum', { ...number, minimum: 5 }, { ...number, minimum: 4 }, 'fits', 'breaks'],
  [
    'an exclusive bound of an integer, said as the next',
    { ...number, exclusiveMinimum: 0 },
    { ...number, minimum: 1 },
    'fits',
    'fits',
  ],
  [
    'a bound that is not reached any more',
    { type: 'number', minimum: 0 },
    { type: 'number', exclusiveMinimum: 0 },
    'breaks',
    'fits',
  ],
  [
    'an upper bound that is reached now',
    { type: 'number', exclusiveMaximum: 9 },
    { type: 'number', maximum: 9 },
    'fits',
    'breaks',
  ],
  ['more items', { type: 'array', maxItems: 5 }, { type: 'array', maxItems: 6 }, 'fits', 'breaks'],
  ['an item at least', { type: 'array' }, { type: 'array', minItems: 1 }, 'breaks', 'fits'],
  ['items that may be there twice', { type: 'array', uniqueItems: true }, { type: 'array' }, 'fits', 'breaks'],
  ['more members', { type: 'object', maxProperties: 5 }, { type: 'object', maxProperties: 6 }, 'fits', 'breaks'],
  ['a member at least', { type: 'object' }, { type: 'object', minProperties: 1 }, 'breaks', 'fits'],
  ['items of another type', { type: 'array', items: text }, { type: 'array', items: number }, 'breaks', 'breaks'],
  ['items that may be anything', { type: 'array', items: text }, { type: 'array' }, 'fits', 'breaks'],
  // members
  ['a member that is gone', closed({ a: text, b: text }), closed({ a: text }), 'breaks', 'breaks'],
  ['a member that is gone where others may be', object({ a: text, b: text }), object({ a: text }), 'breaks', 'breaks'],
  ['a member that is renamed', closed({ a: text }), closed({ b: text }), 'breaks', 'breaks'],
  ['an optional member that is new in a closed object', closed({}), closed({ a: text }), 'fits', 'breaks'],
  ['an optional member that is new in an open object', object({}), object({ a: text }), 'breaks', 'fits'],
  ['a member that is new and takes what was taken', object({}), object({ a: {} }), 'fits', 'fits'],
  ['a required member that is new', closed({}), closed({ a: text }, { required: ['a'] }), 'breaks', 'breaks'],
  [
    'a required member that is new in an open object',
    object({}),
    object({ a: text }, { required: ['a'] }),
    'breaks',
    'fits',
  ],
  ['a member that becomes required', object({ a: text }), object({ a: text }, { required: ['a'] }), 'breaks', 'fits'],
  ['a required member without a schema', object({}, { required: ['a'] }), object({}), 'fits', 'breaks'],
  [
    'a required member without a schema, that gets one',
    object({}, { required: ['a'] }),
    object({ a: {} }),
    'fits',
    'breaks',
  ],
  [
    'a member called as a keyword that is said to people',
    object({ title: text }),
    object({ title: number }),
    'breaks',
    'breaks',
  ],
  ['an object that is closed', object({ a: text }), closed({ a: text }), 'breaks', 'fits'],
  [
    'other members of another type',
    object({}, { additionalProperties: text }),
    object({}, { additionalProperties: { ...text, maxLength: 9 } }),
    'breaks',
    'fits',
  ],
  [
    'a member that was one of the others',
    object({}, { additionalProperties: text }),
    object({ a: number }, { additionalProperties: text }),
    'breaks',
    'breaks',
  ],
  [
    'names that must be shorter',
    object({}, { propertyNames: { maxLength: 64 } }),
    object({}, { propertyNames: { maxLength: 32 } }),
    'breaks',
    'fits',
  ],
  // choices of members
  [
    'a choice of members that is new',
    closed({ a: text }, some('a')),
    closed({ a: text, b: text }, some('a', 'b')),
    'fits',
    'breaks',
  ],
  [
    'one more way to choose',
    closed({ a: text }, one('a')),
    closed({ a: text, b: text }, one('a', 'b')),
    'fits',
    'breaks',
  ],
  [
    'a member that was free and is now one of a choice',
    closed({ a: text, b: text }, one('a')),
    closed({ a: text, b: text }, one('a', 'b')),
    'breaks',
    'breaks',
  ],
  [
    'a member that was one of a choice and is free',
    closed({ a: text, b: text }, one('a', 'b')),
    closed({ a: text, b: text }, one('a')),
    'breaks',
    'breaks',
  ],
  [
    'a choice that is gone',
    closed({ a: text, b: text }, one('a', 'b')),
    closed({ a: text, b: text }),
    'fits',
    'breaks',
  ],
  [
    'a choice of members, which null never has',
    { type: ['object', 'null'], ...some('a') },
    { type: 'object', ...some('a') },
    'fits',
    'fits',
  ],
  // alternatives
  ['a branch that is new', { anyOf: [text] }, { anyOf: [text, object({ a: text })] }, 'fits', 'breaks'],
  [
    'a branch of the same type that is new',
    { oneOf: [tagged('a')] },
    { oneOf: [tagged('a'), tagged('b')] },
    'fits',
    'breaks',
  ],
  [
    'branches in another order',
    { oneOf: [tagged('a', { x: text }), tagged('b')] },
    { oneOf: [tagged('b'), tagged('a', { x: text })] },
    'fits',
    'fits',
  ],
  [
    'a member of one branch that is gone',
    { oneOf: [tagged('a', { x: text }), tagged('b')] },
    { oneOf: [tagged('b'), tagged('a')] },
    'breaks',
    'breaks',
  ],
  [
    'a branch that another contains',
    { anyOf: [{ ...text, maxLength: 5 }] },
    {
      anyOf: [
        { ...text, maxLength: 5 },
        { ...text, maxLength: 3 },
      ],
    },
    'fits',
    'fits',
  ],
  [
    'two branches that become one with both',
    {
      anyOf: [
        { ...text, maxLength: 5 },
        { ...text, maxLength: 3 },
      ],
    },
    { ...text, maxLength: 5 },
    'fits',
    'fits',
  ],
  [
    'branches of a oneOf that overlap',
    {
      oneOf: [
        { ...text, maxLength: 5 },
        { ...text, minLength: 8 },
      ],
    },
    {
      oneOf: [
        { ...text, maxLength: 9 },
        { ...text, minLength: 8 },
      ],
    },
    'breaks',
    'breaks',
  ],
  [
    'a value of one branch of a oneOf, that no other has',
    { oneOf: [{ enum: ['a'] }, { enum: ['b'] }] },
    { oneOf: [{ enum: ['a'] }, { enum: ['b', 'c'] }] },
    'fits',
    'breaks',
  ],
  [
    'a branch that changes inside another',
    {
      anyOf: [
        { ...text, maxLength: 5 },
        { ...text, maxLength: 3 },
      ],
    },
    {
      anyOf: [
        { ...text, maxLength: 5 },
        { ...text, maxLength: 4 },
      ],
    },
    'fits',
    'fits',
  ],
  // allOf and references
  [
    'what is written out of an allOf',
    { allOf: [ref('Base'), object({ n: number })] },
    object({ id: text, n: number }, { required: ['id'] }),
    'fits',
    'fits',
  ],
  [
    'a part of an allOf that is new',
    ref('Base'),
    { allOf: [ref('Base'), { ...object({}), required: ['n'] }] },
    'breaks',
    'fits',
  ],
  [
    'limits of two parts',
    { allOf: [{ ...text, maxLength: 9 }, { maxLength: 5 }] },
    { ...text, maxLength: 5 },
    'fits',
    'fits',
  ],
  [
    'a member that two parts have',
    { allOf: [ref('Cat'), object({ name: { maxLength: 5 } })] },
    ref('Cat'),
    'fits',
    'breaks',
  ],
  [
    'a member of one part that is another to the other part',
    { allOf: [object({ a: text }), object({}, { additionalProperties: { ...text, maxLength: 5 } })] },
    object({ a: { ...text, maxLength: 5 } }, { additionalProperties: { ...text, maxLength: 5 } }),
    'fits',
    'fits',
  ],
  ['a component with another name', ref('Cat'), ref('SameCat'), 'fits', 'fits'],
  ['what stands beside a reference', ref('Cat'), { ...ref('Cat'), required: ['name'] }, 'breaks', 'fits'],
  ['a component that comes back to itself', ref('Tree'), ref('WideTree'), 'fits', 'breaks'],
  // what else a schema says
  [
    'what is said to people',
    { ...text, description: 'a', title: 'b', examples: ['c'] },
    { ...text, deprecated: true },
    'fits',
    'fits',
  ],
  ['a default that is new', text, { ...text, default: 'a' }, 'fits', 'fits'],
  ['a default that is gone', { ...text, default: 'a' }, text, 'breaks', 'breaks'],
  ['a default that becomes another', { ...text, default: 'a' }, { ...text, default: 'b' }, 'breaks', 'breaks'],
  ['a keyword that the gate does not know', text, { ...text, contentEncoding: 'base64' }, 'breaks', 'breaks'],
  ['an unknown keyword with schemas', { not: ref('Cat') }, { not: ref('Tree') }, 'breaks', 'breaks'],
  ['an unknown keyword whose reference has another name', { not: ref('Cat') }, { not: ref('SameCat') }, 'fits', 'fits'],
];

const document = { components: { schemas: components } };
const breaks = (side: 'sent' | 'got', before: unknown, after: unknown) => {
  const findings = new Map<string, Finding>();
  const report = startReport({ before: document, after: document }, findings);
  report.tellSchema({ where: 'here', side, who: 'somebody' }, before, after);
  return [...findings.values()];
};

describe.each([
  ['is sent to us', 'sent', 3],
  ['is read', 'got', 4],
] as const)('in what %s', (_, side, column) => {
  const rows = ROWS.map((row) => [row[column], row[0], row[1], row[2]] as const);
  test.each(rows)('%s: %s', (verdict, _what, before, after) => {
    expect(breaks(side, before, after).length > 0 ? 'breaks' : 'fits').toBe(verdict);
  });
});

test.each(['not', 'contains', 'patternProperties', 'prefixItems', 'unevaluatedProperties', 'unevaluatedItems'])(
  'a component that changes is found behind `%s` too, which the gate does not know',
  (keyword) => {
    const part = ref('Changed');
    const held = { patternProperties: { a: part }, prefixItems: [part] }[keyword] ?? part;
    const [before, after] = [text, number].map((Changed) => ({ components: { schemas: { Changed } } }));
    const documents = { before: before!, after: after! };
    expect(differencesBetween({ [keyword]: held }, { [keyword]: held }, documents)).not.toEqual([]);
    expect(differencesBetween({ [keyword]: held }, { [keyword]: held }, { before: before!, after: before! })).toEqual(
      [],
    );
  },
);

test('what breaks one way fits the other way round, unless neither contains the other', () => {
  for (const [what, before, after, sent, got] of ROWS) {
    const isOneWay = sent !== got;
    if (!isOneWay) continue;
    const back = breaks('sent', after, before).length > 0 ? 'breaks' : 'fits';
    // A member that was new is gone on the way back, which breaks everybody.
    if (!/member|way to choose|choice/.test(what)) expect(back, what).toBe(got);
  }
});

test('the same schema differs in nothing, whatever it is', () => {
  for (const [, before, after] of ROWS)
    for (const schema of [before, after])
      expect(differencesBetween(schema, schema, { before: document, after: document })).toEqual([]);
});

describe('a place is told by its path', () => {
  const nested = (leaf: object) =>
    object({ list: { type: 'array', items: object({}, { additionalProperties: object({ leaf }) }) } });
  test('members, items and others', () => {
    expect(breaks('got', nested(text), nested(number)).map(({ places }) => places)).toEqual([['here /list[]/*/leaf']]);
  });

  test('the alternative of several, by the name of its component', () => {
    const of = (leaf: object) => ({ anyOf: [ref('Cat'), { ...tagged('x', { leaf }), required: ['kind', 'leaf'] }] });
    const found = breaks('got', of(text), of(number));
    expect(found.map(({ places, what }) => [places[0], what])).toEqual([
      ['here (object 2)/leaf', 'is an integer now, not a string'],
    ]);
  });
});

describe('of several alternatives', () => {
  test('one with another tag is another one', () => {
    const [was, is] = [{ oneOf: [tagged('a'), tagged('b')] }, { oneOf: [tagged('a'), tagged('c')] }];
    expect(breaks('sent', was, is).map(({ what }) => what)).toEqual(['can be object 2 no longer']);
    expect(breaks('got', was, is).map(({ what }) => what)).toEqual(['can be object 2 too']);
  });

  test('those of one name are compared, however much they differ', () => {
    const of = (Cat: object, Dog: object) => ({ components: { schemas: { Cat, Dog } } });
    const documents = {
      before: of(object({ a: text, b: text }), object({ c: text })),
      after: of(object({ c: text, x: number }), object({ c: number })),
    };
    const pets = { anyOf: [ref('Cat'), ref('Dog')] };
    const paths = differencesBetween(pets, pets, documents).map(({ path }) => path);
    expect(paths.sort()).toEqual(['(Cat)/a', '(Cat)/b', '(Cat)/c', '(Cat)/x', '(Dog)/c']);
  });
});

test('a change has the same id wherever its component is used, and another id once it is another change', () => {
  const of = (values: string[]) => ({ components: { schemas: { Color: { enum: values } } } });
  const at = (where: string[], before: object, after: object) => {
    const findings = new Map<string, Finding>();
    const report = startReport({ before: before as never, after: after as never }, findings);
    for (const place of where) report.tellSchema({ where: place, side: 'got', who: place }, ref('Color'), ref('Color'));
    return [...findings.values()];
  };
  const [found, ...more] = at(['one', 'two'], of(['a']), of(['a', 'b']));
  expect(more).toEqual([]);
  expect(found).toMatchObject({ places: ['one', 'two'], breaks: ['one', 'two'] });
  expect(at(['three'], of(['a']), of(['a', 'b']))[0]!.id).toBe(found!.id);
  expect(at(['three'], of(['a']), of(['a', 'c']))[0]!.id).not.toBe(found!.id);
});

test('changes with the same words have ids of their own, and so have both sides of one change', () => {
  const overlapping = (maxLength: number) => ({
    oneOf: [
      { ...text, maxLength },
      { ...text, minLength: 8 },
    ],
  });
  const [one, two] = [9, 10].map((length) => breaks('got', overlapping(5), overlapping(length))[0]!);
  expect(one!.what).toBe(two!.what);
  expect(one!.id).not.toBe(two!.id);
  const [sent, got] = (['sent', 'got'] as const).map((side) => breaks(side, overlapping(5), overlapping(9))[0]!);
  expect(sent!.id).not.toBe(got!.id);
});

describe('what differs is said in words of a reader', () => {
  const data = (properties: object, required: string[] = []) =>
    object({ data: object(properties, { required }), event_version: {} });
  test.each([
    ['`data.status` can be `returned` too', { status: { enum: ['a'] } }, { status: { enum: ['a', 'returned'] } }],
    ['`data.status` can be `a` no longer', { status: { enum: ['a', 'b'] } }, { status: { enum: ['b'] } }],
    ['`data.status` can be `c` now, not `a`', { status: { enum: ['a', 'b'] } }, { status: { enum: ['b', 'c'] } }],
    ['`data.carrier` is gone', { carrier: text }, {}],
    ['`data.eta` is new and may be absent', {}, { eta: text }],
    ['`data.n` is a string or null now, not a string', { n: text }, { n: { type: ['string', 'null'] } }],
    [
      '`data.n` has at most 9 characters now, 5 before',
      { n: { ...text, maxLength: 5 } },
      { n: { ...text, maxLength: 9 } },
    ],
    ['`data.n` has no maximum now, 5 before', { n: { ...number, maximum: 5 } }, { n: number }],
    [
      '`data.n` has more than 0 now, no such limit before',
      { n: { type: 'number' } },
      { n: { type: 'number', exclusiveMinimum: 0 } },
    ],
    [
      '`data.l[].x` is gone',
      { l: { type: 'array', items: object({ x: text }) } },
      { l: { type: 'array', items: object({}) } },
    ],
    ['`data.n` has the format `date` now', { n: text }, { n: { ...text, format: 'date' } }],
  ])('%s', (sentence, before, after) => {
    expect(changesBetween(data(before), data(after), document)).toEqual([sentence]);
  });

  test('what is always there now, or may be absent', () => {
    expect(
      changesBetween(data({ a: text, b: text }, ['a']), data({ a: text, b: text, c: text }, ['b', 'c']), document),
    ).toEqual(['`data.a` may be absent now', '`data.b` is always there now', '`data.c` is new and always there']);
  });

  test('the version itself is not worth telling', () => {
    const version = (n: number) => object({ event_version: { type: 'integer', const: n } });
    expect(changesBetween(version(1), version(2), document)).toEqual([]);
  });
});
