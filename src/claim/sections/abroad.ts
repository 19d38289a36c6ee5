import type { Finding } from '../claim.ts';
import { isHome } from '../countries.ts';
import { finding } from '../findings.ts';
import type { Place } from '../foreign-rates.ts';
import { overlap } from '../time.ts';
import type { Journey, TravelDay } from './travel-days.ts';

/**
 * § 9 Where a traveller is at an instant: Finland is wherever nothing else is told. Ends of a stay or a crossing belong
 * to it; at an instant of both the stay on land decides.
 * Not implemented here: checking that the stays follow the legs of the trip.
 */
export interface Whereabouts extends Place {
  /** How it is known: on land there, or aboard (ship, plane) after leaving it or before reaching it. */
  how: 'land' | 'last-left' | 'first-reached';
}

/** The foreign place at an instant, null in Finland. */
export function placeAt(journey: Journey, at: number): Whereabouts | null {
  const stay = journey.abroad.find((each) => each.from <= at && at <= each.to);
  if (stay) return { country: stay.country, area: stay.area, how: 'land' };
  const crossing = journey.aboard.find((each) => each.from <= at && at <= each.to);
  return crossing ? placeAboard(journey, crossing) : null;
}

type Crossing = Journey['aboard'][number];

/** Aboard: the country last left; on leaving Finland the first reached. Null when that is Finland too. */
function placeAboard(journey: Journey, { lastLeft, firstReached, from, to }: Crossing): Whereabouts | null {
  if (!isHome(lastLeft)) return { country: lastLeft, area: areaLeft(journey, lastLeft, from), how: 'last-left' };
  if (isHome(firstReached)) return null;
  return { country: firstReached, area: areaReached(journey, firstReached, to), how: 'first-reached' };
}

/** The area of the country that was left, when the stay there says one. */
const areaLeft = (journey: Journey, country: string, at: number) =>
  journey.abroad.findLast((stay) => stay.country === country && stay.from <= at)?.area ?? null;

/** The area of the country that is reached, likewise. */
const areaReached = (journey: Journey, country: string, at: number) =>
  journey.abroad.find((stay) => stay.country === country && stay.to >= at)?.area ?? null;

/** Times abroad and aboard that cannot be right: outside the trip, or in two countries at once. */
export function abroadFindings(journey: Journey): Finding[] {
  const all = [...journey.abroad, ...journey.aboard];
  const isOutside = all.some(({ from, to }) => from < journey.start || journey.end < to);
  const overlaps = journey.abroad.some((stay, at) => {
    const next = journey.abroad[at + 1];
    return next !== undefined && next.from < stay.to;
  });
  return [
    ...(isOutside ? [finding('abroad-outside-trip', 'trip')] : []),
    ...(overlaps ? [finding('abroad-overlaps', 'trip')] : []),
  ];
}

/** Time on land abroad during the trip, in milliseconds. */
export const timeAbroad = (journey: Journey) => journey.abroad.reduce((sum, stay) => sum + lengthOf(journey, stay), 0);

/** The foreign place of most time; of equal ones the later. Null when the trip never was on land abroad. */
function longestStay(journey: Journey): Whereabouts | null {
  const lengths = new Map<string, number>();
  let longest: Journey['abroad'][number] | null = null;
  let most = 0;
  for (const stay of journey.abroad) {
    const key = `${stay.country}/${stay.area ?? ''}`;
    const total = (lengths.get(key) ?? 0) + lengthOf(journey, stay);
    lengths.set(key, total);
    if (total >= most) [longest, most] = [stay, total];
  }
  return longest && { country: longest.country, area: longest.area, how: 'land' };
}

const lengthOf = (journey: Journey, { from, to }: { from: number; to: number }) =>
  overlap(from, to, journey.start, journey.end);

/** By which foreign place a travel day is measured, on the State line and on the tax line. */
export interface Basis {
  place: Whereabouts;
  /** The travel day whose pack has the rate: this one, or the full one before what is left. */
  rateDay: TravelDay;
  isRemainder: boolean;
}

/**
 * Where the travel day, or the full one before what is left, ended; of a trip shorter than a travel day that ended in
 * Finland the place of most time. Null: Finland.
 */
export function basisAbroad(day: TravelDay, journey: Journey): Basis | null {
  const before = day.whole ? undefined : journey.days[journey.days.indexOf(day) - 1];
  const rateDay = before ?? day;
  const isShortTrip = !day.whole && before === undefined;
  const place = placeAt(journey, rateDay.end) ?? (isShortTrip ? longestStay(journey) : null);
  return place && { place, rateDay, isRemainder: before !== undefined };
}
