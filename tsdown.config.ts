/** The two packages as they are published: ESM and its types, with what they take from `generated/` inside. */
import { defineConfig } from 'tsdown';

const published = {
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  clean: true,
  copy: { from: '../../LICENSE', to: '.' },
  // What publint or attw find is an error, not a line that passes by.
  failOnWarn: true,
  publint: true,
  attw: { profile: 'esm-only' },
} as const;

export default defineConfig([
  { ...published, cwd: 'src/client', entry: 'index.ts' },
  {
    ...published,
    cwd: 'src/receiver',
    entry: { index: 'index.ts', kit: 'kit/index.ts', command: 'command.ts' },
    deps: { neverBundle: [/^node:/] },
  },
]);
