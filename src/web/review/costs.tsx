import type { ReactNode } from 'react';
import type { DraftExpense } from '../../claim/draft.ts';
import type { Reading } from '../../claim/reading.ts';
import type { Corrected } from '../../claim/review/origin.ts';
import type { ClaimView } from '../../claim/views.ts';
import { type Speech, useSpeech } from '../texts.ts';
import { From, isChanged } from './origins.tsx';
import { mainValues, paperValues, rowValues, type Value } from './read-values.ts';
import type { Target } from './receipt-pane.tsx';

/** Costs with each value, where it came from, and the reason given; a value in focus lights its place on the picture. */

const isAt = (target: Target | null, receiptId: string | null, value: Value): boolean =>
  target !== null && target.receiptId === receiptId && value.place !== null && target.box === value.place.box;

const ValueButton = (props: {
  value: Value;
  /** Its name stands before it. */
  named?: boolean;
  /** Where it came from is said once for its whole line. */
  plain?: boolean;
  receiptId: string | null;
  target: Target | null;
  show: (target: Target) => void;
}): ReactNode => {
  const { t } = useSpeech();
  const { value, receiptId, show } = props;
  const look = (): void => {
    if (receiptId) show({ receiptId, page: value.place?.page ?? 1, box: value.place?.box ?? null });
  };
  return (
    <span className={`value${isChanged(value.origin) ? ' differs' : ''}`}>
      {props.named && <span className="small">{value.name}</span>}
      {receiptId ? (
        <button
          type="button"
          aria-label={`${value.name} ${value.text}, ${t('review.show')}`}
          aria-pressed={isAt(props.target, receiptId, value)}
          onClick={look}
          onFocus={look}
        >
          {value.text}
        </button>
      ) : (
        value.text
      )}
      {!props.plain && <From field={value.field} origin={value.origin} />}
    </span>
  );
};

/** The rate of a receipt in another currency, as the member gave it. */
const rateText = ({ currency, exchangeRate }: DraftExpense, { t, format, code, language }: Speech): string => {
  if (currency === 'EUR' || exchangeRate === null) return '';
  const { value, source, date } = exchangeRate;
  const rate = language === 'en' ? value : value.replace('.', ',');
  const where = code('ratesource', source);
  return t('review.rate', { rate, currency, source: where, date: date ? format.date(date) : '–' });
};

/** What only the paper tells, in a line of its own; each lights its place. */
const PaperValues = (props: {
  reading: Reading | null;
  receiptId: string | null;
  target: Target | null;
  show: (target: Target) => void;
}): ReactNode => {
  const { reading, ...common } = props;
  const speech = useSpeech();
  const values = paperValues(reading, speech);
  if (values.length === 0) return null;
  return (
    <div className="values paper-values">
      <span className="small quiet">{speech.t('review.from.paper')}</span>
      {values.map((value) => (
        <ValueButton key={`${value.name} ${value.text}`} value={value} named plain {...common} />
      ))}
    </div>
  );
};

const CostRow = (props: {
  row: DraftExpense;
  view: ClaimView;
  corrected: readonly Corrected[];
  target: Target | null;
  show: (target: Target) => void;
}): ReactNode => {
  const speech = useSpeech();
  const { t, code } = speech;
  const { row, view, target, show } = props;
  const reading = view.receipts.find((one) => one.id === row.receiptId)?.reading ?? null;
  const source = { row, reading, corrected: props.corrected };
  const common = { receiptId: row.receiptId, target, show };
  return (
    <li>
      <div className="values">
        {mainValues(source, speech).map((value) => (
          <ValueButton key={value.field} value={value} {...common} />
        ))}
        {rowValues(source, speech).map((value) => (
          <ValueButton key={value.name} value={value} named {...common} />
        ))}
      </div>
      {[rateText(row, speech), row.receiptId ? '' : t('receipts.without.mark')]
        .filter((detail) => detail !== '')
        .map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
      <PaperValues reading={reading} {...common} />
      {reading?.notices.map((notice) => (
        <p key={notice} className="reason">
          {code('notice', notice)}
        </p>
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

export const Costs = (props: {
  view: ClaimView;
  corrected: readonly Corrected[];
  target: Target | null;
  show: (target: Target) => void;
}): ReactNode => {
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
