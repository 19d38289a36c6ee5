import '../claim.css';
import type { ReactNode } from 'react';
import type { ClaimDraft } from '../../claim/draft.ts';
import { legOffers } from '../../claim/fill.ts';
import { TRIP } from '../../claim/line-subject.ts';
import { type Corrected, correctionOf, mealOrigin, nightOrigin, type Origin } from '../../claim/review/origin.ts';
import { isSame } from '../../claim/review/same.ts';
import type { ClaimView } from '../../claim/views.ts';
import { Course } from '../claim/strip.tsx';
import { WithWords } from '../claim/words.tsx';
import { type Speech, useSpeech } from '../texts.ts';
import { valueText } from './change-text.ts';
import { From, type Sourced, toldOrigin } from './origins.tsx';
import { useWords } from './words.tsx';

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

type Row = { text: string } & Sourced;
type Facts = { view: ClaimView; corrected: readonly Corrected[] };

/** A list that was corrected has its origin as a whole; else each of its rows has its own. */
const listRows = <T,>(
  { view, corrected }: Facts,
  field: 'freeMeals' | 'nights' | 'ownMeals',
  list: readonly T[],
  row: (each: T) => { text: string; origin: Origin },
  none: string,
): Row[] => {
  const whole = correctionOf(corrected, { subject: TRIP, field, value: view.draft.trip[field] });
  if (list.length === 0) return [{ text: none, field, origin: whole ?? { from: 'told' } }];
  return list.map((each) => ({ field, ...row(each), ...(whole && { origin: whole }) }));
};

const mealRows = (facts: Facts, { t, format, code }: Speech): Row[] =>
  listRows(
    facts,
    'freeMeals',
    facts.view.draft.trip.freeMeals,
    (meal) => ({
      text: `${code('meal', meal.meal).toLowerCase()} ${format.moment(meal.at)}`,
      origin: mealOrigin(meal, facts.view.meetingCard.freeMeals),
    }),
    t('review.none'),
  );

const nightRows = (facts: Facts, { t, format, code }: Speech): Row[] => {
  const billed = facts.view.receipts.map(({ reading }) => reading?.lodging?.nights ?? []);
  return listRows(
    facts,
    'nights',
    facts.view.draft.trip.nights,
    (night) => ({
      text: `${format.date(night.date)}: ${code('lodging', night.lodging)}`,
      origin: nightOrigin(night, billed),
    }),
    t('review.none'),
  );
};

const legRows = ({ view }: Facts, { t, format, code }: Speech): Row[] => {
  const moment = (value: string | null): string => (value ? format.moment(value) : '–');
  const { legs, expenses } = view.draft;
  const offered = expenses.flatMap((row) => {
    const reading = view.receipts.find(({ id }) => id === row.receiptId)?.reading;
    return reading ? legOffers(row, reading) : [];
  });
  const rows = legs.map((leg): Row => {
    const { id: _, ...way } = leg;
    const text = `${code('mode', leg.mode)} ${leg.from} – ${leg.to}, ${moment(leg.departure)} → ${leg.arrival ? format.time(leg.arrival) : '–'}`;
    return { text, field: 'legs', origin: { from: offered.some((one) => isSame(one, way)) ? 'read' : 'told' } };
  });
  return rows.length > 0 ? rows : [{ text: t('review.none'), field: 'legs', origin: { from: 'told' } }];
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

const SourcedRows = (props: { rows: readonly Row[] }): ReactNode =>
  props.rows.map(({ text, field, origin }) => (
    <span key={text} className="fact-row">
      {text} <From field={field} origin={origin} />
    </span>
  ));

/** A fact of the trip; of several fields the corrected one tells. */
const Fact = (
  props: Facts & { name: string; text: string; fields: readonly (keyof ClaimDraft['trip'])[] },
): ReactNode => {
  const { view, corrected, fields } = props;
  const origins = fields.map((field) => ({
    field,
    origin: toldOrigin(corrected, TRIP, field, view.draft.trip[field]),
  }));
  const changed = origins.filter(({ origin }) => origin.from !== 'told');
  return (
    <>
      <dt>{props.name}</dt>
      <dd>
        {props.text}{' '}
        {(changed.length > 0 ? changed : origins.slice(0, 1)).map((each) => (
          <From key={each.field} {...each} />
        ))}
      </dd>
    </>
  );
};

export const TripFacts = (props: Facts): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const { t } = speech;
  const { view } = props;
  const { waivesPerDiem, ownMeals } = view.draft.trip;
  return (
    <section>
      <h3>{t('review.trip')}</h3>
      <WithWords>
        <Course view={view} draft={view.draft} />
      </WithWords>
      <dl className="facts">
        <Fact {...props} name={t('review.trip.start')} text={startText(view, speech)} fields={['start', 'startFrom']} />
        <Fact {...props} name={t('review.trip.end')} text={endText(view, speech)} fields={['end', 'endAt']} />
        <Fact {...props} name={t('review.trip.distance')} text={distanceText(view, speech)} fields={['distanceKm']} />
        <dt>{t('review.trip.meals')}</dt>
        <dd>
          <SourcedRows rows={mealRows(props, speech)} />
        </dd>
        <dt>{t('review.trip.nights')}</dt>
        <dd>
          <SourcedRows rows={nightRows(props, speech)} />
        </dd>
        <dt>{t('review.trip.legs')}</dt>
        <dd>
          <SourcedRows rows={legRows(props, speech)} />
        </dd>
        {waivesPerDiem && (
          <Fact
            {...props}
            name={words.t('field.waivesPerDiem')}
            text={words.t('value.waived')}
            fields={['waivesPerDiem']}
          />
        )}
        {ownMeals.length > 0 && (
          <Fact
            {...props}
            name={words.t('field.ownMeals')}
            text={valueText('ownMeals', ownMeals, speech, words)}
            fields={['ownMeals']}
          />
        )}
        <Rare name={t('review.trip.abroad')} rows={staysText(view, speech)} />
        <Rare name={t('review.trip.aboard')} rows={crossingsText(view, speech)} />
        <Rare name={t('review.trip.training')} rows={trainingText(view, speech)} />
      </dl>
    </section>
  );
};
