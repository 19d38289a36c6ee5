import type { ReactNode } from 'react';
import type { ClaimDraft } from '../../claim/draft.ts';
import { nextDay, nightsBetween } from '../parse.ts';
import { ChoiceField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { optionsOf } from './options.ts';

type Lodging = ClaimDraft['trip']['nights'][number]['lodging'];
const lodgings: readonly Lodging[] = ['hotel', 'private', 'free', 'berth', 'unused', 'in-flight'];

/** One question for each night between leaving and coming back; none on a day trip. */
export const Nights = (): ReactNode => {
  const speech = useSpeech();
  const { t, format } = speech;
  const { draft, changeTrip } = useClaim();
  const { start, end, nights } = draft.trip;
  const dates = nightsBetween(start, end);
  if (dates.length === 0) return null;
  const choose = (date: string, lodging: Lodging | null): void => {
    // Nights that a change of the times left outside the trip go with the first choice made after it.
    const others = nights.filter((one) => one.date !== date && dates.includes(one.date));
    const chosen = lodging ? [...others, { date, lodging }] : others;
    changeTrip({ nights: chosen.sort((one, other) => one.date.localeCompare(other.date)) });
  };
  return (
    <fieldset className="plain-set" id="trip.nights">
      <legend>{t('nights.title')}</legend>
      {dates.map((date) => (
        <ChoiceField
          key={date}
          id={`trip.nights[${date}]`}
          label={t('night.of', { from: format.weekday(date), to: format.weekday(nextDay(date)) })}
          value={nights.find((one) => one.date === date)?.lodging ?? null}
          width="full"
          options={optionsOf(speech, 'lodging', lodgings)}
          onChange={(lodging) => choose(date, lodging)}
        />
      ))}
    </fieldset>
  );
};
