import type { ReactNode } from 'react';
import type { ClaimView } from '../../claim/views.ts';
import { type Speech, useSpeech } from '../texts.ts';

/** When, where from, how far, meals, nights and the parts of the way: everything the allowances rest on. */

const startText = ({ draft }: ClaimView, { format, code }: Speech): string =>
  draft.trip.start ? `${format.moment(draft.trip.start)}, ${code('place', draft.trip.startFrom).toLowerCase()}` : '–';

const endText = ({ draft }: ClaimView, { format, code }: Speech): string =>
  draft.trip.end ? `${format.moment(draft.trip.end)}, ${code('place', draft.trip.endAt).toLowerCase()}` : '–';

const distanceText = ({ draft }: ClaimView, { t, format }: Speech): string => {
  const { home, workplace } = draft.trip.distanceKm;
  const parts = [
    home === null ? '' : t('review.trip.distance.home', { km: format.number(home) }),
    workplace === null ? '' : t('review.trip.distance.workplace', { km: format.number(workplace) }),
  ];
  return parts.filter((part) => part !== '').join(', ') || '–';
};

const mealsText = ({ draft }: ClaimView, { t, format, code }: Speech): string =>
  draft.trip.freeMeals.map((meal) => `${code('meal', meal.meal).toLowerCase()} ${format.moment(meal.at)}`).join(', ') ||
  t('review.none');

const nightsText = ({ draft }: ClaimView, { t, format, code }: Speech): string =>
  draft.trip.nights.map((night) => `${format.date(night.date)}: ${code('lodging', night.lodging)}`).join(', ') ||
  t('review.none');

const legsText = ({ draft }: ClaimView, { t, format, code }: Speech): string[] => {
  const moment = (value: string | null): string => (value ? format.moment(value) : '–');
  const legs = draft.legs.map(
    (leg) =>
      `${code('mode', leg.mode)} ${leg.from} – ${leg.to}, ${moment(leg.departure)} → ${leg.arrival ? format.time(leg.arrival) : '–'}`,
  );
  return legs.length > 0 ? legs : [t('review.none')];
};

export const TripFacts = (props: { view: ClaimView }): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { view } = props;
  return (
    <section>
      <h3>{t('review.trip')}</h3>
      <dl className="facts">
        <dt>{t('review.trip.start')}</dt>
        <dd>{startText(view, speech)}</dd>
        <dt>{t('review.trip.end')}</dt>
        <dd>{endText(view, speech)}</dd>
        <dt>{t('review.trip.distance')}</dt>
        <dd>{distanceText(view, speech)}</dd>
        <dt>{t('review.trip.meals')}</dt>
        <dd>{mealsText(view, speech)}</dd>
        <dt>{t('review.trip.nights')}</dt>
        <dd>{nightsText(view, speech)}</dd>
        <dt>{t('review.trip.legs')}</dt>
        <dd>
          {legsText(view, speech).map((leg) => (
            <span key={leg} className="fact-row">
              {leg}
            </span>
          ))}
        </dd>
      </dl>
    </section>
  );
};
