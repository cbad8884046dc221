/** The sending half of a worker as it is, in production mode, without the jobs beside it. */
import { readConfig } from '../../../src/config.ts';
import { connect } from '../../../src/database/connect.ts';
import { createHints } from '../../../src/database/hints.ts';
import { startOwnership } from '../../../src/database/ownership.ts';
import { createAddressRules, parseNetwork } from '../../../src/outbound/address-rules.ts';
import { createGuardedClient } from '../../../src/outbound/guarded-client.ts';
import { createEncryption } from '../../../src/secrets/encryption.ts';
import { SENDER_SETTINGS, startSender } from '../../../src/sending/sender.ts';
import { createLog } from '../../../src/telemetry/log.ts';
import { answerTo } from '../children.ts';

const config = readConfig(process.env);

async function prepare() {
  const database = connect(config.databaseUrl!, { connections: 3, name: 'bench sender', settings: SENDER_SETTINGS });
  const heartbeat = connect(config.databaseUrl!, { connections: 1, name: 'bench heartbeat' });
  const ownership = await startOwnership(heartbeat.sql, { onError: console.error });
  const hints = createHints(config.databaseUrl!);
  const client = createGuardedClient(createAddressRules(config.allowedNetworks.map(parseNetwork)));
  const encryption = createEncryption(config.encryptionKeys);
  const log = createLog({ level: 'error' });
  return {
    start: () => startSender({ database, ownership, hints, client, encryption, log }),
    async close() {
      await ownership.stop();
      await Promise.all([database, heartbeat, hints, client].map((each) => each.close()));
    },
  };
}

let prepared: Awaited<ReturnType<typeof prepare>> | undefined;
let sender: Awaited<ReturnType<typeof startSender>> | undefined;

answerTo({
  /** Alive, and counted as a worker; sends nothing yet. */
  async prepare() {
    prepared = await prepare();
  },
  async go() {
    prepared ??= await prepare();
    sender = await prepared.start();
  },
  async stop() {
    await sender?.stop();
    await prepared?.close();
    prepared = sender = undefined;
  },
  /** What it keeps, in bytes, without what is only not collected yet. */
  memory() {
    gc!();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heap: heapUsed + external, rss };
  },
});
