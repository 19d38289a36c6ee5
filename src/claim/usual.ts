import { z } from 'zod';
import { Km, Moment, Name } from './claim.ts';
import { places } from './codes.ts';
import type { ClaimDraft } from './draft.ts';

/**
 * A member's usual trip to a meeting place (tavallinen matka / vanlig resa): learned from the last claim sent for it and
 * offered for the next one. Nothing of it is put where it cannot be seen, and the member forgets it with one tap. Pure.
 */

const MOST_MINUTES = 3 * 24 * 60;
const Minutes = z.int().min(0).max(MOST_MINUTES);

export const UsualTrip = z.strictObject({
  /** Address of the meeting; its town where the card has no address. */
  place: Name.min(1),
  startFrom: z.enum(places),
  endAt: z.enum(places),
  homeAddress: Name,
  workplaceAddress: Name,
  homeKm: Km.nullable(),
  workplaceKm: Km.nullable(),
  /** From leaving to the meeting, and from its end to coming back, by the clock on the wall. */
  minutesBefore: Minutes,
  minutesAfter: Minutes,
  /** From leaving to the first ticket's departure, and from the last one's arrival to coming back; null without tickets. */
  minutesToTicket: Minutes.nullable(),
  minutesFromTicket: Minutes.nullable(),
  /** Start of the meeting it was learned from. */
  learnedFrom: Moment,
});
export type UsualTrip = z.infer<typeof UsualTrip>;

type Meeting = { place: string; address: string; start: string; end: string };

export const usualPlace = ({ place, address }: Pick<Meeting, 'place' | 'address'>): string =>
  (address.trim() || place.trim()).slice(0, 200);

const MINUTE_MS = 60_000;
const at = (moment: string): number => Date.parse(`${moment.slice(0, 16)}Z`);
const minutes = (from: string, to: string): number => (at(to) - at(from)) / MINUTE_MS;
const moved = (moment: string, by: number): string => new Date(at(moment) + by * MINUTE_MS).toISOString().slice(0, 16);
const isKept = (value: number): boolean => value >= 0 && value <= MOST_MINUTES;
const keptOrNull = (value: number): number | null => (isKept(value) ? value : null);

/** First departure and last arrival of the legs that have their times. */
const ticketSpan = ({ legs }: ClaimDraft): { first: string | null; last: string | null } => ({
  first: legs.flatMap(({ departure }) => departure ?? []).sort()[0] ?? null,
  last:
    legs
      .flatMap(({ arrival }) => arrival ?? [])
      .sort()
      .at(-1) ?? null,
});

/** What a sent claim teaches; null where the trip was not one to and from the meeting, or its times are missing. */
export const usualTripOf = (draft: ClaimDraft, meeting: Meeting): UsualTrip | null => {
  const { start, end, startFrom, endAt, startAddress, endAddress, distanceKm } = draft.trip;
  const place = usualPlace(meeting);
  if (start === null || end === null || place === '') return null;
  const [minutesBefore, minutesAfter] = [minutes(start, meeting.start), minutes(meeting.end, end)];
  if (!isKept(minutesBefore) || !isKept(minutesAfter)) return null;
  const { first, last } = ticketSpan(draft);
  const driven = draft.mileage[0]?.from ?? '';
  const addressOf = (which: 'home' | 'workplace'): string =>
    (startFrom === which ? startAddress || driven : '') || (endAt === which ? endAddress : '');
  return {
    place,
    startFrom,
    endAt,
    homeAddress: addressOf('home'),
    workplaceAddress: addressOf('workplace'),
    homeKm: distanceKm.home,
    workplaceKm: distanceKm.workplace,
    minutesBefore,
    minutesAfter,
    minutesToTicket: first === null ? null : keptOrNull(minutes(start, first)),
    minutesFromTicket: last === null ? null : keptOrNull(minutes(last, end)),
    learnedFrom: meeting.start,
  };
};

/** The draft of a new claim with what does not change from one meeting there to the next. */
export const withUsualTrip = (draft: ClaimDraft, usual: UsualTrip | null): ClaimDraft => {
  if (usual === null) return draft;
  const { startFrom, endAt, homeKm, workplaceKm } = usual;
  const addressOf = { home: usual.homeAddress, workplace: usual.workplaceAddress };
  const trip = {
    ...draft.trip,
    startFrom,
    endAt,
    startAddress: addressOf[startFrom],
    endAddress: addressOf[endAt],
    distanceKm: { home: homeKm, workplace: workplaceKm },
  };
  return { ...draft, trip };
};

/** When one probably left and came back: beside the tickets where they are known, else beside the meeting. */
export const usualTimes = (
  usual: UsualTrip,
  draft: ClaimDraft,
  meeting: Pick<Meeting, 'start' | 'end'>,
): { start: string; end: string; by: 'tickets' | 'meeting' } | null => {
  const { first, last } = ticketSpan(draft);
  const { minutesToTicket, minutesFromTicket } = usual;
  if (first && last && minutesToTicket !== null && minutesFromTicket !== null) {
    return { start: moved(first, -minutesToTicket), end: moved(last, minutesFromTicket), by: 'tickets' };
  }
  const start = moved(meeting.start, -usual.minutesBefore);
  const end = moved(meeting.end, usual.minutesAfter);
  // A ticket outside those times says that this trip went otherwise.
  if ((first !== null && first < start) || (last !== null && last > end)) return null;
  return { start, end, by: 'meeting' };
};
