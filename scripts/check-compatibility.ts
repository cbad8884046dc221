/**
 * `npm run check:compatibility`: does what `specs/` says now break anybody who relies on what was released?
 *
 *   node scripts/check-compatibility.ts                                   tells what breaks; exit status 1 if anything does
 *   node scripts/check-compatibility.ts --allow <id or place>… --reason …  lets it pass, in a line of the CHANGELOG
 *   node scripts/check-compatibility.ts --release <version>               freezes today's contract into specs/released/
 *
 * Promise: nothing is passed over, and nothing is released while a finding is left that nobody has allowed with a reason.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allowancesOf, released, withAllowances } from './compatibility/allowances.ts';
import { compareAsyncapi } from './compatibility/asyncapi.ts';
import { type Finding, startReport } from './compatibility/findings.ts';
import { compareFrozen, type Hashes, hashesOf } from './compatibility/frozen-versions.ts';
import { compareOpenapi } from './compatibility/openapi.ts';
import { ContractError, type Documents, type Json, readDocuments } from './generator/documents.ts';

const USAGE = `usage: check-compatibility [--allow <id or place> … --reason <why>] [--release <version>]`;

class UsageError extends Error {}

export interface Released extends Documents {
  hashes: Hashes;
}

/** Everything that breaks somebody, whether it was allowed or not. */
export function findBreaks(before: Released, after: Documents): Finding[] {
  const ofEvents = startReport({ before: before.asyncapi, after: after.asyncapi });
  compareFrozen(ofEvents, before.hashes);
  compareAsyncapi(ofEvents);
  const ofCalls = startReport({ before: before.openapi, after: after.openapi });
  compareOpenapi(ofCalls);
  return together([...ofEvents.findings(), ...ofCalls.findings()]);
}

/** Webhooks and callbacks are made of the messages: what breaks in all of them is one finding. */
function together(findings: Finding[]): Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) {
    const { places, breaks } = byId.get(finding.id) ?? { places: [], breaks: [] };
    const all = { places: [...places, ...finding.places], breaks: [...new Set([...breaks, ...finding.breaks])] };
    byId.set(finding.id, { ...(byId.get(finding.id) ?? finding), ...all });
  }
  return [...byId.values()];
}

interface Options {
  allow: string[];
  reason: string | undefined;
  release: string | undefined;
}

function parse(args: string[]): Options {
  let options: { allow?: string[]; reason?: string; release?: string };
  try {
    options = parseArgs({
      args,
      options: { allow: { type: 'string', multiple: true }, reason: { type: 'string' }, release: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { allow = [], reason, release } = options;
  if (allow.length > 0 && !reason?.trim())
    throw new UsageError('--allow needs a --reason: whoever reads the CHANGELOG wants to know it');
  if (allow.length === 0 && reason !== undefined) throw new UsageError('--reason goes with --allow');
  if (release !== undefined && !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(release))
    throw new UsageError('--release needs a version such as 1.2.0');
  return { allow, reason, release };
}

/** @returns the exit status */
async function run(root: string, { allow, reason, release }: Options, say: (line: string) => void): Promise<0 | 1> {
  const folder = join(root, 'specs/released');
  const json = async (name: string): Promise<Json> => JSON.parse(await readFile(join(folder, name), 'utf8'));
  const current = await readDocuments(root);
  const [openapi, asyncapi, hashes] = await Promise.all(
    ['openapi', 'asyncapi', 'event-versions'].map((name) => json(`${name}.json`)),
  );
  const findings = findBreaks({ openapi: openapi!, asyncapi: asyncapi!, hashes: hashes! }, current);
  const path = join(root, 'CHANGELOG.md');
  let changelog = await readFile(path, 'utf8');
  if (allow.length > 0) {
    const isMeant =
      ({ id, places }: Finding) =>
      (name: string) =>
        name === id || places.includes(name);
    const unknown = allow.find((name) => !findings.some((finding) => isMeant(finding)(name)));
    if (unknown) throw new UsageError(`there is no finding ${unknown}`);
    const known = new Set(allowancesOf(changelog).map(({ id }) => id));
    const meant = findings.filter((finding) => allow.some(isMeant(finding)) && !known.has(finding.id));
    changelog = withAllowances(changelog, meant, reason!);
    await writeFile(path, changelog);
  }
  const allowances = allowancesOf(changelog);
  const left = findings.filter(({ id }) => !allowances.some((allowance) => allowance.id === id));
  const stale = allowances.filter(({ id }) => !findings.some((finding) => finding.id === id));
  for (const finding of left) say(said(finding));
  for (const { line } of stale)
    say(`CHANGELOG.md allows what does not break any more; take the line away:\n  ${line}\n`);
  const allowed = findings.length - left.length;
  if (left.length > 0)
    say(
      `${left.length} ${left.length === 1 ? 'change breaks' : 'changes break'} what was released. Do it compatibly, or allow it: --allow <id or place> --reason <why>`,
    );
  if (left.length > 0 || stale.length > 0) return 1;
  if (release !== undefined) {
    if (changelog.split('\n').some((line) => line === `## ${release}` || line.startsWith(`## ${release} `)))
      throw new UsageError(`${release} is released already`);
    const files = {
      openapi: current.openapi,
      asyncapi: current.asyncapi,
      'event-versions': hashesOf(current.asyncapi),
    };
    for (const [name, value] of Object.entries(files))
      await writeFile(join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
    await writeFile(path, released(changelog, release, new Date().toISOString().slice(0, 10)));
    say(`specs/released/ is what specs/ says now, and CHANGELOG.md calls it ${release}.`);
  } else
    say(
      `nothing breaks what was released${allowed > 0 ? `, but ${allowed} ${allowed === 1 ? 'change' : 'changes'} that CHANGELOG.md allows` : ''}.`,
    );
  return 0;
}

const AT_MOST = 5;
const some = (all: string[], join: string) =>
  [...all.slice(0, AT_MOST), ...(all.length > AT_MOST ? [`and ${all.length - AT_MOST} more`] : [])].join(join);

const said = ({ id, places, what, breaks, instead }: Finding): string =>
  [
    `${id}  ${some(places, '\n            ')}`,
    `  what      ${what}`,
    `  breaks    ${some(breaks, '; ')}`,
    `  instead   ${instead}`,
    '',
  ].join('\n');

/** @returns the exit status: 1 where something breaks, 2 where nothing could be said */
export async function checkCompatibility(root: string, args: string[], say = console.log): Promise<0 | 1 | 2> {
  try {
    return await run(root, parse(args), say);
  } catch (error) {
    if (error instanceof UsageError) say(`${error.message}\n${USAGE}`);
    else if (error instanceof ContractError) say(error.message);
    else throw error;
    return 2;
  }
}

if (import.meta.main) process.exitCode = await checkCompatibility(process.cwd(), process.argv.slice(2));
