/** The pages over HTTP: to everybody, compressed, and not twice. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { beforeAll, describe, expect, test } from 'vitest';
import { codingFor } from '../../src/pages/operations.ts';
import { type Service, startService } from '../fixtures/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({ works: false, env: { WAYBILL_PUBLIC_URL: 'https://hooks.shop.example/api/' } });
});

async function call(path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET') {
  const answer = await request(service.url + path, { method, headers });
  return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.from(await answer.body.arrayBuffer()) };
}

describe.each(['/docs', '/events'])('%s', (path) => {
  test('is one page of HTML for everybody, that may load and run nothing', async () => {
    const { status, headers, bytes } = await call(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html',
      'content-length': String(bytes.length),
      'cache-control': 'public, no-cache',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^' ]+'; img-src data:; .*frame-ancestors 'none'$/,
    );
    const page = bytes.toString();
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<link rel="stylesheet"|\sstyle=|\son[a-z]+=|\ssrc=|@import|url\(/);
    expect(page).toContain('https://hooks.shop.example/api/v1/');
  });

  test('comes compressed to who takes it, the same page in each form, and light', async () => {
    const plain = await call(path);
    const brotli = await call(path, { 'Accept-Encoding': 'gzip, deflate, br' });
    const gzip = await call(path, { 'Accept-Encoding': 'gzip' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect([brotli, gzip].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(brotli.bytes)).toEqual(plain.bytes);
    expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes);
    expect(brotli.bytes.length).toBeLessThan(20_000);
  });

  test('is not sent again to who has it, and each form has a tag of its own', async () => {
    const tags = new Set<string>();
    for (const coding of ['identity', 'gzip', 'br']) {
      const first = await call(path, { 'Accept-Encoding': coding });
      const etag = first.headers.etag as string;
      tags.add(etag);
      const again = await call(path, { 'Accept-Encoding': coding, 'If-None-Match': `"other", ${etag}` });
      expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, etag]);
      expect(again.headers.vary).toBe('Accept-Encoding');
      const other = await call(path, { 'Accept-Encoding': coding, 'If-None-Match': '"other"' });
      expect(other.status).toBe(200);
    }
    expect(tags.size).toBe(3);
  });

  test('HEAD tells its headers, and nothing else is offered there', async () => {
    const head = await call(path, {}, 'HEAD');
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.headers.etag).toBe((await call(path)).headers.etag);
    const posted = await call(path, {}, 'POST');
    expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD']);
    const below = await call(`${path}/style.css`);
    expect([below.status, below.headers['content-type']]).toEqual([404, 'application/problem+json']);
  });
});

test.each([
  ['br', 'br'],
  ['gzip;q=1.0, BR;q=0.5', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['gzip ; q=0.000, deflate', undefined],
  ['gzip;q=0.001', 'gzip'],
  ['brotli, x-gzip', undefined],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
])('Accept-Encoding: %s takes %s', (header, coding) => {
  expect(codingFor(header)).toBe(coding);
});
