/** Where a delivery or a fetch may go: table tests over addresses and URLs (semantics: default deny). */
import { describe, expect, test } from 'vitest';
import { createAddressRules, parseNetwork } from '../../src/outbound/address-rules.ts';

const strict = createAddressRules([]);
const laptop = createAddressRules(['127.0.0.0/8', '::1/128'].map(parseNetwork));
const open = createAddressRules(['0.0.0.0/0', '::/0'].map(parseNetwork));
const https = { protocol: 'https:', port: 443 };

describe('addresses', () => {
  const denied = [
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.255.255',
      '168.63.129.16',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
    ],
    ...[
      '192.0.0.1',
      '192.0.2.1',
      '192.88.99.1',
      '192.168.1.1',
      '198.18.0.1',
      '198.19.255.255',
      '198.51.100.7',
      '203.0.113.9',
      '224.0.0.1',
      '239.1.1.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:a9fe:a9fe',
      'fe80::1',
      'fc00::1',
      'fd00:ec2::254',
      'ff02::1',
      '64:ff9b::1',
      '100::1',
    ],
    ...[
      '2001::1',
      '2001:1ff:ffff::1',
      '2001:db8::1',
      '2002:a00:1::1',
      '2620:4f:8000::1',
      '3fff::1',
      '4000::1',
      '5f00::1',
    ],
  ];
  test.each(denied)('%s is denied', (address) => expect(strict.mayConnect(address, https)).toBe(false));

  const allowed = [
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '198.17.0.1',
    '223.255.255.255',
    '2606:4700::1',
    '2001:200::1',
    '2a00:1450::1',
    '::ffff:1.1.1.1',
  ];
  test.each(allowed)('%s is allowed', (address) => expect(strict.mayConnect(address, https)).toBe(true));

  test.each([
    '169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    '100.100.100.200',
    '192.0.0.192',
    '::ffff:169.254.169.254',
  ])('%s stays denied whatever is allowed', (address) => expect(open.mayConnect(address, https)).toBe(false));

  test('plain http and other ports only inside the allowed networks', () => {
    for (const door of [
      { protocol: 'http:', port: 80 },
      { protocol: 'https:', port: 9000 },
    ]) {
      expect(laptop.mayConnect('127.0.0.1', door)).toBe(true);
      expect(laptop.mayConnect('1.1.1.1', door)).toBe(false);
    }
    expect(strict.mayConnect('1.1.1.1', { protocol: 'https:', port: 8443 })).toBe(true);
  });
});

describe('URLs at registration', () => {
  test.each([
    ['https://hooks.example.com/a?b=c', null],
    ['https://hooks.example.com:8443/', null],
    ['https://1.1.1.1/', null],
    ['https://[2606:4700::1]/', null],
    ['https://bücher.example/', null],
    ['http://hooks.example.com/', 'https'],
    ['ftp://hooks.example.com/', 'https'],
    ['https://hooks.example.com:22/', 'port'],
    ['https://user@hooks.example.com/', 'user info'],
    ['https://@hooks.example.com/', 'user info'],
    ['https://a:b@hooks.example.com/', 'user info'],
    ['https:user:p@hooks.example.com/x', 'absolute'],
    ['https:/u:p@hooks.example.com/', 'absolute'],
    ['https:///u:p@hooks.example.com/', 'absolute'],
    ['https://hooks.example.com/#x', 'fragment'],
    ['https://hooks.example.com/#', 'fragment'],
    [' https://hooks.example.com/', 'white space'],
    ['https://hooks.example.com/\n', 'white space'],
    ['https://hooks.exam\tple.com/', 'white space'],
    ['https:\\\\hooks.example.com', 'backslash'],
    ['hooks.example.com', 'absolute'],
    ['https://', 'absolute'],
    ['https://localhost/', 'local'],
    ['https://a.localhost./', 'local'],
    ['https://intranet/', 'public name'],
    ['https://under_score.example/', 'public name'],
    ['https://-a.example/', 'public name'],
    ['https://127.1/', 'local'],
    ['https://0x7f000001/', 'local'],
    ['https://2130706433/', 'local'],
    ['https://0177.0.0.1/', 'local'],
    ['https://①②⑦.0.0.1/', 'local'],
    ['https://[::ffff:7f00:1]/', 'local'],
    ['https://169.254.169.254/latest/meta-data', 'local'],
  ])('%s', (url, fault) => {
    const found = strict.faultOf(url);
    if (fault === null) expect(found).toBeNull();
    else expect(found).toContain(fault);
  });

  test('in an allowed network any port and plain http will do, elsewhere not', () => {
    expect(laptop.faultOf('http://127.0.0.1:9000/hook')).toBeNull();
    expect(laptop.faultOf('http://localhost:9000/hook')).toBeNull();
    expect(laptop.faultOf('http://[::1]:9000/hook')).toBeNull();
    expect(laptop.faultOf('http://1.1.1.1:9000/hook')).toContain('https');
    expect(laptop.faultOf('https://10.0.0.1/')).toContain('reserved');
  });
});
