import { createHmac, timingSafeEqual } from 'node:crypto';

const isFresh = (time) => /^\d{1,12}$/.test(time) && Math.abs(Date.now() / 1000 - Number(time)) <= 300;
const isSame = (ours, theirs) => ours.length === theirs.length && timingSafeEqual(ours, theirs);

/** X-Signature. `headers` as Node has them, `body` the bytes as they arrived. */
export function isGenuine(headers, body, secret) {
  const [time, ...signatures] = (headers['x-signature'] ?? '').split(',').map((part) => part.split('=')[1] ?? '');
  const ours = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  return isFresh(time) && signatures.some((hex) => isSame(ours, Buffer.from(hex, 'hex')));
}

/** webhook-signature (Standard Webhooks). */
export function isGenuineStandard(headers, body, secret) {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': list = '' } = headers;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const ours = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest();
  const signatures = list.split(' ').filter((part) => part.startsWith('v1,'));
  return isFresh(time) && signatures.some((part) => isSame(ours, Buffer.from(part.slice(3), 'base64')));
}
