import type { Meal } from '../claim.ts';
import type { RulePack } from '../rules.ts';
import { hours, localDate } from '../time.ts';
import type { Zone } from '../zone.ts';

/**
 * § 2 Travel days (matkavuorokausi / resedygn): the n-th block of 24 elapsed hours from departure. Each has the pack
 * in force on the local date on which it starts, so a trip over New Year uses two.
 * Not implemented here: a short stop at one's own workplace (the trip is taken as its start and end say).
 */
export interface TravelDay {
  /** 1 for the first. */
  number: number;
  /** Instants in milliseconds; `end` is the trip's end on the last day. */
  start: number;
  end: number;
  /** Local date on which it starts. */
  date: string;
  /** Whether it lasted the full 24 h. */
  whole: boolean;
  pack: RulePack;
}

/** A trip with its times read and its rules found: everything the sections ask of it. */
export interface Journey {
  zone: Zone;
  start: number;
  end: number;
  startDate: string;
  endDate: string;
  days: [TravelDay, ...TravelDay[]];
  /** In order of time, as all lists here: stays on land abroad (those in Finland left out) and crossings. */
  abroad: { country: string; area: string | null; from: number; to: number }[];
  aboard: { lastLeft: string; firstReached: string; from: number; to: number }[];
  freeMeals: { at: number; meal: Meal; source: 'organiser' | 'ticket' | 'room' }[];
  ownMeals: { at: number; distanceKm: number }[];
}

/** Stretches of the travel days between two instants; a trip of no length has one day of no length. */
export function stretchesOf(start: number, end: number, dayLength: number, zone: Zone): Omit<TravelDay, 'pack'>[] {
  const length = hours(dayLength);
  const count = Math.max(1, Math.ceil((end - start) / length));
  return Array.from({ length: count }, (_, index) => {
    const from = start + index * length;
    const until = Math.min(from + length, end);
    return { number: index + 1, start: from, end: until, date: localDate(from, zone), whole: until - from === length };
  });
}

/** The travel day in which something happened; at the very end of the trip it is the last one. Null outside the trip. */
export function dayAt(journey: Journey, at: number): TravelDay | null {
  if (at < journey.start || at > journey.end) return null;
  return journey.days.find((day) => at < day.end) ?? journey.days.at(-1) ?? null;
}
