/**
 * What stands before Prism and does what Prism cannot: results that are bytes, `Prefer` as the service takes it, an answer
 * to broken JSON (Prism gives none), and callbacks that are signed, each an event of its own.
 */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { newUuid, toId } from '../../src/contract/ids.ts';
import type { Envelope, SigningKey } from '../../src/receiver/index.ts';
import { signDelivery } from '../../src/receiver/kit/index.ts';
import type { Json } from '../generator/documents.ts';
import { jobPaths } from './document.ts';

export interface Behind {
  prismUrl: string;
  document: Json;
  /** By media type. */
  results: Record<string, Buffer>;
  /** Of callbacks. */
  keys: SigningKey[];
}

/** Where Prism calls back: what the answer accepted, so that a refused call and a dry run have no callback, and the URL. */
const CALLBACKS = '/.callbacks/';
export const callbackUrl = (port: number): string =>
  `http://127.0.0.1:${port}${CALLBACKS}{$response.body#/request_id}/{$request.body#/callback_url}`;

const CALLBACK_AFTER_MS = 300;
/** Prism reads 10 MB, and looks no further than whether a file is there. */
const FILE_BYTES_READ = 1024;
const OF_A_CONNECTION = ['connection', 'content-length', 'date', 'expect', 'host', 'keep-alive', 'transfer-encoding'];

export const createFront = (behind: Promise<Behind>, log: (line: string) => void): Server =>
  createServer(async (call, response) => {
    try {
      const body = await buffer(call);
      const path = call.url!;
      if (path.startsWith(CALLBACKS)) {
        response.writeHead(204).end();
        const [, accepted, target] = /^(.*?)\/(.*)$/.exec(path.slice(CALLBACKS.length))!;
        if (accepted && target) log(await callBack(target, JSON.parse(body.toString()), await behind));
        return;
      }
      const answer = await answerTo(call.method!, path, call.headers, body, await behind);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch (error) {
      log(`${call.method} ${call.url}: ${(error as Error).message}`);
      response.writeHead(502).end();
    }
  });

async function answerTo(method: string, path: string, headers: IncomingHttpHeaders, body: Buffer, behind: Behind) {
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '');
  if (isJson && body.length > 0 && !isWhole(body)) return malformed(behind.document, path);
  const prefer = preferred(method, path, headers.prefer?.toString(), behind.document);
  const answer = await request(behind.prismUrl + path, {
    method: method as 'GET',
    headers: { ...endToEnd(headers), ...(prefer && { prefer }) },
    body: body.length > 0 ? body.subarray(0, isJson ? body.length : FILE_BYTES_READ) : null,
  });
  const said = Buffer.from(await answer.body.arrayBuffer());
  const result = path.startsWith('/v1/results/') ? behind.results[String(answer.headers['content-type'])] : undefined;
  const violations = answer.headers['sl-violations']?.toString() ?? '';
  // Where there are too many it is no JSON.
  const isRefused = [400, 422].includes(answer.statusCode) && violations.startsWith('[');
  return {
    status: answer.statusCode,
    headers: endToEnd(answer.headers),
    body: result ?? (isRefused ? withFaults(said, path, violations) : said),
  };
}

/** What Prism is to be told: what it knows itself goes through; of a job it would give the lowest status, which is not 202. */
function preferred(method: string, path: string, prefer: string | undefined, document: Json): string | undefined {
  const isOfJob = jobPaths(document).some((job) =>
    new RegExp(`^${job.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0]!),
  );
  if (method !== 'POST' || !isOfJob || /\b(code|example|dynamic)=/.test(prefer ?? '')) return prefer;
  if (/\bdry-run\b/.test(prefer ?? '')) return 'code=200, example=dry-run';
  return /\bwait=\d/.test(prefer ?? '') ? 'code=200, example=wait' : 'code=202';
}

async function callBack(target: string, example: Json, { keys }: Behind): Promise<string> {
  await sleep(CALLBACK_AFTER_MS);
  const event = { ...(example as Envelope), event_id: toId('evt', newUuid()), occurred_at: new Date().toISOString() };
  const { headers, body } = await signDelivery(event, { keys });
  try {
    const { statusCode, body: answer } = await request(target, { method: 'POST', headers, body });
    await answer.dump();
    return `${example.type} → ${target}: ${statusCode}`;
  } catch (error) {
    return `${example.type} → ${target}: ${(error as Error).message}`;
  }
}

function isWhole(json: Buffer): boolean {
  try {
    JSON.parse(json.toString());
    return true;
  } catch {
    return false;
  }
}

const malformed = ({ components }: Json, instance: string) => ({
  status: 400,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ ...components.examples['malformed-request'].value, instance }),
});

/** The example of a problem, but with the faults of this call. */
function withFaults(problem: Buffer, instance: string, violations: string): string {
  const found = JSON.parse(violations) as { location: [string, string, ...string[]]; code: string; message: string }[];
  const errors = found.map(({ location: [, part, ...rest], code, message }) => ({
    pointer: `/${(part === 'body' ? rest : [part, ...rest]).join('/')}`,
    code: code.toLowerCase(),
    detail: message,
  }));
  return JSON.stringify({
    ...JSON.parse(problem.toString()),
    instance,
    detail: errors.length === 1 ? '1 fault.' : `${errors.length} faults.`,
    errors,
  });
}

const endToEnd = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_A_CONNECTION.includes(name)));
