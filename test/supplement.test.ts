import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { QuestionView, ReviewView } from '../src/claim/review-views.ts';
import type { ClaimSummary, ClaimView, MailView, MeetingView } from '../src/claim/views.ts';
import { verifyPdf } from '../src/document/verify.ts';
import { recalculateFromPacksWithin } from '../src/store/embedded-packs.ts';
import { Client } from './client.ts';
import {
  allRead,
  approve,
  dayTrip,
  documentReady,
  driveOf,
  expenseFor,
  makeBatch,
  save,
  sign,
  upload,
} from './filing.ts';
import { engines, type TestService, testService } from './service.ts';

/** One row is asked about and the rest is paid: the supplement (lisälasku / tilläggsräkning), by HTTP only. */

describe.each(engines)('a question about one row, and the rest paid, on %s', (engine) => {
  let service: TestService;
  let assistant: Client;
  let finance: Client;

  beforeAll(async () => {
    service = await testService(engine);
    [assistant, finance] = [await signedIn('assistentti'), await signedIn('talous')];
  });
  afterAll(() => service?.stop());

  async function signedIn(username: string): Promise<Client> {
    const client = new Client(service.address);
    await client.signIn(username);
    return client;
  }

  const view = (by: Client, id: string) => by.get<ClaimView>(`/api/claims/${id}`);
  const review = (id: string) => assistant.get<ReviewView>(`/api/claims/${id}/review`);
  const path = (id: string) => `/api/claims/${id}/review/decisions`;
  async function decide(id: string, decision: object): Promise<ReviewView> {
    const { lastAct } = await review(id);
    return assistant.post(path(id), { lastAct, decision });
  }
  async function refusedTo(id: string, decision: object): Promise<string> {
    const { lastAct } = await review(id);
    return (await assistant.refused('POST', path(id), { lastAct, decision })).code;
  }
  const hold = (subject: string) => ({ kind: 'ask', subject, question: 'Kuka oli kyydissä?', paysRest: true });
  async function send(id: string): Promise<ReviewView> {
    const { revision } = await review(id);
    return assistant.post(`/api/claims/${id}/correction`, { revision });
  }
  const totals = ({ evaluation }: ClaimView) => evaluation?.totals.payableCents ?? 0;

  const drive = (id: string, km: number, date: string) => driveOf(date, km, { id });

  /** A per diem, two drives, and a ticket on paper where one is wanted. */
  async function filed(
    member: Client,
    receipt?: string,
    trip: Partial<ClaimView['draft']['trip']> = {},
  ): Promise<ClaimView> {
    const meetings = await member.get<MeetingView[]>('/api/meetings');
    const meeting = meetings.find((each) => each.claimId === null && each.end < '2026-03-20');
    const started = await member.post<ClaimView>('/api/claims', { meetingId: meeting?.id });
    const day = started.meeting.start.slice(0, 10);
    if (receipt) await upload(member, started.id, receipt);
    const read = await allRead(member, started.id);
    const expenses = read.receipts.map((each) =>
      expenseFor(each, {
        kind: 'taxi',
        date: day,
        amountCents: 2340,
        justification: { code: 'no-connection', text: '' },
      }),
    );
    const mileage = [drive('a', 100, day), drive('b', 50, day)];
    const draft = dayTrip(read.draft, day);
    return sign(member, await save(member, read, { ...draft, trip: { ...draft.trip, ...trip }, mileage, expenses }));
  }

  describe('answered in words', () => {
    let member: Client;
    let claim: ClaimView;
    let supplement: ClaimView;
    const subject = () => `expenses[${claim.draft.expenses[0]?.id}]`;

    test('the row pays nothing now and says why; no consent is asked, and the claim is approved', async () => {
      member = await signedIn('jasen');
      claim = await filed(member, 'taksi-esimerkki-2026.jpg');
      const seen = await decide(claim.id, hold(subject()));
      expect(seen).toMatchObject({ way: 'none', toSend: true, stops: ['correction-not-sent', 'checklist-open'] });
      expect(seen.difference).toMatchObject({
        beforeCents: totals(claim),
        afterCents: totals(claim) - 2340,
        changes: [{ kind: 'hold', subject: subject(), beforeCents: 2340, afterCents: 0 }],
      });
      expect(await send(claim.id)).toMatchObject({ state: 'submitted', toSend: false });
      expect(await approve(assistant, claim.id)).toMatchObject({ state: 'approved', version: 2 });
    });

    test('the supplement is with its member: the row, its receipt and its question, and nothing of the trip', async () => {
      const first = await view(member, claim.id);
      supplement = await view(member, first.supplement?.id ?? '');
      expect(supplement).toMatchObject({
        state: 'returned',
        supplementTo: { id: claim.id, number: claim.number, state: 'approved' },
        payableCents: 2340,
        submittedAt: claim.submittedAt,
        meeting: { fileBy: null },
      });
      expect(supplement.evaluation?.lines.map((line) => line.subject)).toEqual([subject()]);
      expect(supplement.receipts.map(({ sha256 }) => sha256)).toEqual(claim.receipts.map(({ sha256 }) => sha256));
      expect(first.receipts).toEqual([]);
      const questions = await member.get<QuestionView[]>(`/api/claims/${supplement.id}/questions`);
      expect(questions).toMatchObject([{ subject: subject(), question: 'Kuka oli kyydissä?', answer: '' }]);
      const meetings = await member.get<MeetingView[]>('/api/meetings');
      expect(meetings.filter(({ id }) => id === claim.meeting.id).map(({ claimId }) => claimId)).toEqual([claim.id]);
      const summaries = await member.get<ClaimSummary[]>('/api/claims');
      expect(summaries.map(({ number }) => number).toSorted()).toEqual([claim.number, supplement.number].toSorted());
    });

    test('its member is told of both, and no receipt is taken for a duplicate of the other', async () => {
      const mails = (await (await signedIn('paakayttaja')).get<MailView[]>('/api/mails')).map(({ text }) => text);
      expect(mails.some((text) => text.includes(claim.number) && text.includes(supplement.number))).toBe(true);
      const codes = supplement.evaluation?.findings.map(({ code }) => code) ?? [];
      expect(codes.filter((code) => code.includes('duplicate') || code === 'trip-overlap')).toEqual([]);
      expect(await assistant.get(`/api/claims/${supplement.id}/duplicates`)).toEqual([]);
    });

    test('the first is paid without waiting for the paper of the row', async () => {
      await documentReady(member, claim.id);
      const batch = await makeBatch(finance, claim.id);
      expect(batch.totalCents).toBe(totals(claim) - 2340);
      const pdf = await member.bytes(`/api/claims/${claim.id}/document`);
      const report = await verifyPdf(pdf, { recalculate: recalculateFromPacksWithin });
      expect(report).toMatchObject({ valid: true, recalculation: { same: true, payableCents: totals(claim) - 2340 } });
    });

    test('it is not sent without its answer, and with it is approved and paid on its own', async () => {
      const body = { revision: supplement.revision, signedName: supplement.member.name, accepted: true };
      const sent = { ...body, declarationVersion: supplement.declaration.version };
      const unanswered = await member.refused('POST', `/api/claims/${supplement.id}/submission`, sent);
      expect(unanswered.code).toBe('questions-unanswered');
      const [question] = await member.get<QuestionView[]>(`/api/claims/${supplement.id}/questions`);
      await member.put(`/api/claims/${supplement.id}/questions/${question?.id}/answer`, { text: 'Kollega.' });
      const after = await sign(member, await view(member, supplement.id));
      expect(after).toMatchObject({ state: 'submitted', version: 2, payableCents: 2340 });
      expect((await review(supplement.id)).answered).toMatchObject([{ answer: 'Kollega.' }]);
      expect(await refusedTo(supplement.id, hold(subject()))).toBe('hold-not-possible');
      await approve(assistant, supplement.id);
      await documentReady(member, supplement.id);
      const pdf = await member.bytes(`/api/claims/${supplement.id}/document`);
      const report = await verifyPdf(pdf, { recalculate: recalculateFromPacksWithin });
      expect(report).toMatchObject({ valid: true, recalculation: { same: true, payableCents: 2340 } });
      expect((await finance.refused('POST', '/api/batches', { claimIds: [supplement.id] })).code).toBe(
        'originals-not-received',
      );
      await assistant.post(`/api/claims/${supplement.id}/originals`);
      expect((await makeBatch(finance, supplement.id)).totalCents).toBe(2340);
    });
  });

  test('two rows held become one supplement; together they come to the sum of the one claim', async () => {
    const member = await signedIn('koko7');
    const claim = await filed(member);
    await decide(claim.id, hold('mileage[a]'));
    await decide(claim.id, hold('mileage[b]'));
    await send(claim.id);
    const first = await approve(assistant, claim.id);
    const supplement = await view(member, first.supplement?.id ?? '');
    expect(supplement.draft.mileage.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(totals(first) + totals(supplement)).toBe(totals(claim));
    // The member never answers: nothing of the first waits for it.
    await documentReady(member, claim.id);
    expect((await makeBatch(finance, claim.id)).totalCents).toBe(totals(first));
    expect((await view(member, supplement.id)).state).toBe('returned');
  });

  test('with every row held nothing would be paid: it is refused, and the claim is returned as a whole', async () => {
    const member = await signedIn('koko8');
    const claim = await filed(member);
    const waived = { kind: 'correct', subject: 'trip', changes: { waivesPerDiem: true } };
    await decide(claim.id, { ...waived, reason: { code: 'other', text: 'Ei päivärahaa.' } });
    await decide(claim.id, hold('mileage[a]'));
    expect(await refusedTo(claim.id, hold('mileage[b]'))).toBe('hold-leaves-nothing');
    await decide(claim.id, { kind: 'ask', subject: 'mileage[b]', question: 'Minne ajoit?' });
    expect((await review(claim.id)).stops).toContain('questions-open');
    await assistant.post(`/api/claims/${claim.id}/return`, {});
    const questions = await member.get<QuestionView[]>(`/api/claims/${claim.id}/questions`);
    expect(questions.map(({ subject }) => subject)).toEqual(['mileage[a]', 'mileage[b]']);
    expect((await view(member, claim.id)).draft.mileage).toHaveLength(2);
  });

  test('a row held back is taken back before the approval, and the claim is whole again', async () => {
    const member = await signedIn('koko9');
    const claim = await filed(member);
    const { decisions } = await decide(claim.id, hold('mileage[b]'));
    await send(claim.id);
    await assistant.post(`/api/claims/${claim.id}/review/undo`, { decisionId: decisions.at(-1)?.id });
    expect(await send(claim.id)).toMatchObject({ state: 'submitted', way: 'none' });
    const approved = await approve(assistant, claim.id);
    expect(approved).toMatchObject({ state: 'approved', version: 3, supplement: null, payableCents: totals(claim) });
  });

  test('what is of the trip or of the whole claim is not held back, nor where another payer lessens the whole', async () => {
    const member = await signedIn('koko10');
    const claim = await filed(member);
    for (const subject of ['trip', 'claim'])
      expect(await refusedTo(claim.id, hold(subject))).toBe('decision-not-possible');
    const line = (await review(claim.id)).evaluation.lines.find(({ rule }) => rule.startsWith('per-diem'));
    const perDiem = `trip:${line?.rule}:${line?.travelDay}:${line?.date}`;
    expect(await refusedTo(claim.id, hold(perDiem))).toBe('decision-not-possible');
    const paidElsewhere = { otherPayer: { name: 'Valteri', paidCents: 100 } };
    const other = await filed(await signedIn('koko12'), undefined, paidElsewhere);
    expect(await refusedTo(other.id, hold('mileage[a]'))).toBe('hold-not-possible');
  });

  test('a longer drive in the supplement is paid by the same rules as in the one claim', async () => {
    const member = await signedIn('koko11');
    const claim = await filed(member);
    await decide(claim.id, hold('mileage[b]'));
    await send(claim.id);
    const first = await approve(assistant, claim.id);
    const supplement = await view(member, first.supplement?.id ?? '');
    const mileage = supplement.draft.mileage.map((row) => ({ ...row, km: 60, routeKm: 60 }));
    const changed = await save(member, supplement, { ...supplement.draft, mileage });
    expect(totals(changed)).toBe(Math.round((totals(supplement) * 60) / 50));
    expect(await sign(member, changed)).toMatchObject({ state: 'submitted', version: 2 });
    // Paid again to another account: the first goes back to its member, and still leaves the row out.
    await assistant.post(`/api/claims/${claim.id}/return`, { message: 'Tarkista tilinumero.' });
    const back = await view(member, claim.id);
    expect(back.draft.mileage.map(({ id }) => id)).toEqual(['a']);
    expect(totals(back)).toBe(totals(first));
  });
});
