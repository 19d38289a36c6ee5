import type { ReactNode } from 'react';
import { useState } from 'react';
import { Checkbox } from 'suomifi-ui-components';
import { MoneyField, TextField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

/** The rare cases, one tick each: no per diem wanted, another payer, an advance. */
export const OtherPayments = (): ReactNode => {
  const { t } = useSpeech();
  const { draft, changeTrip } = useClaim();
  const { waivesPerDiem, otherPayer, advanceCents } = draft.trip;
  const [hasAdvance, setHasAdvance] = useState(advanceCents > 0);
  const tickAdvance = (chosen: boolean): void => {
    setHasAdvance(chosen);
    if (!chosen) changeTrip({ advanceCents: 0 });
  };
  return (
    <div className="ticks">
      <Checkbox checked={waivesPerDiem} onClick={({ checkboxState }) => changeTrip({ waivesPerDiem: checkboxState })}>
        {t('other.waive')}
      </Checkbox>
      <Checkbox
        checked={otherPayer !== null}
        onClick={({ checkboxState }) =>
          changeTrip({ otherPayer: checkboxState ? { name: '', paidCents: null } : null })
        }
      >
        {t('other.payer')}
      </Checkbox>
      {otherPayer && (
        <div className="fields" id="trip.otherPayer">
          <TextField
            label={t('other.payer.name')}
            value={otherPayer.name}
            onChange={(name) => changeTrip({ otherPayer: { ...otherPayer, name } })}
          />
          <MoneyField
            label={t('other.payer.sum')}
            value={otherPayer.paidCents}
            onChange={(paidCents) => changeTrip({ otherPayer: { ...otherPayer, paidCents } })}
          />
        </div>
      )}
      <Checkbox checked={hasAdvance} onClick={({ checkboxState }) => tickAdvance(checkboxState)}>
        {t('other.advance')}
      </Checkbox>
      {hasAdvance && (
        <MoneyField
          id="trip.advanceCents"
          label={t('other.advance.sum')}
          value={advanceCents === 0 ? null : advanceCents}
          onChange={(cents) => changeTrip({ advanceCents: cents ?? 0 })}
        />
      )}
    </div>
  );
};
