/** Who takes part: servers and workers on one Postgres, the receivers and the net before them, and the clients. */
import { join } from 'node:path';
import { createApplication } from './application.ts';
import { type Clients, createClients, type Means } from './clients.ts';
import { createShop } from './evidence.ts';
import { CALLBACK } from './judge.ts';
import type { Receiver } from './mishaps.ts';
import { type Registered, register, untilReady, uploadPicture } from './service.ts';
import { type Actor, freePorts, type Stage } from './stage.ts';
import type { Told } from './told.ts';

export interface Cast {
  server: Actor[];
  worker: Actor[];
  receivers: Record<Receiver, Actor>;
  proxy: Actor;
  clients: Clients;
  means: Omit<Means, 'largeShare'>;
  endpoints: Record<'all' | 'shop' | 'hasty' | 'callback', Registered>;
  ledgerFile: string;
  shopUrl: string;
  tellReceiver(name: Receiver, change: Partial<Told>): void;
  /** What the receiver of a path believes from now on, the newest first. */
  believe(path: string, secrets: string[]): void;
}

/** Whose a path is: its first part. */
export const receiverOf = (path: string) => path.split('/')[1] as Receiver;

export async function assemble(
  stage: Stage,
  { seed, servers, workers, signal }: { seed: number; servers: number; workers: number; signal: AbortSignal },
): Promise<Cast> {
  const [proxyPort, ledgerPort, shopPort, ...serverPorts] = await freePorts(3 + servers);
  const urls = serverPorts.map((port) => `http://127.0.0.1:${port}`);
  const env = { WAYBILL_PUBLIC_URL: urls[0] };
  const server = serverPorts.map((port, n) =>
    stage.startService('server', `server ${n}`, { ...env, PORT: String(port) }),
  );
  const worker = Array.from({ length: workers }, (_, n) => stage.startService('worker', `worker ${n}`, env));
  const shopUrl = await createShop(stage.postgres.url);
  const ledgerFile = join(stage.dir, 'ledger');
  const child = (name: string, ...args: (string | number | undefined)[]) =>
    stage.start(name, [`scripts/chaos/${name}.ts`, ...args.map(String)], { hasChannel: true });
  const receivers = {
    ledger: child('ledger', ledgerPort, ledgerFile, seed),
    shop: child('shop', shopPort, shopUrl, seed),
  };
  const proxy = child('proxy', proxyPort, seed, JSON.stringify({ ledger: ledgerPort, shop: shopPort }));
  const proxyUrl = `http://127.0.0.1:${proxyPort}`;

  const clients = createClients(seed, { urls, signal });
  await untilReady(urls, signal);
  const endpoints = await register(clients.insist, proxyUrl);
  const told: Record<Receiver, Told> = { ledger: { mood: 'well', secrets: {} }, shop: { mood: 'well', secrets: {} } };
  for (const { path, scheme, secret } of Object.values(endpoints))
    told[receiverOf(path)].secrets[path] = { scheme, secrets: [secret] };
  const tellReceiver = (name: Receiver, change: Partial<Told>) =>
    receivers[name].tell(Object.assign(told[name], change));
  for (const name of ['ledger', 'shop'] as const) tellReceiver(name, {});
  const application = await createApplication(stage.postgres.url, signal);
  const uploads = {
    small: await uploadPicture(urls[0]!, { width: 32, height: 24 }),
    large: await uploadPicture(urls[0]!, { width: 1600, height: 1200 }),
  };
  return {
    server,
    worker,
    receivers,
    proxy,
    clients,
    means: { uploads, callbackUrl: proxyUrl + CALLBACK, application },
    endpoints,
    ledgerFile,
    shopUrl,
    tellReceiver,
    believe(path, secrets) {
      told[receiverOf(path)].secrets[path]!.secrets = secrets;
      tellReceiver(receiverOf(path), {});
    },
  };
}
