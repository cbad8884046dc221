/**
 * The door: a call for which there is no place is refused from its request line, before it is routed, read or asked who calls.
 *
 * Promise: refusing costs a small part of what answering costs, so that whoever is offered many times what it can do goes on
 * doing it. What was refused is counted, and told of once a second.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as contract from '../../generated/contract.ts';
import { OVERLOADED_RETRY_S } from '../limits.ts';
import type { Log } from '../telemetry/log.ts';
import { callIdOf, type Telemetry } from '../telemetry/observe.ts';
import { show } from './answer.ts';
import type { Places } from './places.ts';
import { problem } from './problems.ts';
import { matches, type OperationContract } from './shape.ts';

/** @returns whether it has refused the call, and answered it */
export type Door = (call: IncomingMessage, answer: ServerResponse) => boolean;

interface Parts {
  places: Places;
  publicUrl: string;
  log: Log;
  telemetry: Telemetry;
}

const TOLD_EVERY_MS = 1_000;

/** Whether it lives, what it is doing, and what its answers mean can be asked of a server that has too much to do. */
export const needsPlace = ({ responses }: OperationContract): boolean =>
  responses['503']?.problems.includes('overloaded') === true;

const alwaysOpen = Object.values<OperationContract>(contract.operations)
  .filter((operation) => !needsPlace(operation))
  .map(({ path }) => path);

export function createDoor({ places, publicUrl, log, telemetry }: Parts): Door {
  const refusal = problem('overloaded', { headers: { 'Retry-After': OVERLOADED_RETRY_S } });
  let refused = 0;

  function tell(): void {
    log.warn({ refused }, 'overloaded');
    refused = 0;
  }

  return (call, answer) => {
    if (!places.isFull()) return false;
    const path = pathOf(call.url!);
    if (call.method === 'OPTIONS' || alwaysOpen.some((template) => matches(template, path))) return false;
    const { headers, body } = show(refusal, { publicUrl, path, callId: callIdOf(one(call.headers['x-request-id'])) });
    answer.writeHead(refusal.status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
    telemetry.metrics.countRefusal(refusal.status);
    if (refused++ === 0) setTimeout(tell, TOLD_EVERY_MS).unref();
    return true;
  };
}

/** A target may be a whole URL (RFC 9112 §3.2.2). */
const pathOf = (target: string): string =>
  target.startsWith('/') ? target.split('?', 1)[0]! : (URL.parse(target)?.pathname ?? target);

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);
