/**
 * What differs between two schemas, place by place, and which way: does the new one take more, less, or neither.
 *
 * Promise: whatever is not told takes the same values; if all that is told is `narrower`, every value of the new schema
 * is one of the old, and the other way round if all is `wider`.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../generator/documents.ts';
import { canonicalText, nameOf } from './closed-schema.ts';
import { type Direction, directionOf, type Found, scalarDifferences } from './scalar-differences.ts';
import { type Alternative, alternativesOf, areDisjoint, mayOverlap } from './schema-form.ts';

export interface Difference extends Found {
  /** Where in the schema: `/data/parcels[]/carrier`; `/*` for members without a name, `(Name)` for an alternative. */
  path: string;
  /** The same from the nearest component on, so that what changed once is told once: `ShipmentParcel/carrier`. */
  origin: string;
}

/** What each of the two schemas refers to. */
export interface Documents {
  before: Json;
  after: Json;
}

interface At {
  path: string;
  origin: string;
  documents: Documents;
  /** The pairs that are being compared: one that comes back to itself differs in nothing new. */
  inside: string[];
}

/** @param origin  what the place of the schemas is called, where they are no components */
export function differencesBetween(before: unknown, after: unknown, documents: Documents, origin = ''): Difference[] {
  const found = compare(before, after, { path: '', origin, documents, inside: [] });
  return found.filter((one, index) => found.findIndex((other) => isDeepStrictEqual(one, other)) === index);
}

/** @returns whether all of it goes into the direction, or nowhere */
export const allGo = (direction: Direction, found: Found[]) =>
  found.every((one) => one.direction === direction || one.direction === 'neither');

function compare(before: unknown, after: unknown, at: At): Difference[] {
  const { documents } = at;
  const [was, is] = [canonicalText(before, documents.before), canonicalText(after, documents.after)];
  const pair = `${was} → ${is}`;
  if (was === is || at.inside.includes(pair)) return [];
  const here = { ...at, origin: nameOf(before) ?? nameOf(after) ?? at.origin, inside: [...at.inside, pair] };
  if (mayOverlap(before, documents.before) || mayOverlap(after, documents.after))
    return [difference(here, { rule: 'oneOf', direction: 'other', before: 'alternatives', after: 'alternatives' })];
  const [old, now] = [alternativesOf(before, documents.before), alternativesOf(after, documents.after)];
  const types = [...new Set([...old, ...now].map(({ type }) => type))];
  return [
    ...typeDifference(old, now, here),
    ...types.flatMap((type) => {
      const ofType = (all: Alternative[]) => all.filter((one) => one.type === type);
      return matchAlternatives(ofType(old), ofType(now), here);
    }),
  ];
}

const without = <T>(from: Set<T>, all: Set<T>) => [...from].filter((one) => !all.has(one));
const hasMore = <T>(set: Set<T>, than: Set<T>) => without(set, than).length > 0;
const difference = ({ path, origin }: At, found: Found): Difference => ({ path, origin, ...found });
const down = (at: At, step: string): At => ({ ...at, path: at.path + step, origin: at.origin + step });

function typeDifference(old: Alternative[], now: Alternative[], at: At): Difference[] {
  const [was, is] = [old, now].map((all) => [...new Set(all.map(({ keywords }) => keywords.type as string))]);
  const groups = (all: Alternative[]) => new Set(all.map(({ type }) => type));
  const direction = directionOf(hasMore(groups(now), groups(old)), hasMore(groups(old), groups(now)));
  return direction === 'neither' ? [] : [difference(at, { rule: 'type', direction, before: was, after: is })];
}

/**
 * Pairs the alternatives of one type that are alike, by name or else by the fewest differences. One that is alone is no
 * difference if another contains all of it.
 */
function matchAlternatives(old: Alternative[], now: Alternative[], at: At): Difference[] {
  // Those of a type that is new or gone are told by `type`.
  if (old.length === 0 || now.length === 0) return [];
  if (old.length === 1 && now.length === 1) return compareAlternatives(old[0]!, now[0]!, at);
  const called = ({ name, type }: Alternative, index: number) => name ?? `${type} ${index + 1}`;
  const pairs = old
    .flatMap((before, i) =>
      now.map((after) => {
        const found = compareAlternatives(before, after, down(at, `(${called(before, i)})`));
        return { before, after, found, isNamesake: before.name !== undefined && before.name === after.name };
      }),
    )
    .sort((a, b) => Number(b.isNamesake) - Number(a.isNamesake) || a.found.length - b.found.length);
  const [left, right] = [new Set(old), new Set(now)];
  const isInOld = (after: Alternative) => pairs.some((pair) => pair.after === after && allGo('narrower', pair.found));
  const isInNew = (before: Alternative) => pairs.some((pair) => pair.before === before && allGo('wider', pair.found));
  const differences: Difference[] = [];
  for (const { before, after, found } of pairs) {
    const areDifferent = areDisjoint(before, after, at.documents.before, at.documents.after);
    if (!left.has(before) || !right.has(after) || areDifferent) continue;
    left.delete(before);
    right.delete(after);
    if (!isInOld(after) || !isInNew(before)) differences.push(...found);
  }
  const alone = (direction: Direction, name: string) => {
    const [before, after] = direction === 'wider' ? [undefined, name] : [name, undefined];
    differences.push(difference(at, { rule: 'alternative', direction, before, after }));
  };
  for (const before of left) if (!isInNew(before)) alone('narrower', called(before, old.indexOf(before)));
  for (const after of right) if (!isInOld(after)) alone('wider', called(after, now.indexOf(after)));
  return differences;
}

function compareAlternatives(before: Alternative, after: Alternative, outer: At): Difference[] {
  const at = { ...outer, origin: before.name ?? after.name ?? outer.origin };
  const found = scalarDifferences(before, after).map((one) => difference(at, one));
  const [was, is] = [before.keywords, after.keywords];
  if (before.type === 'array') found.push(...compare(was.items, is.items, down(at, '[]')));
  if (before.type === 'object') found.push(...compareMembers(was, is, at));
  return found;
}

function compareMembers(was: Json, is: Json, at: At): Difference[] {
  const [old, now] = [was.properties ?? {}, is.properties ?? {}] as [Json, Json];
  const isRequired = (kind: Json, name: string) => kind.required?.includes(name) ?? false;
  const found: Difference[] = [];
  for (const name of Object.keys({ ...now, ...old, ...named(was.required), ...named(is.required) })) {
    const place = down(at, `/${name}`);
    const [before, after] = [isRequired(was, name), isRequired(is, name)];
    if (name in old && !(name in now)) {
      // Where it still may be sent, nobody looks at it any more; where it was read, it is not there.
      found.push(
        difference(place, { rule: 'member', direction: 'other', before: { required: before }, after: undefined }),
      );
    } else if (name in now && !(name in old)) {
      const direction = directionOf(
        (before && !after) || bringsMore(was.additionalProperties, now[name], place),
        (after && !before) || takesAway(was.additionalProperties, now[name], place),
      );
      found.push(difference(place, { rule: 'member', direction, before: undefined, after: { required: after } }));
    } else {
      found.push(...compare(old[name], now[name], place));
      if (before !== after)
        found.push(difference(place, { rule: 'required', direction: directionOf(before, after), before, after }));
    }
  }
  const [others, otherNow] = [was.additionalProperties ?? true, is.additionalProperties ?? true];
  if (others !== otherNow && (others === false || otherNow === false))
    found.push(
      difference(at, {
        rule: 'others',
        direction: directionOf(others === false, otherNow === false),
        before: others !== false,
        after: otherNow !== false,
      }),
    );
  else found.push(...compare(others, otherNow, down(at, '/*')));
  found.push(...compare(was.propertyNames, is.propertyNames, down(at, '/(names)')));
  return [...found, ...presenceDifference(was, is, at)];
}

const named = (names: string[] = []): Json => Object.fromEntries(names.map((name) => [name, true]));

/** How does a member's own schema compare with that of all others, which held for its name before? */
const bringsMore = (others: unknown, schema: unknown, at: At) =>
  others === false || !allGo('narrower', compare(others, schema, at));
const takesAway = (others: unknown, schema: unknown, at: At) =>
  others !== false && !allGo('wider', compare(others, schema, at));

/** Choices of required members: exactly one of them (`oneOf`), or one at least (`anyOf`). */
function presenceDifference(was: Json, is: Json, at: At): Difference[] {
  const [before = [], after = []] = [was.presence, is.presence] as { kind: string; names: string[] }[][];
  if (isDeepStrictEqual(before, after)) return [];
  const tell = (direction: Direction) => [difference(at, { rule: 'presence', direction, before, after })];
  if (before.length === 0) return tell('narrower');
  if (after.length === 0) return tell('wider');
  if (before.length > 1 || after.length > 1 || before[0]!.kind !== after[0]!.kind) return tell('other');
  const [old, now] = [new Set(before[0]!.names), new Set(after[0]!.names)];
  const mayStand = (kind: Json) => (name: string) =>
    name in (kind.properties ?? {}) || kind.additionalProperties !== false;
  const [come, gone] = [without(now, old), without(old, now)];
  if (come.length + gone.length === 0) return [];
  const isExclusive = before[0]!.kind === 'oneOf';
  return tell(
    directionOf(
      come.length > 0 || (isExclusive && gone.some(mayStand(is))),
      gone.length > 0 || (isExclusive && come.some(mayStand(was))),
    ),
  );
}
