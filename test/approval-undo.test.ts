import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PayableView } from '../src/claim/finance-views.ts';
import type { UndoableApproval } from '../src/claim/review/undo.ts';
import type { ReviewView } from '../src/claim/review-views.ts';
import type { AuditEntry, ClaimView, MailView, MeetingView } from '../src/claim/views.ts';
import { demoPassword } from '../src/demo/accounts.ts';
import { hashPassword } from '../src/identity/password.ts';
import { users } from '../src/store/schema.ts';
import { Client, until } from './client.ts';
import { approve, dayTrip, documentReady, driveOf, fileSimpleClaim, save, sign } from './filing.ts';
import { engines, type TestService, TODAY, testService } from './service.ts';

/** An approval can be undone for a while; until then nothing is sealed and nobody is told. By HTTP only. */

const SECOND = 1000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Longer than a job waits for its turn: what was to run by now has run. */
const jobsRan = () => pause(1500);

describe.each(engines)('undoing an approval on %s, by default 30 s', (engine) => {
  let service: TestService;
  let first: Client;
  let second: Client;
  let admin: Client;
  let finance: Client;
  let member: Client;
  let claim: ClaimView;
  // One more than there are tests: a test tried again needs a member of its own.
  const members = ['jasen', 'koko7', 'koko8', 'koko9', 'koko10', 'koko11', 'koko12', 'medlem'];
  let now = TODAY.getTime();
  const pass = (ms: number): void => {
    now += ms;
  };

  beforeAll(async () => {
    const env = { APPROVAL_UNDO_SECONDS: '', APPROVAL_SECOND_OVER_EUROS: '200' };
    service = await testService(engine, { env, now: () => new Date(now) });
    await service.deps.db.insert(users).values({
      username: 'toinen',
      name: 'Toini Tarkastaja',
      email: 'toinen@example.invalid',
      roles: ['assistant'],
      passwordHash: await hashPassword(demoPassword),
      createdAt: TODAY,
      demo: true,
    });
    first = await signedIn('assistentti');
    second = await signedIn('toinen');
    admin = await signedIn('paakayttaja');
    finance = await signedIn('talous');
  });
  afterAll(() => service?.stop());
  beforeEach(async () => {
    member = await signedIn(members.shift() ?? '');
    claim = await filed(100);
  });

  async function signedIn(username: string): Promise<Client> {
    const client = new Client(service.address);
    await client.signIn(username);
    return client;
  }

  /** A drive of so many km and a per diem: 100 km stay under the sum two persons approve, 400 km do not. */
  async function filed(km: number): Promise<ClaimView> {
    const meetings = await member.get<MeetingView[]>('/api/meetings');
    const meeting = meetings.find((each) => each.claimId === null && each.end < '2026-03-20');
    const started = await member.post<ClaimView>('/api/claims', { meetingId: meeting?.id });
    const date = started.meeting.start.slice(0, 10);
    const drive = driveOf(date, km);
    return sign(member, await save(member, started, { ...dayTrip(started.draft, date), mileage: [drive] }));
  }

  const view = (id = claim.id) => member.get<ClaimView>(`/api/claims/${id}`);
  const review = (by = first) => by.get<ReviewView>(`/api/claims/${claim.id}/review`);
  const undoable = (by = first) => by.get<UndoableApproval[]>('/api/review/undoable');
  const undo = (by = first) => by.post<ClaimView>(`/api/claims/${claim.id}/approval/undo`);
  const undoRefused = (by = first) => by.refused('POST', `/api/claims/${claim.id}/approval/undo`);
  const prolong = (by = first) => by.post<UndoableApproval[]>(`/api/claims/${claim.id}/approval/prolongation`);
  const told = async () =>
    (await admin.get<MailView[]>('/api/mails')).filter(
      ({ subject, text }) => subject === 'Matkalaskusi on hyväksytty' && text.includes(claim.number),
    );
  const actions = async () =>
    (await admin.get<AuditEntry[]>('/api/audit'))
      .filter(({ subject }) => subject.startsWith(`claim ${claim.number}`))
      .map(({ action }) => action);

  test('for 30 s nothing is sealed, paid or told; at 29.999 s it is undone with everything decided, and stays so', async () => {
    const { lastAct } = await review();
    const decision = { kind: 'accept', subject: 'mileage[drive]' };
    await first.post(`/api/claims/${claim.id}/review/decisions`, { lastAct, decision });
    expect((await approve(first, claim.id)).state).toBe('approved');
    expect(await undoable()).toMatchObject([
      { claimId: claim.id, number: claim.number, first: false, leftMs: 30 * SECOND, mayProlong: true },
    ]);
    expect(await undoable(second)).toEqual([]);
    await jobsRan();
    expect((await view()).document?.state).toBe('making');
    expect(await told()).toEqual([]);
    const { waitingForDocument } = await finance.get<PayableView>('/api/payable');
    expect(waitingForDocument.map(({ id }) => id)).toEqual([claim.id]);
    const refused = await finance.refused('POST', '/api/batches', { claimIds: [claim.id] });
    expect(refused.code).toBe('document-not-ready');

    pass(30 * SECOND - 1);
    expect((await undo()).state).toBe('submitted');
    const after = await review();
    expect(after.decisions.map(({ decision: made, undone }) => [made.kind, undone])).toEqual([['accept', null]]);
    expect(after.checklist.every(({ service: by, answer }) => by !== null || answer?.ok)).toBe(true);
    expect(after.approvals.map(({ kind }) => kind)).toEqual(['final', 'undone']);
    expect(await undoable()).toEqual([]);
    pass(3600 * SECOND);
    await jobsRan();
    expect((await view()).state).toBe('submitted');
    expect(await told()).toEqual([]);
    expect(await actions()).toEqual(expect.arrayContaining(['claim-approved', 'approval-undone']));
    expect(await actions()).not.toContain('approval-settled');
  });

  test('at 30 s it is settled: undoing is refused, both copies are sealed and its member is told once', async () => {
    await approve(first, claim.id);
    await undo();
    await approve(first, claim.id);
    pass(30 * SECOND);
    const refused = await undoRefused();
    expect(refused).toMatchObject({ status: 409, code: 'approval-settled' });
    expect(refused.detail).toContain('palauttaa');
    await documentReady(member, claim.id);
    expect(await undoRefused()).toMatchObject({ code: 'approval-settled' });
    await jobsRan();
    expect(await told()).toHaveLength(1);
    expect((await actions()).filter((action) => action === 'approval-settled')).toHaveLength(1);
    expect((await finance.get<PayableView>('/api/payable')).claims.map(({ id }) => id)).toEqual([claim.id]);
  });

  test('what was settled in error goes back to its member, who sends it again', async () => {
    await approve(first, claim.id);
    pass(30 * SECOND);
    await documentReady(member, claim.id);
    const message = 'Hyväksyin väärän laskun. Lähetä tämä uudelleen.';
    expect((await first.post<ClaimView>(`/api/claims/${claim.id}/return`, { message })).state).toBe('returned');
    const [question] = await member.get<{ id: number }[]>(`/api/claims/${claim.id}/questions`);
    await member.put(`/api/claims/${claim.id}/questions/${question?.id}/answer`, { text: 'Selvä.' });
    expect(await sign(member, await view())).toMatchObject({ state: 'submitted', version: 2 });
    expect((await documentReady(member, claim.id)).document?.state).toBe('ready');
  });

  test('returned while it could be undone, it is neither settled nor undone later', async () => {
    await approve(first, claim.id);
    await second.post(`/api/claims/${claim.id}/return`, { message: 'Kuka ajoi?' });
    pass(60 * SECOND);
    await jobsRan();
    expect(await told()).toEqual([]);
    expect(await undoRefused()).toMatchObject({ code: 'wrong-state' });
    expect((await view()).state).toBe('returned');
  });

  test('only its approver undoes or prolongs it', async () => {
    await approve(first, claim.id);
    expect(await undoRefused(second)).toMatchObject({ status: 403, code: 'approval-of-another' });
    const path = `/api/claims/${claim.id}/approval/prolongation`;
    expect(await second.refused('POST', path)).toMatchObject({ code: 'approval-of-another' });
    const both = await Promise.allSettled([undo(), undo()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await review()).approvals.map(({ kind }) => kind)).toEqual(['final', 'undone']);
  });

  test('the time is prolonged, up to ten times its length and not beyond', async () => {
    await approve(first, claim.id);
    pass(20 * SECOND);
    expect(await prolong()).toMatchObject([{ leftMs: 30 * SECOND, mayProlong: true }]);
    pass(29 * SECOND);
    await jobsRan();
    expect((await view()).document?.state).toBe('making');
    for (let left = 251; left > 25; left -= 25) {
      await prolong();
      pass(25 * SECOND);
    }
    // 299 s after the approval: one is left, however often it is asked for.
    expect(await prolong()).toMatchObject([{ leftMs: SECOND, mayProlong: false }]);
    pass(SECOND);
    expect(await undoRefused()).toMatchObject({ code: 'approval-settled' });
    await documentReady(member, claim.id);
  });

  test('of two approvals the last one undone leaves the first standing, and the first one undone leaves none', async () => {
    const meetings = await member.get<MeetingView[]>('/api/meetings');
    expect(meetings.some(({ claimId }) => claimId === claim.id)).toBe(true);
    const { lastAct } = await review();
    const changes = { km: 400, routeKm: 400 };
    const reason = { code: 'distance-differs', text: '' };
    const decision = { kind: 'correct', subject: 'mileage[drive]', changes, reason };
    const sent = await first.post<ReviewView>(`/api/claims/${claim.id}/review/decisions`, { lastAct, decision });
    await first.post(`/api/claims/${claim.id}/correction`, { revision: sent.revision });
    const { version, changes: made } = await member.get<{ version: number; changes: { decisionId: number }[] }>(
      `/api/claims/${claim.id}/correction`,
    );
    const decisionIds = made.map(({ decisionId }) => decisionId);
    await member.post(`/api/claims/${claim.id}/correction/replies`, { version, decisionIds, accepted: true });

    expect((await approve(first, claim.id)).state).toBe('awaiting-second');
    expect(await undoable()).toMatchObject([{ claimId: claim.id, first: true, mayProlong: false }]);
    expect((await undo()).state).toBe('submitted');
    expect(await undoable()).toEqual([]);
    await approve(first, claim.id);
    expect(await undoRefused(second)).toMatchObject({ code: 'approval-of-another' });
    expect((await approve(second, claim.id)).state).toBe('approved');
    expect(await undoRefused(first)).toMatchObject({ code: 'approval-of-another' });
    expect((await undo(second)).state).toBe('awaiting-second');
    const { revision } = await review();
    expect(await first.refused('POST', `/api/claims/${claim.id}/approval`, { revision })).toMatchObject({
      code: 'same-approver',
    });
    expect((await approve(second, claim.id)).state).toBe('approved');
    pass(30 * SECOND);
    await documentReady(member, claim.id);
  });
});

test('where the time is set to none, an approval cannot be undone and is sealed at once', async () => {
  const service = await testService('pglite');
  try {
    const [member, assistant] = [new Client(service.address), new Client(service.address)];
    await member.signIn('jasen');
    await assistant.signIn('assistentti');
    const sent = await fileSimpleClaim(member);
    await approve(assistant, sent.id);
    expect(await assistant.get('/api/review/undoable')).toEqual([]);
    const refused = await assistant.refused('POST', `/api/claims/${sent.id}/approval/undo`);
    expect(refused.code).toBe('approval-settled');
    await until(
      () => member.get<ClaimView>(`/api/claims/${sent.id}`),
      ({ document }) => document?.state === 'ready',
    );
  } finally {
    await service.stop();
  }
});
