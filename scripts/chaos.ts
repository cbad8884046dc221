/**
 * `npm run chaos`: servers, workers, receivers and Postgres are killed and frozen at random while clients work, and what was
 * promised is proved from what the receivers wrote down. Ends with an error when anything is lost or wrong.
 *
 * `SEED=…` tells the same mishaps and stories again (not the same timing); `N=100000` accepts so many requests and events,
 * which takes as long as it takes; `LOGS=folder` keeps what the processes print.
 */
import { runChaos } from './chaos/run.ts';

const DEFAULT_COUNT = 5_000;
/** In which they are accepted; longer when they are many. */
const DURATION_MS = 110_000;
const EACH_MS = 6;
/** For everything, whatever hangs. */
const limitMs = (count: number) => 8 * 60_000 + count * 25;
const NAMED = 30;
/** So many are told in larger calls, and left in peace a little longer: else they would never come through open breakers. */
const MASS = 20_000;

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const count = Number(process.env.N ?? DEFAULT_COUNT);
if (!Number.isSafeInteger(seed) || !(count >= 1)) {
  console.error('SEED is an integer, and N a number of requests and events.');
  process.exit(1);
}

const isMass = count >= MASS;
const durationMs = Math.max(DURATION_MS, count * EACH_MS);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => stop.abort(new Error(`interrupted by ${signal}`)));
// The shell of an npm script does not pass a signal on.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop.abort(new Error('its parent is gone')), 500).unref();
setTimeout(() => stop.abort(new Error('it took too long')), limitMs(count)).unref();

console.log(`SEED=${seed} N=${count} npm run chaos`);
try {
  const outcome = await runChaos({
    seed,
    count,
    durationMs,
    servers: 2,
    workers: 3,
    pauseMs: isMass ? [2000, 10_000] : [500, 4000],
    shortMs: [500, 8000],
    storiesMs: Number.POSITIVE_INFINITY,
    mishapsMs: 3 * durationMs,
    batch: isMass ? 20 : 5,
    isHurried: isMass,
    logs: process.env.LOGS,
    signal: stop.signal,
    say: console.log,
  });
  const { lost, wrong, happened } = outcome;
  for (const finding of [...lost, ...wrong].slice(0, NAMED)) console.error(finding);
  if (lost.length + wrong.length > NAMED) console.error(`… and ${lost.length + wrong.length - NAMED} more`);
  console.log(
    [
      `SEED=${seed}: ${outcome.requests + outcome.events} accepted (${outcome.requests} requests, ${outcome.events} events)`,
      `${happened.kills} kills, ${happened.freezes} freezes, ${happened.postgresKills} Postgres kills`,
      `${happened.ofReceivers} mishaps of receivers`,
      `${outcome.rerun} requests run again, ${outcome.retries} calls made again`,
      `${lost.length} lost, ${wrong.length} wrong`,
      `${outcome.duplicated} duplicated (${outcome.copied} of them by the proxy)`,
      `longest stall ${(outcome.longestStallMs / 1000).toFixed(1)} s`,
    ].join(', '),
  );
  process.exit(lost.length + wrong.length > 0 ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error && stop.signal.aborted ? error.message : error);
  process.exit(stop.signal.aborted ? 130 : 1);
}
