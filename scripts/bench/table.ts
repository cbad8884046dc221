/** What was measured and how it was judged, for a terminal. */
import { type Answer, type Measured, median, show, showAs, type Target, verdictOf } from './figures.ts';

export function printAnswer({ measured, unmeasured = [] }: Answer): void {
  const rows = measured.map(({ what, unit, rounds, beside = {} }) => ({
    what,
    median: show(median(rounds)),
    unit,
    ...Object.fromEntries(Object.entries(beside).map(([name, values]) => [name, medianOf(values)])),
    'round by round': rounds.map(show).join(' '),
  }));
  if (rows.length > 0) console.table(rows);
  for (const { what, why } of unmeasured) console.log(`  not measured: ${what}: ${why}`);
}

export const boundOf = ({ atLeast, aimAtMost, unit }: Target): string =>
  atLeast !== undefined ? `≥ ${atLeast}` : aimAtMost !== undefined ? `aim: ≤ ${aimAtMost} ${unit}` : '';

export function printTargets(targets: Target[]): void {
  console.table(
    targets.map((target) => ({
      target: target.name,
      value: target.value === null ? '–' : `${showAs(target.unit, target.value)} ${target.unit}`,
      minimum: boundOf(target),
      verdict: target.why ? `${verdictOf(target)}: ${target.why}` : verdictOf(target),
      'round by round': target.rounds.map((round) => showAs(target.unit, round)).join(' '),
    })),
  );
}

export function printOnDisk(measured: Measured[]): void {
  const told = new Map(measured.flatMap(({ what, onDisk }) => (onDisk ? [[what, onDisk] as const] : [])));
  if (told.size > 0) console.log('\nOn disk when it says yes:');
  for (const [what, onDisk] of told) console.log(`  ${what}: ${onDisk}.`);
}

export const medianOf = (values: number[]): string => (values.length > 0 ? show(median(values)) : '');
