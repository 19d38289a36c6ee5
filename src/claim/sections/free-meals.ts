import type { Finding } from '../claim.ts';
import { finding } from '../findings.ts';
import { dayAt, type Journey, type TravelDay } from './travel-days.ts';

/**
 * § 3 Free meals (maksuton ateria / fri måltid): arranged or paid by the organiser, or in a course fee or a ticket. Each
 * belongs to the travel day in which it was served. Meals in a room's price do not count on domestic trips; whether the
 * hotel breakfast does is an open question, a switch of the pack (`breakfastIsFreeMeal`).
 * Not implemented here: meals in the room price abroad (§ 9), meals that were offered and not eaten.
 */
export interface CountedMeals {
  counted: number;
  /** Hotel breakfasts of the day that were left out because of the switch. */
  roomBreakfasts: number;
}

export function countedMeals(journey: Journey, day: TravelDay): CountedMeals {
  const breakfastCounts = day.pack.rules.freeMeals.breakfastIsFreeMeal.value;
  const served = journey.freeMeals.filter((meal) => dayAt(journey, meal.at) === day);
  const roomBreakfasts = served.filter((meal) => meal.source === 'room' && meal.meal === 'breakfast').length;
  const others = served.filter((meal) => meal.source !== 'room').length;
  return breakfastCounts
    ? { counted: others + roomBreakfasts, roomBreakfasts: 0 }
    : { counted: others, roomBreakfasts };
}

/** Meals, free or own, at a time when there was no trip. */
export function mealFindings(journey: Journey): Finding[] {
  const outside = [...journey.freeMeals, ...journey.ownMeals].some((meal) => dayAt(journey, meal.at) === null);
  return outside ? [finding('meal-outside-trip', 'trip')] : [];
}
