/**
 * The models of the two protocols, searched through for small bounds, and each amendment switched off. What the code does is
 * held by test/requests/runs.test.ts, test/deliveries/lanes.test.ts and test/sending/sender.test.ts.
 */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { amendments } from '../../scripts/models/amendments.ts';
import { small } from '../../scripts/models/bounds.ts';
import { ask, missingPrograms, type Question } from '../../scripts/models/spin.ts';

const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
const missing = await missingPrograms();
const needs = missing.length > 0 ? ` (needs ${missing.join(' and ')})` : '';
const MINUTES_MS = 5 * 60_000;

describe.skipIf(missing.length > 0)(`the models${needs}`, () => {
  const named = (question: Question) =>
    [`${question.model}: ${question.asks} ${JSON.stringify(question.bounds)}`, question] as const;

  test.each(small.map(named))('nothing goes wrong in %s', { timeout: MINUTES_MS }, async (_, question) => {
    expect((await ask(question)).violated).toBeNull();
  });

  test.each(
    amendments.map((amendment) => [amendment.model, amendment.without, amendment.prevents, amendment] as const),
  )('without %s %s: %s', { timeout: MINUTES_MS }, async (_model, _name, _prevents, amendment) => {
    expect((await ask(amendment)).violated).not.toBeNull();
  });
});

test('every amendment is a line of the code, and has its place in its model', async () => {
  for (const { model, without, file, line } of amendments) {
    expect(await read(file), `${without}: ${file}`).toContain(line);
    expect(await read(`test/model/${model}.pml`)).toMatch(
      new RegExp(`^#ifn?def ${without}$|defined\\(${without}\\)`, 'm'),
    );
  }
});

test.each(['runs', 'lanes'] as const)('no amendment of %s is left out', async (model) => {
  const switches = (await read(`test/model/${model}.pml`)).matchAll(
    /^#(?:ifn?def |elif defined\()((?:NO|BACK|HB)_\w+)/gm,
  );
  const listed = amendments.filter((amendment) => amendment.model === model).map(({ without }) => without);
  expect(new Set(Array.from(switches, ([, name]) => name))).toEqual(new Set(listed));
});
