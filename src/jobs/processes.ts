/**
 * The pool of processes that handlers run in (tinypool).
 *
 * Promise: a run ends, whatever its handler does: an abort is told to the handler, and its process is killed when it
 * has not stopped within JOB_ABORT_GRACE_MS.
 */
import { Tinypool } from 'tinypool';
import { JOB_ABORT_GRACE_MS, JOB_HEAP_MIB } from '../limits.ts';
import { type AbortMessage, type ChildOutcome, type ChildTask, type ProgressMessage, runName } from './messages.ts';

const TELL_EVERY_MS = 50;

export type ProcessOutcome = ChildOutcome | { kind: 'crashed'; message: string };

export interface JobProcesses {
  /** Resolves with what happened; it never rejects. */
  run(task: ChildTask, watch: { signal: AbortSignal; onProgress(done: number): void }): Promise<ProcessOutcome>;
  stop(): Promise<void>;
}

/**
 * @param size  handlers that run at the same time
 * @param onTrouble  told of a process that died between two runs
 */
export function startJobProcesses(size: number, onTrouble: (error: Error) => void): JobProcesses {
  const pool = new Tinypool({
    filename: new URL('./child.ts', import.meta.url).href,
    runtime: 'child_process',
    minThreads: size,
    maxThreads: size,
    isolateWorkers: false,
    execArgv: [`--max-old-space-size=${JOB_HEAP_MIB}`],
  });
  // A process that dies while it has nothing to do has no run to fail; tinypool starts another.
  pool.on('error', onTrouble);
  return {
    async run(task, { signal, onProgress }) {
      const kill = new AbortController();
      let tell: ((message: AbortMessage) => void) | undefined;
      let telling: NodeJS.Timeout | undefined;
      let grace: NodeJS.Timeout | undefined;
      const onAbort = () => {
        // Again and again: a process that is only starting does not hear it yet.
        telling = setInterval(() => tell?.({ abort: runName(task) }), TELL_EVERY_MS);
        grace = setTimeout(() => kill.abort(), JOB_ABORT_GRACE_MS);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) onAbort();
      try {
        return await pool.run(task, {
          signal: kill.signal,
          channel: {
            onMessage: (send) => {
              tell = send;
            },
            postMessage: ({ progress }: ProgressMessage) => onProgress(progress),
          },
        });
      } catch (error) {
        return { kind: 'crashed', message: String(error) };
      } finally {
        clearInterval(telling);
        clearTimeout(grace);
        signal.removeEventListener('abort', onAbort);
      }
    },
    stop: () => pool.destroy(),
  };
}
