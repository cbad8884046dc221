/**
 * The process: `npm start` (server, worker and, without DATABASE_URL, a Postgres), `npm run server`, `npm run worker`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeApiKey } from './access/keys.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DataFolderInUse, startEmbeddedPostgres } from './database/embedded.ts';
import { migrateDatabase } from './database/migrate.ts';
import { SHUTDOWN_MS } from './limits.ts';
import { startServer } from './server.ts';
import { migrateTasks } from './tasks/runner.ts';
import { createLog } from './telemetry/log.ts';
import { startWorker } from './worker.ts';

const HALVES: Record<string, { serves: boolean; works: boolean }> = {
  all: { serves: true, works: true },
  server: { serves: true, works: false },
  worker: { serves: false, works: true },
};

async function main(): Promise<void> {
  const name = process.argv[2] ?? 'all';
  const half = HALVES[name];
  if (!half) throw new ConfigError(`There is no \`${name}\`: say server, worker, or nothing for both.`);
  const config = readConfig(process.env);
  if (name !== 'all' && !config.databaseUrl)
    throw new ConfigError(`DATABASE_URL is not set: \`npm run ${name}\` needs it.`);
  const log = createLog({ pretty: !config.isProduction && process.stdout.isTTY });

  // In reverse order of their making.
  const stops: (() => Promise<void>)[] = [];
  const stop = async (signal: string) => {
    process.on('SIGINT', () => {}).on('SIGTERM', () => {}); // a terminal and npm may each send one
    log.info(`${signal}: finishing what is under way`);
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    for (const each of stops.reverse()) await each();
    process.exit(0);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);

  const databaseUrl = config.databaseUrl ?? (await ownDatabase(config, (message) => log.error(message), stops));
  await migrateDatabase(databaseUrl, () => migrateTasks(databaseUrl));
  if (half.works) {
    const worker = await startWorker({ config, databaseUrl, log });
    stops.push(worker.stop);
  }
  if (half.serves) {
    const madeUpKey = config.bootstrapApiKey || config.isProduction ? undefined : ownApiKey(config.dataDir);
    const server = await startServer({
      config: { ...config, bootstrapApiKey: config.bootstrapApiKey ?? madeUpKey },
      databaseUrl,
      log,
    });
    stops.push(server.stop);
    log.info(`listening on http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${server.port}`);
    if (!config.isProduction) console.log(howToTry(config, `http://localhost:${server.port}`, madeUpKey));
  }
}

async function ownDatabase(
  config: Config,
  onTrouble: (message: string) => void,
  stops: (() => Promise<void>)[],
): Promise<string> {
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, onTrouble });
  stops.push(embedded.stop);
  return embedded.url;
}

/** On a laptop the first key is made up, and kept so that it can be shown again. */
function ownApiKey(dataDir: string): string {
  const file = join(dataDir, 'api-key');
  if (!existsSync(file)) writeFileSync(file, makeApiKey(), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

function howToTry({ allowedNetworks, host }: Config, url: string, key: string | undefined): string {
  const networks = allowedNetworks.join(', ') || 'none';
  return `
  Besides the public internet, these networks may be called: ${networks} (WAYBILL_ALLOWED_NETWORKS).
  ${host === '127.0.0.1' ? 'Only this machine can reach the server.' : 'The server listens on every address of this machine.'}

  Try it with an image of yours:

    KEY=${key ?? '<WAYBILL_BOOTSTRAP_API_KEY>'}
    curl -s ${url}/v1/uploads -H "Authorization: Bearer $KEY" -H 'Content-Type: image/jpeg' --data-binary @photo.jpg
    curl -s ${url}/v1/images:process -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
      -d '{"upload_id": "<upload_id>", "operations": [{"resize": {"w": 400}}, {"format": {"to": "webp"}}]}'
    curl -s <status_url> -H "Authorization: Bearer $KEY"
    curl -s <result_url> -H "Authorization: Bearer $KEY" -o photo.webp

  The contract: ${url}/openapi.json and ${url}/asyncapi.json
`;
}

main().catch((error) => {
  console.error(error instanceof ConfigError || error instanceof DataFolderInUse ? error.message : error);
  process.exit(1);
});
