/**
 * The built client where it is to run: in a page of another origin than the service, and in Workers.
 *
 * In Node, installed and with its types, it is in test/packages/.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import vm from 'node:vm';
import { chromium } from 'playwright-core';
import { build } from 'tsdown';
import { beforeAll, expect, inject, test } from 'vitest';
import type { createWaybill } from '../../src/client/index.ts';
import { freePort } from '../../src/database/embedded.ts';
import { API_KEY, makeImage, type Service, startService } from '../fixtures/service.ts';

const CHROMIUM = '/usr/bin/chromium';
/** Nobody installs it with this project: it has 160 MB. `npm install --no-save workerd` brings it. */
const workerd = ['node_modules/.bin', ...(process.env.PATH ?? '').split(delimiter)]
  .map((folder) => join(folder, 'workerd'))
  .find(existsSync);

/** What the web has, and this client needs. */
const web = {
  ...{ AbortController, AbortSignal, Blob, clearTimeout, crypto, DOMException, fetch, FormData, Headers, performance },
  ...{ ReadableStream, Request, Response, setTimeout, TextDecoder, URL },
};
interface Bundle {
  run(given: object): Promise<object>;
  createWaybill: typeof createWaybill;
}

let service: Service;
let folder: string;
let options: { baseUrl: string; apiKey: string; image: number[] };
beforeAll(async () => {
  service = await startService();
  options = { baseUrl: service.url, apiKey: API_KEY, image: [...(await makeImage({ format: 'png' }))] };
  folder = join(inject('runDir'), 'client-in-runtimes');
  const alone = { platform: 'neutral', target: 'es2022', deps: { alwaysBundle: /./ }, dts: false } as const;
  const shared = { ...alone, cwd: process.cwd(), config: false, logLevel: 'error', outDir: folder } as const;
  await build({ ...shared, entry: { client: 'src/client/index.ts', journey: 'test/client/runtimes/journey.js' } });
  await build({
    ...shared,
    clean: false,
    format: 'iife',
    globalName: 'bundle',
    entry: { script: 'test/client/runtimes/script.js' },
  });
});

const arrived = () => ({
  size: options.image.length,
  last: 'succeeded',
  isForward: true,
  held: 'succeeded',
  mediaType: 'image/webp',
  webp: 'WEBP',
  quick: 'succeeded',
  isListed: true,
  refusal: 'invalid-body',
  callId: true,
  statuses: [304, 204, 200, 204],
  reason: 'enough',
});

test('where there is nothing but what the web has: no process, no Buffer, no modules', async () => {
  const script = await readFile(join(folder, 'script.iife.js'), 'utf8');
  const context = vm.createContext(web);
  vm.runInContext(`${script}; globalThis.bundle = bundle`, context);
  expect(vm.runInContext('typeof process + typeof Buffer + typeof require', context)).toBe('undefined'.repeat(3));
  const done = await (context.bundle as Bundle).run(options);
  expect(JSON.parse(JSON.stringify(done))).toEqual(arrived());
});

test('where streams cannot be sent, they are collected before', async () => {
  class WithoutStreams extends Request {
    constructor(url: string | URL | Request, init?: RequestInit) {
      super(url, init?.body instanceof ReadableStream ? { ...init, body: String(init.body) } : init);
    }
  }
  const script = await readFile(join(folder, 'script.iife.js'), 'utf8');
  const context = vm.createContext({ ...web, Request: WithoutStreams });
  vm.runInContext(`${script}; globalThis.bundle = bundle`, context);
  const waybill = (context.bundle as Bundle).createWaybill(options);
  const image = new Uint8Array(options.image);
  expect(await waybill.upload(new Blob([image]).stream(), 'image/png')).toMatchObject({ size: image.length });
});

test.skipIf(!existsSync(CHROMIUM))(`in a page of another origin (needs ${CHROMIUM})`, async () => {
  const pages = createServer(async ({ url }, response) => {
    if (url!.startsWith('/moved')) return response.writeHead(302, { Location: service.url }).end();
    const isScript = url!.endsWith('.js');
    response.writeHead(200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? await readFile(join(folder, url!)) : '<!doctype html><title>A page</title>');
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/`);
    const done = await page.evaluate(`(async () => {
      const [client, { journey }] = await Promise.all([import('/client.js'), import('/journey.js')]);
      const moved = client.createWaybill({ baseUrl: location.origin + '/moved', apiKey: 'a-key' });
      const redirected = await moved.untilEnded('req_1').catch((error) => error.message);
      return { ...await journey(client, ${JSON.stringify(options)}), redirected };
    })()`);
    expect(done).toEqual({ ...arrived(), redirected: expect.stringContaining('a redirect, which is not followed') });
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]); // the browser tells of refusals too
  } finally {
    await browser.close();
    pages.close();
  }
});

test.skipIf(!workerd)('in workerd, the runtime of Workers (needs it on the PATH)', async () => {
  const port = await freePort();
  const [client, journey] = ['client.js', 'journey.js'].map(
    (file) => `(name = "./${file}", esModule = embed "${file}")`,
  );
  await writeFile(
    join(folder, 'worker.js'),
    `import * as client from './client.js';
    import { journey } from './journey.js';
    export default {
      async fetch(request) {
        try {
          return Response.json(await journey(client, await request.json()));
        } catch (error) {
          return new Response(error.stack, { status: 500 });
        }
      },
    };`,
  );
  await writeFile(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = (
          modules = [(name = "worker.js", esModule = embed "worker.js"), ${client}, ${journey}],
          compatibilityDate = "2026-01-01",
        )),
        (name = "internet", network = (allow = ["private"])),
      ],
      sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
    );`,
  );
  const child = spawn(workerd!, ['serve', join(folder, 'config.capnp')], { stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    const call = () => fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify(options) });
    let answer: Response | undefined;
    while (!answer) {
      answer = await call().catch(() => undefined);
      if (!answer) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    expect(JSON.parse(text)).toEqual(arrived());
  } finally {
    child.kill('SIGKILL');
  }
});
