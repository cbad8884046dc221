/**
 * The stage: real processes on loopback, started again when they die, as a supervisor would.
 *
 * Promise: what was started is stopped, and its folder removed, however the run ends; a process that dies without our doing,
 * or leaves processes behind, is told of.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from '../../src/database/embedded.ts';

export const KEY = 'the-key-of-this-chaos-only';
const ROOT = join(import.meta.dirname, '../..');
const AGAIN_AFTER_MS = 300;
/** A process that ends by itself while it starts has not found its Postgres, and one that is told to stop does not listen yet. */
const YOUNG_MS = 40_000;
/** Longer than a freeze: who is frozen cannot see that its parent is gone. */
const ORPHANS_END_WITHIN_MS = 40_000;
const STOP_WITHIN_MS = 26_000;

export interface Actor {
  /** SIGSTOP, and SIGCONT to the same process when the time is over, whatever has come in its place. */
  freeze(options: { whole: boolean; ms: number }): Promise<void>;
  /** SIGKILL; it is started again after a while. */
  kill(options: { whole: boolean; againAfterMs?: number }): void;
  /** Over its channel, now and to each process that takes its place. */
  tell(message: object): void;
  /** SIGTERM, or at once; it is not started again. */
  stop(options: { gently: boolean }): Promise<void>;
}

export interface Stage {
  dir: string;
  postgres: EmbeddedPostgres;
  killPostgres(): Promise<void>;
  /** A process that leads a group of its own. */
  start(name: string, args: string[], options?: { env?: NodeJS.ProcessEnv; hasChannel?: boolean }): Actor;
  startService(half: 'server' | 'worker', name: string, env?: NodeJS.ProcessEnv): Actor;
  /** What ended or stayed without our doing. */
  troubles: string[];
  clear(): Promise<void>;
}

/** @param logs  a folder for what the processes print; without one it is dropped */
export async function setStage(logs: string | undefined): Promise<Stage> {
  const dir = await mkdtemp(join(tmpdir(), 'waybill-chaos-'));
  if (logs) await mkdir(logs, { recursive: true });
  const troubles: string[] = [];
  const actors = new Set<Actor>();
  /** Of processes that have not all ended, as far as is known: no other group has such an id yet. */
  const groups = new Map<number, Promise<void>>();
  let killed: number | undefined;
  const postgres = await startEmbeddedPostgres({
    dataDir: dir,
    settings: { max_connections: '200' },
    onTrouble: () => {}, // it is we who kill it
  }).catch(async (error) => {
    await rm(dir, { recursive: true, force: true });
    throw error;
  });
  const serviceEnv = {
    DATABASE_URL: postgres.url,
    WAYBILL_DATA_DIR: dir,
    WAYBILL_BOOTSTRAP_API_KEY: KEY,
    WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    npm_lifecycle_event: 'chaos', // as in `npm run server`: who has lost its parent stops
  };

  function start(name: string, args: string[], { env = {}, hasChannel = false } = {}): Actor {
    let child: ChildProcess;
    let startedAt = 0;
    let isStopping = false;
    let told: object | undefined;
    let again: { afterMs: number } | undefined;
    let gone: Promise<unknown>;
    const isYoung = () => performance.now() - startedAt < YOUNG_MS;
    const launch = () => {
      const out = logs ? openSync(join(logs, `${name.replaceAll(' ', '-')}.log`), 'a') : ('ignore' as const);
      startedAt = performance.now();
      child = spawn(process.execPath, args, {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...env },
        stdio: ['ignore', out, out, ...(hasChannel ? (['ipc'] as const) : [])],
        detached: true,
      });
      if (out !== 'ignore') closeSync(out);
      const { pid } = child;
      groups.set(pid!, Promise.resolve());
      child.on('error', () => {}); // of its channel, when it is killed
      if (told) child.send(told, () => {});
      gone = once(child, 'exit').then(([code, signal]) => {
        groups.set(
          pid!,
          untilGroupEnds(name, pid!).finally(() => groups.delete(pid!)),
        );
        if (isStopping) return;
        if (!again && !isYoung()) troubles.push(`${name} ended by itself: ${signal ?? code}`);
        const { afterMs } = again ?? { afterMs: AGAIN_AFTER_MS };
        again = undefined;
        gone = sleep(afterMs).then(() => isStopping || launch());
      });
    };
    launch();
    const isAlive = () => child.exitCode === null && child.signalCode === null;
    const signal = (name: NodeJS.Signals, whole: boolean) => isAlive() && kill(whole ? -child.pid! : child.pid!, name);
    const actor: Actor = {
      async freeze({ whole, ms }) {
        const { pid } = child;
        if (!signal('SIGSTOP', whole)) return;
        await sleep(ms, undefined, { ref: false });
        if (groups.has(pid!)) kill(whole ? -pid! : pid!, 'SIGCONT');
      },
      kill({ whole, againAfterMs = AGAIN_AFTER_MS }) {
        if (!isAlive()) return;
        again = { afterMs: againAfterMs };
        signal('SIGKILL', whole);
      },
      tell(message) {
        told = message;
        if (child.connected) child.send(message, () => {});
      },
      async stop({ gently }) {
        isStopping = true;
        signal('SIGCONT', true);
        signal(gently ? 'SIGTERM' : 'SIGKILL', !gently);
        const isGone = await Promise.race([gone.then(() => true), sleep(STOP_WITHIN_MS, false, { ref: false })]);
        if (!isGone) {
          troubles.push(`${name} did not stop`);
          signal('SIGKILL', true);
        } else if (gently && !isYoung() && child.exitCode !== 0)
          troubles.push(`${name} stopped with ${child.signalCode ?? child.exitCode}`);
        actors.delete(actor);
      },
    };
    actors.add(actor);
    return actor;
  }

  /** Job processes end with their parent, also one that was frozen meanwhile. */
  async function untilGroupEnds(name: string, group: number): Promise<void> {
    for (const until = Date.now() + ORPHANS_END_WITHIN_MS; kill(-group, 0); await sleep(200)) {
      if (Date.now() < until) continue;
      kill(-group, 'SIGKILL');
      troubles.push(`${name} left orphans`);
      return;
    }
  }

  return {
    dir,
    postgres,
    troubles,
    async killPostgres() {
      const pid = Number.parseInt(await readFile(join(postgres.folder, 'postmaster.pid'), 'utf8').catch(() => ''), 10);
      // The file outlives its process: a second kill could reach whoever has that id by then.
      if (pid && pid !== killed) kill(pid, 'SIGKILL');
      killed = pid;
    },
    start,
    startService: (half, name, env) => start(name, ['src/main.ts', half], { env: { ...serviceEnv, ...env } }),
    async clear() {
      await Promise.all([...actors].map((actor) => actor.stop({ gently: false })));
      await Promise.all(groups.values());
      await postgres.stop();
      for (const folder of [postgres.folder, dir]) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @returns false when there is nobody of that id */
function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** @returns ports for so many processes, all different */
export const freePorts = (count: number): Promise<number[]> => Promise.all(Array.from({ length: count }, freePort));
