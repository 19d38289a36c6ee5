import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { DraftExpense } from '../../claim/draft.ts';
import { hasLeg, legOffer } from '../../claim/fill.ts';
import type { Reading } from '../../claim/reading.ts';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

/** A ticket shows when one left and arrived: offered as a part of the way, one tap. */
export const TicketOffer = (props: { row: DraftExpense; reading: Reading }): ReactNode => {
  const { t, format } = useSpeech();
  const { draft, change } = useClaim();
  const offer = legOffer(props.row, props.reading);
  if (!offer) return null;
  const end = (place: string, moment: string | null): string =>
    moment ? `${place} ${format.time(moment)}`.trim() : place;
  const times = t('expense.ticket', { from: end(offer.from, offer.departure), to: end(offer.to, offer.arrival) });
  if (hasLeg(draft, offer))
    return (
      <p className="small quiet">
        {times}. {t('expense.ticket.added')}.
      </p>
    );
  const add = (): void => change((now) => ({ ...now, legs: [...now.legs, { ...offer, id: crypto.randomUUID() }] }));
  return (
    <p className="offer">
      {times}{' '}
      <Button variant="secondary" onClick={add}>
        {t('expense.ticket.add')}
      </Button>
    </p>
  );
};
