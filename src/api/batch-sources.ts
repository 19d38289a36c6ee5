import { Evaluation } from '../claim/claim.ts';
import { dateOf } from '../claim/days.ts';
import { plainIban, spacedIban } from '../claim/iban.ts';
import { openReading } from '../claim/reading.ts';
import type { PaidClaim } from '../finance/postings.ts';
import type { ReceiptVat } from '../finance/vat.ts';
import { ibanChecksOf, lastIbans, type Payable, payablesOf, readingsOf } from '../store/batch-payable.ts';
import type { Db } from '../store/db.ts';

/** From what is stored of approved claims to what a batch is made of. */

export type Source = { payable: Payable; paid: PaidClaim; claimedCents: number };

const AT_ONCE = 200;

/** The claims a few at a time, in the order of `claimIds`. */
export async function* sourcesOf(db: Db, claimIds: readonly string[]): AsyncGenerator<Source[]> {
  for (let at = 0; at < claimIds.length; at += AT_ONCE) {
    const ids = claimIds.slice(at, at + AT_ONCE);
    const payables = await payablesOf(db, ids);
    const readings = await readingsOf(db, ids);
    yield payables.map((payable) => ({
      payable,
      paid: paidClaim(payable, readings),
      claimedCents: Number(payable.claimedCents ?? payable.version.payableCents),
    }));
  }
}

function paidClaim(payable: Payable, readings: Awaited<ReturnType<typeof readingsOf>>): PaidClaim {
  const { claim, version, member, group, meeting } = payable;
  return {
    number: claim.number,
    version: version.version,
    claimant: member,
    iban: plainIban(version.draft.payment.iban),
    group,
    meeting: meeting.purpose,
    meetingDate: dateOf(meeting.startsAt),
    evaluation: Evaluation.parse(JSON.parse(version.evaluation)),
    followUp: followUpOf(meeting),
    vat: vatOf(payable, readings),
  };
}

/** Codes of the meeting card; empty ones are filled from finance's settings. */
const followUpOf = ({ codes }: Payable['meeting']): PaidClaim['followUp'] => ({
  account: codes.account,
  operatingUnit: codes.unit,
  followUpObject: codes.monitoringTarget,
  project: codes.project,
});

/** The tax rows of each cost's receipt, where its total was read surely and in euro. */
function vatOf({ version }: Payable, readings: Awaited<ReturnType<typeof readingsOf>>): Map<string, ReceiptVat> {
  return new Map(
    version.draft.expenses.flatMap((expense): [string, ReceiptVat][] => {
      const saved = expense.receiptId === null ? undefined : readings.get(expense.receiptId);
      if (!saved || expense.currency !== 'EUR') return [];
      const { total, vat } = openReading(saved);
      if (total?.sure !== true || total.currency !== 'EUR' || total.cents !== expense.amountCents) return [];
      return [[expense.id, { totalCents: total.cents, rows: vat }]];
    }),
  );
}

export type ChangedIban = {
  claimId: string;
  number: string;
  member: string;
  memberId: string;
  before: string;
  now: string;
  checks: { by: string; name: string }[];
};

/** Claims whose account is another than the member was last paid to, with who has looked at it. */
export async function changedIbans(db: Db, payables: readonly Payable[]): Promise<ChangedIban[]> {
  const members = [...new Set(payables.map(({ claim }) => claim.memberId))];
  const [last, checks] = [await lastIbans(db, members), await ibanChecksOf(db, members)];
  return payables.flatMap(({ claim, version, member }) => {
    const [now, before] = [plainIban(version.draft.payment.iban), last.get(claim.memberId)];
    if (before === undefined || before === now) return [];
    const own = checks.filter((check) => check.memberId === claim.memberId && check.iban === now);
    return [
      {
        claimId: claim.id,
        number: claim.number,
        member,
        memberId: claim.memberId,
        before,
        now,
        checks: own.map(({ checkedBy, name }) => ({ by: checkedBy, name })),
      },
    ];
  });
}

/** In full and in groups of four: whoever checks an account has to see all of it. */
export const changedIbanView = ({ checks, ...changed }: ChangedIban) => ({
  ...changed,
  before: spacedIban(changed.before),
  now: spacedIban(changed.now),
  checkedBy: checks[0]?.name ?? null,
});
