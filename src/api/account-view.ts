import { maskedIban, plainIban } from '../claim/iban.ts';
import type { ReviewView } from '../claim/review-views.ts';
import type { ClaimState } from '../claim/views.ts';
import { ibanChecksOf, lastIbans } from '../store/batch-payable.ts';
import type { Db } from '../store/db.ts';
import type { User } from '../store/people.ts';
import type { Examined } from './examined.ts';

/** After these the account can still be checked and the claim still be paid. */
const checkable: readonly ClaimState[] = ['submitted', 'corrected', 'awaiting-second', 'approved', 'payment-rejected'];

/** Both account numbers hidden but for their last four; null where the account is the one last paid to, or the first. */
export async function accountView(
  db: Db,
  { record: { claim, member }, current }: Pick<Examined, 'record' | 'current'>,
  user: Pick<User, 'id'>,
): Promise<ReviewView['account']> {
  const now = plainIban(current.draft.payment.iban);
  const before = (await lastIbans(db, [member.id])).get(member.id);
  if (before === undefined || before === now) return null;
  const checks = (await ibanChecksOf(db, [member.id])).filter(({ iban }) => iban === now);
  return {
    before: maskedIban(before),
    now: maskedIban(now),
    sentAt: current.signedAt.toISOString(),
    checks: checks.map(({ name, checkedAt }) => ({ by: name, at: checkedAt.toISOString() })),
    mayCheck:
      member.id !== user.id &&
      checkable.includes(claim.state) &&
      !checks.some(({ checkedBy }) => checkedBy === user.id),
  };
}
