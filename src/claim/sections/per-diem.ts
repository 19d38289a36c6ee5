import type { Citation, Finding, Line, Texts, Trip } from '../claim.ts';
import { finding } from '../findings.ts';
import { percentOf } from '../money.ts';
import { assumed, type Outcome, unknownRate, whyUnknown } from '../outcome.ts';
import type { Rate } from '../rate.ts';
import type { RulePack } from '../rules.ts';
import { duration, euros, fill, kilometres, say } from '../sentences.ts';
import { hours } from '../time.ts';
import { countedMeals } from './free-meals.ts';
import type { Journey, TravelDay } from './travel-days.ts';

/**
 * § 3 Domestic per diem (päiväraha / dagtraktamente), State § 10–11: full (kokopäiväraha / heldagtraktamente) or partial
 * (osapäiväraha / partiellt dagtraktamente) for each travel day, halved by free meals.
 * Not implemented here: foreign per diem (§ 9), the 75 % of long training (§ 10), the comparison with the tax ceiling
 * (domestic State and tax amounts are the same in every year of the packs).
 */
export interface Earned {
  day: TravelDay;
  tier: 'full' | 'partial';
  /** The sentence that says which limit was passed, without the amount. */
  because: Texts;
}

/** Travel days that earn a per diem, whether or not the traveller waives it. Findings say why there are none. */
export function earnedPerDiems(
  trip: Trip,
  journey: Journey,
  pack: RulePack,
): { earned: Earned[]; findings: Finding[] } {
  const tooNear = distanceFinding(trip, pack);
  if (tooNear) return { earned: [], findings: [tooNear] };
  const earned = journey.days.flatMap((day) => earnedOn(day, journey.days) ?? []);
  if (earned.length > 0) return { earned, findings: [] };
  const limit = journey.days[0].pack.rules.perDiem.partialOver;
  const values = { elapsed: duration(journey.end - journey.start), limit: duration(hours(limit.value)) };
  return { earned, findings: [finding('per-diem-too-short', 'trip', limit.cite, values)] };
}

/** One line for each earned per diem; none when the traveller waives them (luopuu päivärahasta / avstår). */
export function perDiemLines(trip: Trip, journey: Journey, earned: readonly Earned[]): Outcome {
  if (trip.waivesPerDiem) return { lines: [], findings: [] };
  const findings: Finding[] = [];
  const lines = earned.map((each) => {
    const rate = each.day.pack.rules.perDiem[each.tier];
    if (rate.cents === null) findings.push(unknownRate(rate, each.day.date, 'trip'));
    return perDiemLine(journey, each, rate);
  });
  return { lines, findings };
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

function earnedOn(day: TravelDay, days: readonly TravelDay[]): Earned | null {
  if (day.whole) return { day, tier: 'full', because: wholeDay(day) };
  return days.length > 1 ? earnedByRemainder(day) : earnedByShortTrip(day);
}

/** A trip with no full travel day: more than 6 h → partial, more than 10 h → full. */
function earnedByShortTrip(day: TravelDay): Earned | null {
  const { fullOver, partialOver } = day.pack.rules.perDiem;
  const elapsed = day.end - day.start;
  if (elapsed > hours(fullOver.value)) return { day, tier: 'full', because: over(elapsed, fullOver.value) };
  if (elapsed > hours(partialOver.value)) return { day, tier: 'partial', because: over(elapsed, partialOver.value) };
  return null;
}

/** What is left after full travel days: at least 2 h → partial, more than 6 h → full. */
function earnedByRemainder(day: TravelDay): Earned | null {
  const { remainderFullOver, remainderPartialFrom } = day.pack.rules.perDiem;
  const elapsed = day.end - day.start;
  if (elapsed > hours(remainderFullOver.value))
    return { day, tier: 'full', because: lastDay(over(elapsed, remainderFullOver.value)) };
  if (elapsed >= hours(remainderPartialFrom.value))
    return { day, tier: 'partial', because: lastDay(atLeast(elapsed, remainderPartialFrom.value)) };
  return null;
}

function perDiemLine(journey: Journey, earned: Earned, rate: Rate): Line {
  const { day, tier } = earned;
  const meals = countedMeals(journey, day);
  const { reduction, mealsToHalveFull, mealsToHalvePartial } = day.pack.rules.freeMeals;
  const enough = (tier === 'full' ? mealsToHalveFull : mealsToHalvePartial).value;
  const halved = meals.counted >= enough;
  const decidedHere = !halved && meals.counted + meals.roomBreakfasts >= enough;
  const cut = halved && rate.cents !== null ? percentOf(rate.cents, reduction.value) : 0;
  return {
    rule: `per-diem.${tier}`,
    travelDay: day.number,
    date: day.date,
    quantity: 1,
    unitCents: rate.cents,
    amountCents: rate.cents === null ? null : rate.cents - cut,
    reduction: halved ? 'free-meals' : null,
    subject: 'trip',
    cite: decidedHere ? assumed(rate.cite) : rate.cite,
    why:
      rate.cents === null
        ? whyUnknown(rate, day.date)
        : whyPaid(earned, rate.cents, halved ? { meals: meals.counted, percent: reduction.value, cut } : null),
  };
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
const paidText = say('{because}: {tier} {amount}.', '{because}: {tier} {amount}.', '{because}: {tier} {amount}.');
const halvedText = say(
  '{because}: {tier} {amount}, vähennys {percent} % (maksuttomia aterioita {meals}): {paid}.',
  '{because}: {tier} {amount}, avdrag {percent} % (fria måltider: {meals}): {paid}.',
  '{because}: {tier} {amount}, less {percent} % (free meals: {meals}): {paid}.',
);

const wholeDay = (day: TravelDay) => fill(wholeDayText, { n: day.number });
const over = (elapsed: number, limit: number) =>
  fill(overText, { elapsed: duration(elapsed), limit: duration(hours(limit)) });
const atLeast = (elapsed: number, limit: number) =>
  fill(atLeastText, { elapsed: duration(elapsed), limit: duration(hours(limit)) });
const lastDay = (text: Texts) => fill(lastDayText, { text });

type Halving = { meals: number; percent: number; cut: number };

function whyPaid({ because, tier }: Earned, cents: number, halving: Halving | null): Texts {
  const values = { because, tier: tierNames[tier], amount: euros(cents) };
  if (!halving) return fill(paidText, values);
  const { meals, percent, cut } = halving;
  return fill(halvedText, { ...values, meals, percent, paid: euros(cents - cut) });
}
