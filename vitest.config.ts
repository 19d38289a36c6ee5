import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/built-web.ts', 'test/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A busy machine can miss a browser's moment; what passes only at the second try is told in the report.
    retry: 1,
  },
});
