/**
 * The header `traceparent`: which trace something belongs to, and what in it caused it.
 *
 * Promise: what is not well formed is no trace; what is written is version 00. `tracestate` and `baggage` are neither read
 * nor written: they are between the caller and its vendors, and would go to strangers.
 *
 * @see W3C Trace Context §3.2
 */
import { randomUUID } from 'node:crypto';

export interface TraceContext {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits: the span that caused what follows. */
  spanId: string;
  isSampled: boolean;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Null for what is no `traceparent`. A later version than 00 may say more behind what is known here. */
export function readTraceparent(header: string | null | undefined): TraceContext | null {
  const [, version, traceId, spanId, flags, more] = TRACEPARENT.exec(header ?? '') ?? [];
  if (!traceId || !spanId || version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags!, 16) & 1) === 1 };
}

export const writeTraceparent = ({ traceId, spanId, isSampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;

/** The trace of what no call brought about: it is named by the id (a UUID) of the thing itself, at each attempt the same. */
export const traceIdOf = (uuid: string): string => uuid.replaceAll('-', '');

// Of a UUID, without the digits that are not random: node makes them from a store of random bytes, which costs a tenth of
// asking for so few.
export const newSpanId = (): string => {
  const uuid = randomUUID();
  return uuid.slice(0, 8) + uuid.slice(28);
};
export const newTraceId = (): string => newSpanId() + newSpanId();
