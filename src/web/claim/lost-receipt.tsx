import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import { lostReceiptReasons } from '../../claim/codes.ts';
import type { DraftExpense } from '../../claim/draft.ts';
import { emptyExpense } from '../../claim/fill.ts';
import { ChoiceField, WordsField } from '../parts/fields/fields.tsx';
import { useClaim } from './draft-hooks.ts';
import { useWords } from './words.tsx';

/** The honest way out when a receipt is gone: a cost with an attestation and its reason; never for a taxi. */

/** Adds the row; what it asks stands in the row itself. */
export const LostReceipt = (): ReactNode => {
  const { t } = useWords();
  const { change } = useClaim();
  const add = (): void =>
    change((now) => {
      const row = { ...emptyExpense(crypto.randomUUID(), null), filled: true, lostReceipt: { code: null, text: '' } };
      return { ...now, expenses: [...now.expenses, row] };
    });
  return (
    <div>
      <Button variant="secondaryNoBorder" onClick={add}>
        {t('lost.add')}
      </Button>
    </div>
  );
};

export const Attestation = ({ row }: { row: DraftExpense }): ReactNode => {
  const { t } = useWords();
  const words = useWords();
  const { changeExpense } = useClaim();
  const { lostReceipt } = row;
  if (lostReceipt === null) return null;
  if (row.kind === 'taxi') return <p className="finding error">{t('lost.taxi')}</p>;
  const path = `expenses[${row.id}].lostReceipt`;
  const set = (part: Partial<typeof lostReceipt>): void =>
    changeExpense(row.id, (now) => ({ ...now, lostReceipt: { ...lostReceipt, ...part } }));
  return (
    <div className="fields extras">
      <ChoiceField
        id={path}
        label={t('lost.why')}
        value={lostReceipt.code}
        width="full"
        options={lostReceiptReasons.map((code) => ({ value: code, text: words.code('lostreason', code) }))}
        onChange={(code) => set({ code })}
      />
      {lostReceipt.code !== null && (
        <WordsField
          id={`${path}.text`}
          label={t('lost.words')}
          value={lostReceipt.text}
          onChange={(text) => set({ text })}
        />
      )}
      <p className="hint">{t('lost.attest')}</p>
    </div>
  );
};
