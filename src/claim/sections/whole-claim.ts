import type { Finding, Line, TripClaim } from '../claim.ts';
import { finding } from '../findings.ts';
import type { Resolved } from '../resolve.ts';
import type { RulePack } from '../rules.ts';
import { calendarDate, euros, fill, say } from '../sentences.ts';
import { localDate, monthsAfter } from '../time.ts';
import type { Journey } from './travel-days.ts';

/**
 * § 8 The claim as a whole: invitation (kokouskutsu / möteskallelse), paper originals, the time to file, the member's
 * term, the meeting, the member's other trips, another payer. Not implemented here: finding the other trips (the service
 * tells them), the price limits of a meeting's organiser.
 */
export function claimFindings({ claim, journey, pack, meeting, otherTrips }: Resolved): Finding[] {
  const findings: Finding[] = [];
  if (!claim.attachments.invitation) findings.push(finding('invitation-missing', 'claim'));
  if (claim.meeting?.toldByMember) findings.push(finding('meeting-without-card', 'claim'));
  const { originalsReceived } = claim.attachments;
  if (!originalsReceived && claim.expenses.some((row) => row.hasReceipt))
    findings.push(finding('originals-required', 'claim'));
  // The time, the meeting and the trip of a supplement were examined with the claim it supplements.
  if (claim.supplementTo !== undefined) return findings;
  return [
    ...findings,
    ...lateFindings(claim, journey, pack),
    ...termFindings(claim, journey),
    ...meetingFindings(meeting, journey),
    ...otherTrips
      .filter((trip) => trip.from < journey.end && journey.start < trip.to)
      .map(({ claim: number }) => finding('trip-overlap', 'trip', null, { claim: number })),
  ];
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

function meetingFindings(meeting: Resolved['meeting'], journey: Journey): Finding[] {
  if (!meeting || (journey.start <= meeting.from && meeting.to <= journey.end)) return [];
  const day = (instant: number) => calendarDate(localDate(instant, journey.zone));
  return [finding('meeting-outside-trip', 'trip', null, { from: day(meeting.from), to: day(meeting.to) })];
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
