import { ConfigError, readConfig } from '../config.ts';
import { demoNote, demoPassword, offeredUsernames } from '../demo/accounts.ts';
import { type Service, startService } from '../main.ts';
import { DatabaseInUse } from '../store/db.ts';
import { buildWeb, webFolder, webIsFresh } from './web-build.ts';

type Io = { stdout: { write: (text: string) => unknown }; stderr: { write: (text: string) => unknown } };

/**
 * `matkalasku serve`: the whole service until it is told to stop. Answers 0 after an orderly stop, 2 when it cannot
 * start: one line says why.
 */
export async function serve(io: Io): Promise<number> {
  let service: Service;
  try {
    const config = readConfig();
    // Production runs what was built and tested; elsewhere the sources may have changed since.
    if (!config.production && !(await webIsFresh())) {
      io.stdout.write('Building the web app …\n');
      await buildWeb();
    }
    service = await startService(config, { webFolder, warm: true });
    welcome(io, service.address, config.demo, config.production);
  } catch (error) {
    io.stderr.write(`matkalasku serve: ${reason(error)}\n`);
    return 2;
  }
  await stopSignal();
  await service.close();
  return 0;
}

function welcome(io: Io, address: string, demo: boolean, production: boolean): void {
  io.stdout.write(`\nMatkalasku is at ${address}\n`);
  if (demo) {
    io.stdout.write(`\nDemo accounts, password ${demoPassword}:\n`);
    for (const username of offeredUsernames) io.stdout.write(`  ${username.padEnd(13)} ${demoNote(username)?.en}\n`);
  }
  if (!production) io.stdout.write('\nStop with Ctrl+C.\n');
}

function reason(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseInUse) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'PORT: another program listens there; set PORT to a free one';
  return message;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
