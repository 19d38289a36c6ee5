import type { Finding, Line, TripClaim } from '../claim.ts';
import { finding } from '../findings.ts';
import type { RulePack } from '../rules.ts';
import { calendarDate, euros, fill, say } from '../sentences.ts';
import { monthsAfter } from '../time.ts';
import type { Journey } from './travel-days.ts';

/**
 * § 8 The claim as a whole: invitation (kokouskutsu / möteskallelse), paper originals, the time to file, the member's
 * term, another payer. Not implemented here: a trip overlapping another claim and whether the trip fits the meeting
 * (the store knows them), and whether the originals have come (they are asked for until the assistant says so).
 */
export function claimFindings(claim: TripClaim, journey: Journey, pack: RulePack): Finding[] {
  const findings: Finding[] = [];
  if (!claim.attachments.invitation) findings.push(finding('invitation-missing', 'claim'));
  if (claim.expenses.some((row) => row.hasReceipt)) findings.push(finding('originals-required', 'claim'));
  return [...findings, ...lateFindings(claim, journey, pack), ...termFindings(claim, journey)];
}

/** Two calendar months from the end of the trip; the last of them is in time. */
function lateFindings({ submittedOn }: TripClaim, journey: Journey, pack: RulePack): Finding[] {
  const { filingMonths } = pack.rules.claim;
  const deadline = monthsAfter(journey.endDate, filingMonths.value);
  if (submittedOn === undefined || submittedOn <= deadline) return [];
  return [finding('late-claim', 'claim', filingMonths.cite, { deadline: calendarDate(deadline) })];
}

function termFindings({ group }: TripClaim, journey: Journey): Finding[] {
  if (!group || (group.termStart <= journey.startDate && journey.endDate <= group.termEnd)) return [];
  const values = { from: calendarDate(group.termStart), to: calendarDate(group.termEnd) };
  return [finding('outside-term', 'trip', null, values)];
}

/**
 * Secondary compensation (toissijainen korvaus / sekundär ersättning), State § 1: another payer's share lessens the
 * total, never below nothing. While a line has no amount and the other has paid more than the rest, nobody knows how much.
 */
export function secondaryCompensation(claim: TripClaim, journey: Journey, pack: RulePack, lines: Line[]): Line[] {
  const { otherPayer } = claim.trip;
  if (!otherPayer) return [];
  const total = lines.reduce((sum, line) => sum + (line.amountCents ?? 0), 0);
  const isOpen = otherPayer.paidCents > total && lines.some((line) => line.amountCents === null);
  const amountCents = isOpen ? null : 0 - Math.min(otherPayer.paidCents, total);
  const values = {
    payer: otherPayer.name.trim() || unnamedPayer,
    paid: euros(otherPayer.paidCents),
    total: euros(total),
    rest: euros(total + (amountCents ?? 0)),
  };
  return [
    {
      rule: 'secondary-compensation',
      travelDay: null,
      date: journey.startDate,
      quantity: 1,
      unitCents: amountCents,
      amountCents,
      reduction: 'other-source',
      subject: 'trip',
      cite: pack.rules.claim.secondaryCompensation.cite,
      why: fill(isOpen ? openText : shortfallText, values),
    },
  ];
}

const unnamedPayer = say('Toinen maksaja', 'En annan betalare', 'Another payer');
const shortfallText = say(
  '{payer} maksaa {paid}, joten korvauksista {total} jää maksettavaksi {rest}.',
  '{payer} betalar {paid}, så av ersättningarna {total} återstår {rest} att betala.',
  '{payer} pays {paid}, so of the compensations {total} there remains {rest} to pay.',
);
const openText = say(
  '{payer} maksaa {paid}; osuus selviää, kun kaikki määrät ovat tiedossa.',
  '{payer} betalar {paid}; andelen klarnar när alla belopp är kända.',
  '{payer} pays {paid}; the share is known when all amounts are.',
);
