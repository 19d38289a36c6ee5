import type { ReactNode } from 'react';
import { NO_CURRENCY, rateOf } from '../../claim/currency.ts';
import type { DraftExpense } from '../../claim/draft.ts';
import { ChoiceField, DayField } from '../parts/fields/fields.tsx';
import { ParsedField } from '../parts/fields/parsed-field.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { optionsOf, rateSources } from './options.ts';

/** The rate that turns a receipt in another currency into euro (regulation § 7): asked of no other receipt. */

type Rate = NonNullable<DraftExpense['exchangeRate']>;

export const ExchangeRateFields = ({ row }: { row: DraftExpense }): ReactNode => {
  const speech = useSpeech();
  const { t, language } = speech;
  const { view, changeExpense } = useClaim();
  const { currency } = row;
  if (currency === 'EUR' || currency === NO_CURRENCY) return null;
  // The European Central Bank's rate of the receipt's day is the usual one; nothing is saved before something is typed.
  const rate: Rate = row.exchangeRate ?? { value: '', source: 'ecb', date: row.date };
  const set = (part: Partial<Rate>): void =>
    changeExpense(row.id, (now) => ({ ...now, exchangeRate: { ...rate, ...part } }));
  const path = `expenses[${row.id}].exchangeRate`;
  return (
    <div className="fields extras">
      <ParsedField
        id={path}
        width="full"
        label={t('expense.rate', { currency })}
        hint={t('expense.rate.hint')}
        value={rateOf(rate.value)}
        parse={rateOf}
        show={(value) => (language === 'en' ? value : value.replace('.', ','))}
        problem={t('field.rate.wrong')}
        onChange={(value) => set({ value: value ?? '' })}
      />
      <ChoiceField
        label={t('expense.rate.source')}
        value={rate.source}
        options={optionsOf(speech, 'ratesource', rateSources)}
        onChange={(source) => source && set({ source })}
      />
      <DayField
        id={`${path}.date`}
        label={t('expense.rate.date')}
        value={rate.date}
        near={row.date ?? view.meeting.start}
        onChange={(date) => set({ date })}
      />
    </div>
  );
};
