import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { ClaimView } from '../src/claim/views.ts';
import type { Db } from '../src/store/db.ts';
import { versionsWithoutDocument } from '../src/store/documents.ts';
import { files } from '../src/store/schema.ts';
import { Client, until } from './client.ts';
import { type Authority, startAuthority } from './document/authority.ts';
import { allRead, dayTrip, expenseFor, save, sign, startClaim, upload } from './filing.ts';
import { type Engine, type TestService, TODAY, temporaryFolder, testService } from './service.ts';

/** The real service with a real time-stamp authority that refuses once the demo's documents are made, and the people who see what becomes of it. */

const people = ['jasen', 'medlem', 'assistentti', 'talous', 'paakayttaja'] as const;

export type SealingWorld = {
  authority: Authority;
  service: TestService;
  member: Client;
  other: Client;
  assistant: Client;
  finance: Client;
  admin: Client;
  db: () => Db;
  /** Ends the service and starts it again on the same database, with a data folder of its own. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

type Options = { rules?: URL; webFolder?: string };

export async function sealingWorld(engine: Engine, options: Options = {}): Promise<SealingWorld> {
  const authority = await startAuthority({ at: TODAY });
  const { folder, remove } = temporaryFolder();
  const certificates = join(folder, 'authority.pem');
  await writeFile(certificates, authority.root.certificate.toString());
  const env = {
    SEAL_TSA_URL: authority.tsaUrl,
    SEAL_TSA_CERTIFICATES_FILE: certificates,
    RECEIPT_SECOND_READER: 'off',
    VERIFICATIONS_PER_MINUTE: '1000',
  };
  const start = (more: Record<string, string> = {}) =>
    testService(engine, { ...options, env: { ...env, ...more }, sealingPauseSeconds: 1 });
  const service = await start();
  await allMade(service);
  authority.spoil('status');
  const world = {
    authority,
    service,
    ...(await signedIn(service.address)),
    db: () => world.service.deps.db,
    restart: async () => {
      const { databaseUrl } = world.service.config;
      await world.service.stop();
      world.service = await start({ DATABASE_URL: databaseUrl ?? '' });
      Object.assign(world, await signedIn(world.service.address));
    },
    stop: async () => {
      authority.spoil(null);
      await world.service.stop();
      await authority.close();
      remove();
    },
  };
  return world;
}

/** The demo's own claims are out of the way. */
const allMade = ({ deps }: TestService): Promise<unknown> =>
  until(
    () => versionsWithoutDocument(deps.db),
    (unmade) => unmade.length === 0,
    150,
  );

async function signedIn(address: string) {
  const [member, other, assistant, finance, admin] = await Promise.all(
    people.map(async (name) => {
      const client = new Client(address);
      await client.signIn(name);
      return client;
    }),
  );
  if (!member || !other || !assistant || !finance || !admin) throw new Error('nobody there');
  return { member, other, assistant, finance, admin };
}

export const inState = (client: Client, id: string, state: string): Promise<ClaimView> =>
  until(
    () => client.get<ClaimView>(`/api/claims/${id}`),
    ({ document }) => document?.state === state,
    150,
  );

export async function sendWithReceipt(client: Client, name: string): Promise<ClaimView> {
  const started = await startClaim(client);
  await upload(client, started.id, name);
  const read = await allRead(client, started.id);
  const expenses = read.receipts.map((receipt) => expenseFor(receipt));
  return sign(client, await save(client, read, { ...dayTrip(read.draft, '2026-03-10'), expenses }));
}

/** Only one who may change the tables can do this; the service itself cannot. */
export async function behindTheTriggers(
  db: Db,
  table: 'files' | 'documents' | 'approved_documents',
  change: () => PromiseLike<unknown>,
): Promise<void> {
  await db.execute(sql.raw(`alter table ${table} disable trigger user`));
  await change();
  await db.execute(sql.raw(`alter table ${table} enable trigger user`));
}

/** One bit of the claim's first receipt, as a bad disk would; a second time puts it right. */
export async function flipBit(db: Db, claim: ClaimView): Promise<void> {
  const sha256 = claim.receipts[0]?.sha256 ?? '';
  const [kept] = await db.select().from(files).where(eq(files.sha256, sha256));
  if (!kept) throw new Error('the receipt is not in the store');
  const bytes = new Uint8Array(kept.bytes).with(100, (kept.bytes[100] ?? 0) ^ 1);
  await behindTheTriggers(db, 'files', () => db.update(files).set({ bytes }).where(eq(files.sha256, sha256)));
}
