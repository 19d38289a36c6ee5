import type { ReactNode } from 'react';
import type { DraftExpense } from '../../claim/draft.ts';
import type { Reading } from '../../claim/reading.ts';
import type { ClaimView } from '../../claim/views.ts';
import { type Speech, useSpeech } from '../texts.ts';
import type { Target } from './receipt-pane.tsx';

/** Costs with each value, where it came from, and the reason given; a value in focus lights its place on the picture. */

type Origin = { key: 'review.from.read' | 'review.from.confirmed' | 'review.from.typed' } | { differs: string };

interface Value {
  text: string;
  origin: Origin;
  place: Pick<Target, 'page' | 'box'> | null;
}

const originOf = (typed: boolean, sure: boolean): Origin => {
  if (typed) return { key: 'review.from.typed' };
  return { key: sure ? 'review.from.read' : 'review.from.confirmed' };
};

const amountOf = (row: DraftExpense, reading: Reading | null, { format }: Speech): Value => {
  const total = reading?.total ?? null;
  const text = row.amountCents === null ? '–' : format.sum(row.amountCents, row.currency);
  if (!total) return { text, origin: originOf(true, false), place: null };
  const same = total.cents === row.amountCents && total.currency === row.currency;
  return {
    text,
    origin: same ? originOf(false, total.sure) : { differs: format.sum(total.cents, total.currency) },
    place: total,
  };
};

const dateOf = (row: DraftExpense, reading: Reading | null, { format }: Speech): Value => {
  const date = reading?.date ?? null;
  const text = row.date ? format.date(row.date) : '–';
  if (!date) return { text, origin: originOf(true, false), place: null };
  const same = date.value === row.date;
  return { text, origin: same ? originOf(false, date.sure) : { differs: format.date(date.value) }, place: date };
};

const isAt = (target: Target | null, receiptId: string | null, value: Value): boolean =>
  target !== null && target.receiptId === receiptId && value.place !== null && target.box === value.place.box;

const ValueButton = (props: {
  name: string;
  value: Value;
  receiptId: string | null;
  target: Target | null;
  show: (target: Target) => void;
}): ReactNode => {
  const { t } = useSpeech();
  const { value, receiptId, show } = props;
  const origin =
    'key' in value.origin ? t(value.origin.key) : t('review.from.typed.read', { value: value.origin.differs });
  const look = (): void => {
    if (receiptId) show({ receiptId, page: value.place?.page ?? 1, box: value.place?.box ?? null });
  };
  return (
    <span className={`value${'differs' in value.origin ? ' differs' : ''}`}>
      {receiptId ? (
        <button
          type="button"
          aria-label={`${props.name} ${value.text}, ${t('review.show')}`}
          aria-pressed={isAt(props.target, receiptId, value)}
          onClick={look}
          onFocus={look}
        >
          {value.text}
        </button>
      ) : (
        value.text
      )}
      <span className="small quiet">{origin}</span>
    </span>
  );
};

const detailsOf = (row: DraftExpense, { t, format, code }: Speech): string[] => {
  const details: string[] = [];
  if (row.from || row.to) details.push(`${row.from} – ${row.to}`);
  if (row.nights.length > 0) details.push(`${t('review.trip.nights')}: ${row.nights.map(format.date).join(', ')}`);
  if (row.mealsCents > 0) details.push(t('review.meals', { sum: format.sum(row.mealsCents, row.currency) }));
  if (row.place) details.push(code('parking', row.place));
  if (row.days) details.push(`${t('expense.days')} ${row.days}`);
  if (!row.receiptId) details.push(t('receipts.without.mark'));
  return details;
};

/** The rate of a receipt in another currency, as the member gave it. */
const rateText = ({ currency, exchangeRate }: DraftExpense, { t, format, code, language }: Speech): string => {
  if (currency === 'EUR' || exchangeRate === null) return '';
  const { value, source, date } = exchangeRate;
  const rate = language === 'en' ? value : value.replace('.', ',');
  const where = code('ratesource', source);
  return t('review.rate', { rate, currency, source: where, date: date ? format.date(date) : '–' });
};

const CostRow = (props: {
  row: DraftExpense;
  view: ClaimView;
  target: Target | null;
  show: (target: Target) => void;
}): ReactNode => {
  const speech = useSpeech();
  const { t, code } = speech;
  const { row, view, target, show } = props;
  const reading = view.receipts.find((one) => one.id === row.receiptId)?.reading ?? null;
  const common = { receiptId: row.receiptId, target, show };
  return (
    <li>
      <p className="cost-head">
        <strong>{row.kind ? code('kind', row.kind) : '–'}</strong> {row.merchant}
      </p>
      <div className="values">
        <ValueButton name={t('expense.amount')} value={amountOf(row, reading, speech)} {...common} />
        <ValueButton name={t('expense.date')} value={dateOf(row, reading, speech)} {...common} />
      </div>
      {[rateText(row, speech), ...detailsOf(row, speech)]
        .filter((detail) => detail !== '')
        .map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
      {row.justification && (
        <p className="reason">
          {t('review.reason')}: {code('reason', row.justification.code)}
          {row.justification.text && `. ”${row.justification.text}”`}
        </p>
      )}
      {row.kind === 'taxi' && row.publicTransport && (
        <p className="reason">
          {t('review.public')}: ”{row.publicTransport}”
        </p>
      )}
    </li>
  );
};

export const Costs = (props: { view: ClaimView; target: Target | null; show: (target: Target) => void }): ReactNode => {
  const { t } = useSpeech();
  const { expenses } = props.view.draft;
  if (expenses.length === 0) return null;
  return (
    <section>
      <h3>{t('review.costs')}</h3>
      <ul className="dense costs">
        {expenses.map((row) => (
          <CostRow key={row.id} row={row} {...props} />
        ))}
      </ul>
    </section>
  );
};
