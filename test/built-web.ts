import { buildWeb, webIsFresh } from '../src/commands/web-build.ts';

/** The web app is built once before all tests: two test files building it at the same time would trip each other. */
export default async function setup(): Promise<void> {
  if (!(await webIsFresh())) await buildWeb();
}
