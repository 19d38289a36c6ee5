import type { ClaimDraft, DraftExpense, DraftLeg } from './draft.ts';
import type { Reading } from './reading.ts';

/** Which receipt belongs to which part of the way: told by kind, date and time, never asked. Pure. */

export type Readings = ReadonlyMap<string, Reading | null>;

export const readingsById = (receipts: readonly { id: string; reading: Reading | null }[]): Readings =>
  new Map(receipts.map(({ id, reading }) => [id, reading]));

/** By what one rides, and what is paid for it besides the ticket. */
const rides: Partial<Record<NonNullable<DraftExpense['kind']>, readonly DraftLeg['mode'][]>> = {
  train: ['train'],
  bus: ['bus'],
  'local-transport': ['local-transport'],
  ship: ['ship'],
  flight: ['flight'],
  taxi: ['taxi'],
  'seat-or-berth': ['train', 'ship'],
  luggage: ['train', 'bus', 'ship', 'flight'],
};

export const isRide = (row: Pick<DraftExpense, 'kind'>): boolean => row.kind !== null && rides[row.kind] !== undefined;

const MINUTE_MS = 60_000;
/** A fare is paid on boarding or on leaving: so many minutes beside the leg are still the leg's. */
const BESIDE_MINUTES = 90;

/** The receipts of each leg, by their ids; a receipt is of one leg, a return ticket of each leg it shows. */
export const receiptsOfLegs = (draft: ClaimDraft, readings: Readings): Map<string, string[]> => {
  const found = new Map<string, string[]>(draft.legs.map((leg) => [leg.id, []]));
  for (const row of draft.expenses) {
    const reading = row.receiptId === null ? null : (readings.get(row.receiptId) ?? null);
    for (const leg of legsOf(row, reading, draft.legs)) found.get(leg.id)?.push(row.id);
  }
  return found;
};

const legsOf = (row: DraftExpense, reading: Reading | null, legs: readonly DraftLeg[]): readonly DraftLeg[] => {
  const modes = row.kind === null ? undefined : rides[row.kind];
  if (!modes) return [];
  const fitting = legs.filter(({ mode }) => modes.includes(mode));
  const printed = fitting.filter((leg) => isPrinted(leg, row, reading));
  if (printed.length > 0) return printed;
  const ownDay = fitting.filter((leg) => dayOf(leg) === row.date);
  const paid = reading?.time && row.date ? Date.parse(`${row.date}T${reading.time.value}Z`) : null;
  const near = paid === null ? [] : ownDay.filter((leg) => minutesBeside(leg, paid) <= BESIDE_MINUTES);
  const nearest = near.toSorted((one, other) => minutesBeside(one, paid ?? 0) - minutesBeside(other, paid ?? 0))[0];
  if (nearest) return [nearest];
  // With no time to go by, the only leg of its kind on that day.
  return paid === null && ownDay.length === 1 ? ownDay : [];
};

const dayOf = (leg: DraftLeg): string | undefined => (leg.departure ?? leg.arrival)?.slice(0, 10);

/** The ticket prints this very way: the same places, and the same departure where it prints one. */
const isPrinted = (leg: DraftLeg, row: DraftExpense, reading: Reading | null): boolean =>
  (reading?.routes ?? []).some((route) => {
    const isSameWay = same(route.from?.value, leg.from) && same(route.to?.value, leg.to);
    const day = route.date?.value ?? row.date;
    const departure = route.departure && day ? `${day}T${route.departure.value}` : null;
    return departure === null ? isSameWay && dayOf(leg) === day : leg.departure === departure;
  });

const same = (read: string | undefined, said: string): boolean =>
  read !== undefined && read.toLocaleLowerCase('fi') === said.trim().toLocaleLowerCase('fi');

/** Minutes from the leg to an instant beside it; 0 during the leg. */
const minutesBeside = ({ departure, arrival }: DraftLeg, instant: number): number => {
  const from = Date.parse(`${departure ?? arrival}Z`);
  const to = Date.parse(`${arrival ?? departure}Z`);
  return Math.max(0, from - instant, instant - to) / MINUTE_MS;
};
