import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CorrectionView, QuestionView, ReviewView } from '../src/claim/review-views.ts';
import type { ClaimSummary, ClaimView, MeetingView } from '../src/claim/views.ts';
import { demoPassword } from '../src/demo/accounts.ts';
import { verifyPdf } from '../src/document/verify.ts';
import { hashPassword } from '../src/identity/password.ts';
import { consentBySilence } from '../src/jobs/consent-by-silence.ts';
import { recalculateFromPacksWithin } from '../src/store/embedded-packs.ts';
import { users } from '../src/store/schema.ts';
import { Client, until } from './client.ts';
import { approve, dayTrip, driveOf, save, sign } from './filing.ts';
import { engines, type TestService, TODAY, testService } from './service.ts';

/** What the assistant decides line by line, and what its member answers; by HTTP only. */

const other = { code: 'other', text: 'Kuitissa on toinen summa.' };
const DAY = 86_400_000;

describe.each(engines)('decisions per line on %s', (engine) => {
  let service: TestService;
  let first: Client;
  let second: Client;
  const members: Client[] = [];

  beforeAll(async () => {
    service = await testService(engine, { env: { APPROVAL_SECOND_OVER_EUROS: '200' } });
    const passwordHash = await hashPassword(demoPassword);
    await service.deps.db.insert(users).values({
      username: 'toinen',
      name: 'Toini Tarkastaja',
      email: 'toinen@example.invalid',
      roles: ['assistant', 'member'],
      passwordHash,
      createdAt: TODAY,
      demo: true,
    });
    first = await signedIn('assistentti');
    second = await signedIn('toinen');
    for (const name of ['jasen', 'medlem', 'koko7', 'koko8', 'koko9', 'koko10', 'koko11', 'koko12', 'koko13'])
      members.push(await signedIn(name));
  });
  afterAll(() => service?.stop());

  async function signedIn(username: string): Promise<Client> {
    const client = new Client(service.address);
    await client.signIn(username);
    return client;
  }

  /** A drive of so many km and a per diem, sent by a member who has not filed one yet. */
  async function filed(member: Client, km = 100): Promise<ClaimView> {
    const meetings = await member.get<MeetingView[]>('/api/meetings');
    const meeting = meetings.find((each) => each.claimId === null && each.end < '2026-03-20');
    const started = await member.post<ClaimView>('/api/claims', { meetingId: meeting?.id });
    const day = started.meeting.start.slice(0, 10);
    const mileage = [driveOf(day, km)];
    return sign(member, await save(member, started, { ...dayTrip(started.draft, day), mileage }));
  }

  const review = (id: string, by = first) => by.get<ReviewView>(`/api/claims/${id}/review`);
  async function decide(id: string, decision: object, by = first): Promise<ReviewView> {
    const { lastAct } = await review(id, by);
    return by.post(`/api/claims/${id}/review/decisions`, { lastAct, decision });
  }
  const kilometres = (km: number) => ({
    kind: 'correct',
    subject: 'mileage[drive]',
    changes: { km },
    reason: { code: 'distance-differs', text: '' },
  });
  async function send(id: string, by = first): Promise<ReviewView> {
    const { revision } = await review(id, by);
    return by.post(`/api/claims/${id}/correction`, { revision });
  }
  const correction = (member: Client, id: string) => member.get<CorrectionView>(`/api/claims/${id}/correction`);

  describe('a correction by which the sum falls', () => {
    let claim: ClaimView;
    const member = () => members[0] as Client;

    test('is seen before and after while it is decided, and changes nothing yet', async () => {
      claim = await filed(member(), 100);
      const seen = await decide(claim.id, kilometres(90));
      expect(seen).toMatchObject({
        way: 'explicit',
        toSend: true,
        stops: ['correction-not-sent', 'checklist-open'],
        difference: {
          beforeCents: claim.payableCents,
          changes: [{ fields: [{ field: 'km', before: 100, after: 90 }], reason: { code: 'distance-differs' } }],
        },
      });
      expect(seen.difference.afterCents).toBeLessThan(claim.payableCents ?? 0);
      // The page shows the value as corrected, what it was, and by whom; the account number stays hidden.
      expect(seen.draft.mileage[0]?.km).toBe(90);
      expect(seen.corrected).toEqual([
        { subject: 'mileage[drive]', field: 'km', before: 100, after: 90, by: 'Anneli Assistentti' },
      ]);
      expect(seen.draft.payment.iban).toMatch(/^FI\*\*/);
      expect(await member().get<ClaimView>(`/api/claims/${claim.id}`)).toMatchObject({
        version: 1,
        state: 'submitted',
        payableCents: claim.payableCents,
      });
    });

    test('cannot be approved before it is sent', async () => {
      const { revision } = await review(claim.id);
      const refused = await first.refused('POST', `/api/claims/${claim.id}/approval`, { revision });
      expect(refused).toMatchObject({ status: 409, code: 'correction-not-sent' });
    });

    test('becomes a version of its own with its own sealed document; the sent one stays', async () => {
      const seen = await send(claim.id);
      expect(seen).toMatchObject({ state: 'corrected', toSend: false, correction: { version: 2, baseVersion: 1 } });
      const view = await until(
        () => member().get<ClaimView>(`/api/claims/${claim.id}`),
        (each) => each.versions.every(({ documentSha256 }) => documentSha256 !== null),
      );
      expect(view.versions.map(({ version }) => version)).toEqual([1, 2]);
      const pdf = await member().bytes(`/api/claims/${claim.id}/versions/2/document`);
      const report = await verifyPdf(pdf, { recalculate: recalculateFromPacksWithin });
      expect(report).toMatchObject({ valid: true, recalculation: { same: true, payableCents: view.payableCents } });
      expect(view.versions[0]?.payableCents).toBe(claim.payableCents);
    });

    test('is never consented to by silence, however long', async () => {
      const muchLater = new Date(TODAY.getTime() + 400 * DAY);
      await consentBySilence({ ...service.deps, now: () => muchLater }, { claimId: claim.id, version: 2 });
      expect((await correction(member(), claim.id)).state).toBe('waiting');
      const { revision } = await review(claim.id);
      const refused = await first.refused('POST', `/api/claims/${claim.id}/approval`, { revision });
      expect(refused.code).toBe('wrong-state');
    });

    test('is objected to with a reason, not without one, and comes back to the assistant', async () => {
      const { version, changes } = await correction(member(), claim.id);
      const answer = { version, decisionIds: [changes[0]?.decisionId], accepted: false };
      const path = `/api/claims/${claim.id}/correction/replies`;
      expect(await member().refused('POST', path, { ...answer, reason: ' ' })).toMatchObject({
        code: 'reason-missing',
      });
      await member().post(path, { ...answer, reason: 'Ajoin kiertotietä.' });
      expect(await review(claim.id)).toMatchObject({
        state: 'submitted',
        needsSecond: true,
        correction: { state: 'objected', replies: [{ answer: 'objected', reason: 'Ajoin kiertotietä.' }] },
      });
      const [queued] = (await first.get<ClaimSummary[]>('/api/review')).filter(({ id }) => id === claim.id);
      expect(queued?.consent).toBe('objected');
    });

    test('over the objection is approved only with a reason, and by two persons', async () => {
      const { revision, checklist } = await review(claim.id);
      const answers = checklist.flatMap(({ item, service: by }) => (by === null ? [{ item, ok: true }] : []));
      const path = `/api/claims/${claim.id}/approval`;
      expect(await first.refused('POST', path, { revision, checklist: answers })).toMatchObject({
        code: 'consent-missing',
      });
      const reason = 'Kiertotie ei ollut tarpeen.';
      await first.post(path, { revision, checklist: answers, reason });
      const waiting = await review(claim.id, second);
      expect(waiting).toMatchObject({ state: 'awaiting-second', approvals: [{ kind: 'first', reason }] });
      const seen = { revision: waiting.revision, reason };
      expect(await first.refused('POST', path, seen)).toMatchObject({ code: 'same-approver' });
      expect(await second.post<ClaimView>(path, seen)).toMatchObject({ state: 'approved', version: 2 });
    });
  });

  describe('a correction by which the sum rises', () => {
    let claim: ClaimView;
    const member = () => members[1] as Client;
    const fallSilent = async (at: Date) =>
      consentBySilence({ ...service.deps, now: () => at }, { claimId: claim.id, version: 2 });

    test('waits seven days for the member: a second before that silence is nothing', async () => {
      claim = await filed(member(), 100);
      await decide(claim.id, { ...kilometres(110), changes: { km: 110, routeKm: 110 } });
      const queued = vi.spyOn(service.deps.queue, 'send');
      expect(await send(claim.id)).toMatchObject({ state: 'corrected', way: 'silence' });
      // The queue is told the instant at which the seven days are over, and keeps the work until then.
      expect(queued.mock.calls.filter(([, name]) => name === 'consent-by-silence')).toEqual([
        [
          expect.anything(),
          'consent-by-silence',
          { claimId: claim.id, version: 2 },
          { startAfter: new Date('2026-03-29T09:00:00Z') },
        ],
      ]);
      queued.mockRestore();
      expect((await correction(member(), claim.id)).silentFrom).toBe('2026-03-29T09:00:00.000Z');
      await expect(fallSilent(new Date('2026-03-29T08:59:59Z'))).rejects.toThrow('still has time');
      expect((await review(claim.id)).state).toBe('corrected');
    });

    test('at seven days it counts as consent, once, and the claim can be approved', async () => {
      await fallSilent(new Date('2026-03-29T09:00:00Z'));
      await fallSilent(new Date('2026-03-29T09:00:01Z'));
      const seen = await review(claim.id);
      expect(seen).toMatchObject({ state: 'submitted', correction: { state: 'given' } });
      expect(seen.correction?.replies.map(({ answer }) => answer)).toEqual(['silence']);
      expect(await approve(first, claim.id)).toMatchObject({ state: 'approved', version: 2 });
    });

    test('approved, it has both seals, and the sum of the corrected version', async () => {
      await until(
        () => member().get<ClaimView>(`/api/claims/${claim.id}`),
        (view) => view.versions.every(({ documentSha256 }) => documentSha256 !== null),
      );
      const report = await until(
        async () =>
          verifyPdf(await member().bytes(`/api/claims/${claim.id}/document`), {
            recalculate: recalculateFromPacksWithin,
          }),
        ({ signatures }) => signatures.length === 2,
      );
      expect(report).toMatchObject({ valid: true, recalculation: { same: true } });
      expect(report.recalculation?.payableCents).toBeGreaterThan(claim.payableCents ?? 0);
    });
  });

  describe('decision by decision', () => {
    let claim: ClaimView;
    const member = () => members[2] as Client;
    const perDiem = () => claim.evaluation?.lines.find(({ rule }) => rule.startsWith('per-diem'));

    test('what cannot be decided is refused, each with its code', async () => {
      claim = await filed(member(), 100);
      const refused = async (decision: object) =>
        (await first.refused('POST', `/api/claims/${claim.id}/review/decisions`, { lastAct: 0, decision })).code;
      expect(await refused({ kind: 'accept', subject: 'expenses[nope]' })).toBe('decision-not-possible');
      const wordless = { code: 'other', text: '' };
      expect(await refused({ kind: 'reject', subject: 'mileage[drive]', reason: wordless })).toBe('reason-missing');
      const impossible = { kind: 'correct', subject: 'trip', changes: { end: '2026-03-09T08:00' }, reason: other };
      expect(await refused(impossible)).toBe('correction-not-possible');
      const given = { pack: 'fi-state-2026', rate: 'perDiem.full', cents: 1, source: 'x' };
      expect(await refused({ kind: 'rate', subject: 'trip', given })).toBe('decision-not-possible');
      expect(await refused({ kind: 'correct', subject: 'mileage[drive]', changes: { km: -1 }, reason: other })).toBe(
        'invalid-input',
      );
    });

    test('everything is taken back one by one, and what was taken back is still told', async () => {
      await decide(claim.id, kilometres(90));
      const line = perDiem();
      const subject = `trip:${line?.rule}:${line?.travelDay}:${line?.date}`;
      const two = await decide(claim.id, { kind: 'reject', subject, reason: other });
      expect(two.difference.afterCents).toBe(two.evaluation.totals.mileageCents);
      for (const { id } of two.decisions) {
        await first.post(`/api/claims/${claim.id}/review/undo`, { decisionId: id });
      }
      const none = await review(claim.id);
      expect(none).toMatchObject({ toSend: false, way: 'none', difference: { afterCents: claim.payableCents } });
      expect(none.decisions.map(({ undone }) => undone?.by)).toEqual(['Anneli Assistentti', 'Anneli Assistentti']);
      const again = await first.refused('POST', `/api/claims/${claim.id}/review/undo`, {
        decisionId: none.decisions[0]?.id,
      });
      expect(again.code).toBe('wrong-state');
    });

    test('each is accepted with one answer; with the last the claim goes on', async () => {
      await decide(claim.id, kilometres(90));
      await decide(claim.id, { kind: 'correct', subject: 'trip', changes: { waivesPerDiem: true }, reason: other });
      await send(claim.id);
      const { version, changes } = await correction(member(), claim.id);
      const [one, two] = changes.map(({ decisionId }) => decisionId);
      const path = `/api/claims/${claim.id}/correction/replies`;
      await member().post(path, { version, decisionIds: [one], accepted: true });
      expect((await review(claim.id)).state).toBe('corrected');
      expect(await member().refused('POST', path, { version, decisionIds: [999_999], accepted: true })).toMatchObject({
        code: 'not-found',
      });
      expect(await member().refused('POST', path, { version: 1, decisionIds: [two], accepted: true })).toMatchObject({
        code: 'changed-meanwhile',
      });
      await member().post(path, { version, decisionIds: [two], accepted: true });
      expect(await review(claim.id)).toMatchObject({
        state: 'submitted',
        correction: { state: 'given' },
        toSend: false,
      });
    });

    test('taken back after the consent it makes a third version, equal to the first, that needs no consent', async () => {
      const { decisions } = await review(claim.id);
      for (const { id, undone } of decisions) {
        if (undone === null) await first.post(`/api/claims/${claim.id}/review/undo`, { decisionId: id });
      }
      const sentBack = await send(claim.id);
      expect(sentBack).toMatchObject({ state: 'submitted', correction: { version: 3, way: 'none' } });
      expect(sentBack.correction?.afterCents).toBe(claim.payableCents);
      const refused = await first.refused('POST', `/api/claims/${claim.id}/correction`, {
        revision: sentBack.revision,
      });
      expect(refused.code).toBe('nothing-to-send');
    });
  });

  describe('a return after an objection', () => {
    let claim: ClaimView;
    const member = () => members[8] as Client;

    test('gives the member what they sent, not the correction they objected to, with the question', async () => {
      claim = await filed(member(), 100);
      await decide(claim.id, kilometres(90));
      await send(claim.id);
      const { version, changes } = await correction(member(), claim.id);
      const objection = { version, decisionIds: changes.map(({ decisionId }) => decisionId), accepted: false };
      await member().post(`/api/claims/${claim.id}/correction/replies`, { ...objection, reason: 'Ajoin 95 km.' });
      const message = 'Mistä 95 kilometriä tulee?';
      expect(await first.post(`/api/claims/${claim.id}/return`, { message })).toMatchObject({ state: 'returned' });
      const back = await member().get<ClaimView>(`/api/claims/${claim.id}`);
      expect(back).toMatchObject({ state: 'returned', version: 2, may: { edit: true, submit: true } });
      expect(back.draft.mileage[0]?.km).toBe(100);
      const asked = await member().get<QuestionView[]>(`/api/claims/${claim.id}/questions`);
      expect(asked.map(({ question }) => question)).toEqual([message]);
    });

    test('sent again with another number it is a third version, examined anew: no decision and no objection stands', async () => {
      const back = await member().get<ClaimView>(`/api/claims/${claim.id}`);
      const mileage = back.draft.mileage.map((drive) => ({ ...drive, km: 95, routeKm: 95 }));
      const saved = await save(member(), back, { ...back.draft, mileage });
      // What was asked about has changed: that is an answer.
      expect(await sign(member(), saved)).toMatchObject({ state: 'submitted', version: 3 });
      const seen = await review(claim.id);
      expect(seen).toMatchObject({ baseVersion: 3, decisions: [], correction: null, toSend: false });
      // What was corrected before is known, and is not what stands there now.
      expect(seen.corrected).toMatchObject([{ field: 'km', before: 100, after: 90 }]);
      expect(seen.draft.mileage[0]?.km).toBe(95);
      expect(await approve(first, claim.id)).toMatchObject({ state: 'approved', version: 3 });
    });
  });

  describe('questions', () => {
    let claim: ClaimView;
    const member = () => members[3] as Client;
    const question = 'Miksi et tullut junalla?';

    test('keep the claim from being approved or corrected; it is returned with them', async () => {
      claim = await filed(member(), 100);
      await decide(claim.id, { kind: 'ask', subject: 'mileage[drive]', question });
      const { revision } = await review(claim.id);
      for (const step of ['approval', 'correction']) {
        expect(await first.refused('POST', `/api/claims/${claim.id}/${step}`, { revision })).toMatchObject({
          code: 'questions-open',
        });
      }
      const returned = await first.post<ClaimView>(`/api/claims/${claim.id}/return`, { message: 'Milloin palasit?' });
      expect(returned).toMatchObject({ state: 'returned', lastMessage: { text: `Milloin palasit?\n${question}` } });
      const asked = await member().get<QuestionView[]>(`/api/claims/${claim.id}/questions`);
      expect(asked.map((each) => [each.subject, each.question, each.answer])).toEqual([
        ['mileage[drive]', question, ''],
        ['claim', 'Milloin palasit?', ''],
      ]);
    });

    test('an unchanged claim is not sent again, nor one with a question left', async () => {
      const open = async () => {
        const { user } = await member().get<{ user: { name: string } }>('/api/session');
        const view = await member().get<ClaimView>(`/api/claims/${claim.id}`);
        return member().refused('POST', `/api/claims/${claim.id}/submission`, {
          revision: view.revision,
          signedName: user.name,
          accepted: true,
          declarationVersion: view.declaration.version,
        });
      };
      expect(await open()).toMatchObject({ status: 422, code: 'questions-unanswered' });
      const asked = await member().get<QuestionView[]>(`/api/claims/${claim.id}/questions`);
      const answer = (id: number | undefined, text: string) =>
        member().put<QuestionView[]>(`/api/claims/${claim.id}/questions/${id}/answer`, { text });
      await answer(asked[0]?.id, 'Juna ei kulkenut.');
      expect((await open()).blocking?.map(({ subject }) => subject)).toEqual(['claim']);
      await answer(asked[1]?.id, 'Kello 18.10.');
    });

    test('with an answer to each it is sent, and the assistant reads them', async () => {
      const sent = await sign(member(), await member().get<ClaimView>(`/api/claims/${claim.id}`));
      expect(sent).toMatchObject({ state: 'submitted', version: 2 });
      const { answered, decisions, baseVersion } = await review(claim.id);
      expect(baseVersion).toBe(2);
      expect(decisions).toEqual([]);
      expect(answered.map((each) => each.answer)).toEqual(['Juna ei kulkenut.', 'Kello 18.10.']);
    });
  });

  describe('the checklist', () => {
    test('needs every item answered, and a comment on what is not in order', async () => {
      const claim = await filed(members[4] as Client, 100);
      const seen = await review(claim.id);
      expect(seen.checklist.map(({ item, service: by }) => [item, by])).toEqual([
        ['invitation', null],
        ['originals', 'no-receipts'],
        ['taxi-reasons', 'no-taxi'],
        ['meals', 'meals-as-arranged'],
        ['bank-details', null],
      ]);
      const path = `/api/claims/${claim.id}/approval`;
      const { revision } = seen;
      const refused = await first.refused('POST', path, { revision, checklist: [{ item: 'invitation', ok: true }] });
      expect(refused).toMatchObject({ code: 'checklist-open', blocking: [{ subject: 'bank-details' }] });
      const answer = (body: object) => first.refused('POST', `/api/claims/${claim.id}/review/checklist`, body);
      expect((await answer({ item: 'invitation', ok: false, comment: ' ' })).code).toBe('comment-missing');
      expect((await answer({ item: 'originals', ok: true })).code).toBe('decision-not-possible');
      await first.post(`/api/claims/${claim.id}/review/checklist`, {
        item: 'bank-details',
        ok: false,
        comment: 'Eri.',
      });
      const later = await review(claim.id);
      const still = { revision: later.revision, checklist: [{ item: 'invitation', ok: true }] };
      expect((await first.refused('POST', path, still)).code).toBe('checklist-open');
      expect(await approve(first, claim.id)).toMatchObject({ state: 'approved' });
    });
  });

  describe('two persons', () => {
    test('at the sum one is enough, a cent over it two are needed, and the first may take theirs back', async () => {
      const member = members[5] as Client;
      const claim = await filed(member, 280);
      expect(claim.payableCents).toBeGreaterThan(20_000);
      expect(await approve(first, claim.id)).toMatchObject({ state: 'awaiting-second' });
      expect(
        await first.refused('POST', `/api/claims/${claim.id}/review/decisions`, {
          lastAct: 0,
          decision: { kind: 'accept', subject: 'trip' },
        }),
      ).toMatchObject({ code: 'wrong-state' });
      const { revision } = await review(claim.id);
      const back = await first.post<ReviewView>(`/api/claims/${claim.id}/correction/withdrawal`, { revision });
      expect(back).toMatchObject({ state: 'submitted', may: { approve: true } });
      await approve(first, claim.id);
      expect((await review(claim.id)).may.approve).toBe(false);
      expect(await approve(second, claim.id)).toMatchObject({ state: 'approved' });
    });

    test('nobody decides on their own claim, whatever their role', async () => {
      const [meeting] = await (members[0] as Client).get<MeetingView[]>('/api/meetings');
      expect(meeting).toBeDefined();
      const { id } = (await service.deps.db.select().from(users).where(eq(users.username, 'koko7')))[0] ?? {};
      await service.deps.db
        .update(users)
        .set({ roles: ['member', 'assistant'] })
        .where(eq(users.id, id ?? ''));
      const own = await signedIn('koko7');
      const [mine] = await own.get<ClaimSummary[]>('/api/claims');
      const path = `/api/claims/${mine?.id}`;
      const decision = { lastAct: 0, decision: { kind: 'accept', subject: 'trip' } };
      expect((await own.refused('POST', `${path}/review/decisions`, decision)).code).toBe('own-claim');
      expect((await own.refused('POST', `${path}/correction`, { revision: 0 })).code).toBe('own-claim');
      expect((await own.refused('POST', `${path}/approval`, { revision: 0 })).code).toBe('own-claim');
      expect((await own.get<ReviewView>(`${path}/review`)).may).toEqual({
        decide: false,
        send: false,
        withdraw: false,
        return: false,
        approve: false,
      });
    });
  });

  describe('two assistants at once', () => {
    let claim: ClaimView;
    const outcomes = async (...attempts: Promise<Response>[]) =>
      (await Promise.all(attempts)).map(({ status }) => status).toSorted();

    test('on one line: exactly one decides, the other is told, and both decisions are seen', async () => {
      claim = await filed(members[6] as Client, 100);
      const path = `/api/claims/${claim.id}/review/decisions`;
      const statuses = await outcomes(
        first.request('POST', path, { lastAct: 0, decision: kilometres(90) }),
        second.request('POST', path, { lastAct: 0, decision: kilometres(80) }),
      );
      expect(statuses).toEqual([200, 409]);
      const { decisions, lastAct } = await review(claim.id);
      expect(decisions).toHaveLength(1);
      const late = { lastAct, decision: { kind: 'accept', subject: 'mileage[drive]' } };
      const seen = await second.post<ReviewView>(path, late);
      expect(new Set(seen.decisions.map(({ by }) => by)).size).toBeGreaterThanOrEqual(1);
      expect(seen.decisions.map(({ mine }) => mine).at(-1)).toBe(true);
    });

    test('on two lines: both decisions are kept', async () => {
      const { lastAct } = await review(claim.id);
      const path = `/api/claims/${claim.id}/review/decisions`;
      const accept = (subject: string) => ({ lastAct, decision: { kind: 'accept', subject } });
      expect(
        await outcomes(
          first.request('POST', path, accept('mileage[drive]')),
          second.request('POST', path, accept('trip')),
        ),
      ).toEqual([200, 200]);
    });

    test('one sends the correction that the other sends too: exactly one version is made', async () => {
      const { revision } = await review(claim.id);
      const path = `/api/claims/${claim.id}/correction`;
      expect(
        await outcomes(first.request('POST', path, { revision }), second.request('POST', path, { revision })),
      ).toEqual([200, 409]);
      const view = await first.get<ClaimView>(`/api/claims/${claim.id}`);
      expect(view.versions).toHaveLength(2);
    });

    test('approve it both: exactly one approval counts', async () => {
      const member = members[6] as Client;
      const { version, changes } = await correction(member, claim.id);
      const decisionIds = changes.map(({ decisionId }) => decisionId);
      await member.post(`/api/claims/${claim.id}/correction/replies`, { version, decisionIds, accepted: true });
      const { revision, checklist } = await review(claim.id);
      const answers = checklist.flatMap(({ item, service: by }) => (by === null ? [{ item, ok: true }] : []));
      const path = `/api/claims/${claim.id}/approval`;
      const body = { revision, checklist: answers };
      expect(await outcomes(first.request('POST', path, body), second.request('POST', path, body))).toEqual([200, 409]);
      expect((await review(claim.id)).approvals.map(({ kind }) => kind)).toEqual(['final']);
    });

    test('a claim that was decided on meanwhile is not approved unseen', async () => {
      const other = await filed(members[7] as Client, 100);
      const { revision } = await review(other.id);
      await decide(other.id, { kind: 'accept', subject: 'trip' }, second);
      const refused = await first.refused('POST', `/api/claims/${other.id}/approval`, { revision });
      expect(refused).toMatchObject({ status: 409, code: 'changed-meanwhile' });
    });
  });

  test('filters of the queue are kept by name, each assistant’s own', async () => {
    const filter = { state: 'all', flag: 'late-claim', group: null, order: 'deadline' };
    const [kept] = await first.post<{ id: string }[]>('/api/review/filters', { name: ' Myöhässä ', filter });
    expect(kept).toMatchObject({ name: 'Myöhässä', filter });
    const again = await first.post<unknown[]>('/api/review/filters', {
      name: 'Myöhässä',
      filter: { ...filter, order: 'sum' },
    });
    expect(again).toMatchObject([{ filter: { order: 'sum' } }]);
    expect(await second.get('/api/review/filters')).toEqual([]);
    expect((await second.refused('DELETE', `/api/review/filters/${kept?.id}`)).code).toBe('not-found');
    expect((await first.refused('DELETE', `/api/review/filters/${randomUUID()}`)).code).toBe('not-found');
    expect(await (await first.request('DELETE', `/api/review/filters/${kept?.id}`)).json()).toEqual([]);
  });

  test('decisions and answers are never changed, whatever the program believes', async () => {
    const change = service.deps.db.execute('update review_acts set at = now()');
    await expect(change).rejects.toMatchObject({ cause: { message: expect.stringContaining('refused') } });
  });
});
