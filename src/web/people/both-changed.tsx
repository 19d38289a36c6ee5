import type { ReactNode } from 'react';
import { changedFields } from '../kept.ts';
import { type Speech, useSpeech } from '../texts.ts';
import type { CardForm } from './card-form.ts';
import { type PeopleKey, type PeopleWords, usePeopleWords } from './words.tsx';

/** Two changed one card: theirs is taken in, and where both changed the same thing, both stand here to choose from. */

type Field = keyof CardForm;

const names: Partial<Record<Field, PeopleKey>> = {
  groupId: 'card.group',
  kind: 'card.kind',
  purpose: 'card.purpose',
  place: 'card.place',
  address: 'card.address',
  day: 'card.day',
  startClock: 'card.start',
  endClock: 'card.end',
  endOffset: 'card.end',
  meals: 'card.meals',
  codes: 'card.codes',
  invitation: 'card.invitation',
  plus: 'card.invited',
  minus: 'card.invited',
};

const clock = (time: string | null, { format }: Speech): string => (time ? format.time(`2000-01-01T${time}`) : '–');

/** The value of a field as people read it. */
function textOf(form: CardForm, field: Field, speech: Speech, { t }: PeopleWords): string {
  const { code, format } = speech;
  switch (field) {
    case 'day':
      return form.day ? format.date(form.day) : '–';
    case 'startClock':
    case 'endClock':
      return clock(form[field], speech);
    case 'kind':
      return t(`card.kind.${form.kind}`);
    case 'meals':
      return form.meals.map((meal) => `${code('meal', meal.meal)} ${clock(meal.clock, speech)}`).join(', ') || '–';
    case 'codes':
      return Object.values(form.codes).filter(Boolean).join(' · ') || '–';
    case 'invitation':
      return form.invitation?.fileName ?? '–';
    case 'plus':
    case 'minus':
      return t('card.both.people', { count: form[field].length });
    default:
      return String(form[field]);
  }
}

export interface Clash {
  fields: Field[];
  mine: CardForm;
  theirs: CardForm;
}

/** What was changed here and elsewhere to another value, of what both began from. */
export const clashOf = (from: CardForm, mine: CardForm, theirs: CardForm): Clash => {
  const elsewhere = new Set(changedFields(from, theirs));
  const fields = changedFields(from, mine).filter((field) => elsewhere.has(field));
  return { fields: fields.filter((field) => changedFields(mine, theirs).includes(field)), mine, theirs };
};

export const Both = (props: { clash: Clash; change: (part: Partial<CardForm>) => void }): ReactNode => {
  const speech = useSpeech();
  const words = usePeopleWords();
  const { t } = words;
  const { fields, mine, theirs } = props.clash;
  return (
    <ul className="findings">
      {fields.map((field) => {
        const name = names[field];
        return (
          <li key={field} className="finding review">
            {name && <strong>{t(name)}. </strong>}
            {t('card.both.mine', { value: textOf(mine, field, speech, words) })}{' '}
            {t('card.both.theirs', { value: textOf(theirs, field, speech, words) })}{' '}
            <button type="button" className="plain" onClick={() => props.change({ [field]: theirs[field] })}>
              {t('card.both.take')}
            </button>
          </li>
        );
      })}
    </ul>
  );
};
