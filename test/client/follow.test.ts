/** Following a request by the client, on ways that break. What happens to the request is written by the test. */
import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { follow, LIMITS } from '../../src/client/follow.ts';
import { createWaybill, type Request, type Waybill } from '../../src/client/index.ts';
import { createSend, POLICY, sleep } from '../../src/client/send.ts';
import { toUuid } from '../../src/contract/ids.ts';
import type { Sql } from '../../src/database/connect.ts';
import { createHints, type Hints } from '../../src/database/hints.ts';
import { finish } from '../../src/requests/finish.ts';
import { noteProgress, type Run, startRun } from '../../src/requests/store.ts';
import { answerJson, answerProblem, type Gateway, type Step, startGateway } from '../fixtures/gateway.ts';
import { API_KEY, makeImage, type Service, startService } from '../fixtures/service.ts';

let service: Service;
let sql: Sql;
let hints: Hints;
let gateway: Gateway;
let waybill: Waybill;
let upload_id: string;
let request_id: string;
beforeAll(async () => {
  service = await startService({ works: false });
  sql = service.database.sql;
  hints = createHints(service.database.url);
  gateway = await startGateway(service.url);
  waybill = createWaybill({ baseUrl: gateway.url, apiKey: API_KEY });
  ({ upload_id } = await waybill.upload(new Uint8Array(await makeImage()), 'image/jpeg'));
  return () => hints.close();
});
beforeEach(async () => {
  Object.assign(gateway, {
    calls: [],
    steps: [],
    otherwise: (call: Parameters<Exclude<Step, number>>[0]) => call.pass(),
  });
  ({ request_id } = await waybill.submit('/v1/images:process', { upload_id, operations: [{ rotate: 90 }] }));
  gateway.calls = [];
});

const show = () => hints.publish('request', [toUuid(request_id)]);
const start = async () => {
  const run = (await startRun(sql, toUuid(request_id), randomUUID()))!;
  show();
  return run;
};
const progress = async (run: Run, done: number) => {
  await noteProgress(sql, run, done);
  show();
};
const end = async (run: Run) => {
  const end = {
    state: 'failed' as const,
    error: { type: 'https://waybill.example/problems/job-crashed', title: 'It broke', status: 500 },
  };
  await sql.begin((tx) => finish(tx as unknown as Sql, run, end, 'http://waybill.example'));
  show();
};
/** The status and progress of each version; `then` may make the next one. */
async function seen(then: (count: number) => unknown, versions: AsyncIterable<Request> = waybill.follow(request_id)) {
  const all: [string, number][] = [];
  for await (const { status, progress } of versions) {
    all.push([status, progress]);
    await then(all.length);
  }
  return all;
}
/** Makes one version after the other, as soon as the one before has been seen. */
function story() {
  let run: Run;
  const next = [
    async () => {
      run = await start();
    },
    () => progress(run, 0.25),
    () => progress(run, 0.5),
    () => end(run),
  ];
  return { told, next: (count: number) => next[count - 1]?.() };
}
const told = [
  ['queued', 0],
  ['processing', 0],
  ['processing', 0.25],
  ['processing', 0.5],
  ['failed', 0.5],
];
const paths = () => gateway.calls.map(({ path }) => path.replace(`/v1/requests/${request_id}`, ''));
/** Of the client, with limits that a test can wait for. */
const followed = (limits: Partial<typeof LIMITS>, id = request_id, signal = new AbortController().signal) => {
  const clock = { sleep, random: () => 0, now: () => performance.now() };
  const sendOnce = createSend((request, init) => fetch(request, init), { ...POLICY, maxAttempts: 1 }, clock);
  return follow({ api: waybill.api, sendOnce, clock }, id, signal, { ...LIMITS, ...limits });
};

test('the stream tells every version once, as it comes, in one connection', async () => {
  const { told, next } = story();
  expect(await seen(next)).toEqual(told);
  expect(paths()).toEqual(['/stream']);
});

test('what has ended is told once', async () => {
  await end(await start());
  expect(await seen(() => {}, waybill.follow({ request_id }))).toEqual([['failed', 0]]);
  expect(await waybill.untilEnded(request_id)).toMatchObject({ status: 'failed' });
});

describe('a stream that breaks', () => {
  /** Lets so many bytes of the stream through. */
  const cutAfter =
    (pattern: RegExp): Step =>
    async ({ carryOut, response, cut }) => {
      const { body, headers } = await carryOut();
      response.writeHead(200, { 'Content-Type': headers.get('content-type')! });
      let text = '';
      for await (const chunk of body!) {
        text += new TextDecoder().decode(chunk);
        const match = pattern.exec(text);
        if (!match) response.write(chunk);
        else {
          response.write(
            text.slice(-chunk.byteLength).slice(0, match.index + match[0].length - text.length || undefined),
          );
          return setTimeout(cut, 50);
        }
      }
    };

  test.each([
    ['after a message', /"progress":0\.25[^\n]*\n\n/],
    ['in the middle of a message', /"progress":0\.25/],
    ['in the middle of the first message', /"progress":0/],
  ])('%s is taken up where it was, and tells nothing twice', async (_, pattern) => {
    gateway.steps = [cutAfter(pattern), 503];
    const { told, next } = story();
    const all = await seen(next);
    expect(all).toEqual(told);
    expect(paths()).toEqual(['/stream', '/stream', '/stream']);
  });

  test('is taken up with the id of the last message', async () => {
    gateway.steps = [cutAfter(/"progress":0\.25[^\n]*\n\n/)];
    await seen(story().next);
    expect(gateway.calls.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '3']);
  });

  test('by falling silent is left for a while', async () => {
    gateway.steps = [
      async ({ carryOut, response }) => {
        const { body } = await carryOut();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        const { value } = await body!.getReader().read();
        response.write(value); // and nothing more, for ever
      },
    ];
    const { told, next } = story();
    expect(await seen(next, followed({ silenceMs: 300, withoutStreamMs: 0 }))).toEqual(told);
    expect(paths()).toEqual(['/stream', '', '/stream']);
  });

  test('by a refusal that says when is not tried sooner, nor by a call that waits', async () => {
    const refuse: Step = ({ response }) => answerProblem(response, 503, {}, { 'Retry-After': '1' });
    const run = await start();
    await end(run);
    const at: number[] = [];
    gateway.otherwise = (call) => {
      at.push(performance.now());
      if (call.path.endsWith('/stream')) return refuse(call);
      return at.length === 4
        ? answerJson(call.response, 200, { request_id, status: 'queued' })
        : call.headers.prefer
          ? refuse(call)
          : call.pass();
    };
    await seen(() => {}, followed({}));
    expect(paths()).toEqual(['/stream', '/stream', '/stream', '', '', '']);
    const pauses = at.slice(1).map((time, index) => time - at[index]!);
    expect(pauses.filter((ms) => ms >= 999)).toHaveLength(4); // after each refusal, and not after what was answered
  });

  test('again and again, without news, is given up for calls that wait', async () => {
    const run = await start();
    gateway.otherwise = ({ path, pass, cut }) => (path.endsWith('/stream') ? cut() : pass());
    setTimeout(() => end(run), 1_500);
    expect(await seen(() => {}, followed({}))).toEqual([
      ['processing', 0],
      ['failed', 0],
    ]);
    expect(paths()).toEqual(['/stream', '/stream', '/stream', '', '']);
    expect(gateway.calls[4]!.headers).toMatchObject({ prefer: 'wait=10', 'if-none-match': '"2"' });
  });
});

describe('without a stream', () => {
  const html: Step = ({ response }) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Hello</h1>');
  const gone: Step = ({ response }) => response.writeHead(204).end();
  const noStream = (step: Step) => {
    gateway.otherwise = (call) => {
      if (!call.path.endsWith('/stream')) return call.pass();
      return typeof step === 'number' ? answerProblem(call.response, step) : step(call);
    };
  };

  test.each<[string, Step]>([
    ['404', 404],
    ['406', 406],
    ['429', 429],
    ['a page', html],
    ['204', gone],
  ])('since %s came instead, calls wait for the end', async (_, step) => {
    noStream(step);
    const run = await start();
    await progress(run, 0.5);
    setTimeout(() => end(run), 500);
    const begunAt = performance.now();
    expect(await seen(() => {})).toEqual([
      ['processing', 0.5],
      ['failed', 0.5],
    ]);
    expect(performance.now() - begunAt).toBeLessThan(3_000);
    expect(paths()).toEqual(['/stream', '', '']);
    expect(gateway.calls.map(({ headers }) => headers.prefer)).toEqual([undefined, undefined, 'wait=10']);
  });

  test('because somebody keeps its messages back, it goes on after a moment', async () => {
    noStream(async ({ carryOut, response }) => {
      await carryOut();
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
    });
    const run = await start();
    setTimeout(() => end(run), 1_000);
    const all = await seen(() => {}, followed({ firstMessageMs: 200 }));
    expect(all).toEqual([
      ['processing', 0],
      ['failed', 0],
    ]);
    expect(paths()).toEqual(['/stream', '', '']);
  });

  test('and without calls that wait, it asks at the pace of Retry-After, for what has changed', async () => {
    gateway.otherwise = ({ path, headers, response, pass }) => {
      if (path.endsWith('/stream')) return answerProblem(response, 404);
      if (headers.prefer) return response.writeHead(504).end();
      return pass();
    };
    const run = await start();
    setTimeout(() => end(run), 2_500);
    const begunAt = performance.now();
    expect(await seen(() => {})).toEqual([
      ['processing', 0],
      ['failed', 0],
    ]);
    expect(performance.now() - begunAt).toBeGreaterThan(2_900);
    const polls = gateway.calls.slice(3);
    expect(polls.map(({ headers }) => headers['if-none-match'])).toEqual(['"2"', '"2"', '"2"', '"2"']);
    expect(polls.map(({ response }) => response.statusCode)).toEqual([304, 304, 304, 200]);
  });

  test('and with a gateway that takes away preferences, it does not ask without pause', async () => {
    gateway.otherwise = ({ path, headers, response, pass }) => {
      if (path.endsWith('/stream')) return answerProblem(response, 404);
      delete headers.prefer;
      return pass();
    };
    const run = await start();
    setTimeout(() => end(run), 2_500);
    await seen(() => {});
    expect(gateway.calls).toHaveLength(6);
  });

  test.each(['0', 'Wed, 21 Oct 2015 07:28:00 GMT'])('nor with a Retry-After of %s', async (retryAfter) => {
    gateway.otherwise = ({ path, response }) => {
      if (path.endsWith('/stream')) return answerProblem(response, 404);
      return answerJson(response, 200, { request_id, status: 'processing' }, { 'Retry-After': retryAfter });
    };
    const following = seen(() => {}, waybill.follow(request_id, { signal: AbortSignal.timeout(1_500) }));
    await expect(following).rejects.toThrow('timeout');
    expect(gateway.calls.length).toBeLessThan(6);
  });

  test('because a message tells no request, nobody is told of it', async () => {
    gateway.otherwise = ({ path, response }) => {
      if (!path.endsWith('/stream')) return answerJson(response, 200, { request_id, status: 'succeeded', progress: 1 });
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      return response.end('id: 1\ndata: null\n\nid: 2\ndata: "processing"\n\n');
    };
    expect(await seen(() => {})).toEqual([['succeeded', 1]]);
  });

  test('it tries the stream again after a while', async () => {
    gateway.steps = [404];
    const { told, next } = story();
    gateway.otherwise = ({ headers, pass }) => {
      delete headers.prefer;
      return pass();
    };
    const all = await seen(next, followed({ withoutStreamMs: 500 }));
    expect(all).toEqual(told);
    expect(paths()).toEqual(['/stream', '', '', '/stream']);
  });

  test('it outlives a service that is away for a moment', async () => {
    noStream(404);
    gateway.steps = [404, ({ cut }) => cut(), 503];
    await end(await start());
    expect(await seen(() => {})).toEqual([['failed', 0]]);
  });
});

describe('what comes late or without a version', () => {
  const status = (version: number, progress: number, status = 'processing') => ({
    request_id: 'req_1',
    status,
    progress,
    version,
  });
  const scripted = (answers: ReturnType<typeof status>[], withEtag: boolean) => {
    gateway.otherwise = ({ path, response }) => {
      if (path.endsWith('/stream')) return answerProblem(response, 404);
      const { version, ...body } = answers.length > 1 ? answers.shift()! : answers[0]!;
      answerJson(response, 200, body, { 'Retry-After': 0, ...(withEtag ? { ETag: `W/"${version}"` } : {}) });
    };
  };

  test('is left out: no version is told twice or after a newer one', async () => {
    const answers = [
      status(2, 0.2),
      status(4, 0.4),
      status(3, 0.3),
      status(4, 0.4),
      status(5, 0.5),
      status(6, 1, 'succeeded'),
    ];
    scripted(answers, true);
    const all = await seen(() => {}, waybill.follow('req_1'));
    expect(all.map(([, done]) => done)).toEqual([0.2, 0.4, 0.5, 1]);
  });

  test('is told when it is another, where entity tags get lost', async () => {
    const answers = [status(2, 0.2), status(2, 0.2), status(3, 0.3), status(4, 1, 'succeeded')];
    scripted(answers, false);
    const all = await seen(() => {}, waybill.follow('req_1'));
    expect(all.map(([, done]) => done)).toEqual([0.2, 0.3, 1]);
  });

  test('is told when it is the end, whatever its version', async () => {
    scripted([status(5, 0.5), status(1, 1, 'succeeded')], true);
    expect(await seen(() => {}, waybill.follow('req_1'))).toHaveLength(2);
  });
});

describe('the end of following', () => {
  test('by leaving the loop ends the connection', async () => {
    for await (const _ of waybill.follow(request_id)) break;
    const { response } = gateway.calls[0]!;
    if (!response.closed) await new Promise((resolve) => response.on('close', resolve));
    expect(paths()).toEqual(['/stream']);
  });

  test.each<[string, () => void]>([
    ['on the stream', () => {}],
    [
      'in a call that waits',
      () => {
        gateway.steps = [404];
      },
    ],
    [
      'in a pause',
      () => {
        gateway.steps = [404, 503];
      },
    ],
    [
      'while a stream is opened again',
      () => {
        gateway.otherwise = ({ cut }) => cut();
      },
    ],
  ])('by a signal rejects with its reason, %s', async (_, prepare) => {
    await start();
    prepare();
    const abort = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => abort.abort(reason), 300);
    const following = seen(() => {}, waybill.follow(request_id, { signal: abort.signal }));
    const begunAt = performance.now();
    await expect(following).rejects.toBe(reason);
    expect(performance.now() - begunAt).toBeLessThan(2_000);
    await new Promise((resolve) => setTimeout(resolve, 200)); // what was on its way has arrived
    const { length } = gateway.calls;
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(gateway.calls).toHaveLength(length);
    await expect(waybill.follow(request_id, { signal: abort.signal }).next()).rejects.toBe(reason);
  });

  test('is what the status resource refuses', async () => {
    const unknown = waybill.follow('req_01k9w3v8m0e4d9q6s1t7b2n5xa');
    await expect(unknown.next()).rejects.toMatchObject({ kind: 'not-found' });
    const stranger = createWaybill({ baseUrl: gateway.url, apiKey: 'a-key-that-nobody-gave' });
    await expect(stranger.follow(request_id).next()).rejects.toMatchObject({ kind: 'unauthenticated' });
  });
});
