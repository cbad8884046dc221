/** What the README says that can be typed in, typed in. */
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort } from '../../src/database/embedded.ts';
import { API_KEY, startService } from '../fixtures/service.ts';

const hasCurl = (() => {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

test.skipIf(!hasCurl)(
  'a partner registers, fails, and gets what was missed, with curl alone (needs curl)',
  async () => {
    const { url } = await startService();
    const readme = readFileSync('README.md', 'utf8');
    const [, script] = /<!-- partner -->\n```sh\n([\s\S]+?)```/.exec(readme)!;
    const port = String(await freePort());
    const { stdout } = await promisify(execFile)(
      'sh',
      // Whatever goes wrong, its receiver ends with it.
      [
        '-eu',
        '-c',
        `trap '[ "$RECEIVER" = 0 ] || kill "$RECEIVER" 2>/dev/null || :' EXIT; RECEIVER=0; ${script!}`
          .replace('W=localhost:8080', `W=${url}`)
          .replaceAll('9000', port),
      ],
      { env: { PATH: process.env.PATH, KEY: API_KEY } },
    );
    const answers = stdout.split('\n').filter((line) => line.startsWith('{'));
    const told = answers.flatMap((line) => line.split(/(?<=})(?={)/)).map((line) => JSON.parse(line));
    const [dead, pinged, redriven, summary, delivered, replayed] = told.filter((body) => !('occurred_at' in body));
    expect(dead).toMatchObject({ state: 'dead', dead_reason: 'attempts_exhausted', attempts_made: 2 });
    expect(dead.attempts.map((attempt: { error_code: string }) => attempt.error_code)).toEqual(
      Array(2).fill('connect_failed'),
    );
    expect(pinged).toMatchObject({ delivery_id: expect.any(String) });
    expect(redriven).toMatchObject({ state: 'pending' });
    expect(summary).toEqual({ queued: 1, skipped: 0 });
    expect(delivered).toMatchObject({ state: 'delivered', delivery_id: dead.delivery_id, attempts_made: 3 });
    expect(replayed).toMatchObject({ type: 'replay', status: 'succeeded' });
    const received = told.filter((body) => 'occurred_at' in body);
    expect(received.map(({ type }) => type)).toEqual(['endpoint.ping', 'order.created', 'order.paid', 'order.paid']);
    expect(received[1].event_id).toBe(dead.event_id);
    expect(received[3].event_id).toBe(received[2].event_id);
  },
);
