/**
 * Answers: what a handler returned, or what went wrong, as a Response.
 *
 * Promise: an error of ours tells nothing of itself, and outside production a problem that its operation does not declare
 * is one.
 */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import * as contract from '../../generated/contract.ts';
import { isUnavailable } from '../database/connect.ts';
import type { Log } from '../telemetry/log.ts';
import type { ObservedCall } from '../telemetry/observe.ts';
import type { Caller, Coding } from './operations.ts';
import type { Place } from './places.ts';
import { type Fault, Problem, type ProblemName, problem } from './problems.ts';
import type { OperationContract } from './shape.ts';

export interface Variables {
  callId: string;
  caller: Caller;
  call: ObservedCall;
  /** Faults of the body that its schema does not see. */
  lost: Fault[];
  standAside: Place['standAside'];
  /** On every answer to a call with a key. */
  quota?: Record<string, string>;
}
export type Env = { Variables: Variables };
export type AnyReply = {
  status: number;
  headers?: Record<string, unknown>;
  body?: unknown;
  mediaType?: string;
  coding?: Coding;
};

const table: Record<string, OperationContract> = contract.operations;

/** On every answer. Any page may call: keys travel in a header, never in a cookie (Fetch standard, CORS protocol). */
const EVERYWHERE = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': [
    ...new Set(
      Object.values(table).flatMap(({ responses }) => Object.values(responses).flatMap(({ headers }) => headers)),
    ),
  ].join(', '),
};

/** Plain objects all the way: node-server turns them into an answer without making a Response and its Headers. */
function answer(
  c: Context<Env>,
  status: number,
  headers: Record<string, string>,
  payload: BodyInit | undefined,
): Response {
  return new Response(payload, {
    status,
    headers: { ...EVERYWHERE, 'X-Request-Id': c.get('callId'), ...c.get('quota'), ...headers },
  });
}

export function toResponse(c: Context<Env>, { status, headers = {}, body, mediaType, coding }: AnyReply): Response {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent[name] = String(value);
  if (body === undefined) return answer(c, status, sent, undefined);
  sent['Content-Type'] = mediaType ?? 'application/json';
  if (coding) sent['Content-Encoding'] = coding;
  // Nobody would read it, nor close what is behind it: of a HEAD, and of a call that was given up meanwhile.
  if ((c.req.method === 'HEAD' || c.finalized) && body instanceof ReadableStream) {
    void body.cancel();
    return answer(c, status, sent, undefined);
  }
  const isBytes = body instanceof ReadableStream || body instanceof Uint8Array;
  return answer(c, status, sent, isBytes ? (body as BodyInit) : JSON.stringify(body));
}

/** What an error means to the caller; what nobody foresaw is a 500 without detail. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException && error.status === 400)
    return problem('malformed-request', { detail: 'The body is not JSON.' });
  if (isUnavailable(error)) return problem('unavailable', { headers: { 'Retry-After': 1 }, cause: error });
  return problem('internal-error', { cause: error });
}

/** @param checksReplies  outside production */
export function answerError(
  c: Context<Env>,
  error: unknown,
  { publicUrl, checksReplies, log }: { publicUrl: string; checksReplies: boolean; log: Log },
): Response {
  const fault = toProblem(error);
  const shown = checksReplies ? declared(c, fault) : fault;
  c.get('call').problem = shown.kind;
  // Who has hung up gets no answer, and its broken stream is no trouble of ours.
  if (shown.status >= 500 && !c.req.raw.signal.aborted)
    log.error({ call_id: c.get('callId'), err: shown.cause ?? shown, problem: shown.kind }, shown.message);
  const { headers, body } = show(shown, { publicUrl, path: c.req.path, callId: c.get('callId') });
  return answer(c, shown.status, headers, body);
}

/** A problem as its caller gets it, whatever it was that said no. */
export function show(shown: Problem, { publicUrl, path, callId }: { publicUrl: string; path: string; callId: string }) {
  return {
    headers: { ...EVERYWHERE, 'X-Request-Id': callId, ...shown.headers, 'Content-Type': 'application/problem+json' },
    body: JSON.stringify({ ...shown.toBody(publicUrl), instance: path, call_id: callId }),
  };
}

/** Outside production a problem that its operation does not declare is an error of ours. */
function declared(c: Context<Env>, fault: Problem): Problem {
  const operation = Object.values(table).find(
    ({ method, path }) => method === c.req.method.toLowerCase() && toHonoPath(path) === routePath(c, -1),
  );
  const problems: readonly string[] | undefined = operation?.responses[fault.status]?.problems;
  if (!operation || problems?.includes(fault.kind satisfies ProblemName)) return fault;
  return problem('internal-error', { cause: new Error(`${fault.kind} is not declared here`, { cause: fault }) });
}

const toHonoPath = (path: string) => path.replaceAll(/\/{(.+?)}/g, '/:$1');
