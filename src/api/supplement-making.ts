import { randomUUID } from 'node:crypto';
import { assess, isRefusal } from '../claim/assess.ts';
import { Evaluation, TripClaim } from '../claim/claim.ts';
import { finnishDate } from '../claim/days.ts';
import { openDraft } from '../claim/new-draft.ts';
import { holds, standing } from '../claim/review/apply.ts';
import type { Decided } from '../claim/review/decision.ts';
import { draftRows, heldSubjects, receiptsHeld, supplementOf } from '../claim/review/supplement.ts';
import { pinPack, type RulePacks } from '../claim/rules.ts';
import { noticeOf } from '../mail/notice.ts';
import { record } from '../store/audit.ts';
import { addMessage, type ClaimRow, claimVersion, drawNumber } from '../store/claims.ts';
import { baseOf } from '../store/corrections.ts';
import type { Db } from '../store/db.ts';
import { queueMail } from '../store/mails.ts';
import { settleOriginals } from '../store/originals.ts';
import { userById } from '../store/people.ts';
import { drawLot } from '../store/random-samples.ts';
import { actsOf, addAct } from '../store/review.ts';
import {
  addSupplement,
  freezeSupplement,
  leaveOthers,
  type NewSupplement,
  shareReceipts,
  supplementIdOf,
} from '../store/supplements.ts';
import type { Deps } from './deps.ts';

type Tools = Pick<Deps, 'queue' | 'packs' | 'publicUrl'>;

/**
 * Makes the supplement of an approved claim that holds rows back (lisälasku / tilläggsräkning), in the transaction that
 * settles the approval: returned to its member with the questions. Nothing where no row is held, or it is made already.
 */
export async function makeSupplement(tx: Db, tools: Tools, first: ClaimRow, at: Date): Promise<void> {
  const version = await claimVersion(tx, first.id, first.version);
  if (!version) throw new Error(`claim ${first.id} lost version ${first.version}`);
  const claim = TripClaim.parse(JSON.parse(version.tripClaim));
  const held = heldSubjects(claim);
  if (held.size === 0 || (await supplementIdOf(tx, first.id)) !== null) return;
  const evaluation = Evaluation.parse(JSON.parse(version.evaluation));
  const id = randomUUID();
  const number = await drawNumber(tx, Number(finnishDate(at).slice(0, 4)));
  const whole = openDraft(version.draft);
  const mine = draftRows(whole, held, 'held');
  const ids = new Map(mine.expenses.flatMap(({ receiptId }) => (receiptId ? [[receiptId, randomUUID()]] : [])));
  const tripClaim = supplementOf({ claim, evaluation }, { id, number: first.number });
  const made: NewSupplement = {
    id,
    number,
    first,
    version,
    draft: {
      ...mine,
      expenses: mine.expenses.map((row) => ({ ...row, receiptId: ids.get(row.receiptId ?? '') ?? null })),
    },
    receipts: version.receipts.flatMap((receipt) => {
      const own = ids.get(receipt.id);
      return own === undefined ? [] : [{ ...receipt, id: own }];
    }),
    tripClaim,
    evaluation: computed(tripClaim, tools.packs.found, evaluation),
    at,
  };
  await addSupplement(tx, made);
  await shareReceipts(
    tx,
    [...ids].map(([from, to]) => ({ from, to })),
    id,
  );
  await freezeSupplement(tx, made);
  await leaveOthers(tx, {
    claimId: first.id,
    draft: draftRows(whole, held, 'others'),
    gone: receiptsHeld(whole, held),
    at,
  });
  await settleOriginals(tx, id, at);
  await drawLot(tx, { id, number }, finnishDate(at), at);
  await ask(tx, made, holds(standing(await actsOf(tx, await baseOf(tx, version)))), at);
  const details = { supplementTo: first.number, rows: [...held] };
  await record(tx, { at, actorId: null, action: 'supplement-made', subject: `claim ${number} version 1`, details });
  await tools.queue.send(tx, 'seal-claim', { claimId: id, version: 1 });
  await tell(tx, tools, made);
}

/** By the very packs the first claim was computed by. */
function computed(claim: TripClaim, packs: RulePacks, { packs: used }: Evaluation): Evaluation {
  const pinned = used.reduce((all, { id }) => pinPack(all, id) ?? all, packs);
  const result = assess(claim, pinned);
  if (isRefusal(result)) throw new Error(`a supplement cannot be computed: ${result.error.code}`);
  return result;
}

/** The questions go along, each as it was asked and by whom. */
async function ask(tx: Db, { id }: NewSupplement, questions: readonly Decided[], at: Date): Promise<void> {
  for (const { decision, byId } of questions) {
    if (decision.kind !== 'ask') continue;
    const { kind, subject, question } = decision;
    await addAct(tx, { claimId: id, version: 1, decision: { kind, subject, question }, by: byId, at });
    await addMessage(tx, { claimId: id, fromId: byId, version: 1, text: question, at });
  }
}

async function tell(tx: Db, { queue, publicUrl }: Tools, { id, number, first, at }: NewSupplement): Promise<void> {
  const member = await userById(tx, first.memberId);
  if (!member) return;
  const url = `${publicUrl}/claims/${id}`;
  const { subject, text } = noticeOf('supplement', member.language, { number, first: first.number, url });
  await queueMail(tx, queue, { userId: member.id, subject, text, createdAt: at });
}
