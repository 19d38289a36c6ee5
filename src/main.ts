import { readFile } from 'node:fs/promises';
import { declarations } from './api/claim-view.ts';
import type { App, Deps } from './api/deps.ts';
import { queueUnsettledApprovals, settleApproval } from './api/settle-approval.ts';
import { createVerifier, type Verifier } from './api/verifier.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import { seedDemo } from './demo/seed.ts';
import { sealKeyFacts } from './document/seal-key-facts.ts';
import { readSealKeys } from './document/seal-key-files.ts';
import { refuseTestKeys } from './document/seal-keys.ts';
import { createSealer, type Sealer, type SealerOptions } from './document/sealer.ts';
import { consentBySilence } from './jobs/consent-by-silence.ts';
import type { LetterWork } from './jobs/letter-facts.ts';
import { giveUpLostReadings, readReceipt } from './jobs/read-receipt.ts';
import { remindMembers } from './jobs/remind-members.ts';
import { sealApproval } from './jobs/seal-approval.ts';
import { sealClaim } from './jobs/seal-claim.ts';
import type { Version } from './jobs/seal-input.ts';
import { keepingTrouble } from './jobs/seal-trouble.ts';
import { queueUnmadeDocuments } from './jobs/seal-unmade.ts';
import { sendMail } from './jobs/send-mail.ts';
import { writeLetter } from './jobs/write-letter.ts';
import { createMailer, type Mailer } from './mail/mailer.ts';
import { createReader, type Reader } from './receipt/reader.ts';
import { type Database, openDatabase } from './store/db.ts';
import { remedyInForce } from './store/letters.ts';
import { openActivePacks } from './store/pack-activations.ts';
import { openQueue, type Queue } from './store/queue.ts';
import { loadRulePacks } from './store/rule-packs.ts';

/** The process: settings → rule packs → database → what is in force → app → listen → close. */

export type Service = {
  address: string;
  app: App;
  deps: Deps;
  /** Stops taking requests, lets running jobs end, closes everything in the order it was opened, last first. */
  close: () => Promise<void>;
};

export type Start = {
  webFolder: string | null;
  rules?: URL;
  now?: () => Date;
  /** Longest pause before a document is tried again, where it is not the queue's own. */
  sealingPauseSeconds?: number;
  /** A process that checks files is there before the first one comes. */
  warm?: boolean;
};

const packFolder = new URL('../rules/', import.meta.url);

export async function startService(config: Config, start: Start): Promise<Service> {
  const now = start.now ?? (() => new Date());
  const found = await loadRulePacks(start.rules ?? packFolder);
  const opened: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of opened.reverse().splice(0)) await close();
  };
  try {
    const database = await openDatabase(config);
    opened.push(database.close);
    const packs = await openActivePacks(database.db, found, now());
    const knownPacks = new Set(found.all.map(({ sha256 }) => sha256));
    const tools = await openTools(config, opened, now(), { knownPacks, keepWarm: start.warm ?? false });
    let report = (_error: Error): void => {};
    const queue = await openQueue(database, (error) => report(error), start.sealingPauseSeconds);
    opened.push(queue.stop);
    if (config.demo) {
      const { version: declarationVersion } = declarations.fi;
      const inForce = await packs.inForce(database.db);
      await seedDemo(database.db, now(), { queue, packs: inForce, declarationVersion });
    }
    const deps: Deps = {
      db: database.db,
      queue,
      packs,
      reader: tools.reader,
      verifier: tools.verifier,
      verifyBytes: config.verifyBytes,
      verificationsPerMinute: config.verificationsPerMinute,
      now,
      seal: tools.seal,
      demo: config.demo,
      accessibilityEmail: config.accessibilityEmail,
      publicUrl: config.publicUrl ?? `http://${config.host}:${config.port}`,
      secureCookies: config.publicUrl?.startsWith('https://') ?? false,
      trustProxy: config.trustProxy,
      uploadBytes: config.uploadBytes,
      unfinishedUploads: config.unfinishedUploads,
      uploadKeepMs: config.uploadKeepMs,
      signInAttemptsPerMinute: config.signInAttemptsPerMinute,
      approvalSecondOverCents: config.approvalSecondOverCents,
      approvalUndoMs: config.approvalUndoMs,
      webFolder: start.webFolder,
      logLevel: config.logLevel,
    };
    const app = await buildApp(deps);
    report = (error) => app.log.error({ err: error }, 'queue');
    opened.push(() => closeApp(app));
    warnOfKeys(app, deps);
    if (config.production) await warnOfRemedy(app, deps);
    await startWork(queue, database, { ...tools, deps, app });
    const address = await app.listen({ host: config.host, port: config.port });
    return { address, app, deps, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Doing it again the same day reminds nobody twice: an hour missed is made up by the next. */
const EVERY_HOUR = '17 * * * *';

/** A key that soon ends, or has, is told at the start and on the administrator's page. */
function warnOfKeys(app: App, { seal, now }: Deps): void {
  for (const { name, inForceTo, warning } of sealKeyFacts(seal.keys, now())) {
    if (warning !== null) app.log.warn({ sealKey: name, inForceTo, warning }, 'look after the key of the seal');
  }
}

/** Letters without it say that it is missing; nobody should have to find that out from a letter. */
async function warnOfRemedy(app: App, { db }: Deps): Promise<void> {
  if ((await remedyInForce(db)) !== null) return;
  app.log.warn('decision letters do not tell how to object: enter it on the administrator’s page, /admin/remedy');
}

/** Requests under way may end; a client that never reads its answer to the end does not keep the service from stopping. */
const FAREWELL_MS = 5_000;

async function closeApp(app: App): Promise<void> {
  const impatient = setTimeout(() => app.server.closeAllConnections(), FAREWELL_MS);
  await app.close();
  clearTimeout(impatient);
}

type Tools = {
  reader: Reader;
  seal: SealerOptions;
  sealer: Sealer;
  verifier: Verifier;
  mailer: Mailer | null;
  readers: number;
};

async function openTools(
  config: Config,
  opened: (() => Promise<void> | void)[],
  now: Date,
  checking: { knownPacks: ReadonlySet<string>; keepWarm: boolean },
): Promise<Tools> {
  const { readerWorkers: workers, readerTimeoutMs: timeoutMs, readerMemoryBytes: memoryBytes, pages } = config;
  const reader = createReader({ workers, timeoutMs, memoryBytes, secondReader: config.secondReader, pages });
  opened.push(() => reader.close());
  const seal = await sealing(config, now);
  const sealer = createSealer(seal);
  opened.push(() => sealer.close());
  const verifier = createVerifier({ trustedPem: await trusted(config, seal), ...checking });
  opened.push(() => verifier.close());
  const mailer = createMailer(config.smtpUrl, config.mailFrom);
  opened.push(() => mailer?.close());
  return { reader, seal, sealer, verifier, mailer, readers: workers };
}

/** Keys and time-stamp authority of the seal. A key that does not open stops the start. */
async function sealing({ seal, timeStamps, dataDir, production }: Config, now: Date): Promise<SealerOptions> {
  const keys = await readSealKeys(seal, dataDir, now);
  if (production) refuseTestKeys(keys);
  if (timeStamps === null) return { keys };
  const trustedPem = [await readFile(timeStamps.certificatesFile, 'utf8')];
  return { keys, timeStamps: { url: timeStamps.url, trustedPem } };
}

/** Whose seals the service vouches for: its own (a test key never), its time-stamp authority's, and those it is told of. */
async function trusted({ verifyCertificatesFile }: Config, { keys, timeStamps }: SealerOptions): Promise<string[]> {
  const told = verifyCertificatesFile === null ? [] : [await readFile(verifyCertificatesFile, 'utf8')];
  return [...keys.map(({ certificatePem }) => certificatePem), ...(timeStamps?.trustedPem ?? []), ...told];
}

async function startWork(
  queue: Queue,
  { db }: Database,
  { reader, sealer, mailer, readers, deps, app }: Omit<Tools, 'verifier'> & { deps: Deps; app: App },
): Promise<void> {
  const { now, packs, publicUrl } = deps;
  const declarationText = (version: string, language: keyof typeof declarations): string => {
    const declaration = declarations[language];
    if (declaration.version !== version) throw new Error(`declaration ${version} is not the one in use`);
    return declaration.text;
  };
  /** What went wrong in a job is told by its name and kind of failure; names and sums stay out of the log. */
  const told =
    <W>(name: string, work: (data: W, lastTry: boolean) => Promise<void>) =>
    async (data: W, lastTry: boolean): Promise<void> => {
      try {
        await work(data, lastTry);
      } catch (error) {
        app.log.warn({ job: name, lastTry, code: (error as { code?: string }).code ?? null }, 'job failed');
        throw error;
      }
    };
  const reading = told('read-receipt', (data: { receiptId: string }, last) => readReceipt({ db, reader }, data, last));
  const tools = { db, packs: packs.found, sealer, reader, now, declarationText };
  const sealing = told('seal-claim', (data: Version) => keepingTrouble(tools, sealClaim, data));
  const approving = told('seal-approval', (data: Version) => keepingTrouble(tools, sealApproval, data));
  const mailing = told('send-mail', (data: { mailId: string }, last) => sendMail({ db, mailer, now }, data, last));
  const silence = told('consent-by-silence', (data: { claimId: string; version: number }) =>
    consentBySilence({ db, queue, now, publicUrl }, data),
  );
  const settling = told('settle-approval', (data: Version) => settleApproval(deps, data));
  await queue.work('read-receipt', readers, reading);
  await giveUpLostReadings({ db, queue });
  await queueUnmadeDocuments({ db, queue });
  await queueUnsettledApprovals(deps);
  await queue.work('settle-approval', 1, settling);
  await queue.work('seal-claim', 1, sealing);
  await queue.work('seal-approval', 1, approving);
  await queue.work('send-mail', 1, mailing);
  await queue.work('consent-by-silence', 1, silence);
  const writing = told('write-letter', (data: LetterWork) => writeLetter({ db, queue, now, publicUrl }, data));
  await queue.work('write-letter', 1, writing);
  const reminding = told('remind-members', () => remindMembers({ db, queue, packs, now, publicUrl }));
  await queue.work('remind-members', 1, reminding);
  await queue.repeat('remind-members', EVERY_HOUR);
}
