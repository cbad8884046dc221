/**
 * The typed client of Waybill's HTTP API: hand in work, follow it, fetch what came out.
 *
 * Nothing but `fetch`, streams, `AbortSignal` and `crypto` is used: it runs in Node ≥ 20, browsers, Workers.
 */
import createClient from 'openapi-fetch';
import type { paths } from '../../generated/types.d.ts';
import { dataOf, isJson, isObject, WaybillNotSucceeded, WaybillUnexpectedAnswer } from './answers.ts';
import { follow } from './follow.ts';
import {
  type Api,
  type DryRun,
  type EndedRequest,
  hasEnded,
  hasSucceeded,
  type Item,
  idOf,
  type JobInput,
  type JobPath,
  type ListPath,
  type ListQuery,
  type Options,
  type Request,
  type RequestRef,
  type SucceededRequest,
  type Upload,
  type UploadMediaType,
  type WorkAccepted,
} from './operations.ts';
import { type Clock, createSend, type Fetch, POLICY, type RetryPolicy, sleep } from './send.ts';

export type { components, paths } from '../../generated/types.d.ts';
export {
  dataOf,
  type ProblemName,
  WaybillNotSucceeded,
  WaybillProblem,
  WaybillUnexpectedAnswer,
  WaybillUnreachable,
} from './answers.ts';
export {
  type Api,
  type DryRun,
  type EndedRequest,
  type Fault,
  hasEnded,
  type Item,
  type JobInput,
  type JobPath,
  type ListPath,
  type ListQuery,
  type Problem,
  type Request,
  type RequestRef,
  type SucceededRequest,
  type Upload,
  type UploadMediaType,
  type WorkAccepted,
} from './operations.ts';
export type { Clock, Fetch, RetryPolicy } from './send.ts';

export interface WaybillOptions {
  /** Where the service is, absolute: `https://waybill.example.com`. The API key goes nowhere else. */
  baseUrl: string;
  /** `wb_…`, or whatever the operator chose: visible ASCII characters. */
  apiKey: string;
  /** The tenant `ten_…` to act for; it takes a key with the scope `operator`. Else the key's own. */
  tenantId?: string;
  /** Instead of the runtime's own. It must pass on `signal`, and reject when no whole answer comes. */
  fetch?: Fetch;
  retry?: Partial<RetryPolicy>;
  /** For tests. */
  clock?: Partial<Clock>;
}

export interface Cancellable {
  /** When it fires, everything stops, pauses too, and the call rejects with its `reason`. What was handed in stays so. */
  signal?: AbortSignal;
}
export interface HandInOptions extends Cancellable {
  /** Kept on the request, its events and deliveries; made by the service when absent. */
  correlationId?: string;
  /**
   * 1 to 255 visible ASCII characters: the same key with the same input gets the first answer, for 24 hours. One is made up
   * for each call when absent; give your own to be safe over a restart of your process too.
   */
  idempotencyKey?: string;
}

/**
 * Every verb throws `WaybillProblem` (the service refused), `WaybillUnreachable` (no answer after all retries),
 * `WaybillUnexpectedAnswer` (it was not the service that answered) or the reason of its signal.
 */
export interface Waybill {
  /**
   * Every operation of the contract by method and path. Answers come as `{data, error, response}`, refusals too; it throws
   * only `WaybillUnreachable`, `WaybillUnexpectedAnswer` and the reason of a signal. Retries are those of the verbs: of
   * `GET`, `PUT` and `DELETE`, and of what has an `Idempotency-Key`; of other calls only what was refused as too much.
   */
  readonly api: Api;

  /**
   * Hands in work. Retries are safe: it is stored once.
   *
   * @param path  of the job, such as `/v1/images:process`
   * @param options.wait  1 to 30 seconds for the work to end: then the answer is the ended request
   */
  submit<P extends JobPath>(
    path: P,
    input: JobInput<P>,
    ...options: Options<P, 'post', HandInOptions & { wait?: undefined }>
  ): Promise<WorkAccepted>;
  submit<P extends JobPath>(
    path: P,
    input: JobInput<P>,
    ...options: Options<P, 'post', HandInOptions & { wait: number }>
  ): Promise<WorkAccepted | EndedRequest>;

  /** What `submit` would have accepted; nothing is stored. @throws what `submit` would throw */
  dryRun<P extends JobPath>(path: P, input: JobInput<P>, ...options: Options<P, 'post', Cancellable>): Promise<DryRun>;

  /**
   * The request as it changes: as it is now, then each version that there is time for, and at last the one that has ended.
   * It can be begun again at any time, also by another process.
   */
  follow(request: RequestRef, options?: Cancellable): AsyncGenerator<Request, void, undefined>;

  /** The request when it has ended, however it did. */
  untilEnded(request: RequestRef, options?: Cancellable): Promise<EndedRequest>;

  /**
   * Hands in work and waits for it to succeed.
   *
   * @throws WaybillNotSucceeded  it failed or was canceled; the request and its problem are on the error
   */
  submitAndWait<P extends JobPath>(
    path: P,
    input: JobInput<P>,
    ...options: Options<P, 'post', HandInOptions>
  ): Promise<SucceededRequest>;

  /**
   * Downloads what a request has come to: a `Response` with its media type, whose body is a stream that has not been read.
   *
   * @throws TypeError  the request has not succeeded
   */
  result(request: Pick<Request, 'result_url'>, options?: Cancellable): Promise<Response>;

  /**
   * Uploads a file, of at most 50 MiB.
   *
   * A stream is sent as it comes: it cannot be sent again, so it is not retried. In browsers give a `Blob` or a `File`, which
   * are not read into memory either: Firefox and Safari cannot send a stream, so it is collected first, and Chromium
   * can over HTTP/2 alone.
   */
  upload(
    content: Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | ReadableStream<Uint8Array>,
    mediaType: UploadMediaType,
    options?: Cancellable & Pick<HandInOptions, 'idempotencyKey'>,
  ): Promise<Upload>;

  /** All that a list has, page by page; the next page is fetched when it is asked for. */
  pages<P extends ListPath>(
    path: P,
    ...options: Options<P, 'get', Cancellable & { query?: ListQuery<P> }>
  ): AsyncGenerator<Item<P>, void, undefined>;
}

/** How long `submitAndWait` lets the service wait before it follows. */
const WAIT_S = 10;

/** @throws TypeError  an option that cannot be; the API key is not in the message */
export function createWaybill({ baseUrl, apiKey, tenantId, fetch, retry, clock }: WaybillOptions): Waybill {
  const { username, password, search, hash } = new URL(baseUrl);
  if (username || password) throw new TypeError('baseUrl: credentials belong into apiKey');
  if (search || hash) throw new TypeError('baseUrl: paths come behind it, so no query and no fragment');
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new TypeError('apiKey: visible ASCII characters only');
  const policy = { ...POLICY, ...retry };
  const time: Clock = { sleep, random: Math.random, now: () => performance.now(), ...clock };
  const send: Fetch = fetch ?? ((request, init) => globalThis.fetch(request, init));
  const sendOnce = createSend(send, { ...policy, maxAttempts: 1 }, time);
  /** How long an upload takes is up to its line. */
  const untimed = { ...policy, attemptTimeoutMs: Number.POSITIVE_INFINITY };

  const api = createClient<paths>({
    baseUrl,
    headers: { Authorization: `Bearer ${apiKey}`, 'X-Tenant-Id': tenantId },
    // A redirect could lead the key away, and would make a POST a GET.
    redirect: 'manual',
    fetch: createSend(send, policy, time),
  });
  api.use({
    onRequest({ params: { path = {} } }) {
      // A URL without them is another one: `…/deliveries/./redrive` is the redrive of all.
      for (const [name, value] of Object.entries(path))
        if (['', '.', '..'].includes(String(value))) throw new TypeError(`${name}: ${JSON.stringify(value)} is no id`);
    },
    async onResponse({ response, options: { parseAs } }) {
      if (parseAs !== 'json' || !response.ok || response.status === 204) return;
      if (!isJson(response)) throw new WaybillUnexpectedAnswer(response, 'JSON');
      if (!(await isObject(response.clone()))) throw new WaybillUnexpectedAnswer(response, 'an object');
    },
  });
  /** The compiler cannot follow a path that is a parameter of a type; what goes in and out is held by the verbs' types. */
  const call = api.request as (
    method: 'get' | 'post',
    path: string,
    init: object,
  ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

  async function handIn(
    path: JobPath,
    input: unknown,
    options: HandInOptions & { prefer?: string | undefined; params?: unknown },
  ): Promise<unknown> {
    const { idempotencyKey = crypto.randomUUID(), correlationId, prefer, params, signal } = options;
    const header = { 'Idempotency-Key': idempotencyKey, 'X-Correlation-Id': correlationId, Prefer: prefer };
    return dataOf(await call('post', path, { params: { path: params, header }, body: input, signal }));
  }

  const waybill: Waybill = {
    api,

    submit: (path: JobPath, input: unknown, { wait, ...options }: HandInOptions & { wait?: number } = {}) =>
      handIn(path, input, { ...options, prefer: wait === undefined ? undefined : `wait=${wait}` }) as Promise<never>,

    async dryRun(path, input, ...[options]) {
      // With a key, it can be retried; and should somebody in between take the preference away, it is stored once.
      const answer = (await handIn(path, input, { ...options, prefer: 'dry-run' })) as DryRun | WorkAccepted;
      if (answer.request_id !== null)
        throw new Error(`the dry run was not taken for one: ${answer.request_id} is stored`);
      return answer as DryRun;
    },

    follow: (request, { signal = new AbortController().signal } = {}) =>
      follow({ api, sendOnce, clock: time }, idOf(request), signal),

    async untilEnded(request, options) {
      let last: Request | undefined;
      for await (last of waybill.follow(request, options));
      return last as EndedRequest;
    },

    async submitAndWait(path, input, ...[options = {}]) {
      const first = (await handIn(path, input, { ...options, prefer: `wait=${WAIT_S}` })) as WorkAccepted | Request;
      const last = hasEnded(first) ? first : await waybill.untilEnded(first, options);
      if (!hasSucceeded(last)) throw new WaybillNotSucceeded(last);
      return last;
    },

    async result({ result_url }, { signal } = {}) {
      if (!result_url)
        throw new TypeError(
          'the request has no result yet: pass the one that follow(), untilEnded() or submitAndWait() ended with',
        );
      // By its id alone: the key is for `baseUrl`, wherever the URL points to.
      const result_id = result_url.slice(result_url.lastIndexOf('/') + 1);
      const answer = await api.GET('/v1/results/{result_id}', {
        params: { path: { result_id } },
        parseAs: 'stream',
        ...(signal ? { signal } : {}),
      });
      dataOf(answer);
      return answer.response;
    },

    async upload(content, mediaType, { idempotencyKey = crypto.randomUUID(), signal } = {}) {
      const isStream = content instanceof ReadableStream && sendsStreams();
      const body = content instanceof ReadableStream && !isStream ? await new Response(content).blob() : content;
      const answer = await api.POST('/v1/uploads', {
        params: { header: { 'Idempotency-Key': idempotencyKey } },
        headers: { 'Content-Type': mediaType },
        body: body as never,
        bodySerializer: (bytes) => bytes,
        ...(isStream ? { duplex: 'half' } : {}),
        fetch: createSend(send, isStream ? { ...untimed, maxAttempts: 1 } : untimed, time),
        ...(signal ? { signal } : {}),
      });
      return dataOf(answer);
    },

    async *pages(path, { query, params, signal }: Cancellable & { query?: object; params?: unknown } = {}) {
      let cursor: string | null | undefined;
      do {
        const init = { params: { path: params, query: { ...query, ...(cursor ? { cursor } : {}) } }, signal };
        const page = dataOf(await call('get', path, init)) as { data: Item<typeof path>[]; next_cursor: string | null };
        for (const item of page.data) {
          yield item;
          signal?.throwIfAborted();
        }
        if (page.next_cursor !== null && page.next_cursor === cursor)
          throw new TypeError('the list goes round: its next_cursor is that of the page before');
        cursor = page.next_cursor;
      } while (cursor);
    },
  };
  return waybill;
}

/** Where it cannot be done, a stream is taken for an object like any other, and its name would be uploaded. */
function sendsStreams(): boolean {
  const init = { method: 'POST', body: new ReadableStream(), duplex: 'half' };
  return !new globalThis.Request('http://localhost', init).headers.has('content-type');
}
