/**
 * The contract as the mock tells it: every job has a story of its own, and its parts agree.
 *
 * Promise: the 202 of a job leads to a status that has succeeded, and that to the bytes that the callback tells of. It is
 * told by paths that name one id, which Prism prefers to those with parameters; any other id is answered by the
 * examples of the contract.
 */
import type { Json } from '../generator/documents.ts';

const REQUEST = '/v1/requests/{request_id}';
const RESULT = '/v1/results/{result_id}';

/**
 * @param openapi  generated/openapi.json
 * @param options.url  where the mock is reached
 * @param options.callbackUrl  where Prism sends callbacks, in place of what the caller names; may hold runtime expressions
 * @param options.results  the bytes of a result by media type, where they are no text
 */
export function mockDocument(
  openapi: Json,
  { url, callbackUrl, results }: { url: string; callbackUrl: string; results: Record<string, Buffer> },
): Json {
  const document = JSON.parse(JSON.stringify(openapi).replaceAll(openapi.servers[0].url, url));
  const operations = Object.values(document.paths as Json[]).flatMap((item) => Object.values(item) as Json[]);
  for (const { responses = {} } of [document.components, ...operations])
    for (const response of Object.values(responses as Json[])) if (response.headers) setHeaders(document, response);

  for (const [index, path] of jobPaths(document).entries()) {
    const operation = document.paths[path].post;
    const told = storyTeller(document, operation['x-job'].type, String(10 + index));
    for (const status of [200, 202]) operation.responses[status] = told(resolve(document, operation.responses[status]));
    for (const path of Object.keys(document.paths).filter((path) => path.startsWith(REQUEST)))
      document.paths[told.path(path)] = told(withoutId(document, document.paths[path]));
    const result = told(withoutId(document, document.paths[RESULT]));
    document.paths[told.path(RESULT)] = result;
    const answer = result.get.responses[200];
    const data = operation.callbacks ? tellSuccess(operation, told, callbackUrl) : {};
    const mediaType: string = data.media_type ?? 'application/json';
    answer.content = { [mediaType]: answer.content[mediaType] };
    const disposition = answer.headers['Content-Disposition'];
    disposition.example = disposition.example.replace(/\w+"$/, `${mediaType.split('/')[1]}"`);
    if (results[mediaType] && 'size' in data) data.size = results[mediaType].length;
  }
  return document;
}

export const jobPaths = ({ paths }: Json): string[] =>
  Object.entries(paths as Json).flatMap(([path, { post }]) => (post?.['x-job'] ? [path] : []));

/** Prism sends every header that is declared: `Idempotent-Replayed` or `Retry-After` on each answer would be untrue. */
function setHeaders(document: Json, response: Json): void {
  const headers = Object.entries(response.headers as Json).map(
    ([name, header]) => [name, resolve(document, header)] as const,
  );
  response.headers = Object.fromEntries(
    headers.filter(([name, { required }]) => required || name.startsWith('RateLimit')),
  );
}

const resolve = (document: Json, part: Json): Json =>
  part.$ref
    ? part.$ref
        .slice(2)
        .split('/')
        .reduce((whole: Json, name: string) => whole[name], document)
    : part;

interface StoryTeller {
  /** Any part of the document, with the ids and the type of this story in place of those of the examples. */
  <Part>(part: Part): Part;
  path(template: string): string;
}

/** @param suffix  the last letters of its ids; the others are those of the contract's examples */
function storyTeller(document: Json, type: string, suffix: string): StoryTeller {
  const { examples } = document.paths[REQUEST].get.responses[200].content['application/json'];
  const { request_id, result_url, type: anyType } = examples.succeeded.value;
  const result_id: string = result_url.split('/').at(-1);
  const own = (id: string) => id.slice(0, -suffix.length) + suffix;
  const told = <Part>(part: Part): Part =>
    JSON.parse(
      JSON.stringify(part)
        .replaceAll(request_id, own(request_id))
        .replaceAll(result_id, own(result_id))
        .replaceAll(anyType, type),
    );
  const path = (template: string) =>
    template.replace('{request_id}', own(request_id)).replace('{result_id}', own(result_id));
  return Object.assign(told, { path });
}

/** The operations of a path, when the path names the id. */
const withoutId = (document: Json, item: Json): Json =>
  Object.fromEntries(
    Object.entries(item).map(([method, { operationId: _, parameters, ...operation }]) => [
      method,
      { ...operation, parameters: parameters.filter((one: Json) => resolve(document, one).in !== 'path') },
    ]),
  );

/** Of the events that may end a job only its success, in the newest version. @returns the data of that event */
function tellSuccess(operation: Json, told: StoryTeller, callbackUrl: string): Json {
  const { succeeded } = operation['x-job'].events;
  const versionOf = (name: string) => Number(name.split('.v').at(-1));
  const [name, callback] = Object.entries(operation.callbacks as Json)
    .filter(([name]) => name.startsWith(`${succeeded}.v`))
    .reduce((newest, one) => (versionOf(one[0]) > versionOf(newest[0]) ? one : newest));
  const [webhook] = Object.values(told(callback) as Json[]);
  operation.callbacks = { [name]: { [callbackUrl]: webhook } };
  const [example] = Object.values(webhook!.post.requestBody.content['application/json'].examples as Json[]);
  return example!.value.data;
}
