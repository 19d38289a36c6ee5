import type { Finding } from '../claim.ts';
import { finding } from '../findings.ts';
import { noSurerThan, type Outcome, unknownRate, whyUnknown } from '../outcome.ts';
import { duration, euros, fill, kilometres, say } from '../sentences.ts';
import { hours } from '../time.ts';
import { dayAt, type Journey, type TravelDay } from './travel-days.ts';

/**
 * § 4 Meal compensation (ateriakorvaus / måltidsersättning): a meal at one's own cost, far enough from home and
 * workplace, on a trip that is due no per diem. The amount stands in the pack (a quarter of the full per diem).
 * Not implemented here: proof of the meal (asked only on request), a second meal compensation (open question).
 */
export function mealCompensation(journey: Journey): Outcome {
  const meals = journey.ownMeals.flatMap((meal) => {
    const day = dayAt(journey, meal.at);
    return day ? [{ ...meal, day }] : [];
  });
  const [first] = meals;
  if (!first) return { lines: [], findings: [] };

  const { tripOver, distanceFrom, mostPerTrip } = first.day.pack.rules.mealCompensation;
  const elapsed = journey.end - journey.start;
  if (elapsed <= hours(tripOver.value)) {
    const values = { elapsed: duration(elapsed), limit: duration(hours(tripOver.value)) };
    return { lines: [], findings: [finding('meal-trip-too-short', 'trip', tripOver.cite, values)] };
  }
  const far = meals.filter((meal) => meal.distanceKm >= distanceFrom.value);
  const findings = meals.filter((meal) => !far.includes(meal)).map((meal) => tooNear(meal.distanceKm, meal.day));
  if (far.length > mostPerTrip.value)
    findings.push(finding('meal-once', 'trip', mostPerTrip.cite, { most: mostPerTrip.value }));
  const paid = far.slice(0, mostPerTrip.value).map((meal) => compensated(meal, elapsed));
  return {
    lines: paid.flatMap((each) => each.lines),
    findings: [...findings, ...paid.flatMap((each) => each.findings)],
  };
}

function tooNear(distanceKm: number, day: TravelDay): Finding {
  const { distanceFrom } = day.pack.rules.mealCompensation;
  const values = { distance: kilometres(distanceKm), limit: kilometres(distanceFrom.value) };
  return finding('meal-too-near', 'trip', distanceFrom.cite, values);
}

function compensated(meal: { distanceKm: number; day: TravelDay }, elapsed: number): Outcome {
  const { amount, tripOver } = meal.day.pack.rules.mealCompensation;
  const { day } = meal;
  const line = {
    rule: 'meal-compensation',
    travelDay: day.number,
    date: day.date,
    quantity: 1,
    unitCents: amount.cents,
    amountCents: amount.cents,
    reduction: null,
    subject: 'trip',
    // Every such line rests on the minimum length of the trip, an open question.
    cite: noSurerThan(amount.cite, tripOver.cite),
    why: amount.cents === null ? whyUnknown(amount, day.date) : why(meal.distanceKm, elapsed, amount.cents),
  };
  return { lines: [line], findings: amount.cents === null ? [unknownRate(amount, day.date, 'trip')] : [] };
}

const text = say(
  'Oma ateria {distance} päässä, matka {elapsed} eikä päivärahaa: ateriakorvaus {amount}.',
  'Egen måltid på {distance} avstånd, resan {elapsed} utan dagtraktamente: måltidsersättning {amount}.',
  'Own meal {distance} away, a trip of {elapsed} without per diem: meal compensation {amount}.',
);
const why = (distanceKm: number, elapsed: number, cents: number) =>
  fill(text, { distance: kilometres(distanceKm), elapsed: duration(elapsed), amount: euros(cents) });
