/**
 * `npm run chaos` in half a minute: the same code, the same proof, fewer of everything. `SEED=…` tells the same mishaps and
 * stories again, `LOGS=folder` keeps what the processes print.
 */
import { expect, test } from 'vitest';
import { runChaos } from '../../scripts/chaos/run.ts';

test('what was accepted is done once and told once, whatever is killed, frozen, cut off and sent twice', {
  timeout: 180_000,
}, async ({ signal }) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  const told: string[] = [`SEED=${seed}`];
  const outcome = await runChaos({
    seed,
    count: 700,
    durationMs: 16_000,
    storiesMs: 16_000,
    mishapsMs: 16_000,
    batch: 5,
    servers: 2,
    workers: 3,
    pauseMs: [300, 1200],
    shortMs: [300, 3000],
    isHurried: true,
    logs: process.env.LOGS,
    signal,
    say: (line) => told.push(line),
  });
  const { lost, wrong, happened, ...figures } = outcome;
  console.log(JSON.stringify({ seed, ...happened, ...figures }));
  const story = told.join('\n');
  expect(lost, story).toEqual([]);
  expect(wrong, story).toEqual([]);
  expect(Math.min(outcome.requests, outcome.events)).toBeGreaterThan(0);
  expect(Math.min(...Object.values(happened)), 'something of each kind went wrong').toBeGreaterThan(0);
  expect(outcome.duplicated).toBeGreaterThan(0);
});
