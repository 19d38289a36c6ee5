import { defineConfig } from 'vitest/config';

/** The tests of the core alone, for `npm run mutation`: no database, no browser, no web build, laws tried fewer times. */
export default defineConfig({
  test: {
    include: ['test/claim/**/*.test.ts', 'test/claims.test.ts'],
    // It reads the sources as text, and under mutation they are not what was written.
    exclude: ['test/claim/sources.test.ts'],
    // One worker for all files of a run: the packs are read once, and every run starts anew.
    isolate: false,
    env: { PROPERTY_RUNS: '40' },
  },
});
