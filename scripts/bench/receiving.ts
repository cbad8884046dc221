/** The far side of deliveries, a process of its own, as the bench sees it. */
import { type Child, startChild } from './children.ts';

export interface Receiver extends Child {
  /** Each is one host and port. */
  origins: string[];
}

export async function startReceiver(): Promise<Receiver> {
  const child = await startChild('receiver', { PATH: process.env.PATH });
  return { ...child, origins: await child.ask<string[]>('origins') };
}

/** The first of them come while everything starts: that is not counted, for nobody. */
const NOT_COUNTED = 1 / 8;

/** Has so many deliveries sent to a path. @returns how many a second arrived there */
export async function rateAt(
  receiver: Receiver,
  path: string,
  count: number,
  send: () => Promise<void>,
): Promise<number> {
  const from = Math.ceil(count * NOT_COUNTED);
  await receiver.ask('begin', path, [from, count]);
  await send();
  const [fromAt, lastAt] = await receiver.ask<[number, number]>('marks');
  return ((count - from) / (lastAt - fromAt)) * 1000;
}
