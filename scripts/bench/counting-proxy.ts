/** A TCP proxy before Postgres that counts what goes over the wire, and how often somebody waited for an answer. */
import { connect, createServer, type Socket } from 'node:net';

export interface Wire {
  bytesToPostgres: number;
  bytesFromPostgres: number;
  /** A turn: something was sent on a connection whose last word was Postgres'. */
  roundTrips: number;
}

export interface CountingProxy {
  /** The given URL of Postgres, by way of this proxy. */
  url: string;
  counts(): Wire;
  stop(): void;
}

export async function startCountingProxy(url: string): Promise<CountingProxy> {
  const { port } = new URL(url);
  const wire: Wire = { bytesToPostgres: 0, bytesFromPostgres: 0, roundTrips: 0 };
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: '127.0.0.1', port: Number(port), noDelay: true });
    let isOurTurn = true;
    near.on('data', (chunk) => {
      wire.bytesToPostgres += chunk.length;
      if (isOurTurn) wire.roundTrips += 1;
      isOurTurn = false;
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      wire.bytesFromPostgres += chunk.length;
      isOurTurn = true;
      near.write(chunk);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {}); // its close follows
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const own = String((server.address() as { port: number }).port);
  return {
    url: Object.assign(new URL(url), { port: own }).href,
    counts: () => ({ ...wire }),
    stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
