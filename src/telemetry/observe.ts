/**
 * What is told of each call, run and attempt: one wide line in the log, one observation in the metrics, one span in the
 * trace, all at its end and of the same facts.
 *
 * Promise: the trace of a call that is handed in goes on through its run and each attempt to the receiver; only a caller
 * with a valid key brings a trace along. Nothing that a caller wrote into a URL, a header or a body is told, but for ids.
 */
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { toId } from '../contract/ids.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { traceIdOf } from './trace-context.ts';
import { type Span, type Tracing, unrecorded } from './tracing.ts';

/** A call while it is under way: whoever learns something of it says so here. */
export interface ObservedCall {
  /** For whatever it brings about. */
  readonly traceparent: string;
  operation?: string;
  tenant?: string;
  /** The name of the problem that it was refused with. */
  problem?: string;
  /** Who calls is known. @param traceparent  of the trace that the caller is in */
  isFrom(keyId: string, traceparent: string | undefined): void;
}

/** A run or an attempt while it is under way. */
export interface Observed<End> {
  /** For whatever it brings about. */
  readonly traceparent: string;
  end(how: End): void;
}

/** Ids are as they are shown. */
export interface RunStart {
  request_id: string;
  correlation_id: string;
  tenant: string;
  job: string;
  attempt: number;
  waited_ms: number;
}
export interface RunEnd {
  outcome: string;
  error?: string;
  ms: number;
}
export interface AttemptEnd {
  event_id: string;
  delivery_id: string;
  endpoint_id: string;
  correlation_id: string;
  tenant: string;
  type: string;
  /** Where it went: no path, which may be the receiver's secret. */
  origin: string;
  attempt: number;
  round: number;
  /** Since the delivery was queued. */
  age_ms: number;
  status: number | null;
  error_code: string | null;
  next: string;
  ms: number;
}

export interface Telemetry {
  metrics: Metrics;
  /** Gives each call its id, and tells of it when it is answered. */
  observeCalls: MiddlewareHandler<{ Variables: { callId: string; call: ObservedCall } }>;
  /** @param from  what the request was handed in with, and its uuid */
  startRun(run: RunStart, from: { traceparent: string | null; id: string }): Observed<RunEnd>;
  /** One that is not ended was not made. @param from  what the event was published with, and its uuid */
  startAttempt(from: { traceparent: string | null; event_id: string }): Observed<AttemptEnd>;
}

export function createTelemetry({ log, tracing = unrecorded }: { log: Log; tracing?: Tracing }): Telemetry {
  const metrics = createMetrics();
  return {
    metrics,
    observeCalls: async (c, next) => {
      const startedAt = performance.now();
      const call_id = callIdOf(c.req.header('x-request-id'));
      const { method } = c.req;
      const route = matchedRoutes(c).at(-1)?.path;
      let span: Span | undefined;
      let keyId: string | undefined;
      const spanFrom = (parent?: string) => {
        span ??= tracing.start({ kind: 'SERVER', name: `${method} ${route}`, parent, startedAt });
        return span;
      };
      const call: ObservedCall = {
        get traceparent() {
          return spanFrom().traceparent;
        },
        isFrom(id, traceparent) {
          keyId = id;
          spanFrom(traceparent);
        },
      };
      c.set('callId', call_id);
      c.set('call', call);
      await next();
      const { operation, tenant, problem } = call;
      const { status } = c.res;
      const ms = performance.now() - startedAt;
      const key_id = keyId && toId('key', keyId);
      const trace_id = traceOf(call);
      log.info(
        { call_id, trace_id, tenant, key_id, operation, method, route, status, problem, ms: Math.round(ms * 10) / 10 },
        'call',
      );
      metrics.observeCall({ operation: operation ?? 'none', status, seconds: ms / 1000 });
      spanFrom().end(
        tracing.isRecording
          ? {
              'http.request.method': method,
              'http.route': route,
              'http.response.status_code': status,
              'waybill.call_id': call_id,
              'waybill.key_id': key_id,
              'waybill.tenant_id': tenant,
              'waybill.operation': operation,
            }
          : {},
        status >= 500 ? String(status) : undefined,
      );
    },

    startRun(run, { traceparent: parent, id }) {
      const { request_id, correlation_id, tenant, job, attempt, waited_ms } = run;
      const span = tracing.start({ kind: 'CONSUMER', name: `process ${job}`, parent, traceId: traceIdOf(id) });
      return {
        traceparent: span.traceparent,
        end({ outcome, error, ms }) {
          const trace_id = traceOf(span);
          log.info(
            { request_id, trace_id, correlation_id, tenant, job, attempt, waited_ms, outcome, error, ms },
            'run',
          );
          metrics.observeRun({ job, outcome, waitedSeconds: waited_ms / 1000, seconds: ms / 1000 });
          span.end(
            {
              'messaging.system': 'waybill',
              'messaging.operation.name': 'run',
              'messaging.operation.type': 'process',
              'messaging.destination.name': job,
              'messaging.message.id': request_id,
              'messaging.message.conversation_id': correlation_id,
              'waybill.tenant_id': tenant,
              'waybill.attempt': attempt,
              'waybill.waited_ms': waited_ms,
              'waybill.outcome': outcome,
            },
            outcome === 'failed' || error !== undefined ? outcome : undefined,
          );
        },
      };
    },

    startAttempt({ traceparent: parent, event_id: uuid }) {
      const span = tracing.start({ kind: 'CLIENT', name: 'POST', parent, traceId: traceIdOf(uuid) });
      return {
        traceparent: span.traceparent,
        end(of) {
          log.info({ trace_id: traceOf(span), ...of }, 'attempt');
          metrics.observeAttempt({
            outcome: of.error_code ?? 'delivered',
            seconds: of.ms / 1000,
            isFirst: of.attempt === 1 && of.round === 0,
            ageSeconds: of.age_ms / 1000,
          });
          span.end(tracing.isRecording ? attributesOf(of) : {}, of.error_code ?? undefined);
        },
      };
    },
  };
}

const CALL_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** @param given  by the caller as `X-Request-Id` */
export const callIdOf = (given: string | undefined): string => (given && CALL_ID.test(given) ? given : randomUUID());

const traceOf = ({ traceparent }: { traceparent: string }): string => traceparent.slice(3, 35);

function attributesOf(of: AttemptEnd) {
  const { protocol, hostname, port } = new URL(of.origin);
  return {
    'http.request.method': 'POST',
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'http:' ? 80 : 443),
    ...(of.status === null ? {} : { 'http.response.status_code': of.status }),
    ...(of.attempt > 1 ? { 'http.request.resend_count': of.attempt - 1 } : {}),
    'waybill.event_id': of.event_id,
    'waybill.event_type': of.type,
    'waybill.delivery_id': of.delivery_id,
    'waybill.endpoint_id': of.endpoint_id,
    'waybill.tenant_id': of.tenant,
    'waybill.next': of.next,
  };
}
