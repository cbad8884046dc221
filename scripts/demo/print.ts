/** How the demo speaks: chapters, what happened when, and what was answered. */
import { styleText } from 'node:util';

const startedAt = performance.now();

export const clock = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s`;
export const chapter = (text: string) => console.log(`\n${styleText('bold', text)}`);
export const say = (text: string, at = clock()) => console.log(`${styleText('dim', at)}  ${text}`);
export const show = (text: string) =>
  console.log(text.replaceAll(/^/gm, '         ').replaceAll(/^.*$/gm, (line) => styleText('cyan', line)));
export const kib = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;
