/**
 * `npm run faults`: makes each fault of faults/table.ts in a copy of this repository, and counts those that a green CI would
 * let through. `-- <words>` takes those whose names have them all.
 *
 * A fault is found by the first of CI's steps that fails, the quick ones first; one that the contract's own tests let
 * through goes through all tests. Takes about half a minute a fault.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { faults, type SeededFault } from './faults/table.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');
const TIMEOUT_MS = 15 * 60_000;

type Step = [name: string, command: string, args: string[]];
const vitest = (...args: string[]): [string, string[]] => ['npx', ['vitest', 'run', '--bail', '1', ...args]];
const ofSpecs: Step[] = [
  ['generate', 'node', ['scripts/generate.ts']], // as its author would
  ['compatibility', 'node', ['scripts/check-compatibility.ts']],
];
const ofServer: Step[] = [['contract suite', ...vitest('test/contract/', '-t', '^(?!the mock)')]];
const ofAll: Step[] = [
  ['types', 'npx', ['tsc']],
  ['contract suite', ...vitest('test/contract/')],
  ['check', 'npm', ['run', '--silent', 'check']],
  ['all tests', ...vitest()],
];

const words = process.argv.slice(2);
const chosen = faults.filter(({ name }) => words.every((word) => name.includes(word)));
const copy = await mkdtemp(join(tmpdir(), 'waybill-faults-'));
try {
  await copyRepository(copy);
  const survivors: string[] = [];
  for (const fault of chosen) {
    const original = await readFile(join(copy, fault.file), 'utf8');
    await writeFile(join(copy, fault.file), seed(fault, original));
    const found = await findingStep(fault);
    if (!found) survivors.push(fault.name);
    console.log(`${found ? 'found' : 'LET THROUGH'}  ${fault.name} (${fault.file})${found ? `: ${found}` : ''}`);
    await writeFile(join(copy, fault.file), original);
    if (isOfSpecs(fault)) await cp(join(ROOT, 'generated'), join(copy, 'generated'), { recursive: true });
  }
  console.log(
    `${chosen.length} faults, ${survivors.length} let through${survivors.map((name) => `\n  ${name}`).join('')}`,
  );
  process.exitCode = survivors.length > 0 ? 1 : 0;
} finally {
  await rm(copy, { recursive: true, force: true });
}

/** What git knows of, with changes that are not committed. */
async function copyRepository(to: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: ROOT, maxBuffer: 2 ** 26 });
  for (const file of stdout.split('\0').filter(Boolean)) await cp(join(ROOT, file), join(to, file));
  await symlink(join(ROOT, 'node_modules'), join(to, 'node_modules'));
}

function seed({ name, file, from, to }: SeededFault, text: string): string {
  if (text.split(from).length !== 2) throw new Error(`${name}: ${file} does not have its place exactly once`);
  return text.replace(from, () => to);
}

function isOfSpecs({ file }: SeededFault): boolean {
  return file.startsWith('specs/');
}

/** The first step that fails. */
async function findingStep(fault: SeededFault): Promise<string | undefined> {
  const all = [...(isOfSpecs(fault) ? ofSpecs : ofServer), ...ofAll];
  for (const [name, command, args] of all) {
    const isGreen = await run(command, args, { cwd: copy, timeout: TIMEOUT_MS, maxBuffer: 2 ** 28 }).then(
      () => true,
      () => false,
    );
    if (!isGreen) return name;
  }
  return undefined;
}
