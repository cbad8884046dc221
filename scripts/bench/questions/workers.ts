/** More worker processes on one Postgres: how far it goes, and what they pay for each other. */
import { type Child, startChild } from '../children.ts';
import { type Answer, type Measured, type Question, ratioOf, takeTurns } from '../figures.ts';
import { rateAt, startReceiver } from '../receiving.ts';
import { makeTenant, publish } from '../seed.ts';
import type { Stage } from '../stage.ts';

const ROUNDS = 3;
const COUNT = 16_000;
/** Of four origins, so that no cap of an origin is in the way. */
const ENDPOINTS = 32;
const WORKERS = { '1 worker': 1, '2 workers': 2, '4 workers': 4 };

async function ask(stage: Stage): Promise<Answer> {
  const scene = await stage.makeScene();
  const receiver = await startReceiver();
  const tenantId = await makeTenant(
    scene,
    Array.from({ length: ENDPOINTS }, (_, n) => `${receiver.origins[n % 4]}/ok`),
  );
  const senders: Child[] = [];
  for (let n = 0; n < 4; n++) senders.push(await startChild('sender', scene.env));
  const kinds = Object.keys(WORKERS) as (keyof typeof WORKERS)[];
  const rates = await takeTurns(kinds, { rounds: ROUNDS }, async (kind, { isWarmUp }) => {
    const workers = senders.slice(0, WORKERS[kind]);
    const all = (verb: string) => Promise.all(workers.map((each) => each.ask(verb)));
    const count = isWarmUp ? COUNT / 2 : COUNT;
    await all('prepare');
    await publish(scene, tenantId, count / ENDPOINTS);
    const perSecond = await rateAt(receiver, '/ok', count, async () => void (await all('go')));
    await all('stop');
    return perSecond;
  });
  const measured = kinds.map((what): Measured => ({ what, unit: 'deliveries/s', rounds: rates[what] }));
  return {
    measured,
    targets: measured.slice(1).map((each) =>
      ratioOf(each, measured[0]!, {
        name: `deliveries, ${each.what} ÷ 1`,
        compared: `The same waiting deliveries at ${ENDPOINTS} endpoints of four hosts, drained by ${each.what} against one; receiver, workers and Postgres share this machine’s cores, so this shows what workers cost each other more than how far they scale.`,
      }),
    ),
  };
}

export const workers: Question<Stage> = {
  name: 'workers',
  title: 'More workers',
  meaning: 'Deliveries a second with one, two and four worker processes on one Postgres.',
  ask,
};
