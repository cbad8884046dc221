/** What a page of another origin may do: every operation, with every header that the contract has. */
import { beforeAll, expect, test } from 'vitest';
import { operations } from '../../generated/contract.ts';
import { type Service, startService } from '../fixtures/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService({ works: false });
});

const words = (header: string | null) => (header ?? '').toLowerCase().split(/, ?/);

test.each(Object.entries(operations))('a page may call %s', async (_, { method, path, parameters }) => {
  const headers = ['authorization', 'content-type', ...Object.keys(parameters.header.properties)];
  const preflight = await fetch(service.url + path.replaceAll(/\{\w+\}/g, 'x'), {
    method: 'OPTIONS',
    headers: {
      Origin: 'https://shop.example.com',
      'Access-Control-Request-Method': method.toUpperCase(),
      'Access-Control-Request-Headers': headers.join(',').toLowerCase(),
    },
  });
  expect(preflight.ok).toBe(true);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(words(preflight.headers.get('access-control-allow-methods'))).toContain(method);
  expect(words(preflight.headers.get('access-control-allow-headers'))).toEqual(
    expect.arrayContaining(headers.map((name) => name.toLowerCase())),
  );
  expect(preflight.headers.get('access-control-max-age')).toBe('7200');
});

test('a page may read every header of every answer, of refusals too', async () => {
  const declared = Object.values(operations).flatMap(({ responses }) =>
    Object.values(responses as Record<string, { headers: readonly string[] }>).flatMap(({ headers }) => headers),
  );
  for (const path of ['/livez', '/v1/requests', '/nowhere']) {
    const { headers } = await fetch(service.url + path, { headers: { Origin: 'https://shop.example.com' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const exposed = words(headers.get('access-control-expose-headers'));
    expect(exposed).toEqual(expect.arrayContaining(declared.map((name) => name.toLowerCase())));
    expect(exposed).toEqual(expect.arrayContaining(['etag', 'retry-after', 'location', 'idempotent-replayed']));
  }
});
