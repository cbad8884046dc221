/** An upload waits for its sender aside, and writes in its place: a disk that hangs is our trouble, a slow sender is not. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Call } from '../../src/contract/operations.ts';
import { fileOperations } from '../../src/files/operations.ts';

let isAside = false;
let written: boolean[];
vi.mock('../../src/files/store.ts', async (original) => ({
  ...(await original<object>()),
  async writeBytes(_: string, path: string, media_type: string, chunks: AsyncIterable<Uint8Array>) {
    for await (const _ of chunks) written.push(isAside);
    written.push(isAside);
    return { path, media_type, size: 2, sha256: Buffer.alloc(32) };
  },
}));
beforeEach(() => {
  written = [];
});

const standAside = async <T>(wait: () => Promise<T>): Promise<T> => {
  isAside = true;
  return wait().finally(() => {
    isAside = false;
  });
};
const upload = (bytes: ReadableStream<Uint8Array>) =>
  fileOperations.createUpload({
    body: { mediaType: 'image/png', bytes },
    filesDir: '/nowhere',
    standAside,
    once: async () => ({ body: { upload_id: 'upl_an-earlier-one' } }),
  } as unknown as Call<'createUpload'>);

test('bytes are waited for aside, and written in the place', async () => {
  let isAsked = 0;
  const slow = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        expect(isAside).toBe(true);
        isAsked += 1;
        if (isAsked === 3) controller.close();
        else controller.enqueue(new Uint8Array(1));
      },
    },
    { highWaterMark: 0 },
  );
  await upload(slow);
  expect(isAsked).toBe(3);
  expect(written).toEqual([false, false, false]);
});

test('what breaks while it is sent is told', async () => {
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('hung up')) });
  await expect(upload(broken)).rejects.toThrow('hung up');
});
