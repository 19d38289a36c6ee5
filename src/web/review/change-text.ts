import type { DecisionChange } from '../../claim/review/changes.ts';
import type { ClaimView } from '../../claim/views.ts';
import type { Speech } from '../texts.ts';
import type { ReviewWords } from './words.tsx';

/** What was decided, in words: what it is about, each field before and after. */

const rowOf = (subject: string): boolean => /^(expenses|mileage)\[/.test(subject);

/** `expenses[e1]` → Taksi 10.3.2026; a line of the trip by its name and date. */
export const subjectText = (
  subject: string,
  { draft, evaluation = null }: Pick<ClaimView, 'draft'> & Partial<Pick<ClaimView, 'evaluation'>>,
  { code, format, t }: Speech,
  words: ReviewWords,
): string => {
  const id = /\[(.*)\]$/.exec(subject)?.[1];
  const cost = subject.startsWith('expenses[') ? draft.expenses.find((row) => row.id === id) : undefined;
  if (cost) return [code('kind', cost.kind ?? 'other'), cost.date && format.date(cost.date)].filter(Boolean).join(' ');
  const drive = subject.startsWith('mileage[') ? draft.mileage.find((row) => row.id === id) : undefined;
  if (drive) return [t('rule.mileage'), drive.date && format.date(drive.date)].filter(Boolean).join(' ');
  // A row that went to a supplement is in its claim's lines still.
  const line = evaluation?.lines.find((each) => each.subject === subject && rowOf(subject));
  if (line) {
    const isCost = line.rule.startsWith('expense.');
    const name = isCost ? code('kind', line.rule.slice('expense.'.length)) : t('rule.mileage');
    return `${name} ${format.date(line.date)}`;
  }
  const [whole, rule, , date] = subject.split(':');
  if (rule && date) return `${code('rule', rule)} ${format.date(date)}`;
  return words.code('about', whole ?? subject);
};

type Show = (value: never, speech: Speech, words: ReviewWords) => string;

const money: Show = (cents: number, { format }) => format.money(cents);
const km: Show = (value: number, { format }) => `${format.number(value)} km`;
const moment: Show = (value: string, { format }) => format.moment(value);
const place: Show = (value: string, { code }) => code('place', value).toLowerCase();

type Rate = { value: string; source: string; date: string };
const rate: Show = ({ value, source, date }: Rate, { format, language }, words) =>
  `${language === 'en' ? value : value.replace('.', ',')} (${words.code('exchange.source', source)}, ${format.date(date)})`;

type Distances = { home?: number | null; workplace?: number | null };
const distances: Show = ({ home, workplace }: Distances, { format }) =>
  [home, workplace].map((each) => (each == null ? '–' : `${format.number(each)} km`)).join(' / ');

/** A list, row by row; an empty one is said to be. */
const rows =
  <T>(one: (row: T, speech: Speech, words: ReviewWords) => string): Show =>
  (all: T[], speech, words) =>
    all.map((row) => one(row, speech, words)).join(', ') || words.t('value.none');

type Night = { date: string; lodging: string };
const nights = rows<string | Night>((night, { format, code }) =>
  typeof night === 'string'
    ? format.date(night)
    : `${format.date(night.date)} ${code('lodging', night.lodging).toLowerCase()}`,
);
const meals = rows<{ at: string; meal: string }>(
  ({ at, meal }, { format, code }) => `${code('meal', meal).toLowerCase()} ${format.moment(at)}`,
);
const ownMeals = rows<{ at: string; distanceKm: number }>(
  ({ at, distanceKm }, { format }) => `${format.moment(at)}, ${format.number(distanceKm)} km`,
);
const supplements = rows<{ kind: string; km: number; name: string }>((one, { format }, words) =>
  [words.code('supplement', one.kind), one.name, `${format.number(one.km)} km`].filter((part) => part !== '').join(' '),
);

/** How the fields that the assistant corrects are shown; the others' values say it themselves. */
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
  place: (value: string, { code }) => code('parking', value),
  exchangeRate: rate,
  distanceKm: distances,
  nights,
  freeMeals: meals,
  ownMeals,
  supplements,
  reasonAccepted: (value: boolean, _, words) => words.t(value ? 'value.yes' : 'value.no'),
  waivesPerDiem: (value: boolean, _, words) => words.t(value ? 'value.waived' : 'value.claimed'),
};

/** A value of a field as people read it. */
export const valueText = (field: string, value: unknown, speech: Speech, words: ReviewWords): string => {
  if (value === null || value === undefined) return words.t('value.none');
  const show = shows[field];
  return show ? show(value as never, speech, words) : String(value);
};

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
