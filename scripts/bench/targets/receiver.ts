/**
 * The far side of a delivery. `/ok` answers at once, `/sometimes` every fiftieth time after 500 ms, `/slow` always,
 * `/dead` never, `/limited` takes ten a second, `/timed` remembers when each request's webhook came, and `/held` waits
 * once it is told to. It listens on several ports, since an origin gets 256 attempts at once at most.
 */
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { answerTo } from '../children.ts';

interface Count {
  count: number;
  lastAt: number;
}

const came = new Map<string, Count>();
/** When each request's webhook came, by request id. */
let arrivals: Record<string, number> = {};
let held: ServerResponse[] | undefined;
let second = 0;
let inSecond = 0;
let awaited: Promise<number[]> = Promise.resolve([]);
/** Called when so many have come since `begin`. */
const marks: { path: string; count: number; reached(at: number): void }[] = [];

const clock = () => performance.timeOrigin + performance.now();
const accept = (response: ServerResponse) => void response.writeHead(204).end();

function note(path: string): Count {
  const seen = came.get(path) ?? { count: 0, lastAt: 0 };
  seen.count += 1;
  seen.lastAt = clock();
  came.set(path, seen);
  for (const mark of marks) if (mark.path === path && mark.count === seen.count) mark.reached(seen.lastAt);
  return seen;
}

/** @returns when so many had come since `begin` */
const cameAt = (path: string, count: number) =>
  new Promise<number>((resolve, reject) => {
    const giveUp = () => reject(new Error(`of ${count} at ${path} only ${came.get(path)?.count ?? 0} came in time`));
    const given = setTimeout(giveUp, 120_000);
    marks.push({
      path,
      count,
      reached(at) {
        clearTimeout(given);
        resolve(at);
      },
    });
  });

const answers: Record<string, (response: ServerResponse, seen: Count, body: string) => void> = {
  '/ok': accept,
  '/sometimes': (response, { count }) => (count % 50 === 0 ? void setTimeout(accept, 500, response) : accept(response)),
  '/slow': (response) => void setTimeout(accept, 500, response),
  '/dead': () => {},
  '/limited': (response, { lastAt }) => {
    const now = Math.floor(lastAt / 1000);
    inSecond = now === second ? inSecond + 1 : 1;
    second = now;
    if (inSecond > 10) response.writeHead(429, { 'Retry-After': '1' }).end();
    else accept(response);
  },
  '/timed': (response, { lastAt }, body) => {
    arrivals[JSON.parse(body).data.request_id] ??= lastAt;
    accept(response);
  },
  '/held': (response) => (held ? void held.push(response) : accept(response)),
};

const onRequest: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const path = request.url!;
    answers[path]!(response, note(path), path === '/timed' ? Buffer.concat(chunks).toString() : '');
  });
};

const PORTS = 8;
const origins: string[] = [];
for (let n = 0; n < PORTS; n++) {
  const server = createServer({ keepAliveTimeout: 60_000 }, onRequest).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origins.push(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
}

answerTo({
  origins: () => origins,
  /** Counts from zero, and notes when so many have come. */
  begin(path: string, counts: number[] = []) {
    came.delete(path);
    marks.length = 0;
    if (path === '/timed') arrivals = {};
    awaited = Promise.all(counts.map((count) => cameAt(path, count)));
    awaited.catch(() => {}); // it is told to whoever asks
  },
  /** @returns when each of those had come */
  marks: () => awaited,
  count: (path: string) => came.get(path)?.count ?? 0,
  arrivals: () => arrivals,
  hold() {
    held = [];
  },
  letGo() {
    for (const response of held ?? []) accept(response);
    held = undefined;
  },
});
