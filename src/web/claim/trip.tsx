import type { ReactNode } from 'react';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import type { ClaimDraft } from '../../claim/draft.ts';
import { KmField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { Abroad } from './abroad.tsx';
import { useClaim } from './draft-hooks.ts';
import { Legs } from './legs.tsx';
import { OwnCar } from './own-car.tsx';
import { FindingsAt, Section } from './section.tsx';
import { Strip } from './strip.tsx';
import { EarlierTraining } from './training.tsx';
import { UsualDistances, UsualTimes } from './usual.tsx';

/** The journey: when from where, when back, how far, by what. */

type Place = ClaimDraft['trip']['startFrom'];

const PlaceChoice = (props: {
  label: string;
  name: string;
  value: Place;
  onChange: (place: Place) => void;
}): ReactNode => {
  const { t } = useSpeech();
  return (
    <RadioButtonGroup
      className="places"
      labelText={props.label}
      name={props.name}
      value={props.value}
      onChange={(value) => props.onChange(value === 'workplace' ? 'workplace' : 'home')}
    >
      <RadioButton value="home">{t('place.home')}</RadioButton>
      <RadioButton value="workplace">{t('place.workplace')}</RadioButton>
    </RadioButtonGroup>
  );
};

const Ends = (): ReactNode => {
  const { t } = useSpeech();
  const { view, draft, changeTrip } = useClaim();
  const { trip } = draft;
  return (
    <div className="ends">
      <div>
        <MomentField
          id="trip.start"
          legend={t('trip.start')}
          value={trip.start}
          likelyDay={view.meeting.start.slice(0, 10)}
          onChange={(start) => changeTrip({ start })}
        />
        <PlaceChoice
          label={t('trip.start.from')}
          name="start-from"
          value={trip.startFrom}
          onChange={(startFrom) => changeTrip({ startFrom })}
        />
      </div>
      <div>
        <MomentField
          id="trip.end"
          legend={t('trip.end')}
          value={trip.end}
          likelyDay={view.meeting.end.slice(0, 10)}
          onChange={(end) => changeTrip({ end })}
        />
        <PlaceChoice
          label={t('trip.end.at')}
          name="end-at"
          value={trip.endAt}
          onChange={(endAt) => changeTrip({ endAt })}
        />
      </div>
    </div>
  );
};

const Distances = (): ReactNode => {
  const { t } = useSpeech();
  const { draft, changeTrip } = useClaim();
  const { distanceKm } = draft.trip;
  return (
    <fieldset className="plain-set" id="trip.distanceKm">
      <legend>{t('trip.distance')}</legend>
      <div className="fields">
        <KmField
          id="trip.distanceKm.home"
          label={t('trip.distance.home')}
          value={distanceKm.home}
          onChange={(home) => changeTrip({ distanceKm: { ...distanceKm, home } })}
        />
        <KmField
          id="trip.distanceKm.workplace"
          label={t('trip.distance.workplace')}
          value={distanceKm.workplace}
          onChange={(workplace) => changeTrip({ distanceKm: { ...distanceKm, workplace } })}
        />
      </div>
      <p className="hint">{t('trip.distance.hint')}</p>
      <UsualDistances />
    </fieldset>
  );
};

export const TripSection = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <Section id="trip" title={t('trip.title')}>
      <UsualTimes />
      <Ends />
      <Strip />
      <FindingsAt subject="trip" />
      <Distances />
      <EarlierTraining />
      <Abroad />
      <Legs />
      <OwnCar />
    </Section>
  );
};
