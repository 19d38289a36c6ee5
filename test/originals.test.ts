import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PayableView } from '../src/claim/finance-views.ts';
import { claimNumber } from '../src/claim/number.ts';
import type { ClaimOriginalsView, OriginalView, ScannedSheetView } from '../src/claim/original-views.ts';
import { sheetCode } from '../src/claim/sheet-code.ts';
import type { AuditEntry, ClaimView, MailView } from '../src/claim/views.ts';
import { markOriginals } from '../src/store/originals.ts';
import { Client, until } from './client.ts';
import { allRead, approve, dayTrip, expenseFor, makeBatch, save, sign, startClaim, upload } from './filing.ts';
import { engines, type TestService, TODAY, testService } from './service.ts';

/** Paper originals from the member's envelope to finance, by HTTP alone. */

const PHOTO = 'taksi-esimerkki-2026.jpg';
const OTHER_PHOTO = 'lakeuden-bussi-2026.png';
const THIRD_PHOTO = 'seutulinja-kertalippu-2026.png';
const BILL = 'kustens-hotell-2026.pdf';
const TICKET = 'pohjanrata-lippu-2026.pdf';

describe.each(engines)('on %s', (engine) => {
  let service: TestService;
  let now = TODAY;
  let member: Client;
  let assistant: Client;
  let finance: Client;
  let claim: ClaimView;

  const signedIn = async (username: string): Promise<Client> => {
    const client = new Client(service.address);
    await client.signIn(username);
    return client;
  };
  const signAllIn = async (): Promise<void> => {
    member = await signedIn('jasen');
    assistant = await signedIn('assistentti');
    finance = await signedIn('talous');
  };
  const originals = (): Promise<ClaimOriginalsView> => assistant.get(`/api/claims/${claim.id}/originals`);
  const named = async (fileName: string): Promise<OriginalView> => {
    const found = (await originals()).originals.find((each) => each.fileName === fileName);
    if (!found) throw new Error(`no original ${fileName}`);
    return found;
  };
  const mark = async (fileName: string, what: string, reason?: string): Promise<ClaimOriginalsView> => {
    const { receiptId } = await named(fileName);
    const body = { receiptId, mark: what, ...(reason === undefined ? {} : { reason }) };
    return assistant.post(`/api/claims/${claim.id}/originals/marks`, body);
  };
  const refusedMark = async (fileName: string, what: string): Promise<string> => {
    const { receiptId } = await named(fileName);
    const path = `/api/claims/${claim.id}/originals/marks`;
    return (await assistant.refused('POST', path, { receiptId, mark: what })).code;
  };
  const scan = (code: string): Promise<ScannedSheetView> =>
    assistant.get(`/api/originals/sheet?code=${encodeURIComponent(code)}`);
  const misread = async (code: string): Promise<string> =>
    (await assistant.refused('GET', `/api/originals/sheet?code=${encodeURIComponent(code)}`)).code;
  const states = (view: ClaimOriginalsView): string[] => view.originals.map(({ state }) => state);

  async function filedWith(client: Client, ...files: string[]): Promise<ClaimView> {
    const started = await startClaim(client);
    await upload(client, started.id, ...files);
    const read = await allRead(client, started.id);
    const reason = { code: 'no-connection', text: 'Bussi lähti vasta klo 9.' } as const;
    const expenses = read.receipts.map((receipt) => {
      const expense = expenseFor(receipt, { date: '2026-03-10', amountCents: 2340 });
      if (expense.kind !== 'taxi') return { ...expense, kind: 'bus' as const };
      return { ...expense, justification: reason, from: 'Koti', to: 'Asema' };
    });
    return sign(client, await save(client, read, { ...dayTrip(read.draft, '2026-03-10'), expenses }));
  }

  beforeAll(async () => {
    // How the receipts are read matters nothing here: the quicker way.
    service = await testService(engine, { now: () => now, env: { RECEIPT_SECOND_READER: 'off' } });
    await signAllIn();
    claim = await filedWith(member, PHOTO, TICKET);
  });
  afterAll(() => service?.stop());

  test('a photographed receipt is awaited, a ticket that came as a PDF is not', async () => {
    expect((await named(PHOTO)).state).toBe('missing');
    expect((await named(TICKET)).state).toBe('electronic');
  });

  test('the member gets the cover sheet as a PDF; the assistant too; nobody else', async () => {
    const pdf = await member.bytes(`/api/claims/${claim.id}/cover-sheet`);
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(Buffer.from(await assistant.bytes(`/api/claims/${claim.id}/cover-sheet`)).equals(Buffer.from(pdf))).toBe(
      true,
    );
    const other = await signedIn('medlem');
    expect((await other.refused('GET', `/api/claims/${claim.id}/cover-sheet`)).code).toBe('not-found');
  });

  test('a scanned sheet opens its claim, and a typed number does too', async () => {
    const view = await scan(sheetCode(claim.number, 1));
    expect(view).toMatchObject({ sheetVersion: 1, claim: { id: claim.id, number: claim.number }, may: { mark: true } });
    expect((await scan(claim.number.toLowerCase())).sheetVersion).toBeNull();
  });

  test('what is no cover sheet of a sent claim is told by what it is', async () => {
    const draft = await startClaim(await signedIn('medlem'), 'coming');
    expect(await misread('https://example.fi/')).toBe('sheet-foreign');
    expect(await misread(`${sheetCode(claim.number, 1)}9`)).toBe('sheet-misread');
    expect(await misread(claimNumber(1999, 42))).toBe('sheet-unknown');
    expect(await misread(draft.number)).toBe('sheet-not-sent');
  });

  test('the claim stands in the list of those that wait, and not one without receipts', async () => {
    const waiting = await assistant.get<ClaimOriginalsView[]>('/api/originals');
    expect(waiting.map(({ claim: { number } }) => number)).toEqual([claim.number]);
  });

  test('one is ticked off, taken back, and ticked off again; twice in a row is refused', async () => {
    const ticked = await mark(PHOTO, 'received');
    expect(ticked.receivedAt).toBe(TODAY.toISOString());
    expect(ticked.originals.find(({ fileName }) => fileName === PHOTO)?.mark?.by).toBe('Anneli Assistentti');
    expect(await refusedMark(PHOTO, 'received')).toBe('wrong-state');
    expect((await mark(PHOTO, 'withdrawn')).receivedAt).toBeNull();
    expect(await refusedMark(PHOTO, 'withdrawn')).toBe('wrong-state');
    expect(states(await originals()).toSorted()).toEqual(['electronic', 'missing']);
  });

  test('the paper of what passes for electronic can be asked for, and waited for', async () => {
    expect(await refusedMark(PHOTO, 'wanted')).toBe('wrong-state');
    expect(states(await mark(TICKET, 'wanted'))).toEqual(['missing', 'missing']);
    expect((await mark(TICKET, 'withdrawn')).originals.filter(({ state }) => state === 'missing')).toHaveLength(1);
  });

  test('the member tells that it came electronically: nothing to post, and the assistant still decides', async () => {
    const { receiptId } = await named(PHOTO);
    await member.post(`/api/claims/${claim.id}/originals/forms`, { receiptId, form: 'electronic' });
    expect(await named(PHOTO)).toMatchObject({ state: 'missing', told: 'electronic' });
    const refused = await member.refused('GET', `/api/claims/${claim.id}/cover-sheet`);
    expect(refused).toMatchObject({ status: 409, code: 'nothing-to-post' });
    await member.post(`/api/claims/${claim.id}/originals/forms`, { receiptId, form: 'paper' });
    expect((await named(PHOTO)).told).toBe('paper');
  });

  test('the member is reminded once a day at most, in a mail whose subject names nobody', async () => {
    const path = `/api/claims/${claim.id}/originals/reminder`;
    expect((await assistant.post<ClaimOriginalsView>(path)).may.remind).toBe(false);
    expect((await assistant.refused('POST', path)).code).toBe('reminded-today');
    now = new Date('2026-03-22T21:59:59Z');
    const late = await signedIn('assistentti');
    expect((await late.refused('POST', path)).code).toBe('reminded-today');
    // Midnight in Finland.
    now = new Date('2026-03-22T22:00:00Z');
    expect((await late.post<ClaimOriginalsView>(path)).remindedAt).toBe(now.toISOString());
    now = TODAY;
    // A sign-in at night has cleared away the sessions that had ended by then.
    await signAllIn();
    const admin = await signedIn('paakayttaja');
    const reminders = async () =>
      (await admin.get<MailView[]>('/api/mails')).filter(({ subject }) => /alkuperäiset tositteet/.test(subject));
    const [mail, ...more] = await until(reminders, (found) => found.length === 2);
    expect(more).toHaveLength(1);
    expect(mail?.subject).toBe('Matkalaskusi alkuperäiset tositteet puuttuvat');
    expect(mail?.text).toContain(claim.number);
    expect(mail?.text).toContain(`/claims/${claim.id}`);
  });

  test('a claim that is returned and sent again waits for the receipt that is new, not for the one that came', async () => {
    await assistant.post(`/api/claims/${claim.id}/originals`);
    expect((await originals()).receivedAt).not.toBeNull();
    await assistant.post(`/api/claims/${claim.id}/return`, { message: 'Bussilippu puuttuu.' });
    await upload(member, claim.id, OTHER_PHOTO);
    const read = await allRead(member, claim.id);
    const added = read.receipts.find(({ fileName }) => fileName === OTHER_PHOTO);
    if (!added) throw new Error('the upload is not there');
    const bus = expenseFor(added, { kind: 'bus', date: '2026-03-10', amountCents: 1840 });
    await sign(member, await save(member, read, { ...read.draft, expenses: [...read.draft.expenses, bus] }));
    const view = await originals();
    expect(view.receivedAt).toBeNull();
    expect(view.originals.filter(({ state }) => state === 'missing').map(({ fileName }) => fileName)).toEqual([
      OTHER_PHOTO,
    ]);
    expect((await scan(sheetCode(claim.number, 1))).sheetVersion).toBe(1);
    expect(view.claim.version).toBe(2);
  });

  test('finance does not pay until the missing one is accepted without, for a reason that finance sees', async () => {
    await approve(assistant, claim.id);
    expect((await finance.refused('POST', '/api/batches', { claimIds: [claim.id] })).code).toBe(
      'originals-not-received',
    );
    const { receiptId } = await named(OTHER_PHOTO);
    const path = `/api/claims/${claim.id}/originals/marks`;
    const bare = await assistant.refused('POST', path, { receiptId, mark: 'excused', reason: '  ' });
    expect(bare).toMatchObject({ status: 422, code: 'reason-missing' });
    const settled = await mark(OTHER_PHOTO, 'excused', 'Kadonnut postissa, jäsen lähetti kuvan.');
    expect(settled.receivedAt).not.toBeNull();
    const seen = await finance.get<ClaimOriginalsView>(`/api/claims/${claim.id}/originals`);
    expect(seen.originals.find(({ state }) => state === 'excused')?.mark?.reason).toMatch(/^Kadonnut postissa/);
    // The approver's seal may still be on its way: what matters here is that no paper is waited for any more.
    const { claims, waitingForDocument, waitingForOriginals } = await finance.get<PayableView>('/api/payable');
    expect([...claims, ...waitingForDocument].map(({ id }) => id)).toEqual([claim.id]);
    expect(waitingForOriginals).toEqual([]);
  });

  test('in a batch nothing is marked or told any more', async () => {
    await makeBatch(finance, claim.id);
    expect(await refusedMark(PHOTO, 'withdrawn')).toBe('wrong-state');
    const { receiptId } = await named(PHOTO);
    const path = `/api/claims/${claim.id}/originals/forms`;
    expect((await member.refused('POST', path, { receiptId, form: 'electronic' })).code).toBe('wrong-state');
    expect(await assistant.get('/api/originals')).toEqual([]);
    expect((await scan(claim.number)).may).toEqual({ mark: false, tell: false, remind: false });
  });

  test('each mark is in the audit log, and its row is never changed', async () => {
    const admin = await signedIn('paakayttaja');
    const log = await admin.get<AuditEntry[]>('/api/audit');
    const marks = log.filter(({ action }) => action === 'original-marked').map(({ details }) => details.mark);
    expect(marks.toReversed()).toEqual(['received', 'withdrawn', 'wanted', 'withdrawn', 'excused']);
    expect(log.filter(({ action }) => action === 'original-told')).toHaveLength(2);
    expect(JSON.stringify(log)).not.toContain('Kadonnut postissa');
    const { db } = service.deps;
    await expect(db.execute("update original_marks set mark = 'received'")).rejects.toThrow();
    await expect(db.execute('delete from original_marks')).rejects.toThrow();
  });

  test('a claim with electronic receipts alone waits for no paper, asks for none, and is paid', async () => {
    const other = await signedIn('medlem');
    const sent = await filedWith(other, BILL);
    expect(sent.evaluation?.findings.map(({ code }) => code)).not.toContain('originals-required');
    expect((await other.refused('GET', `/api/claims/${sent.id}/cover-sheet`)).code).toBe('nothing-to-post');
    const admin = await signedIn('paakayttaja');
    const told = (await admin.get<MailView[]>('/api/mails')).find(({ text }) => text.includes(sent.number));
    expect(told?.text).toContain('Inga papper behöver skickas');
    expect((await assistant.refused('POST', `/api/claims/${sent.id}/originals/reminder`)).code).toBe('nothing-missing');
    await approve(assistant, sent.id);
    expect((await makeBatch(finance, sent.id)).claimCount).toBe(1);
  });

  test('a mark of two people at once is one: the second is told', async () => {
    const koko = await signedIn('koko1');
    const sent = await filedWith(koko, THIRD_PHOTO);
    const [original] = sent.receipts;
    const body = { receiptId: original?.id, mark: 'received' };
    const path = `/api/claims/${sent.id}/originals/marks`;
    const answers = await Promise.all([1, 2].map(() => assistant.request('POST', path, body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    // What nobody may do by HTTP: a mark for another claim's receipt is not found.
    expect((await assistant.refused('POST', `/api/claims/${claim.id}/originals/marks`, body)).code).toBe('wrong-state');
    await expect(
      markOriginals(service.deps.db, { id: sent.id, version: 1 }, [sent.id], {
        mark: 'received',
        reason: '',
        at: TODAY,
        by: sent.member.id,
      }),
    ).rejects.toThrow();
  });
});
