/** Both families of signatures, against vectors that others have published and against independent calculation. */
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { type Delivery, importSecret, type Scheme, sign, verify } from '../../src/receiver/index.ts';
import { webCryptoHmac } from '../../src/receiver/sign.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const NOW = 1_700_000_000;
const EVENT = { event_id: 'evt_01k9w3vc2d6f8h0k1m3n5p7q9r', type: 'image.canceled', data: { name: 'Zoë, 猫' } };
const BODY = JSON.stringify(EVENT);

const signed = async (secrets = [SECRET], over: Partial<Parameters<typeof sign>[1]> = {}) =>
  sign(await Promise.all(secrets.map((secret) => importSecret(secret))), {
    id: EVENT.event_id,
    timestamp: NOW,
    body: BODY,
    ...over,
  });
const check = (headers: Delivery['headers'], scheme: Scheme, over: object = {}, body: Delivery['body'] = BODY) =>
  verify({ headers, body }, { scheme, secrets: SECRET, now: NOW, ...over });

describe('published vectors', () => {
  // Standard Webhooks, the test of its reference libraries.
  test('standard: the vector of Standard Webhooks', async () => {
    const headers = await signed([SECRET], {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
    });
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  // RFC 4231 §4.3, §4.7: the function below both families.
  test.each([
    [
      Buffer.from('Jefe'),
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      Buffer.alloc(131, 0xaa),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('HMAC-SHA256: RFC 4231, key of $length bytes', async (key, data, expected) => {
    const mac = await webCryptoHmac(new Uint8Array(key));
    expect(Buffer.from(await mac(new TextEncoder().encode(data))).toString('hex')).toBe(expected);
  });
});

test('x-signature is HMAC-SHA256 over time and body, its key the secret as it is displayed', async () => {
  const hex = createHmac('sha256', SECRET).update(`${NOW}.${BODY}`).digest('hex');
  expect((await signed())['X-Signature']).toBe(`t=${NOW},v1=${hex}`);
  expect((await signed([SECRET], { xSignature: 'bare' }))['X-Signature']).toBe(hex);
});

test('text and its bytes are signed alike', async () => {
  expect(await signed([SECRET], { body: new TextEncoder().encode(BODY) })).toEqual(await signed());
});

test('what is signed here is verified by the standardwebhooks package', async () => {
  const now = Math.floor(Date.now() / 1000);
  const headers = await signed([SECRET], { timestamp: now });
  expect(new Webhook(SECRET).verify(BODY, headers)).toEqual(EVENT);
});

describe.each(['standard', 'x-signature', 'x-signature-bare'] as const)('verify by %s', (scheme) => {
  const headersOf = (secrets?: string[], over: object = {}) =>
    signed(secrets, { xSignature: scheme === 'x-signature-bare' ? 'bare' : 'labelled', ...over });

  test('accepts what was signed, as text, as bytes, with Headers and in any case', async () => {
    const headers = await headersOf();
    expect(await check(headers, scheme)).toEqual(EVENT);
    expect(await check(headers, scheme, {}, new TextEncoder().encode(BODY))).toEqual(EVENT);
    expect(await check(new Headers(headers), scheme)).toEqual(EVENT);
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    expect(await check(lower, scheme)).toEqual(EVENT);
  });

  test('accepts any of several secrets', async () => {
    expect(await check(await headersOf(), scheme, { secrets: [OTHER, SECRET] })).toEqual(EVENT);
  });

  test('refuses another body, another secret, and another time', async () => {
    const headers = await headersOf();
    const wrong = { reason: 'wrong_signature' };
    await expect(check(headers, scheme, {}, `${BODY} `)).rejects.toMatchObject(wrong);
    await expect(check(headers, scheme, { secrets: OTHER })).rejects.toMatchObject(wrong);
    const later = {
      ...headers,
      'webhook-timestamp': String(NOW + 1),
      'X-Timestamp': String(NOW + 1),
      'X-Signature': headers['X-Signature']!.replace(String(NOW), String(NOW + 1)),
    };
    await expect(check(later, scheme)).rejects.toMatchObject(wrong);
  });

  test('refuses what is too old or from the future, to the second', async () => {
    const headers = await headersOf();
    for (const now of [NOW - 300, NOW + 300]) expect(await check(headers, scheme, { now })).toEqual(EVENT);
    for (const now of [NOW - 301, NOW + 301])
      await expect(check(headers, scheme, { now })).rejects.toMatchObject({ reason: 'stale' });
    await expect(check(headers, scheme, { now: NOW + 3, toleranceS: 2 })).rejects.toMatchObject({ reason: 'stale' });
  });

  test('refuses missing, repeated and unreadable headers by what is wrong with them', async () => {
    const headers = await headersOf();
    await expect(check({}, scheme)).rejects.toMatchObject({ reason: 'missing_header' });
    const twice = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value, value]]));
    await expect(check(twice, scheme)).rejects.toMatchObject({ reason: 'malformed_header' });
    const garbled = { ...headers, 'webhook-signature': 'v1,%%%', 'X-Signature': `t=${NOW},v1=zz` };
    await expect(check(garbled, scheme)).rejects.toMatchObject({ reason: 'malformed_header' });
    const short = {
      ...headers,
      'webhook-signature': 'v1,AAAA',
      'X-Signature': scheme === 'x-signature' ? `t=${NOW},v1=00` : '00',
    };
    await expect(check(short, scheme)).rejects.toMatchObject({ reason: 'wrong_signature' });
    const none = {
      ...headers,
      'webhook-signature': 'v1a,AAAA',
      'X-Signature': scheme === 'x-signature' ? `t=${NOW}` : '',
    };
    await expect(check(none, scheme)).rejects.toThrow();
  });

  test('refuses a genuine body that is no event', async () => {
    for (const body of ['[]', '{}', 'null', 'no json']) {
      const headers = await headersOf([SECRET], { body });
      await expect(check(headers, scheme, {}, body)).rejects.toMatchObject({ reason: 'malformed_body' });
    }
  });
});

test('during a rotation there is a signature for each secret, the newest first', async () => {
  const headers = await signed([OTHER, SECRET]);
  const alone = [await signed([OTHER]), await signed([SECRET])];
  expect(headers['webhook-signature']).toBe(alone.map((one) => one['webhook-signature']).join(' '));
  for (const secrets of [SECRET, OTHER]) {
    expect(await check(headers, 'standard', { secrets })).toEqual(EVENT);
    expect(await check(headers, 'x-signature', { secrets })).toEqual(EVENT);
  }
  // Bare has room for one.
  const bare = await signed([OTHER, SECRET], { xSignature: 'bare' });
  expect(await check(bare, 'x-signature-bare', { secrets: OTHER })).toEqual(EVENT);
});

test('an id in the header that is not the signed one is refused, and so is one that is not the event', async () => {
  const headers = await signed();
  await expect(check({ ...headers, 'webhook-id': 'evt_other' }, 'standard')).rejects.toMatchObject({
    reason: 'wrong_signature',
  });
  const foreign = await signed([SECRET], { id: 'evt_other' });
  await expect(check(foreign, 'standard')).rejects.toMatchObject({ reason: 'malformed_body' });
});

test('the scheme is not guessed: one family is not accepted for the other', async () => {
  const headers = await signed();
  const { 'webhook-signature': _, ...onlyX } = headers;
  await expect(check(onlyX, 'standard')).rejects.toMatchObject({ reason: 'missing_header' });
});

test.each(['', 'whsec_', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_c2hvcnQ=', `whsec_${'A'.repeat(100)}`, 'whsec_%%'])(
  'a malformed secret is refused and not shown: %s',
  async (secret) => {
    const refused = importSecret(secret);
    await expect(refused).rejects.toThrow(TypeError);
    if (secret.length > 6) await refused.catch((error) => expect(error.message).not.toContain(secret.slice(6)));
    await expect(
      verify({ headers: await signed(), body: BODY }, { scheme: 'standard', secrets: secret }),
    ).rejects.toThrow(TypeError);
  },
);

test('a header with thousands of signatures costs no more than a few', async () => {
  const headers = { ...(await signed()), 'webhook-signature': Array(3000).fill('v1,AA==').join(' ') };
  const body = new Uint8Array(1024 * 1024);
  const startedAt = process.cpuUsage();
  await expect(check(headers, 'standard', {}, body)).rejects.toMatchObject({ reason: 'wrong_signature' });
  expect(process.cpuUsage(startedAt).user).toBeLessThan(1_000_000); // microseconds; it was four seconds
});

test('a tolerance or a time that is no number lets nothing through', async () => {
  const headers = await signed();
  for (const over of [{ toleranceS: Number.NaN }, { toleranceS: 'abc' }, { now: Number.NaN }])
    await expect(check(headers, 'standard', over)).rejects.toMatchObject({ reason: 'stale' });
});

test('wrong use is told as that: a parsed body, an unknown scheme', async () => {
  const headers = await signed();
  await expect(check(headers, 'standard', {}, EVENT as never)).rejects.toThrow(/raw/);
  await expect(check(headers, 'sha256' as never)).rejects.toThrow(TypeError);
});

test('any class of headers with a get is read, and a name in two cases is refused', async () => {
  const headers = await signed();
  expect(await check(new Map(Object.entries(headers)) as never, 'standard')).toEqual(EVENT);
  const twice = { ...headers, 'Webhook-Id': 'evt_other' };
  await expect(check(twice, 'standard')).rejects.toMatchObject({ reason: 'malformed_header' });
});
