/**
 * What sends, in a process of its own and in production mode: `stored` is the real sender on its database, `bare` is
 * `undici.request` in a loop: the same bytes and headers to the same receiver, and nothing kept.
 *
 * Told by messages: `{go: count}` starts, `{stop: true}` ends it.
 */
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'undici';
import { readConfig } from '../../src/config.ts';
import { connect } from '../../src/database/connect.ts';
import { createHints } from '../../src/database/hints.ts';
import { startOwnership } from '../../src/database/ownership.ts';
import { createAddressRules, parseNetwork } from '../../src/outbound/address-rules.ts';
import { createGuardedClient } from '../../src/outbound/guarded-client.ts';
import { importSecret, sign } from '../../src/receiver/index.ts';
import { createEncryption } from '../../src/secrets/encryption.ts';
import { SENDER_SETTINGS, startSender } from '../../src/sending/sender.ts';
import { createLog } from '../../src/telemetry/log.ts';

const CONCURRENCY = 256;
const config = readConfig(process.env);
const [kind, url, body] = process.argv.slice(2);

async function startStored(): Promise<() => Promise<void>> {
  const database = connect(config.databaseUrl!, { connections: 3, name: 'bench sender', settings: SENDER_SETTINGS });
  const heartbeat = connect(config.databaseUrl!, { connections: 1, name: 'bench heartbeat' });
  const ownership = await startOwnership(heartbeat.sql, { onError: console.error });
  const hints = createHints(config.databaseUrl!);
  const client = createGuardedClient(createAddressRules(config.allowedNetworks.map(parseNetwork)));
  const encryption = createEncryption(config.encryptionKeys);
  const log = createLog({ level: 'error' });
  const sender = await startSender({ database, ownership, hints, client, encryption, log });
  return async () => {
    await sender.stop();
    await ownership.stop();
    await Promise.all([database, heartbeat, hints, client].map((each) => each.close()));
  };
}

async function startBare(count: number): Promise<() => Promise<void>> {
  const agent = new Agent({ pipelining: 1 });
  const key = await importSecret(`whsec_${randomBytes(32).toString('base64')}`);
  const signed = await sign([key], { id: 'evt_01k9w3vc2d6f8h0k1m3n5p7q9r', timestamp: 1_700_000_000, body: body! });
  const headers = { ...signed, 'Content-Type': 'application/json', 'X-Event-Type': 'image.canceled' };
  let left = count;
  const loop = async () => {
    while (left-- > 0)
      await (await request(url!, { method: 'POST', dispatcher: agent, headers, body: body! })).body.dump();
  };
  void Promise.all(Array.from({ length: CONCURRENCY }, loop));
  return async () => {
    left = 0;
    await agent.destroy();
  };
}

let stop: (() => Promise<void>) | undefined;
process.on('message', async (message: { go?: number; stop?: boolean }) => {
  if (message.go !== undefined) stop = await (kind === 'bare' ? startBare(message.go) : startStored());
  if (message.stop) {
    await stop?.();
    process.send!('stopped');
  }
});
process.send!('ready');
