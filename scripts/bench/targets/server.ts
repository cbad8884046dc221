/**
 * A server to be measured, in production mode with auth, validation and rate limit: `stored` is the real one, `bare`
 * the same without the statement that stores.
 */
import { readConfig } from '../../../src/config.ts';
import { newUuid, toId } from '../../../src/contract/ids.ts';
import type { JobCall, JobReply } from '../../../src/contract/operations.ts';
import { startServer } from '../../../src/server.ts';
import { createLog } from '../../../src/telemetry/log.ts';
import { answerTo } from '../children.ts';

async function acceptNothing({ publicUrl }: JobCall): Promise<JobReply> {
  const request_id = toId('req', newUuid());
  const status_url = `${publicUrl}/v1/requests/${request_id}`;
  return {
    status: 202,
    headers: { Location: status_url, 'Retry-After': 2 },
    body: { request_id, status: 'queued', status_url, estimated_seconds: 2 },
  };
}

const config = readConfig(process.env);
const server = await startServer({
  config,
  databaseUrl: config.databaseUrl!,
  log: createLog({ level: 'warn' }),
  ...(process.argv[2] === 'bare' ? { acceptJob: acceptNothing } : {}),
});

answerTo({
  url: () => `http://127.0.0.1:${server.port}`,
  /** What it keeps, in MiB, without what is only not collected yet. */
  memory() {
    gc!();
    return process.memoryUsage().heapUsed / 2 ** 20;
  },
});
