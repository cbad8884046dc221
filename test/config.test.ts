/** Settings are refused by their names, and without their values: some are secret. */
import { describe, expect, test } from 'vitest';
import { type Config, ConfigError, readConfig } from '../src/config.ts';

describe('mails', () => {
  const read = (env: NodeJS.ProcessEnv): Config =>
    readConfig({ WAYBILL_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'), ...env });
  const url = 'smtp://waybill:secret@mail.example.com:587';

  test('both or none', () => {
    expect(read({}).mail).toBeUndefined();
    expect(read({ SMTP_URL: url, SMTP_FROM: 'a@example.com' }).mail).toEqual({
      url,
      from: { name: '', address: 'a@example.com' },
    });
    expect(() => read({ SMTP_URL: url })).toThrow(new ConfigError('SMTP_FROM is not set: mails need both.'));
    expect(() => read({ SMTP_FROM: 'a@example.com' })).toThrow(
      new ConfigError('SMTP_URL is not set: mails need both.'),
    );
  });

  test.each([
    '',
    'mail.example.com',
    'http://mail.example.com',
    'smtp://',
    'smtp://u:secret@',
    'smtp://u:sec ret@h',
    'smtp://u:se#cret@h',
  ])('SMTP_URL cannot be %j, and is not repeated', (bad) => {
    const refused = () => read({ SMTP_URL: bad, SMTP_FROM: 'a@example.com' });
    expect(refused).toThrow(/^SMTP_URL is not a URL like smtp:\/\/user:password@host:587/);
    expect(refused).not.toThrow(/secret/);
  });

  test.each([
    '',
    'a',
    'a@',
    'Name a@example.com',
    'a@example.com, b@example.com',
    'N <a@example.com> x',
    'N\r\nBcc: x@example.com <a@example.com>',
    '"N" <a@example.com>',
  ])('SMTP_FROM cannot be %j', (bad) =>
    expect(() => read({ SMTP_URL: url, SMTP_FROM: bad })).toThrow(/^SMTP_FROM is neither/),
  );

  test.each([
    ['Waybill, Inc. <a@example.com>', 'Waybill, Inc.'],
    ['<a@example.com>', ''],
  ])('SMTP_FROM can be %j', (from, name) =>
    expect(read({ SMTP_URL: url, SMTP_FROM: from }).mail!.from).toEqual({ name, address: 'a@example.com' }),
  );
});
