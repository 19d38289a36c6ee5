import { eq, sql } from 'drizzle-orm';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry, ClaimView } from '../src/claim/views.ts';
import { embeddedFiles, jsonOf } from '../src/document/manifest-check.ts';
import { verifyPdf } from '../src/document/verify.ts';
import { recalculateFromPacksWithin } from '../src/store/embedded-packs.ts';
import { userByName } from '../src/store/people.ts';
import { claimVersions, files, mails } from '../src/store/schema.ts';
import { approvedDocuments, documents } from '../src/store/schema-documents.ts';
import { Client, until } from './client.ts';
import { insideOf } from './document/inside.ts';
import { runsOf, textOf } from './document/pages.ts';
import { allRead, approve, dayTrip, documentReady, expenseFor, save, sign, startClaim, upload } from './filing.ts';
import { engines, type TestService, testService } from './service.ts';

const IBAN = 'FI2112345600000785';
const check = (pdf: Uint8Array) => verifyPdf(pdf, { recalculate: recalculateFromPacksWithin });
/** The checks above work in the service's own process: it says "too busy" until it has caught its breath. */
const calm = ({ address }: TestService) =>
  until(
    () => new Client(address).request('GET', '/api/health'),
    ({ ok }) => ok,
  );
const attachmentsOf = async (pdf: Uint8Array) => embeddedFiles(await PDFDocument.load(pdf, { updateMetadata: false }));

describe.each(engines)('the two copies of a sealed claim on %s', (engine) => {
  let service: TestService;
  let member: Client;
  let assistant: Client;
  let finance: Client;
  let claim: ClaimView;
  let identityCode: string;
  const copies: Record<'claim' | 'finance', Uint8Array> = { claim: new Uint8Array(), finance: new Uint8Array() };

  beforeAll(async () => {
    service = await testService(engine);
    [member, assistant, finance] = [1, 2, 3].map(() => new Client(service.address)) as [Client, Client, Client];
    await Promise.all([member.signIn('jasen'), assistant.signIn('assistentti'), finance.signIn('talous')]);
    identityCode = (await userByName(service.deps.db, 'jasen'))?.identityCode ?? '';
    const started = await startClaim(member);
    await upload(member, started.id, 'pohjanrata-lippu-2026.pdf');
    const read = await allRead(member, started.id);
    const expenses = read.receipts.map((receipt) => expenseFor(receipt));
    claim = await sign(member, await save(member, read, { ...dayTrip(read.draft, '2026-03-10'), expenses }));
    await documentReady(member, claim.id);
    copies.claim = await member.bytes(`/api/claims/${claim.id}/document`);
    copies.finance = await finance.bytes(`/api/claims/${claim.id}/finance-copy`);
  });
  afterAll(() => service?.stop());

  test('each says on every page, in its title and in its manifest which it is', async () => {
    for (const [copy, words] of [
      ['claim', 'matkustajan kappale'],
      ['finance', 'talouden kappale'],
    ] as const) {
      const pages = await runsOf(copies[copy]);
      for (const page of pages) expect(textOf(page)).toContain(words);
      const doc = await PDFDocument.load(copies[copy], { updateMetadata: false });
      expect(doc.getTitle()).toContain(words);
      expect(jsonOf(embeddedFiles(doc), 'manifest.json')).toMatchObject({ copy });
    }
  });

  test('account number and identity code stand in the finance copy, and nowhere inside the claim copy', async () => {
    expect(identityCode).toMatch(/^\d{6}-9\d\d[0-9A-Y]$/);
    const [inClaim, inFinance] = [await insideOf(copies.claim), await insideOf(copies.finance)];
    for (const secret of [IBAN, identityCode]) {
      expect(inFinance).toContain(secret);
      expect(inClaim).not.toContain(secret);
    }
    expect(inClaim).not.toContain(IBAN.slice(4, -4));
    expect(textOf((await runsOf(copies.claim)).flat())).toContain('FI** **** **** **07 85');
  });

  test('claim.json is the same bytes in both, without account number and identity code', async () => {
    const [one, other] = [await attachmentsOf(copies.claim), await attachmentsOf(copies.finance)].map((all) =>
      Buffer.from(all.find(({ name }) => name === 'claim.json')?.bytes ?? []).toString(),
    );
    expect(one).toBe(other);
    expect(one).toContain(claim.number);
    for (const secret of ['785', identityCode, 'iban']) expect(one?.replace(/ /g, '')).not.toContain(`${secret}"`);
    expect(one).not.toContain(IBAN.slice(4, -4));
  });

  test('both prove themselves, and once approved both carry both seals', async () => {
    for (const pdf of Object.values(copies)) expect(await check(pdf)).toMatchObject({ valid: true });
    await calm(service);
    await approve(assistant, claim.id);
    await documentReady(member, claim.id);
    for (const [copy, path, client] of [
      ['claim', 'document', assistant],
      ['finance', 'finance-copy', finance],
    ] as const) {
      const approved = await client.bytes(`/api/claims/${claim.id}/${path}`);
      expect(Buffer.from(approved.subarray(0, copies[copy].length)).equals(Buffer.from(copies[copy]))).toBe(true);
      const report = await check(approved);
      await calm(service);
      expect(report).toMatchObject({
        valid: true,
        signatures: [
          { role: 'member-seal', valid: true },
          { role: 'approver-seal', valid: true, coversWholeFile: true },
        ],
      });
    }
    const approved = await member.bytes(`/api/claims/${claim.id}/document`);
    const inside = await insideOf(approved);
    for (const secret of [IBAN, identityCode]) expect(inside).not.toContain(secret);
  });

  test('every download is written down: who, which copy, which bytes', async () => {
    await calm(service);
    const admin = new Client(service.address);
    await admin.signIn('paakayttaja');
    const log = await admin.get<AuditEntry[]>('/api/audit');
    const taken = log.filter(({ action }) => action === 'finance-copy-downloaded');
    expect(taken).toHaveLength(2);
    const who = (await userByName(service.deps.db, 'talous'))?.name;
    for (const entry of taken) {
      expect(entry).toMatchObject({ actor: who, details: { copy: 'finance', sha256: expect.any(String) } });
      expect(entry.subject).toBe(`claim ${claim.number} version 1`);
    }
    expect(log.filter(({ action }) => action === 'document-downloaded').length).toBeGreaterThan(2);
  });

  test('the finance copy is for the finance role alone, of either version address', async () => {
    for (const path of ['finance-copy', 'versions/1/finance-copy']) {
      for (const client of [member, assistant]) {
        expect(await client.refused('GET', `/api/claims/${claim.id}/${path}`)).toMatchObject({ code: 'not-allowed' });
      }
      expect((await finance.request('GET', `/api/claims/${claim.id}/${path}`)).status).toBe(200);
    }
    expect(await finance.refused('GET', `/api/claims/${claim.id}/versions/2/finance-copy`)).toMatchObject({
      code: 'not-found',
    });
  });

  test('identity code and account number are in no answer to others, no mail and no record', async () => {
    const { db } = service.deps;
    await calm(service);
    const admin = new Client(service.address);
    await admin.signIn('paakayttaja');
    const answers = await Promise.all([
      member.get(`/api/claims/${claim.id}`),
      assistant.get(`/api/claims/${claim.id}`),
      assistant.get('/api/review?state=all'),
      finance.get('/api/payable'),
      admin.get('/api/audit'),
      admin.get('/api/jobs'),
      admin.get('/api/mails'),
      admin.get('/api/sealing'),
      member.get('/api/session'),
    ]);
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain(identityCode);
    for (const answer of answers.slice(1)) expect(JSON.stringify(answer).replace(/ /g, '')).not.toContain(IBAN);
    const kept = JSON.stringify([await db.select().from(mails), await db.select().from(claimVersions)]);
    expect(kept).not.toContain(identityCode);
    const queued = await db.execute(sql`select data::text || coalesce(output::text, '') as told from pgboss.job`);
    expect(JSON.stringify(queued)).not.toMatch(new RegExp(`${identityCode}|${IBAN}`));
  });

  test.each([
    ['update', sql`update documents set sha256 = sha256`],
    ['delete', sql`delete from documents`],
    ['truncate', sql`truncate documents cascade`],
    ['update of what was approved', sql`update approved_documents set copy = 'finance'`],
    ['delete of what was approved', sql`delete from approved_documents`],
    ['truncate of what was approved', sql`truncate approved_documents`],
    ['update of bytes', sql`update files set bytes = ''::bytea`],
    ['delete of bytes', sql`delete from files`],
    ['truncate of bytes', sql`truncate files cascade`],
  ])('the database refuses the %s of a document', async (_what, change) => {
    const { db } = service.deps;
    const before = [await db.select().from(documents), await db.select().from(approvedDocuments)];
    expect(before.map((rows) => rows.filter((row) => row.claimId === claim.id).length)).toEqual([2, 2]);
    await expect(db.execute(change)).rejects.toMatchObject({ cause: { code: '23001' } });
    expect([await db.select().from(documents), await db.select().from(approvedDocuments)]).toEqual(before);
    const [row] = before[0]?.filter((each) => each.claimId === claim.id) ?? [];
    expect(
      await db
        .select()
        .from(files)
        .where(eq(files.sha256, row?.sha256 ?? '')),
    ).toHaveLength(1);
  });

  test('a corrected version names the bytes of the claim copy it replaces', async () => {
    await calm(service);
    const other = new Client(service.address);
    await other.signIn('medlem');
    const started = await startClaim(other);
    const sent = await sign(other, await save(other, started, dayTrip(started.draft, '2026-03-10')));
    await assistant.post(`/api/claims/${sent.id}/return`, { message: 'Mihin aikaan kokous päättyi?' });
    const back = await other.get<ClaimView>(`/api/claims/${sent.id}`);
    await sign(
      other,
      await save(other, back, { ...back.draft, trip: { ...back.draft.trip, end: '2026-03-10T17:10' } }),
    );
    const ready = await documentReady(other, sent.id);
    const [first, second] = [1, 2].map((version) => `/api/claims/${sent.id}/versions/${version}/document`);
    const pdf = await other.bytes(second ?? '');
    const embedded = jsonOf(await attachmentsOf(pdf), 'claim.json');
    expect(embedded).toMatchObject({ replaces: 1, replacedSha256: ready.versions[0]?.documentSha256 });
    const response = await other.request('GET', first ?? '');
    expect(response.headers.get('etag')).toBe(`"${ready.versions[0]?.documentSha256}"`);
    expect(await check(pdf)).toMatchObject({ valid: true, version: 2 });
    await until(
      async () => service.deps.db.select().from(documents).where(eq(documents.claimId, sent.id)),
      (rows) => rows.length === 4,
    );
  });
});
