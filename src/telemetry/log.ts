/**
 * Structured logs (pino). Of each call, run and attempt there is one wide line (observe.ts).
 *
 * Promise: no secret reaches a log. Headers and bodies are never written; what looks like a secret inside a text is
 * blotted out.
 */
import { type Logger, pino, stdSerializers } from 'pino';
import { driverError } from '../database/connect.ts';

export type Log = Logger;

const SECRETS =
  /\b(whsec_|whsk_|wb_)[A-Za-z0-9+/=_-]+|(?<=\bBearer )\S+|(?<=:\/\/)[^/\s@]+(?=@)|(?<=[?&][^=\s&]+=)[^&\s"']+/g;

/** The text without anything that looks like an API key, a signing secret, user info or a query value. */
export const redact = (text: string): string => text.replaceAll(SECRETS, '[redacted]');

/** What fields of these names hold is never written, wherever they are. */
const SECRET_NAMES = new Set(['authorization', 'cookie', 'headers', 'body', 'input', 'secret']);

/** pino's own redaction compiles its paths for any object there is, and costs a line of ours as much as the line itself. */
const blotOut = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (SECRET_NAMES.has(name)) return [name, '[redacted]'];
      if (typeof value === 'string') return [name, redact(value)];
      return [name, value?.constructor === Object ? blotOut(value) : value];
    }),
  );

export function createLog({ level = 'info', pretty = false }: { level?: string; pretty?: boolean } = {}): Log {
  return pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      err: (error: unknown) => {
        const { type, message, stack, code } = stdSerializers.err(driverError(error) as Error) as {
          [field: string]: unknown;
        };
        return { type, code, message: redact(String(message)), stack: redact(String(stack)) };
      },
    },
    formatters: {
      log: blotOut,
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
