import type { Leg, Trip } from '../claim/claim.ts';
import type { Cell } from './cell.ts';
import type { ClaimDocument } from './claim-document.ts';
import type { Flow } from './flow.ts';
import { facts, table } from './table.ts';
import { fill, type Words } from './words.ts';

/** The journey (virkamatka / tjänsteresa): times, legs, nights, meals, stays abroad. */
export function journeyPart(flow: Flow, words: Words, { tripClaim: { trip } }: ClaimDocument): void {
  const { texts } = words;
  const { journey } = texts;
  flow.heading(words.term((t) => t.section.journey));
  facts(flow, [
    [
      journey.start,
      `${words.moment(trip.start)}, ${trip.startFrom === 'home' ? journey.fromHome : journey.fromWorkplace}`,
    ],
    [journey.end, `${words.moment(trip.end)}, ${trip.endAt === 'home' ? journey.toHome : journey.toWorkplace}`],
    [journey.timeZone, trip.timeZone === 'Europe/Helsinki' ? '' : trip.timeZone],
    [journey.distanceHome, kmOrNothing(words, trip.distanceKm.home)],
    [journey.distanceWorkplace, kmOrNothing(words, trip.distanceKm.workplace)],
    [journey.perDiem, trip.waivesPerDiem ? journey.waived : ''],
    ...mealsAndNights(words, trip),
    ...abroad(words, trip),
    [journey.earlierTraining, earlierTraining(words, trip)],
  ]);
  if (trip.legs.length > 0) legs(flow, words, trip.legs);
}

const kmOrNothing = (words: Words, km: number | undefined) => (km === undefined ? '' : words.km(km));

function mealsAndNights(words: Words, trip: Trip): [string, Cell][] {
  const { journey, meal, mealSource, lodging } = words.texts;
  return [
    [
      journey.freeMeals,
      trip.freeMeals.map((free) => `${meal[free.meal]}, ${words.moment(free.at)}, ${mealSource[free.source]}`),
    ],
    [
      journey.ownMeals,
      trip.ownMeals.map(
        (own) => `${words.moment(own.at)}, ${fill(journey.fromPlace, { distance: words.km(own.distanceKm) })}`,
      ),
    ],
    [journey.nights, trip.nights.map((night) => `${words.date(night.date)}: ${lodging[night.lodging]}`)],
  ];
}

function abroad(words: Words, trip: Trip): [string, Cell][] {
  const { journey, vessel } = words.texts;
  const country = new Intl.DisplayNames([words.language], { type: 'region' });
  const span = (from: string, to: string) => `${words.moment(from)} – ${words.moment(to)}`;
  return [
    [
      journey.abroad,
      trip.abroad.map(
        (stay) => `${[country.of(stay.country), stay.area].filter(Boolean).join(', ')}: ${span(stay.from, stay.to)}`,
      ),
    ],
    [
      journey.aboard,
      trip.aboard.map(
        (crossing) =>
          `${vessel[crossing.vessel]}, ${country.of(crossing.lastLeft)} – ${country.of(crossing.firstReached)}: ` +
          span(crossing.from, crossing.to),
      ),
    ],
  ];
}

/** Days of the same course before this trip (kurssi / kurs). */
function earlierTraining({ texts, date }: Words, { earlierTraining: earlier }: Trip): string {
  return earlier === null ? '' : fill(texts.journey.trainingDays, { days: earlier.days, date: date(earlier.endedOn) });
}

function legs(flow: Flow, words: Words, rows: Leg[]): void {
  const { mode } = words.texts;
  flow.space(6);
  table(
    flow,
    [
      { head: words.term((t) => t.column.mode), width: 85 },
      { head: words.term((t) => t.column.route), width: 178.28 },
      { head: words.term((t) => t.column.departure), width: 110 },
      { head: words.term((t) => t.column.arrival), width: 110 },
    ],
    rows.map((leg) => [
      mode[leg.mode],
      `${leg.from} – ${leg.to}`,
      words.moment(leg.departure),
      words.moment(leg.arrival),
    ]),
  );
}
