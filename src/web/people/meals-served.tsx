import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { Meal } from '../../claim/claim.ts';
import { meals } from '../../claim/codes.ts';
import { ChoiceField, ClockField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { dayAfter, type FormMeal, type FormPart, newMeal } from './card-form.ts';
import { usePeopleWords } from './words.tsx';

/** What is served, and when: every claim of the meeting begins with these meals. */

const MealRow = (props: FormPart & { meal: FormMeal }): ReactNode => {
  const { t, code, format } = useSpeech();
  const words = usePeopleWords();
  const { meal, form, change } = props;
  const set = (more: Partial<FormMeal>): void =>
    change({ meals: form.meals.map((each) => (each.id === meal.id ? { ...each, ...more } : each)) });
  const name = code('meal', meal.meal);
  return (
    <li className="meal-row">
      <ChoiceField<Meal>
        label={words.t('card.meal')}
        value={meal.meal}
        options={meals.map((value) => ({ value, text: code('meal', value) }))}
        onChange={(value) => value && set({ meal: value })}
        width="short"
      />
      {form.day !== null && form.endOffset > 0 && (
        <ChoiceField
          label={words.t('card.day')}
          value={String(meal.dayOffset)}
          options={Array.from({ length: form.endOffset + 1 }, (_, offset) => ({
            value: String(offset),
            text: format.weekday(dayAfter(form.day ?? '', offset)),
          }))}
          onChange={(value) => set({ dayOffset: Number(value ?? 0) })}
          width="short"
        />
      )}
      <ClockField label={words.t('card.clock')} value={meal.clock} onChange={(clock) => set({ clock })} />
      <button
        type="button"
        className="plain"
        aria-label={`${t('common.remove')}: ${name}`}
        onClick={() => change({ meals: form.meals.filter((each) => each.id !== meal.id) })}
      >
        {t('common.remove')}
      </button>
    </li>
  );
};

export const MealsServed = (part: FormPart): ReactNode => {
  const { t } = usePeopleWords();
  const { meals: served } = part.form;
  return (
    <fieldset>
      <legend>{t('card.meals')}</legend>
      {served.length === 0 && <p className="quiet">{t('card.meals.none')}</p>}
      <ul>
        {served.map((meal) => (
          <MealRow key={meal.id} {...part} meal={meal} />
        ))}
      </ul>
      <div>
        <Button
          variant="secondary"
          onClick={() => part.change({ meals: [...served, newMeal('lunch', served.length === 0 ? '12:00' : null)] })}
        >
          {t('card.meal.add')}
        </Button>
      </div>
    </fieldset>
  );
};
