/**
 * The recipes of CONTRIBUTING.md, followed step by step in a copy of the repository: what they promise holds, and they
 * need no file that they do not name.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let folder: string;
let copy: string;
beforeAll(async () => {
  folder = await mkdtemp(join(inject('runDir'), 'recipes-'));
  copy = join(folder, 'copy');
  const files = (await git(process.cwd(), 'ls-files', '--cached', '--others', '--exclude-standard')).split('\n');
  // A worktree may have a link there, which is not what .gitignore calls a folder.
  for (const file of files.filter((file) => file && file !== 'node_modules'))
    await cp(file, join(copy, file)).catch(ignoreMissing); // deleted, and not committed yet
  // A folder of its own with the same packages: caches that tools keep in it are not shared.
  await mkdir(join(copy, 'node_modules'));
  for (const name of (await readdir('node_modules')).filter((name) => !name.startsWith('.vite')))
    await symlink(resolve('node_modules', name), join(copy, 'node_modules', name));
  await git(copy, 'init', '--quiet');
  await commit();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ignoreMissing = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'ENOENT') throw error;
};

/** Runs a command of the copy, with nothing of the environment of this test. @returns its exit code and all that it said */
async function run(cwd: string, command: string, ...args: string[]): Promise<{ code: number; output: string }> {
  const file = join(folder, `${command}.log`);
  const log = await open(file, 'w');
  try {
    const path = [join(cwd, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(':');
    const quiet = { NO_COLOR: '1', npm_config_update_notifier: 'false', GIT_CONFIG_NOSYSTEM: '1' };
    const env = { PATH: path, HOME: folder, ...quiet };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', log.fd, log.fd] });
    const [code] = await once(child, 'exit');
    return { code, output: await readFile(file, 'utf8') };
  } finally {
    await log.close();
  }
}

async function succeed(command: string, ...args: string[]): Promise<void> {
  const { code, output } = await run(copy, command, ...args);
  expect(code, output).toBe(0);
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const nobody = ['-c', 'safe.directory=*', '-c', 'user.name=nobody', '-c', 'user.email=nobody@example.com'];
  const { code, output } = await run(cwd, 'git', ...nobody, ...args);
  expect(code, output).toBe(0);
  return output;
}

const commit = async () => {
  await git(copy, 'add', '--all');
  await git(copy, 'commit', '--quiet', '--message', 'A step');
};

/** Puts the files of a fixture where they belong, those below a folder only. They are text until then: nothing here compiles them. */
async function add(fixture: string, below: string): Promise<void> {
  const from = join('test/fixtures/recipes', fixture);
  for (const entry of await readdir(join(from, below), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const to = join(copy, path.slice(from.length + 1).replace(/\.txt$/, ''));
    await mkdir(dirname(to), { recursive: true });
    await cp(path, to);
  }
}

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(join(copy, file), 'utf8');
  const after = before.replace(from, to);
  expect(after, `${file} has no ${from}`).not.toBe(before);
  await writeFile(join(copy, file), after);
}

async function listEvents(names: string[]): Promise<void> {
  const messages = names.map((name) => `      ${name}: { $ref: events/${name}.yaml#/message }\n`);
  await edit('specs/asyncapi.yaml', /^operations:/m, `${messages.join('')}operations:`);
  const sent = names.map((name) => `      - $ref: "#/channels/webhooks/messages/${name}"\n`);
  await edit('specs/asyncapi.yaml', '      - $ref: "#/channels/', `${sent.join('')}$&`);
}

/** What the compiler says of the service, without its tests: that is what the recipes promise, in half of the time. */
async function compile(): Promise<string> {
  await writeFile(join(copy, 'tsconfig.src.json'), '{ "extends": "./tsconfig.json", "include": ["src", "generated"] }');
  const { output } = await run(copy, 'tsc', '--project', 'tsconfig.src.json');
  await rm(join(copy, 'tsconfig.src.json'));
  return output;
}

/**
 * Files that a recipe of CONTRIBUTING.md names, as patterns: what is quoted and looks like a path.
 *
 * @param values  what its `<placeholders>` stand for
 */
async function namedBy(title: string, values: Record<string, string[]>): Promise<RegExp[]> {
  const contributing = await readFile('CONTRIBUTING.md', 'utf8');
  const [recipe] = contributing.split(`### Recipe: ${title}\n`)[1]!.split(/^##/m);
  const quoted = [...recipe!.replaceAll('\n', ' ').matchAll(/`([^`]+)`/g)].map(([, text]) => text!.replace(/ +/g, ' '));
  const paths = quoted.filter((text) => /^[\w-]+\/[\w./-]*$/.test(text.replaceAll(/<[^>]*>/g, 'x')));
  if (quoted.includes('npm run generate')) paths.push('generated/');
  for (const page of ['README', 'CHANGELOG']) if (recipe!.includes(page)) paths.push(`${page}.md`);
  const escaped = (text: string) => text.replaceAll(/[.*+?()[\]{}|\\^$]/g, '\\$&');
  return paths.map((path) => {
    const pattern = path.split(/<([^>]*)>/).map((part, index) => {
      if (index % 2 === 0) return escaped(part);
      expect(Object.keys(values), `the recipe says <${part}>`).toContain(part);
      return `(${values[part]!.map(escaped).join('|')})`;
    });
    return new RegExp(`^${pattern.join('')}${path.endsWith('/') ? '' : '$'}`);
  });
}

/** What has been changed is what the recipe names, and each place that it names is there. */
async function expectNamed(patterns: RegExp[]): Promise<void> {
  await git(copy, 'add', '--all', '--intent-to-add');
  const changed = (await git(copy, 'diff', '--name-only')).trim().split('\n');
  expect(changed.filter((file) => !patterns.some((pattern) => pattern.test(file)))).toEqual([]);
  const files = (await git(copy, 'ls-files')).split('\n');
  expect(patterns.filter((pattern) => !files.some((file) => pattern.test(file)))).toEqual([]);
}

const EVENTS = ['text.digested', 'text.digest_failed', 'text.digest_canceled'];

test('a new job type', { timeout: 120_000 }, async () => {
  await add('job', 'specs/jobs'); // 1
  await edit(
    'specs/resources/file.yaml',
    / +text\/html: .*\n/,
    '$&          text/plain: { schema: { $ref: "#/Bytes" } }\n',
  );
  await add('job', 'specs/events'); // 2
  await edit('specs/openapi.yaml', '  /v1/requests:', '  /v1/texts:digest: { $ref: jobs/text-digest.yaml#/path }\n$&'); // 3
  await listEvents(EVENTS.map((type) => `${type}.v1`));
  await succeed('npm', 'run', 'generate');
  const missing = await compile();
  expect(missing).toMatch(/^src\/jobs\/registry\.ts/m);
  expect(missing).toContain(`Property '"text-digest"' is missing`);
  await add('job', 'src'); // 4
  await edit(
    'src/jobs/registry.ts',
    'import { report }',
    `import { textDigest } from './handlers/text-digest.ts';\n$&`,
  );
  await edit('src/jobs/registry.ts', '} satisfies Handlers', `  'text-digest': textDigest,\n$&`);
  await add('job', 'test');
  await edit(
    'README.md',
    /\| `POST \/v1\/documents:sign` .*\n/,
    '$&| `POST /v1/texts:digest` | the digest of a text | its digits |\n',
  ); // 5
  await edit('CHANGELOG.md', '### Added\n', '$&- `POST /v1/texts:digest`: the digest of a text.\n');
  await expectNamed(await namedBy('a new job type', { name: ['text-digest'], type: EVENTS }));
  await commit();
});

test('a new event version', { timeout: 120_000 }, async () => {
  await add('event', 'specs'); // 1
  await listEvents(['order.created.v2']);
  await edit('specs/events/order.created.v1.yaml', 'OrderCreatedV1:\n', '$&  deprecated: true\n');
  await succeed('npm', 'run', 'generate');
  const missing = await compile();
  expect(missing).toMatch(/^src\/events\/render\.ts/m); // 2
  expect(missing).toContain(`Property '"order.created"' is missing`);
  expect(missing).toMatch(/^src\/jobs\/handlers\/report\/sales\.ts.*Type '1' is not assignable to type '2'/m);
  await add('event', 'src');
  await edit(
    'src/events/render.ts',
    'import { shipmentUpdated }',
    `import { orderCreated } from './versions/order-created.ts';\n$&`,
  );
  await edit('src/events/render.ts', 'const casts = {', `$& 'order.created': orderCreated,`);
  await edit('src/jobs/handlers/report/sales.ts', `'order.created': 1`, `'order.created': 2`);
  await add('event', 'test');
  await edit('CHANGELOG.md', '### Added\n', '$&- `order.created`, version 2: orders of guests.\n');
  await expectNamed(
    await namedBy('a new event version', { type: ['order.created'], 'type, with hyphens': ['order-created'] }),
  );
});

test('what the recipes have made is checked and tested as everything is', { timeout: 400_000 }, async () => {
  await succeed('biome', 'check', '--write', 'src', 'test');
  const tests = [
    'test/journey/text-digest.test.ts',
    'test/events/versions/order-created.test.ts',
    'test/contract/specs.test.ts',
    'test/contract/suite.test.ts', // takes the new operation by itself
  ];
  const checked = run(copy, 'npm', 'run', 'check');
  const tested = run(copy, 'vitest', 'run', '--maxWorkers=1', ...tests);
  for (const { code, output } of await Promise.all([checked, tested])) expect(code, output).toBe(0);
});
