import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Checkbox } from 'suomifi-ui-components';
import type { FreeMeal } from '../../claim/claim.ts';
import type { OwnGroup, ToldMeeting } from '../../claim/views.ts';
import { api } from '../api.ts';
import { ChoiceField, TextField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { useWords } from './words.tsx';

/** The facts of a meeting that has no card, told by the member: which, where, when, what was served. */

export type MeetingFacts = Omit<ToldMeeting, 'start' | 'end'> & { start: string | null; end: string | null };

export const emptyMeeting: MeetingFacts = {
  groupId: '',
  purpose: '',
  place: '',
  start: null,
  end: null,
  freeMeals: [],
};

/** The times that stand beside the meals; the member sees them and can say otherwise on the claim. */
const meals: readonly { meal: FreeMeal['meal']; time: string }[] = [
  { meal: 'breakfast', time: '08:00' },
  { meal: 'lunch', time: '12:00' },
  { meal: 'dinner', time: '18:00' },
];

/** Whole, or null while something is missing. Meals follow the day of the meeting. */
export const wholeMeeting = (facts: MeetingFacts): ToldMeeting | null => {
  const { groupId, purpose, place, start, end } = facts;
  if (groupId === '' || purpose.trim() === '' || place.trim() === '' || start === null || end === null) return null;
  const day = start.slice(0, 10);
  const freeMeals = facts.freeMeals.map((meal) => ({ ...meal, at: `${day}T${meal.at.slice(11, 16)}` }));
  return { groupId, purpose: purpose.trim(), place: place.trim(), start, end, freeMeals };
};

/** What is missing, by the names of the fields. */
export const missingOf = (facts: MeetingFacts, t: ReturnType<typeof useWords>['t']): string[] => [
  ...(facts.groupId === '' ? [t('told.group')] : []),
  ...(facts.purpose.trim() === '' ? [t('told.purpose')] : []),
  ...(facts.place.trim() === '' ? [t('told.place')] : []),
  ...(facts.start === null ? [t('told.start')] : []),
  ...(facts.end === null ? [t('told.end')] : []),
];

/** The groups of the member; the only one is chosen already. */
export const useOwnGroups = (): OwnGroup[] =>
  useQuery({ queryKey: ['own-groups'], queryFn: () => api.get<OwnGroup[]>('/api/own-groups') }).data ?? [];

const Meals = (props: { facts: MeetingFacts; set: (part: Partial<MeetingFacts>) => void }): ReactNode => {
  const { code, format } = useSpeech();
  const { t } = useWords();
  const { facts, set } = props;
  const day = (facts.start ?? '2000-01-01').slice(0, 10);
  const tick = (meal: FreeMeal['meal'], time: string, chosen: boolean): void => {
    const others = facts.freeMeals.filter((one) => one.meal !== meal);
    set({ freeMeals: chosen ? [...others, { at: `${day}T${time}`, meal, source: 'organiser' }] : others });
  };
  return (
    <fieldset className="ticks">
      <legend>{t('told.meals')}</legend>
      <p className="hint">{t('told.meals.hint')}</p>
      {meals.map(({ meal, time }) => (
        <Checkbox
          key={meal}
          checked={facts.freeMeals.some((one) => one.meal === meal)}
          onClick={({ checkboxState }) => tick(meal, time, checkboxState)}
        >
          {`${code('meal', meal)} ${format.time(`${day}T${time}`)}`}
        </Checkbox>
      ))}
    </fieldset>
  );
};

export const MeetingFields = (props: {
  facts: MeetingFacts;
  set: (part: Partial<MeetingFacts>) => void;
  groups: readonly OwnGroup[];
  today: string;
}): ReactNode => {
  const { t } = useWords();
  const { facts, set, groups, today } = props;
  return (
    <div className="told-fields">
      {groups.length > 1 && (
        <ChoiceField
          id="told.group"
          label={t('told.group')}
          value={facts.groupId === '' ? null : facts.groupId}
          width="full"
          options={groups.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={(groupId) => set({ groupId: groupId ?? '' })}
        />
      )}
      {groups.length === 1 && (
        <p>
          {t('told.group')}: <strong>{groups[0]?.name}</strong>
        </p>
      )}
      <TextField
        id="told.purpose"
        label={t('told.purpose')}
        value={facts.purpose}
        width="full"
        onChange={(purpose) => set({ purpose })}
      />
      <TextField
        id="told.place"
        label={t('told.place')}
        value={facts.place}
        width="full"
        onChange={(place) => set({ place })}
      />
      <MomentField
        id="told.start"
        legend={t('told.start')}
        value={facts.start}
        likelyDay={today}
        onChange={(start) => set({ start })}
      />
      <MomentField
        // A new day of the start is the likely day of the end too.
        key={facts.start?.slice(0, 10)}
        id="told.end"
        legend={t('told.end')}
        value={facts.end}
        likelyDay={(facts.start ?? today).slice(0, 10)}
        onChange={(end) => set({ end })}
      />
      <Meals facts={facts} set={set} />
    </div>
  );
};
