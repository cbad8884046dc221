/**
 * Figures and what is held against them.
 *
 * Promise: a ratio is one of medians over rounds that took turns in one run; below its minimum it is missed, and what
 * was not measured is neither met nor missed, and says why.
 */

/** One thing that was measured, round by round. */
export interface Measured {
  what: string;
  unit: string;
  rounds: number[];
  /** Other figures of the same rounds, such as `{'p99 ms': [62, 58, 61]}`: reported, never judged. */
  beside?: Record<string, number[]>;
  /** What is on disk when it says yes. */
  onDisk?: string;
}

/** What was not measured, and why. */
export interface Unmeasured {
  what: string;
  why: string;
}

/** A figure that is judged. */
export interface Target {
  name: string;
  /** What is compared with what, in one sentence that a sceptic can check. */
  compared: string;
  unit: '×' | 'ms';
  /** The median, or the ratio of two medians; null where it was not measured. */
  value: number | null;
  rounds: number[];
  /** The least that is accepted: below it the run ends with an error. */
  atLeast?: number;
  /** What it is to stay under: told, and no error. */
  aimAtMost?: number;
  why?: string;
}

export type Bound = Pick<Target, 'name' | 'atLeast' | 'aimAtMost'>;

export interface Answer {
  measured: Measured[];
  targets?: Target[];
  unmeasured?: Unmeasured[];
}

/** What can be asked for by name: `npm run bench -- accept`. */
export interface Question<Place> {
  name: string;
  title: string;
  /** In plain words: what is measured, and what the figure means to whoever runs the service. */
  meaning: string;
  ask(place: Place): Promise<Answer>;
}

export const median = (values: number[]): number => percentile(values, 50);

/** Of an even number the middle two count half each; other percentiles are the nearest that was measured. */
export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100));
  const upper = sorted[place];
  if (upper === undefined) throw new RangeError('Nothing was measured.');
  return p === 50 && sorted.length % 2 === 0 ? (sorted[place - 1]! + upper) / 2 : upper;
}

/** Ours over theirs, by their medians; without theirs it is not measured. */
export function ratioOf(
  ours: Measured,
  theirs: Measured | Unmeasured,
  bound: Bound & Pick<Target, 'compared'>,
): Target {
  if ('why' in theirs) return { ...bound, unit: '×', value: null, rounds: [], why: theirs.why };
  return {
    ...bound,
    unit: '×',
    value: median(ours.rounds) / median(theirs.rounds),
    rounds: ours.rounds.map((value, round) => value / theirs.rounds[round]!),
  };
}

export type Verdict = 'met' | 'MISSED' | 'above its aim' | 'not measured' | 'reported';

export function verdictOf({ value, atLeast, aimAtMost }: Target): Verdict {
  if (value === null) return 'not measured';
  if (atLeast !== undefined) return value >= atLeast ? 'met' : 'MISSED';
  if (aimAtMost !== undefined) return value <= aimAtMost ? 'met' : 'above its aim';
  return 'reported';
}

/** Rounds that take turns, the first one not counted: each kind is measured once before any is measured again. */
export async function takeTurns<Kind extends string, Figure>(
  kinds: readonly Kind[],
  { rounds, warmUp = true }: { rounds: number; warmUp?: boolean },
  measure: (kind: Kind, round: { isWarmUp: boolean }) => Promise<Figure>,
): Promise<Record<Kind, Figure[]>> {
  const figures = Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<Kind, Figure[]>;
  for (let round = warmUp ? -1 : 0; round < rounds; round++) {
    // Every other round in the opposite order: whatever follows a heavy one does so half of the time only.
    for (const kind of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const figure = await measure(kind, { isWarmUp: round < 0 });
      if (round >= 0) figures[kind].push(figure);
    }
  }
  return figures;
}

const compact = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Three digits are more than a noisy machine can tell apart. */
export const show = (value: number): string => (Math.abs(value) >= 100 ? whole : compact).format(value);

/** The value of a target and of its rounds: ratios to the hundredth. */
export const showAs = (unit: Target['unit'], value: number): string => (unit === '×' ? value.toFixed(2) : show(value));
