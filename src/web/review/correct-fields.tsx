import type { ReactNode } from 'react';
import { expenseKinds, parkingPlaces, places, supplementKinds } from '../../claim/codes.ts';
import { rowId, TRIP } from '../../claim/line-subject.ts';
import type { ExpenseChanges, MileageChanges, TripChanges } from '../../claim/review/decision.ts';
import { CountField } from '../parts/fields/fields.tsx';
import {
  BilledNights,
  type Claim,
  Currency,
  choiceOf,
  Day,
  Distance,
  Exchange,
  Km,
  Moment,
  Money,
  type Part,
  TripNights,
  yesOrNo,
} from './correct-parts.tsx';
import { FreeMeals, OwnMeals, supplementsOf } from './correct-rows.tsx';
import { useWords } from './words.tsx';

/** Fields of a cost, a drive or the trip with their values as sent; only what is changed becomes part of the decision. */

type Row = Record<string, unknown>;
type Changes = Row;
type Props = { subject: string; claim: Claim; changes: Changes; change: (changes: Changes) => void };

/** `isAsked`: where the field means nothing for the row as corrected so far, it is not there. */
type Entry = { Part: Part<never>; isAsked: (now: Row) => boolean };
const always = (): boolean => true;
const entry = <T,>(part: Part<T>, isAsked: Entry['isAsked'] = always): Entry => ({
  // Each part is given the values of its own field, which the table cannot say in types.
  Part: part as unknown as Part<never>,
  isAsked,
});

const isLodging = ({ kind }: Row): boolean => kind === 'lodging';
const isParking = ({ kind }: Row): boolean => kind === 'parking';
const isForeign = ({ currency }: Row): boolean => currency !== 'EUR';
const Count: Part<number> = ({ label, value, change }) => <CountField label={label} value={value} onChange={change} />;

/** Each field the service takes, in the order they are asked; a field that is added there must be placed here. */
const expenseFields: Record<keyof ExpenseChanges, Entry> = {
  amountCents: entry(Money),
  date: entry(Day),
  kind: entry(choiceOf(expenseKinds, 'kind')),
  currency: entry(Currency),
  exchangeRate: entry(Exchange, isForeign),
  mealsCents: entry(Money, isLodging),
  nights: entry(BilledNights, isLodging),
  place: entry(choiceOf(parkingPlaces, 'parking'), isParking),
  days: entry(Count, isParking),
};

const mileageFields: Record<keyof MileageChanges, Entry> = {
  km: entry(Km),
  routeKm: entry(Km),
  date: entry(Day),
  reasonAccepted: entry(yesOrNo('value.yes', 'value.no')),
  publicFareCents: entry(Money),
  kmEarlierThisYear: entry(Km),
  supplements: entry(supplementsOf(supplementKinds)),
};

const tripFields: Record<keyof TripChanges, Entry> = {
  start: entry(Moment),
  startFrom: entry(choiceOf(places, 'place')),
  end: entry(Moment),
  endAt: entry(choiceOf(places, 'place')),
  distanceKm: entry(Distance),
  nights: entry(TripNights),
  freeMeals: entry(FreeMeals),
  ownMeals: entry(OwnMeals),
  waivesPerDiem: entry(yesOrNo('value.waived', 'value.claimed')),
};

/** A value as it is compared: a draft says null where a decision leaves a place out. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (each === null ? undefined : each)) ?? 'null';

/** The changes with one field set; a value that is as sent, or not understood, is no change. */
const withField = (changes: Changes, field: string, sent: unknown, value: unknown): Changes => {
  const { [field]: _, ...rest } = changes;
  return value === null || plain(value) === plain(sent) ? rest : { ...rest, [field]: value };
};

const Fields = (props: Props & { row: Row; entries: Record<string, Entry>; near: string }): ReactNode => {
  const words = useWords();
  const { row, entries, changes, change, near, claim } = props;
  const now = { ...row, ...changes };
  return (
    <div className="fields">
      {Object.entries(entries).map(([field, { Part, isAsked }]) => {
        const sent = row[field] ?? null;
        return (
          isAsked(now) && (
            <Part
              key={field}
              label={words.code('field', field)}
              value={(field in changes ? changes[field] : sent) as never}
              change={(value) => change(withField(changes, field, sent, value))}
              near={near}
              now={now}
              claim={claim}
            />
          )
        );
      })}
    </div>
  );
};

export const CorrectFields = (props: Props): ReactNode => {
  const { subject, claim } = props;
  const { draft, meeting } = claim;
  const costId = rowId(subject, 'expenses');
  const driveId = rowId(subject, 'mileage');
  const cost = draft.expenses.find(({ id }) => id === costId);
  const drive = draft.mileage.find(({ id }) => id === driveId);
  const near = meeting.start.slice(0, 10);
  if (cost) return <Fields {...props} row={cost} entries={expenseFields} near={cost.date ?? near} />;
  if (drive) return <Fields {...props} row={drive} entries={mileageFields} near={drive.date ?? near} />;
  if (subject !== TRIP) return null;
  return <Fields {...props} row={draft.trip} entries={tripFields} near={draft.trip.start?.slice(0, 10) ?? near} />;
};
