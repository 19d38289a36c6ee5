import type { ReactNode } from 'react';
import type { Supplement, Trip } from '../../claim/claim.ts';
import { ChoiceField, KmField, TextField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import type { Part } from './correct-parts.tsx';
import { useWords } from './words.tsx';

/** Fields whose value is a list: meals, passengers. */

/** Rows of a list: each with its fields and "remove", and one more. */
const Rows = <T,>(props: {
  label: string;
  rows: readonly T[];
  blank: T;
  change: (rows: T[]) => void;
  fields: (row: T, set: (part: Partial<T>) => void) => ReactNode;
}): ReactNode => {
  const { t } = useSpeech();
  const words = useWords();
  const { label, rows, blank, change, fields } = props;
  return (
    <fieldset className="ticks rows-field">
      <legend>{label}</legend>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: such rows have no id of their own
        <div key={index} className="fields">
          {fields(row, (part) => change(rows.map((one, at) => (at === index ? { ...one, ...part } : one))))}
          <button
            type="button"
            className="plain small"
            aria-label={`${t('common.remove')}: ${label} ${index + 1}`}
            onClick={() => change(rows.filter((_, at) => at !== index))}
          >
            {t('common.remove')}
          </button>
        </div>
      ))}
      <button
        type="button"
        className="plain small"
        aria-label={`${words.t('rows.add')}: ${label}`}
        onClick={() => change([...rows, blank])}
      >
        {words.t('rows.add')}
      </button>
    </fieldset>
  );
};

const meals = ['breakfast', 'lunch', 'dinner'] as const;
const NOON = '12:00';

/** When a meal was, with what else is told of it. */
const MealMoment = (props: { at: string; change: (at: string) => void; children: ReactNode }): ReactNode => {
  const { t } = useSpeech();
  const { at, change, children } = props;
  return (
    <MomentField
      legend={t('meals.when')}
      value={at}
      likelyDay={at.slice(0, 10)}
      onChange={(moment) => moment && change(moment)}
    >
      {children}
    </MomentField>
  );
};

export const FreeMeals: Part<Trip['freeMeals']> = ({ label, value, change, near }) => {
  const { t, code } = useSpeech();
  return (
    <Rows
      label={label}
      rows={value ?? []}
      blank={{ at: `${near}T${NOON}`, meal: 'lunch', source: 'organiser' }}
      change={change}
      fields={(row, set) => (
        <MealMoment at={row.at} change={(at) => set({ at })}>
          <ChoiceField
            label={t('meals.which')}
            value={row.meal}
            width="short"
            options={meals.map((meal) => ({ value: meal, text: code('meal', meal) }))}
            onChange={(meal) => meal && set({ meal })}
          />
        </MealMoment>
      )}
    />
  );
};

export const OwnMeals: Part<Trip['ownMeals']> = ({ label, value, change, near }) => {
  const { t } = useSpeech();
  return (
    <Rows
      label={label}
      rows={value ?? []}
      blank={{ at: `${near}T${NOON}`, distanceKm: 0 }}
      change={change}
      fields={(row, set) => (
        <MealMoment at={row.at} change={(at) => set({ at })}>
          <KmField
            label={t('meals.own.km')}
            value={row.distanceKm}
            onChange={(distanceKm) => distanceKm !== null && set({ distanceKm })}
          />
        </MealMoment>
      )}
    />
  );
};

/** Passengers, trailers and the like. */
export const supplementsOf =
  (kinds: readonly Supplement['kind'][]): Part<Supplement[]> =>
  ({ label, value, change, now }) => {
    const words = useWords();
    return (
      <Rows
        label={label}
        rows={value ?? []}
        blank={{ kind: 'passenger', km: typeof now.km === 'number' ? now.km : 0, name: '' }}
        change={change}
        fields={(row, set) => (
          <>
            <ChoiceField
              label={words.t('field.kind')}
              value={row.kind}
              options={kinds.map((kind) => ({ value: kind, text: words.code('supplement', kind) }))}
              onChange={(kind) => kind && set({ kind })}
            />
            <KmField label={words.t('field.km')} value={row.km} onChange={(km) => km !== null && set({ km })} />
            <TextField label={words.t('field.name')} value={row.name} onChange={(name) => set({ name })} />
          </>
        )}
      />
    );
  };
