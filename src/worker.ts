/**
 * The working half: runs jobs, sends deliveries, sweeps, and does the chores.
 */
import { join } from 'node:path';
import type { Config } from './config.ts';
import { connect, type Database } from './database/connect.ts';
import { createHints } from './database/hints.ts';
import { startOwnership } from './database/ownership.ts';
import { dropExpiredPartitions, makePartitions } from './database/partitions.ts';
import { endExpired } from './deliveries/end.ts';
import { hasOtherKeys, reencryptEndpoints } from './endpoints/re-encrypt.ts';
import { dropOldAttemptCounts } from './endpoints/statistics.ts';
import { tellDeadLetters, tellRotationDue } from './endpoints/tell.ts';
import { startRelay } from './events/outbox.ts';
import { dropCountersOfRequests } from './events/store.ts';
import { dropExpiredFiles } from './files/store.ts';
import { dropExpiredKeys, hasRepliesOfOtherKeys } from './idempotency/keys.ts';
import { startJobProcesses } from './jobs/processes.ts';
import { createRunner } from './jobs/run.ts';
import { SHUTDOWN_MS, STATEMENT_MS, SWEEP_EVERY_MS } from './limits.ts';
import { startDigests } from './mail/digest.ts';
import { dropOldNotices } from './mail/notices.ts';
import { createSendMail } from './mail/transport.ts';
import { createAddressRules, parseNetwork } from './outbound/address-rules.ts';
import { createGuardedClient } from './outbound/guarded-client.ts';
import { listenForProbes } from './probes.ts';
import { sweep } from './requests/sweep.ts';
import { createEncryption, type Encryption } from './secrets/encryption.ts';
import { SENDER_SETTINGS, startSender } from './sending/sender.ts';
import { type Chore, cleanUpTasks, startTaskRunner } from './tasks/runner.ts';
import type { Log } from './telemetry/log.ts';
import { createTelemetry, type Telemetry } from './telemetry/observe.ts';

export interface Worker {
  /** Where its probes are, if it was told where. */
  port: number | undefined;
  /** Starts nothing more, finishes or gives back what runs, and lets go of everything. */
  stop(): Promise<void>;
}

/** Jobs that run at once in a worker process, each in a process of its own. */
const CONCURRENCY = 2;
const CONNECTIONS = 5;
const SENDER_CONNECTIONS = 3;

export async function startWorker({
  config,
  databaseUrl,
  log,
  telemetry = createTelemetry({ log }),
  probesAt,
}: {
  config: Config;
  databaseUrl: string;
  log: Log;
  /** Of the process; one of its own, unless it is given. */
  telemetry?: Telemetry;
  /** Where it says how it does, when no server is in its process. */
  probesAt?: { host: string; port: number };
}): Promise<Worker> {
  const { publicUrl, filesDir } = config;
  const limited = { statementMs: STATEMENT_MS };
  const database = connect(databaseUrl, { connections: CONNECTIONS, name: 'waybill worker', ...limited });
  const heartbeat = connect(databaseUrl, { connections: 1, name: 'waybill heartbeat', ...limited });
  const maintenance = connect(databaseUrl, { connections: CONCURRENCY, name: 'waybill chores' });
  const onError = (error: unknown) => log.warn({ err: error }, 'a heartbeat was lost');
  const ownership = await startOwnership(heartbeat.sql, { onError });
  const hints = createHints(databaseUrl);
  const processes = startJobProcesses(CONCURRENCY, (error) => log.warn({ err: error }, 'a job process died'));
  const runner = createRunner({
    database,
    ownership,
    hints,
    processes,
    log,
    telemetry,
    publicUrl,
    settings: {
      filesDir,
      databaseUrl,
      credentialsDir: join(config.dataDir, 'credentials'),
      makesCredentials: !config.isProduction,
      allowedNetworks: config.allowedNetworks,
    },
  });
  await hints.listen('cancel', runner.lookAt, () => {});

  const encryption = createEncryption(config.encryptionKeys);
  const stopping = new AbortController();
  const reencrypt = createReencryption({
    database: maintenance,
    encryption,
    log,
    hasOneKey: config.encryptionKeys.length === 1,
    signal: stopping.signal,
  });
  const chores: Record<string, Chore> = {
    'tend-partitions': {
      schedule: '7 * * * *',
      async run() {
        await makePartitions(maintenance.sql, new Date());
        const { days, inUse } = await dropExpiredPartitions(maintenance.sql, new Date());
        await dropExpiredFiles(filesDir, new Date());
        await dropCountersOfRequests(maintenance.sql, new Date());
        if (inUse.length > 0)
          log.warn({ tables: inUse }, 'expired days could not be dropped while somebody reads their tables');
        if (days.length > 0) log.info({ days }, 'everything of these days has expired and was dropped');
      },
    },
    'end-expired-deliveries': {
      schedule: '* * * * *',
      async run() {
        await endExpired(maintenance.sql);
      },
    },
    'tell-of-old-secrets': {
      schedule: '11 * * * *',
      async run() {
        hints.publish('endpoint', await tellRotationDue(maintenance.sql));
      },
    },
    'drop-expired-keys': { schedule: '*/10 * * * *', run: () => dropExpiredKeys(maintenance.sql) },
    'drop-old-notices': {
      schedule: '37 * * * *',
      async run() {
        const notices = await dropOldNotices(maintenance.sql);
        if (notices > 0) log.warn({ notices }, 'what could not be mailed to tenants is too old and was dropped');
      },
    },
    're-encrypt': { schedule: '37 * * * *', run: reencrypt },
    'drop-old-attempt-counts': { schedule: '37 * * * *', run: () => dropOldAttemptCounts(maintenance.sql) },
    'clean-up-tasks': { schedule: '23 3 * * *', run: () => cleanUpTasks(databaseUrl) },
  };
  const tasks = await startTaskRunner({
    url: databaseUrl,
    concurrency: CONCURRENCY,
    runRequest: runner.runRequest,
    chores,
    log,
  });

  const senderDatabase = connect(databaseUrl, {
    connections: SENDER_CONNECTIONS,
    name: 'waybill sender',
    settings: SENDER_SETTINGS,
    ...limited,
  });
  const addressRules = createAddressRules(config.allowedNetworks.map(parseNetwork));
  const client = createGuardedClient(addressRules, {
    keepsInsideAnswers: !config.isProduction,
  });
  const sender = await startSender({
    database: senderDatabase,
    ownership,
    hints,
    client,
    encryption,
    log,
    telemetry,
  });

  const reencryptedAtStart = reencrypt().catch((error) => log.warn({ err: error }, 're-encryption failed'));
  const relay = startRelay({ database, hints, log });

  const sweeper = setInterval(async () => {
    try {
      const { taken, woken, due } = await sweep(
        database.sql,
        { workerId: ownership.workerId, holds: runner.holds },
        publicUrl,
      );
      hints.publish('endpoint', [...due, ...(await tellDeadLetters(database.sql, publicUrl))]);
      hints.publish('request', taken);
      if (taken.length + woken > 0) log.warn({ taken: taken.length, woken }, 'runs of silent workers were taken up');
    } catch (error) {
      log.warn({ err: error }, 'a sweep failed');
    }
  }, SWEEP_EVERY_MS);

  const digests = config.mail && startDigests({ sql: database.sql, send: createSendMail(config.mail), publicUrl, log });
  if (!digests) log.info('no mails are sent to tenants: SMTP_URL and SMTP_FROM are not set');

  const probes =
    probesAt &&
    (await listenForProbes({
      services: { database, hints, encryption, addressRules, filesDir, publicUrl },
      telemetry,
      log,
      at: probesAt,
      more: () => (stopping.signal.aborted ? null : { heartbeat: ownership.isFresh() }),
    }));

  return {
    port: probes?.port,
    async stop() {
      clearInterval(sweeper);
      stopping.abort();
      const release = setTimeout(runner.release, SHUTDOWN_MS / 2);
      await Promise.all([tasks.stop(), sender.stop(), relay.stop(), digests?.stop(), reencryptedAtStart]);
      clearTimeout(release);
      await processes.stop();
      await ownership.stop();
      await probes?.stop();
      await Promise.all([client, hints, senderDatabase, database, maintenance, heartbeat].map((each) => each.close()));
    },
  };
}

interface ReencryptionParts {
  database: Database;
  encryption: Encryption;
  log: Log;
  hasOneKey: boolean;
  signal: AbortSignal;
}

/** Encrypts with the first key what others have encrypted, and says once when no other is needed any more. */
function createReencryption({ database: { sql }, encryption, log, hasOneKey, signal }: ReencryptionParts) {
  let isTold = hasOneKey;
  return async () => {
    const { reencrypted, unreadable } = await reencryptEndpoints(sql, encryption, { log, signal });
    if (reencrypted > 0) log.info({ reencrypted }, 'secrets were encrypted again, with the first key');
    if (unreadable > 0) log.error({ unreadable }, 'secrets are left that no listed encryption key reads');
    if (isTold || signal.aborted) return;
    const { keyId } = encryption;
    if ((await hasOtherKeys(sql, keyId)) || (await hasRepliesOfOtherKeys(sql, keyId))) return;
    isTold = true;
    log.info('every secret is encrypted with the first key: the other keys can be removed');
  };
}
