/** `npm start` as a person uses it: stopped by Ctrl-C, started again on its data, killed, and started again. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/database/embedded.ts';
import { type ServiceProcess, startProcess } from '../fixtures/processes.ts';
import { makeImage } from '../fixtures/service.ts';

let dataDir: string;
let port: number;
const started: ServiceProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'waybill-start-'));
  port = await freePort();
});
afterAll(async () => {
  for (const each of started) each.signal('SIGKILL');
  const pid = Number(
    (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
  );
  if (pid) process.kill(pid, 'SIGQUIT');
  await rm(dataDir, { recursive: true, force: true });
});

async function start(env: NodeJS.ProcessEnv = {}) {
  const service = startProcess(undefined, { PORT: String(port), WAYBILL_DATA_DIR: dataDir, ...env });
  started.push(service);
  await service.until('listening on http://');
  return service;
}

async function call(path: string, init: RequestInit = {}) {
  const key = await readFile(join(dataDir, 'api-key'), 'utf8');
  return fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${key}`, ...init.headers },
  });
}

// Four boots, beside tests that keep both cores busy.
test('it starts from nothing, says how to try it, and goes on with its data after Ctrl-C and after kill -9', {
  timeout: 120_000,
}, async () => {
  const first = await start();
  await first.until('Try it');
  expect(first.output()).toContain('127.0.0.0/8'); // what may be called is said
  const upload = await call('/v1/uploads', {
    method: 'POST',
    headers: { 'Content-Type': 'image/jpeg' },
    body: (await makeImage()) as never,
  });
  const { upload_id } = (await upload.json()) as { upload_id: string };
  const body = JSON.stringify({ upload_id, operations: [{ rotate: 90 }] });
  const accepted = await call('/v1/images:process', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  const { request_id } = (await accepted.json()) as { request_id: string };
  const status = async () => ((await (await call(`/v1/requests/${request_id}`)).json()) as { status: string }).status;
  while ((await status()) !== 'succeeded') await new Promise((resolve) => setTimeout(resolve, 50));

  first.signal('SIGINT', true); // as a terminal does
  expect(await first.exited).toEqual({ code: 0, signal: null });

  const second = await start();
  expect(await status()).toBe('succeeded');

  second.signal('SIGKILL');
  await second.exited;
  const third = await start();
  expect(await status()).toBe('succeeded');

  const fourth = startProcess(undefined, { PORT: String(await freePort()), WAYBILL_DATA_DIR: dataDir });
  expect(await fourth.exited).toMatchObject({ code: 1 });
  expect(fourth.output()).toContain('Another Waybill uses the data folder');
  expect(await status()).toBe('succeeded');

  third.signal('SIGTERM');
  expect(await third.exited).toEqual({ code: 0, signal: null });
});

test('a bad setting is refused by its name', async () => {
  const service = startProcess(undefined, {
    PORT: 'http',
    WAYBILL_ALLOWED_NETWORKS: '10.0.0.0/8,nonsense',
    WAYBILL_DATA_DIR: dataDir,
  });
  expect(await service.exited).toMatchObject({ code: 1 });
  expect(service.output()).toMatch(/PORT is not a port/);
  expect(service.output()).toMatch(/WAYBILL_ALLOWED_NETWORKS names what is no network: nonsense/);
  const production = startProcess(undefined, { NODE_ENV: 'production', WAYBILL_DATA_DIR: dataDir });
  expect(await production.exited).toMatchObject({ code: 1 });
  expect(production.output()).toMatch(/DATABASE_URL is not set/);
});

test('it ends when the shell that npm started it by has ended', { timeout: 60_000 }, async () => {
  const shell = spawn('sh', ['-c', `"${process.execPath}" src/main.ts; :`], {
    env: { PATH: process.env.PATH, PORT: String(port), WAYBILL_DATA_DIR: dataDir, npm_lifecycle_event: 'start' },
    stdio: 'ignore',
  });
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/livez`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isUp, { timeout: 30_000 }).toBe(true);
  shell.kill('SIGTERM');
  await expect.poll(isUp, { timeout: 20_000 }).toBe(false);
});
