import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { DraftExpense, DraftLeg } from '../../claim/draft.ts';
import { hasLeg, legOffers } from '../../claim/fill.ts';
import type { Reading } from '../../claim/reading.ts';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

type Leg = Omit<DraftLeg, 'id'>;

/** A ticket shows when one left and arrived: each way offered as a part of the journey, one tap. */
export const TicketOffer = (props: { row: DraftExpense; reading: Reading }): ReactNode =>
  legOffers(props.row, props.reading).map((leg) => (
    <LegOffer key={`${leg.from} ${leg.to} ${leg.departure}`} leg={leg} day={props.row.date} />
  ));

const LegOffer = ({ leg, day }: { leg: Leg; day: string | null }): ReactNode => {
  const { t, format } = useSpeech();
  const { draft, change } = useClaim();
  // The day is said where it is not the receipt's own: a ticket is bought before the journey.
  const when = (moment: string): string => (moment.slice(0, 10) === day ? format.time(moment) : format.moment(moment));
  const end = (place: string, moment: string | null): string => (moment ? `${place} ${when(moment)}`.trim() : place);
  const arrival =
    leg.arrival?.slice(0, 10) === leg.departure?.slice(0, 10) ? leg.arrival && format.time(leg.arrival) : null;
  const to = arrival ? `${leg.to} ${arrival}`.trim() : end(leg.to, leg.arrival);
  const times = t('expense.ticket', { from: end(leg.from, leg.departure), to });
  if (hasLeg(draft, leg))
    return (
      <p className="small quiet">
        {times}. {t('expense.ticket.added')}.
      </p>
    );
  const add = (): void => change((now) => ({ ...now, legs: [...now.legs, { ...leg, id: crypto.randomUUID() }] }));
  return (
    <p className="offer">
      {times}{' '}
      <Button variant="secondary" onClick={add}>
        {t('expense.ticket.add')}
      </Button>
    </p>
  );
};
