import type { ExpenseKind } from './claim.ts';
import { NO_CURRENCY } from './currency.ts';
import type { ClaimDraft, DraftExpense, DraftLeg } from './draft.ts';
import type { Reading } from './reading.ts';

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

const clock = (hours: string, minutes: string): string | null =>
  Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : null;

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

const timesIn = (text: string): [string, string] | null => {
  const pair = TIMES.exec(text);
  if (pair) return both(clock(pair[1] ?? '', pair[2] ?? ''), clock(pair[3] ?? '', pair[4] ?? ''));
  const left = DEPARTURE.exec(text);
  const arrived = ARRIVAL.exec(text);
  if (!left || !arrived) return null;
  return both(clock(left[1] ?? '', left[2] ?? ''), clock(arrived[1] ?? '', arrived[2] ?? ''));
};

const both = (first: string | null, second: string | null): [string, string] | null =>
  first && second ? [first, second] : null;

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/**
 * The part of the way that a ticket shows, offered to the member and never put in unasked. Nothing without its places
 * or its times; an arrival earlier in the day than the departure is the next day's.
 */
export const legOffer = (row: DraftExpense, reading: Reading): Omit<DraftLeg, 'id'> | null => {
  const mode = ridden.find((kind) => kind === row.kind);
  const times = row.date ? timesIn(reading.text) : null;
  const places = PLACES.exec(reading.text);
  if (!mode || (!times && !places)) return null;
  return {
    mode,
    from: places?.[1] ?? '',
    to: places?.[2] ?? '',
    departure: times && `${row.date}T${times[0]}`,
    arrival: times && `${times[1] < times[0] ? dayAfter(row.date ?? '') : row.date}T${times[1]}`,
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
