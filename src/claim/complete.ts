import type { Expense, FreeMeal, MealObjection, Mileage, PackRef, TripClaim } from './claim.ts';
import {
  crossingOf,
  earlierTrainingOf,
  exchangeRateOf,
  missingAbroad,
  missingRate,
  stayOf,
} from './complete-abroad.ts';
import { NO_CURRENCY } from './currency.ts';
import { dateOf, nightsBetween } from './days.ts';
import type { ClaimDraft, DraftExpense, DraftMileage, Missing, SavedDraft } from './draft.ts';
import { isMoot } from './fill.ts';
import { isIban } from './iban-check.ts';
import { missing } from './missing.ts';
import { openDraft } from './new-draft.ts';
import type { Reading, ReadingFailure } from './reading.ts';
import type { Tie } from './review/supplement.ts';
import type { ReceiptView } from './views.ts';

/** From a draft to the trip claim the engine takes: the complete rows of it, and a list of what is still missing. */

export type DraftContext = {
  claimId: string;
  /** Date of sending, in Finland. */
  submittedOn: string;
  meeting: {
    purpose: string;
    kind: 'meeting' | 'training';
    timeZone: string;
    start: string;
    end: string;
    /** The free meals of the organiser's card. */
    freeMeals: readonly FreeMeal[];
    toldByMember: boolean;
  };
  group: { name: string; termStart: string; termEnd: string };
  hasInvitation: boolean;
  /** The assistant has the paper originals. */
  hasOriginals: boolean;
  others: OtherClaims;
  receipts: readonly Pick<ReceiptView, 'id' | 'status' | 'reading' | 'failure'>[];
  /** The claim it supplements or is supplemented by, and the packs that one was computed by. */
  tie?: { tie: Tie; packs: readonly PackRef[] } | null | undefined;
};

/** What the service knows of other claims: the member's other trips, and receipts and rides found in them too. */
export type OtherClaims = {
  trips: TripClaim['otherTrips'];
  /** By the id of the draft's expense. */
  duplicates: ReadonlyMap<string, Expense['duplicates']>;
  /** Receipts attested as lost in the member's other claims, by the year of the cost. */
  lostReceipts: ReadonlyMap<string, number>;
};

export const noOtherClaims: OtherClaims = { trips: [], duplicates: new Map(), lostReceipts: new Map() };

export type Completed = { tripClaim: TripClaim | null; missing: Missing[] };

/** Pure. The trip claim is null while departure or return is missing: without them nothing can be computed. */
export function tripClaimOf(saved: SavedDraft, context: DraftContext): Completed {
  const draft = openDraft(saved);
  const readings = new Map(context.receipts.map((receipt) => [receipt.id, receipt.reading]));
  const lacking: Missing[] = [
    ...missingOfTrip(draft),
    ...missingObjections(draft, context),
    ...missingAbroad(draft.trip, context.meeting.kind),
    ...tripNotOver(draft, context),
    ...missingOfReceipts(draft, context),
    ...draft.expenses.flatMap((expense) => missingOfExpense(expense, readingOf(expense, readings))),
    ...draft.mileage.flatMap(missingOfMileage),
    ...missingOfPayment(draft),
  ];
  const { start, end } = draft.trip;
  if (start === null || end === null) return { tripClaim: null, missing: lacking };
  const { start: meetingStart, end: meetingEnd, freeMeals: _card, toldByMember, ...meeting } = context.meeting;
  const lostBefore = lostCounter(context.others);
  const { distanceKm, otherPayer, startAddress: _start, endAddress: _end, ...trip } = draft.trip;
  return {
    missing: lacking,
    tripClaim: {
      id: context.claimId,
      submittedOn: context.submittedOn,
      trip: {
        ...trip,
        ...meeting,
        start,
        end,
        distanceKm: {
          ...(distanceKm.home === null ? {} : { home: distanceKm.home }),
          ...(distanceKm.workplace === null ? {} : { workplace: distanceKm.workplace }),
        },
        mealObjections: objectionsOf(draft, context).flatMap(({ at, meal, reason }) =>
          reason === '' ? [] : [{ at, meal, reason }],
        ),
        legs: draft.legs.flatMap(({ id: _id, departure, arrival, ...leg }) =>
          departure === null || arrival === null ? [] : [{ ...leg, departure, arrival }],
        ),
        otherPayer: otherPayer === null ? null : { name: otherPayer.name, paidCents: otherPayer.paidCents ?? 0 },
        abroad: draft.trip.abroad.flatMap(stayOf),
        aboard: draft.trip.aboard.flatMap(crossingOf),
        earlierTraining: meeting.kind === 'training' ? earlierTrainingOf(draft.trip) : null,
      },
      mileage: draft.mileage.flatMap(mileageOf),
      expenses: draft.expenses.flatMap((expense) => expenseOf(expense, readings, context.others, lostBefore)),
      attachments: { invitation: context.hasInvitation, originalsReceived: context.hasOriginals },
      meeting: { start: meetingStart, end: meetingEnd, toldByMember },
      otherTrips: context.others.trips,
      group: context.group,
    },
  };
}

const readingOf = (expense: DraftExpense, readings: ReadonlyMap<string, Reading | null>): Reading | null =>
  (expense.receiptId === null ? null : readings.get(expense.receiptId)) ?? null;

function missingOfTrip({ trip, legs }: ClaimDraft): Missing[] {
  const found: Missing[] = [];
  if (trip.start === null) found.push(missing('trip.start', 'departure-missing'));
  if (trip.end === null) found.push(missing('trip.end', 'return-missing'));
  if (!trip.waivesPerDiem && trip.distanceKm[trip.startFrom] === null) {
    found.push(missing(`trip.distanceKm.${trip.startFrom}`, 'distance-missing'));
  }
  for (const leg of legs) {
    const path = `legs[${leg.id}]`;
    if (leg.from.trim() === '' || leg.to.trim() === '') found.push(missing(`${path}.from`, 'leg-place-missing'));
    if (leg.departure === null || leg.arrival === null) found.push(missing(`${path}.departure`, 'leg-time-missing'));
  }
  const { otherPayer } = trip;
  if (otherPayer !== null && (otherPayer.name.trim() === '' || otherPayer.paidCents === null)) {
    found.push(missing('trip.otherPayer', 'other-payer-missing'));
  }
  return [...found, ...missingNights(trip)];
}

/** The meals of the organiser's card that the member says were not had, each with its reason, empty while not told. */
const objectionsOf = ({ trip }: ClaimDraft, { meeting }: DraftContext): MealObjection[] =>
  meeting.freeMeals
    .filter((card) => !trip.freeMeals.some((meal) => meal.at === card.at && meal.meal === card.meal))
    .map(({ at, meal }) => {
      const told = trip.mealObjections.find((one) => one.at === at && one.meal === meal);
      return { at, meal, reason: told?.reason.trim() ?? '' };
    });

const missingObjections = (draft: ClaimDraft, context: DraftContext): Missing[] =>
  objectionsOf(draft, context)
    .filter(({ reason }) => reason === '')
    .map(({ at, meal }) => missing(`trip.mealObjections[${at} ${meal}]`, 'meal-objection-reason-missing'));

/** What has not happened yet cannot be declared true. */
function tripNotOver({ trip: { end } }: ClaimDraft, { submittedOn }: DraftContext): Missing[] {
  return end !== null && dateOf(end) > submittedOn ? [missing('trip.end', 'trip-not-over')] : [];
}

function missingNights({ start, end, nights }: ClaimDraft['trip']): Missing[] {
  if (start === null || end === null) return [];
  const told = new Set(nights.map((night) => night.date));
  return nightsBetween(dateOf(start), dateOf(end))
    .filter((date) => !told.has(date))
    .map((date) => missing(`trip.nights[${date}]`, 'night-missing'));
}

/** Failures of the reader, not of the file: the picture can be shown, its fields are typed in. */
const typedByHand: readonly ReadingFailure[] = ['reading-timed-out', 'reader-crashed'];

function missingOfReceipts(draft: ClaimDraft, { receipts }: DraftContext): Missing[] {
  const used = new Set(draft.expenses.map((expense) => expense.receiptId));
  return receipts.flatMap((receipt) => {
    const path = `receipts[${receipt.id}]`;
    if (receipt.failure !== null && !typedByHand.includes(receipt.failure)) return [missing(path, 'receipt-unusable')];
    if (!used.has(receipt.id)) return [missing(path, 'receipt-unused')];
    const beingRead = receipt.status === 'queued' || receipt.status === 'reading';
    return beingRead ? [missing(path, 'receipt-being-read')] : [];
  });
}

function missingOfExpense(expense: DraftExpense, reading: Reading | null): Missing[] {
  const path = `expenses[${expense.id}]`;
  const found: Missing[] = [];
  if (expense.kind === null) found.push(missing(`${path}.kind`, 'expense-kind-missing'));
  if (expense.date === null) found.push(missing(`${path}.date`, 'expense-date-missing'));
  else if (
    isUnconfirmed(expense, 'date', reading?.date ?? null, reading?.date?.value === expense.date) &&
    !(reading && isMoot(expense, reading))
  ) {
    found.push(missing(`${path}.date`, 'date-unconfirmed'));
  }
  if (expense.amountCents === null) found.push(missing(`${path}.amountCents`, 'expense-amount-missing'));
  else if (isUnconfirmed(expense, 'amount', reading?.total ?? null, reading?.total?.cents === expense.amountCents)) {
    found.push(missing(`${path}.amountCents`, 'amount-unconfirmed'));
  }
  if (expense.currency === NO_CURRENCY) found.push(missing(`${path}.currency`, 'expense-currency-missing'));
  return [...found, ...missingRate(expense, path), ...missingOfKind(expense, path)];
}

/** A value the reader was not sure of stands only after the member has looked at it. One typed otherwise was looked at. */
const isUnconfirmed = (
  expense: DraftExpense,
  field: 'amount' | 'date',
  read: { sure: boolean } | null,
  same: boolean,
): boolean => read !== null && !read.sure && same && !expense.confirmed.includes(field);

function missingOfKind(expense: DraftExpense, path: string): Missing[] {
  const found: Missing[] = [];
  if (expense.kind === 'lodging' && expense.nights.length === 0) {
    found.push(missing(`${path}.nights`, 'lodging-nights-missing'));
  }
  if (expense.kind === 'parking') {
    if (expense.place === null) found.push(missing(`${path}.place`, 'parking-place-missing'));
    if (expense.days === null) found.push(missing(`${path}.days`, 'parking-days-missing'));
  }
  const { lostReceipt } = expense;
  if (lostReceipt?.code === null) found.push(missing(`${path}.lostReceipt`, 'lost-reason-missing'));
  if (lostReceipt?.code === 'other' && lostReceipt.text.trim() === '') {
    found.push(missing(`${path}.lostReceipt.text`, 'reason-text-missing'));
  }
  if (expense.justification?.code === 'other' && expense.justification.text.trim() === '') {
    found.push(missing(`${path}.justification.text`, 'reason-text-missing'));
  }
  return found;
}

function missingOfMileage(row: DraftMileage): Missing[] {
  const path = `mileage[${row.id}]`;
  const found: Missing[] = [];
  if (row.km === null) found.push(missing(`${path}.km`, 'mileage-km-missing'));
  if (row.date === null) found.push(missing(`${path}.date`, 'mileage-date-missing'));
  if (row.from.trim() === '' || row.to.trim() === '') found.push(missing(`${path}.from`, 'mileage-address-missing'));
  if (row.reason?.code === 'other' && row.reason.text.trim() === '') {
    found.push(missing(`${path}.reason.text`, 'reason-text-missing'));
  }
  for (const [index, supplement] of row.supplements.entries()) {
    if (supplement.km === null) found.push(missing(`${path}.supplements[${index}].km`, 'supplement-km-missing'));
    if (supplement.kind === 'passenger' && supplement.name.trim() === '') {
      found.push(missing(`${path}.supplements[${index}].name`, 'passenger-name-missing'));
    }
  }
  return found;
}

function missingOfPayment({ payment }: ClaimDraft): Missing[] {
  const found: Missing[] = [];
  if (payment.iban.trim() === '') found.push(missing('payment.iban', 'iban-missing'));
  else if (!isIban(payment.iban)) found.push(missing('payment.iban', 'iban-wrong'));
  if (payment.accountHolder.trim() === '') found.push(missing('payment.accountHolder', 'account-holder-missing'));
  return found;
}

function expenseOf(
  draft: DraftExpense,
  readings: ReadonlyMap<string, Reading | null>,
  { duplicates }: OtherClaims,
  lostBefore: (year: string) => number,
): Expense[] {
  const {
    kind,
    date,
    amountCents,
    receiptId,
    merchant: _m,
    confirmed: _c,
    filled: _f,
    lostReceipt: lost,
    ...rest
  } = draft;
  if (kind === null || date === null || amountCents === null) return [];
  // A receipt that is not of this claim proves nothing here, whosever it is.
  const hasReceipt = receiptId !== null && readings.has(receiptId);
  const total = readingOf(draft, readings)?.total ?? null;
  // A refund or another currency is not a sum in euro that this one could differ from.
  const readCents = total !== null && total.cents >= 0 && total.currency === draft.currency ? total.cents : null;
  const known = {
    exchangeRate: exchangeRateOf(draft),
    publicTransport: kind === 'taxi' ? draft.publicTransport.trim() : '',
    time: timeRead(readingOf(draft, readings)),
    duplicates: duplicates.get(draft.id) ?? [],
    lostReceipt:
      lost?.code && !hasReceipt
        ? { code: lost.code, text: lost.text, earlierThisYear: lostBefore(date.slice(0, 4)) }
        : null,
  };
  return [{ ...rest, ...known, kind, date, amountCents, hasReceipt, readCents }];
}

/** How many attestations of a year stand before the next one, those of the member's other claims first. */
function lostCounter({ lostReceipts }: OtherClaims): (year: string) => number {
  const counted = new Map(lostReceipts);
  return (year) => {
    const before = counted.get(year) ?? 0;
    counted.set(year, before + 1);
    return before;
  };
}

/** The time of day the reader found, when it is one. */
const timeRead = (reading: Reading | null) =>
  reading?.time && /^([01]\d|2[0-3]):[0-5]\d$/.test(reading.time.value) ? reading.time.value : null;

function mileageOf({ km, date, supplements, ...rest }: DraftMileage): Mileage[] {
  if (km === null || date === null) return [];
  const whole = supplements.flatMap((supplement) =>
    supplement.km === null ? [] : [{ ...supplement, km: supplement.km }],
  );
  return [{ ...rest, km, date, supplements: whole, reasonAccepted: null }];
}
