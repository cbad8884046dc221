/** What the run asks of the service by its API: who is to be told, and what has become of everything. */
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { Scheme } from '../../src/receiver/index.ts';
import type { Clients } from './clients.ts';
import { ALL, CALLBACK, HASTY, HASTY_TYPES, SHOP } from './judge.ts';
import { KEY } from './stage.ts';

type Insist = Clients['insist'];

export interface Registered {
  id: string;
  path: string;
  scheme: Scheme;
  secret: string;
}

/** Gives up after so many attempts: what it dies of is redriven. */
const HASTY_ATTEMPTS = 3;
const PATIENT = { max_attempts: 100, initial_delay_ms: 50, max_delay_ms: 2000 };

/** Four ways to be told: everything, patiently; some of it in an old version, hastily; callbacks; and the shop. */
export async function register(insist: Insist, proxyUrl: string) {
  const add = async (path: string, settings: object): Promise<Registered> => {
    const url = proxyUrl + path;
    const scheme = path === HASTY ? 'x-signature' : 'standard';
    const { body } = await insist<{ endpoint_id: string; secret: string }>(
      `register${path.replaceAll('/', '-')}`,
      '/v1/webhook-endpoints',
      { body: { url, max_concurrency: 32, retry_policy: PATIENT, ...settings } },
    );
    return { id: body.endpoint_id, path, scheme, secret: body.secret };
  };
  return {
    all: await add(ALL, { event_types: ['*'] }),
    shop: await add(SHOP, { event_types: ['*'] }),
    hasty: await add(HASTY, {
      event_types: HASTY_TYPES,
      event_versions: { 'shipment.updated': 1 },
      retry_policy: { ...PATIENT, max_attempts: HASTY_ATTEMPTS },
    }),
    callback: await add(CALLBACK, { event_types: [] }),
  };
}

export async function hasDeadLetters(insist: Insist, { id }: Registered): Promise<boolean> {
  const path = `/v1/deliveries?state=dead&limit=1&endpoint_id=${id}`;
  return (await insist<{ data: unknown[] }>('look', path, { method: 'GET' })).body.data.length > 0;
}

export async function untilReady(urls: string[], signal: AbortSignal): Promise<void> {
  for (const url of urls)
    for (;;) {
      signal.throwIfAborted();
      const isReady = await fetch(`${url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (isReady) break;
      await sleep(100);
    }
}

/** @returns its id */
export async function uploadPicture(url: string, size: { width: number; height: number }): Promise<string> {
  const picture = sharp({ create: { ...size, channels: 3, background: '#2a7' } });
  const answer = await fetch(`${url}/v1/uploads`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'image/jpeg' },
    body: new Uint8Array(await picture.jpeg().toBuffer()),
  });
  if (answer.status !== 201) throw new Error(`An upload was answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { upload_id: string }).upload_id;
}

interface Listed {
  request_id: string;
  status: string;
  attempts: number;
  result_url: string | null;
}

const RESULTS_READ = 300;

/** Of all requests: how each ended, how many were run more than once; and of the newest, which results cannot be read. */
export async function readStates(insist: Insist) {
  const states = new Map<string, string>();
  const results: [id: string, path: string][] = [];
  let rerun = 0;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path = `/v1/requests?type=image-process&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page: { data: Listed[]; next_cursor: string | null } = (await insist<never>('look', path, { method: 'GET' }))
      .body;
    for (const { request_id, status, attempts, result_url } of page.data) {
      states.set(request_id, status);
      rerun += Number(attempts > 1);
      if (result_url && results.length < RESULTS_READ) results.push([request_id, result_url]);
    }
    cursor = page.next_cursor;
  }
  const unreadable: string[] = [];
  for (const [id, url] of results) {
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${KEY}` } });
    const { length } = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok || length === 0) unreadable.push(`${id}: its result was answered ${answer.status}`);
  }
  return { states, rerun, unreadable };
}
