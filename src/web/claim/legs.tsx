import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { DraftLeg } from '../../claim/draft.ts';
import { ChoiceField, TextField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { legModes, optionsOf } from './options.ts';
import { useRemovable } from './removable.ts';
import { RowHead, Undo } from './row-head.tsx';

/** Trains, buses, ships and flights of the way, with their times. */

const LegRow = (props: { leg: DraftLeg; number: number; remove: () => void }): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { view, draft, change } = useClaim();
  const { leg, number } = props;
  const path = `legs[${leg.id}]`;
  const set = (part: Partial<DraftLeg>): void =>
    change((now) => ({ ...now, legs: now.legs.map((one) => (one.id === leg.id ? { ...one, ...part } : one)) }));
  const day = (draft.trip.start ?? view.meeting.start).slice(0, 10);
  return (
    <li className="row" id={path}>
      <div className="row-body">
        <RowHead name={t('legs.item', { n: number })} remove={props.remove} />
        <div className="fields">
          <ChoiceField
            label={t('legs.mode')}
            value={leg.mode}
            options={optionsOf(speech, 'mode', legModes)}
            onChange={(mode) => mode && set({ mode })}
          />
          <TextField
            id={`${path}.from`}
            label={t('expense.from')}
            value={leg.from}
            onChange={(from) => set({ from })}
          />
          <TextField id={`${path}.to`} label={t('expense.to')} value={leg.to} onChange={(to) => set({ to })} />
        </div>
        <div className="ends">
          <MomentField
            id={`${path}.departure`}
            legend={t('legs.departure')}
            value={leg.departure}
            likelyDay={day}
            onChange={(departure) => set({ departure })}
          />
          <MomentField
            id={`${path}.arrival`}
            legend={t('legs.arrival')}
            value={leg.arrival}
            likelyDay={(leg.departure ?? day).slice(0, 10)}
            onChange={(arrival) => set({ arrival })}
          />
        </div>
      </div>
    </li>
  );
};

const backOf = (leg: DraftLeg): DraftLeg => ({
  id: crypto.randomUUID(),
  mode: leg.mode,
  from: leg.to,
  to: leg.from,
  departure: null,
  arrival: null,
});

export const Legs = (): ReactNode => {
  const { t } = useSpeech();
  const { draft, change } = useClaim();
  const { legs } = draft;
  const replace = (update: (rows: DraftLeg[]) => DraftLeg[]): void =>
    change((now) => ({ ...now, legs: update(now.legs) }));
  const { remove, undo } = useRemovable(legs, replace);
  const add = (leg: DraftLeg): void => replace((now) => [...now, leg]);
  const first = legs[0];
  return (
    <div className="part" id="legs">
      <h3>{t('legs.title')}</h3>
      <p className="hint">{t('legs.hint')}</p>
      <ul className="rows">
        {legs.map((leg, index) => (
          <LegRow key={leg.id} leg={leg} number={index + 1} remove={() => remove(leg.id)} />
        ))}
      </ul>
      <Undo text={t('legs.removed')} undo={undo} />
      <div className="buttons">
        <Button
          variant="secondary"
          onClick={() =>
            add({ id: crypto.randomUUID(), mode: 'train', from: '', to: '', departure: null, arrival: null })
          }
        >
          {t('legs.add')}
        </Button>
        {legs.length === 1 && first && first.from !== '' && first.to !== '' && (
          <Button variant="secondaryNoBorder" onClick={() => add(backOf(first))}>
            {t('legs.back')}
          </Button>
        )}
      </div>
    </div>
  );
};
