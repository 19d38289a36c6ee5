import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { DraftStay } from '../../claim/draft.ts';
import type { ForeignRatesView } from '../../claim/rules-view.ts';
import { api } from '../api.ts';
import { ChoiceField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { foreignCountriesIn } from './countries.ts';
import { useClaim } from './draft-hooks.ts';
import { useRemovable } from './removable.ts';
import { RowHead, Undo } from './row-head.tsx';

/** The countries of the trip, each with the time on land there. */

interface Part {
  stay: DraftStay;
  set: (part: Partial<DraftStay>) => void;
}

/** Parts of the country with a per diem of their own, by the rules the trip is computed with; none before it is. */
const useAreas = (country: string | null): NonNullable<ForeignRatesView['rows'][number]['area']>[] => {
  const { view } = useClaim();
  const pack = view.evaluation?.packs[0]?.id ?? '';
  const table = useQuery({
    queryKey: ['rules', pack, 'foreign'],
    queryFn: () => api.get<ForeignRatesView>(`/api/rules/${encodeURIComponent(pack)}/foreign`),
    enabled: pack !== '' && country !== null,
  });
  return (table.data?.rows ?? []).flatMap((row) => (row.country === country && row.area ? [row.area] : []));
};

/** Asked only where it changes the sum, or where something already stands. */
const AreaField = ({ stay, set }: Part): ReactNode => {
  const { t, of } = useSpeech();
  const areas = useAreas(stay.country);
  const known = areas.find((area) => Object.values(area).includes(stay.area));
  const options = areas.map((area) => ({ value: of(area), text: of(area) }));
  // What was written in a year with other areas is still shown, and can be changed.
  if (!known && stay.area !== '') options.push({ value: stay.area, text: stay.area });
  if (options.length === 0) return null;
  return (
    <ChoiceField
      id={`trip.abroad[${stay.id}].area`}
      label={t('abroad.area')}
      value={known ? of(known) : stay.area || null}
      options={options}
      empty={t('abroad.area.none')}
      onChange={(area) => set({ area: area ?? '' })}
    />
  );
};

const Times = ({ stay, set }: Part): ReactNode => {
  const { t } = useSpeech();
  const { view, draft } = useClaim();
  const path = `trip.abroad[${stay.id}]`;
  return (
    <div className="ends">
      <MomentField
        id={`${path}.from`}
        legend={t('abroad.from')}
        value={stay.from}
        likelyDay={(draft.trip.start ?? view.meeting.start).slice(0, 10)}
        onChange={(from) => set({ from })}
      />
      <MomentField
        id={`${path}.to`}
        legend={t('abroad.to')}
        value={stay.to}
        likelyDay={(draft.trip.end ?? view.meeting.end).slice(0, 10)}
        onChange={(to) => set({ to })}
      />
    </div>
  );
};

const StayRow = (props: { stay: DraftStay; number: number; remove: () => void }): ReactNode => {
  const { t, language } = useSpeech();
  const { change } = useClaim();
  const { stay, number } = props;
  const path = `trip.abroad[${stay.id}]`;
  const set = (part: Partial<DraftStay>): void =>
    change(({ trip, ...now }) => ({
      ...now,
      trip: { ...trip, abroad: trip.abroad.map((one) => (one.id === stay.id ? { ...one, ...part } : one)) },
    }));
  return (
    <li className="row" id={path}>
      <div className="row-body">
        <RowHead name={t('abroad.item', { n: number })} remove={props.remove} />
        <div className="fields">
          <ChoiceField
            id={`${path}.country`}
            label={t('abroad.country')}
            value={stay.country}
            options={foreignCountriesIn(language)}
            onChange={(country) => set({ country, area: '' })}
          />
          <AreaField stay={stay} set={set} />
        </div>
        <Times stay={stay} set={set} />
      </div>
    </li>
  );
};

export const Stays = (): ReactNode => {
  const { t } = useSpeech();
  const { draft, change } = useClaim();
  const { abroad } = draft.trip;
  const replace = (update: (rows: DraftStay[]) => DraftStay[]): void =>
    change((now) => ({ ...now, trip: { ...now.trip, abroad: update(now.trip.abroad) } }));
  const { remove, undo } = useRemovable(abroad, replace);
  const add = (): void =>
    replace((now) => [...now, { id: crypto.randomUUID(), country: null, area: '', from: null, to: null }]);
  return (
    <>
      <h3>{t('abroad.title')}</h3>
      <p className="hint">{t('abroad.hint')}</p>
      <ul className="rows">
        {abroad.map((stay, index) => (
          <StayRow key={stay.id} stay={stay} number={index + 1} remove={() => remove(stay.id)} />
        ))}
      </ul>
      <Undo text={t('abroad.removed')} undo={undo} />
      <Button variant="secondary" onClick={add}>
        {t(abroad.length === 0 ? 'abroad.add' : 'abroad.add.more')}
      </Button>
    </>
  );
};
