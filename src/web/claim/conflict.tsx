import { type ReactNode, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ClaimDraft } from '../../claim/draft.ts';
import type { Clash } from '../../claim/merge-drafts.ts';
import { type Speech, type TextKey, useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { type MemberWords, useWords } from './words.tsx';

/** What was changed here and elsewhere, field by field with both values: one of each is chosen, and nothing is lost. */

const labels: Record<string, TextKey> = {
  start: 'trip.start',
  end: 'trip.end',
  startFrom: 'trip.start.from',
  endAt: 'trip.end.at',
  home: 'trip.distance.home',
  workplace: 'trip.distance.workplace',
  waivesPerDiem: 'other.waive',
  otherPayer: 'other.payer',
  advanceCents: 'other.advance.sum',
  mode: 'legs.mode',
  from: 'expense.from',
  to: 'expense.to',
  departure: 'legs.departure',
  arrival: 'legs.arrival',
  kind: 'expense.kind',
  date: 'expense.date',
  amountCents: 'expense.amount',
  currency: 'expense.currency',
  merchant: 'expense.merchant',
  justification: 'expense.taxi.why',
  text: 'expense.taxi.words',
  publicTransport: 'expense.taxi.public',
  place: 'expense.place',
  days: 'expense.days',
  mealsCents: 'expense.meals.short',
  km: 'car.km',
  iban: 'payment.iban',
  accountHolder: 'payment.holder',
  lateReason: 'claim.late',
  lodging: 'nights.title',
};

const sections: Record<string, TextKey> = {
  trip: 'trip.title',
  legs: 'legs.title',
  mileage: 'car.title',
  expenses: 'receipts.title',
  payment: 'payment.title',
};

const rowName = (list: string, key: string, draft: ClaimDraft, { t, code }: Speech): string => {
  const row = draft.expenses.find(({ id }) => id === key);
  if (list === 'expenses') return row?.kind ? code('kind', row.kind) : t('receipts.title');
  const leg = draft.legs.find(({ id }) => id === key);
  return leg ? `${code('mode', leg.mode)} ${leg.from} – ${leg.to}` : t(sections[list] ?? 'trip.title');
};

const nameOf = ({ path }: Clash, draft: ClaimDraft, speech: Speech): string => {
  const [list = '', row] = path;
  const field = [...path].reverse().find((step) => labels[step]);
  const label = field && labels[field];
  const name = row?.startsWith('[') ? rowName(list, row.slice(1, -1), draft, speech) : '';
  return [name, label ? speech.t(label) : name ? '' : speech.t(sections[list] ?? 'trip.title')]
    .filter(Boolean)
    .join(': ');
};

const codeStems = ['kind', 'mode', 'reason', 'place', 'lodging', 'parking', 'meal', 'vehicle'];

const wordOf = (value: string, speech: Speech): string => {
  const { format, code } = speech;
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return format.moment(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return format.date(value);
  return codeStems.map((stem) => code(stem, value)).find((word) => word !== value) ?? value;
};

/** A value as people write it; of a whole row that it is there, of a group of values those that say something. */
const shown = ({ path }: Clash, value: unknown, speech: Speech, words: MemberWords): string => {
  const isRow = path.at(-1)?.startsWith('[') ?? false;
  if (isRow) return words.t(value === undefined ? 'conflict.gone' : 'conflict.row');
  if (value === null || value === undefined || value === '') return words.t('conflict.none');
  if (typeof value === 'boolean') return speech.t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number')
    return path.at(-1)?.endsWith('Cents') ? speech.format.money(value) : speech.format.number(value);
  if (typeof value === 'string') return wordOf(value, speech);
  const parts = Object.values(value).filter((part) => typeof part === 'string' && part !== '');
  return parts.map((part) => wordOf(String(part), speech)).join(', ') || words.t('conflict.none');
};

const Choice = (props: { clash: Clash; takes: boolean; choose: (takes: boolean) => void }): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const { draft } = useClaim();
  const { clash, takes, choose } = props;
  const name = clash.path.join('.');
  const sides = [
    { label: words.t('conflict.here'), value: clash.mine, checked: !takes, take: false },
    { label: words.t('conflict.there'), value: clash.theirs, checked: takes, take: true },
  ];
  return (
    <fieldset>
      <legend>{nameOf(clash, draft, speech)}</legend>
      {sides.map(({ label, value, checked, take }) => (
        <label key={label}>
          <input type="radio" name={`clash-${name}`} checked={checked} onChange={() => choose(take)} />
          <span>
            {label}: <strong>{shown(clash, value, speech, words)}</strong>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

export const Conflict = (): ReactNode => {
  const { t } = useWords();
  const { state, store } = useClaim();
  const [taken, setTaken] = useState<readonly Clash[]>([]);
  if (state.status !== 'conflict') return state.joined ? <p role="status">{t('conflict.merged')}</p> : null;
  const choose = (clash: Clash, takes: boolean): void =>
    setTaken((now) => (takes ? [...now, clash] : now.filter((one) => one !== clash)));
  const save = (): void => {
    store.choose(taken);
    setTaken([]);
  };
  return (
    <section className="conflict" role="alert" aria-labelledby="title-conflict">
      <h2 id="title-conflict">{t('conflict.title')}</h2>
      <p>{t('conflict.text')}</p>
      {state.clashes.map((clash) => (
        <Choice
          key={clash.path.join('.')}
          clash={clash}
          takes={taken.includes(clash)}
          choose={(takes) => choose(clash, takes)}
        />
      ))}
      <Button onClick={save}>{t('conflict.save')}</Button>
    </section>
  );
};
