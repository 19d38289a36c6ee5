import { isRide, type Readings, receiptsOfLegs } from './attach.ts';
import { kindsBoughtEarlier } from './codes.ts';
import type { ClaimDraft, DraftExpense, DraftLeg } from './draft.ts';
import { legOffers } from './fill.ts';
import { daysAfter } from './time.ts';

/**
 * What does not fit together on the course of the trip (ristiriita / motsägelse), told while the claim is written. Wall
 * clock against wall clock of the same trip; the engine judges the claim, this only points at it. Pure.
 */

export type ContradictionKind =
  | 'order'
  | 'long'
  | 'meeting-outside'
  | 'leg-outside'
  | 'leg-backwards'
  | 'legs-overlap'
  | 'receipt-outside'
  | 'ticket-outside'
  | 'night-outside'
  | 'taxi-unplaced'
  | 'meal-outside'
  | 'meal-not-at-meeting';

export type Contradiction = {
  kind: ContradictionKind;
  /** Where in the draft it is mended. */
  path: string;
  /** The moments it is about, for its place on the strip. */
  from: string | null;
  to: string | null;
  /** Names of what it is about: places of legs, merchant of a receipt. */
  names: readonly string[];
};

type Meeting = { start: string; end: string };

const LONG_MS = 7 * 86_400_000;
const DATE_LENGTH = 10;
const at = (moment: string): number => Date.parse(moment.length > 16 ? moment : `${moment}Z`);
const dayOf = (moment: string): string => moment.slice(0, DATE_LENGTH);

/** Empty while leaving or coming back is not told: there is nothing yet to contradict. */
export const contradictions = (draft: ClaimDraft, meeting: Meeting, readings: Readings): Contradiction[] => {
  const { start, end } = draft.trip;
  if (start === null || end === null) return [];
  if (at(end) <= at(start)) return [{ ...nowhere, kind: 'order', path: 'trip.end' }];
  const trip: Trip = { start, end, isOutside: (moment) => at(moment) < at(start) || at(moment) > at(end) };
  return [
    ...(trip.isOutside(meeting.start) || trip.isOutside(meeting.end)
      ? [{ kind: 'meeting-outside' as const, path: 'trip.start', from: meeting.start, to: meeting.end, names: [] }]
      : []),
    ...(at(end) - at(start) > LONG_MS ? [{ ...nowhere, kind: 'long' as const, path: 'trip.end' }] : []),
    ...ofLegs(draft.legs, trip),
    ...ofReceipts(draft, trip, readings),
    ...ofNights(draft, trip),
    ...ofMeals(draft, trip, meeting),
  ];
};

type Trip = { start: string; end: string; isOutside: (moment: string) => boolean };
const nowhere = { from: null, to: null, names: [] };

const ofLegs = (legs: readonly DraftLeg[], trip: Trip): Contradiction[] =>
  legs.flatMap((leg, index): Contradiction[] => {
    const { departure: from, arrival: to } = leg;
    const told = { path: `legs[${leg.id}].departure`, from, to, names: [leg.from, leg.to] };
    if (from && to && at(to) < at(from)) return [{ ...told, kind: 'leg-backwards' }];
    if ((from && trip.isOutside(from)) || (to && trip.isOutside(to))) return [{ ...told, kind: 'leg-outside' }];
    const other = legs.slice(0, index).find((one) => overlap(one, leg));
    return other ? [{ ...told, kind: 'legs-overlap', names: [...told.names, other.from, other.to] }] : [];
  });

/** A minute shared at a change of trains is no overlap. */
const overlap = (one: DraftLeg, other: DraftLeg): boolean =>
  one.departure !== null &&
  one.arrival !== null &&
  other.departure !== null &&
  other.arrival !== null &&
  at(one.departure) < at(other.arrival) &&
  at(other.departure) < at(one.arrival);

const boughtEarlier: readonly (string | null)[] = kindsBoughtEarlier;

const ofReceipts = (draft: ClaimDraft, trip: Trip, readings: Readings): Contradiction[] => {
  const ofLeg = new Set([...receiptsOfLegs(draft, readings).values()].flat());
  return draft.expenses.flatMap((row): Contradiction[] => [
    ...datedOutside(row, trip),
    ...ticketOutside(row, trip, readings),
    ...(row.kind === 'taxi' && !ofLeg.has(row.id) && (row.from.trim() === '' || row.to.trim() === '')
      ? [{ ...nowhere, kind: 'taxi-unplaced' as const, path: `expenses[${row.id}].from`, names: [row.merchant] }]
      : []),
  ]);
};

const datedOutside = ({ id, date, kind, merchant }: DraftExpense, { start, end }: Trip): Contradiction[] => {
  if (date === null || (date >= dayOf(start) && date <= dayOf(end))) return [];
  if (date < dayOf(start) && boughtEarlier.includes(kind)) return [];
  return [{ kind: 'receipt-outside', path: `expenses[${id}].date`, from: date, to: null, names: [merchant] }];
};

/** The ticket itself prints another time than the trip has. */
const ticketOutside = (row: DraftExpense, trip: Trip, readings: Readings): Contradiction[] => {
  const reading = row.receiptId === null ? null : (readings.get(row.receiptId) ?? null);
  if (!reading || !isRide(row)) return [];
  return legOffers(row, reading)
    .filter(({ departure, arrival }) => [departure, arrival].some((moment) => moment && trip.isOutside(moment)))
    .map(({ departure, arrival, from, to }) => {
      const told = { from: departure, to: arrival, names: [from, to] };
      return { kind: 'ticket-outside', path: `expenses[${row.id}]`, ...told };
    });
};

const ofNights = ({ trip: { nights }, expenses }: ClaimDraft, { start, end }: Trip): Contradiction[] => {
  const isOutside = (date: string): boolean => date < dayOf(start) || date >= dayOf(end);
  const told = (date: string, path: string): Contradiction => {
    return { kind: 'night-outside', path, from: `${date}T21:00`, to: `${daysAfter(date, 1)}T07:00`, names: [] };
  };
  return [
    ...nights.filter(({ date }) => isOutside(date)).map(({ date }) => told(date, 'trip.nights')),
    ...expenses.flatMap((row) =>
      row.kind === 'lodging'
        ? row.nights.filter(isOutside).map((date) => told(date, `expenses[${row.id}].nights`))
        : [],
    ),
  ];
};

const ofMeals = ({ trip: { freeMeals, ownMeals } }: ClaimDraft, trip: Trip, meeting: Meeting): Contradiction[] => {
  const outside = [...freeMeals, ...ownMeals].filter((meal) => trip.isOutside(meal.at));
  // The organiser serves at the meeting: on its days, not in the night before.
  const isAtMeeting = (moment: string): boolean =>
    dayOf(moment) >= dayOf(meeting.start) && dayOf(moment) <= dayOf(meeting.end);
  const elsewhere = freeMeals.filter(
    (meal) => meal.source === 'organiser' && !trip.isOutside(meal.at) && !isAtMeeting(meal.at),
  );
  const told = (kind: ContradictionKind, moment: string): Contradiction => {
    return { kind, path: 'trip.freeMeals', from: moment, to: null, names: [] };
  };
  return [
    ...outside.map((meal) => told('meal-outside', meal.at)),
    ...elsewhere.map((meal) => told('meal-not-at-meeting', meal.at)),
  ];
};
