import type { ReactNode } from 'react';
import { Checkbox } from 'suomifi-ui-components';
import type { DraftExpense } from '../../claim/draft.ts';
import { withBilledNights } from '../../claim/fill.ts';
import type { Reading } from '../../claim/reading.ts';
import { nextDay, nightsBetween } from '../parse.ts';
import { ChoiceField, CountField, MoneyField, TextField, WordsField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { ExchangeRateFields } from './exchange-rate.tsx';
import { optionsOf, parkingPlaces, reasonCodes } from './options.ts';

/** What a taxi, a lodging bill or parking needs besides its sum, right under its row. */

interface Props {
  row: DraftExpense;
  reading: Reading | null;
}

const useRow = (row: DraftExpense): ((part: Partial<DraftExpense>) => void) => {
  const { changeExpense } = useClaim();
  return (part) => changeExpense(row.id, (now) => ({ ...now, ...part }));
};

const Taxi = ({ row }: { row: DraftExpense }): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const set = useRow(row);
  const path = `expenses[${row.id}]`;
  const { justification } = row;
  return (
    <div className="fields extras">
      <ChoiceField
        id={`${path}.justification`}
        label={t('expense.taxi.why')}
        value={justification?.code ?? null}
        options={optionsOf(speech, 'reason', reasonCodes)}
        width="full"
        onChange={(code) => set({ justification: code ? { code, text: justification?.text ?? '' } : null })}
      />
      {justification && (
        <WordsField
          id={`${path}.justification.text`}
          label={t('expense.taxi.words')}
          hint={t('expense.taxi.hint')}
          value={justification.text}
          onChange={(text) => set({ justification: { ...justification, text } })}
        />
      )}
      {justification && (
        <WordsField
          id={`${path}.publicTransport`}
          label={t('expense.taxi.public')}
          hint={t('common.optional')}
          value={row.publicTransport}
          onChange={(publicTransport) => set({ publicTransport })}
        />
      )}
      <TextField id={`${path}.from`} label={t('expense.from')} value={row.from} onChange={(from) => set({ from })} />
      <TextField id={`${path}.to`} label={t('expense.to')} value={row.to} onChange={(to) => set({ to })} />
    </div>
  );
};

/** Nights of the trip, and those of the bill outside it: they can be seen and taken away. */
const Nights = ({ row }: { row: DraftExpense }): ReactNode => {
  const { t, format } = useSpeech();
  const { draft, change } = useClaim();
  const nights = [...new Set([...nightsBetween(draft.trip.start, draft.trip.end), ...row.nights])].sort();
  const choose = (date: string, chosen: boolean): void =>
    change((now) => {
      const expenses = now.expenses.map((one) => (one.id === row.id ? withNight(one, date, chosen) : one));
      return withBilledNights({ ...now, expenses }, withNight(row, date, chosen));
    });
  return (
    <fieldset className="ticks" id={`expenses[${row.id}].nights`}>
      <legend>{t('expense.nights')}</legend>
      {nights.length === 0 && <p className="quiet">{t('expense.nights.none')}</p>}
      {nights.map((date) => (
        <Checkbox
          key={date}
          checked={row.nights.includes(date)}
          onClick={({ checkboxState }) => choose(date, checkboxState)}
        >
          {t('expense.night', { from: format.weekday(date), to: format.weekday(nextDay(date)) })}
        </Checkbox>
      ))}
    </fieldset>
  );
};

const withNight = (row: DraftExpense, date: string, chosen: boolean): DraftExpense => {
  const others = row.nights.filter((one) => one !== date);
  return { ...row, nights: chosen ? [...others, date].sort() : others };
};

const Lodging = ({ row, reading }: Props): ReactNode => {
  const { t, format } = useSpeech();
  const set = useRow(row);
  const rows = (reading?.lodging?.meals ?? []).map(({ name, cents }) => `${name} ${format.sum(cents, row.currency)}`);
  return (
    <div className="fields extras">
      <Nights row={row} />
      <MoneyField
        id={`expenses[${row.id}].mealsCents`}
        width="full"
        label={row.currency === 'EUR' ? t('expense.meals') : t('expense.meals.other', { currency: row.currency })}
        value={row.mealsCents === 0 ? null : row.mealsCents}
        optional={t('common.optional')}
        onChange={(cents) => set({ mealsCents: cents ?? 0 })}
      />
      {rows.length > 0 && <p className="hint">{t('expense.meals.read', { rows: rows.join(', ') })}</p>}
    </div>
  );
};

const Parking = ({ row }: { row: DraftExpense }): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const set = useRow(row);
  return (
    <div className="fields extras">
      <ChoiceField
        id={`expenses[${row.id}].place`}
        label={t('expense.place')}
        value={row.place}
        options={optionsOf(speech, 'parking', parkingPlaces)}
        onChange={(place) => set({ place })}
      />
      <CountField
        id={`expenses[${row.id}].days`}
        label={t('expense.days')}
        value={row.days}
        onChange={(days) => set({ days })}
      />
    </div>
  );
};

const KindExtras = ({ row, reading }: Props): ReactNode => {
  if (row.kind === 'taxi') return <Taxi row={row} />;
  if (row.kind === 'lodging') return <Lodging row={row} reading={reading} />;
  if (row.kind === 'parking') return <Parking row={row} />;
  return null;
};

export const ExpenseExtras = ({ row, reading }: Props): ReactNode => (
  <>
    <ExchangeRateFields row={row} />
    <KindExtras row={row} reading={reading} />
  </>
);
