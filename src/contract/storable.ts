/**
 * What is JSON but would be lost on the way: NUL and lone surrogates, which Postgres cannot hold, members called `__proto__`,
 * which validators in JavaScript drop, and numbers beyond those of JavaScript, which would become null.
 */
import { type Fault, pointerTo, SHOWN_CHARACTERS, SHOWN_FAULTS } from './problems.ts';

/** A quick look at the JSON text, before it is looked through: with two digits of exponent a number needs 210 of its own. */
export const mayHoldUnstorable = (json: string): boolean => /\\u|__proto__|[eE]\+?\d{3}|\d{210}/.test(json);

/** @returns a fault for each place, by JSON Pointer: the first ones, as far as they are told */
export function unstorableIn(json: unknown): Fault[] {
  const faults: Fault[] = [];
  let characters = 0;
  const tell = (fault: Fault) => {
    faults.push(fault);
    characters += fault.pointer.length;
  };
  const isStorable = (s: string) => s.isWellFormed() && !s.includes('\0') && s !== '__proto__';
  // Not by recursion: a document may be nested as deeply as it is long.
  const waiting: [value: unknown, pointer: string][] = [[json, '']];
  for (const [value, pointer] of waiting) {
    // Names may be as long as the body, and there may be as many places: all pointers would be its square.
    if (faults.length >= SHOWN_FAULTS || characters > SHOWN_CHARACTERS) break;
    if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\0')))
      tell({ pointer, code: 'unstorable_text', detail: 'Holds NUL or a lone surrogate' });
    if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
      tell({ pointer, code: 'unstorable_number', detail: 'Larger than any number of IEEE 754' });
    if (typeof value !== 'object' || value === null) continue;
    const names = Object.keys(value);
    for (const name of names)
      if (isStorable(name)) waiting.push([(value as Record<string, unknown>)[name], pointer + pointerTo(name)]);
    if (!names.every(isStorable))
      tell({
        pointer,
        code: 'unstorable_name',
        detail: 'A member is called __proto__, or its name holds NUL or a lone surrogate',
      });
  }
  return faults;
}
