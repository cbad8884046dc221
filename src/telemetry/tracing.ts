/**
 * Traces: spans of calls, runs and attempts, each with the `traceparent` that what it causes goes on with.
 *
 * Promises: the trace goes on whether or not anything records it; OpenTelemetry's SDK is loaded only where its standard
 * environment variables say where spans go, and asks them for all else (exporter, sampler, resource, limits). A collector
 * that is away is a line in the log now and then, and nothing more.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
import type { Attributes } from '@opentelemetry/api';
import packageJson from '../../package.json' with { type: 'json' };
import type { Log } from './log.ts';
import { newSpanId, newTraceId, readTraceparent, writeTraceparent } from './trace-context.ts';

export interface SpanStart {
  kind: 'SERVER' | 'CONSUMER' | 'CLIENT';
  name: string;
  /** The `traceparent` of what caused it. Without one, or with one that is not well formed, a trace begins here. */
  parent: string | null | undefined;
  /** Of a trace that begins here; made up where there is none. */
  traceId?: string;
  /** By the monotonic clock; now, unless it is said. */
  startedAt?: number;
}

export interface Span {
  /** For whatever it causes. */
  readonly traceparent: string;
  /** A span that is not ended is not exported. @param error  what went wrong, in one word */
  end(attributes: Attributes, error?: string): void;
}

export interface Tracing {
  /** Are spans of anybody's interest? Else their attributes need not be made. */
  readonly isRecording: boolean;
  start(span: SpanStart): Span;
  /** Exports what there is still. */
  stop(): Promise<void>;
}

/** The same ids, and nobody who records them. */
export const unrecorded: Tracing = {
  isRecording: false,
  start({ parent, traceId }) {
    const from = readTraceparent(parent);
    const own = {
      traceId: from?.traceId ?? traceId ?? newTraceId(),
      spanId: newSpanId(),
      isSampled: !!from?.isSampled,
    };
    return { traceparent: writeTraceparent(own), end() {} };
  },
  stop: async () => {},
};

/** A collector that is away is told of so often. */
const TROUBLE_EVERY_MS = 60_000;

/** Nothing is exported where nobody has said where to: by the standard's own default it would be tried on this machine. */
const isWanted = (env: NodeJS.ProcessEnv): boolean =>
  env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true' &&
  env.OTEL_TRACES_EXPORTER !== 'none' &&
  Boolean(env.OTEL_TRACES_EXPORTER || env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT);

const isNamed = (env: NodeJS.ProcessEnv): boolean =>
  Boolean(env.OTEL_SERVICE_NAME) || /(^|,)\s*service\.name\s*=/.test(env.OTEL_RESOURCE_ATTRIBUTES ?? '');

/** As the environment says; the SDK reads it by itself. */
export async function startTracing(env: NodeJS.ProcessEnv, log: Log): Promise<Tracing> {
  if (!isWanted(env)) return unrecorded;
  const [api, { NodeSDK }] = await Promise.all([import('@opentelemetry/api'), import('@opentelemetry/sdk-node')]);
  let toldAt = Number.NEGATIVE_INFINITY;
  const trouble = (message: string) => {
    if (performance.now() - toldAt < TROUBLE_EVERY_MS) return;
    toldAt = performance.now();
    log.warn({ error: message }, 'traces are not exported');
  };
  const silent = () => {};
  const logger = { error: trouble, warn: trouble, info: silent, debug: silent, verbose: silent };
  api.diag.setLogger(logger, { logLevel: api.DiagLogLevel.WARN, suppressOverrideMessage: true });
  let traceIdOfRoot: string | undefined;
  const sdk = new NodeSDK({
    ...(isNamed(env) ? {} : { serviceName: 'waybill' }),
    idGenerator: { generateTraceId: () => traceIdOfRoot ?? newTraceId(), generateSpanId: newSpanId },
    // Traces alone: metrics are scraped, and logs are lines of the process.
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [],
  });
  sdk.start();
  const tracer = api.trace.getTracer('waybill', packageJson.version);
  return {
    isRecording: true,
    start({ kind, name, parent, traceId, startedAt }) {
      const from = readTraceparent(parent);
      const caused = from && {
        traceId: from.traceId,
        spanId: from.spanId,
        traceFlags: from.isSampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE,
        isRemote: true,
      };
      const context = caused ? api.trace.setSpanContext(api.ROOT_CONTEXT, caused) : api.ROOT_CONTEXT;
      traceIdOfRoot = traceId;
      const span = tracer.startSpan(name, { kind: api.SpanKind[kind], startTime: startedAt }, context);
      traceIdOfRoot = undefined;
      const own = span.spanContext();
      const isSampled = (own.traceFlags & api.TraceFlags.SAMPLED) !== 0;
      return {
        traceparent: writeTraceparent({ traceId: own.traceId, spanId: own.spanId, isSampled }),
        end(attributes, error) {
          span.setAttributes(attributes);
          if (error !== undefined) span.setAttribute('error.type', error).setStatus({ code: api.SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    stop: () => sdk.shutdown().catch((error) => trouble(String(error))),
  };
}
