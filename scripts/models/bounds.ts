/**
 * For which bounds the models are searched through: how many workers, rows, attempts, and which mishaps meet each other.
 */
import type { Bounds, Question } from './spin.ts';

const of = (model: Question['model'], asks: Question['asks'], all: Bounds[]): Question[] =>
  all.map((bounds) => ({ model, asks, bounds }));

export const small: Question[] = [
  ...of('runs', 'safety', [
    { CRASH: 1, PAUSE: 1 },
    { CRASH: 1, CANCEL: 1, LOST: 1 },
    { PAUSE: 1, LOSTSTART: 1 },
    { LATESTART: 1, GIVEUP: 1, CANCEL: 1 },
    { CRASH: 1, RACE: 1, UNLOCK: 1 },
    { CRASH: 1, YIELD: 1, CANCEL: 1 },
    { CANCEL: 1, STRANGE: 2 },
    { PAUSE: 1, STEPS: 2 },
  ]),
  ...of('runs', 'liveness', [{ MAX: 1, CRASH: 1 }, { LOSTSTART: 1 }, { MAX: 1, YIELD: 1, CANCEL: 1 }]),
  ...of('lanes', 'safety', [
    { PAUSE: 1, LOST: 1, BACK: 1 },
    { CRASH: 1, CUT: 1, PAUSE: 1 },
    { CUT: 2, LOST: 1 },
    { NR: 2, PAUSE: 1 },
    { NR: 2, LOST: 1, CRASH: 1 },
    { SPLIT: 1, PAUSE: 1, BACK: 1 },
    { REDRIVE: 1, KILL: 1, LOST: 1, CUT: 1 },
  ]),
  ...of('lanes', 'liveness', [
    { CRASH: 1, PAUSE: 1 },
    { CUT: 1, LOST: 1 },
    { LOST: 1, BACK: 1 },
    { REDRIVE: 1, KILL: 1, CUT: 1 },
  ]),
];

export const big: Question[] = [
  ...of('runs', 'safety', [
    { CRASH: 1, PAUSE: 1, CANCEL: 1 },
    { PAUSE: 1, YIELD: 1, CANCEL: 1 },
    { PAUSE: 1, LOST: 1, LOSTSTART: 1 },
    { CRASH: 1, LATESTART: 1, GIVEUP: 1, CANCEL: 1 },
    { CRASH: 1, RACE: 1, UNLOCK: 1, YIELD: 1 },
    { PAUSE: 1, STEPS: 2, YIELD: 1 },
  ]),
  ...of('runs', 'liveness', [
    { CRASH: 1 },
    { PAUSE: 1 },
    { LATESTART: 1, GIVEUP: 1 },
    { YIELD: 1, STRANGE: 1, CANCEL: 1 },
  ]),
  ...of('lanes', 'safety', [
    { PAUSE: 2, LOST: 1, BACK: 1 },
    { NR: 2, PAUSE: 1, LOST: 1, BACK: 1 },
    { NR: 2, CRASH: 1, CUT: 1, PAUSE: 1 },
    { SPLIT: 1, PAUSE: 1, LOST: 1, BACK: 1, CUT: 1 },
    { REDRIVE: 2, KILL: 1, LOST: 1, PAUSE: 1 },
  ]),
  ...of('lanes', 'liveness', [
    { NR: 2, PAUSE: 1, BACK: 1 },
    { CRASH: 1, CUT: 1, LOST: 1, BACK: 1 },
    { SPLIT: 1, PAUSE: 1, LOST: 1 },
  ]),
];
