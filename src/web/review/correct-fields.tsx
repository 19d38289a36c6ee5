import type { ReactNode } from 'react';
import { expenseKinds } from '../../claim/codes.ts';
import { rowId, TRIP } from '../../claim/line-subject.ts';
import type { ClaimView } from '../../claim/views.ts';
import { ChoiceField, DayField, KmField, MoneyField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { useWords } from './words.tsx';

/** Fields of a cost, a drive or the trip with their values as sent; only what is changed becomes part of the decision. */

type Changes = Record<string, unknown>;
type Props = {
  subject: string;
  claim: Pick<ClaimView, 'draft' | 'meeting'>;
  changes: Changes;
  change: (changes: Changes) => void;
};

/** The changes with one field set; a value that is as sent, or not understood, is no change. */
const withField = (changes: Changes, field: string, sent: unknown, value: unknown): Changes => {
  const { [field]: _, ...rest } = changes;
  return value === null || value === sent ? rest : { ...rest, [field]: value };
};

const useField = ({ changes, change }: Props) => {
  const current = <T,>(field: string, sent: T): T => (field in changes ? (changes[field] as T) : sent);
  const set = (field: string, sent: unknown) => (value: unknown) => change(withField(changes, field, sent, value));
  return { current, set };
};

const CostFields = (props: Props & { id: string }): ReactNode => {
  const { code } = useSpeech();
  const words = useWords();
  const { current, set } = useField(props);
  const row = props.claim.draft.expenses.find(({ id }) => id === props.id);
  if (!row) return null;
  const near = props.claim.meeting.start.slice(0, 10);
  return (
    <div className="fields">
      <MoneyField
        label={words.t('field.amountCents')}
        value={current('amountCents', row.amountCents)}
        onChange={set('amountCents', row.amountCents)}
      />
      <DayField
        label={words.t('field.date')}
        near={near}
        value={current('date', row.date)}
        onChange={set('date', row.date)}
      />
      <ChoiceField
        label={words.t('field.kind')}
        value={current('kind', row.kind)}
        options={expenseKinds.map((value) => ({ value, text: code('kind', value) }))}
        onChange={set('kind', row.kind)}
      />
      {row.kind === 'lodging' && (
        <MoneyField
          label={words.t('field.mealsCents')}
          value={current('mealsCents', row.mealsCents)}
          onChange={set('mealsCents', row.mealsCents)}
        />
      )}
    </div>
  );
};

const acceptance = ['yes', 'no'] as const;

const DriveFields = (props: Props & { id: string }): ReactNode => {
  const words = useWords();
  const { current, set } = useField(props);
  const row = props.claim.draft.mileage.find(({ id }) => id === props.id);
  if (!row) return null;
  const accepted = current<boolean | null>('reasonAccepted', null);
  return (
    <div className="fields">
      <KmField label={words.t('field.km')} value={current('km', row.km)} onChange={set('km', row.km)} />
      <KmField
        label={words.t('field.routeKm')}
        value={current('routeKm', row.routeKm)}
        onChange={set('routeKm', row.routeKm)}
      />
      <ChoiceField
        label={words.t('field.reasonAccepted')}
        value={accepted === null ? null : accepted ? 'yes' : 'no'}
        options={acceptance.map((value) => ({ value, text: words.t(`value.${value}`) }))}
        onChange={(value) => set('reasonAccepted', null)(value === null ? null : value === 'yes')}
      />
      <MoneyField
        label={words.t('field.publicFareCents')}
        value={current('publicFareCents', row.publicFareCents)}
        onChange={set('publicFareCents', row.publicFareCents)}
      />
    </div>
  );
};

const TripFields = (props: Props): ReactNode => {
  const words = useWords();
  const { current, set } = useField(props);
  const { trip } = props.claim.draft;
  const day = trip.start?.slice(0, 10) ?? props.claim.meeting.start.slice(0, 10);
  const distance = current('distanceKm', trip.distanceKm);
  const setHome = (home: number | null): void => {
    const { workplace } = trip.distanceKm;
    const changed =
      home === null || home === trip.distanceKm.home ? null : { home, ...(workplace === null ? {} : { workplace }) };
    set('distanceKm', null)(changed);
  };
  return (
    <>
      <MomentField
        legend={words.t('field.start')}
        likelyDay={day}
        value={current('start', trip.start)}
        onChange={set('start', trip.start)}
      />
      <MomentField
        legend={words.t('field.end')}
        likelyDay={trip.end?.slice(0, 10) ?? day}
        value={current('end', trip.end)}
        onChange={set('end', trip.end)}
      />
      <div className="fields">
        <KmField label={words.t('field.distance.home')} value={distance.home} onChange={setHome} />
      </div>
      <FreeMeals {...props} day={day} />
    </>
  );
};

const served = [
  { meal: 'lunch', time: '12:00' },
  { meal: 'dinner', time: '17:00' },
] as const;

/** Meals the member left out are added at their usual times; the engine judges what they mean. */
const FreeMeals = (props: Props & { day: string }): ReactNode => {
  const { format } = useSpeech();
  const words = useWords();
  const { current, set } = useField(props);
  const { freeMeals } = props.claim.draft.trip;
  const meals = current('freeMeals', freeMeals);
  return served.map(({ meal, time }) => {
    const at = `${props.day}T${time}`;
    const has = meals.some((each) => each.at.slice(0, 10) === props.day && each.meal === meal);
    const was = freeMeals.some((each) => each.at.slice(0, 10) === props.day && each.meal === meal);
    const flip = (): void => {
      const rest = meals.filter((each) => each.at.slice(0, 10) !== props.day || each.meal !== meal);
      const next = has ? rest : [...meals, { at, meal, source: 'organiser' as const }];
      set('freeMeals', null)(next.length === freeMeals.length && has !== was ? null : next);
    };
    return (
      <label key={meal} className="tick">
        <input type="checkbox" checked={has} onChange={flip} />{' '}
        {words.t('meal.add', { meal: words.t(`meal.${meal}`), time: format.time(at) })}
      </label>
    );
  });
};

export const CorrectFields = (props: Props): ReactNode => {
  const cost = rowId(props.subject, 'expenses');
  if (cost !== null) return <CostFields {...props} id={cost} />;
  const drive = rowId(props.subject, 'mileage');
  if (drive !== null) return <DriveFields {...props} id={drive} />;
  return props.subject === TRIP ? <TripFields {...props} /> : null;
};
