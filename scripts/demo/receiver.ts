/** A partner's receiver: it stumbles as often as it is told to, then takes what comes, and does its work once for each event. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verify } from '../../src/receiver/index.ts';
import { clock } from './print.ts';

export interface Arrival {
  headers: IncomingHttpHeaders;
  body: string;
  /** What it was answered with. */
  status: number;
  at: string;
}

/** @param stumbles  what it answers at first */
export async function startReceiver(stumbles: number[] = []) {
  const arrivals: Arrival[] = [];
  const secret = Promise.withResolvers<string>();
  const done = new Map<string, { request_id: string; result_url: string }>();
  const server = createServer(async (request, response) => {
    const at = clock();
    let body = '';
    for await (const chunk of request) body += chunk;
    const arrival: Arrival = { headers: request.headers, body, status: stumbles.shift() ?? 204, at };
    if (arrival.status === 204) {
      try {
        const event = await verify(arrival, { scheme: 'standard', secrets: await secret.promise });
        if (done.has(event.event_id)) arrival.status = 200;
        else done.set(event.event_id, event.data as never);
      } catch {
        arrival.status = 400;
      }
    }
    response.writeHead(arrival.status).end();
    arrivals.push(arrival);
    server.emit('arrival');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    arrivals,
    done,
    secret,
    async until(count: number) {
      while (arrivals.length < count) await once(server, 'arrival');
      return arrivals;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What its answers mean. */
export const PLAYBOOK: Record<number, string> = {
  500: 'the receiver stumbles',
  503: 'and again; the next attempt comes later',
  204: 'signature verified, work done',
  200: 'verified, had it before: the duplicate is dropped',
  400: 'the signature is wrong: refused',
};
