/**
 * What goes wrong, and when: drawn from a seed, before anything has started.
 *
 * Promise: of each kind there is one in every dozen and a half, so that no run passes because nothing happened.
 */
import { type Random, seeded } from './random.ts';

export type Half = 'server' | 'worker';
export type Receiver = 'ledger' | 'shop';
/** `failing` refuses, cuts off and throws half of what comes; `stalled` answers when it is over. */
export type Mood = 'well' | 'failing' | 'stalled';

export type Mishap =
  /** `whole`: with its job processes, as when a machine goes. */
  | { kind: 'kill'; half: Half; index: number; whole: boolean }
  | { kind: 'freeze'; half: Half; index: number; whole: boolean; ms: number }
  | { kind: 'kill Postgres' }
  | { kind: 'restart receiver'; receiver: Receiver; ms: number }
  | { kind: 'mood'; receiver: Receiver; mood: Mood; ms: number };

export interface Plan {
  servers: number;
  workers: number;
  /** Between two mishaps, at least and at most. */
  pauseMs: [least: number, most: number];
  /** For how long most freezes and moods last. */
  shortMs: [least: number, most: number];
}

/** Longer than it takes for a worker to be held for dead, so that it comes back with what it thinks is its own. */
const HELD_FOR_DEAD_MS: [number, number] = [16_000, 19_000];

/** Without an end. The first is a worker that is frozen until it is held for dead: nothing else takes as long. */
export function* drawMishaps(seed: number, plan: Plan): Generator<{ afterMs: number; mishap: Mishap }, never> {
  const random = seeded(seed, 'mishaps');
  const index = (half: Half) => Math.floor(random.next() * (half === 'server' ? plan.servers : plan.workers));
  const kill = (half: Half): Mishap => ({ kind: 'kill', half, index: index(half), whole: random.chance(0.5) });
  const freeze = (half: Half, span: [number, number]): Mishap => ({
    kind: 'freeze',
    half,
    index: index(half),
    whole: random.chance(0.5),
    ms: spread(random, span),
  });
  const mood = (receiver: Receiver, of: Mood): Mishap => ({
    kind: 'mood',
    receiver,
    mood: of,
    ms: spread(random, plan.shortMs),
  });
  const restart = (receiver: Receiver): Mishap => ({
    kind: 'restart receiver',
    receiver,
    ms: spread(random, [200, 2000]),
  });
  const long = () => freeze('worker', HELD_FOR_DEAD_MS);
  const deck: (() => Mishap)[] = [
    ...Array.from({ length: 3 }, () => () => kill('worker')),
    ...Array.from({ length: 2 }, () => () => kill('server')),
    ...Array.from({ length: 2 }, () => () => freeze('worker', plan.shortMs)),
    () => freeze('server', plan.shortMs),
    () => ({ kind: 'kill Postgres' }),
    () => restart('ledger'),
    () => restart('shop'),
    () => mood('ledger', 'failing'),
    () => mood('ledger', 'stalled'),
    () => mood('shop', 'failing'),
    () => mood('shop', 'stalled'),
  ];
  for (;;) {
    yield { afterMs: spread(random, plan.pauseMs), mishap: long() };
    for (const draw of random.shuffled(deck)) yield { afterMs: spread(random, plan.pauseMs), mishap: draw() };
  }
}

const spread = (random: Random, [least, most]: [number, number]) => Math.round(random.between(least, most));

export function tell(mishap: Mishap): string {
  const seconds = 'ms' in mishap ? ` for ${(mishap.ms / 1000).toFixed(1)} s` : '';
  switch (mishap.kind) {
    case 'kill':
    case 'freeze': {
      const done = mishap.kind === 'kill' ? 'killed' : 'frozen';
      return `${mishap.half} ${mishap.index} is ${done}${seconds}${mishap.whole ? ', all of it' : ''}`;
    }
    case 'kill Postgres':
      return 'Postgres is killed';
    case 'restart receiver':
      return `the ${mishap.receiver} is killed and gone${seconds}`;
    case 'mood':
      return `the ${mishap.receiver} is ${mishap.mood}${seconds}`;
  }
}
