/** What receivers are told over their channel, and how they hear it. */
import type { Scheme } from '../../src/receiver/index.ts';
import type { Mood } from './mishaps.ts';

/** At the start, and whenever something of it changes. */
export interface Told {
  mood: Mood;
  /** By path: what is signed there, and with what. */
  secrets: { [path: string]: { scheme: Scheme; secrets: string[] } };
}

/** In the process of a receiver, which ends with its parent. @returns what it was told last; it is empty until `isTold` */
export function hearParent(): { told: Told; isTold: Promise<void> } {
  const told = {} as Told;
  const { promise: isTold, resolve } = Promise.withResolvers<void>();
  process.on('message', (message: Told) => {
    Object.assign(told, message);
    resolve();
  });
  process.on('disconnect', () => process.exit());
  return { told, isTold };
}
