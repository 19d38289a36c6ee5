import { defineConfig } from 'vitest/config';

/** The tests of the core alone, for `npm run mutation`: no database, no browser, no web build, laws tried fewer times. */
export default defineConfig({
  test: {
    include: ['test/claim/**/*.test.ts', 'test/claims.test.ts'],
    // The first reads the sources as text, and under mutation they are not what was written; the second reads whole
    // folders of packs a dozen times over, and packs.test.ts holds the same shape.
    exclude: ['test/claim/sources.test.ts', 'test/claim/next-year.test.ts'],
    testTimeout: 60_000,
    // One worker for all files of a run: the packs are read once, and every run starts anew.
    isolate: false,
    env: { PROPERTY_RUNS: '40' },
  },
});
