/**
 * Faults that somebody could make by mistake: each one a change of one place, of the server's behaviour or of the specs.
 *
 * `from` stands exactly once in the file; test/scripts/faults.test.ts says so when the code has moved on.
 */
export interface SeededFault {
  name: string;
  file: string;
  from: string;
  to: string;
}

const fault = (name: string, file: string, from: string, to: string): SeededFault => ({ name, file, from, to });

/** Of the server: the contract stays as it is. */
const ofAnswers = [
  fault('no X-Request-Id', 'src/contract/answer.ts', "'X-Request-Id': c.get('callId'), ", ''),
  fault('no RateLimit', 'src/contract/answer.ts', "...c.get('quota'), ", ''),
  fault(
    'no CORS',
    'src/contract/answer.ts',
    "'Access-Control-Allow-Origin': '*',",
    "'Access-Control-Allow-Origin': 'null',",
  ),
  fault('problems as plain JSON', 'src/contract/answer.ts', "'application/problem+json'", "'application/json'"),
  fault('problems without call_id', 'src/contract/answer.ts', ', call_id: callId }),', ' }),'),
  fault('problems with another call_id', 'src/contract/answer.ts', 'call_id: callId }),', "call_id: 'call' }),"),
  fault('problems without instance', 'src/contract/answer.ts', ' instance: path,', ''),
  fault('JSON as text', 'src/contract/answer.ts', "mediaType ?? 'application/json'", "mediaType ?? 'text/plain'"),
  fault(
    'a detail of what broke',
    'src/contract/answer.ts',
    "return problem('internal-error', { cause: error });",
    "return problem('internal-error', { cause: error, detail: String(error) });",
  ),
  fault('503 without Retry-After', 'src/contract/answer.ts', "headers: { 'Retry-After': 1 }, ", ''),
  fault('503 as 500', 'src/contract/answer.ts', 'if (isUnavailable(error))', 'if (isUnavailable(error) && false)'),
  fault('problem types at another path', 'src/contract/problems.ts', 'publicUrl}/problems/', 'publicUrl}/problem/'),
  fault('problems with a wrong status', 'src/contract/problems.ts', 'status: this.status,', 'status: 400,'),
  fault('pointers without a slash', 'src/contract/problems.ts', 'map((key) => `/${', 'map((key) => `${'),
  fault('405 without Allow', 'src/contract/mount.ts', "headers: { Allow: allowed.join(', ') },", ''),
  fault('429 without Retry-After', 'src/contract/mount.ts', "headers: { 'Retry-After': quota.resetS },", ''),
  fault(
    'scopes that nobody needs',
    'src/contract/mount.ts',
    "if (missing) throw problem('insufficient-scope'",
    "if (missing && parts.checksReplies === null) throw problem('insufficient-scope'",
  ),
  fault(
    '401 without a challenge',
    'src/access/guard.ts',
    ", headers: { 'WWW-Authenticate': 'Bearer realm=\"waybill\"' } }",
    ' }',
  ),
  fault(
    'one page for all',
    'src/contract/pages.ts',
    'return { data: shown.map(show), next_cursor };',
    'return { data: shown.map(show), next_cursor: null };',
  ),
  fault(
    '202 without Retry-After',
    'src/requests/accept.ts',
    ", 'Retry-After': Math.max(1, estimatedSeconds) }",
    ' } as never',
  ),
  fault(
    '202 with another Location',
    'src/requests/accept.ts',
    'Location: status_url,',
    "Location: status_url.replace('v1', 'v2'),",
  ),
  fault(
    'a dry run that does not say so',
    'src/requests/accept.ts',
    "headers: { 'Preference-Applied': 'dry-run' },",
    "headers: { 'Preference-Applied': 'wait' },",
  ),
  fault('a weak ETag', 'src/requests/show.ts', '=> `"', '=> `W/"'),
  fault(
    'one member more',
    'src/requests/show.ts',
    'attempts: row.attempts,',
    'attempts: row.attempts, ...({ input: row.input } as object),',
  ),
  fault(
    'a member in camel case',
    'src/requests/show.ts',
    'attempts: row.attempts,',
    '...({ attempts: undefined, attemptsMade: row.attempts } as never as { attempts: number }),',
  ),
  fault(
    'null left out',
    'src/requests/show.ts',
    'resultUrl(publicUrl, row.id) : null,',
    'resultUrl(publicUrl, row.id) : (undefined as never),',
  ),
  fault(
    'a relative URL',
    'src/requests/show.ts',
    'export const resultUrl = (publicUrl: string, id: string): string =>\n  publicUrl +',
    "export const resultUrl = (_: string, id: string): string =>\n  '' +",
  ),
  fault(
    'seconds for a time',
    'src/requests/show.ts',
    'updated_at: new Date(row.updated_at).toISOString(),',
    'updated_at: String(new Date(row.updated_at).getTime()),',
  ),
  fault(
    'a local time',
    'src/requests/show.ts',
    'expires_at: expiryOf(row.id).toISOString(),',
    'expires_at: expiryOf(row.id).toString(),',
  ),
  fault('progress in percent', 'src/requests/show.ts', 'progress: row.progress,', 'progress: row.progress * 100,'),
  fault(
    'a state that there is not',
    'src/requests/show.ts',
    'status: row.status,',
    "status: row.status === 'processing' ? ('running' as never) : row.status,",
  ),
  fault(
    'canceled as 202',
    'src/requests/operations.ts',
    'return { status: 200, body: showRequest(row, publicUrl) };',
    "return { status: 202, headers: { 'Retry-After': 1 }, body: showRequest(row, publicUrl) };",
  ),
  fault(
    'a stream as text',
    'src/requests/operations.ts',
    "mediaType: 'text/event-stream',",
    "mediaType: 'text/plain' as never,",
  ),
  fault(
    'an end that is streamed again',
    'src/requests/operations.ts',
    'if (hasEnded(row) && after === row.version) return { status: 204 };',
    '',
  ),
  fault(
    '304 that is never told',
    'src/contract/etag.ts',
    'if (ifNoneMatch === undefined) return false;',
    'if (ifNoneMatch !== null) return false;',
  ),
  fault(
    'a replay that does not say so',
    'src/idempotency/keys.ts',
    "headers: { ...reply.headers, 'Idempotent-Replayed': 'true' },",
    'headers: { ...reply.headers },',
  ),
  fault(
    'another problem for a reused key',
    'src/idempotency/keys.ts',
    "throw problem('idempotency-key-reused', { detail: 'The key was first used with another",
    "throw problem('idempotency-in-progress', { detail: 'The key was first used with another",
  ),
  fault('a result in the browser', 'src/files/operations.ts', '`attachment; filename=', '`inline; filename='),
  fault(
    'a result that may be sniffed',
    'src/files/operations.ts',
    "'X-Content-Type-Options': 'nosniff',",
    "'X-Content-Type-Options': 'none',",
  ),
  fault('a result without its length', 'src/files/operations.ts', "'Content-Length': file.size,", ''),
  fault(
    'a result of no type',
    'src/files/operations.ts',
    'mediaType: file.media_type as (',
    "mediaType: 'application/octet-stream' as (",
  ),
  fault('404 for what has expired', 'src/contract/expiry.ts', "? problem('expired', {", "? problem('not-found', {"),
  fault(
    'a secret that is shown again',
    'src/endpoints/operations.ts',
    "key_id: toId('key', key_id),\n      last_four,",
    "key_id: toId('key', key_id),\n      last_four: key_id.slice(-8),",
  ),
  fault('409 as 422', 'src/endpoints/ping.ts', "throw problem('endpoint-disabled'", "throw problem('invalid-body'"),
];

/** Of what is delivered. */
const ofDeliveries = [
  fault('no delivery id', 'src/sending/send.ts', "    'X-Webhook-Delivery-ID': delivery.deliveryId,\n", ''),
  fault(
    'a delivery id of the event',
    'src/sending/send.ts',
    "'X-Webhook-Delivery-ID': delivery.deliveryId,",
    "'X-Webhook-Delivery-ID': id,",
  ),
  fault(
    'an Idempotency-Key of the delivery',
    'src/sending/send.ts',
    "'Idempotency-Key': id,",
    "'Idempotency-Key': delivery.deliveryId,",
  ),
  fault(
    'another media type',
    'src/sending/send.ts',
    "'Content-Type': 'application/json',",
    "'Content-Type': 'application/cloudevents+json',",
  ),
  fault(
    'milliseconds in the timestamp',
    'src/sending/send.ts',
    'timestamp: Math.floor(now / 1000),',
    'timestamp: now,',
  ),
  fault('no X-Timestamp', 'src/receiver/sign.ts', "    'X-Timestamp': time,\n", ''),
  fault('a signature of another version', 'src/receiver/sign.ts', '`v1,${toBase64(', '`v2,${toBase64('),
  fault('signatures by commas', 'src/receiver/sign.ts', "base64s.join(' ')", "base64s.join(',')"),
  fault('sequence as text', 'src/events/publish.ts', ',"sequence":`, body_end: `,', ',"sequence":"`, body_end: `",'),
];

/** Of the specs: made anew from them is all that is generated. */
const ofSpecs = [
  fault(
    'a header that is not declared any more',
    'specs/resources/request.yaml',
    '      Retry-After: { $ref: headers.yaml#/Retry-After }\n      Idempotent-Replayed',
    '      Idempotent-Replayed',
  ),
  fault(
    'a header that need not come any more',
    'specs/resources/headers.yaml',
    'Strong validator of the representation (RFC 9110 §8.8.3).\n  required: true',
    'Strong validator of the representation (RFC 9110 §8.8.3).',
  ),
  fault(
    'a state more',
    'specs/resources/request.yaml',
    'enum: [queued, processing, succeeded, failed, canceled]',
    'enum: [queued, processing, paused, succeeded, failed, canceled]',
  ),
  fault(
    'a state less to filter by',
    'specs/resources/request.yaml',
    'enum: [queued, processing, succeeded, failed, canceled]',
    'enum: [queued, processing, succeeded, failed]',
  ),
  fault(
    'a member that may be null',
    'specs/resources/request.yaml',
    'updated_at: { $ref: values.yaml#/Timestamp }',
    'updated_at: { anyOf: [{ $ref: values.yaml#/Timestamp }, { type: "null" }] }',
  ),
  fault(
    'a member that need not come',
    'specs/resources/request.yaml',
    '      started_at,\n      updated_at,\n      expires_at,\n    ]',
    '      started_at,\n      updated_at,\n    ]',
  ),
  fault(
    'a renamed member',
    'specs/resources/file.yaml',
    '[upload_id, media_type, size, expires_at]',
    '[upload_id, media_type, bytes, expires_at]',
  ),
  fault('a smaller page', 'specs/resources/values.yaml', 'maximum: 200', 'maximum: 100'),
  fault('fewer tags', 'specs/resources/values.yaml', 'maxProperties: 20', 'maxProperties: 10'),
  fault('other ids', 'specs/resources/values.yaml', 'pattern: ^req_[0-7]', 'pattern: ^r[e]q_[0-7]'),
  fault(
    'a body that needs more',
    'specs/jobs/report.yaml',
    'required: [report_type, format, from, to]',
    'required: [report_type, format, from, to, group_by]',
  ),
  fault(
    'a body of closed choice with one less',
    'specs/jobs/image-process.yaml',
    'enum: [jpeg, png, webp, avif, gif, tiff]',
    'enum: [jpeg, png, webp, avif, gif]',
  ),
  fault('another operationId', 'specs/jobs/report.yaml', 'operationId: createReport', 'operationId: makeReport'),
  fault(
    'another scope',
    'specs/jobs/report.yaml',
    'security: [{ ApiKey: ["reports:create"] }]',
    'security: [{ ApiKey: ["images:process"] }]',
  ),
  fault(
    'one scope more',
    'specs/jobs/report.yaml',
    'security: [{ ApiKey: ["reports:create"] }]',
    'security: [{ ApiKey: ["reports:create", "events:read"] }]',
  ),
  fault(
    'an operation less',
    'specs/openapi.yaml',
    '  /v1/webhook-endpoints/{endpoint_id}/ping: { $ref: resources/webhook-endpoint.yaml#/ping }\n',
    '',
  ),
  fault(
    'a media type less',
    'specs/resources/file.yaml',
    '        image/gif: { schema: { $ref: "#/Bytes" } }\n        image/avif: { schema: { $ref: "#/Bytes" } }\n        image/tiff: { schema: { $ref: "#/Bytes" } }\n        application/pdf',
    '        image/avif: { schema: { $ref: "#/Bytes" } }\n        image/tiff: { schema: { $ref: "#/Bytes" } }\n        application/pdf',
  ),
  fault(
    'a parameter that has to be there',
    'specs/resources/parameters.yaml',
    'Limit: { name: limit, in: query,',
    'Limit: { name: limit, in: query, required: true,',
  ),
  fault(
    'a problem that is not declared',
    'specs/resources/problem.yaml',
    '          idempotency-in-progress: { $ref: ../problems.yaml#/idempotency-in-progress }\n',
    '',
  ),
  fault(
    'a status that is not declared',
    'specs/resources/delivery.yaml',
    '      "409": { $ref: problem.yaml#/responses/NotRedrivable }\n',
    '',
  ),
  fault(
    'a status that nobody gives',
    'specs/resources/delivery.yaml',
    '      "409": { $ref: problem.yaml#/responses/NotRedrivable }\n',
    '      "409": { $ref: problem.yaml#/responses/NotRedrivable }\n      "410": { $ref: problem.yaml#/responses/Gone }\n',
  ),
  fault('an example that is none', 'specs/resources/file.yaml', 'size: 48211', 'size: "48211"'),
  fault(
    'an example that is not produced',
    'specs/resources/meta.yaml',
    'example: { status: ok } }',
    'example: { status: ok, uptime: 1 } }',
  ),
  fault(
    'an event with a member less',
    'specs/events/order.paid.v1.yaml',
    'required: [order_id, currency, total_amount]',
    'required: [order_id, currency]',
  ),
  fault(
    'an event with a renamed member',
    'specs/events/image.processed.v1.yaml',
    'status_url, result_url, media_type, size, width, height]',
    'status_url, result_url, media_type, size, width, tall]',
  ),
  fault('a state more in an event', 'specs/events/shipment.updated.v1.yaml', 'enum: [', 'enum: [lost, '),
  fault(
    'an event type less',
    'specs/asyncapi.yaml',
    '      order.created.v1: { $ref: events/order.created.v1.yaml#/message }\n',
    '',
  ),
  fault(
    'an event that is not publishable any more',
    'specs/events/order.created.v1.yaml',
    '  x-publishable: true\n',
    '',
  ),
  fault(
    'a wider sequence',
    'specs/resources/event.yaml',
    'minimum: 1\n  maximum: 9007199254740991',
    'minimum: 0\n  maximum: 9007199254740991',
  ),
  fault('a header of deliveries less', 'specs/resources/delivery-headers.yaml', '      X-Event-Type,\n', ''),
  fault(
    'another form of a signature',
    'specs/resources/delivery-headers.yaml',
    'pattern: ^v1,[A-Za-z0-9+/]{43}=( v1,',
    'pattern: ^v1,[A-Za-z0-9+/]{43}=(, v1,',
  ),
  fault('another terminal event', 'specs/jobs/image-process.yaml', 'failed: image.failed', 'failed: report.failed'),
];

export const faults = [...ofAnswers, ...ofDeliveries, ...ofSpecs];
