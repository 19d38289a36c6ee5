import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { DraftExpense } from '../../claim/draft.ts';
import { confirmed, type Doubt } from '../../claim/fill.ts';
import type { Reading } from '../../claim/reading.ts';
import { DayField, MoneyField } from '../parts/fields/fields.tsx';
import { CutOut } from '../parts/picture.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

/** What was read, but not surely: the cut-out from the picture, the question, `Kyllä`, and the field to mend it in. */

interface Props {
  row: DraftExpense;
  receiptId: string;
  reading: Reading;
}

const typedOver = <T,>(typed: T | null, read: T): boolean => typed !== null && typed !== read;

const AmountDoubt = (props: Props): ReactNode => {
  const { t, format } = useSpeech();
  const { changeExpense } = useClaim();
  const { row, reading } = props;
  if (!reading.total) return null;
  const { page, box, cents, currency } = reading.total;
  return (
    <div className="doubt" id={`expenses[${row.id}].amountCents`}>
      <CutOut receiptId={props.receiptId} page={page} box={box} />
      <div className="fields">
        <MoneyField
          label={t('expense.ask.amount', {
            sum: format.sum(cents, currency),
          })}
          value={row.amountCents}
          onChange={(amountCents) => changeExpense(row.id, (now) => ({ ...now, amountCents }))}
          onDone={() =>
            changeExpense(row.id, (now) => (typedOver(now.amountCents, cents) ? confirmed(now, 'amount') : now))
          }
        />
        {row.amountCents === cents && (
          <Button onClick={() => changeExpense(row.id, (now) => confirmed(now, 'amount'))}>{t('common.yes')}</Button>
        )}
      </div>
    </div>
  );
};

const DateDoubt = (props: Props): ReactNode => {
  const { t, format } = useSpeech();
  const { view, changeExpense } = useClaim();
  const { row, reading } = props;
  if (!reading.date) return null;
  const { page, box, value } = reading.date;
  return (
    <div className="doubt" id={`expenses[${row.id}].date`}>
      <CutOut receiptId={props.receiptId} page={page} box={box} />
      <div className="fields">
        <DayField
          label={t('expense.ask.date', { date: format.date(value) })}
          value={row.date}
          near={view.meeting.start}
          onChange={(date) => changeExpense(row.id, (now) => ({ ...now, date }))}
          onDone={() => changeExpense(row.id, (now) => (typedOver(now.date, value) ? confirmed(now, 'date') : now))}
        />
        {row.date === value && (
          <Button onClick={() => changeExpense(row.id, (now) => confirmed(now, 'date'))}>{t('common.yes')}</Button>
        )}
      </div>
    </div>
  );
};

export const Doubts = (props: Props & { doubts: Doubt[] }): ReactNode => (
  <>
    {props.doubts.includes('amount') && <AmountDoubt {...props} />}
    {props.doubts.includes('date') && <DateDoubt {...props} />}
  </>
);
