/**
 * Mounts the contract: one route for each operation of the generated table, and nothing else.
 *
 * Promise: a call is judged in one order everywhere (503 when there is too much to do, 404 route, 405, 401, 403, 429, 413, 415,
 * 400, 422, then state), and outside production an answer that breaks its own schema is an error here, not at the client.
 */
import { getConnInfo } from '@hono/node-server/conninfo';
import { createRoute, OpenAPIHono, type RouteConfig, type z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import * as contract from '../../generated/contract.ts';
import type { Database } from '../database/connect.ts';
import { contentOf, fingerprintOf, readKey } from '../idempotency/keys.ts';
import { once } from '../idempotency/once.ts';
import { CALLS_PER_SECOND, PREFLIGHT_S } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';
import type { Telemetry } from '../telemetry/observe.ts';
import { type AnyReply, answerError, type Env, toResponse } from './answer.ts';
import { type BodyBudget, bytesKept, createBodyBudget, mediaTypeOf, readBody, streamBody } from './body.ts';
import { needsPlace } from './door.ts';
import { toId } from './ids.ts';
import type { Call, Caller, Handler, JobCall, JobReply, OperationId, Operations, Services } from './operations.ts';
import type { Places } from './places.ts';
import { type Fault, invalidBody, Problem, problem } from './problems.ts';
import { matches, type OperationContract } from './shape.ts';
import { type Formats, toFaults, toZod, toZodOfText } from './validate.ts';

/** Who calls, for whom, and whether it is not too much. */
export interface Guard {
  /**
   * Who an `Authorization` header stands for.
   *
   * @param address  of the connection: too many calls without a valid key from one are told to wait
   * @throws Problem unauthenticated or rate-limited
   */
  authenticate(authorization: string | undefined, address: string): Promise<Caller>;
  /** Counts a call. */
  take(caller: Caller): Quota | Promise<Quota>;
  /** The caller, who is an operator, acting for the tenant of an `X-Tenant-Id`. @throws Problem malformed-request */
  actFor(caller: Caller, tenantId: string): Promise<Caller>;
}
export interface Quota {
  isOver: boolean;
  /** Until there are calls left again. */
  resetS: number;
  /** draft-ietf-httpapi-ratelimit-headers §3, §4 */
  headers: Record<string, string>;
}

interface Parts {
  services: Services;
  /** Those that have none are not offered. */
  operations: Partial<Operations>;
  /** The one path of all operations that hand in work; without it they are not offered. */
  acceptJob?: (call: JobCall) => Promise<JobReply>;
  guard: Guard;
  places: Places;
  log: Log;
  telemetry: Telemetry;
  /** Check answers against their schemas? */
  checksReplies: boolean;
}

/** Whose key may act for a tenant that it names. */
const OPERATOR = 'operator';

/** None where `acceptJob` answers. */
type AnyHandler = ((call: unknown) => Promise<AnyReply>) & Pick<Handler<OperationId>, 'keepsKey' | 'faultsOf'>;

const table = contract.operations as Record<OperationId, OperationContract>;

export function mount(parts: Parts): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  const facts = { publicUrl: parts.services.publicUrl, checksReplies: parts.checksReplies, log: parts.log };
  app.use(parts.telemetry.observeCalls);
  app.options('*', cors({ origin: '*', maxAge: PREFLIGHT_S }));
  const offered = offeredBy(parts);
  const bodyBudget = createBodyBudget();
  for (const [id, operation] of offered) mountOperation(app, id, operation, { ...parts, bodyBudget });
  app.notFound((c) => {
    const allowed = methodsAt(offered, c.req.path);
    return answerError(
      c,
      allowed.length > 0
        ? problem('method-not-allowed', {
            detail: `This path offers ${allowed.join(', ')}.`,
            headers: { Allow: allowed.join(', ') },
          })
        : problem('not-found', { detail: 'There is no such route.' }),
      facts,
    );
  });
  app.onError((error, c) => answerError(c, error, facts));
  return app;
}

function mountOperation(
  app: OpenAPIHono<Env>,
  id: OperationId,
  operation: OperationContract,
  parts: Parts & { bodyBudget: BodyBudget },
): void {
  const formats: Formats = { 'outbound-url': (text) => parts.services.addressRules.faultOf(text) };
  const { path, query, header } = operation.parameters;
  const json = operation.body?.['application/json'];
  const authenticate = (c: Context<Env>) =>
    parts.guard.authenticate(c.req.header('authorization'), getConnInfo(c).remote.address ?? '');
  const inPlace: MiddlewareHandler<Env> = (c, next) =>
    parts.places.workIn(({ standAside }) => {
      c.set('standAside', standAside);
      return guard(c, next) as Promise<void>;
    });
  // Who sends slowly has no place meanwhile.
  const readAll = async (c: Context<Env>) =>
    operation.body ? c.get('standAside')(() => readBody(c, operation)) : ([] as Fault[]);
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    const call = c.get('call');
    call.operation = id;
    if (!operation.isPublic) {
      let caller = await authenticate(c);
      call.isFrom(caller.keyId, c.req.header('traceparent'));
      call.tenant = toId('ten', caller.tenantId);
      const quota = await parts.guard.take(caller);
      c.set('quota', quota.headers);
      const tenantId = c.req.header('x-tenant-id');
      const needed = tenantId === undefined ? operation.scopes : [...operation.scopes, OPERATOR];
      const missing = needed.find((scope) => !caller.scopes.includes(scope));
      if (missing) throw problem('insufficient-scope', { detail: `The key lacks the scope ${missing}.` });
      if (quota.isOver)
        throw problem('rate-limited', {
          detail: `This key may make ${CALLS_PER_SECOND} calls a second.`,
          headers: { 'Retry-After': quota.resetS },
        });
      c.set('lost', await parts.bodyBudget(caller.keyId, bytesKept(c, operation), () => readAll(c)));
      if (tenantId !== undefined) {
        caller = await parts.guard.actFor(caller, tenantId);
        call.tenant = toId('ten', caller.tenantId);
      }
      c.set('caller', caller);
    } else c.set('lost', await readAll(c));
    await next();
  };
  const route = createRoute({
    operationId: id,
    method: operation.method,
    path: operation.path,
    middleware: needsPlace(operation) ? inPlace : guard,
    request: {
      params: toZodOfText(path, formats),
      query: toZodOfText(query, formats),
      headers: toZodOfText(header, formats),
      ...(operation.body
        ? {
            body: {
              required: true,
              content: json ? { 'application/json': { schema: toZod(json, formats) } } : rawContent(operation.body),
            },
          }
        : {}),
    },
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, { content }]) => [
        status,
        { description: '', content: rawContent(content) },
      ]),
    ),
  } as RouteConfig & { path: string });
  const handler = parts.operations[id as keyof Operations] as AnyHandler | undefined;
  const replySchemas = parts.checksReplies ? schemasOfReplies(operation, formats) : {};

  const handle = async (c: Context<Env>) => {
    const valid = (target: string) => c.req.valid(target as never) as Record<string, unknown>;
    const shared = {
      ...parts.services,
      caller: c.get('caller'),
      callId: c.get('callId'),
      traceparent: c.get('call').traceparent,
      route: `${operation.method} ${operation.path}`,
      path: c.req.url.slice(c.req.url.indexOf('/', 8)),
      hasGone: () => c.req.raw.signal,
      standAside: c.get('standAside'),
    };
    const headers = valid('header');
    const body = json
      ? valid('json')
      : operation.body
        ? { mediaType: mediaTypeOf(c), bytes: streamBody(c) }
        : undefined;
    const idempotencyKey = headers['Idempotency-Key'] as string | undefined;
    if (operation.job) {
      const reply = await parts.acceptJob!({
        ...shared,
        job: operation.job as JobCall['job'],
        input: { ...valid('param'), ...(body as JobCall['input']) },
        idempotencyKey,
        correlationId: headers['X-Correlation-Id'] as string | undefined,
        prefer: headers.Prefer as string | undefined,
      });
      return answerWith(c, reply as AnyReply);
    }
    const doOnce: Call<never>['once'] = (content, action) => {
      if (idempotencyKey === undefined) return action(parts.services.database);
      const { caller, route } = shared;
      const keyed = { tenant_id: caller.tenantId, route, key: readKey(idempotencyKey), caller };
      return once(parts.services, keyed, fingerprintOf(shared, mediaTypeOf(c) ?? '', content), action);
    };
    const perform = (database: Database) =>
      handler!({
        ...shared,
        database,
        params: valid('param'),
        query: valid('query'),
        headers,
        body,
        isKeyValid: () => authenticate(c).then(Boolean, (error) => !(error instanceof Problem)),
        once: doOnce,
      });
    const isKeyed = json !== undefined && idempotencyKey !== undefined && !handler!.keepsKey;
    return answerWith(c, await (isKeyed ? doOnce(contentOf(body), perform) : perform(parts.services.database)));
  };
  const answerWith = (c: Context<Env>, reply: AnyReply) => {
    // What is replayed was checked when it was first given, and may be of an earlier release.
    if (!reply.headers?.['Idempotent-Replayed']) replySchemas[reply.status]?.parse(reply.body);
    return toResponse(c, reply);
  };
  app.openapi(route, handle as never, (result, c) => {
    const place = { query: '/query', param: '/path', header: '/header' }[result.target as string];
    const faults = result.success
      ? []
      : toFaults(result.error as z.core.$ZodError, (result as { data?: unknown }).data, place);
    const all = place ? faults : [...c.get('lost'), ...faults];
    if (all.length === 0) return undefined as never;
    if (place)
      throw problem('malformed-request', {
        detail: `A parameter of ${c.req.path} is not what it must be.`,
        errors: all,
      });
    const nameOf = ({ pointer, code }: Fault) => `${code} ${pointer}`;
    const told = new Set(all.map(nameOf));
    const isNew = (fault: Fault) => !told.has(nameOf(fault));
    throw invalidBody([...all, ...(handler?.faultsOf?.((result as { data?: unknown }).data) ?? []).filter(isNew)]);
  });
}

const rawContent = (content: object) => Object.fromEntries(Object.keys(content).map((mediaType) => [mediaType, {}]));

function schemasOfReplies({ responses }: OperationContract, formats: Formats): Record<number, z.ZodType> {
  const json = Object.entries(responses).filter(
    ([, { content }]) => Object.keys(content).join() === 'application/json',
  );
  return Object.fromEntries(
    json.map(([status, { content }]) => [status, toZod(content['application/json']!, formats)]),
  );
}

const offeredBy = ({ operations, acceptJob }: Parts) =>
  (Object.entries(table) as [OperationId, OperationContract][]).filter(([id, { job }]) =>
    job ? acceptJob : operations[id as keyof Operations],
  );

function methodsAt(offered: [OperationId, OperationContract][], path: string): string[] {
  const matching = offered.map(([, operation]) => operation).filter((operation) => matches(operation.path, path));
  return [...new Set(matching.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])))];
}
