import type { DecisionChange } from '../../claim/review/changes.ts';
import type { ClaimView } from '../../claim/views.ts';
import type { Speech } from '../texts.ts';
import type { ReviewWords } from './words.tsx';

/** What was decided, in words: what it is about, each field before and after. */

/** `expenses[e1]` → Taksi 10.3.2026; a line of the trip by its name and date. */
export const subjectText = (
  subject: string,
  { draft }: Pick<ClaimView, 'draft'>,
  { code, format, t }: Speech,
  words: ReviewWords,
): string => {
  const id = /\[(.*)\]$/.exec(subject)?.[1];
  const cost = subject.startsWith('expenses[') ? draft.expenses.find((row) => row.id === id) : undefined;
  if (cost) return [code('kind', cost.kind ?? 'other'), cost.date && format.date(cost.date)].filter(Boolean).join(' ');
  const drive = subject.startsWith('mileage[') ? draft.mileage.find((row) => row.id === id) : undefined;
  if (drive) return [t('rule.mileage'), drive.date && format.date(drive.date)].filter(Boolean).join(' ');
  const [whole, rule, , date] = subject.split(':');
  if (rule && date) return `${code('rule', rule)} ${format.date(date)}`;
  return words.code('about', whole ?? subject);
};

type Show = (value: never, speech: Speech, words: ReviewWords) => string;

const money: Show = (cents: number, { format }) => format.money(cents);
const km: Show = (value: number, { format }) => `${format.number(value)} km`;
const moment: Show = (value: string, { format }) => format.moment(value);
const place: Show = (value: string, { code }) => code('place', value).toLowerCase();

/** How fields are shown whose value alone does not say it. */
const shows: Record<string, Show> = {
  amountCents: money,
  mealsCents: money,
  publicFareCents: money,
  km,
  routeKm: km,
  kmEarlierThisYear: km,
  start: moment,
  end: moment,
  startFrom: place,
  endAt: place,
  date: (value: string, { format }) => format.date(value),
  kind: (value: string, { code }) => code('kind', value),
  reasonAccepted: (value: boolean, _, words) => words.t(value ? 'value.yes' : 'value.no'),
  waivesPerDiem: (value: boolean, _, words) => words.t(value ? 'value.waived' : 'value.claimed'),
};

/** A value of a field as people read it. */
const valueText = (field: string, value: unknown, speech: Speech, words: ReviewWords): string => {
  if (value === null || value === undefined) return words.t('value.none');
  const show = shows[field];
  return show ? show(value as never, speech, words) : objectText(field, value, speech, words);
};

function objectText(field: string, value: unknown, { format, code }: Speech, words: ReviewWords): string {
  if (field === 'freeMeals' && Array.isArray(value)) {
    const meals = value as { at: string; meal: string }[];
    const told = meals.map(({ at, meal }) => `${code('meal', meal).toLowerCase()} ${format.moment(at)}`);
    return told.join(', ') || words.t('value.none');
  }
  if (field === 'distanceKm') {
    const { home, workplace } = value as { home?: number; workplace?: number };
    return [home, workplace].map((km) => (km === undefined ? '–' : `${format.number(km)} km`)).join(' / ');
  }
  if (Array.isArray(value)) return value.map((each) => (typeof each === 'string' ? format.date(each) : '…')).join(', ');
  return typeof value === 'object' ? Object.values(value ?? {}).join(' ') : String(value);
}

/** Each corrected field in a sentence of its own. */
export const fieldTexts = (change: DecisionChange, speech: Speech, words: ReviewWords): string[] =>
  change.fields.map(({ field, before, after }) =>
    words.t('change.from', {
      field: words.code('field', field),
      before: valueText(field, before, speech, words),
      after: valueText(field, after, speech, words),
    }),
  );

export const reasonText = ({ reason }: Pick<DecisionChange, 'reason'>, words: ReviewWords): string => {
  if (reason === null) return '';
  if (reason.code === 'other' && reason.text !== '') return reason.text;
  const name = words.code('reason', reason.code);
  return reason.text === '' ? name : `${name}. ${reason.text}`;
};
