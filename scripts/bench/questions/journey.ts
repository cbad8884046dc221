/** The whole way as fast as it goes: accept, job, event, webhook. */
import { type Answer, type Question, takeTurns } from '../figures.ts';
import { startReceiver } from '../receiving.ts';
import { prepareJourney, startService } from '../service.ts';
import type { Stage } from '../stage.ts';

const ROUNDS = 3;
const REQUESTS = 400;

const clock = () => performance.timeOrigin + performance.now();

async function ask(stage: Stage): Promise<Answer> {
  const service = await startService(await stage.makeScene());
  const receiver = await startReceiver();
  const job = await prepareJourney(service, `${receiver.origins[0]}/timed`);
  const { accepted, ended } = await takeTurns(['whole'], { rounds: ROUNDS }, async (_, { isWarmUp }) => {
    const count = isWarmUp ? REQUESTS / 2 : REQUESTS;
    await receiver.ask('begin', '/timed', [count]);
    const startedAt = clock();
    await Promise.all(Array.from({ length: count }, () => service.post('/v1/images:process', job)));
    const acceptedAt = clock();
    const [endedAt] = await receiver.ask<[number]>('marks');
    const perSecond = (at: number) => (count / (at - startedAt)) * 1000;
    return { accepted: perSecond(acceptedAt), ended: perSecond(endedAt) };
  }).then(({ whole }) => ({
    accepted: whole.map(({ accepted }) => accepted),
    ended: whole.map(({ ended }) => ended),
  }));
  await service.stop();
  return {
    measured: [
      { what: 'answered with 202', unit: 'requests/s', rounds: accepted },
      { what: 'webhook received', unit: 'requests/s', rounds: ended },
    ],
  };
}

export const journey: Question<Stage> = {
  name: 'journey',
  title: 'End to end',
  meaning: `${REQUESTS} image jobs handed in at once to one process (\`npm start\`): how many a second are through with everything (accepted, run in a job process, told by an event, delivered). The jobs are the narrow place: two run at once in a worker.`,
  ask,
};
