/**
 * The HTTP half: the contract mounted over the rooms that answer it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import asyncapi from '../generated/asyncapi.json' with { type: 'json' };
import openapi from '../generated/openapi.json' with { type: 'json' };
import { createGuard } from './access/guard.ts';
import { bootstrap } from './access/keys.ts';
import { accessOperations } from './access/operations.ts';
import type { Config } from './config.ts';
import { createDoor } from './contract/door.ts';
import { mount } from './contract/mount.ts';
import type { JobCall, JobReply, Operations, Services } from './contract/operations.ts';
import { createPlaces } from './contract/places.ts';
import { problem, problemNamed } from './contract/problems.ts';
import { connect } from './database/connect.ts';
import { createHints } from './database/hints.ts';
import { deliveryOperations } from './deliveries/operations.ts';
import { endpointOperations } from './endpoints/operations.ts';
import { prepareCallback } from './endpoints/register.ts';
import { createAcceptEvents } from './events/accept.ts';
import { eventOperations } from './events/operations.ts';
import { fileOperations } from './files/operations.ts';
import { checkInput, checkState } from './jobs/checks.ts';
import { IDEMPOTENCY_WAIT_MS, NOT_READY_MS, STATEMENT_MS } from './limits.ts';
import { listen } from './listen.ts';
import { createAddressRules, parseNetwork } from './outbound/address-rules.ts';
import { pageOperations } from './pages/operations.ts';
import { probeOperations } from './probes.ts';
import { createAccept } from './requests/accept.ts';
import { startFollower } from './requests/follow.ts';
import { requestOperations } from './requests/operations.ts';
import { createEncryption } from './secrets/encryption.ts';
import type { Log } from './telemetry/log.ts';
import { createTelemetry, type Telemetry } from './telemetry/observe.ts';

export interface Server {
  port: number;
  /** Does the bootstrap key open the service? Not when there were others before it. */
  isKeyValid: boolean;
  /**
   * Not ready at once; in production it goes on serving until load balancers know; then it takes no new calls, and resolves when those
   * under way are answered, or were given up.
   */
  stop(): Promise<void>;
}

const CONNECTIONS = 10;
const SETTINGS = {
  lock_timeout: IDEMPOTENCY_WAIT_MS,
  // add_jobs keeps the plan it made while its table was small: a sequential scan, which made each accept as slow as
  // the queue is long (32 calls: 4.7 ms of 5.6 at 15,000 waiting, 0.9 without it at 100,000). Every statement of a
  // server has an index to go by.
  enable_seqscan: 'off',
};

interface Options {
  config: Config;
  databaseUrl: string;
  log: Log;
  /** Of the process; one of its own, unless it is given. */
  telemetry?: Telemetry;
  /** What takes work in: another one is only given to measure the way to it. */
  acceptJob?: (call: JobCall) => Promise<JobReply>;
}

export async function startServer({
  config,
  databaseUrl,
  log,
  telemetry = createTelemetry({ log }),
  acceptJob,
}: Options): Promise<Server> {
  const database = connect(databaseUrl, {
    connections: CONNECTIONS,
    name: 'waybill server',
    settings: SETTINGS,
    statementMs: STATEMENT_MS,
  });
  const isKeyValid = config.bootstrapApiKey !== undefined && (await bootstrap(database, config.bootstrapApiKey));
  const encryption = createEncryption(config.encryptionKeys);
  const hints = createHints(databaseUrl);
  const services: Services = {
    database,
    hints,
    encryption,
    addressRules: createAddressRules(config.allowedNetworks.map(parseNetwork)),
    filesDir: config.filesDir,
    publicUrl: config.publicUrl,
  };
  const follower = await startFollower(database.sql, hints, log);
  let isStopping = false;
  const operations = {
    ...requestOperations(follower),
    ...accessOperations,
    ...fileOperations,
    ...endpointOperations,
    ...eventOperations(createAcceptEvents({ database, encryption, hints })),
    ...deliveryOperations,
    ...pageOperations(config.publicUrl),
    ...documentOperations(config.publicUrl),
    ...probeOperations(services, telemetry, () => (isStopping ? null : {})),
  } satisfies Operations;
  const places = createPlaces();
  const app = mount({
    services,
    operations,
    acceptJob:
      acceptJob ??
      createAccept({
        database,
        encryption,
        follower,
        check: checkInput,
        checkState: (call) => checkState(database, call),
        prepareCallback: (tenantId, url) => prepareCallback(database, encryption, tenantId, url),
      }),
    guard: await createGuard(database, hints, log),
    places,
    log,
    telemetry,
    checksReplies: !config.isProduction,
  });
  const listener = await listen(app, config, createDoor({ places, publicUrl: config.publicUrl, log, telemetry }));
  return {
    port: listener.port,
    isKeyValid,
    async stop() {
      isStopping = true;
      listener.leave();
      if (config.isProduction) await sleep(NOT_READY_MS);
      follower.stop(); // only now: who waited here asks again at once, and is to reach another server
      await listener.stop();
      await Promise.all([database.close(), hints.close()]);
    },
  };
}

/** The contract about itself. */
function documentOperations(publicUrl: string) {
  const document = { ...openapi, servers: [{ url: publicUrl }] };
  return {
    getOpenapi: async () => ({ status: 200, body: document }),
    getAsyncapi: async () => ({ status: 200, body: asyncapi }),
    getProblemType: async ({ params }) => {
      const found = problemNamed(params.problem);
      if (!found) throw problem('not-found', { detail: 'There is no such problem type.' });
      return { status: 200, body: { type: `${publicUrl}/problems/${params.problem}`, ...found } };
    },
  } satisfies Partial<Operations>;
}
