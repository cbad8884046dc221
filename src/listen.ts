/**
 * Listening: an app on a port, until it is told to stop.
 *
 * Promises: from then on it takes no new calls, and those under way are answered, or given up after GIVE_UP_AFTER_MS. Who sends
 * too slowly is cut off.
 */
import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import { serve } from '@hono/node-server';
import type { Door } from './contract/door.ts';
import { BODY_MS, HEADERS_MS, SHUTDOWN_MS } from './limits.ts';

export interface Listener {
  port: number;
  /** Still takes calls, and asks each caller not to come again on its connection: it would be cut off. */
  leave(): void;
  stop(): Promise<void>;
}

/** A call that is still under way so long after the stop, such as an upload that drips, is cut off. */
const GIVE_UP_AFTER_MS = SHUTDOWN_MS / 2;

/** Who drips is answered 408 and cut off; until then it costs a socket and no more. */
const SLOW_SENDERS = { headersTimeout: HEADERS_MS, requestTimeout: BODY_MS, connectionsCheckingInterval: 1_000 };

export async function listen(
  app: { fetch: Parameters<typeof serve>[0]['fetch'] },
  { port, host }: { port: number; host: string },
  refuses: Door = () => false,
): Promise<Listener> {
  let isLeaving = false;
  const answer: typeof app.fetch = async (...call) => {
    const response = await app.fetch(...call);
    if (isLeaving && response instanceof Response) response.headers.set('Connection', 'close');
    return response;
  };
  const atTheDoor = (options: ServerOptions, work: RequestListener) => {
    const enter: RequestListener = (call, reply) => {
      if (isLeaving) reply.shouldKeepAlive = false;
      if (!refuses(call, reply)) work(call, reply);
    };
    // Who asks before it sends a body is told to send it where that will be read, and else may not send it (RFC 9110 §10.1.1).
    const enterAsking: RequestListener = (call, reply) => {
      const { shouldKeepAlive } = reply;
      reply.shouldKeepAlive = false;
      if (refuses(call, reply)) return;
      reply.shouldKeepAlive = shouldKeepAlive && !isLeaving;
      reply.writeContinue();
      work(call, reply);
    };
    return createServer(options, enter).on('checkContinue', enterAsking);
  };
  const http = await new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
    const server = serve(
      {
        fetch: answer,
        port,
        hostname: host,
        createServer: atTheDoor as typeof createServer,
        serverOptions: SLOW_SENDERS,
      },
      () => resolve(server),
    ) as ReturnType<typeof createServer>;
    server.once('error', reject);
  });
  const leave = () => {
    if (!isLeaving) setTimeout(() => http.closeAllConnections(), GIVE_UP_AFTER_MS).unref();
    isLeaving = true;
  };
  return {
    port: (http.address() as { port: number }).port,
    leave,
    stop() {
      leave();
      return new Promise<void>((resolve) => {
        const idle = setInterval(() => http.closeIdleConnections(), 50); // also those that are idle only now
        http.close(() => {
          clearInterval(idle);
          resolve();
        });
      });
    },
  };
}
