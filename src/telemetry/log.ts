/**
 * Structured logs (pino): one wide line for each call, run and attempt, each with the ids that lead from one to the
 * next.
 *
 * Promise: no secret reaches a log. Headers and bodies are never written; what looks like a secret inside a text is
 * blotted out.
 */
import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { type Logger, pino, stdSerializers } from 'pino';
import { driverError } from '../database/connect.ts';

export type Log = Logger;

const SECRETS =
  /\b(whsec_|whsk_|wb_)[A-Za-z0-9+/=_-]+|(?<=\bBearer )\S+|(?<=:\/\/)[^/\s@]+(?=@)|(?<=[?&][^=\s&]+=)[^&\s"']+/g;

/** The text without anything that looks like an API key, a signing secret, user info or a query value. */
export const redact = (text: string): string => text.replaceAll(SECRETS, '[redacted]');

export function createLog({ level = 'info', pretty = false }: { level?: string; pretty?: boolean } = {}): Log {
  return pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'authorization',
        'cookie',
        'headers',
        'body',
        'input',
        'secret',
        '*.authorization',
        '*.cookie',
        '*.secret',
      ],
      censor: '[redacted]',
    },
    serializers: {
      err: (error: unknown) => {
        const { type, message, stack, code } = stdSerializers.err(driverError(error) as Error) as {
          [field: string]: unknown;
        };
        return { type, code, message: redact(String(message)), stack: redact(String(stack)) };
      },
    },
    formatters: {
      log: (fields) =>
        Object.fromEntries(
          Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]),
        ),
    },
    hooks: {
      logMethod(args, method) {
        method.apply(
          this,
          args.map((arg) => (typeof arg === 'string' ? redact(arg) : arg)) as Parameters<typeof method>,
        );
      },
    },
    ...(pretty
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss.l' } } }
      : {}),
  });
}

const CALL_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** Gives each call its id and its line. Paths are written as routes, so that no id or query of a caller is a label. */
export function callLog(log: Log): MiddlewareHandler<{ Variables: { callId: string; tenant?: string } }> {
  return async (c, next) => {
    const startedAt = performance.now();
    const given = c.req.header('x-request-id');
    const callId = given && CALL_ID.test(given) ? given : randomUUID();
    c.set('callId', callId);
    await next();
    log.info(
      {
        call_id: callId,
        tenant: c.get('tenant'),
        method: c.req.method,
        route: matchedRoutes(c).at(-1)?.path,
        status: c.res.status,
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
      },
      'call',
    );
  };
}
