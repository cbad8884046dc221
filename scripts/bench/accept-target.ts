/**
 * A server to be measured, in a process of its own: `stored` is the real one, `bare` the same without its database
 * statement. Both run in production mode with auth and validation.
 */

import { readConfig } from '../../src/config.ts';
import { newUuid, toId } from '../../src/contract/ids.ts';
import type { JobCall, JobReply } from '../../src/contract/operations.ts';
import { startServer } from '../../src/server.ts';
import { createLog } from '../../src/telemetry/log.ts';

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
console.log(`listening on ${server.port}`);
process.on('message', () => {
  gc!();
  process.send!(process.memoryUsage().heapUsed);
});
