/** A document is uploaded, signed and fetched, and any reader of PDFs says that its signature is valid. */
import { beforeAll, expect, test } from 'vitest';
import { hasPoppler, makeDocument, readSignatures } from '../fixtures/documents.ts';
import { asFirstTenant, makeImage, type Service, startService, untilEnded, upload } from '../fixtures/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});

async function sign(upload_id: string) {
  const { data } = await service.client.POST('/v1/documents:sign', { body: { upload_id, reason: 'I approve this' } });
  return untilEnded(service, data!.request_id);
}

async function fetchResult(url: string) {
  const response = await fetch(service.url + new URL(url).pathname, { headers: asFirstTenant });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="res_.*\.pdf"$/);
  return Buffer.from(await response.arrayBuffer());
}

test('a document is signed, and what was uploaded is at the beginning of the result', async () => {
  const bytes = await makeDocument();
  const done = await sign(await upload(service, bytes, 'application/pdf'));
  expect(done).toMatchObject({ status: 'succeeded', progress: 1, attempts: 1, type: 'document-sign' });
  const signed = await fetchResult(done.result_url!);
  expect(signed.subarray(0, bytes.length).equals(bytes)).toBe(true);

  const [event] = await service.database
    .sql`select type, version, body::json as body from events where subject = ${done.request_id}`;
  expect(event).toMatchObject({
    type: 'document.signed',
    version: 1,
    body: { data: { size: signed.length, page_count: 2, signer: 'Waybill development signer' } },
  });
});

test.skipIf(!hasPoppler)('signed twice, both signatures are valid and by the same certificate (pdfsig)', async () => {
  const once = await sign(await upload(service, await makeDocument(), 'application/pdf'));
  const twice = await sign(await upload(service, await fetchResult(once.result_url!), 'application/pdf'));
  const valid = { says: 'Signature is Valid.', signer: 'Waybill development signer' };
  expect(readSignatures(await fetchResult(twice.result_url!))).toMatchObject({
    complaints: [],
    signatures: [
      { ...valid, coversAll: false },
      { ...valid, coversAll: true },
    ],
  });
});

test('an image fails the request with a problem, at the first attempt', async () => {
  const done = await sign(await upload(service, await makeImage()));
  expect(done).toMatchObject({
    status: 'failed',
    attempts: 1,
    error: {
      type: expect.stringMatching(/\/problems\/unreadable-document$/),
      status: 422,
      detail: 'It does not begin as a PDF does.',
    },
  });
  const [event] = await service.database.sql`select type from events where subject = ${done.request_id}`;
  expect(event).toMatchObject({ type: 'document.signing_failed' });
});
