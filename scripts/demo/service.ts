/** The real service, from an empty folder: `npm start` on a free port. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/database/embedded.ts';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const KEY = 'the-key-of-this-demo-only';

export async function bootService(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const service = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
    env: { ...process.env, PORT: String(port), WAYBILL_DATA_DIR: dataDir, WAYBILL_BOOTSTRAP_API_KEY: KEY },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => service.once('exit', () => resolve()));
  let log = '';
  await new Promise<void>((resolve, reject) => {
    service.stdout.on('data', (chunk) => {
      log += chunk;
      if (log.includes('listening on')) resolve();
    });
    service.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${log}`)));
  });
  return {
    url: `http://localhost:${port}`,
    async stop() {
      service.kill('SIGTERM');
      await exited;
    },
  };
}
