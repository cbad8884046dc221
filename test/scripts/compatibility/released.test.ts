/** The contract that was released, and what would be found if it were changed. */
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { findBreaks, type Released } from '../../../scripts/check-compatibility.ts';
import { hashesOf } from '../../../scripts/compatibility/frozen-versions.ts';
import type { Documents, Json } from '../../../scripts/generator/documents.ts';
import { inShort } from '../../fixtures/contracts.ts';

describe('the real contract', () => {
  let released: Released;
  const read = async (file: string) => JSON.parse(await readFile(file, 'utf8'));
  beforeAll(async () => {
    const [openapi, asyncapi, hashes] = await Promise.all(
      ['openapi', 'asyncapi', 'event-versions'].map((name) => read(`specs/released/${name}.json`)),
    );
    released = { openapi, asyncapi, hashes };
  });
  const seeded = (change: (documents: Documents) => void) => {
    const now = structuredClone({ openapi: released.openapi, asyncapi: released.asyncapi });
    change(now);
    return findBreaks(released, now);
  };

  test('what was released is compatible with itself', () => {
    expect(seeded(() => {})).toEqual([]);
  });

  test('every released version has its hash', () => {
    expect(released.hashes).toEqual(hashesOf(released.asyncapi));
  });

  test.each<[what: string, change: (documents: Documents) => void, finding: string | RegExp]>([
    [
      'a format of reports that is gone',
      ({ openapi }) => openapi.components.schemas.ReportInput.properties.format.enum.pop(),
      'POST /v1/reports → request body /format: can be `html` no longer',
    ],
    [
      'a state of requests',
      ({ openapi }) => openapi.components.schemas.RequestStatus.enum.push('paused'),
      'POST /v1/images:process → 200 (Request)/status: can be `paused` too',
    ],
    [
      'problems without a status',
      ({ openapi }) => openapi.components.schemas.Problem.required.pop(),
      /\/status: may be absent now$/,
    ],
    [
      'a signature that is gone',
      ({ asyncapi }) => delete asyncapi.components.schemas.DeliveryHeaders.properties['X-Signature'],
      'message image.processed v1 → header /x-signature: is gone',
    ],
    [
      'an event version',
      ({ asyncapi }) => delete asyncapi.channels.webhooks.messages['shipment.updated.v1'],
      'message shipment.updated v1: is gone',
    ],
    [
      'a terminal event',
      ({ openapi }) => (openapi.paths['/v1/reports'].post['x-job'].events.succeeded = 'report.done'),
      'POST /v1/reports → x-job events.succeeded: is report.done now, not report.completed',
    ],
    [
      'a scope',
      ({ openapi }) => (openapi.paths['/v1/reports'].post.security = [{ ApiKey: ['reports:write'] }]),
      /^POST \/v1\/reports: needs ApiKey reports:write now/,
    ],
    [
      'a source of images that is gone',
      ({ openapi }) => {
        const input = openapi.components.schemas.ImageProcessInput;
        input.oneOf.pop();
        delete input.properties.upload_id;
      },
      'POST /v1/images:process → request body /upload_id: is gone',
    ],
    [
      'a page that is smaller',
      ({ openapi }) => (openapi.components.schemas.PageLimit.maximum = 100),
      /\/limit: has at most 100 now, 200 before$/,
    ],
  ])('%s is found', (_, change, finding) => {
    const found = inShort(seeded(change));
    expect(
      found.some((one) => (typeof finding === 'string' ? one === finding : finding.test(one))),
      found.join('\n'),
    ).toBe(true);
  });

  test('what hundreds of answers share is one finding with all its places', () => {
    const found = seeded(({ openapi }) => openapi.components.schemas.Problem.required.pop());
    expect(found).toHaveLength(1);
    expect(found[0]!.places.length).toBeGreaterThan(200);
  });

  test('one character in the schema of each released version is found, as frozen', () => {
    for (const [index, { name, 'x-event-version': version }] of Object.values(
      released.asyncapi.channels.webhooks.messages as Json[],
    ).entries()) {
      const found = seeded(({ asyncapi }) => {
        const messages = Object.values(asyncapi.channels.webhooks.messages as Json[]);
        const { $ref } = messages[index]!.payload;
        const schema = asyncapi.components.schemas[$ref.split('/').at(-1)];
        schema.properties.subject = { ...asyncapi.components.schemas.Subject, maxLength: 254 };
      });
      expect(
        found.map(({ places }) => places[0]),
        name,
      ).toEqual([`event ${name} v${version}`]);
    }
  });
});
