/**
 * `npm run check:models`: searches the models of the two protocols through, for small bounds, and shows of each amendment
 * what happens without it. Two or three minutes on two cores. `-- --big` takes bigger bounds: much longer, and some GiB.
 *
 * Ends with an error when something wrong can happen, or when an amendment prevents nothing. Needs spin and gcc.
 */
import { parseArgs } from 'node:util';
import { amendments } from './models/amendments.ts';
import { big, small } from './models/bounds.ts';
import { ask, type Finding, missingPrograms, type Question } from './models/spin.ts';

const AT_ONCE = 2;

const { values } = parseArgs({ options: { big: { type: 'boolean', default: false } } });
const missing = await missingPrograms();
if (missing.length > 0) throw new Error(`${missing.join(' and ')} cannot be found (Debian: apt-get install spin gcc)`);

const boundsOf = ({ bounds }: Question) =>
  Object.entries(bounds)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
let isBroken = false;

console.log(row('model', 'asks', 'bounds', 'states', 'depth', 'seconds', ''));
await forAll(values.big ? big : small, (question, { violated, ...found }) => {
  if (violated) isBroken = true;
  console.log(row(...figures(question, found), violated ?? 'holds'));
});
console.log(`\n${row('model', 'asks', 'bounds', 'states', 'depth', 'seconds', 'without')}`);
await forAll(amendments, (amendment, { violated, ...found }) => {
  if (!violated) isBroken = true;
  const { without, prevents, file, line } = amendment;
  const what = violated ? `${without}: ${prevents}` : `${without} PREVENTS NOTHING`;
  console.log(`${row(...figures(amendment, found), what)}\n    ${file}: ${line}`);
});
process.exitCode = isBroken ? 1 : 0;

async function forAll<Q extends Question>(questions: Q[], tell: (question: Q, finding: Finding) => void) {
  const waiting = questions.values();
  const work = async () => {
    for (const question of waiting) tell(question, await ask(question));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

type Figures = [string, string, string, string, string, string];
function figures(question: Question, { states, depth, seconds }: Omit<Finding, 'violated'>): Figures {
  const { model, asks } = question;
  return [model, asks, boundsOf(question), states.toLocaleString('en'), String(depth), seconds.toFixed(1)];
}

function row(model: string, asks: string, bounds: string, states: string, depth: string, seconds: string, end: string) {
  const numbers = [states.padStart(11), depth.padStart(6), seconds.padStart(8)].join('');
  return `${model.padEnd(7)}${asks.padEnd(10)}${bounds.padEnd(36)}${numbers}  ${end}`;
}
