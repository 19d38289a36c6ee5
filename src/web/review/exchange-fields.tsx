import type { ReactNode } from 'react';
import { exchangeSources } from '../../claim/codes.ts';
import { rateOf } from '../../claim/currency.ts';
import { ChoiceField, DayField } from '../parts/fields/fields.tsx';
import { ParsedField } from '../parts/fields/parsed-field.tsx';
import { useSpeech } from '../texts.ts';
import { useWords } from './words.tsx';

/** A rate of exchange (vaihtokurssi / växelkurs), with its day and source; what is not given yet is empty. */

export type TypedRate = { value: string; date: string | null; source: (typeof exchangeSources)[number] | null };

/** The European Central Bank's rate of the receipt's day is the usual one. */
export const usualRate = (day: string): TypedRate => ({ value: '', date: day, source: 'ecb' });

/** The rate once all of it is there. */
export const wholeRate = ({ value, date, source }: TypedRate) =>
  value === '' || date === null || source === null ? null : { value, date, source };

export const ExchangeFields = (props: {
  currency: string;
  near: string;
  rate: TypedRate;
  change: (rate: TypedRate) => void;
}): ReactNode => {
  const { t, language } = useSpeech();
  const words = useWords();
  const { currency, near, rate, change } = props;
  return (
    <>
      <ParsedField
        label={words.t('exchange.value', { currency })}
        value={rate.value === '' ? null : rateOf(rate.value)}
        parse={rateOf}
        show={(value) => (language === 'en' ? value : value.replace('.', ','))}
        problem={t('field.rate.wrong')}
        onChange={(value) => change({ ...rate, value: value ?? '' })}
      />
      <DayField
        label={words.t('exchange.date')}
        value={rate.date}
        near={near}
        onChange={(date) => change({ ...rate, date })}
      />
      <ChoiceField
        label={words.t('exchange.source')}
        value={rate.source}
        options={exchangeSources.map((value) => ({ value, text: words.code('exchange.source', value) }))}
        onChange={(source) => change({ ...rate, source })}
      />
    </>
  );
};
