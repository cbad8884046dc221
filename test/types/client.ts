/** Wrong use of the client must not compile. `tsc` reads this file: an expectation without its error is an error. */
import type { jobs, operations } from '../../generated/contract.ts';
import { dataOf, hasEnded, type JobPath, type ListPath, type Waybill, WaybillProblem } from '../../src/client/index.ts';

declare const waybill: Waybill;
declare const file: Blob;
const rotate = [{ rotate: 90 }];
const upload_id = 'upl_01k9w3tq7yfr0v5c8h2m4k6j9z';

/** Neither has what the other has not. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Jobs = (typeof jobs)[keyof typeof jobs]['operation'];
// What hands in work is what the contract says is a job: no more and no less.
true satisfies Same<JobPath, (typeof operations)[Jobs]['path']>;
// Lists are those that take a `cursor`, and one that is always one page.
type Lists = {
  [Id in keyof typeof operations]: (typeof operations)[Id] extends {
    parameters: { query: { properties: { cursor: object } } };
  }
    ? (typeof operations)[Id]['path']
    : never;
}[keyof typeof operations];
true satisfies Same<ListPath, Lists | '/v1/event-types'>;

export async function wrongUse(): Promise<void> {
  // Only jobs are handed in, each with its own input.
  await waybill.submit('/v1/images:process', { upload_id, operations: rotate });
  // @ts-expect-error there is no such path
  await waybill.submit('/v1/images:proces', { upload_id, operations: rotate });
  // @ts-expect-error it registers an endpoint, which is no job
  await waybill.submit('/v1/webhook-endpoints', { url: 'https://hooks.example.com', event_types: ['*'] });
  // @ts-expect-error its 202 is no accepted work
  await waybill.submit('/v1/requests/{request_id}/cancel', {}, { params: { request_id: 'req_1' } });
  // @ts-expect-error operations are missing
  await waybill.submit('/v1/images:process', { upload_id });
  // @ts-expect-error degrees are a number
  await waybill.submit('/v1/images:process', { upload_id, operations: [{ rotate: '90' }] });
  // @ts-expect-error there is no such member
  await waybill.submit('/v1/images:process', { upload_id, operations: rotate, colour: 'red' });
  // @ts-expect-error the input of another job
  await waybill.submitAndWait('/v1/reports', { upload_id, operations: rotate });
  // @ts-expect-error there is no such report
  await waybill.dryRun('/v1/reports', { report_type: 'weather', format: 'csv', from: '', to: '' });

  // A path with parameters needs them, and one without takes none.
  await waybill.submit(
    '/v1/webhook-endpoints/{endpoint_id}/replay',
    { since: '' },
    { params: { endpoint_id: 'ep_1' } },
  );
  // @ts-expect-error endpoint_id is missing
  await waybill.submit('/v1/webhook-endpoints/{endpoint_id}/replay', { since: '' });
  // @ts-expect-error endpoint_id is missing
  await waybill.submit('/v1/webhook-endpoints/{endpoint_id}/replay', { since: '' }, { params: {} });
  // @ts-expect-error the path has no parameters
  await waybill.submit('/v1/reports', {} as never, { params: { endpoint_id: 'ep_1' } });

  // What is accepted has not ended; with `wait` it may have.
  const accepted = await waybill.submit('/v1/images:process', { upload_id, operations: rotate });
  accepted.status satisfies 'queued';
  // @ts-expect-error accepted work has no result
  accepted.result_url;
  const waited = await waybill.submit('/v1/images:process', { upload_id, operations: rotate }, { wait: 10 });
  // @ts-expect-error it may not have ended yet
  waited.result_url;
  if (hasEnded(waited)) waited.result_url satisfies string | null;
  const done = await waybill.submitAndWait('/v1/images:process', { upload_id, operations: rotate });
  done.result_url satisfies string;
  // @ts-expect-error an accepted work has nothing to be downloaded
  await waybill.result(accepted);

  // Media types are those of the contract.
  await waybill.upload(file, 'image/png');
  // @ts-expect-error nobody reads it
  await waybill.upload(file, 'application/x-nothing');
  // @ts-expect-error a text is no file
  await waybill.upload('text', 'image/png');

  // Only lists have pages, with their own filters and items.
  for await (const delivery of waybill.pages('/v1/deliveries', { query: { state: 'dead', limit: 10 } }))
    delivery.delivery_id satisfies string;
  for await (const { request_id } of waybill.pages('/v1/requests')) request_id satisfies string;
  // @ts-expect-error one delivery is no list
  waybill.pages('/v1/deliveries/{delivery_id}', { params: { delivery_id: 'dlv_1' } });
  for await (const { versions } of waybill.pages('/v1/event-types')) versions[0]?.version satisfies number | undefined;
  // @ts-expect-error it has no filters
  waybill.pages('/v1/event-types', { query: { limit: 1 } });
  // @ts-expect-error uploads have no list
  waybill.pages('/v1/uploads');
  // @ts-expect-error there is no such filter
  waybill.pages('/v1/deliveries', { query: { colour: 'red' } });
  // @ts-expect-error there is no such state
  waybill.pages('/v1/deliveries', { query: { state: 'lost' } });

  // Any operation, by method and path.
  const answer = await waybill.api.GET('/v1/events/{event_id}', { params: { path: { event_id: 'evt_1' } } });
  // @ts-expect-error it may have been refused
  answer.data.event_id;
  dataOf(answer).event_id satisfies string;
  // @ts-expect-error there is no such operation
  await waybill.api.DELETE('/v1/events/{event_id}', { params: { path: { event_id: 'evt_1' } } });

  // A problem has one of the names of the contract.
  const error: unknown = undefined;
  if (error instanceof WaybillProblem) {
    if (error.kind === 'invalid-body') error.errors[0]?.pointer satisfies string | undefined;
    // @ts-expect-error there is no such problem
    if (error.kind === 'invalid-boddy') return;
  }
}
