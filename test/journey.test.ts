import { PDFHexString } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BatchView, PayableView } from '../src/claim/finance-views.ts';
import type { AuditEntry, ClaimSummary, ClaimView, MailView } from '../src/claim/views.ts';
import { verifyPdf } from '../src/document/verify.ts';
import { recalculateFromPacksWithin } from '../src/store/embedded-packs.ts';
import { Client, until } from './client.ts';
import { allRead, approve, dayTrip, expenseFor, fixture, makeBatch, save, sign, startClaim, upload } from './filing.ts';
import { engines, type TestService, testService } from './service.ts';

describe.each(engines)('one claim from upload to CSV, by HTTP only, on %s', (engine) => {
  let service: TestService;
  let member: Client;
  let assistant: Client;
  let finance: Client;
  let claim: ClaimView;

  beforeAll(async () => {
    service = await testService(engine);
    [member, assistant, finance] = [1, 2, 3].map(() => new Client(service.address)) as [Client, Client, Client];
    await Promise.all([member.signIn('jasen'), assistant.signIn('assistentti'), finance.signIn('talous')]);
  });
  afterAll(() => service?.stop());

  test('a claim starts from the meeting with its place, times, meals and group filled in', async () => {
    claim = await startClaim(member);
    expect(claim).toMatchObject({ state: 'draft', version: 0, meeting: { start: '2026-03-10T10:00' } });
    expect(claim.number).toMatch(/^ML-2026-\d{6}-\d$/);
    expect(claim.draft.trip.freeMeals).toEqual([{ at: '2026-03-10T12:00', meal: 'lunch', source: 'organiser' }]);
    expect((await startClaim(member)).id).toBe(claim.id);
  });

  test('receipts are acknowledged with their hash at once, read by jobs, and stay as they came', async () => {
    const names = ['taksi-esimerkki-2026.jpg', 'pohjanrata-lippu-2026.pdf'];
    const { receipts, refused } = await upload(member, claim.id, ...names);
    expect(refused).toEqual([]);
    expect(receipts.map((receipt) => receipt.sha256)).toHaveLength(2);
    claim = await allRead(member, claim.id);
    const taxi = claim.receipts.find((receipt) => receipt.fileName.startsWith('taksi'));
    expect(taxi?.reading).toMatchObject({
      total: { cents: 4180, currency: 'EUR' },
      date: { value: '2026-03-10' },
      kind: { value: 'taxi' },
    });
    const original = await member.bytes(`/api/receipts/${taxi?.id}/file`);
    expect(Buffer.from(original).equals(Buffer.from(fixture('taksi-esimerkki-2026.jpg')))).toBe(true);
  });

  test('the sum grows with what is filled in, each line with a sentence and its section', async () => {
    const expenses = claim.receipts.map((receipt) => expenseFor(receipt));
    claim = await save(member, claim, { ...dayTrip(claim.draft, '2026-03-10'), expenses });
    const perDiem = claim.evaluation?.lines.find((line) => line.rule === 'per-diem.full');
    expect(perDiem).toMatchObject({ amountCents: 5400, cite: { section: '§ 11' } });
    expect(perDiem?.why.fi).toContain('11 h 30 min');
    expect(claim.missing).toEqual([]);
  });

  test('a taxi without a reason cannot be sent, and the refusal says what to do', async () => {
    const { user } = await member.get<{ user: { name: string } }>('/api/session');
    const problem = await member.refused('POST', `/api/claims/${claim.id}/submission`, {
      revision: claim.revision,
      signedName: user.name,
      accepted: true,
      declarationVersion: claim.declaration.version,
    });
    expect(problem).toMatchObject({ status: 422, code: 'claim-has-errors' });
    expect(problem.blocking?.map((each) => each.code)).toContain('taxi-needs-justification');
    expect(problem.blocking?.[0]?.action).not.toBe('');
  });

  test('with a reason it is signed and sent, and a sealed document is made that proves itself', async () => {
    const expenses = claim.draft.expenses.map((expense) =>
      expense.kind === 'taxi'
        ? {
            ...expense,
            justification: { code: 'no-connection' as const, text: 'Ensimmäinen bussi lähtee vasta klo 7.' },
          }
        : expense,
    );
    claim = await sign(member, await save(member, claim, { ...claim.draft, expenses }));
    expect(claim).toMatchObject({ state: 'submitted', version: 1, may: { edit: false, submit: false } });
    claim = await until(
      () => member.get<ClaimView>(`/api/claims/${claim.id}`),
      (view) => view.versions[0]?.documentSha256 != null,
    );
    const pdf = await member.bytes(`/api/claims/${claim.id}/document`);
    const report = await verifyPdf(pdf, { recalculate: recalculateFromPacksWithin });
    expect(report).toMatchObject({
      valid: true,
      manifest: { complete: true },
      recalculation: { payableCents: claim.payableCents, same: true },
    });
    const attached = report.manifest.files.map((file) => file.sha256);
    for (const receipt of claim.receipts) expect(attached).toContain(receipt.sha256);
  });

  test('the assistant sees it flagged first with the citation of each finding, and returns it with a question', async () => {
    const queue = await assistant.get<ClaimSummary[]>('/api/review');
    expect(queue.map((each) => each.worstSeverity)).toEqual(['review', 'review', null]);
    const [own] = await assistant.get<ClaimSummary[]>('/api/review?flag=taxi-justified');
    expect(own?.id).toBe(claim.id);
    expect(await assistant.get('/api/review?flag=late-claim')).toEqual([]);
    expect(await assistant.get<ClaimSummary[]>(`/api/review?group=${own?.meeting.group}`)).toHaveLength(3);
    expect(await assistant.get('/api/review?group=HYKS')).toEqual([]);
    const seen = await assistant.get<ClaimView>(`/api/claims/${claim.id}`);
    expect(seen.evaluation?.findings.every((finding) => finding.cite.source !== '')).toBe(true);
    const page = await assistant.request('GET', `/api/receipts/${seen.receipts[0]?.id}/pages/1`);
    expect(page.headers.get('content-type')).toBe('image/jpeg');
    expect((await assistant.refused('POST', `/api/claims/${claim.id}/return`, { message: ' ' })).code).toBe(
      'message-missing',
    );
    await assistant.post(`/api/claims/${claim.id}/return`, { message: 'Mihin aikaan kokous päättyi?' });
  });

  test('the member answers with a new version, and the first one stays as it was sent', async () => {
    const before = await member.bytes(`/api/claims/${claim.id}/versions/1/document`);
    claim = await member.get(`/api/claims/${claim.id}`);
    expect(claim).toMatchObject({ state: 'returned', lastMessage: { text: 'Mihin aikaan kokous päättyi?' } });
    const trip = { ...claim.draft.trip, end: '2026-03-10T17:10' };
    claim = await sign(member, await save(member, claim, { ...claim.draft, trip }));
    expect(claim.version).toBe(2);
    await until(
      () => member.get<ClaimView>(`/api/claims/${claim.id}`),
      (view) => view.versions[1]?.documentSha256 != null,
    );
    const after = await member.bytes(`/api/claims/${claim.id}/versions/1/document`);
    expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true);
  });

  test('approved, its document gets the approver’s seal behind what was sent, and both hold', async () => {
    const path = `/api/claims/${claim.id}/versions/2/document`;
    const sent = await member.bytes(path);
    await approve(assistant, claim.id);
    const approved = await until(
      () => member.bytes(path),
      (pdf) => pdf.length > sent.length,
    );
    expect(Buffer.from(approved.subarray(0, sent.length)).equals(Buffer.from(sent))).toBe(true);
    const [, reason = ''] =
      /\/Reason <([0-9A-F]+)>/.exec(Buffer.from(approved.subarray(sent.length)).toString('latin1')) ?? [];
    expect(PDFHexString.of(reason).decodeText()).toMatch(/Huomautus 1, Taksi, Tosite \d: tarkastettu ja hyväksytty/);
    expect(await verifyPdf(approved, { recalculate: recalculateFromPacksWithin })).toMatchObject({
      valid: true,
      signatures: [{ role: 'member-seal' }, { role: 'approver-seal', coversWholeFile: true }],
    });
  });

  test('it waits for its paper originals; then finance pays it in exactly one batch', async () => {
    const waiting = await finance.get<PayableView>('/api/payable');
    expect(waiting.claims).toEqual([]);
    expect(waiting.waitingForOriginals.map((each) => each.id)).toEqual([claim.id]);
    expect((await finance.refused('POST', '/api/batches', { claimIds: [claim.id] })).code).toBe(
      'originals-not-received',
    );
    await assistant.post(`/api/claims/${claim.id}/originals`);
    const attempts = await Promise.allSettled([makeBatch(finance, claim.id), makeBatch(finance, claim.id)]);
    expect(attempts.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await finance.get<ClaimView[]>('/api/batches')).length).toBe(1);
  });

  test('the batch is a CSV for Finnish Excel with the same bytes every time', async () => {
    const [batch] = await finance.get<BatchView[]>('/api/batches');
    const path = `/api/batches/${batch?.number}/files/csv-excel`;
    const csv = await finance.bytes(path);
    expect([...csv.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(csv);
    const lines = text.split('\r\n');
    expect(lines[0]?.replace('\uFEFF', '').split(';').slice(0, 6)).toEqual([
      'era',
      'rivi',
      'matkalasku',
      'versio',
      'saaja',
      'iban',
    ]);
    expect(text).toContain(';54,00;');
    expect(text).toContain(`;41,80;`);
    const at = lines[0]?.split(';').indexOf('summa') ?? 0;
    const sums = lines.slice(1, -1).map((line) => Number(line.split(';')[at]?.replace(',', '')));
    expect(sums.reduce((a, b) => a + b, 0)).toBe(batch?.totalCents);
    expect(batch?.totalCents).toBe(claim.payableCents);
    expect(Buffer.from(await finance.bytes(path)).equals(Buffer.from(csv))).toBe(true);
  });

  test('everything is in the audit log, and the notices are kept for want of a mail server', async () => {
    const admin = new Client(service.address);
    await admin.signIn('paakayttaja');
    const actions = (await admin.get<AuditEntry[]>('/api/audit')).map((entry) => entry.action);
    for (const action of [
      'claim-started',
      'receipt-added',
      'receipt-downloaded',
      'claim-submitted',
      'document-sealed',
      'document-downloaded',
      'claim-viewed',
      'claim-returned',
      'claim-approved',
      'approval-sealed',
      'originals-received',
      'batch-made',
      'batch-downloaded',
    ]) {
      expect(actions).toContain(action);
    }
    const mails = await until(
      () => admin.get<MailView[]>('/api/mails'),
      (all) => all.every((mail) => mail.status === 'kept'),
    );
    expect(mails).toHaveLength(5);
    expect(mails.every((mail) => !/\d/.test(mail.subject))).toBe(true);
    expect(await admin.get('/api/jobs')).toEqual([]);
  });
});
