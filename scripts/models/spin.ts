/**
 * One check of a model of test/model/ by spin: compiled for its bounds, and searched through to the end.
 *
 * Promise: a search that did not come to its end is an error, never an answer.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MODELS = join(import.meta.dirname, '../../test/model');
const DEPTH = 1_000_000;
const MEMORY_MIB = 4_096;

export type Bounds = Record<string, number>;

export interface Question {
  model: 'runs' | 'lanes';
  /** Of what is not named, the model has its smallest. */
  bounds: Bounds;
  /** Safety: nothing wrong happens, and where nothing can happen any more all has ended. Liveness: nothing goes round for ever. */
  asks: 'safety' | 'liveness';
  /** Of the model, switched off. */
  without?: string;
}

export interface Finding {
  states: number;
  depth: number;
  seconds: number;
  /** What was violated first; null when nothing can be. */
  violated: string | null;
}

/** Of the programs that are needed, those that are not there. */
export async function missingPrograms(): Promise<string[]> {
  const found = await Promise.all(
    ['spin', 'gcc'].map((name) =>
      run('which', [name]).then(
        () => [],
        () => [name],
      ),
    ),
  );
  return found.flat();
}

export async function ask({ model, bounds, asks, without }: Question): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-model-'));
  const inFolder = { cwd: folder, maxBuffer: 2 ** 26 };
  try {
    const isLiveness = asks === 'liveness';
    const defined = Object.entries(bounds).map(([name, value]) => `-D${name}=${value}`);
    if (without) defined.push(`-D${without}`);
    await run('spin', ['-a', ...defined, join(MODELS, `${model}.pml`)], inFolder);
    const form = isLiveness ? ['-DNFAIR=4'] : ['-DSAFETY', '-DNOCLAIM'];
    // A counterexample comes at once; to optimise the program takes longer than to run it.
    const level = without ? '-O0' : '-O1';
    await run(
      'gcc',
      [level, '-w', ...form, '-DVECTORSZ=2048', `-DMEMLIM=${MEMORY_MIB}`, '-o', 'pan', 'pan.c'],
      inFolder,
    );
    const startedAt = performance.now();
    const { stdout } = await run('./pan', ['-E', `-m${DEPTH}`, ...(isLiveness ? ['-a', '-f'] : [])], inFolder);
    return { ...read(stdout), seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function read(report: string): Omit<Finding, 'seconds'> {
  const number = (pattern: RegExp) => Number(pattern.exec(report)?.[1] ?? Number.NaN);
  const violated = /^pan:1: (.*) \(at depth/m.exec(report)?.[1] ?? null;
  const errors = number(/errors: (\d+)/);
  if (Number.isNaN(errors) || errors > 0 !== (violated !== null) || (errors === 0 && isCutShort(report)))
    throw new Error(`the search did not come to its end:\n${report}`);
  return { states: number(/(\d+(?:\.\d+e\+\d+)?) states, stored/), depth: number(/depth reached (\d+)/), violated };
}

const isCutShort = (report: string) =>
  /max search depth too small|out of memory|reached -DMEMLIM|Search not completed/.test(report);
