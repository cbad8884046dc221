/**
 * One run: everything is started, clients work while things go wrong, then all is left in peace until everything has come;
 * and the judge has the last word.
 *
 * Promise: what went wrong, and what clients did, can be told again by the seed.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClients } from './clients.ts';
import { createShop, readEvidence } from './evidence.ts';
import { type Arrival, CALLBACK, createBook, findMissing, judge, SHOP, type Verdict } from './judge.ts';
import type { Told } from './ledger.ts';
import { drawMishaps, type Mishap, type Plan, type Receiver, tell } from './mishaps.ts';
import { hasDeadLetters, readStates, register, untilReady, uploadPicture } from './service.ts';
import { type Actor, freePorts, type Stage, setStage } from './stage.ts';

export interface Options extends Plan {
  seed: number;
  /** Requests and events to be accepted. */
  count: number;
  /** They are spread over so long, if the service keeps up. */
  durationMs: number;
  /** Stories that have not begun by then are not told. */
  storiesMs: number;
  /** Then nothing more goes wrong, if it has not ended before with the last story: a slow machine would never get there. */
  mishapsMs: number;
  /** The most events that are published in one call. */
  batch: number;
  /** Do operators enable endpoints again when their receivers are well? Else the breakers find out, every 30 s. */
  isHurried: boolean;
  logs: string | undefined;
  signal: AbortSignal;
  say(line: string): void;
}

export interface Outcome extends Verdict {
  requests: number;
  events: number;
  happened: { kills: number; freezes: number; 'Postgres kills': number; receivers: number };
  /** Requests that were run more than once, and calls that were made again. */
  rerun: number;
  retries: number;
}

const CLIENTS = 24;
/** A receiver that was started again listens after so long. */
const BOOT_MS = 2_000;
/** Of the requests about so many have a picture that takes some time: long enough to be killed meanwhile. */
const LARGE_ONES = 2000;
/** Nothing more has come for so long: what has not, is lost. A breaker asks every 30 s, a silent worker's work waits for 20. */
const GIVE_UP_MS = 75_000;
/** Copies that the proxy holds back, and what a worker that comes back may still do. */
const LOOK_EVERY_MS = 500;
const SETTLE_MS = 3_000;
const OVERLAP_S = 20;
/** Longer than a freeze and an attempt together: what was signed before the rotation has come or never will. */
const OLD_SECRET_MS = 40_000;

export async function runChaos(options: Options): Promise<Outcome> {
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  const stage = await setStage(options.logs);
  const interrupted = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([play(stage, { ...options, signal }), interrupted]);
  } finally {
    over.abort(); // of whoever still waits for an answer
    await stage.clear();
  }
}

async function play(stage: Stage, options: Options): Promise<Outcome> {
  const { seed, signal, say } = options;
  const [proxyPort, ledgerPort, shopPort, ...serverPorts] = await freePorts(3 + options.servers);
  const urls = serverPorts.map((port) => `http://127.0.0.1:${port}`);
  const env = { WAYBILL_PUBLIC_URL: urls[0] };
  const actors = {
    server: serverPorts.map((port, n) => stage.startService('server', `server ${n}`, { ...env, PORT: String(port) })),
    worker: Array.from({ length: options.workers }, (_, n) => stage.startService('worker', `worker ${n}`, env)),
  };
  const shopUrl = await createShop(stage.postgres.url);
  const file = join(stage.dir, 'ledger');
  const child = (name: string, ...args: (string | number)[]) =>
    stage.start(name, [`scripts/chaos/${name}.ts`, ...args.map(String)], { hasChannel: true });
  const receivers: Record<Receiver, Actor> = {
    ledger: child('ledger', ledgerPort!, file, seed),
    shop: child('shop', shopPort!, shopUrl, seed),
  };
  const proxy = child('proxy', proxyPort!, seed, JSON.stringify({ ledger: ledgerPort, shop: shopPort }));
  const proxyUrl = `http://127.0.0.1:${proxyPort}`;

  const clients = createClients(seed, { urls, signal });
  const { accepted, insist } = clients;
  await untilReady(urls, signal);
  const told: Record<Receiver, Told> = { ledger: { mood: 'well', secrets: {} }, shop: { mood: 'well', secrets: {} } };
  const tellReceiver = (name: Receiver, change: Partial<Told>) =>
    receivers[name].tell(Object.assign(told[name], change));
  const endpoints = await register(insist, proxyUrl);
  for (const { path, scheme, secret } of Object.values(endpoints))
    for (const each of Object.values(told)) each.secrets[path] = { scheme, secrets: [secret] };
  for (const name of ['ledger', 'shop'] as const) tellReceiver(name, {});
  const uploads = {
    small: await uploadPicture(urls[0]!, { width: 32, height: 24 }),
    large: await uploadPicture(urls[0]!, { width: 1600, height: 1200 }),
  };

  // Mishaps
  const happened = { kills: 0, freezes: 0, 'Postgres kills': 0, receivers: 0 };
  const passing = new Set<Promise<void>>();
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`;
  let isOver = false;
  async function befall(mishap: Mishap): Promise<void> {
    switch (mishap.kind) {
      case 'kill':
        happened.kills += 1;
        return actors[mishap.half][mishap.index]!.kill(mishap);
      case 'freeze':
        happened.freezes += 1;
        return actors[mishap.half][mishap.index]!.freeze(mishap);
      case 'kill Postgres':
        happened['Postgres kills'] += 1;
        return stage.killPostgres();
      case 'restart receiver':
        happened.receivers += 1;
        receivers[mishap.receiver].kill({ whole: true, againAfterMs: mishap.ms });
        await sleep(mishap.ms + BOOT_MS, undefined, { ref: false });
        return enable(mishap.receiver);
      case 'mood':
        happened.receivers += 1;
        tellReceiver(mishap.receiver, { mood: mishap.mood });
        await sleep(mishap.ms, undefined, { ref: false });
        tellReceiver(mishap.receiver, { mood: 'well' });
        return enable(mishap.receiver);
    }
  }
  async function enable(receiver: Receiver): Promise<void> {
    if (!options.isHurried) return;
    for (const { id, path } of Object.values(endpoints))
      if (path.split('/')[1] === receiver)
        await insist('enable', `/v1/webhook-endpoints/${id}`, { method: 'PATCH', body: { status: 'enabled' } });
  }
  async function goWrong(): Promise<void> {
    for (const { afterMs, mishap } of drawMishaps(seed, options)) {
      await sleep(afterMs, undefined, { ref: false });
      if (isOver || signal.aborted || performance.now() - startedAt > options.mishapsMs) break;
      say(
        `${seconds()}  ${String(accepted.requests.size + accepted.events.size).padStart(6)} accepted; ${tell(mishap)}`,
      );
      const passed = befall(mishap).finally(() => passing.delete(passed));
      passing.add(passed);
    }
    await Promise.all(passing);
  }

  /** In the middle of it all: new secrets, and dead letters sent again. */
  async function change(): Promise<void> {
    await sleep(options.durationMs / 2, undefined, { ref: false });
    for (const { id, path } of [endpoints.all, endpoints.shop]) {
      const name = path === SHOP ? 'shop' : 'ledger';
      const { body } = await insist<{ secret: string }>(
        `rotate-${seed}${path.replaceAll('/', '-')}`,
        `/v1/webhook-endpoints/${id}/rotate-secret`,
        { body: { overlap_seconds: OVERLAP_S } },
      );
      const rule = told[name].secrets[path]!;
      rule.secrets = [body.secret, ...rule.secrets];
      tellReceiver(name, {});
      say(`${seconds()}  the secret of ${path} is rotated`);
      void sleep(OLD_SECRET_MS, undefined, { ref: false }).then(() => {
        rule.secrets = [body.secret];
        tellReceiver(name, {});
      });
    }
    await redrive();
  }
  let redrives = 0;
  const redrive = () => {
    redrives += 1;
    const body = { endpoint_id: endpoints.hasty.id };
    return insist(`redrive-${seed}-${redrives}`, '/v1/deliveries/redrive', { body });
  };

  const means = {
    uploads,
    largeShare: Math.min(0.4, LARGE_ONES / options.count),
    callbackUrl: proxyUrl + CALLBACK,
  };
  const worked = clients.work({ ...options, atOnce: CLIENTS, means });
  await Promise.all([
    worked.finally(() => {
      isOver = true;
    }),
    goWrong(),
    change(),
  ]);

  // Peace
  proxy.tell({ isCalm: true });
  const { requests, events } = accepted;
  say(`${seconds()}  ${requests.size} requests and ${events.size} events are accepted; peace`);
  await Promise.all([enable('ledger'), enable('shop')]);
  const evidence = await readEvidence(file, shopUrl);
  const book = createBook();
  const arrivals: Arrival[] = [];
  const look = async () => {
    for (const arrival of await evidence.newArrivals()) {
      arrivals.push(arrival);
      book.add(arrival.path, arrival);
    }
    const effects = await evidence.effects();
    for (const effect of effects) book.add(SHOP, effect);
    return effects;
  };
  for (let giveUpAt = Date.now() + GIVE_UP_MS, fewest = Number.POSITIVE_INFINITY; ; await sleep(LOOK_EVERY_MS)) {
    await look();
    const missing = findMissing(accepted, book).length;
    if (missing === 0 || Date.now() > giveUpAt) break;
    if (missing < fewest) giveUpAt = Date.now() + GIVE_UP_MS;
    fewest = Math.min(fewest, missing);
    if (await hasDeadLetters(insist, endpoints.hasty)) await redrive();
  }
  await sleep(SETTLE_MS);
  const effects = await look();
  await evidence.close();
  const { states, rerun, unreadable } = await readStates(insist);
  say(`${seconds()}  everything has come that will`);
  const verdict = judge(accepted, { arrivals, effects, states });
  for (const half of [actors.server, actors.worker])
    await Promise.all(half.map((actor) => actor.stop({ gently: true })));
  return {
    ...verdict,
    wrong: [...verdict.wrong, ...unreadable, ...clients.surprises, ...stage.troubles],
    requests: requests.size,
    events: events.size,
    happened,
    rerun,
    retries: clients.retries(),
  };
}
