/** What one delivery is for those who are compared with the sender: signed afresh, POSTed, the answer read to its end. */
import { createHmac, randomBytes } from 'node:crypto';
import { Agent, request } from 'undici';
import { importSecret, sign } from '../../src/receiver/index.ts';

/** As many as the sender has under way to 16 endpoints with 16 each. */
export const CONCURRENCY = 256;

/** What a job of a peer holds: it looks nothing up. */
export interface PeerJob {
  url: string;
  event_id: string;
  type: string;
  body: string;
}

export async function createPeerPost() {
  const agent = new Agent({ pipelining: 1 });
  const hmac = (key: Uint8Array) => (message: Uint8Array) => createHmac('sha256', key).update(message).digest();
  const secret = await importSecret(`whsec_${randomBytes(32).toString('base64')}`, hmac);
  const headersOf = async ({ event_id, type, body }: PeerJob) => ({
    ...(await sign([secret], { id: event_id, timestamp: Math.floor(Date.now() / 1000), body })),
    'Content-Type': 'application/json',
    'User-Agent': 'Peer/1.0',
    'X-Event-Id': event_id,
    'Idempotency-Key': event_id,
    'X-Event-Type': type,
    'X-Webhook-Delivery-ID': `dlv_${event_id}`,
    'X-Correlation-Id': 'bench',
  });
  return {
    headersOf,
    async post(job: PeerJob, headers?: Record<string, string>): Promise<void> {
      const { url, body } = job;
      const answer = await request(url, {
        method: 'POST',
        dispatcher: agent,
        headers: headers ?? (await headersOf(job)),
        body,
      });
      await answer.body.dump();
      if (answer.statusCode !== 204) throw new Error(`answered with ${answer.statusCode}`);
    },
    close: () => agent.close(),
  };
}
