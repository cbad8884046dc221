/**
 * What differs between two alternatives of one type in the values that they name and in the keywords that stand alone.
 *
 * Promise: a keyword that this file does not know is never passed over: if it changed, it can go either way.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../generator/documents.ts';
import { type Alternative, isTaken, KEYWORDS_OF_VALUES } from './schema-form.ts';

/**
 * What the new schema takes, compared with the old one: more, less, or neither contains the other (or nobody can say).
 * `neither`: no value comes or goes, but readers want to know.
 */
export type Direction = 'wider' | 'narrower' | 'other' | 'neither';

export interface Found {
  /** What differs: a keyword, or `member`, `alternative`, `presence`. */
  rule: string;
  direction: Direction;
  before: unknown;
  after: unknown;
}

const LEAST = ['minLength', 'minItems', 'minProperties'];
const MOST = ['maxLength', 'maxItems', 'maxProperties', 'maximum'];
const WITHIN = ['properties', 'required', 'additionalProperties', 'propertyNames', 'presence', 'items'];
const SAID_TO_PEOPLE = ['title', 'description', 'examples', 'example', 'deprecated', '$comment'];

export const directionOf = (isWider: boolean, isNarrower: boolean): Direction =>
  isWider && isNarrower ? 'other' : isWider ? 'wider' : isNarrower ? 'narrower' : 'neither';

export function scalarDifferences(before: Alternative, after: Alternative): Found[] {
  const [was, is] = [before.keywords, after.keywords];
  const others = Object.keys({ ...was, ...is }).filter(
    (keyword) => ![...KEYWORDS_OF_VALUES, ...WITHIN, ...SAID_TO_PEOPLE, 'default', 'uniqueItems'].includes(keyword),
  );
  return [
    ...(was.enum || is.enum ? valueDifferences(before, after) : rangeDifferences(was, is)),
    ...changed('default', was.default, is.default, { appears: 'neither', goes: 'other' }),
    ...changed('uniqueItems', was.uniqueItems || undefined, is.uniqueItems || undefined),
    ...others.flatMap((k) => changed(k, was[k], is[k], { appears: 'other', goes: 'other' })),
  ];
}

function valueDifferences(before: Alternative, after: Alternative): Found[] {
  const [was, is] = [before.keywords.enum, after.keywords.enum] as (unknown[] | undefined)[];
  const isNarrower = was ? was.some((value) => !isTaken(after, value)) : true;
  const isWider = is ? is.some((value) => !isTaken(before, value)) : true;
  const isStructured = before.type === 'object' || before.type === 'array';
  const direction = isStructured && !(was && is) ? 'other' : directionOf(isWider, isNarrower);
  return direction === 'neither' ? [] : [{ rule: 'values', direction, before: was, after: is }];
}

function rangeDifferences(was: Json, is: Json): Found[] {
  const found = [
    ...LEAST.map((rule) => ({ rule, before: was[rule] || undefined, after: is[rule] || undefined, sign: 1 })),
    ...MOST.slice(0, 3).map((rule) => ({ rule, before: was[rule], after: is[rule], sign: -1 })),
    { rule: 'minimum', before: lowest(was), after: lowest(is), sign: 1 },
    { rule: 'maximum', before: highest(was), after: highest(is), sign: -1 },
  ].filter(({ before, after }) => !isDeepStrictEqual(before, after));
  return [
    ...(was.type === is.type
      ? []
      : [
          {
            rule: 'type',
            direction: directionOf(is.type === 'number', was.type === 'number'),
            before: was.type,
            after: is.type,
          },
        ]),
    ...found.map(({ rule, before, after, sign }) => {
      const isTighter = before === undefined || (after !== undefined && sign * order(after, before) > 0);
      return { rule, direction: directionOf(!isTighter, isTighter), before, after };
    }),
    ...changed('pattern', was.pattern, is.pattern),
    ...changed('format', was.format, is.format),
  ];
}

/** A bound that is not reached itself is a pair with the sign of the side that it is on. */
type Bound = number | [exclusive: number, side: 1 | -1];

function bound(kind: Json, [inclusive, exclusive]: [string, string], side: 1 | -1): Bound | undefined {
  const isWhole = kind.type === 'integer';
  const [at, beyond] = [kind[inclusive], kind[exclusive]];
  const whole = (n: number) => (side > 0 ? Math.floor(n) + 1 : Math.ceil(n) - 1);
  if (beyond === undefined) return at;
  const own: Bound = isWhole ? whole(beyond) : [beyond, side];
  return at !== undefined && side * order(at, own) > 0 ? at : own;
}
const lowest = (kind: Json) => bound(kind, ['minimum', 'exclusiveMinimum'], 1);
const highest = (kind: Json) => bound(kind, ['maximum', 'exclusiveMaximum'], -1);

function order(a: Bound, b: Bound): number {
  const [x, y] = [a, b].map((one) => (typeof one === 'number' ? [one, 0] : one)) as [number, number][];
  return x![0] - y![0] || x![1] - y![1];
}

function changed(
  rule: string,
  before: unknown,
  after: unknown,
  { appears, goes }: { appears: Direction; goes: Direction } = { appears: 'narrower', goes: 'wider' },
): Found[] {
  if (isDeepStrictEqual(before, after)) return [];
  const direction = before === undefined ? appears : after === undefined ? goes : 'other';
  return [{ rule, direction, before, after }];
}
