/**
 * The process: `npm start` (server, worker and, without DATABASE_URL, a Postgres), `npm run server`, `npm run worker`.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeApiKey } from './access/keys.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DataFolderInUse, startEmbeddedPostgres } from './database/embedded.ts';
import { migrateDatabase } from './database/migrate.ts';
import { SHUTDOWN_MS } from './limits.ts';
import { keptSecret } from './secrets/kept.ts';
import { startServer } from './server.ts';
import { migrateTasks } from './tasks/runner.ts';
import { createLog } from './telemetry/log.ts';
import { createTelemetry } from './telemetry/observe.ts';
import { startTracing } from './telemetry/tracing.ts';
import { startWorker } from './worker.ts';

const HALVES: Record<string, { serves: boolean; works: boolean }> = {
  all: { serves: true, works: true },
  server: { serves: true, works: false },
  worker: { serves: false, works: true },
};

/** What has been started: the halves, what they tell of themselves, and below them the Postgres that they need to the end. */
interface Part {
  stop(): Promise<void>;
}
const running: { halves: Part[]; tracing?: Part; database?: Part } = { halves: [] };

/** @returns was everything brought to its end? Else something is left for others to take up, or could not be written down. */
async function stopAll(): Promise<boolean> {
  const halves = Promise.allSettled(running.halves.map((half) => half.stop()));
  const ends = await Promise.race([halves, sleep(SHUTDOWN_MS - LAST_SECONDS_MS)]);
  await Promise.race([running.tracing?.stop(), sleep(LAST_SECONDS_MS / 2)]);
  await running.database?.stop();
  return ends?.every(({ status }) => status === 'fulfilled') ?? false;
}
const PARENT_EVERY_MS = 500;
/** Of the time for a shutdown, so much is kept for Postgres. */
const LAST_SECONDS_MS = 4_000;

async function main(): Promise<void> {
  const name = process.argv[2] ?? 'all';
  const half = HALVES[name];
  if (!half) throw new ConfigError(`There is no \`${name}\`: say server, worker, or nothing for both.`);
  const config = readConfig(process.env);
  if (name !== 'all' && !config.databaseUrl)
    throw new ConfigError(`DATABASE_URL is not set: \`npm run ${name}\` needs it.`);
  const log = createLog({ pretty: !config.isProduction && process.stdout.isTTY });
  const tracing = await startTracing(process.env, log);
  running.tracing = tracing;
  const telemetry = createTelemetry({ log, tracing });
  telemetry.metrics.watchProcess();

  const onSignal = async (signal: string) => {
    process.on('SIGINT', () => {}).on('SIGTERM', () => {}); // a terminal and npm may each send one
    log.info(`${signal}: finishing what is under way`);
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    await started; // what has only half started cannot be stopped, and would be left behind
    process.exit((await stopAll()) ? 0 : 1);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  // The shell of an npm script dies of a signal and does not pass it on: who has lost it was meant.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), PARENT_EVERY_MS).unref();

  const databaseUrl = config.databaseUrl ?? (await startOwnDatabase(config.dataDir, (message) => log.error(message)));
  await migrateDatabase(databaseUrl, () => migrateTasks(databaseUrl));
  if (half.works) {
    const { host, workerPort: port } = config;
    const probesAt = half.serves || port === undefined ? {} : { probesAt: { host, port } };
    const worker = await startWorker({ config, databaseUrl, log, telemetry, ...probesAt });
    running.halves.push(worker);
    if (worker.port !== undefined) log.info(`probes at ${urlOf(config.host, worker.port)}`);
  }
  if (half.serves) {
    // On a laptop the first key is made up, and kept so that it can be shown again.
    const madeUpKey =
      config.bootstrapApiKey || config.isProduction
        ? undefined
        : keptSecret(join(config.dataDir, 'api-key'), makeApiKey);
    const server = await startServer({
      config: { ...config, bootstrapApiKey: config.bootstrapApiKey ?? madeUpKey },
      databaseUrl,
      log,
      telemetry,
    });
    running.halves.push(server);
    log.info(`listening on ${urlOf(config.host, server.port)}`);
    if (!config.isProduction)
      console.log(
        howToTry(config, {
          url: `http://localhost:${server.port}`,
          key: server.isKeyValid ? madeUpKey : undefined,
          ownDatabaseUrl: config.databaseUrl ? undefined : databaseUrl,
        }),
      );
  }
}

const urlOf = (host: string, port: number) => `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;

async function startOwnDatabase(dataDir: string, onTrouble: (message: string) => void): Promise<string> {
  const embedded = await startEmbeddedPostgres({ dataDir, onTrouble });
  running.database = embedded;
  return embedded.url;
}

function howToTry(
  { allowedNetworks, host }: Config,
  { url, key, ownDatabaseUrl }: { url: string; key: string | undefined; ownDatabaseUrl: string | undefined },
): string {
  const networks = allowedNetworks.join(', ') || 'none';
  return `
  Besides the public internet, these networks may be called: ${networks} (WAYBILL_ALLOWED_NETWORKS).
  ${host === '127.0.0.1' ? 'Only this machine can reach the server.' : 'The server listens on every address of this machine.'}

  Try it with an image of yours:

    KEY=${key ?? '<your API key>'}
    curl -s ${url}/v1/uploads -H "Authorization: Bearer $KEY" -H 'Content-Type: image/jpeg' --data-binary @photo.jpg
    curl -s ${url}/v1/images:process -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
      -d '{"upload_id": "<upload_id>", "operations": [{"resize": {"w": 400}}, {"format": {"to": "webp"}}]}'
    curl -s <status_url> -H "Authorization: Bearer $KEY"
    curl -s <result_url> -H "Authorization: Bearer $KEY" -o photo.webp

  To read:      ${url}/docs and ${url}/events
  The contract: ${url}/openapi.json and ${url}/asyncapi.json${ownDatabaseUrl ? `\n  The database:  psql ${ownDatabaseUrl}` : ''}
`;
}

const started = main().catch(async (error) => {
  const isPlain = error instanceof ConfigError || error instanceof DataFolderInUse || error.code === 'EADDRINUSE';
  const hint = error.code === 'EADDRINUSE' ? ' Set PORT to another one.' : '';
  console.error(isPlain ? error.message + hint : error);
  await stopAll();
  process.exit(1);
});
