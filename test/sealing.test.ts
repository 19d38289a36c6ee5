import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { declarations } from '../src/api/claim-view.ts';
import type { SealingView } from '../src/claim/document-state.ts';
import type { PayableView } from '../src/claim/finance-views.ts';
import type { ImpactView, RevisionsView } from '../src/claim/revision-views.ts';
import type { ClaimSummary, ClaimView } from '../src/claim/views.ts';
import { makeTestSealKey } from '../src/document/seal-key.ts';
import { createSealer } from '../src/document/sealer.ts';
import { verifyPdf } from '../src/document/verify.ts';
import { sealClaim } from '../src/jobs/seal-claim.ts';
import { createReader } from '../src/receipt/reader.ts';
import { claimVersion } from '../src/store/claims.ts';
import type { Db } from '../src/store/db.ts';
import { recalculateFromPacksWithin } from '../src/store/embedded-packs.ts';
import { approvedDocuments, documents } from '../src/store/schema-documents.ts';
import { until } from './client.ts';
import { approve, fileSimpleClaim } from './filing.ts';
import { oneEuroMore, ruleFolder } from './rule-folder.ts';
import {
  behindTheTriggers,
  flipBit,
  inState,
  type SealingWorld,
  sealingWorld,
  sendWithReceipt,
} from './sealing-world.ts';
import { TODAY } from './service.ts';

/** What was sent stays sent: its document waits in sight for what is missing, comes by itself, and is made once. */

const LONG = 300_000;
const RECEIPT = 'pohjanrata-lippu-2026.pdf';

const rowsOf = async (db: Db, claimId: string) => ({
  sent: (await db.select().from(documents).where(eq(documents.claimId, claimId))).toSorted(byCopy),
  approved: (await db.select().from(approvedDocuments).where(eq(approvedDocuments.claimId, claimId))).toSorted(byCopy),
});
const byCopy = (a: { copy: string }, b: { copy: string }) => a.copy.localeCompare(b.copy);
const copiesOf = (rows: { copy: string }[]) => rows.map(({ copy }) => copy);

describe('while the time-stamp authority is down', { timeout: LONG }, () => {
  let all: SealingWorld;
  let claim: ClaimView;
  let damaged: ClaimView;
  beforeAll(async () => {
    all = await sealingWorld('postgresql');
    claim = await fileSimpleClaim(all.member);
  }, LONG);
  afterAll(() => all?.stop(), LONG);

  test('the claim is sent; its document waits, and member, assistant and administrator see for what', async () => {
    expect(claim).toMatchObject({ state: 'submitted', version: 1 });
    for (const client of [all.member, all.assistant]) {
      const { document } = await inState(client, claim.id, 'waiting');
      expect(document).toMatchObject({ finding: { code: 'time-stamp-missing', severity: 'note', subject: null } });
      expect(Object.values(document?.finding?.action ?? {}).filter((each) => each.length > 20)).toHaveLength(3);
    }
    const { documents: waiting, timeStamps } = await all.admin.get<SealingView>('/api/sealing');
    expect(waiting.find(({ number }) => number === claim.number)).toMatchObject({ state: 'waiting', version: 1 });
    expect(timeStamps).toBe(all.authority.tsaUrl);
    expect(await all.member.refused('GET', `/api/claims/${claim.id}/document`)).toMatchObject({
      code: 'document-not-ready',
    });
  });

  test('approved meanwhile it waits in sight, and finance cannot pay it', async () => {
    await approve(all.assistant, claim.id);
    for (const client of [all.member, all.assistant]) {
      expect(await inState(client, claim.id, 'waiting')).toMatchObject({ state: 'approved' });
    }
    const { claims, waitingForDocument } = await all.finance.get<PayableView>('/api/payable');
    expect(claims.map(({ id }) => id)).not.toContain(claim.id);
    expect(waitingForDocument.map(({ id }) => id)).toContain(claim.id);
    expect(await all.finance.refused('POST', '/api/batches', { claimIds: [claim.id] })).toMatchObject({
      code: 'document-not-ready',
    });
  });

  test('a file that changed in the store is named with what to do, and stops the approval', async () => {
    damaged = await sendWithReceipt(all.other, RECEIPT);
    await inState(all.other, damaged.id, 'waiting');
    await flipBit(all.db(), damaged);
    const failed = await inState(all.assistant, damaged.id, 'failed');
    expect(failed).toMatchObject({
      may: { approve: false, return: true },
      document: { finding: { code: 'file-changed', severity: 'error', subject: RECEIPT } },
    });
    for (const text of Object.values(failed.document?.finding?.action ?? {})) expect(text).toContain(RECEIPT);
    const queue = await all.assistant.get<ClaimSummary[]>('/api/review');
    // What waits by itself is no flag; what somebody has to act for is the worst of the claim, and stands first.
    expect(queue[0]).toMatchObject({ id: damaged.id, worstSeverity: 'error' });
    expect(queue.filter(({ flags }) => flags.some(({ code }) => code === 'document-failed'))).toHaveLength(1);
    expect(failed.flags).toContainEqual({ code: 'document-failed', severity: 'error' });
    expect((await all.other.get<ClaimView>(`/api/claims/${damaged.id}`)).document).toEqual(failed.document);
    await expect(approve(all.assistant, damaged.id)).rejects.toThrow('document-failed');
    const { documents: unmade } = await all.admin.get<SealingView>('/api/sealing');
    expect(unmade.find(({ number }) => number === damaged.number)).toMatchObject({ state: 'failed' });
  });

  test('once the authority answers, both copies come by themselves with both seals and their time stamps', async () => {
    all.authority.spoil(null);
    await inState(all.member, claim.id, 'ready');
    for (const pdf of [
      await all.member.bytes(`/api/claims/${claim.id}/document`),
      await all.finance.bytes(`/api/claims/${claim.id}/finance-copy`),
    ]) {
      expect(await verifyPdf(pdf, { recalculate: recalculateFromPacksWithin })).toMatchObject({
        valid: true,
        signatures: [
          { role: 'member-seal', valid: true, timeStamp: { time: TODAY.toISOString() } },
          { role: 'approver-seal', valid: true, timeStamp: { time: TODAY.toISOString() } },
        ],
      });
    }
    const { claims, waitingForDocument } = await all.finance.get<PayableView>('/api/payable');
    expect(claims.map(({ id }) => id)).toContain(claim.id);
    expect(waitingForDocument).toEqual([]);
    const rows = await rowsOf(all.db(), claim.id);
    expect([copiesOf(rows.sent), copiesOf(rows.approved)]).toEqual([
      ['claim', 'finance'],
      ['claim', 'finance'],
    ]);
  });

  test('the changed file still stands in the way; put right and tried again by the assistant alone, it is made', async () => {
    expect(await all.assistant.get<ClaimView>(`/api/claims/${damaged.id}`)).toMatchObject({
      document: { state: 'failed' },
    });
    expect(await all.other.refused('POST', `/api/claims/${damaged.id}/sealing`)).toMatchObject({
      code: 'not-allowed',
    });
    await flipBit(all.db(), damaged);
    await all.assistant.post(`/api/claims/${damaged.id}/sealing`);
    await inState(all.other, damaged.id, 'ready');
    expect(await all.assistant.refused('POST', `/api/claims/${damaged.id}/sealing`)).toMatchObject({
      code: 'wrong-state',
    });
    expect((await all.admin.get<SealingView>('/api/sealing')).documents).toEqual([]);
    await approve(all.assistant, damaged.id);
    await inState(all.other, damaged.id, 'ready');
  });
});

describe('the same job once more', { timeout: LONG }, () => {
  const rules = ruleFolder();
  let all: SealingWorld;
  let sent: ClaimView;
  let approved: ClaimView;
  let before: { sent: Awaited<ReturnType<typeof rowsOf>>; approved: Awaited<ReturnType<typeof rowsOf>> };
  beforeAll(async () => {
    all = await sealingWorld('postgresql', { rules: rules.url });
    sent = await fileSimpleClaim(all.member);
    approved = await fileSimpleClaim(all.other);
    await inState(all.member, sent.id, 'waiting');
  }, LONG);
  afterAll(async () => {
    await all?.stop();
    rules.remove();
  });

  test('two at once beside the service itself: each copy is one row, and the second run leaves the first one’s bytes', async () => {
    const { packs, now } = all.service.deps;
    const key = await makeTestSealKey(TODAY);
    const reader = createReader({ workers: 1 });
    const sealers = [1, 2].map(() => createSealer({ keys: [{ from: null, ...key }] }));
    const declarationText = (_version: string, language: 'fi' | 'sv' | 'en') => declarations[language].text;
    const run = (sealer: (typeof sealers)[number]) =>
      sealClaim(
        { db: all.db(), packs: packs.found, sealer, reader, now, declarationText },
        { claimId: sent.id, version: 1 },
      );
    try {
      await Promise.all(sealers.map(run));
      const first = await rowsOf(all.db(), sent.id);
      expect(copiesOf(first.sent)).toEqual(['claim', 'finance']);
      await Promise.all(sealers.map(run));
      all.authority.spoil(null);
      await inState(all.member, sent.id, 'ready');
      expect(await rowsOf(all.db(), sent.id)).toEqual(first);
    } finally {
      await Promise.all([...sealers.map((each) => each.close()), reader.close()]);
    }
  });

  test('after a restart with another seal key and another revision in force: the same rows and the same bytes', async () => {
    await inState(all.other, approved.id, 'ready');
    await approve(all.assistant, approved.id);
    await inState(all.other, approved.id, 'ready');
    before = { sent: await rowsOf(all.db(), sent.id), approved: await rowsOf(all.db(), approved.id) };
    const pdf = await all.member.bytes(`/api/claims/${sent.id}/document`);
    rules.revise(oneEuroMore);
    await all.restart();
    const revision = '/api/revisions/fi-state-2026.2';
    const { fingerprint } = await all.admin.get<ImpactView>(`${revision}/impact`);
    const { inForce } = await all.admin.post<RevisionsView>(`${revision}/activation`, { fingerprint });
    expect(inForce.map(({ id }) => id)).toContain('fi-state-2026.2');
    await again(all, [
      ['seal-claim', sent.id],
      ['seal-approval', approved.id],
    ]);
    expect({ sent: await rowsOf(all.db(), sent.id), approved: await rowsOf(all.db(), approved.id) }).toEqual(before);
    expect(await all.member.bytes(`/api/claims/${sent.id}/document`)).toEqual(pdf);
  });

  test('finance copies that are missing are made at the start, by the packs of the sending; the claim copies stay', async () => {
    const db = all.db();
    const finance = sql`copy = 'finance'`;
    await behindTheTriggers(db, 'approved_documents', () => db.delete(approvedDocuments).where(finance));
    await behindTheTriggers(db, 'documents', () => db.delete(documents).where(finance));
    expect(await all.member.get<ClaimView>(`/api/claims/${sent.id}`)).toMatchObject({
      document: { state: 'making' },
    });
    await all.restart();
    await inState(all.member, sent.id, 'ready');
    await inState(all.other, approved.id, 'ready');
    const after = { sent: await rowsOf(all.db(), sent.id), approved: await rowsOf(all.db(), approved.id) };
    expect([after.sent.sent, after.approved.sent, after.approved.approved].map(copiesOf)).toEqual(
      Array(3).fill(['claim', 'finance']),
    );
    expect(after.sent.sent[0]).toEqual(before.sent.sent[0]);
    expect(after.approved.sent[0]).toEqual(before.approved.sent[0]);
    expect(after.approved.approved[0]).toEqual(before.approved.approved[0]);
    const version = await claimVersion(all.db(), sent.id, 1);
    const pdf = await all.finance.bytes(`/api/claims/${sent.id}/finance-copy`);
    expect(await verifyPdf(pdf, { recalculate: recalculateFromPacksWithin })).toMatchObject({
      valid: true,
      recalculation: { same: true, payableCents: version?.payableCents },
    });
  });
});

/** Queues a job that was done once more, and waits until it is done again. */
async function again({ service }: SealingWorld, work: ['seal-claim' | 'seal-approval', string][]): Promise<void> {
  const { db, queue } = service.deps;
  const done = async () => {
    const answer = await db.execute(
      sql`select count(*)::int as done from pgboss.job where name in ('seal-claim', 'seal-approval') and state = 'completed'`,
    );
    return Number((answer as unknown as { rows: { done: number }[] }).rows[0]?.done);
  };
  const before = await done();
  for (const [name, claimId] of work) await queue.send(db, name, { claimId, version: 1 });
  await until(done, (now) => now >= before + work.length, 120);
}

test('an authority that is slow holds no transaction and no lock: others write to the same claim meanwhile', {
  timeout: LONG,
}, async () => {
  const all = await sealingWorld('pglite');
  try {
    all.authority.spoil('silence');
    const asked = () => all.authority.asked.filter((path) => path === '/tsa').length;
    const before = asked();
    const claim = await fileSimpleClaim(all.member);
    await until(
      async () => asked(),
      (times) => times > before,
      150,
    );
    const times = asked();
    // Each question waits ten seconds for its answer; PGlite has one connection for everybody.
    await all.db().transaction(async (tx) => {
      await tx.execute(sql`select id from claims where id = ${claim.id} for update nowait`);
    });
    await approve(all.assistant, claim.id);
    // A transaction around the sealing would have let nobody in before the last of its three questions.
    expect(asked()).toBeLessThan(times + 2);
    expect(await rowsOf(all.db(), claim.id)).toEqual({ sent: [], approved: [] });
    all.authority.spoil(null);
    await inState(all.member, claim.id, 'ready');
  } finally {
    await all.stop();
  }
});
