/** No secret reaches a log, whatever it is called and wherever it hides. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { redact } from '../../src/telemetry/log.ts';

test.each([
  ['Authorization: Bearer wb_abc123', 'wb_abc123'],
  ['Bearer some-bootstrap-key-here', 'some-bootstrap-key-here'],
  ['secret whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw== is', 'MfKQ9'],
  ['connecting to postgres://waybill:hunter2@127.0.0.1/x', 'hunter2'],
  ['GET https://a.example/x?token=s3cret&b=c', 's3cret'],
])('%s', (text, secret) => expect(redact(text)).not.toContain(secret));

test('in a real line: messages, errors with their stacks, and fields by name', () => {
  const program = `
    import { DrizzleQueryError } from 'drizzle-orm/errors';
    import { createLog } from './src/telemetry/log.ts';
    const log = createLog();
    log.info('key wb_CANARY1');
    log.error({ err: new Error('postgres://u:CANARY2@h/d', { cause: 1 }) }, 'failed with Bearer CANARY3');
    log.info({ authorization: 'CANARY4', body: { a: 'CANARY5' }, headers: { x: 'CANARY6' }, endpoint: { secret: 'CANARY7' } }, 'x');
    log.info({ error: 'whsec_CANARY8 at https://u:CANARY9@h/' }, 'run');
    log.error({ err: new DrizzleQueryError('insert into x values ($1)', ['CANARY10'], new Error('cut')) }, 'broke');
    log.info({ call_id: 'kept' }, 'call');
  `;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
    encoding: 'utf8',
  });
  expect(stdout).not.toContain('CANARY');
  expect(stdout).toContain('"call_id":"kept"');
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).level),
  ).toEqual([30, 50, 30, 30, 50, 30]);
});
