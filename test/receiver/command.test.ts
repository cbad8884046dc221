/** The command line, as a process of its own: what it sends, what it says, and how it ends. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createReceiver, memoryStore, toNode, verify } from '../../src/receiver/index.ts';
import { type Answer, meaningOf } from '../../src/receiver/kit/post.ts';
import { delayBehind } from '../../src/receiver/kit/send.ts';
import { judge } from '../../src/sending/outcome.ts';
import { backoffMs } from '../../src/sending/retry-schedule.ts';
import { startReceiver, type TestReceiver } from '../fixtures/receiver.ts';
import { listen, SECRET } from '../fixtures/webhooks.ts';

const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ['src/receiver/command.ts', ...args],
      { env: { PATH: process.env.PATH, ...(args.includes('--secret') ? {} : { WAYBILL_SECRET: SECRET }) } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  );
}

let receiver: TestReceiver;
beforeEach(async () => {
  receiver = await startReceiver();
});

describe('send', () => {
  const fast = ['--initial-delay', '20'];

  test('tries again until it is taken, signed afresh under the same id, a line for each attempt', async () => {
    receiver.answers = [500, (response) => response.socket!.destroy(), 302];
    const { code, stdout } = await run('send', `${receiver.url}/hooks?token=t0ken`, '--secret', SECRET, ...fast);
    expect(code).toBe(0);
    const lines = stdout.trim().split('\n');
    const id = receiver.received[0]!.event.event_id;
    expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      expect.stringMatching(
        new RegExp(`^image.processed ${id} attempt 1/10 to ${receiver.url}/hooks: 500 in \\d+ ms, again in 0.0 s$`),
      ),
      expect.stringMatching(/attempt 2\/10 .*: the connection was closed without an answer .*, again in/),
      expect.stringMatching(/attempt 3\/10 .*: 302 in \d+ ms, again in/),
      expect.stringMatching(/attempt 4\/10 .*: 204 in \d+ ms, delivered$/),
    ]);
    expect(stdout).not.toMatch(/t0ken|whsec|v1[,=]/);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    for (const one of receiver.received)
      for (const scheme of ['standard', 'x-signature'] as const) await verify(one, { scheme, secrets: SECRET });
  });

  test.each([
    ['a refusal ends it at once', 422, 1, /refused$/],
    ['410 ends it at once', 410, 1, /gone$/],
    ['no attempts left', 503, 3, /exhausted$/],
  ])('%s', async (_, status, attempts, saying) => {
    receiver.otherwise = status;
    const { code, stdout } = await run('send', receiver.url, '--attempts', '3', ...fast);
    expect([code, receiver.received.length]).toEqual([1, attempts]);
    expect(stdout.trim()).toMatch(saying);
  });

  test('Retry-After is waited for', async () => {
    receiver.answers = [(response) => response.writeHead(429, { 'Retry-After': '1' }).end()];
    const { stdout } = await run('send', receiver.url, ...fast);
    expect(stdout).toContain('again in 1.0 s');
    expect(receiver.received[1]!.at - receiver.received[0]!.at).toBeGreaterThanOrEqual(1000);
    const times = receiver.received.map(({ headers }) => headers['webhook-timestamp']);
    expect(times[1]).not.toBe(times[0]);
  });

  test('type, version, data, subject, id, sequence, several secrets and the bare form are as they are given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-data-'));
    const file = join(folder, 'data.json');
    await writeFile(file, '{"shipment_id": "s-7", "note": "Zoë"}');
    const about = ['--type', 'shipment.updated', '--event-version', '1', '--subject', 's-7', '--event-id', 'evt_mine'];
    await run(
      'send',
      receiver.url,
      ...about,
      '--sequence',
      '4',
      '--data',
      `@${file}`,
      '--secret',
      OTHER,
      '--secret',
      SECRET,
    );
    await run('send', receiver.url, '--bare', '--data', '{}');
    await rm(folder, { recursive: true });
    const [given, bare] = receiver.received;
    expect(given!.event).toMatchObject({
      type: 'shipment.updated',
      event_version: 1,
      subject: 's-7',
      event_id: 'evt_mine',
      sequence: 4,
      data: { shipment_id: 's-7', note: 'Zoë' },
    });
    for (const secrets of [SECRET, OTHER]) await verify(given!, { scheme: 'standard', secrets });
    expect(bare!.event.data).toEqual({});
    await verify(bare!, { scheme: 'x-signature-bare', secrets: SECRET });
  });

  test('what an answer means, and how long is waited, is as the service has it', () => {
    for (let status = 200; status <= 599; status += 1) {
      const outcome = judge({ kind: 'answered', status, retryAfter: undefined, excerpt: null }, 0);
      const remedies = { retry: 'retried', client_error: 'refused', gone: 'gone', blocked_address: '' };
      const expected = outcome.kind === 'delivered' ? 'delivered' : remedies[outcome.remedy];
      expect(meaningOf({ kind: 'answered', status, ms: 1, retryAfterS: null }), String(status)).toBe(expected);
    }
    const answer: Answer = { kind: 'none', reason: 'ECONNREFUSED', ms: 1 };
    for (let attempt = 1; attempt <= 12; attempt += 1)
      for (const random of [0, 0.5, 0.999]) {
        const policy = { initial_delay_ms: 2000, max_delay_ms: 600_000 };
        expect(delayBehind(attempt, answer, { random: () => random })).toBe(backoffMs(attempt, policy, random));
      }
  });
});

describe('check', () => {
  test('says what is wrong and how to mend it, and ends with 1', async () => {
    const takesAll = await listen((_request, response) => response.writeHead(204).end());
    const { code, stdout } = await run('check', takesAll);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ok {7}genuine: a genuine delivery$/m);
    expect(stdout).toMatch(
      /^WRONG {4}forged: .*\n.*signed with another secret: taken \(204 in \d+ ms\).*\n.*answer 400/m,
    );
    expect(stdout).toMatch(/^not seen duplicate: /m);
    expect(stdout).toMatch(/\d+ checks: \d+ wrong, 3 that only --effects-url would show \(.*\)\n$/);
    expect(stdout).not.toContain(SECRET.slice(6));
  });

  test('of a right receiver whose effects are counted finds nothing wrong, and ends with 0', async () => {
    const handled: string[] = [];
    const receive = createReceiver({
      scheme: 'x-signature-bare',
      secrets: SECRET,
      store: memoryStore(),
      handle: async ({ type }) => void (type === 'order.paid' && handled.push(type)),
    });
    const url = await listen((request, response) => {
      if (request.method === 'GET') response.end(`${handled.length}\n`);
      else void toNode(receive)(request, response);
    });
    const { code, stdout } = await run('check', url, '--bare', '--type', 'order.paid', '--effects-url', url);
    expect(stdout).toMatch(/21 checks: nothing wrong\n$/);
    expect(code).toBe(0);
  });

  test('an --effects-url that does not count ends it with 2', async () => {
    const url = await listen((_request, response) => response.end('{"effects": 3}'));
    expect(await run('check', url, '--effects-url', url)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/number alone/),
    });
  });
});

test.each([
  [['check'], /Say a URL/],
  [['sned', 'http://localhost/'], /Say check or send/],
  [['check', 'ftp://localhost/'], /Say a URL/],
  [['check', 'http://localhost/', 'http://localhost/'], /too many/],
  [['check', 'http://localhost/', '--scret', 'x'], /Unknown option/],
  [['check', 'http://localhost/', '--secret', 'x'], /signing secret is/],
  [['check', 'http://localhost/', '--secret', SECRET, '--secret', SECRET], /one secret/],
  [['check', 'http://127.0.0.1:9/'], /gives no answer/],
  [['check', 'http://localhost/', '--secret', ''], /--secret, or WAYBILL_SECRET/],
  [['send', 'http://localhost/', '--type', 'order.lost'], /no order.lost/],
  [['send', 'http://localhost/', '--type', 'order.paid', '--event-version', '7'], /no order.paid in version 7/],
  [['send', 'http://localhost/', '--data', '[1]'], /JSON object/],
  [['send', 'http://localhost/', '--data', '@/none'], /ENOENT/],
  [['send', 'http://localhost/', '--attempts', '0'], /--attempts takes/],
])('what cannot be tried ends with 2 and says why: %j', async (args, saying) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(saying);
});

test('--help and types end with 0', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--effects-url') });
  expect((await run('types')).stdout.split('\n')).toContain('shipment.updated v2');
});
