/**
 * What is not the answer that was hoped for, as errors with a type each.
 *
 * Promise: none of them holds the API key, nor anything of a call but its method and path.
 */
import type { problems } from '../../generated/contract.ts';
import type { EndedRequest, Fault, Problem } from './operations.ts';

/** The names of all problems of the contract. A service that is newer than this package may know more. */
export type ProblemName = keyof typeof problems;

const SHOWN_FAULTS = 5;

/**
 * The service refused a call, or says why a request failed.
 *
 * @see RFC 9457
 */
export class WaybillProblem extends Error {
  override readonly name = 'WaybillProblem';
  /** Which problem it is: the last part of its `type`. What to do about each is said at that URL. */
  readonly kind: ProblemName;
  /** Of the answer; of the error of a request: what it would have been. */
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** All faults of the call, each with its place; empty where the problem is none of form. */
  readonly errors: readonly Fault[];
  /** Names the call in the logs of the service. */
  readonly callId: string | undefined;
  /** In how many seconds the same call may succeed. */
  readonly retryAfterS: number | undefined;

  constructor(problem: Problem, retryAfterS?: number) {
    const { status, title, detail, call_id } = problem;
    // In the problems of a gateway it may be anything.
    const errors = Array.isArray(problem.errors) ? problem.errors : [];
    const faults = errors.slice(0, SHOWN_FAULTS).map((fault) => `${fault.pointer}: ${fault.detail}`);
    if (errors.length > faults.length) faults.push('…');
    super([title, ...(detail === undefined ? [] : [detail]), ...faults].join('; '));
    this.kind = kindOf(problem);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.callId = call_id;
    this.retryAfterS = retryAfterS;
  }
}

/** A request ended as failed or canceled where one that succeeds was waited for. */
export class WaybillNotSucceeded extends Error {
  override readonly name = 'WaybillNotSucceeded';
  readonly request: EndedRequest;
  /** Why it failed; undefined when it was canceled. */
  readonly problem: WaybillProblem | undefined;

  constructor(request: EndedRequest) {
    const problem = request.error ? new WaybillProblem(request.error) : undefined;
    super(`${request.request_id} ${problem ? `failed: ${problem.message}` : `was ${request.status}`}`);
    this.request = request;
    this.problem = problem;
  }
}

/** No answer came: no connection, one that broke, or none in time. `cause` is the error of the last attempt. */
export class WaybillUnreachable extends Error {
  override readonly name = 'WaybillUnreachable';
  /** Calls that were made. Whether one of them had its effect is not known; a call with the same Idempotency-Key tells. */
  readonly attempts: number;

  constructor({ method, url }: globalThis.Request, attempts: number, cause: unknown) {
    super(`${method} ${pathOf(url)}: no answer after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`, {
      cause,
    });
    this.attempts = attempts;
  }
}

/** Something answered that is not the service: the error page of a gateway, a redirect, a body of another type. */
export class WaybillUnexpectedAnswer extends Error {
  override readonly name = 'WaybillUnexpectedAnswer';
  /** 0 for a redirect in a browser. */
  readonly status: number;
  readonly retryAfterS: number | undefined;

  /** What came is not quoted: error pages like to show the headers of the call. */
  constructor(response: Response, expected: string) {
    const { status, type, url, headers } = response;
    const came =
      type === 'opaqueredirect' || (status >= 300 && status < 400)
        ? 'a redirect, which is not followed: the API key is for `baseUrl` alone'
        : `${status} with ${headers.get('content-type') ?? 'no media type'}`;
    super(`${pathOf(url)}: expected ${expected}, got ${came}`);
    this.status = status;
    this.retryAfterS = retryAfterOf(response);
  }
}

const pathOf = (url: string) => url.replace(/^\w+:\/\/[^/]*|[?#].*$/g, '');

export const isJson = ({ headers }: Response): boolean =>
  /^[^;]*[/+]json\s*(;|$)/i.test(headers.get('content-type') ?? '');

/** As every answer of the service in JSON; what cannot be read is none. The parser's own error would quote it. */
export async function isObject(answer: Response): Promise<boolean> {
  const value: unknown = await answer.json().catch(() => null);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * How long an answer asks to wait, in seconds; undefined when it does not, or cannot be read.
 *
 * @see RFC 9110 §10.2.3
 */
export function retryAfterOf({ headers }: Response): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
}

/**
 * The data of an answer of `api`, for those who prefer exceptions: `dataOf(await waybill.api.GET(…))`.
 *
 * @throws WaybillProblem  what the service refused
 * @throws WaybillUnexpectedAnswer  what is no answer of the service
 */
export function dataOf<Data>({ data, error, response }: { data?: Data; error?: unknown; response: Response }): Data {
  if (response.ok) return data as Data;
  if (isProblem(error)) throw new WaybillProblem(error, retryAfterOf(response));
  throw new WaybillUnexpectedAnswer(response, 'a problem');
}

/** Which problem an answer is; undefined when it is none. What is left of it can still be read. */
export async function problemOf(answer: Response): Promise<ProblemName | undefined> {
  if (!isJson(answer)) return undefined;
  const value: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return isProblem(value) ? kindOf(value) : undefined;
}

const kindOf = ({ type }: Problem) => type.slice(type.lastIndexOf('/') + 1) as ProblemName;

function isProblem(value: unknown): value is Problem {
  const { type, title, status } = (value ?? {}) as Partial<Problem>;
  return typeof type === 'string' && typeof title === 'string' && typeof status === 'number';
}
