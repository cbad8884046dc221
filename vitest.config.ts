import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The packages as source: nothing needs to be built before a test.
  resolve: { alias: { '@waybill/receiver': new URL('src/receiver/index.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/fixtures/postgres.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
