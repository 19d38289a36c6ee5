import type { ExpenseKind } from './claim.ts';
import { kindsBoughtEarlier } from './codes.ts';
import { NO_CURRENCY } from './currency.ts';
import type { ClaimDraft, DraftExpense, DraftLeg } from './draft.ts';
import type { Reading, ReadRoute } from './reading.ts';
import { daysAfter } from './time.ts';

/** What a read receipt gives to the claim: it fills the empty fields of its row, and offers something for the trip. */

const LONGEST_NAME = 200;

/** A row for a receipt that nobody has looked at yet. */
export const emptyExpense = (id: string, receiptId: string | null): DraftExpense => ({
  id,
  receiptId,
  kind: null,
  date: null,
  amountCents: null,
  currency: 'EUR',
  merchant: '',
  justification: null,
  from: '',
  to: '',
  nights: [],
  mealsCents: 0,
  place: null,
  days: null,
  exchangeRate: null,
  publicTransport: '',
  lostReceipt: null,
  confirmed: [],
  filled: false,
});

/**
 * The row with its empty fields filled from the reading, once: what a person has typed stays, and what is emptied
 * afterwards stays empty. The same row if it was filled before.
 */
export const fillExpense = (row: DraftExpense, reading: Reading): DraftExpense => {
  if (row.filled) return row;
  const total = row.amountCents === null ? reading.total : null;
  // A refund is read as a negative sum; it is nothing that could be claimed.
  const sum = total && total.cents >= 0 ? total : null;
  const named = {
    ...row,
    kind: row.kind ?? reading.kind?.value ?? null,
    date: row.date ?? reading.date?.value ?? null,
    merchant: row.merchant === '' ? cut(reading.merchant?.value) : row.merchant,
    amountCents: sum ? sum.cents : row.amountCents,
    currency: sum ? sum.currency : row.currency,
  };
  return { ...named, ...ofItsKind(named, reading), filled: true };
};

const cut = (text: string | undefined): string => (text ?? '').slice(0, LONGEST_NAME);

/** What a taxi slip, a lodging bill or a parking receipt tells besides its sum. */
const ofItsKind = (row: DraftExpense, { routes, lodging, parking }: Reading): Partial<DraftExpense> => {
  if (row.kind === 'taxi')
    return { from: row.from || cut(routes[0]?.from?.value), to: row.to || cut(routes[0]?.to?.value) };
  if (row.kind === 'lodging')
    return {
      nights: row.nights.length > 0 ? row.nights : (lodging?.nights ?? []),
      mealsCents: row.mealsCents || (lodging?.mealsCents ?? 0),
    };
  if (row.kind === 'parking')
    return { place: row.place ?? parking?.site?.value ?? null, days: row.days ?? parking?.days?.value ?? null };
  return {};
};

/** The draft after a row was filled from its reading; the nights of a lodging bill are nights of the trip too. */
export const fillDraft = (draft: ClaimDraft, rowId: string, reading: Reading, meeting: Span | null): ClaimDraft => {
  const row = draft.expenses.find((one) => one.id === rowId);
  if (!row || row.filled) return draft;
  const filled = fillExpense(row, reading);
  const expenses = draft.expenses.map((one) => (one.id === rowId ? filled : one));
  return withTicketLegs(withBilledNights({ ...draft, expenses }, filled), filled, reading, meeting);
};

/** When the meeting is, wall clock. */
type Span = { start: string; end: string };

/** A ticket whose every word was read as surely as this fills the way; one that was not is offered. */
const SURE_ENOUGH = 0.9;

/**
 * The draft with the legs of a ticket: those read whole and surely, on the days around the meeting. They say how one
 * travelled and move no sum; each can be changed or taken away. The others are offered.
 */
const withTicketLegs = (draft: ClaimDraft, row: DraftExpense, reading: Reading, meeting: Span | null): ClaimDraft => {
  if (meeting === null || !reading.routes.every(isSure)) return draft;
  const [first, last] = [daysAfter(meeting.start.slice(0, 10), -1), daysAfter(meeting.end.slice(0, 10), 1)];
  const isNear = (moment: string): boolean => moment.slice(0, 10) >= first && moment.slice(0, 10) <= last;
  const added = legOffers(row, reading).flatMap((leg, at): DraftLeg[] => {
    const isWhole = leg.from !== '' && leg.to !== '' && leg.departure !== null && leg.arrival !== null;
    return isWhole && isNear(leg.departure ?? '') && !hasLeg(draft, leg) ? [{ ...leg, id: `${row.id}-${at + 1}` }] : [];
  });
  if (added.length === 0) return draft;
  const byTime = (one: DraftLeg, other: DraftLeg): number => (one.departure ?? '').localeCompare(other.departure ?? '');
  return { ...draft, legs: [...draft.legs, ...added].sort(byTime) };
};

const isSure = ({ km: _km, ...route }: ReadRoute): boolean =>
  Object.values(route).every((value) => value === null || value.confidence >= SURE_ENOUGH);

export type Doubt = 'amount' | 'date';

/** The fields that were read, but not surely, and that nobody has confirmed yet. A value typed over counts as confirmed. */
export const doubtsOf = (row: DraftExpense, reading: Reading | null): Doubt[] => {
  const doubts: Doubt[] = [];
  if (reading?.total && !reading.total.sure) doubts.push('amount');
  if (reading?.date && !reading.date.sure && !isMoot(row, reading)) doubts.push('date');
  return doubts.filter((field) => !row.confirmed.includes(field));
};

const boughtEarlier: readonly (ExpenseKind | null)[] = kindsBoughtEarlier;

/**
 * The day a ticket was bought decides nothing where the ticket prints the day of travel and was bought by then: it is
 * shown and can be changed, and not asked. A day after the travel is asked, like the day of any other receipt.
 */
export const isMoot = (row: Pick<DraftExpense, 'kind'>, { date, routes }: Pick<Reading, 'date' | 'routes'>): boolean =>
  boughtEarlier.includes(row.kind) &&
  date !== null &&
  routes.some((route) => route.date !== null && date.value <= route.date.value);

/** Fields of the row that are still empty and not already being asked about. */
export const emptyFieldsOf = (row: DraftExpense, doubts: readonly Doubt[]): ('kind' | 'currency' | Doubt)[] => {
  const empty: ('kind' | 'currency' | Doubt)[] = [];
  if (row.currency === NO_CURRENCY) empty.push('currency');
  if (row.kind === null) empty.push('kind');
  if (row.date === null && !doubts.includes('date')) empty.push('date');
  if (row.amountCents === null && !doubts.includes('amount')) empty.push('amount');
  return empty;
};

/** The row after its writer has looked at these fields and left them so. */
export const confirmed = (row: DraftExpense, ...fields: Doubt[]): DraftExpense => {
  const added = fields.filter((field) => !row.confirmed.includes(field));
  return added.length === 0 ? row : { ...row, confirmed: [...row.confirmed, ...added] };
};

const ridden: readonly (DraftLeg['mode'] & ExpenseKind)[] = ['train', 'bus', 'ship', 'flight'];

/** A moment of a way; null without its day or its time. */
const momentOf = (day: string | undefined, clock: string | undefined): string | null =>
  day && clock ? `${day}T${clock}` : null;

/** An arrival whose day is not printed and that is earlier in the day than the departure is the next day's. */
const arrivalOf = ({ departure, arrival, arrivalDate }: ReadRoute, day: string | undefined): string | null => {
  if (arrivalDate || !day || !departure || !arrival) return momentOf(arrivalDate?.value ?? day, arrival?.value);
  return momentOf(arrival.value < departure.value ? daysAfter(day, 1) : day, arrival.value);
};

/**
 * The parts of the way that a ticket shows; a return ticket has two. A
 * day of travel that the ticket does not print is the day of the row. Nothing without its places or its times.
 */
export const legOffers = (row: DraftExpense, reading: Reading): Omit<DraftLeg, 'id'>[] => {
  const mode = ridden.find((kind) => kind === row.kind);
  if (!mode) return [];
  return reading.routes.flatMap((route) => {
    const day = route.date?.value ?? row.date ?? undefined;
    const [departure, arrival] = [momentOf(day, route.departure?.value), arrivalOf(route, day)];
    const [from, to] = [cut(route.from?.value), cut(route.to?.value)];
    const isTold = (from !== '' && to !== '') || (departure !== null && arrival !== null);
    return isTold ? [{ mode, from, to, departure, arrival }] : [];
  });
};

/** Whether the offered part of the way is already in the draft: the same way at the same time, if it has one. */
export const hasLeg = (draft: ClaimDraft, offer: Omit<DraftLeg, 'id'>): boolean =>
  draft.legs.some(
    (leg) =>
      leg.mode === offer.mode &&
      (offer.departure ? leg.departure === offer.departure : leg.from === offer.from && leg.to === offer.to),
  );

/**
 * The draft after the nights of a lodging bill were chosen: those nights of the trip are hotel nights, unless the
 * member has already said otherwise. A night outside the trip, once its times are told, is none of it.
 */
export const withBilledNights = (draft: ClaimDraft, row: DraftExpense): ClaimDraft => {
  const { start, end } = draft.trip;
  const known = new Set(draft.trip.nights.map((night) => night.date));
  const isNew = (date: string): boolean =>
    !known.has(date) && !(start && date < start.slice(0, 10)) && !(end && date >= end.slice(0, 10));
  const added = row.nights.filter(isNew).map((date) => ({ date, lodging: 'hotel' as const }));
  if (added.length === 0) return draft;
  const nights = [...draft.trip.nights, ...added].sort((one, other) => one.date.localeCompare(other.date));
  return { ...draft, trip: { ...draft.trip, nights } };
};
