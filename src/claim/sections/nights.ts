import type { Finding } from '../claim.ts';
import { finding } from '../findings.ts';
import type { RulePack } from '../rules.ts';
import { calendarDate } from '../sentences.ts';
import { daysAfter, hours, instantOfHour, overlap } from '../time.ts';
import type { Journey } from './travel-days.ts';

/** § 5 Nights of a trip, each by the date of its evening: from 21:00 to 07:00 of the pack, in the trip's zone. */
export interface NightSpan {
  from: number;
  until: number;
}

export function nightOf(date: string, journey: Journey, pack: RulePack): NightSpan {
  const { nightFrom, nightUntil } = pack.rules.nightAllowance;
  return {
    from: instantOfHour(date, nightFrom.value, journey.zone),
    until: instantOfHour(daysAfter(date, 1), nightUntil.value, journey.zone),
  };
}

/**
 * Whether a night can be spent on the trip: it changes date on the trip, or enough of its hours are there. A few minutes
 * of the night before an early start are not a night away.
 */
export function isNightOfTrip(date: string, journey: Journey, pack: RulePack): boolean {
  if (journey.startDate <= date && date < journey.endDate) return true;
  const night = nightOf(date, journey, pack);
  return (
    overlap(night.from, night.until, journey.start, journey.end) >= hours(pack.rules.nightAllowance.hoursFrom.value)
  );
}

/** § 5: nights claimed outside the trip. */
export const nightsOutside = (dates: readonly string[], subject: string, journey: Journey, pack: RulePack): Finding[] =>
  dates
    .filter((date) => !isNightOfTrip(date, journey, pack))
    .map((date) => finding('night-outside-trip', subject, null, { date: calendarDate(date) }));
