import { readConfig } from '../src/config.ts';
import { startService } from '../src/main.ts';

/** The service as a process of its own, for tests that kill it. Prints its address; the date stands still at `NOW`. */
const now = new Date(process.env.NOW ?? Date.now());
const service = await startService(readConfig(), { webFolder: null, now: () => now });
process.stdout.write(`${service.address}\n`);
process.once('SIGTERM', async () => {
  await service.close();
  process.exit(0);
});
