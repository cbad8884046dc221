/** What an answer means: the table of semantics §5, row by row. */
import { expect, test } from 'vitest';
import { judge, readRetryAfter } from '../../src/sending/outcome.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const answered = (status: number, retryAfter?: string) =>
  judge({ kind: 'answered', status, retryAfter, excerpt: null }, NOW);

test.each([200, 201, 202, 204, 206, 299])('%i is delivered', (status) => {
  expect(answered(status)).toEqual({ kind: 'delivered' });
});

test.each([
  [301, 'redirect', 'retry'],
  [302, 'redirect', 'retry'],
  [307, 'redirect', 'retry'],
  [304, 'redirect', 'retry'],
  [400, 'client_error', 'client_error'],
  [401, 'client_error', 'client_error'],
  [404, 'client_error', 'client_error'],
  [408, 'request_timeout', 'retry'],
  [409, 'client_error', 'client_error'],
  [410, 'gone', 'gone'],
  [413, 'client_error', 'client_error'],
  [422, 'client_error', 'client_error'],
  [425, 'too_early', 'retry'],
  [429, 'rate_limited', 'retry'],
  [500, 'server_error', 'retry'],
  [502, 'server_error', 'retry'],
  [503, 'server_error', 'retry'],
  [599, 'server_error', 'retry'],
  [600, 'invalid_response', 'retry'],
  [999, 'invalid_response', 'retry'],
])('%i is %s, remedied by %s', (status, code, remedy) => {
  expect(answered(status)).toEqual({ kind: 'failed', code, remedy });
});

test.each([
  ['dns', 'retry'],
  ['connect_failed', 'retry'],
  ['tls_expired', 'retry'],
  ['timeout', 'retry'],
  ['interrupted', 'retry'],
  ['blocked_address', 'blocked_address'],
] as const)('%s, without an answer, is remedied by %s', (reason, remedy) => {
  expect(judge({ kind: 'unreachable', reason }, NOW)).toEqual({ kind: 'failed', code: reason, remedy });
});

test('Retry-After counts on retryable answers', () => {
  expect(answered(503, '120')).toMatchObject({ retryAfterS: 120 });
  expect(answered(429, '5')).toMatchObject({ retryAfterS: 5 });
  expect(answered(302, '5')).toMatchObject({ retryAfterS: 5 });
  expect(answered(410, '5')).not.toHaveProperty('retryAfterS');
});

test.each([
  ['seconds', '120', 120],
  ['seconds with space around', ' 7 ', 7],
  ['an IMF-fixdate', 'Sun, 22 Nov 2026 12:01:00 GMT', 60],
  ['an RFC 850 date', 'Sunday, 22-Nov-26 12:01:00 GMT', 60],
  ["asctime's form, which is GMT too", 'Sun Nov 22 12:01:00 2026', 60],
  ["asctime's form with one digit", 'Tue Dec  1 12:00:00 2026', 777_600],
  ['zero', '0', null],
  ['a past date', 'Sun, 22 Nov 2026 11:59:59 GMT', null],
  ['a negative number', '-5', null],
  ['a fraction', '1.5', null],
  ['words', 'soon', null],
  ['an ISO date', '2026-11-22T12:01:00Z', null],
  ['a date that is none', 'Sun, 99 Nov 2026 12:01:00 GMT', null],
  ['nothing', undefined, null],
  ['too many digits', '99999999999', null],
])('Retry-After: %s', (_, value, expected) => {
  expect(readRetryAfter(value, NOW)).toBe(expected);
});
