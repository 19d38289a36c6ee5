import { countryName } from '../countries.ts';
import { foreignRate } from '../foreign-rates.ts';
import { WHOLE } from '../money.ts';
import { assumed } from '../outcome.ts';
import { duration, fill, say } from '../sentences.ts';
import { hours } from '../time.ts';
import { type Basis, basisAbroad, timeAbroad, type Whereabouts } from './abroad.ts';
import type { Earned } from './earned.ts';
import type { Journey, TravelDay } from './travel-days.ts';

/**
 * § 9 Foreign per diem (ulkomaan päiväraha / utlandstraktamente), as the sister agreement has it: the country is where
 * the travel day ends; what is left after a day that ended abroad is a share of that day's per diem. A trip shorter than
 * a travel day is domestic unless it was long enough in all and long enough abroad: then the country of most time there.
 * Not implemented here: maxima of hotel costs abroad (the regulation has none), the traveller's own reasons to be abroad.
 */

/** Whether the rules of trips abroad apply to a travel day; else the domestic ones do. */
export const isPaidAsAbroad = (day: TravelDay, journey: Journey) => basisOf(day, journey) !== null;

/** The foreign per diem of a day that is paid as abroad; null when too little of it is left. */
export function earnedAbroad(day: TravelDay, journey: Journey): Earned | null {
  const basis = basisOf(day, journey);
  if (!basis) return null;
  const share = basis.isRemainder ? shareOf(day) : WHOLE_DAY;
  if (!share) return null;
  const rate = foreignRate(basis.rateDay.pack.rules.foreign.rates, basis.place);
  return {
    day,
    rule: 'per-diem.foreign',
    name: foreignName,
    rate,
    share: share.percent,
    // Which country and which share stand in the sister agreement only.
    cite: assumed(rate.cite),
    because: because(day, journey, basis, share.over),
  };
}

/** Null: the domestic rules apply to the day. */
function basisOf(day: TravelDay, journey: Journey): Basis | null {
  if (journey.abroad.length === 0 && journey.aboard.length === 0) return null;
  const basis = basisAbroad(day, journey);
  const isShortTrip = basis !== null && !day.whole && !basis.isRemainder;
  return isShortTrip && !isLongAbroad(day, journey) ? null : basis;
}

function isLongAbroad(day: TravelDay, journey: Journey): boolean {
  const { shortTripUnder, shortTripOver, shortTripAbroadOver } = day.pack.rules.foreign;
  const elapsed = journey.end - journey.start;
  return (
    elapsed >= hours(shortTripUnder.value) ||
    (elapsed > hours(shortTripOver.value) && timeAbroad(journey) > hours(shortTripAbroadOver.value))
  );
}

/** A share of a day's per diem in per cent, and the hours that had to be passed for it. */
interface Share {
  percent: number;
  over: number;
}

const WHOLE_DAY: Share = { percent: WHOLE, over: 0 };

function shareOf({ start, end, pack }: TravelDay): Share | null {
  const { remainderOver, remainderShare, longRemainderOver, longRemainderShare } = pack.rules.foreign;
  const elapsed = end - start;
  if (elapsed > hours(longRemainderOver.value))
    return { percent: longRemainderShare.value, over: longRemainderOver.value };
  return elapsed > hours(remainderOver.value) ? { percent: remainderShare.value, over: remainderOver.value } : null;
}

function because(day: TravelDay, journey: Journey, { place, isRemainder }: Basis, over: number) {
  const name = placeName(place);
  if (isRemainder) {
    return fill(remainderText, { elapsed: duration(day.end - day.start), limit: duration(hours(over)), place: name });
  }
  if (day.whole) return fill(endsText[place.how], { n: day.number, place: name });
  const { shortTripOver, shortTripAbroadOver } = day.pack.rules.foreign;
  return fill(shortTripText, {
    place: name,
    elapsed: duration(journey.end - journey.start),
    limit: duration(hours(shortTripOver.value)),
    abroad: duration(timeAbroad(journey)),
    abroadLimit: duration(hours(shortTripAbroadOver.value)),
  });
}

function placeName({ country, area }: Whereabouts) {
  const name = countryName(country);
  return area === null ? name : fill(areaText, { country: name, area });
}

const foreignName = say('ulkomaanpäiväraha', 'utlandstraktamente', 'foreign per diem');
const areaText = say('{country} ({area})', '{country} ({area})', '{country} ({area})');
const endsText = {
  land: say(
    'Matkavuorokauden {n} päättyessä maa on {place}',
    'När resedygn {n} slutar är landet {place}',
    'Travel day {n} ends in {place}',
  ),
  'last-left': say(
    'Matkavuorokausi {n} päättyy laivassa tai lentokoneessa, ja viimeksi lähdetty maa on {place}',
    'Resedygn {n} slutar ombord, och det land som senast lämnades är {place}',
    'Travel day {n} ends aboard, and the country last left is {place}',
  ),
  'first-reached': say(
    'Matkavuorokausi {n} päättyy laivassa tai lentokoneessa, ja ensimmäinen maa Suomen jälkeen on {place}',
    'Resedygn {n} slutar ombord, och det första landet efter Finland är {place}',
    'Travel day {n} ends aboard, and the first country after Finland is {place}',
  ),
};
const shortTripText = say(
  'Matka {elapsed} ylittää {limit} ja siitä ulkomailla {abroad} ylittää {abroadLimit}, maa on {place}',
  'Resan {elapsed} är mer än {limit} och därav utomlands {abroad} mer än {abroadLimit}, landet är {place}',
  'The trip of {elapsed} is more than {limit} and {abroad} of it abroad more than {abroadLimit}, the country is {place}',
);
const remainderText = say(
  'Viimeisen täyden vuorokauden ({place}) jälkeen {elapsed} ylittää {limit}',
  'Efter det sista fulla resedygnet ({place}) är {elapsed} mer än {limit}',
  'After the last complete travel day ({place}) {elapsed} is more than {limit}',
);
