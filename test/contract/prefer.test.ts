/** The Prefer header as RFC 7240 writes it: what is known counts, the first of two, and the rest is ignored. */
import { expect, test } from 'vitest';
import { readPrefer } from '../../src/contract/prefer.ts';

test.each([
  ['wait=5', 5],
  ['WAIT=5', 5],
  ['wait = 5', 5],
  ['wait="5"', 5],
  ['wait=30', 30],
  ['respond-async, wait=5', 5],
  ['respond-async;x="a,wait=7", wait=5; y=1', 5],
  ['return=minimal,wait=5,', 5],
  ['wait=5, wait=9', 5],
  ['note="wait=9", wait=5', 5],
  ['wait=0', undefined],
  ['wait=31', undefined],
  ['wait=-1', undefined],
  ['wait=1.5', undefined],
  ['wait=5s', undefined],
  ['wait', undefined],
  ['wait=', undefined],
  ['wait=abc, wait=5', undefined],
  ['awaited=5', undefined],
  ['x;wait=5', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s waits %s', (header, seconds) => {
  expect(readPrefer(header).waitS).toBe(seconds);
});

test.each([
  ['dry-run', true],
  ['Dry-Run', true],
  ['wait=5, dry-run', true],
  ['dry-run;x=1', true],
  ['dry-run=""', true],
  ['dry-run=no', false],
  ['x-dry-run', false],
  ['"dry-run"', false],
])('%s is a dry run: %s', (header, isDryRun) => {
  expect(readPrefer(header).isDryRun).toBe(isDryRun);
});

// A key may send hundreds of them a second: what takes a second here would take the server away from everybody.
test('a header of 15 KB is read in one pass, whatever is in it', () => {
  const spaces = ' '.repeat(15_000);
  const shapes = [`a=${spaces}"`, `a${spaces}"`, `,${spaces}"`, `a${' '.repeat(7000)}=${' '.repeat(7000)}"`];
  for (const part of [',', '"', '\\"', 'a=', 'a;', '="', ',"', 'a="', '"a']) shapes.push(part.repeat(7_000));
  for (const shape of shapes) for (let n = 0; n < 100; n++) expect(readPrefer(shape).waitS).toBeUndefined();
}, 10_000);
