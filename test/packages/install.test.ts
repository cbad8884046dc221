/**
 * The packages as they are published: built, packed, installed into an empty project, compiled against and run.
 *
 * Without the network: what they depend on is packed out of node_modules.
 */
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { findOldNode } from '../fixtures/old-node.ts';
import { API_KEY, makeImage, startService } from '../fixtures/service.ts';

const packages = [
  {
    name: '@waybill/client',
    consumer: 'client',
    says: 'succeeded image/webp true invalid-body true',
    /** What its README leaves to the reader, so that it can be compiled. */
    given: 'declare const file: File, photo: File, key: string, from: string, to: string;',
  },
  { name: '@waybill/receiver', consumer: 'receiver', says: 'order.paid refused', given: undefined },
].map((one) => ({ ...one, folder: `src/${one.consumer}` }));

const oldNode = findOldNode();
const nodes = [
  { title: `Node ${process.version}`, path: process.execPath },
  {
    title: oldNode ? `Node ${oldNode.version}` : 'an older Node (needs one of 20 to 22 on the PATH)',
    path: oldNode?.path,
  },
];
/** Strict, with the types of the libraries judged too. */
const projects = {
  'of Node': { module: 'nodenext', lib: ['es2022'], types: ['node'], typeRoots: [resolve('node_modules/@types')] },
  'of a page': { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] },
};

let work: string;
let built: { code: number; output: string };
const packed = new Map<string, { filename: string; files: string[] }>();
/** For the consumers. */
let told: object;

beforeAll(async () => {
  work = join(inject('runDir'), 'packages');
  await mkdir(join(work, 'project'), { recursive: true });
  built = await run('npm', ['run', 'build']);
  for (const { name, folder } of packages) await pack(name, folder);
  const dependencies = Object.fromEntries([...packed].map(([name, { filename }]) => [name, `file:../${filename}`]));
  await writeJson('project/package.json', { name: 'project', private: true, type: 'module', dependencies });
  await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'], join(work, 'project'));
  const service = await startService();
  told = { baseUrl: service.url, apiKey: API_KEY, image: [...(await makeImage({ format: 'png' }))] };
}, 180_000);

/** Packs a package, and with it what it depends on. */
async function pack(name: string, folder: string): Promise<void> {
  const { output } = await run('npm', [
    'pack',
    '--json',
    '--ignore-scripts',
    '--pack-destination',
    work,
    `./${folder}`,
  ]);
  const [{ filename, files }] = JSON.parse(output.slice(output.indexOf('[')));
  packed.set(name, { filename: basename(filename), files: files.map(({ path }: { path: string }) => path).sort() });
  const { dependencies = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  for (const needed of Object.keys(dependencies)) if (!packed.has(needed)) await pack(needed, `node_modules/${needed}`);
}

const writeJson = (file: string, value: unknown) => writeFile(join(work, file), JSON.stringify(value));

function run(command: string, args: string[], cwd = process.cwd()): Promise<{ code: number; output: string }> {
  // What an outer npm tells its scripts is not for an inner one.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_')),
  );
  return new Promise((settle) => {
    execFile(command, args, { cwd, env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      // Tools colour what they say where CI is set, and a test reads words.
      const output = stripVTControlCharacters(stdout + (error ? stderr : ''));
      settle({ code: error ? Number(error.code) || 1 : 0, output });
    });
  });
}

test('publint and are-the-types-wrong find nothing', () => {
  expect(built.code, built.output).toBe(0);
  expect(built.output.match(/\[publint\] No issues found/g)).toHaveLength(packages.length);
  expect(built.output.match(/\[attw\] No problems found/g)).toHaveLength(packages.length);
});

test('what they find fails the build', async () => {
  const copy = join(work, 'faulty');
  for (const path of ['src', 'tsdown.config.ts', 'tsconfig.json', 'package.json', 'LICENSE'])
    await cp(path, join(copy, path), { recursive: true });
  for (const path of ['generated', 'node_modules']) await symlink(resolve(path), join(copy, path));
  const addFile = async (folder: string, file: string, text: string) => {
    await writeFile(join(copy, folder, file), text);
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const exports = { ...manifest.exports, './more': `./${file}` };
    await writeJson(join('faulty', folder, 'package.json'), { ...manifest, files: [...manifest.files, file], exports });
  };
  await addFile('src/client', 'untyped.js', 'export const untyped = 1;');
  await addFile('src/receiver', 'common.js', 'module.exports = 1;');
  const { code, output } = await run('npx', ['tsdown'], copy);
  expect(code).toBe(1);
  expect(output).toMatch(/ERROR .*\[attw\] problems found:[\s\S]*Untyped resolution .* at @waybill\/client\/more/);
  expect(output).toMatch(/ERROR .*\[publint\] .*common\.js/);
}, 120_000);

describe.each(packages)('$name', ({ name, consumer, folder, says, given }) => {
  test('holds its build, its package.json, its README and the license, and nothing else', async () => {
    const { files } = packed.get(name)!;
    expect(files.filter((path) => !path.startsWith('dist/'))).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(files).toEqual(expect.arrayContaining(['dist/index.d.ts', 'dist/index.js']));
    expect(files.filter((path) => path.startsWith('dist/') && !/\.(js|d\.ts)$/.test(path))).toEqual([]);
    expect(await readFile(join(folder, 'LICENSE'), 'utf8')).toBe(await readFile('LICENSE', 'utf8'));
  });

  test('has its comments where editors show them: before what they are about', async () => {
    const types = (await readdir(join(folder, 'dist'))).filter((file) => file.endsWith('.d.ts'));
    const texts = await Promise.all(types.map((file) => readFile(join(folder, 'dist', file), 'utf8')));
    expect(texts.join('\n')).toContain('@description');
    for (const text of texts) expect(text).not.toMatch(/; \/\*\*/);
  });

  test('depends on exact versions, and on nothing that needs a newer Node than itself', async () => {
    const { dependencies = {}, engines } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    expect(engines).toEqual({ node: '>=20' });
    for (const [needed, version] of Object.entries(dependencies)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      const manifest = JSON.parse(await readFile(`node_modules/${needed}/package.json`, 'utf8'));
      expect(manifest.version).toBe(version);
      expect(Number(/\d+/.exec(manifest.engines?.node ?? '0'))).toBeLessThanOrEqual(20);
    }
  });

  describe.each(Object.entries(projects))('in a project %s', (title, compilerOptions) => {
    const source = `${consumer}-${compilerOptions.module}`;

    test(`compiles, strictly and with its own types judged${given ? '; its README and ours too' : ''}`, async () => {
      await cp(`test/packages/consumers/${consumer}.ts`, join(work, `project/${source}/consumer.ts`));
      await writeJson(`project/${source}/tsconfig.json`, {
        compilerOptions: { ...compilerOptions, target: 'es2022', strict: true, skipLibCheck: false },
        files: ['consumer.ts', ...(given && title === 'of Node' ? ['readme.ts', 'house.ts'] : [])],
      });
      const codeOf = async (file: string) =>
        [...(await readFile(file, 'utf8')).matchAll(/```ts\n(.*?)```/gs)].map(([, block]) => block!);
      const blocks = { readme: await codeOf(join(folder, 'README.md')), house: await codeOf('README.md') };
      for (const [file, code] of Object.entries({ ...blocks, house: blocks.house.filter((one) => one.includes(name)) }))
        await writeFile(join(work, `project/${source}/${file}.ts`), [given, ...code, 'export {};'].join('\n'));
      expect(await run('npx', ['tsc', '-p', join(work, 'project', source)])).toEqual({ code: 0, output: '' });
    });

    for (const { title, path } of nodes)
      test.skipIf(!path)(`runs in ${title}`, async () => {
        const url = pathToFileURL(join(work, 'project', source, 'consumer.js'));
        const script = `import('${url}').then((m) => m.consume(${JSON.stringify(told)})).then(console.log)`;
        expect(await run(path!, ['-e', script])).toEqual({ code: 0, output: `${says}\n` });
      });
  });
});
