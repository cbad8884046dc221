/**
 * Where the bench plays: one embedded Postgres as it comes, durable commits included, and a fresh database for whoever
 * asks for one.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../../src/database/connect.ts';
import { startEmbeddedPostgres } from '../../src/database/embedded.ts';
import { migrateDatabase } from '../../src/database/migrate.ts';
import { migrateTasks } from '../../src/tasks/runner.ts';

/** A database of its own, and how processes reach it. */
export interface Scene {
  database: Database;
  /** Of all processes: production mode, this database, loopback allowed. */
  env: NodeJS.ProcessEnv;
  /** The API key of the first tenant. */
  key: string;
}

export interface Stage {
  folder: string;
  /** A migrated database without a row. */
  makeScene(): Promise<Scene>;
  /** Drops the databases that were made. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const TEMPLATE = 'template_of_the_bench';
/** Nothing is deeper than a laptop's defaults but the room for pgbench's callers beside two servers. */
const SETTINGS = {
  max_connections: '200',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'none',
};

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'waybill-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, settings: SETTINGS, onTrouble: console.error });
  const urlOf = (name: string) => Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href;
  const admin = connect(postgres.url, { connections: 1, name: 'bench' });
  await admin.sql.unsafe(`create database ${TEMPLATE}`);
  await migrateDatabase(urlOf(TEMPLATE), () => migrateTasks(urlOf(TEMPLATE)));
  const scenes: string[] = [];
  const databases: Database[] = [];
  let made = 0;

  return {
    folder,
    async makeScene() {
      const name = `scene_${++made}`;
      await admin.sql.unsafe(`create database ${name} template ${TEMPLATE}`);
      const database = connect(urlOf(name), { connections: 4, name: 'bench' });
      scenes.push(name);
      databases.push(database);
      const key = 'the-key-of-this-bench-only';
      const env = {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        PORT: '0',
        DATABASE_URL: urlOf(name),
        WAYBILL_DATA_DIR: folder,
        WAYBILL_PUBLIC_URL: 'http://localhost',
        WAYBILL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
        WAYBILL_BOOTSTRAP_API_KEY: key,
        WAYBILL_ALLOWED_NETWORKS: '127.0.0.0/8',
      };
      return { database, env, key };
    },
    async clear() {
      for (const database of databases.splice(0)) await database.close();
      for (const name of scenes.splice(0)) await admin.sql.unsafe(`drop database ${name} with (force)`);
      await admin.sql`checkpoint`; // the next question does not pay for this one
    },
    async stop() {
      await Promise.all([admin, ...databases].map((each) => each.close()));
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
