import type { Finding, Line, TripClaim } from '../claim.ts';
import { finding } from '../findings.ts';
import { type Outcome, unknownRate, whyUnknown } from '../outcome.ts';
import { calendarDate, duration, euros, fill, say } from '../sentences.ts';
import { daysAfter, hours, overlap } from '../time.ts';
import type { Earned } from './earned.ts';
import { isNightOfTrip, nightOf, nightsOutside } from './nights.ts';
import type { Journey, TravelDay } from './travel-days.ts';

/**
 * § 5 Night travel allowance (yömatkaraha / nattresepenning): claimed by declaring a night `private`. One for each
 * travel day that earns a per diem, when enough of it lies in the night and nobody else paid, offered or booked the
 * night. A waived per diem is earned all the same. § 5 makes no difference between nights at home and abroad.
 */
export function nightAllowances(claim: TripClaim, journey: Journey, earned: readonly Earned[]): Outcome {
  const { nights } = claim.trip;
  const first = journey.days[0];
  const dates = nights
    .filter((night) => night.lodging !== 'private' || !dayOfNight(night.date, journey))
    .map((night) => night.date);
  const findings = nightsOutside(dates, 'trip', journey, first.pack);

  const lines: Line[] = [];
  const paidDays = new Set<TravelDay>();
  for (const date of privateNights(claim)) {
    const day = dayOfNight(date, journey);
    if (!day) continue;
    if (paidDays.has(day) || !isDue(day, claim, journey, earned)) {
      findings.push(notDue(date, day));
      continue;
    }
    paidDays.add(day);
    const line = allowance(day, journey);
    lines.push(line.line);
    findings.push(...line.findings);
  }
  return { lines, findings };
}

const privateNights = ({ trip }: TripClaim) =>
  [...new Set(trip.nights.filter((night) => night.lodging === 'private').map((night) => night.date))].sort();

/**
 * The travel day that has most of a night; of two equal ones the earlier. Null when the night is not of this trip. Of a
 * one-day trip it is when any of it is there and the day has night hours enough, early and late together.
 */
function dayOfNight(date: string, journey: Journey): TravelDay | null {
  if (isEarlyStart(date, journey)) return journey.days[0];
  const day = dayWithMost(date, journey);
  if (!day) return null;
  const isTogether = isOneDay(journey) && hasNightHours(day, journey);
  return isTogether || isNightOfTrip(date, journey, journey.days[0].pack) ? day : null;
}

function dayWithMost(date: string, journey: Journey): TravelDay | null {
  const night = nightOf(date, journey, journey.days[0].pack);
  let best: TravelDay | null = null;
  let most = 0;
  for (const day of journey.days) {
    const shared = overlap(day.start, day.end, night.from, night.until);
    if (shared > most) [best, most] = [day, shared];
  }
  return best;
}

/** A one-day trip whose night is the early morning it started in: people give the date of that morning. */
const isEarlyStart = (date: string, journey: Journey) =>
  isOneDay(journey) &&
  date === journey.startDate &&
  nightHours(journey.days[0], journey).morning >= hours(journey.days[0].pack.rules.nightAllowance.hoursFrom.value);

const isOneDay = ({ startDate, endDate }: Journey) => startDate === endDate;

function isDue(day: TravelDay, claim: TripClaim, journey: Journey, earned: readonly Earned[]): boolean {
  const isEarned = earned.some((each) => each.day === day);
  return isEarned && hasNightHours(day, journey) && !isOtherwiseLodged(day, claim, journey);
}

function hasNightHours(day: TravelDay, journey: Journey): boolean {
  const { morning, later } = nightHours(day, journey);
  return morning + later >= hours(day.pack.rules.nightAllowance.hoursFrom.value);
}

/** Free or paid lodging, a berth, a room left unused or a night flight, on any night of that travel day. */
function isOtherwiseLodged(day: TravelDay, { trip, expenses }: TripClaim, journey: Journey): boolean {
  const lodged = trip.nights.filter((night) => night.lodging !== 'private').map((night) => night.date);
  const paid = expenses.filter((row) => row.kind === 'lodging').flatMap((row) => row.nights);
  return [...lodged, ...paid].some((night) => dayOfNight(night, journey) === day);
}

/** Milliseconds of a travel day in the night: those of the night before its date (its early morning), and the later. */
function nightHours(day: TravelDay, journey: Journey): { morning: number; later: number } {
  const inNight = (date: string) => {
    const night = nightOf(date, journey, day.pack);
    return overlap(day.start, day.end, night.from, night.until);
  };
  return { morning: inNight(daysAfter(day.date, -1)), later: inNight(day.date) + inNight(daysAfter(day.date, 1)) };
}

const notDue = (date: string, day: TravelDay): Finding =>
  finding('night-allowance-not-due', 'trip', day.pack.rules.nightAllowance.hoursFrom.cite, {
    date: calendarDate(date),
  });

function allowance(day: TravelDay, journey: Journey): { line: Line; findings: Finding[] } {
  const { amount, hoursFrom, nightFrom, nightUntil } = day.pack.rules.nightAllowance;
  const { morning, later } = nightHours(day, journey);
  const findings: Finding[] = [];
  if (amount.cents === null) findings.push(unknownRate(amount, day.date, 'trip'));
  if (journey.days.length === 1 && later < hours(hoursFrom.value))
    findings.push(finding('night-allowance-early-start', 'trip', hoursFrom.cite));
  const values = {
    elapsed: duration(morning + later),
    limit: duration(hours(hoursFrom.value)),
    from: nightFrom.value,
    until: nightUntil.value,
  };
  const line: Line = {
    rule: 'night-allowance',
    travelDay: day.number,
    date: day.date,
    quantity: 1,
    unitCents: amount.cents,
    amountCents: amount.cents,
    reduction: null,
    subject: 'trip',
    cite: amount.cite,
    why: amount.cents === null ? whyUnknown(amount, day.date) : fill(text, { ...values, amount: euros(amount.cents) }),
  };
  return { line, findings };
}

const text = say(
  'Oma majoitus, ja {elapsed} yöaikaa ({from}–{until}) on vähintään {limit}: yömatkaraha {amount}.',
  'Eget logi, och {elapsed} nattetid ({from}–{until}) är minst {limit}: nattresepenning {amount}.',
  'Own lodging, and {elapsed} of night ({from}–{until}) is at least {limit}: night allowance {amount}.',
);
