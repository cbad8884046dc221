/**
 * What is JSON but would be lost on the way: NUL and lone surrogates, which Postgres cannot hold, members called `__proto__`,
 * which validators in JavaScript drop, and numbers beyond those of JavaScript, which would become null.
 */
import type { Fault } from './problems.ts';

/** A quick look at the JSON text, before it is looked through. */
export const mayHoldUnstorable = (json: string): boolean => /\\u|__proto__|[eE]\+?\d{3}|\d{309}/.test(json);

/** @returns a fault for each place, by JSON Pointer */
export function unstorableIn(json: unknown): Fault[] {
  const faults: Fault[] = [];
  const isStorable = (s: string) => s.isWellFormed() && !s.includes('\0') && s !== '__proto__';
  // Not by recursion: a document may be nested as deeply as it is long.
  const waiting: [value: unknown, pointer: string][] = [[json, '']];
  for (const [value, pointer] of waiting) {
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0')))
      faults.push({ pointer, code: 'unstorable_text', detail: 'Holds NUL or a lone surrogate' });
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
      faults.push({ pointer, code: 'unstorable_number', detail: 'Larger than any number of IEEE 754' });
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      if (isStorable(key)) waiting.push([member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`]);
      else
        faults.push({
          pointer,
          code: 'unstorable_name',
          detail: 'A member is called __proto__, or its name holds NUL or a lone surrogate',
        });
    }
  }
  return faults;
}
