import type { ReactNode } from 'react';
import { useState } from 'react';
import { Checkbox } from 'suomifi-ui-components';
import { MoneyField, TextField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { Undo } from './row-head.tsx';
import { useUndoable } from './undoable.ts';
import { useWords } from './words.tsx';

/** The rare cases, one tick each: no per diem wanted, another payer, an advance. */
export const OtherPayments = (): ReactNode => {
  const { t } = useSpeech();
  const { draft, changeTrip } = useClaim();
  const { waivesPerDiem, otherPayer, advanceCents } = draft.trip;
  const [hasAdvance, setHasAdvance] = useState(advanceCents > 0);
  const words = useWords();
  const payer = useUndoable<NonNullable<typeof otherPayer>>((value) => changeTrip({ otherPayer: value }));
  const advance = useUndoable<number>((cents) => {
    setHasAdvance(true);
    changeTrip({ advanceCents: cents });
  });
  const tickAdvance = (chosen: boolean): void => {
    setHasAdvance(chosen);
    if (chosen) return;
    if (advanceCents > 0) advance.gone(advanceCents);
    changeTrip({ advanceCents: 0 });
  };
  const tickPayer = (chosen: boolean): void => {
    if (!chosen && otherPayer && (otherPayer.name !== '' || otherPayer.paidCents !== null)) payer.gone(otherPayer);
    changeTrip({ otherPayer: chosen ? { name: '', paidCents: null } : null });
  };
  return (
    <div className="ticks">
      <Checkbox checked={waivesPerDiem} onClick={({ checkboxState }) => changeTrip({ waivesPerDiem: checkboxState })}>
        {t('other.waive')}
      </Checkbox>
      <Checkbox checked={otherPayer !== null} onClick={({ checkboxState }) => tickPayer(checkboxState)}>
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
      <Undo text={words.t('removed.payer')} undo={otherPayer === null ? payer.undo : null} />
      <Checkbox checked={hasAdvance} onClick={({ checkboxState }) => tickAdvance(checkboxState)}>
        {t('other.advance')}
      </Checkbox>
      <Undo text={words.t('removed.advance')} undo={hasAdvance ? null : advance.undo} />
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
