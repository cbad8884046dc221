/**
 * One run: everything is started, clients work while things go wrong, then all is left in peace until everything has come;
 * and the judge has the last word.
 *
 * Promise: what goes wrong, and what clients do, is told again by the seed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { assemble, type Cast, receiverOf } from './cast.ts';
import { readEvidence } from './evidence.ts';
import { type Arrival, createBook, type Effect, findMissing, judge, SHOP, type Verdict } from './judge.ts';
import { drawMishaps, type Mishap, type Plan, type Receiver, tell } from './mishaps.ts';
import { hasDeadLetters, readStates } from './service.ts';
import { type Stage, setStage } from './stage.ts';

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
  /** A folder for what the processes print. */
  logs: string | undefined;
  signal: AbortSignal;
  say(line: string): void;
}

interface Happened {
  kills: number;
  freezes: number;
  postgresKills: number;
  ofReceivers: number;
}

export interface Outcome extends Verdict {
  requests: number;
  events: number;
  happened: Happened;
  /** Requests that were run more than once, and calls that were made again. */
  rerun: number;
  retries: number;
}

const CLIENTS = 24;
/** Of the requests about so many have a picture that takes some time: long enough to be killed meanwhile. */
const LARGE_ONES = 1000;
/** A receiver that was started again listens after so long. */
const BOOT_MS = 2_000;
const LOOK_EVERY_MS = 500;
/** Nothing more has come for so long: what has not, is lost. A breaker asks every 30 s, a silent worker's work waits for 20. */
const GIVE_UP_MS = 75_000;
/** Copies that the proxy holds back, and what a worker that comes back may still do. */
const SETTLE_MS = 3_000;
const OVERLAP_S = 20;
/** Longer than a freeze and an attempt together: what was signed before the rotation has come, or never will. */
const OLD_SECRET_MS = 40_000;

/** A time during which nobody is kept from ending. */
const pass = (ms: number) => sleep(ms, undefined, { ref: false });

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
  const cast = await assemble(stage, options);
  const { clients, endpoints } = cast;
  const { requests, events } = clients.accepted;
  const startedAt = performance.now();
  const say = (line: string) => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
    options.say(`${seconds} s  ${String(requests.size + events.size).padStart(6)} accepted  ${line}`);
  };
  const enable = async (receiver: Receiver) => {
    if (!options.isHurried) return;
    for (const { id, path } of Object.values(endpoints))
      if (receiverOf(path) === receiver)
        await clients.insist('enable', `/v1/webhook-endpoints/${id}`, { method: 'PATCH', body: { status: 'enabled' } });
  };
  let redrives = 0;
  const redrive = async () => {
    redrives += 1;
    const body = { endpoint_id: endpoints.hasty.id };
    await clients.insist(`redrive-${options.seed}-${redrives}`, '/v1/deliveries/redrive', { body });
  };

  const worked = new AbortController();
  const largeShare = Math.min(0.4, LARGE_ONES / options.count);
  const work = clients.work({ ...options, atOnce: CLIENTS, means: { ...cast.means, largeShare } });
  const [happened] = await Promise.all([
    goWrong(stage, cast, { ...options, say, enable, until: AbortSignal.any([options.signal, worked.signal]) }),
    pass(options.durationMs / 2)
      .then(() => rotate(cast, options.seed, say))
      .then(redrive),
    work.finally(() => worked.abort()),
  ]);

  cast.proxy.tell({ isCalm: true });
  say('now there is peace');
  await Promise.all([enable('ledger'), enable('shop')]);
  const evidence = await untilAllHasCome(cast, redrive);
  const { states, rerun, unreadable } = await readStates(clients.insist);
  say('all has come that will');
  await cast.means.application.close();
  await Promise.all([...cast.server, ...cast.worker].map((actor) => actor.stop({ gently: true })));
  const verdict = judge(clients.accepted, { ...evidence, states });
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

interface Going extends Options {
  /** When everybody has done their work, or nobody wants to know any more. */
  until: AbortSignal;
  /** What an operator does when a receiver is well again. */
  enable(receiver: Receiver): Promise<void>;
}

async function goWrong(stage: Stage, cast: Cast, { seed, mishapsMs, until, say, enable, ...plan }: Going) {
  const happened: Happened = { kills: 0, freezes: 0, postgresKills: 0, ofReceivers: 0 };
  const { receivers, tellReceiver } = cast;

  /** Resolves when it is over. */
  async function befall(mishap: Mishap): Promise<void> {
    switch (mishap.kind) {
      case 'kill':
        happened.kills += 1;
        return cast[mishap.half][mishap.index]!.kill(mishap);
      case 'freeze':
        happened.freezes += 1;
        return cast[mishap.half][mishap.index]!.freeze(mishap);
      case 'kill Postgres':
        happened.postgresKills += 1;
        return stage.killPostgres();
      case 'restart receiver':
        happened.ofReceivers += 1;
        receivers[mishap.receiver].kill({ whole: true, againAfterMs: mishap.ms });
        await pass(mishap.ms + BOOT_MS);
        return enable(mishap.receiver);
      case 'mood':
        happened.ofReceivers += 1;
        tellReceiver(mishap.receiver, { mood: mishap.mood });
        await pass(mishap.ms);
        tellReceiver(mishap.receiver, { mood: 'well' });
        return enable(mishap.receiver);
    }
  }

  const endsAt = performance.now() + mishapsMs;
  const goingOn: Promise<void>[] = [];
  for (const { afterMs, mishap } of drawMishaps(seed, plan)) {
    await pass(afterMs);
    if (until.aborted || performance.now() > endsAt) break;
    say(tell(mishap));
    const whole = befall(mishap);
    whole.catch(() => {}); // it is asked below
    goingOn.push(whole);
  }
  await Promise.all(goingOn);
  return happened;
}

/** In the middle of it all. The old secret is forgotten when nothing that it signed can come any more. */
async function rotate({ clients, endpoints, believe }: Cast, seed: number, say: (line: string) => void): Promise<void> {
  for (const { id, path, secret } of [endpoints.all, endpoints.shop]) {
    const { body } = await clients.insist<{ secret: string }>(
      `rotate-${seed}${path.replaceAll('/', '-')}`,
      `/v1/webhook-endpoints/${id}/rotate-secret`,
      { body: { overlap_seconds: OVERLAP_S } },
    );
    believe(path, [body.secret, secret]);
    say(`the secret of ${path} is rotated`);
    void pass(OLD_SECRET_MS).then(() => believe(path, [body.secret]));
  }
}

/** Until nothing is missing, or nothing more comes. What dies at the hasty endpoint is redriven. */
async function untilAllHasCome(
  { clients, endpoints, ledgerFile, shopUrl }: Cast,
  redrive: () => Promise<void>,
): Promise<{ arrivals: Arrival[]; effects: Effect[] }> {
  const evidence = await readEvidence(ledgerFile, shopUrl);
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
  try {
    for (let giveUpAt = Date.now() + GIVE_UP_MS, fewest = Number.POSITIVE_INFINITY; ; await sleep(LOOK_EVERY_MS)) {
      await look();
      const missing = findMissing(clients.accepted, book).length;
      if (missing === 0 || Date.now() > giveUpAt) break;
      if (missing < fewest) giveUpAt = Date.now() + GIVE_UP_MS;
      fewest = Math.min(fewest, missing);
      if (await hasDeadLetters(clients.insist, endpoints.hasty)) await redrive();
    }
    await sleep(SETTLE_MS);
    return { effects: await look(), arrivals };
  } finally {
    await evidence.close();
  }
}
