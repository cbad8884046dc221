/** Whether a few slow answers hold up the others: a queue that waits for whole batches falls to a tenth here. */
import { BOUNDS } from '../bounds.ts';
import { startChild } from '../children.ts';
import { type Answer, type Measured, type Question, ratioOf, takeTurns } from '../figures.ts';
import { rateAt, startReceiver } from '../receiving.ts';
import { makeTenant, publish, repeat } from '../seed.ts';
import type { Stage } from '../stage.ts';

const ROUNDS = 3;
const COUNT = 16_000;
const ENDPOINTS = 16;
const PATHS = { none: '/ok', some: '/sometimes' } as const;

async function ask(stage: Stage): Promise<Answer> {
  const scene = await stage.makeScene();
  const receiver = await startReceiver();
  const sender = await startChild('sender', scene.env);
  const tenants = {
    none: await makeTenant(scene, repeat(ENDPOINTS, receiver.origins[0] + PATHS.none)),
    some: await makeTenant(scene, repeat(ENDPOINTS, receiver.origins[1] + PATHS.some)),
  };
  const rates = await takeTurns(['none', 'some'], { rounds: ROUNDS }, async (kind, { isWarmUp }) => {
    const count = isWarmUp ? COUNT / 2 : COUNT;
    await publish(scene, tenants[kind], count / ENDPOINTS);
    const perSecond = await rateAt(receiver, PATHS[kind], count, () => sender.ask('go'));
    await sender.ask('stop');
    return perSecond;
  });
  const none: Measured = { what: 'no answer is slow', unit: 'deliveries/s', rounds: rates.none };
  const some: Measured = { what: '2 % of answers take 500 ms', unit: 'deliveries/s', rounds: rates.some };
  return {
    measured: [none, some],
    targets: [
      ratioOf(some, none, {
        ...BOUNDS.someSlow,
        compared: `One worker, ${ENDPOINTS} endpoints with 16 attempts at once each: every fiftieth answer takes 500 ms, against all at once.`,
      }),
    ],
  };
}

export const slowReceivers: Question<Stage> = {
  name: 'slow',
  title: 'Some receivers are slow',
  meaning: 'Deliveries a second when two of a hundred answers take half a second, against when none does.',
  ask,
};
