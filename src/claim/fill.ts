import type { ExpenseKind } from './claim.ts';
import { NO_CURRENCY } from './currency.ts';
import type { ClaimDraft, DraftExpense, DraftLeg } from './draft.ts';
import type { Reading } from './reading.ts';
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
  confirmed: [],
});

/** The row with its empty fields filled from the reading. What a person has typed stays; the same row if nothing changed. */
export const fillExpense = (row: DraftExpense, reading: Reading): DraftExpense => {
  const total = row.amountCents === null ? reading.total : null;
  // A refund is read as a negative sum; it is nothing that could be claimed.
  const sum = total && total.cents >= 0 ? total : null;
  const filled: DraftExpense = {
    ...row,
    kind: row.kind ?? reading.kind?.value ?? null,
    date: row.date ?? reading.date?.value ?? null,
    merchant: row.merchant === '' ? (reading.merchant?.value ?? '').slice(0, LONGEST_NAME) : row.merchant,
    amountCents: sum ? sum.cents : row.amountCents,
    currency: sum ? sum.currency : row.currency,
  };
  return same(row, filled) ? row : filled;
};

const same = (row: DraftExpense, filled: DraftExpense): boolean =>
  row.kind === filled.kind &&
  row.date === filled.date &&
  row.merchant === filled.merchant &&
  row.amountCents === filled.amountCents;

export type Doubt = 'amount' | 'date';

/** The fields that were read, but not surely, and that nobody has confirmed yet. A value typed over counts as confirmed. */
export const doubtsOf = (row: DraftExpense, reading: Reading | null): Doubt[] => {
  const doubts: Doubt[] = [];
  if (reading?.total && !reading.total.sure) doubts.push('amount');
  if (reading?.date && !reading.date.sure) doubts.push('date');
  return doubts.filter((field) => !row.confirmed.includes(field));
};

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

const HOURS = 24;
const MINUTES = 60;
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** The time of day whose hours and minutes are the groups at this place and the next; null when it is none. */
const clock = (match: RegExpExecArray | null, at: number): string | null => {
  const [hours, minutes] = [Number(match?.[at]), Number(match?.[at + 1])];
  return hours < HOURS && minutes < MINUTES ? `${twoDigits(hours)}:${twoDigits(minutes)}` : null;
};

/** Two times of day that stand side by side on a line: `06.24 – 08.10`, `klo 6:24 - klo 8:10`, `6.24 → 8.10`. */
const TIMES =
  /(?:^|[\s(])(\d{1,2})[.:](\d{2})\s*(?:-|–|—|→|>)+\s*(?:klo\s*|kl\.?\s*)?(\d{1,2})[.:](\d{2})(?=$|[\s),;])/im;
/** A departure and an arrival that say so, each on its line. */
const DEPARTURE = /(?:lähtö|lähtee|avgång|avgår|departure|departs)\D{0,40}?(\d{1,2})[.:](\d{2})(?![.\d])/i;
const ARRIVAL =
  /(?:saapuminen|saapuu|perillä|ankomst|ankommer|framme|arrival|arrives)\D{0,40}?(\d{1,2})[.:](\d{2})(?![.\d])/i;
/** Two names with a dash between: `Matka: Tampere – Helsinki`. Letters only, so that a date or a sum is never a place. */
const PLACES =
  /^[^\S\n]*(?:(?:Matka|Reitti|Resa|Rutt|Route|Trip|Journey)[:\s]\s*)?([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{2,30})\s*(?:-|–|—|→|>)+\s*([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{2,30})(?=$|[\s,;(])/m;

const timesIn = (text: string): [string | null, string | null] => {
  const pair = TIMES.exec(text);
  return pair ? [clock(pair, 1), clock(pair, 3)] : [clock(DEPARTURE.exec(text), 1), clock(ARRIVAL.exec(text), 1)];
};

/** Both times on the day of the ticket; an arrival earlier in the day than the departure is the next day's. */
const timesOn = (date: string, text: string): { departure: string; arrival: string } | null => {
  const [left, arrived] = timesIn(text);
  if (left === null || arrived === null) return null;
  return { departure: `${date}T${left}`, arrival: `${arrived < left ? daysAfter(date, 1) : date}T${arrived}` };
};

/**
 * The part of the way that a ticket shows, offered to the member and never put in unasked. Nothing without its places
 * or its times.
 */
export const legOffer = (row: DraftExpense, reading: Reading): Omit<DraftLeg, 'id'> | null => {
  const mode = ridden.find((kind) => kind === row.kind);
  const times = row.date === null ? null : timesOn(row.date, reading.text);
  const places = PLACES.exec(reading.text);
  if (!mode || (!times && !places)) return null;
  return {
    mode,
    from: places?.[1] ?? '',
    to: places?.[2] ?? '',
    departure: times?.departure ?? null,
    arrival: times?.arrival ?? null,
  };
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
 * member has already said otherwise.
 */
export const withBilledNights = (draft: ClaimDraft, row: DraftExpense): ClaimDraft => {
  const known = new Set(draft.trip.nights.map((night) => night.date));
  const added = row.nights.filter((date) => !known.has(date)).map((date) => ({ date, lodging: 'hotel' as const }));
  if (added.length === 0) return draft;
  const nights = [...draft.trip.nights, ...added].sort((one, other) => one.date.localeCompare(other.date));
  return { ...draft, trip: { ...draft.trip, nights } };
};
