/** Wrong use that must not compile. `tsc` reads this file: an expectation without its error is an error. */
import type { Handler, Operations } from '../../src/contract/operations.ts';
import type { JobHandler } from '../../src/jobs/context.ts';
import type { Handlers } from '../../src/jobs/registry.ts';

declare const operations: Operations;
declare const imageProcess: JobHandler<'image-process'>;
const stored = { path: '', media_type: 'image/png', size: 1, sha256: Buffer.alloc(32) };

// A missing operation.
const { getRequest: _, ...withoutOne } = operations;
// @ts-expect-error getRequest is missing
withoutOne satisfies Operations;

// A missing job handler, and one that nobody declared.
// @ts-expect-error image-process is missing
({}) satisfies Handlers;
// @ts-expect-error there is no job image-proces
({ 'image-process': imageProcess, 'image-proces': imageProcess }) satisfies Handlers;

// A status that is not declared.
// @ts-expect-error deleteWebhookEndpoint has no 200
export const wrongStatus: Handler<'deleteWebhookEndpoint'> = async () => ({ status: 200 });

// A problem is thrown, not returned.
// @ts-expect-error 404 is a problem
export const returnedProblem: Handler<'deleteWebhookEndpoint'> = async () => ({ status: 404 });

// A missing required header.
// @ts-expect-error ETag is missing
export const missingHeader: Handler<'getRequest'> = async () => ({ status: 304 });
export const allHeaders: Handler<'getRequest'> = async () => ({
  status: 304,
  headers: { ETag: '"1"', 'Cache-Control': 'private' },
});

// A body of another shape, and JSON where bytes are declared.
// @ts-expect-error next_cursor is missing
export const wrongBody: Handler<'listWebhookEndpoints'> = async () => ({ status: 200, body: { data: [] } });
// @ts-expect-error getResult gives bytes
export const jsonForBytes: Handler<'getResult'> = async () => ({
  status: 200,
  headers: {} as never,
  body: { data: [] },
});

// Parameters are typed by the contract.
export const params: Handler<'getRequest'> = async ({ params }) => {
  params.request_id satisfies string;
  // @ts-expect-error there is no such parameter
  params.id;
  return { status: 304, headers: { ETag: '"1"', 'Cache-Control': 'private' } };
};

// A job's details are what its succeeded event needs.
// @ts-expect-error width and height are missing
export const poorDetails: JobHandler<'image-process'> = async () => ({
  result: stored,
  details: { media_type: 'image/png', size: 1 },
});
