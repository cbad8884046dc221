/** What differs, in words that fit callers and readers alike. */
import type { Json } from '../generator/documents.ts';
import { type Difference, differencesBetween } from './schema-differences.ts';

const UNITS: Record<string, string> = { Length: ' characters', Items: ' items', Properties: ' members' };

const quoted = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
const either = (words: string[], last = 'or') =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
const anOf = (type: string) => (type === 'null' ? 'null' : `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`);
const typed = (types: unknown) => either(([types].flat() as string[]).map(anOf)) || 'nothing';

/** What is said of the place: `can be \`returned\` too`. */
export function wordsOf({ rule, before, after }: Difference, side: 'sent' | 'got' = 'got'): string {
  const isRead = side === 'got';
  switch (rule) {
    case 'member':
      if (!after) return 'is gone';
      return `is new and ${(after as Json).required ? (isRead ? 'always there' : 'required') : 'may be absent'}`;
    case 'required':
      return after ? `is ${isRead ? 'always there' : 'required'} now` : 'may be absent now';
    case 'type':
      return `is ${typed(after)} now, not ${typed(before)}`;
    case 'values':
      return valueWords(before as unknown[] | undefined, after as unknown[] | undefined);
    case 'others':
      return after ? 'may have members without a name in the schema now' : 'has no members but those of the schema now';
    case 'alternative':
      return after ? `can be ${after} too` : `can be ${before} no longer`;
    case 'presence':
      return `needs ${choices(after)} now, not ${choices(before)}`;
    case 'uniqueItems':
      return after ? 'has no item twice now' : 'may have an item twice now';
    case 'oneOf':
      return 'has other alternatives, and since they overlap it cannot be judged what that means';
    case 'pattern':
    case 'format':
    case 'default':
      return `has ${after === undefined ? `no ${rule}` : `the ${rule} ${quoted(after)}`} now${before === undefined ? '' : `, not ${quoted(before)}`}`;
  }
  const limit = /^(min|max)(?:imum|(Length|Items|Properties))$/.exec(rule);
  if (!limit)
    return `has another \`${rule}\`, which cannot be judged: ${quoted(after ?? null)}, not ${quoted(before ?? null)}`;
  const word = limit[1] === 'min' ? 'at least' : 'at most';
  const amount = (value: unknown) =>
    Array.isArray(value) ? `${value[1] > 0 ? 'more' : 'less'} than ${value[0]}` : value;
  const now = after === undefined ? `no ${limit[1]}imum` : Array.isArray(after) ? amount(after) : `${word} ${after}`;
  const had = before === undefined ? 'no such limit' : amount(before);
  return `has ${now}${after === undefined ? '' : (UNITS[limit[2]!] ?? '')} now, ${had} before`;
}

function valueWords(before: unknown[] | undefined, after: unknown[] | undefined): string {
  if (!before) return `can only be ${either(after!.map(quoted))} now`;
  if (!after) return `can be more than ${either(before.map(quoted), 'and')} now`;
  const missing = (from: unknown[], all: unknown[]) => from.filter((value) => !all.includes(value)).map(quoted);
  const [come, gone] = [missing(after, before), missing(before, after)];
  if (gone.length === 0) return `can be ${either(come)} too`;
  return come.length === 0 ? `can be ${either(gone)} no longer` : `can be ${either(come)} now, not ${either(gone)}`;
}

const choices = (groups: unknown) =>
  (groups as { kind: string; names: string[] }[])
    .map(({ kind, names }) => `${kind === 'oneOf' ? 'exactly' : 'at least'} one of ${either(names.map(quoted))}`)
    .join(' and ') || 'no choice of members';

/**
 * What differs between two versions of an event, for who reads it.
 *
 * @param document  what the schemas refer to
 */
export function changesBetween(before: unknown, after: unknown, document: Json, documentAfter = document): string[] {
  return differencesBetween(before, after, { before: document, after: documentAfter })
    .filter(({ path }) => path !== '/event_version')
    .map((difference) => {
      const place = difference.path.slice(1).replaceAll('/', '.');
      return `${place ? `\`${place}\`` : 'The event'} ${wordsOf(difference)}`;
    });
}
