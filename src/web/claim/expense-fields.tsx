import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import { NO_CURRENCY } from '../../claim/currency.ts';
import type { DraftExpense } from '../../claim/draft.ts';
import type { Doubt } from '../../claim/fill.ts';
import type { ReceiptView } from '../../claim/views.ts';
import { ChoiceField, DayField, MoneyField, TextField } from '../parts/fields/fields.tsx';
import { PageImage, pageUrl } from '../parts/picture.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { currencyOptions, expenseKinds, optionsOf } from './options.ts';

const CurrencyField = (props: { row: DraftExpense; set: (part: Partial<DraftExpense>) => void }): ReactNode => {
  const { t } = useSpeech();
  const { currency } = props.row;
  const named = currency === NO_CURRENCY ? null : currency;
  return (
    <ChoiceField
      label={t('expense.currency')}
      value={named}
      options={currencyOptions(named)}
      width="short"
      onChange={(chosen) => props.set({ currency: chosen ?? NO_CURRENCY })}
    />
  );
};

/** The fields of a receipt, open for typing, with its picture beside them. */
export const ExpenseFields = (props: {
  row: DraftExpense;
  receipt: ReceiptView | null;
  /** Fields that are asked about with their cut-outs, and so not here. */
  asked: readonly Doubt[];
  /** Null while something is still empty. */
  done: (() => void) | null;
}): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { view, draft, changeExpense } = useClaim();
  const { row, receipt, asked, done } = props;
  const path = `expenses[${row.id}]`;
  const set = (part: Partial<DraftExpense>): void => changeExpense(row.id, (now) => ({ ...now, ...part }));
  return (
    <div className="expense-open">
      {receipt?.pageCount ? (
        <div className="beside">
          <PageImage src={pageUrl(receipt.id, 1)} alt={t('receipts.picture.of', { name: receipt.fileName })} />
        </div>
      ) : null}
      <div className="fields">
        <ChoiceField
          id={`${path}.kind`}
          label={t('expense.kind')}
          value={row.kind}
          options={optionsOf(speech, 'kind', expenseKinds)}
          onChange={(kind) => set({ kind })}
        />
        {!asked.includes('amount') && (
          <MoneyField
            id={`${path}.amountCents`}
            label={row.currency === 'EUR' ? t('expense.amount') : t('expense.amount.other')}
            value={row.amountCents}
            onChange={(amountCents) => set({ amountCents })}
          />
        )}
        {(row.currency !== 'EUR' || draft.trip.abroad.length > 0) && <CurrencyField row={row} set={set} />}
        {!asked.includes('date') && (
          <DayField
            id={`${path}.date`}
            label={t('expense.date')}
            value={row.date}
            near={view.meeting.start}
            onChange={(date) => set({ date })}
          />
        )}
        <TextField label={t('expense.merchant')} value={row.merchant} onChange={(merchant) => set({ merchant })} />
        {done && (
          <Button variant="secondary" onClick={done}>
            {t('expense.done')}
          </Button>
        )}
      </div>
    </div>
  );
};
