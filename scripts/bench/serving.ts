/** A server to be measured, a process of its own, as the bench sees it. */
import { type Child, startChild } from './children.ts';
import { KEYS, makeKeys } from './load.ts';
import type { Scene } from './stage.ts';

export interface Serving extends Child {
  url: string;
  keys: string[];
}

export async function startServing(
  kind: 'stored' | 'bare',
  { env, key }: Pick<Scene, 'env' | 'key'>,
  keys = KEYS,
): Promise<Serving> {
  const child = await startChild('server', env, kind);
  const url = await child.ask<string>('url');
  return { ...child, url, keys: await makeKeys(url, key, keys) };
}
