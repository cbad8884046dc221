/**
 * Frameworks that do not speak `Request` and `Response`: how each gives the raw bytes, and takes the answer.
 *
 * No framework is imported: the types say what is used of it.
 */
type Receive = (request: Request) => Promise<Response>;

interface NodeRequest {
  method?: string;
  url?: string;
  /** Of Express: `url` as it was before routers took their part of it away. */
  originalUrl?: string;
  headers: { readonly [name: string]: string | string[] | undefined };
  readableDidRead?: boolean;
  /** As `express.raw()` leaves it. */
  body?: unknown;
  /** As some hosts leave it, beside a body that they parsed. */
  rawBody?: unknown;
  on(event: 'data', listener: (chunk: Uint8Array<ArrayBuffer>) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body?: string): unknown;
}

/**
 * For Express, Connect and `node:http`: `app.post('/webhooks', toNode(receive))`, before `express.json()` or beside
 * `express.raw()`. A body that was parsed already is an error that says so, for `next`.
 */
export function toNode(receive: Receive) {
  return async (request: NodeRequest, response: NodeResponse, next?: (error: unknown) => void): Promise<void> => {
    try {
      const answer = await receive(fromNode(request, rawBodyOf(request)));
      response.statusCode = answer.status;
      for (const [name, value] of Object.entries(plainHeaders(answer))) response.setHeader(name, value);
      response.end(await answer.text());
    } catch (error) {
      if (next) return next(error);
      console.error(error);
      response.statusCode = 500;
      response.end();
    }
  };
}

function rawBodyOf(request: NodeRequest): Uint8Array<ArrayBuffer> | ReadableStream {
  for (const raw of [request.rawBody, request.body])
    if (raw instanceof Uint8Array) return raw as Uint8Array<ArrayBuffer>;
  if (!request.readableDidRead) return streamOf(request);
  throw new TypeError(
    "The body was parsed before it could be verified. Mount this route before express.json(), or give the route express.raw({ type: '*/*' }).",
  );
}

function fromNode(request: NodeRequest, body: BodyInit): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  const { method = 'GET', url = '/' } = request;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const path = request.originalUrl ?? url;
  // A path may begin with `//`, which would be a host if it stood alone.
  const address = path.startsWith('/') ? `http://localhost${path}` : new URL(path, 'http://localhost');
  // `duplex` is asked for with a stream, and not in the types of browsers.
  return new Request(address, { method, headers, ...(hasBody && { body, duplex: 'half' }) });
}

function plainHeaders({ headers }: Response): Record<string, string> {
  const plain: Record<string, string> = {};
  headers.forEach((value, name) => {
    plain[name] = value;
  });
  return plain;
}

/** By events: ending the iterator of a Node stream early would cut the connection before the answer is sent. */
function streamOf(request: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true;
  return new ReadableStream({
    start(controller) {
      request.on('data', (chunk) => {
        if (!isOpen) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) request.pause();
      });
      request.on('end', () => {
        if (isOpen) controller.close();
      });
      request.on('error', (error) => {
        if (isOpen) controller.error(error);
      });
    },
    pull() {
      request.resume();
    },
    cancel() {
      isOpen = false;
      request.resume(); // what nobody reads would keep the connection from its next request, and the server from closing
    },
  });
}

interface FastifyScope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: NodeRequest, done: (error: null, body: unknown) => void) => void,
  ): unknown;
  post(
    path: string,
    handler: (request: { raw: NodeRequest; body: unknown }, reply: FastifyReply) => Promise<unknown>,
  ): unknown;
}

interface FastifyReply {
  code(status: number): FastifyReply;
  headers(values: Record<string, string>): FastifyReply;
  send(body: string): unknown;
}

/**
 * For Fastify: `app.register(toFastify(receive), { prefix: '/webhooks' })`. A plugin, since whether a body is parsed is
 * decided for a scope; the parsers of the rest of the application stay as they are.
 */
export function toFastify(receive: Receive) {
  return async (scope: FastifyScope): Promise<void> => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, streamOf(payload)));
    scope.post('/', async (request, reply) => {
      const answer = await receive(fromNode(request.raw, request.body as ReadableStream));
      return reply
        .code(answer.status)
        .headers(plainHeaders(answer))
        .send(await answer.text());
    });
  };
}

/** Of API Gateway's HTTP APIs (payload format 2.0) and of function URLs. */
interface LambdaEvent {
  rawPath: string;
  headers: { readonly [name: string]: string | undefined };
  requestContext: { http: { method: string } };
  body?: string | undefined;
  isBase64Encoded: boolean;
}

/** For AWS Lambda: `export const handler = toLambda(receive)`. */
export function toLambda(receive: Receive) {
  return async (event: LambdaEvent): Promise<{ statusCode: number; headers: Record<string, string>; body: string }> => {
    const { body = '', isBase64Encoded, rawPath: url, headers } = event;
    const { method } = event.requestContext.http;
    const raw = isBase64Encoded ? Uint8Array.from(atob(body), (byte) => byte.charCodeAt(0)) : body;
    const answer = await receive(fromNode({ method, url, headers } as NodeRequest, raw));
    return {
      statusCode: answer.status,
      headers: plainHeaders(answer),
      body: await answer.text(),
    };
  };
}
