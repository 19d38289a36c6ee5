import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const postgres = new URL('postgres.ts', import.meta.url).href;
const script = (code: number) => `
  const { startPostgres } = await import('${postgres}');
  const { stop } = await startPostgres();
  await stop();
  process.exitCode = ${code};
`;

test.each([0, 1, 7])('a run that used the PostgreSQL server ends with its own exit code, %d: red stays red', (code) => {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script(code)], { cwd });
  expect(status).toBe(code);
});
