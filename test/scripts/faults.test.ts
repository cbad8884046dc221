import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { faults } from '../../scripts/faults/table.ts';

test('every fault of `npm run faults` has its place in the code', async () => {
  const lost: string[] = [];
  for (const { name, file, from } of faults) {
    const text = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
    if (text.split(from).length !== 2) lost.push(`${name}: ${file}`);
  }
  expect(lost).toEqual([]);
});
