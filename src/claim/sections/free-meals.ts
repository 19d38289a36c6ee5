import type { Finding, MealObjection } from '../claim.ts';
import { clockOf, dateOf } from '../days.ts';
import { finding } from '../findings.ts';
import { mealNames, withoutStop } from '../names.ts';
import { calendarDate, timeOfDay } from '../sentences.ts';
import type { Earned } from './earned.ts';
import { dayAt, type Journey, type TravelDay } from './travel-days.ts';

/**
 * § 3 Free meals (maksuton ateria / fri måltid): arranged or paid by the organiser, or in a course fee or a ticket. Each
 * belongs to the travel day in which it was served. Meals in a room's price do not count on domestic trips; whether the
 * hotel breakfast does is an open question, a switch of the pack (`breakfastIsFreeMeal`). § 9 Abroad they do.
 * Not implemented here: deciding a member's objection to a meal of the meeting card (the examiner does).
 */
export interface MealCut {
  counted: number;
  isCut: boolean;
  /** How much is taken off when it is, in per cent. */
  percent: number;
  /** A hotel breakfast would have cut it, had OPH not decided that it does not count. */
  isDecidedHere: boolean;
}

/** Whether the free meals of its travel day cut an earned per diem. */
export const mealCut = (journey: Journey, { day, rule }: Earned): MealCut =>
  rule === 'per-diem.foreign'
    ? mealCutAbroad(journey, day)
    : mealCutAtHome(journey, day, rule === 'per-diem.full' ? 'mealsToHalveFull' : 'mealsToHalvePartial');

export function mealCutAbroad(journey: Journey, day: TravelDay): MealCut {
  const { mealsToHalve, reduction, roomMealsCount } = day.pack.rules.foreign;
  const { others, roomBreakfasts, roomOthers } = mealsOf(journey, day);
  const counted = roomMealsCount.value ? others + roomBreakfasts + roomOthers : others;
  return { counted, isCut: counted >= mealsToHalve.value, percent: reduction.value, isDecidedHere: false };
}

function mealCutAtHome(journey: Journey, day: TravelDay, limit: 'mealsToHalveFull' | 'mealsToHalvePartial'): MealCut {
  const { breakfastIsFreeMeal, reduction, [limit]: enough } = day.pack.rules.freeMeals;
  const { others, roomBreakfasts } = mealsOf(journey, day);
  const counted = breakfastIsFreeMeal.value ? others + roomBreakfasts : others;
  const isCut = counted >= enough.value;
  const isDecidedHere = !isCut && others + roomBreakfasts >= enough.value;
  return { counted, isCut, percent: reduction.value, isDecidedHere };
}

function mealsOf(journey: Journey, day: TravelDay) {
  const served = journey.freeMeals.filter((meal) => dayAt(journey, meal.at) === day);
  const inRoom = served.filter((meal) => meal.source === 'room');
  const roomBreakfasts = inRoom.filter((meal) => meal.meal === 'breakfast').length;
  return { others: served.length - inRoom.length, roomBreakfasts, roomOthers: inRoom.length - roomBreakfasts };
}

/** Meals, free or own, at a time when there was no trip. */
export function mealFindings(journey: Journey): Finding[] {
  const outside = [...journey.freeMeals, ...journey.ownMeals].some((meal) => dayAt(journey, meal.at) === null);
  return outside ? [finding('meal-outside-trip', 'trip')] : [];
}

/** The organiser's card says that a meal was free, the member that it was not: both are shown, the examiner decides. */
export const objectionFindings = (objections: readonly MealObjection[]): Finding[] =>
  objections.map(({ at, meal, reason }) =>
    finding('free-meal-objected', 'trip', null, {
      meal: mealNames[meal],
      date: calendarDate(dateOf(at)),
      time: timeOfDay(clockOf(at)),
      reason: withoutStop(reason),
    }),
  );
