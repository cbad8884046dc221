/** Whether endpoints that do not work keep one that does from its deliveries. */
import { setTimeout as sleep } from 'node:timers/promises';
import { BOUNDS } from '../bounds.ts';
import { startChild } from '../children.ts';
import { type Answer, type Measured, type Question, ratioOf, takeTurns } from '../figures.ts';
import { rateAt, startReceiver } from '../receiving.ts';
import { makeTenant, publish } from '../seed.ts';
import type { Stage } from '../stage.ts';

const ROUNDS = 3;
const COUNT = 8_000;
const WAITING_EACH = 33_334;
const TROUBLED = ['/dead', '/slow', '/limited'];
/** Until the troubled ones have begun, and failed as they do. */
const SETTLING_MS = 1_500;

async function ask(stage: Stage): Promise<Answer> {
  const receiver = await startReceiver();
  const kinds = ['alone', 'beside'] as const;
  const start = async () => {
    const scene = await stage.makeScene();
    const healthy = await makeTenant(scene, [`${receiver.origins[0]}/ok`], { max_concurrency: 64 });
    return { scene, healthy, sender: await startChild('sender', scene.env) };
  };
  const sides = { alone: await start(), beside: await start() };
  const { scene } = sides.beside;
  const urls = TROUBLED.map((path, n) => receiver.origins[n + 1] + path);
  await publish(scene, await makeTenant(scene, urls), WAITING_EACH);

  const rates = await takeTurns(kinds, { rounds: ROUNDS }, async (kind, { isWarmUp }) => {
    const { scene, healthy, sender } = sides[kind];
    const count = isWarmUp ? COUNT / 2 : COUNT;
    await sender.ask('go');
    await sleep(SETTLING_MS);
    const perSecond = await rateAt(receiver, '/ok', count, () => publish(scene, healthy, count));
    // Killed, and not asked to stop: it would wait for the answers that never come.
    await sender.stop();
    sides[kind].sender = await startChild('sender', scene.env);
    await scene.database.sql`delete from worker_heartbeats`; // what it held is free at once
    return perSecond;
  });
  const alone: Measured = { what: 'alone', unit: 'deliveries/s', rounds: rates.alone };
  const beside: Measured = { what: 'beside three that do not work', unit: 'deliveries/s', rounds: rates.beside };
  return {
    measured: [alone, beside],
    targets: [
      ratioOf(beside, alone, {
        ...BOUNDS.besideDead,
        compared: `One worker and an endpoint that answers at once, ${COUNT} deliveries published while it works: with 100,000 that are due at three others (one never answers, one takes 500 ms, one takes ten a second), against without them.`,
      }),
    ],
  };
}

export const isolation: Question<Stage> = {
  name: 'isolation',
  title: 'Beside endpoints that do not work',
  meaning:
    'Throughput of one healthy endpoint while 100,000 deliveries wait for endpoints that are dead, slow or rate-limited.',
  ask,
};
