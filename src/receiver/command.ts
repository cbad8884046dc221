#!/usr/bin/env node
/**
 * `waybill-receiver`: the conformance kit and the test sender, on the command line.
 *
 * Promise: the exit code tells. `check`: 0 nothing is wrong, 1 something is. `send`: 0 delivered, 1 not. Both: 2 when it
 * could not be tried.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkReceiver, type Finding } from './kit/check.ts';
import { EXAMPLES, makeEvent } from './kit/delivery.ts';
import { sendEvent } from './kit/send.ts';
import { keysOf } from './sign.ts';

const USAGE = `Usage:
  waybill-receiver check <url> --secret whsec_…    what is wrong with a receiver, and how to mend it
  waybill-receiver send <url> --secret whsec_…     one event, signed, and tried again until it is taken
  waybill-receiver types                           the event types that can be sent

Both:
  --secret <whsec_…>       as the receiver has it; or WAYBILL_SECRET in the environment, which no list of processes shows
  --type <type>            the event type; by default ${EXAMPLES[0]!.type}
  --bare                   X-Signature as bare hex
  --timeout <seconds>      of one attempt; by default 15
check:
  --effects-url <url>      answers GET with the number of effects so far: else what duplicates do is not seen
send:
  --event-version <n>      by default the newest
  --data <json | @file>    instead of the example's
  --subject <text>  --event-id <id>  --sequence <n>
  --secret                 again, for the second secret of a rotation
  --attempts <n>           by default 10
  --initial-delay <ms>     behind the first attempt, then doubling; by default 2000

The events of check look real: run it against a receiver whose effects do no harm.`;

class Misuse extends Error {}

const options = {
  secret: { type: 'string', multiple: true },
  type: { type: 'string' },
  bare: { type: 'boolean', default: false },
  timeout: { type: 'string', default: '15' },
  'effects-url': { type: 'string' },
  'event-version': { type: 'string' },
  data: { type: 'string' },
  subject: { type: 'string' },
  'event-id': { type: 'string' },
  sequence: { type: 'string' },
  attempts: { type: 'string', default: '10' },
  'initial-delay': { type: 'string', default: '2000' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Misuse((error as Error).message);
  }
}
type Values = ReturnType<typeof readArguments>['values'];

async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [command, target, ...rest] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (command === 'types') {
    for (const { type, event_version } of EXAMPLES) console.log(`${type} v${event_version}`);
    return 0;
  }
  if (command !== 'check' && command !== 'send') throw new Misuse('Say check or send.');
  if (rest.length > 0) throw new Misuse(`There is an argument too many: ${rest[0]}`);
  const url = readUrl(target, 'a URL');
  return command === 'check' ? check(url, values) : send(url, values);
}

async function check(url: string, values: Values): Promise<number> {
  const [secret, ...others] = readSecrets(values);
  if (others.length > 0) throw new Misuse('check takes one secret.');
  const effectsUrl = values['effects-url'] && readUrl(values['effects-url'], 'a URL for --effects-url');
  const findings = await checkReceiver(url, {
    secret: secret!,
    xSignature: values.bare ? 'bare' : 'labelled',
    timeoutMs: readNumber(values.timeout, '--timeout') * 1000,
    ...(values.type && { type: values.type }),
    ...(effectsUrl && { countEffects: () => countEffects(effectsUrl) }),
    onFinding: (finding) => console.log(shown(finding)),
  });
  const count = (verdict: Finding['verdict']) => findings.filter((finding) => finding.verdict === verdict).length;
  const [wrong, unseen] = [count('wrong'), count('unseen')];
  const hint =
    unseen > 0
      ? `, ${unseen} that only --effects-url would show (a URL of yours that answers GET with the number of effects)`
      : '';
  console.log(`\n${findings.length} checks: ${wrong === 0 ? 'nothing wrong' : `${wrong} wrong`}${hint}`);
  return wrong === 0 ? 0 : 1;
}

const MARKS = { right: 'ok      ', wrong: 'WRONG   ', unseen: 'not seen' };

function shown({ check: name, sends, verdict, got, mend }: Finding): string {
  const line = `${MARKS[verdict]} ${name}: ${sends}`;
  return verdict === 'wrong' ? `${line}\n         ${got}\n         ${mend}` : line;
}

async function countEffects(url: string): Promise<number> {
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
  const text = (await response.text()).trim();
  if (!response.ok || !/^\d+$/.test(text))
    throw new Misuse('--effects-url must answer GET with 200 and a number alone.');
  return Number(text);
}

async function send(url: string, values: Values): Promise<number> {
  const version = values['event-version'];
  const event = makeEvent({
    ...(values.type && { type: values.type }),
    ...(version && { version: readNumber(version, '--event-version') }),
  });
  if (values.data !== undefined) event.data = await readData(values.data);
  if (values.subject !== undefined) event.subject = values.subject;
  if (values['event-id'] !== undefined) event.event_id = values['event-id'];
  if (values.sequence !== undefined) event.sequence = readNumber(values.sequence, '--sequence');
  const outcome = await sendEvent(url, event, {
    keys: readSecrets(values),
    xSignature: values.bare ? 'bare' : 'labelled',
    maxAttempts: readNumber(values.attempts, '--attempts'),
    initialDelayMs: readNumber(values['initial-delay'], '--initial-delay'),
    timeoutMs: readNumber(values.timeout, '--timeout') * 1000,
    log: (line) => console.log(line),
  });
  return outcome === 'delivered' ? 0 : 1;
}

function readSecrets({ secret = [process.env.WAYBILL_SECRET ?? ''] }: Values): string[] {
  if (secret.join('') === '') throw new Misuse('Give the secret of the endpoint: --secret, or WAYBILL_SECRET.');
  for (const one of secret) keysOf(one);
  return secret;
}

function readUrl(text: string | undefined, what: string): string {
  if (!text || !URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Misuse(`Say ${what} that begins with http:// or https://.`);
  return text;
}

function readNumber(text: string, name: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Misuse(`${name} takes a whole number above 0.`);
  return Number(text);
}

async function readData(given: string) {
  try {
    const data: unknown = JSON.parse(given.startsWith('@') ? await readFile(given.slice(1), 'utf8') : given);
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as { [member: string]: unknown };
  } catch (error) {
    throw new Misuse(`--data: ${(error as Error).message}`);
  }
  throw new Misuse('--data takes a JSON object.');
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const { message } = error as Error;
  console.error(error instanceof Misuse ? `${message}\n\n${USAGE}` : message);
  process.exitCode = 2;
}
