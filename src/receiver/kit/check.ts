/**
 * The conformance kit: sends to a receiver what Waybill sends, and what it never would, and says what is wrong with the
 * answers and how to mend it.
 *
 * Promises: it sends to the one URL that it is given, a bounded number of deliveries; their events look real, and are of
 * subjects that are made up, so let it be a receiver whose effects do no harm. What it cannot see it says.
 */
import { fromBase64, keysOf, type SigningKey, webCryptoHmac } from '../sign.ts';
import { CHECKS, type Check, type Sender } from './checks.ts';
import { makeEvent, signDelivery, unixNow } from './delivery.ts';
import { type Answer, meaningOf, post, said, shown } from './post.ts';

export interface CheckOptions {
  /** `whsec_…`, as the receiver has it. */
  secret: string;
  /** The form of X-Signature. Default `labelled`. */
  xSignature?: 'labelled' | 'bare';
  /** The event type to check by: one that the receiver does something with. Default: the first of the contract. */
  type?: string;
  /** How many effects the receiver has had so far. Without it, what duplicates do is not seen. */
  countEffects?: () => Promise<number>;
  /** For how long after the answers an effect too many may still come. Default 150 ms. */
  settleMs?: number;
  /** Of one attempt. Default 15 s, as Waybill. */
  timeoutMs?: number;
  /** Called with each finding as it is made. */
  onFinding?(finding: Finding): void;
}

export interface Finding {
  check: string;
  sends: string;
  /** `unseen`: the answers are right, and what counts cannot be seen by them. */
  verdict: 'right' | 'wrong' | 'unseen';
  /** What is wrong, or what came. */
  got: string;
  /** What to do about it. */
  mend?: string;
}

/** Of the time that it has: what answers later than that will be too late on a bad day. */
const LATE = 2 / 3;
/** For effects that a receiver has a little after its answer. */
const EFFECT_TIMEOUT_MS = 3000;
const TIMEOUT_MS = 15_000;

/**
 * @returns a finding for each check; only the first when the receiver refuses what is genuine
 * @throws TypeError when the secret is malformed or there is no such type; Error when nobody answers at all
 */
export async function checkReceiver(url: string, options: CheckOptions): Promise<Finding[]> {
  const sender = senderTo(url, options);
  const { settleMs = 150, timeoutMs = TIMEOUT_MS } = options;
  let { countEffects } = options;
  const findings: Finding[] = [];
  /** How long the effect of the first took: behind a check that counts none, those of this receiver are waited for. */
  let effectMs = 0;
  for (const check of CHECKS) {
    const before = await countEffects?.();
    const answers = await check.send(sender);
    const isFirst = check.name === 'genuine';
    if (isFirst && answers.it?.kind === 'none') throw new Error(`${shown(url)} gives no answer: ${answers.it.reason}`);
    let finding = judge(check, answers, countEffects !== undefined, LATE * timeoutMs);
    const isRefused = isFirst && meaningOf(answers.it!) !== 'delivered';
    if (isRefused) finding = { ...finding, mend: (await findWrongKey(sender)) ?? finding.mend! };
    if (finding.verdict !== 'wrong' && before !== undefined && check.effects !== undefined) {
      const startedAt = performance.now();
      const effects = await settledEffects(countEffects!, before, check.effects, settleMs);
      if (isFirst) effectMs = performance.now() - startedAt;
      if (effects !== check.effects) {
        finding = { ...finding, verdict: 'wrong', got: `${effects} effects, not ${check.effects}`, mend: check.mend };
        if (isFirst) {
          finding.mend = `Count the effects of ${sender.event().type}, or name another type: the others are not judged.`;
          countEffects = undefined;
        }
      }
    }
    if (countEffects && check.effects === undefined) await sleep(2 * effectMs);
    findings.push(finding);
    options.onFinding?.(finding);
    if (isRefused) break;
  }
  return findings;
}

function senderTo(url: string, options: CheckOptions): Sender {
  const { secret, xSignature = 'labelled', type, timeoutMs = TIMEOUT_MS } = options;
  const random = crypto.getRandomValues(new Uint8Array(32));
  return {
    secret,
    xSignature,
    foreignSecret: `whsec_${btoa(String.fromCharCode(...random))}`,
    event: () => makeEvent(type === undefined ? {} : { type }),
    async deliver(event, over = {}, change) {
      const signed = await signDelivery(event, { keys: [secret], xSignature, ...over });
      change?.(signed);
      return post(url, signed, timeoutMs);
    },
  };
}

function judge(
  { name, sends, expects, isSeenByEffects, mend }: Check,
  answers: Record<string, Answer>,
  seesEffects: boolean,
  lateMs: number,
): Finding {
  const all = Object.entries(answers);
  const faults = all.flatMap(([what, answer]) => {
    const fault = faultOf(answer, expects, lateMs);
    return fault ? [what === 'it' ? fault : `${what}: ${fault}`] : [];
  });
  const isNeverTaken = expects === 'taken once' && meaningOf(all.at(-1)![1]) !== 'delivered';
  if (isNeverTaken) faults.push(`even after the others it is not taken (${said(all.at(-1)![1])})`);
  const base = { check: name, sends };
  if (faults.length > 0) return { ...base, verdict: 'wrong', got: faults.join('; '), mend };
  const got = [...new Set(all.map(([, answer]) => (answer.kind === 'answered' ? String(answer.status) : 'none')))].join(
    ', ',
  );
  if (isSeenByEffects && !seesEffects) return { ...base, verdict: 'unseen', got };
  return { ...base, verdict: 'right', got };
}

/** @returns what is wrong with it, in words; undefined when nothing is */
function faultOf(answer: Answer, expects: Check['expects'], lateMs: number): string | undefined {
  const meaning = meaningOf(answer);
  const came = said(answer);
  if (meaning === 'gone') return `${came}: 410 tells Waybill to disable the endpoint`;
  if (expects === 'refused') {
    if (meaning === 'delivered') return `taken (${came}), and it is not genuine`;
    return meaning === 'retried' ? `${came}: that asks for another try of it; 400 does not` : undefined;
  }
  if (meaning === 'delivered')
    return answer.ms > lateMs ? `${came}: Waybill waits 15 s; store it, answer, and work later` : undefined;
  if (meaning === 'refused') return expects === 'settled' ? undefined : `${came}: a dead letter at once`;
  if (expects === 'taken once') return undefined;
  const isRedirect = answer.kind === 'answered' && answer.status >= 300 && answer.status <= 399;
  return `${came}: ${isRedirect ? 'redirects are not followed' : 'tried again, in vain if it stays so'}`;
}

async function settledEffects(
  count: () => Promise<number>,
  before: number,
  expected: number,
  settleMs: number,
): Promise<number> {
  const deadline = Date.now() + EFFECT_TIMEOUT_MS;
  while ((await count()) - before < expected && Date.now() < deadline) await sleep(20);
  await sleep(settleMs);
  return (await count()) - before;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Sends what would be genuine to the usual mistakes. @returns how to mend the one that is made */
async function findWrongKey({ secret, event, deliver }: Sender): Promise<string | undefined> {
  const text = (value: string) => webCryptoHmac(new TextEncoder().encode(value));
  const { standard, xSignature } = keysOf(secret);
  const base64 = secret.slice('whsec_'.length);
  const body = JSON.stringify(event());
  const overBody = async (key: Uint8Array<ArrayBuffer>) => {
    const mac = await webCryptoHmac(key);
    return () => mac(new TextEncoder().encode(body));
  };
  const mistakes: [SigningKey, string][] = [
    [
      { standard: await text(secret), xSignature: await webCryptoHmac(fromBase64(base64)) },
      'It takes the wrong bytes as its key. Of webhook-signature the key is what the part behind whsec_ encodes in base64; of X-Signature it is the whole secret as text.',
    ],
    [
      { standard: await text(base64), xSignature: await text(base64) },
      'It takes the part behind whsec_ as text for its key. Of webhook-signature the key is what that part encodes in base64; of X-Signature it is the whole secret.',
    ],
    [
      { standard: await overBody(standard), xSignature: await overBody(xSignature) },
      'It verifies the body alone. The time is signed too: `<id>.<time>.<body>` in webhook-signature, `<time>.<body>` in X-Signature.',
    ],
  ];
  for (const [key, mend] of mistakes) {
    const answer = await deliver(JSON.parse(body), { keys: [key], body, timestamp: unixNow() });
    if (meaningOf(answer) === 'delivered') return mend;
  }
  return undefined;
}
