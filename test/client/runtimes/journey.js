const order = ['queued', 'processing', 'succeeded'];

/**
 * The journey of a consumer, for every runtime alike: nothing but what the web has is used here.
 *
 * @param client  what the package exports
 * @param options  baseUrl, apiKey, and the bytes of a PNG as numbers
 */
export async function journey({ createWaybill, dataOf, WaybillProblem }, { baseUrl, apiKey, image }) {
  const waybill = createWaybill({ baseUrl, apiKey, retry: { maxAttempts: 2 } });
  const blob = new Blob([new Uint8Array(image)]);
  const { upload_id, size } = await waybill.upload(blob, 'image/png');
  const input = { upload_id, operations: [{ format: { to: 'webp' } }] };

  const accepted = await waybill.submit('/v1/images:process', input, { correlationId: 'c-1' });
  const seen = [];
  let last;
  for await (last of waybill.follow(accepted)) seen.push(last.status);
  const result = await waybill.result(last);
  const chunks = [];
  const reader = result.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);

  const quick = await waybill.submitAndWait('/v1/images:process', input);
  const listed = [];
  for await (const { request_id } of waybill.pages('/v1/requests', { query: { limit: 1 } })) listed.push(request_id);
  const refusal = await waybill.submit('/v1/images:process', { operations: [] }).catch((error) => error);

  // What needs a preflight, and answers that a page may read only when the service says so.
  const request = { params: { path: { request_id: last.request_id } } };
  const { response } = await waybill.api.GET('/v1/requests/{request_id}', request);
  const known = { 'If-None-Match': response.headers.get('etag') };
  const same = await waybill.api.GET('/v1/requests/{request_id}', { params: { ...request.params, header: known } });
  const told = { 'Last-Event-ID': known['If-None-Match'].replaceAll('"', '') };
  const stream = await waybill.api.GET('/v1/requests/{request_id}/stream', {
    params: { ...request.params, header: told },
    parseAs: 'stream',
  });
  const registered = await waybill.api.POST('/v1/webhook-endpoints', {
    body: { url: 'https://hooks.example.com/', event_types: ['*'] },
  });
  const endpoint = { params: { path: { endpoint_id: dataOf(registered).endpoint_id } } };
  const changed = await waybill.api.PATCH('/v1/webhook-endpoints/{endpoint_id}', {
    ...endpoint,
    body: { description: 'changed' },
  });
  const deleted = await waybill.api.DELETE('/v1/webhook-endpoints/{endpoint_id}', endpoint);

  const abort = new AbortController();
  const held = await waybill.follow(accepted.request_id, { signal: abort.signal }).next();
  abort.abort('enough');
  const reason = await waybill
    .follow(accepted, { signal: abort.signal })
    .next()
    .catch((reason) => reason);

  return {
    size,
    last: last.status,
    isForward: seen.every((status, i) => i === 0 || order.indexOf(status) >= order.indexOf(seen[i - 1])),
    held: held.value.status,
    mediaType: result.headers.get('content-type'),
    webp: new TextDecoder().decode((await new Blob(chunks).arrayBuffer()).slice(8, 12)),
    quick: quick.status,
    isListed: [accepted.request_id, quick.request_id].every((id) => listed.includes(id)),
    refusal: refusal instanceof WaybillProblem && refusal.kind,
    callId: response.headers.get('x-request-id') !== null,
    statuses: [same.response.status, stream.response.status, changed.response.status, deleted.response.status],
    reason,
  };
}
