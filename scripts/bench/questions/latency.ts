/** From the call that hands work in to its webhook at the receiver: 50 calls a second, whole processes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { BOUNDS } from '../bounds.ts';
import { type Answer, median, percentile, type Question } from '../figures.ts';
import { startReceiver } from '../receiving.ts';
import { prepareJourney, startService } from '../service.ts';
import type { Stage } from '../stage.ts';

const PER_SECOND = 50;
const ROUNDS = 3;
const ROUND_S = 4;

const clock = () => performance.timeOrigin + performance.now();

async function ask(stage: Stage): Promise<Answer> {
  const service = await startService(await stage.makeScene());
  const receiver = await startReceiver();
  const job = await prepareJourney(service, `${receiver.origins[0]}/timed`);
  const rounds: number[][] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const calls = PER_SECOND * (round < 0 ? ROUND_S / 2 : ROUND_S);
    await receiver.ask('begin', '/timed', [calls]);
    const calledAt = new Map<string, number>();
    const answered: Promise<unknown>[] = [];
    const startedAt = clock();
    for (let n = 0; n < calls; n++) {
      await sleep(Math.max(0, startedAt + (n * 1000) / PER_SECOND - clock()));
      const at = clock();
      const call = service.post('/v1/images:process', job).then(({ request_id }) => calledAt.set(request_id!, at));
      call.catch(() => {}); // it is told when all were called
      answered.push(call);
    }
    await Promise.all(answered);
    await receiver.ask('marks');
    const arrivals = await receiver.ask<Record<string, number>>('arrivals');
    if (round >= 0) rounds.push([...calledAt].map(([id, at]) => arrivals[id]! - at));
  }
  await service.stop();
  const of = (p: number) => rounds.map((latencies) => percentile(latencies, p));
  return {
    measured: [
      {
        what: 'call to webhook received, p50',
        unit: 'ms',
        rounds: of(50),
        beside: { 'p90 ms': of(90), 'p99 ms': of(99) },
      },
    ],
    targets: [
      {
        ...BOUNDS.callToWebhook,
        compared: `${PER_SECOND} calls a second, evenly: from before POST /v1/images:process to the webhook’s last byte at the receiver, with an image job in a process of its own between them; nothing is subtracted.`,
        unit: 'ms',
        value: median(of(50)),
        rounds: of(50),
      },
    ],
  };
}

export const latency: Question<Stage> = {
  name: 'latency',
  title: 'From call to webhook',
  meaning: 'How long after handing in a small image job its signed webhook has arrived, when the service is not busy.',
  ask,
};
