/** What a worker keeps in memory for deliveries that hang at their receivers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from '../children.ts';
import type { Answer, Question } from '../figures.ts';
import { rateAt, startReceiver } from '../receiving.ts';
import { makeTenant, publish } from '../seed.ts';
import type { Stage } from '../stage.ts';

const ROUNDS = 3;
const IN_FLIGHT = 1_000;
/** Over eight hosts: 125 at each, where 256 is the cap. */
const ENDPOINTS = 40;
const EACH = IN_FLIGHT / ENDPOINTS;
/** So that each endpoint has earned as many at once. */
const EARNING = 20;

interface Memory {
  heap: number;
  rss: number;
}

async function ask(stage: Stage): Promise<Answer> {
  const scene = await stage.makeScene();
  const receiver = await startReceiver();
  const urls = Array.from({ length: ENDPOINTS }, (_, n) => `${receiver.origins[n % 8]}/held`);
  const tenantId = await makeTenant(scene, urls, { max_concurrency: EACH });
  const heap: number[] = [];
  const rss: number[] = [];
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // A new process each time: what one has grown to, it does not give back.
    const sender = await startChild('sender', scene.env);
    await publish(scene, tenantId, EARNING);
    await rateAt(receiver, '/held', EARNING * ENDPOINTS, () => sender.ask('go'));
    await sleep(1_000);
    const before = await sender.ask<Memory>('memory');
    await receiver.ask('hold');
    await receiver.ask('begin', '/held', [IN_FLIGHT]);
    await publish(scene, tenantId, EACH);
    await receiver.ask('marks');
    await sleep(500);
    const during = await sender.ask<Memory>('memory');
    await receiver.ask('letGo');
    await sender.ask('stop');
    await sender.stop();
    heap.push((during.heap - before.heap) / 2 ** 20);
    all.push(during.rss / 2 ** 20);
    rss.push((during.rss - before.rss) / 2 ** 20);
  }
  return {
    measured: [
      { what: 'heap and buffers', unit: 'MiB', rounds: heap },
      { what: 'resident memory, more than just before', unit: 'MiB', rounds: rss },
      { what: 'resident memory of the process in all', unit: 'MiB', rounds: all },
    ],
  };
}

export const memory: Question<Stage> = {
  name: 'memory',
  title: 'Memory of 1,000 deliveries in flight',
  meaning:
    'By how much a worker grows when 1,000 receivers have taken a webhook and not answered yet, a connection to each open, after garbage was collected.',
  ask,
};
