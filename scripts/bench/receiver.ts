/**
 * The far side of a delivery, in a process of its own: `/ok` answers at once, `/slow` after 500 ms, `/dead` never,
 * `/limited` takes ten a second. `GET /` tells how many came to each path, and when the last did.
 */
import { createServer } from 'node:http';

const came: Record<string, { count: number; firstAt: number; lastAt: number }> = {};
/** When each request's webhook arrived, by request id. */
const arrivals: Record<string, number> = {};
let second = 0;
let inSecond = 0;

const clock = () => performance.timeOrigin + performance.now();

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify(request.url === '/arrivals' ? arrivals : came));
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const at = clock();
    const path = request.url!;
    came[path] ??= { count: 0, firstAt: at, lastAt: at };
    came[path].count += 1;
    came[path].lastAt = at;
    switch (path) {
      case '/ok':
        return response.writeHead(204).end();
      case '/timed': {
        const { data } = JSON.parse(Buffer.concat(chunks).toString());
        arrivals[data.request_id] ??= at;
        return response.writeHead(204).end();
      }
      case '/slow':
        return setTimeout(() => response.writeHead(204).end(), 500);
      case '/limited': {
        const now = Math.floor(at / 1000);
        inSecond = now === second ? inSecond + 1 : 1;
        second = now;
        return inSecond > 10 ? response.writeHead(429, { 'Retry-After': '1' }).end() : response.writeHead(204).end();
      }
    }
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as { port: number }).port}`));
