/**
 * What is measured runs in processes of its own and is told what to do by messages; both ends are here.
 *
 * Promise: no child outlives the bench, however that ends: one whose channel closes ends by itself. Programs from elsewhere
 * are stopped with the bench, as far as it gets to do so.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** Has the child do something, and waits for what it answers. One at a time. */
  ask<Reply = void>(verb: string, ...details: unknown[]): Promise<Reply>;
  /** Ends it, by a signal that it may heed, and waits for the end. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** @param name  of a file in `targets/` */
export async function startChild(name: string, env: NodeJS.ProcessEnv, ...details: string[]): Promise<Child> {
  const file = fileURLToPath(new URL(`./targets/${name}.ts`, import.meta.url));
  const child = keep(
    fork(file, details, { env, execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  );
  let waiting: { resolve(reply: unknown): void; reject(error: Error): void } | undefined;
  const reply = () =>
    new Promise<unknown>((resolve, reject) => {
      waiting = { resolve, reject };
    });
  child.on('message', ({ reply, error }: { reply?: unknown; error?: string }) => {
    if (error === undefined) waiting?.resolve(reply);
    else waiting?.reject(new Error(`${name}: ${error}`));
  });
  child.once('exit', (code, signal) => waiting?.reject(new Error(`${name} ended with ${signal ?? code}`)));
  await reply();
  return {
    async ask<Reply>(verb: string, ...given: unknown[]) {
      const replied = reply();
      child.send({ verb, given });
      return (await replied) as Reply;
    },
    stop: () => stop(child),
  };
}

/** The other end: a child that does what it is asked by name, and says that it is ready. */
export function answerTo(verbs: Record<string, (...given: never[]) => unknown>): void {
  process.on('message', async ({ verb, given }: { verb: string; given: never[] }) => {
    try {
      process.send!({ reply: await verbs[verb]!(...given) });
    } catch (error) {
      process.send!({ error: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.once('disconnect', () => process.exit(1));
  process.send!({});
}

/** A program from elsewhere, such as redis-server. */
export async function startProgram(
  path: string,
  args: string[],
  isReady: RegExp,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ stop(): Promise<void> }> {
  const child = keep(spawn(path, args, { env, stdio: ['ignore', 'pipe', 'inherit'] }));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (chunk) => {
      said += chunk;
      if (isReady.test(said)) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${path} ended with ${code}:\n${said}`)));
  });
  return { stop: () => stop(child) };
}

export const stopAll = () => Promise.all([...running].map(stop));

function keep(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
