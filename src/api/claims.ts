import { z } from 'zod';
import { finnishDate } from '../claim/days.ts';
import { decide } from '../claim/decide.ts';
import { ClaimDraft } from '../claim/draft.ts';
import { maskedIban, plainIban } from '../claim/iban.ts';
import { openDraft } from '../claim/new-draft.ts';
import { Problem, type ProblemCode } from '../claim/problem.ts';
import { unanswered } from '../claim/review/questions.ts';
import { usualTripOf } from '../claim/usual.ts';
import { ClaimSummary, ClaimView } from '../claim/views.ts';
import { filed, only, own } from '../identity/access.ts';
import { record } from '../store/audit.ts';
import { type ClaimRecord, claimsOfMember, freeze, saveDraft } from '../store/claims.ts';
import type { Db } from '../store/db.ts';
import { settleOriginals } from '../store/originals.ts';
import { rememberIban, type User } from '../store/people.ts';
import { drawLot } from '../store/random-samples.ts';
import { receiptsOf } from '../store/receipts.ts';
import { answersOf } from '../store/review.ts';
import { closePasses } from '../store/upload-passes.ts';
import { rememberTrip } from '../store/usual-trips.ts';
import { userOf } from './access.ts';
import { keepCorrections } from './accuracy.ts';
import { asItStands, claimContext, claimSummary, claimView, declarations } from './claim-view.ts';
import type { App, Deps } from './deps.ts';
import { examined, questionsIn } from './examined.ts';
import { notify, tellFilers } from './notify.ts';
import { unplaceable } from './placeable.ts';
import type { Blocking } from './problems.ts';
import { begin } from './starting.ts';
import { forWriting } from './writing.ts';

/** A member's claims: started from a meeting, saved as they are written, signed and sent. */

const Id = z.strictObject({ id: z.uuid() });

const Submission = z.strictObject({
  revision: z.int().min(0),
  signedName: z.string().min(1).max(200),
  accepted: z.boolean(),
  declarationVersion: z.string().max(40),
  /** The sum the member saw: signing for it fails where another one is due by now (new rules, a filing month gone by). */
  payableCents: z.int().optional(),
});

export function claimRoutes(app: App, deps: Deps): void {
  const { db, packs, now } = deps;
  const tags = ['claims'];

  app.get(
    '/api/claims',
    { config: { access: only('member') }, schema: { tags, response: { 200: z.array(ClaimSummary) } } },
    async (request) => {
      const inForce = await packs.inForce(db);
      const found = await claimsOfMember(db, userOf(request).id);
      return Promise.all(
        found.map(async (claim) => claimSummary(inForce, await asItStands(db, claim, inForce, now()))),
      );
    },
  );

  app.post(
    '/api/claims',
    {
      config: { access: only('member') },
      schema: { tags, body: z.strictObject({ meetingId: z.uuid() }), response: { 200: ClaimView } },
    },
    async (request) => {
      const user = userOf(request);
      const { meetingId } = request.body;
      const id = await db.transaction((tx) => begin(tx, { member: user, by: user, meetingId, at: now() }));
      return claimView(deps, db, id, user);
    },
  );

  app.get(
    '/api/claims/:id',
    {
      config: { access: filed('claim', 'assistant') },
      schema: { tags, params: Id, response: { 200: ClaimView } },
    },
    async (request) => {
      const user = userOf(request);
      const view = await claimView(deps, db, request.params.id, user);
      const writes = view.may.edit || view.may.takeBack;
      if (view.member.id !== user.id && !writes) {
        // A draft is the member's own until it is sent, and theirs who may file it.
        if (view.state === 'draft') throw new Problem('not-found');
        await record(db, { at: now(), actorId: user.id, action: 'claim-viewed', subject: `claim ${view.number}` });
      }
      return view;
    },
  );

  app.put(
    '/api/claims/:id',
    {
      config: { access: filed('claim') },
      schema: {
        tags,
        params: Id,
        body: z.strictObject({ revision: z.int().min(0), draft: ClaimDraft }),
        response: { 200: ClaimView },
      },
    },
    async (request) => {
      const user = userOf(request);
      const { id } = request.params;
      const { revision } = request.body;
      await db.transaction(async (tx) => {
        const claim = await forWriting(tx, { id, user, step: 'save', now: now() });
        if (claim.claim.revision !== revision) throw new Problem('changed-meanwhile');
        const draft = savedBy(user, claim.claim, request.body.draft);
        const context = await claimContext(tx, claim, await receiptsOf(tx, id), now());
        const { evaluation } = decide(draft, context, await packs.heldInForce(tx));
        await saveDraft(tx, id, { draft, evaluation });
      });
      return claimView(deps, db, id, user);
    },
  );

  app.post(
    '/api/claims/:id/submission',
    { config: { access: own('claim') }, schema: { tags, params: Id, body: Submission, response: { 200: ClaimView } } },
    async (request) => {
      const user = userOf(request);
      const { id } = request.params;
      const unusable = await unplaceable(deps, id, user.language);
      if (unusable.length > 0) throw blocked('claim-incomplete', unusable);
      await db.transaction((tx) => submit(tx, deps, id, user, request.body));
      return claimView(deps, db, id, user);
    },
  );
}

/** The draft to keep. Who files for another is shown the account number hidden: so it comes back, and stays as it was. */
function savedBy({ id }: User, { memberId, draft: kept }: ClaimRecord['claim'], draft: ClaimDraft): ClaimDraft {
  const { iban } = kept.payment;
  if (id === memberId || plainIban(draft.payment.iban) !== plainIban(maskedIban(iban))) return draft;
  return { ...draft, payment: { ...draft.payment, iban } };
}

/** Freezes the claim as it stands, with the packs it was computed by, and queues its sealed document. */
async function submit(tx: Db, deps: Deps, id: string, user: User, body: z.infer<typeof Submission>): Promise<void> {
  const at = deps.now();
  const found = await forWriting(tx, { id, user, step: 'submit', now: at });
  const { claim } = found;
  if (claim.revision !== body.revision) throw new Problem('changed-meanwhile');
  const declaration = declarations[user.language];
  if (!body.accepted || body.declarationVersion !== declaration.version) throw new Problem('declaration-not-accepted');
  if (plainName(body.signedName) !== plainName(user.name))
    throw new Problem('name-does-not-match', { name: user.name });

  if (claim.state === 'returned') await refuseUnanswered(tx, deps, claim);

  const receipts = await receiptsOf(tx, id);
  const { tripClaim, evaluation, missing } = decide(
    claim.draft,
    await claimContext(tx, found, receipts, at),
    await deps.packs.heldInForce(tx),
  );
  if (missing.length > 0 || tripClaim === null || evaluation === null) {
    throw blocked(
      'claim-incomplete',
      missing.map(({ path, code, action }) => ({ code, subject: path, action: action[user.language] })),
    );
  }
  const errors = evaluation.findings.filter((finding) => finding.severity === 'error');
  if (errors.length > 0) {
    throw blocked(
      'claim-has-errors',
      errors.map(({ code, subject, action }) => ({ code, subject, action: action[user.language] })),
    );
  }

  const { payableCents } = evaluation.totals;
  if (body.payableCents !== undefined && body.payableCents !== payableCents) throw new Problem('sum-changed');

  const version = claim.version + 1;
  const subject = `claim ${claim.number} version ${version}`;
  await freeze(tx, {
    claimId: id,
    version,
    tripClaim,
    evaluation,
    draft: claim.draft,
    receipts: receipts.map(({ id: receiptId, sha256, fileName }) => ({ id: receiptId, sha256, fileName })),
    language: user.language,
    signedName: body.signedName,
    signedBy: user.id,
    signedAt: at,
    declarationVersion: declaration.version,
  });
  const { missing: papers } = await settleOriginals(tx, id, at);
  // The lot is drawn once: a claim sent again keeps the one of its first sending.
  if (version === 1) await drawLot(tx, claim, finnishDate(at), at);
  await keepCorrections(tx, { draft: claim.draft, receipts, byRole: 'member', day: finnishDate(at) });
  await rememberIban(tx, user.id, plainIban(claim.draft.payment.iban));
  const { startsAt: start, endsAt: end, place, address } = found.meeting;
  const usual = usualTripOf(claim.draft, { start, end, place, address });
  if (usual) await rememberTrip(tx, user.id, usual, at);
  await closePasses(tx, id, at);
  const details = { packs: evaluation.packs, corrected: corrected(claim.draft, receipts) };
  await record(tx, { at, actorId: user.id, action: 'claim-submitted', subject, details });
  await deps.queue.send(tx, 'seal-claim', { claimId: id, version });
  const notice = papers > 0 ? 'submitted' : 'submitted-no-paper';
  await notify(tx, deps, { userId: user.id, language: user.language, notice, claim });
  if (claim.askedBy !== null) await tellFilers(tx, deps, claim, 'confirmed');
}

/** A returned claim is sent again only with an answer to each question, in words or by a change of what was asked about. */
async function refuseUnanswered(tx: Db, deps: Deps, claim: ClaimRecord['claim']): Promise<void> {
  const { base, current, consent, decisions } = await examined(tx, deps, claim.id);
  const returned = consent === 'waiting' || consent === 'objected' ? base : current;
  const answers = await answersOf(tx, { claimId: claim.id, version: base.version });
  const questions = questionsIn(decisions).map(({ id, decision }) => ({ id, ...decision }));
  const open = unanswered(questions, answers, openDraft(returned.draft), openDraft(claim.draft));
  if (open.length === 0) return;
  const blocking = open.map(({ subject, question }) => ({ code: 'question-open', subject, action: question }));
  throw blocked('questions-unanswered', blocking);
}

const plainName = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('fi');

const blocked = (code: ProblemCode, blocking: Blocking): Problem => Object.assign(new Problem(code), { blocking });

/** Which values the member changed from what was read: the field and its receipt, never the values themselves. */
function corrected(
  draft: ClaimDraft,
  receipts: readonly {
    id: string;
    reading: { total: { cents: number } | null; date: { value: string } | null } | null;
  }[],
): string[] {
  const readings = new Map(receipts.map((receipt) => [receipt.id, receipt.reading]));
  return draft.expenses.flatMap(({ receiptId, amountCents, date }) => {
    const reading = receiptId === null ? null : readings.get(receiptId);
    if (!reading) return [];
    const changed: string[] = [];
    if (reading.total !== null && reading.total.cents !== amountCents) changed.push(`${receiptId} amount`);
    if (reading.date !== null && reading.date.value !== date) changed.push(`${receiptId} date`);
    return changed;
  });
}
