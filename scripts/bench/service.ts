/** The whole service as it is started: server, worker and the processes of its jobs. */
import { join } from 'node:path';
import sharp from 'sharp';
import { freePort } from '../../src/database/embedded.ts';
import { startProgram } from './children.ts';
import type { Scene } from './stage.ts';

export interface Service {
  /** Posts, and gives back what a 2xx said; any other answer is thrown. */
  post(path: string, body: string | Uint8Array, type?: string): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

export async function startService({ env, key }: Scene): Promise<Service> {
  const port = String(await freePort());
  // As a child of an npm script it ends when its parent is gone.
  const own = { ...env, PORT: port, WAYBILL_PUBLIC_URL: `http://127.0.0.1:${port}`, npm_lifecycle_event: 'bench' };
  const main = join(import.meta.dirname, '../../src/main.ts');
  const program = await startProgram(process.execPath, [main], /listening on/, own);
  return {
    ...program,
    async post(path, body, type = 'application/json') {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': type };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers,
        body: body as BodyInit,
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Record<string, string>;
    },
  };
}

/** Uploads a small picture and subscribes a URL to everything. @returns the body of a job */
export async function prepareJourney({ post }: Service, url: string): Promise<string> {
  const picture = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#2a7' } })
    .png()
    .toBuffer();
  const { upload_id } = await post('/v1/uploads', picture, 'image/png');
  await post('/v1/webhook-endpoints', JSON.stringify({ url, event_types: ['*'], max_concurrency: 64 }));
  return JSON.stringify({ upload_id, operations: [{ rotate: 90 }] });
}
