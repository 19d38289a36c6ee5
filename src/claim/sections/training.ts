import type { Citation, Trip } from '../claim.ts';
import { daysBetween } from '../time.ts';
import type { Journey, TravelDay } from './travel-days.ts';

/**
 * § 10 Training (kurssipäiväraha / kursdagpenning): so many days as any trip, from the next a share of the per diem. Days
 * of earlier training count on unless the break since was too long; only whole days between the two are a break.
 * Not implemented here: the limit of one year, and the further cut for free lodging (seen in one source, not in § 10).
 */
export interface TrainingShare {
  percent: number;
  /** First day of training with this share, counted over the trips of one course. */
  fromDay: number;
  cite: Citation;
}

/** Null on a travel day that is paid as on any other trip. */
export function laterTrainingShare(trip: Trip, journey: Journey, day: TravelDay): TrainingShare | null {
  if (trip.kind !== 'training') return null;
  const { daysAsMeeting, laterShare } = day.pack.rules.training;
  if (earlierDays(trip, journey) + day.number <= daysAsMeeting.value) return null;
  return { percent: laterShare.value, fromDay: daysAsMeeting.value + 1, cite: laterShare.cite };
}

function earlierDays({ earlierTraining }: Trip, { days, startDate }: Journey): number {
  if (!earlierTraining) return 0;
  const { breakOver } = days[0].pack.rules.training;
  const breakDays = daysBetween(earlierTraining.endedOn, startDate) - 1;
  return breakDays > breakOver.value ? 0 : earlierTraining.days;
}
