/** The two packages as they are published: ESM and its types, with what they take from `generated/` inside. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  hooks: {
    'build:done': async ({ options: { outDir } }: { options: { outDir: string } }) => {
      for (const name of (await readdir(outDir)).filter((file) => file.endsWith('.d.ts'))) {
        const path = join(outDir, name);
        await writeFile(path, commentsBefore(await readFile(path, 'utf8')));
      }
    },
  },
} as const;

/** The bundler puts a comment behind what comes before; editors show it with what it is about only from a line of its own. */
const commentsBefore = (types: string) => types.replaceAll(/; (\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\n( *)/g, ';\n$2$1\n$2');

export default defineConfig([
  { ...published, cwd: 'src/client', entry: 'index.ts' },
  {
    ...published,
    cwd: 'src/receiver',
    entry: { index: 'index.ts', kit: 'kit/index.ts', command: 'command.ts' },
    deps: { neverBundle: [/^node:/] },
  },
]);
