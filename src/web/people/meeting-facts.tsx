import type { ReactNode } from 'react';
import type { CardView } from '../../claim/meeting-views.ts';
import { useSpeech } from '../texts.ts';
import { type PeopleKey, usePeopleWords } from './words.tsx';

/** What stands on the card, to be read. */
export const MeetingFacts = ({ view }: { view: CardView }): ReactNode => {
  const { t } = usePeopleWords();
  const { code, format } = useSpeech();
  const { card } = view;
  const meals = card.freeMeals.map(({ at, meal }) => `${code('meal', meal)} ${format.moment(at)}`);
  const codes = (['account', 'unit', 'monitoringTarget', 'project'] as const).flatMap((name) =>
    card.codes[name] ? `${t(`card.codes.${name}`)} ${card.codes[name]}` : [],
  );
  const invitation = card.invitation && <a href={`/api/meetings/${view.id}/invitation`}>{card.invitation.fileName}</a>;
  const rows: [PeopleKey, ReactNode][] = [
    ['card.group', view.group.name],
    ['meetings.when', format.span(card.start, card.end)],
    ['card.place', `${card.place}, ${card.address}`],
    ['card.meals', meals.join(', ') || t('card.meals.none')],
    ['card.invitation', invitation ?? t('card.invitation.none')],
    ['card.codes', codes.join(', ') || t('card.codes.none')],
  ];
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name} className="facts-row">
          <dt>{t(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
