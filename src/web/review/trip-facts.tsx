import '../claim.css';
import type { ReactNode } from 'react';
import type { ClaimView } from '../../claim/views.ts';
import { Course } from '../claim/strip.tsx';
import { WithWords } from '../claim/words.tsx';
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

const spanText = (from: string | null, to: string | null, { format }: Speech): string =>
  from && to ? format.span(from, to) : '–';

const staysText = ({ draft }: ClaimView, speech: Speech): string[] => {
  const country = new Intl.DisplayNames([speech.language], { type: 'region' });
  return draft.trip.abroad.map(
    (stay) =>
      `${[country.of(stay.country ?? 'ZZ'), stay.area].filter(Boolean).join(', ')}: ${spanText(stay.from, stay.to, speech)}`,
  );
};

const crossingsText = ({ draft }: ClaimView, speech: Speech): string[] => {
  const country = new Intl.DisplayNames([speech.language], { type: 'region' });
  return draft.trip.aboard.map(
    ({ vessel, from, to, lastLeft, firstReached }) =>
      `${speech.code('vessel', vessel)} ${country.of(lastLeft ?? 'ZZ')} – ${country.of(firstReached ?? 'ZZ')}: ` +
      spanText(from, to, speech),
  );
};

const trainingText = ({ draft, meetingCard }: ClaimView, { t, format }: Speech): string[] => {
  const { days, endedOn } = draft.trip.earlierTraining ?? { days: null, endedOn: null };
  if (meetingCard.kind !== 'training' || days === null || endedOn === null) return [];
  return [t('review.trip.training.days', { days, date: format.date(endedOn) })];
};

const legsText = ({ draft }: ClaimView, { t, format, code }: Speech): string[] => {
  const moment = (value: string | null): string => (value ? format.moment(value) : '–');
  const legs = draft.legs.map(
    (leg) =>
      `${code('mode', leg.mode)} ${leg.from} – ${leg.to}, ${moment(leg.departure)} → ${leg.arrival ? format.time(leg.arrival) : '–'}`,
  );
  return legs.length > 0 ? legs : [t('review.none')];
};

const Rows = (props: { rows: readonly string[] }): ReactNode =>
  props.rows.map((row) => (
    <span key={row} className="fact-row">
      {row}
    </span>
  ));

/** What most trips have nothing of: shown only where there is something. */
const Rare = (props: { name: string; rows: readonly string[] }): ReactNode =>
  props.rows.length > 0 && (
    <>
      <dt>{props.name}</dt>
      <dd>
        <Rows rows={props.rows} />
      </dd>
    </>
  );

export const TripFacts = (props: { view: ClaimView }): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { view } = props;
  return (
    <section>
      <h3>{t('review.trip')}</h3>
      <WithWords>
        <Course view={view} draft={view.draft} />
      </WithWords>
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
          <Rows rows={legsText(view, speech)} />
        </dd>
        <Rare name={t('review.trip.abroad')} rows={staysText(view, speech)} />
        <Rare name={t('review.trip.aboard')} rows={crossingsText(view, speech)} />
        <Rare name={t('review.trip.training')} rows={trainingText(view, speech)} />
      </dl>
    </section>
  );
};
