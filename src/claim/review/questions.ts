import type { ClaimDraft } from '../draft.ts';
import { rowId } from '../line-subject.ts';
import { isSame } from './same.ts';

/**
 * Questions on a returned claim (palautettu / returnerad): it is sent again only when each has its answer, in words or by
 * a change of what was asked about. So nobody sends the same claim again unchanged.
 */

/** `subject` as in a decision; `claim` for what was asked of the claim as a whole. */
export type Question = { id: number; subject: string };
export const WHOLE_CLAIM = 'claim';

export function unanswered<Q extends Question>(
  questions: readonly Q[],
  answers: ReadonlyMap<number, string>,
  sent: ClaimDraft,
  draft: ClaimDraft,
): Q[] {
  return questions.filter(
    ({ id, subject }) => (answers.get(id) ?? '').trim() === '' && isSame(partOf(subject, sent), partOf(subject, draft)),
  );
}

/** The part of a draft a question is about. A row that was taken out is a change too. */
function partOf(subject: string, draft: ClaimDraft): unknown {
  const expense = rowId(subject, 'expenses');
  if (expense !== null) return draft.expenses.find(({ id }) => id === expense) ?? null;
  const drive = rowId(subject, 'mileage');
  if (drive !== null) return draft.mileage.find(({ id }) => id === drive) ?? null;
  return subject === WHOLE_CLAIM ? draft : { trip: draft.trip, legs: draft.legs };
}
