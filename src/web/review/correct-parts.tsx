import { type ReactNode, useState } from 'react';
import type { Trip } from '../../claim/claim.ts';
import type { ClaimView } from '../../claim/views.ts';
import { currencyOptions } from '../claim/options.ts';
import { nextDay, nightsBetween } from '../parse.ts';
import { ChoiceField, DayField, KmField, MoneyField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { ExchangeFields, usualRate, wholeRate } from './exchange-fields.tsx';
import { useWords } from './words.tsx';

/** How a field of a claim is corrected, by what kind of value it is. A value of null is not understood, or not there. */

export type Claim = Pick<ClaimView, 'draft' | 'meeting'>;

export type PartProps<T> = {
  label: string;
  value: T | null;
  change: (value: T | null) => void;
  /** A day near by, for days typed without their year. */
  near: string;
  /** The row with what was changed of it so far. */
  now: Record<string, unknown>;
  claim: Claim;
};
export type Part<T> = (props: PartProps<T>) => ReactNode;

export const Money: Part<number> = ({ label, value, change }) => (
  <MoneyField label={label} value={value} onChange={change} />
);
export const Km: Part<number> = ({ label, value, change }) => <KmField label={label} value={value} onChange={change} />;
export const Day: Part<string> = ({ label, value, change, near }) => (
  <DayField label={label} value={value} near={near} onChange={change} />
);
export const Moment: Part<string> = ({ label, value, change, near }) => (
  <MomentField legend={label} value={value} likelyDay={value?.slice(0, 10) ?? near} onChange={change} />
);
export const Currency: Part<string> = ({ label, value, change }) => (
  <ChoiceField label={label} width="short" value={value} options={currencyOptions(value)} onChange={change} />
);

/** One of the codes that the pages have words for under `stem`. */
export const choiceOf =
  <T extends string>(values: readonly T[], stem: string): Part<T> =>
  ({ label, value, change }) => {
    const { code } = useSpeech();
    const options = values.map((each) => ({ value: each, text: code(stem, each) }));
    return <ChoiceField label={label} value={value} options={options} onChange={change} />;
  };

/** Yes or no, in the words of this field. */
export const yesOrNo =
  (yes: 'value.yes' | 'value.waived', no: 'value.no' | 'value.claimed'): Part<boolean> =>
  ({ label, value, change }) => {
    const words = useWords();
    const options = [
      { value: 'yes' as const, text: words.t(yes) },
      { value: 'no' as const, text: words.t(no) },
    ];
    const chosen = value === null ? null : value ? 'yes' : 'no';
    return (
      <ChoiceField
        label={label}
        value={chosen}
        options={options}
        onChange={(answer) => change(answer === null ? null : answer === 'yes')}
      />
    );
  };

type Distances = { home?: number | null; workplace?: number | null };

/** From home and from the workplace; a place that is not there is left out. */
export const Distance: Part<Distances> = ({ value, change }) => {
  const words = useWords();
  const set = (part: Distances): void => {
    const known = Object.entries({ ...value, ...part }).filter(([, km]) => km !== null && km !== undefined);
    change(Object.fromEntries(known));
  };
  return (
    <>
      <KmField label={words.t('field.distance.home')} value={value?.home ?? null} onChange={(home) => set({ home })} />
      <KmField
        label={words.t('field.distance.workplace')}
        value={value?.workplace ?? null}
        onChange={(workplace) => set({ workplace })}
      />
    </>
  );
};

/** Dates of evenings, of the trip and of the bill: those it bills are ticked. */
export const BilledNights: Part<string[]> = ({ label, value, change, claim }) => {
  const { t, format } = useSpeech();
  const { start, end } = claim.draft.trip;
  const billed = value ?? [];
  const dates = [...new Set([...nightsBetween(start, end), ...billed])].sort();
  const flip = (date: string): void =>
    change(billed.includes(date) ? billed.filter((one) => one !== date) : [...billed, date].sort());
  return (
    <fieldset className="ticks">
      <legend>{label}</legend>
      {dates.map((date) => (
        <label key={date} className="tick">
          <input type="checkbox" checked={billed.includes(date)} onChange={() => flip(date)} />{' '}
          {t('expense.night', { from: format.weekday(date), to: format.weekday(nextDay(date)) })}
        </label>
      ))}
      {dates.length === 0 && <p className="quiet">{t('expense.nights.none')}</p>}
    </fieldset>
  );
};

const lodgings = ['hotel', 'private', 'free', 'berth', 'unused', 'in-flight'] as const;

/** How each night between leaving and coming back was spent. */
export const TripNights: Part<Trip['nights']> = ({ value, change, now }) => {
  const { t, code, format } = useSpeech();
  const nights = value ?? [];
  const options = lodgings.map((each) => ({ value: each, text: code('lodging', each) }));
  return nightsBetween(now.start as string | null, now.end as string | null).map((date) => (
    <ChoiceField
      key={date}
      label={t('night.of', { from: format.weekday(date), to: format.weekday(nextDay(date)) })}
      value={nights.find((one) => one.date === date)?.lodging ?? null}
      options={options}
      onChange={(lodging) => {
        const others = nights.filter((one) => one.date !== date);
        const all = lodging === null ? others : [...others, { date, lodging }];
        change(all.toSorted((one, other) => one.date.localeCompare(other.date)));
      }}
    />
  ));
};

/** The rate of a sum in another currency. */
export const Exchange: Part<{ value: string; source: 'ecb' | 'bank'; date: string }> = (props) => {
  const { value, change, near, now } = props;
  const [rate, setRate] = useState(value ?? usualRate(near));
  return (
    <ExchangeFields
      currency={String(now.currency)}
      near={near}
      rate={rate}
      change={(next) => {
        setRate(next);
        change(wholeRate(next));
      }}
    />
  );
};
