/** What the contract's paths mean to the verbs: which of them hand in work, which are lists, and what goes in and out. */
import type { Client } from 'openapi-fetch';
import type { components, paths } from '../../generated/types.d.ts';

type Schemas = components['schemas'];

/** Every operation by method and path; see https://openapi-ts.dev/openapi-fetch/. */
export type Api = Client<paths>;

/** A piece of work: its state, its progress in [0, 1], and its outcome. */
export type Request = Schemas['Request'];
/** The work is stored and will be done. */
export type WorkAccepted = Schemas['WorkAccepted'];
/** What would have been accepted; nothing was stored. */
export type DryRun = Schemas['DryRun'];
export type Upload = Schemas['Upload'];
export type Problem = Schemas['Problem'];
/** One fault of a call: where (`pointer`, RFC 6901), and what. */
export type Fault = Schemas['Fault'];

/** A request that changes no more. */
export type EndedRequest = Request & { status: 'succeeded' | 'failed' | 'canceled' };
export type SucceededRequest = Request & { status: 'succeeded'; result_url: string };

/** A request, or its id `req_…`. */
export type RequestRef = string | { request_id: string };
export const idOf = (request: RequestRef): string => (typeof request === 'string' ? request : request.request_id);

export const hasEnded = (request: Request | WorkAccepted): request is EndedRequest =>
  request.status === 'succeeded' || request.status === 'failed' || request.status === 'canceled';
export const hasSucceeded = (request: Request): request is SucceededRequest => request.status === 'succeeded';

/** The paths whose `POST` hands in work: those that answer 202 with `WorkAccepted`. */
export type JobPath = {
  [P in keyof paths]: paths[P] extends {
    post: { responses: { 202: { content: { 'application/json': WorkAccepted } } } };
  }
    ? P
    : never;
}[keyof paths];

type PostBody<P extends keyof paths> = paths[P] extends { post: { requestBody?: infer Body } }
  ? NonNullable<Body> extends { content: infer Content }
    ? Content
    : never
  : never;

/** What a job takes in. */
export type JobInput<P extends JobPath> = PostBody<P> extends { 'application/json': infer Input } ? Input : never;

/** The media types that can be uploaded. */
export type UploadMediaType = keyof PostBody<'/v1/uploads'>;

/** The paths whose `GET` is a list in pages. */
export type ListPath = {
  [P in keyof paths]: paths[P] extends {
    get: { responses: { 200: { content: { 'application/json': { data: unknown[]; next_cursor: string | null } } } } };
  }
    ? P
    : never;
}[keyof paths];

/** What stands in a list. */
export type Item<P extends ListPath> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': { data: (infer One)[] } } } } };
}
  ? One
  : never;

/** The filters of a list; `limit` is the size of a page. */
export type ListQuery<P extends ListPath> = paths[P] extends { get: { parameters: { query?: infer Query } } }
  ? NonNullable<Query>
  : never;

type PathParameters<P extends keyof paths, Method extends 'get' | 'post'> = paths[P] extends {
  [M in Method]: { parameters: { path: infer Parameters } };
}
  ? Parameters
  : undefined;

/** The last argument of a verb: left out where nothing in it must be given; a path with parameters needs `params`. */
export type Options<P extends keyof paths, Method extends 'get' | 'post', More> =
  PathParameters<P, Method> extends undefined
    ? [options?: More & { params?: undefined }]
    : [options: More & { params: PathParameters<P, Method> }];
