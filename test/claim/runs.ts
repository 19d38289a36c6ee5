/**
 * How often a law is tried. Under mutation testing (`PROPERTY_RUNS`, set by `vitest.mutation.config.ts`) fewer times and
 * always on the same claims, so that the score does not change by chance.
 */
export function runs(most: number): { numRuns: number; seed?: number } {
  const fewer = process.env.PROPERTY_RUNS;
  return fewer === undefined ? { numRuns: most } : { numRuns: Math.min(most, Number(fewer)), seed: 1 };
}
