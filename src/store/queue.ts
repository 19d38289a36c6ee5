import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import type { FailedJob } from '../claim/views.ts';
import type { Database, Db } from './db.ts';
import { triesFor } from './retries.ts';

/** Work to be done later, kept in the same database: enqueued in the transaction that makes it necessary. */

export type Work = {
  'read-receipt': { receiptId: string };
  'seal-claim': { claimId: string; version: number };
  /** Done when the approver has had the time to undo it. */
  'settle-approval': { claimId: string; version: number };
  'seal-approval': { claimId: string; version: number };
  'send-mail': { mailId: string };
  /** The decision letter of an approval, or of a payment in a batch. */
  'write-letter': { claimId: string; version: number; batchNumber: number | null };
  /** Done when the member has had the time to look at a correction. */
  'consent-by-silence': { claimId: string; version: number };
  'remind-members': Record<string, never>;
};
export type WorkName = keyof Work;

const FIRST_PAUSE_SECONDS = 2;
const DAY_SECONDS = 24 * 3600;

/**
 * A document is tried until it is made, a time-stamp authority may be away for days: for ten days, after pauses of up to
 * a quarter of an hour.
 */
const SEALING_DAYS = 10;
const SEALING_PAUSE_SECONDS = 900;
export const sealingRetries = (longestSeconds = SEALING_PAUSE_SECONDS) => ({
  expireInSeconds: 900,
  retryLimit: triesFor(SEALING_DAYS * DAY_SECONDS, { firstSeconds: FIRST_PAUSE_SECONDS, longestSeconds }),
  retryDelayMax: longestSeconds,
});

type Retries = { expireInSeconds: number; retryLimit: number; retryDelayMax?: number };
const queuesWith = (sealing: Retries): Record<WorkName, Retries> => ({
  // The reader has its own, shorter limit (of READER_TIMEOUT_SECONDS at most 600, five times for a file) and is tried
  // again once: after that a person types the fields in.
  'read-receipt': { expireInSeconds: 3600, retryLimit: 1 },
  'seal-claim': sealing,
  'settle-approval': { expireInSeconds: 60, retryLimit: 5 },
  'seal-approval': sealing,
  'send-mail': { expireInSeconds: 60, retryLimit: 5 },
  'write-letter': { expireInSeconds: 60, retryLimit: 5 },
  'consent-by-silence': { expireInSeconds: 60, retryLimit: 5 },
  'remind-members': { expireInSeconds: 600, retryLimit: 3 },
});
export const workNames = [
  'read-receipt',
  'seal-claim',
  'settle-approval',
  'seal-approval',
  'send-mail',
  'write-letter',
  'consent-by-silence',
  'remind-members',
] as const satisfies readonly WorkName[];
const dead = (name: WorkName) => `${name}-dead`;

/**
 * Tried again behind everything that was never tried: an authority that does not answer holds each try up for long, and
 * what was sent today would wait for all that was sent before. The other queues' work fails for reasons of its own.
 */
const yielding: ReadonlySet<WorkName> = new Set(['seal-claim', 'seal-approval']);
const AFTER_FIRST_TRIES = -1;

const HEARTBEAT_SECONDS = 10;
const POLLING_SECONDS = 0.5;
const STOP_TIMEOUT_MS = 10_000;
const NO_JOB = '00000000-0000-0000-0000-000000000000';

export type Queue = {
  /** Of what waits in one queue, the highest priority is done first, among equals the oldest; nothing before `startAfter`. */
  send: <N extends WorkName>(tx: Db, name: N, work: Work[N], when?: number | { startAfter: Date }) => Promise<void>;
  work: <N extends WorkName>(
    name: N,
    concurrency: number,
    handler: (work: Work[N], lastTry: boolean) => Promise<void>,
  ) => Promise<void>;
  /** Sends a job of the queue at each time of a cron expression, Finland's time. */
  repeat: (name: 'remind-members', cron: string) => Promise<void>;
  failed: () => Promise<FailedJob[]>;
  /** Puts a dead-lettered job back into its queue. False when there is no such job. */
  retry: (name: WorkName, jobId: string) => Promise<boolean>;
  stop: () => Promise<void>;
};

/**
 * Starts the queue. `onError` gets what happens outside a job, e.g. a lost connection. `sealingPauseSeconds`: longest
 * pause before a document is tried again, a quarter of an hour unless told.
 */
export async function openQueue(
  database: Database,
  onError: (error: Error) => void,
  sealingPauseSeconds?: number,
): Promise<Queue> {
  const queues = queuesWith(sealingRetries(sealingPauseSeconds));
  const boss = new PgBoss({
    ...database.queueConnection,
    superviseIntervalSeconds: HEARTBEAT_SECONDS,
    monitorIntervalSeconds: HEARTBEAT_SECONDS,
    schedule: true,
  });
  boss.on('error', onError);
  await boss.start();
  for (const name of workNames) await prepareQueue(boss, name, queues[name]);
  if (database.kind === 'pglite') await releaseInterrupted(boss);
  return {
    send: async (tx, name, work, when = 0) => {
      const options = typeof when === 'number' ? { priority: when } : when;
      await boss.send(name, work, { ...options, db: fromDrizzle(tx as Parameters<typeof fromDrizzle>[0], sql) });
    },
    work: async (name, concurrency, handler) => {
      const options = {
        batchSize: 1,
        localConcurrency: concurrency,
        pollingIntervalSeconds: POLLING_SECONDS,
        includeMetadata: true,
      } as const;
      await boss.work<Work[typeof name], void, typeof options>(name, options, async ([job]) => {
        if (!job) return;
        try {
          await handler(job.data, job.retryCount >= job.retryLimit);
        } catch (error) {
          if (!yielding.has(name) || job.priority <= AFTER_FIRST_TRIES) throw error;
          // Sent anew behind the others; killed before this one is marked done, the work is there twice, which harms nothing.
          const startAfter = Math.min(FIRST_PAUSE_SECONDS, queues[name].retryDelayMax ?? FIRST_PAUSE_SECONDS);
          await boss.send(name, job.data, { priority: AFTER_FIRST_TRIES, startAfter });
        }
      });
    },
    repeat: (name, cron) => boss.schedule(name, cron, {}, { tz: 'Europe/Helsinki' }),
    failed: async () => (await Promise.all(workNames.map((name) => failedJobs(boss, name)))).flat(),
    retry: async (name, id) => {
      const [job] = await boss.findJobs(dead(name), { id });
      if (job?.state !== 'created') return false;
      await boss.redrive(dead(name), { ids: [id] });
      return true;
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }),
  };
}

async function prepareQueue(boss: PgBoss, name: WorkName, retries: Retries): Promise<void> {
  await boss.createQueue(dead(name), { retentionSeconds: 90 * DAY_SECONDS });
  const retry = { ...retries, retryDelay: FIRST_PAUSE_SECONDS, retryBackoff: true };
  await boss.createQueue(name, { ...retry, heartbeatSeconds: HEARTBEAT_SECONDS, deadLetter: dead(name) });
  // One that is there already, of an earlier version of the service, gets its numbers too.
  await boss.updateQueue(name, retry);
  // Fills the queue's cache: on PGlite, sending inside a transaction would otherwise ask for it through the one
  // connection that the transaction holds, and wait for itself.
  await boss.findJobs(name, { id: NO_JOB });
}

/** The folder's lock says that no other process works here, so what is still "active" died with the last one. */
async function releaseInterrupted(boss: PgBoss): Promise<void> {
  for (const name of workNames) {
    const jobs = await boss.findJobs(name, {});
    const interrupted = jobs.filter((job) => job.state === 'active').map((job) => job.id);
    if (interrupted.length > 0) await boss.fail(name, interrupted, { message: 'the service was stopped meanwhile' });
  }
}

async function failedJobs(boss: PgBoss, name: WorkName): Promise<FailedJob[]> {
  const jobs = await boss.findJobs<Record<string, unknown>>(dead(name), { queued: true });
  return jobs.map((job) => ({
    id: job.id,
    queue: name,
    state: job.state,
    tries: (job.sourceRetryCount ?? 0) + 1,
    createdAt: (job.sourceCreatedOn ?? job.createdOn).toISOString(),
    subject: Object.values(job.data).join(' '),
    error: errorMessage(job.sourceOutput),
  }));
}

const errorMessage = (output: unknown): string =>
  output && typeof output === 'object' && 'message' in output ? String(output.message) : '';
