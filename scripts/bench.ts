/**
 * `npm run bench`: what each promise costs, as ratios of medians over rounds that take turns in one run; a machine that
 * gets slower slows both sides. It ends with an error when a minimum is missed, or when something could not be asked.
 *
 * `npm run bench -- accept growth` asks these only. Figures and plots are in bench-report/ afterwards.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stopAll } from './bench/children.ts';
import { verdictOf } from './bench/figures.ts';
import { machineFacts } from './bench/machine.ts';
import { accept } from './bench/questions/accept.ts';
import { deliveries } from './bench/questions/deliveries.ts';
import { following } from './bench/questions/following.ts';
import { growth } from './bench/questions/growth.ts';
import { isolation } from './bench/questions/isolation.ts';
import { journey } from './bench/questions/journey.ts';
import { latency } from './bench/questions/latency.ts';
import { memory } from './bench/questions/memory.ts';
import { slowReceivers } from './bench/questions/slow-receivers.ts';
import { wire } from './bench/questions/wire.ts';
import { workers } from './bench/questions/workers.ts';
import { type Asked, renderReport } from './bench/report.ts';
import { openStage } from './bench/stage.ts';
import { printAnswer, printOnDisk, printTargets } from './bench/table.ts';

const QUESTIONS = [
  accept,
  deliveries,
  slowReceivers,
  isolation,
  growth,
  latency,
  journey,
  workers,
  wire,
  memory,
  following,
];
const OUT = join(import.meta.dirname, '..', 'bench-report');

const names = process.argv.slice(2);
const unknown = names.filter((name) => !QUESTIONS.some((question) => question.name === name));
if (unknown.length > 0) {
  const known = QUESTIONS.map(({ name }) => name).join(', ');
  console.error(`There is no ${unknown.join(', ')}: say ${known}, or nothing for all.`);
  process.exit(1);
}

const startedAt = performance.now();
const stage = await openStage();
let isLeaving = false;
const leave = async () => {
  isLeaving = true;
  await stopAll();
  await stage.stop();
};
process.once('uncaughtException', (error) => {
  console.error(error);
  void leave().finally(() => process.exit(1));
});
process.once('SIGINT', () => void leave().finally(() => process.exit(130)));
process.once('SIGTERM', () => void leave().finally(() => process.exit(143)));

const asked: Asked[] = [];
let facts: Awaited<ReturnType<typeof machineFacts>> = [];
try {
  facts = await machineFacts(stage);
  for (const [name, value] of facts) console.log(`${name.padEnd(22)}${value}`);
  for (const question of QUESTIONS) {
    if (names.length > 0 && !names.includes(question.name)) continue;
    console.log(`\n${question.title} (${question.name})`);
    const askedAt = performance.now();
    const seconds = () => (performance.now() - askedAt) / 1000;
    try {
      const answer = await question.ask(stage);
      asked.push({ question, answer, seconds: seconds() });
      printAnswer(answer);
    } catch (error) {
      if (isLeaving) break;
      // What the others have found, or will find, is worth having.
      console.error(String((error as Error).stack).slice(0, 2_000));
      const why = `it failed: ${(error as Error).message.split('\n')[0]}`;
      asked.push({
        question,
        answer: { measured: [], unmeasured: [{ what: question.title, why }] },
        seconds: seconds(),
      });
      process.exitCode = 1;
    }
    if (isLeaving) break;
    await stopAll();
    await stage.clear();
  }
} finally {
  await leave();
}

const targets = asked.flatMap(({ answer }) => answer.targets ?? []);
printOnDisk(asked.flatMap(({ answer }) => answer.measured));
if (targets.length > 0) printTargets(targets);
facts.push(['Took', `${Math.round((performance.now() - startedAt) / 1000)} s`]);
const at = new Date();
await mkdir(OUT, { recursive: true });
await writeFile(join(OUT, 'index.html'), renderReport({ facts, asked, at }));
await writeFile(join(OUT, 'figures.json'), `${JSON.stringify({ at, facts, asked }, null, 1)}\n`);
console.log(`${facts.at(-1)!.join(' ')}; with plots in bench-report/index.html`);
if (targets.some((target) => verdictOf(target) === 'MISSED')) process.exitCode = 1;
