import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { DraftCrossing } from '../../claim/draft.ts';
import { ChoiceField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { allCountriesIn } from './countries.ts';
import { useClaim } from './draft-hooks.ts';
import { optionsOf } from './options.ts';
import { useRemovable } from './removable.ts';
import { RowHead, Undo } from './row-head.tsx';

/** Ships and flights between countries: they decide the country of a travel day that ends aboard. */

interface Part {
  crossing: DraftCrossing;
  set: (part: Partial<DraftCrossing>) => void;
}

const vessels: readonly DraftCrossing['vessel'][] = ['ship', 'plane'];

const Way = ({ crossing, set }: Part): ReactNode => {
  const speech = useSpeech();
  const { t, language } = speech;
  const path = `trip.aboard[${crossing.id}]`;
  const countries = allCountriesIn(language);
  return (
    <div className="fields">
      <ChoiceField
        label={t('crossing.vessel')}
        value={crossing.vessel}
        options={optionsOf(speech, 'vessel', vessels)}
        onChange={(vessel) => vessel && set({ vessel })}
      />
      <ChoiceField
        id={`${path}.lastLeft`}
        label={t('crossing.left')}
        value={crossing.lastLeft}
        options={countries}
        onChange={(lastLeft) => set({ lastLeft })}
      />
      <ChoiceField
        id={`${path}.firstReached`}
        label={t('crossing.reached')}
        value={crossing.firstReached}
        options={countries}
        onChange={(firstReached) => set({ firstReached })}
      />
    </div>
  );
};

const Times = ({ crossing, set }: Part): ReactNode => {
  const { t } = useSpeech();
  const { view, draft } = useClaim();
  const path = `trip.aboard[${crossing.id}]`;
  const day = (draft.trip.start ?? view.meeting.start).slice(0, 10);
  return (
    <div className="ends">
      <MomentField
        id={`${path}.from`}
        legend={t('legs.departure')}
        value={crossing.from}
        likelyDay={day}
        onChange={(from) => set({ from })}
      />
      <MomentField
        id={`${path}.to`}
        legend={t('legs.arrival')}
        value={crossing.to}
        likelyDay={(crossing.from ?? day).slice(0, 10)}
        onChange={(to) => set({ to })}
      />
    </div>
  );
};

const CrossingRow = (props: { crossing: DraftCrossing; number: number; remove: () => void }): ReactNode => {
  const { t } = useSpeech();
  const { change } = useClaim();
  const { crossing, number } = props;
  const set = (part: Partial<DraftCrossing>): void =>
    change(({ trip, ...now }) => ({
      ...now,
      trip: { ...trip, aboard: trip.aboard.map((one) => (one.id === crossing.id ? { ...one, ...part } : one)) },
    }));
  return (
    <li className="row" id={`trip.aboard[${crossing.id}]`}>
      <div className="row-body">
        <RowHead name={t('crossing.item', { n: number })} remove={props.remove} />
        <Way crossing={crossing} set={set} />
        <Times crossing={crossing} set={set} />
      </div>
    </li>
  );
};

const emptyCrossing = (): DraftCrossing => ({
  id: crypto.randomUUID(),
  vessel: 'ship',
  from: null,
  to: null,
  lastLeft: null,
  firstReached: null,
});

export const Crossings = (): ReactNode => {
  const { t } = useSpeech();
  const { draft, change } = useClaim();
  const { aboard } = draft.trip;
  const replace = (update: (rows: DraftCrossing[]) => DraftCrossing[]): void =>
    change((now) => ({ ...now, trip: { ...now.trip, aboard: update(now.trip.aboard) } }));
  const { remove, undo } = useRemovable(aboard, replace);
  return (
    <div className="part" id="trip.aboard">
      <h3>{t('crossing.title')}</h3>
      <p className="hint">{t('crossing.hint')}</p>
      <ul className="rows">
        {aboard.map((crossing, index) => (
          <CrossingRow key={crossing.id} crossing={crossing} number={index + 1} remove={() => remove(crossing.id)} />
        ))}
      </ul>
      <Undo text={t('crossing.removed')} undo={undo} />
      <Button variant="secondary" onClick={() => replace((now) => [...now, emptyCrossing()])}>
        {t('crossing.add')}
      </Button>
    </div>
  );
};
