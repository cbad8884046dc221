/** What goes wrong in a job's own process, and how the request ends: by its time, or by its attempts. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, expect, test, vi } from 'vitest';
import { atEnd } from '../fixtures/at-end.ts';
import { makeImage, type Service, startService, untilEnded, upload } from '../fixtures/service.ts';

// The limits of the contract are minutes; everything else is as it is.
vi.mock('../../generated/contract.ts', async (original) => {
  const contract = await original<typeof import('../../generated/contract.ts')>();
  const image = { ...contract.jobs['image-process'], timeoutSeconds: 8, maxAttempts: 3 };
  return { ...contract, jobs: { ...contract.jobs, 'image-process': image } };
});

let service: Service;
let hanging: string;
let onAsked = () => {};
beforeAll(async () => {
  service = await startService();
  const server = createServer(() => onAsked());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hanging = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
});

const handIn = async (body: object) => {
  const { data } = await service.client.POST('/v1/images:process', {
    body: { operations: [{ rotate: 90 }], ...body } as never,
  });
  return data!.request_id!;
};

test('a job over its time ends failed with job-timeout, at the first attempt', async () => {
  const ended = await untilEnded(service, await handIn({ image_url: hanging }));
  expect(ended).toMatchObject({
    status: 'failed',
    attempts: 1,
    result_url: null,
    error: { type: expect.stringMatching(/job-timeout$/), status: 504, detail: 'The limit is 8 s.' },
  });
});

test.skipIf(process.platform !== 'linux')(
  'a poisonous job, whose process dies each time, ends failed after its attempts; the worker goes on',
  async () => {
    // Whoever asks for the image is at work on it, and is killed.
    let killed = 0;
    onAsked = () => {
      killed += 1;
      const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)]).toString();
      for (const line of children.split('\n').filter((text) => text.includes('tinypool')))
        process.kill(Number.parseInt(line, 10), 'SIGKILL');
    };
    const id = await handIn({ image_url: hanging });
    expect(await untilEnded(service, id)).toMatchObject({
      status: 'failed',
      attempts: 3,
      error: { type: expect.stringMatching(/job-crashed$/), detail: 'The job was tried 3 times.' },
    });
    expect(killed).toBe(3);
    const events = await service.database.sql`select type from events where subject = ${id}`;
    expect(events.map(({ type }) => type)).toEqual(['image.failed']);
    const next = await handIn({ upload_id: await upload(service, await makeImage()) });
    expect(await untilEnded(service, next)).toMatchObject({ status: 'succeeded' });
  },
  40_000,
);
