import type { ReactNode } from 'react';
import { Button, Checkbox } from 'suomifi-ui-components';
import type { Meal } from '../../claim/claim.ts';
import type { ClaimDraft } from '../../claim/draft.ts';
import { ChoiceField, WordsField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { Nights } from './nights.tsx';
import { optionsOf } from './options.ts';
import { OtherPayments } from './other-payments.tsx';
import { OwnMeals } from './own-meals.tsx';
import { RowHead, Undo } from './row-head.tsx';
import { Section } from './section.tsx';
import { useUndoable } from './undoable.ts';
import { useWords } from './words.tsx';

/** Meals and nights: ticked from the meeting card, changed only if untrue. */

type Free = ClaimDraft['trip']['freeMeals'][number];
const meals: readonly Meal[] = ['breakfast', 'lunch', 'dinner'];
const sameMeal = (one: Free, other: Free): boolean => one.at === other.at && one.meal === other.meal;

const ServedMeals = (): ReactNode => {
  const { t, code, format } = useSpeech();
  const { view, draft, changeTrip } = useClaim();
  const words = useWords();
  const nameOf = (meal: Free): string => `${code('meal', meal.meal)} ${format.moment(meal.at)}`;
  const served = view.meetingCard.freeMeals;
  const { freeMeals } = draft.trip;
  if (served.length === 0) return <p>{t('meals.free.none')}</p>;
  const { mealObjections } = draft.trip;
  const tick = (meal: Free, chosen: boolean): void =>
    changeTrip({ freeMeals: chosen ? [...freeMeals, meal] : freeMeals.filter((one) => !sameMeal(one, meal)) });
  const object = ({ at, meal }: Free, reason: string): void =>
    changeTrip({
      mealObjections: [...mealObjections.filter((one) => one.at !== at || one.meal !== meal), { at, meal, reason }],
    });
  return (
    <fieldset className="ticks" id="trip.freeMeals">
      <legend>{t('meals.free')}</legend>
      <p className="hint">{t('meals.free.hint')}</p>
      {served.map((meal) => (
        <Checkbox
          key={`${meal.at}${meal.meal}`}
          checked={freeMeals.some((one) => sameMeal(one, meal))}
          onClick={({ checkboxState }) => tick(meal, checkboxState)}
        >
          {nameOf(meal)}
        </Checkbox>
      ))}
      {served
        .filter((meal) => !freeMeals.some((one) => sameMeal(one, meal)))
        .map((meal) => (
          <WordsField
            key={`${meal.at}${meal.meal}`}
            id={`trip.mealObjections[${meal.at} ${meal.meal}]`}
            label={words.t('meals.objection', { meal: nameOf(meal) })}
            hint={words.t('meals.objection.hint')}
            value={mealObjections.find((one) => one.at === meal.at && one.meal === meal.meal)?.reason ?? ''}
            onChange={(reason) => object(meal, reason)}
          />
        ))}
    </fieldset>
  );
};

/** Free meals that the meeting card does not know of. */
const OtherFreeMeals = (): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { view, draft, changeTrip } = useClaim();
  const served = view.meetingCard.freeMeals;
  const { freeMeals } = draft.trip;
  const others = freeMeals.filter((one) => !served.some((meal) => sameMeal(meal, one)));
  const replace = (old: Free, next: Free | null): void =>
    changeTrip({ freeMeals: freeMeals.flatMap((one) => (one === old ? (next ? [next] : []) : [one])) });
  const { gone, undo } = useUndoable<Free>((meal) => changeTrip({ freeMeals: [...freeMeals, meal] }));
  const words = useWords();
  const remove = (meal: Free): void => {
    replace(meal, null);
    gone(meal);
  };
  const add = (): void =>
    changeTrip({ freeMeals: [...freeMeals, { at: view.meeting.start, meal: 'lunch', source: 'organiser' }] });
  return (
    <>
      <ul className="rows">
        {others.map((meal, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: meals have no id of their own
          <li className="row" key={index}>
            <div className="row-body">
              <RowHead name={t('meals.free.item', { n: index + 1 })} remove={() => remove(meal)} />
              <MomentField
                legend={t('meals.when')}
                value={meal.at}
                likelyDay={meal.at.slice(0, 10)}
                onChange={(at) => at && replace(meal, { ...meal, at })}
              >
                <ChoiceField
                  label={t('meals.which')}
                  value={meal.meal}
                  options={optionsOf(speech, 'meal', meals)}
                  onChange={(chosen) => chosen && replace(meal, { ...meal, meal: chosen })}
                />
              </MomentField>
            </div>
          </li>
        ))}
      </ul>
      <Undo text={words.t('removed.meal')} undo={undo} />
      <Button variant="secondaryNoBorder" onClick={add}>
        {t('meals.free.add')}
      </Button>
    </>
  );
};

export const MealsSection = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <Section id="meals" title={t('meals.title')}>
      <ServedMeals />
      <OtherFreeMeals />
      <Nights />
      <OwnMeals />
      <OtherPayments />
    </Section>
  );
};
