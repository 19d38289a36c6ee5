import { lazy, type ReactNode, Suspense, useState } from 'react';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import type { ClaimDraft } from '../../claim/draft.ts';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

/** One question; what only a trip abroad needs (regulation § 9) is fetched and shown when the answer is yes. */

const AbroadRows = lazy(async () => ({ default: (await import('./abroad-rows.tsx')).AbroadRows }));

type Rows = Pick<ClaimDraft['trip'], 'abroad' | 'aboard'>;

const firstRow = (): Rows => ({
  abroad: [{ id: crypto.randomUUID(), country: null, area: '', from: null, to: null }],
  aboard: [],
});

/** A no by mistake loses nothing: a yes after it brings the rows back. */
const useAnswer = (): { yes: boolean; answer: (yes: boolean) => void } => {
  const { draft, changeTrip } = useClaim();
  const { abroad, aboard } = draft.trip;
  const hasRows = abroad.length + aboard.length > 0;
  const [open, setOpen] = useState(hasRows);
  const [kept, setKept] = useState<Rows | null>(null);
  const answer = (yes: boolean): void => {
    setOpen(yes);
    if (!yes && hasRows) setKept({ abroad, aboard });
    if (yes !== hasRows) changeTrip(yes ? (kept ?? firstRow()) : { abroad: [], aboard: [] });
  };
  return { yes: open || hasRows, answer };
};

export const Abroad = (): ReactNode => {
  const { t } = useSpeech();
  const { yes, answer } = useAnswer();
  return (
    <div className="part" id="trip.abroad">
      <RadioButtonGroup
        className="places"
        labelText={t('abroad.question')}
        name="abroad"
        value={yes ? 'yes' : 'no'}
        onChange={(value) => answer(value === 'yes')}
      >
        <RadioButton value="no">{t('common.no')}</RadioButton>
        <RadioButton value="yes">{t('common.yes')}</RadioButton>
      </RadioButtonGroup>
      {yes && (
        <Suspense fallback={<Waiting />}>
          <AbroadRows />
        </Suspense>
      )}
    </div>
  );
};
