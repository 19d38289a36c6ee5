import type { Citation, Finding, Texts, Trip } from '../claim.ts';
import { finding } from '../findings.ts';
import { WHOLE } from '../money.ts';
import type { RulePack } from '../rules.ts';
import { duration, fill, kilometres, say } from '../sentences.ts';
import { hours } from '../time.ts';
import type { Earned } from './earned.ts';
import { earnedAbroad, isPaidAsAbroad } from './foreign-per-diem.ts';
import type { Journey, TravelDay } from './travel-days.ts';

/**
 * § 3 Domestic per diem (päiväraha / dagtraktamente), State § 10–11: full (kokopäiväraha / heldagtraktamente) or partial
 * (osapäiväraha / partiellt dagtraktamente) for each travel day; § 9 the foreign per diem of the days paid as abroad.
 * What they come to, with free meals and long training, is `per-diem-lines.ts`.
 */
/** Travel days that earn a per diem, whether or not the traveller waives it. Findings say why there are none. */
export function earnedPerDiems(
  trip: Trip,
  journey: Journey,
  pack: RulePack,
): { earned: Earned[]; findings: Finding[] } {
  const domestic = journey.days.filter((day) => !isPaidAsAbroad(day, journey));
  const tooNear = domestic.length > 0 ? distanceFinding(trip, pack) : null;
  const earned = journey.days.flatMap((day) => {
    if (!domestic.includes(day)) return earnedAbroad(day, journey) ?? [];
    return tooNear ? [] : (earnedAtHome(day, journey) ?? []);
  });
  if (tooNear) return { earned, findings: [tooNear] };
  if (earned.length > 0) return { earned, findings: [] };
  const limit = journey.days[0].pack.rules.perDiem.partialOver;
  const values = { elapsed: duration(journey.end - journey.start), limit: duration(hours(limit.value)) };
  return { earned, findings: [finding('per-diem-too-short', 'trip', limit.cite, values)] };
}

/** Which of the distances of § 3 is not passed; null when all are. */
function distanceFinding(trip: Trip, pack: RulePack): Finding | null {
  const { distanceOver, distanceFromBothOver } = pack.rules.perDiem;
  const { home, workplace } = trip.distanceKm;
  const fromStart = trip.distanceKm[trip.startFrom];
  if (fromStart === undefined) return finding('distance-missing', 'trip', distanceOver.cite);
  const nearest = Math.min(home ?? fromStart, workplace ?? fromStart);
  const tooNear = (distance: number, limit: number, cite: Citation) =>
    finding('per-diem-distance', 'trip', cite, { distance: kilometres(distance), limit: kilometres(limit) });
  if (fromStart <= distanceOver.value) return tooNear(fromStart, distanceOver.value, distanceOver.cite);
  if (nearest <= distanceFromBothOver.value)
    return tooNear(nearest, distanceFromBothOver.value, distanceFromBothOver.cite);
  return null;
}

/** What the domestic rules give for a travel day, distances aside. */
export function earnedAtHome(day: TravelDay, { days }: Journey): Earned | null {
  if (day.whole) return earned(day, 'full', fill(wholeDayText, { n: day.number }));
  return days.length > 1 ? earnedByRemainder(day) : earnedByShortTrip(day);
}

/** A trip with no full travel day: more than 6 h → partial, more than 10 h → full. */
function earnedByShortTrip(day: TravelDay): Earned | null {
  const { fullOver, partialOver } = day.pack.rules.perDiem;
  const elapsed = day.end - day.start;
  if (elapsed > hours(fullOver.value)) return earned(day, 'full', over(elapsed, fullOver.value));
  if (elapsed > hours(partialOver.value)) return earned(day, 'partial', over(elapsed, partialOver.value));
  return null;
}

/** What is left after full travel days: at least 2 h → partial, more than 6 h → full. */
function earnedByRemainder(day: TravelDay): Earned | null {
  const { remainderFullOver, remainderPartialFrom } = day.pack.rules.perDiem;
  const elapsed = day.end - day.start;
  if (elapsed > hours(remainderFullOver.value))
    return earned(day, 'full', lastDay(over(elapsed, remainderFullOver.value)));
  if (elapsed >= hours(remainderPartialFrom.value))
    return earned(day, 'partial', lastDay(atLeast(elapsed, remainderPartialFrom.value)));
  return null;
}

function earned(day: TravelDay, tier: 'full' | 'partial', because: Texts): Earned {
  const rate = day.pack.rules.perDiem[tier];
  return { day, rule: `per-diem.${tier}`, name: tierNames[tier], rate, share: WHOLE, cite: rate.cite, because };
}

const tierNames = {
  full: say('kokopäiväraha', 'heldagtraktamente', 'full per diem'),
  partial: say('osapäiväraha', 'partiellt dagtraktamente', 'partial per diem'),
};

const wholeDayText = say('{n}. matkavuorokausi on täysi', 'Resedygn {n} är fullt', 'Travel day {n} is complete');
const overText = say('{elapsed} ylittää {limit}', '{elapsed} är mer än {limit}', '{elapsed} is more than {limit}');
const atLeastText = say(
  '{elapsed} on vähintään {limit}',
  '{elapsed} är minst {limit}',
  '{elapsed} is at least {limit}',
);
const lastDayText = say(
  'Täysien vuorokausien jälkeen {text}',
  'Efter de fulla resedygnen: {text}',
  'After the complete travel days {text}',
);

const over = (elapsed: number, limit: number) =>
  fill(overText, { elapsed: duration(elapsed), limit: duration(hours(limit)) });
const atLeast = (elapsed: number, limit: number) =>
  fill(atLeastText, { elapsed: duration(elapsed), limit: duration(hours(limit)) });
const lastDay = (text: Texts) => fill(lastDayText, { text });
