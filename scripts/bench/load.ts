/** Calls that hand work in, from many connections at once, each with an Idempotency-Key of its own. */
import autocannon from 'autocannon';

export const CONNECTIONS = 64;
/** A quota of 500 calls a second is a key's. */
export const KEYS = 24;

export const IMAGE_JOB = {
  image_url: 'https://images.example.com/cat.jpg',
  operations: [{ resize: { w: 800, h: 600 } }, { format: { to: 'webp' } }],
};

/** Keys of the tenant whose key this is. */
export async function makeKeys(url: string, key: string, count: number): Promise<string[]> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const make = async () => {
    const response = await fetch(`${url}/v1/api-keys`, { method: 'POST', headers, body: '{"name":"bench"}' });
    return ((await response.json()) as { api_key: string }).api_key;
  };
  return Promise.all(Array.from({ length: count }, make));
}

export interface Load {
  perSecond: number;
  count: number;
  p50: number;
  p99: number;
}

export async function callAtOnce(
  url: string,
  keys: string[],
  { connections = CONNECTIONS, ...until }: ({ seconds: number } | { calls: number }) & { connections?: number },
): Promise<Load> {
  const result = await autocannon({
    url: `${url}/v1/images:process`,
    method: 'POST',
    connections,
    ...('calls' in until ? { amount: until.calls } : { duration: until.seconds }),
    // By amount it ends at a whole second: good for counting, and not for a rate.
    // Puts a new id into `[<id>]` of every call.
    idReplacement: true,
    requests: keys.map((key) => ({
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': 'bench-[<id>]',
      },
    })),
    body: JSON.stringify(IMAGE_JOB),
  });
  const { non2xx, errors, requests, duration, latency } = result;
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} calls were refused, ${errors} failed`);
  if (requests.total === 0) throw new Error('no call was answered');
  return { perSecond: requests.total / duration, count: requests.total, p50: latency.p50, p99: latency.p99 };
}
