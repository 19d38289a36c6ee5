import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { DraftMileage } from '../../claim/draft.ts';
import { ChoiceField, DayField, KmField, MoneyField, TextField, WordsField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { optionsOf, reasonCodes, vehicles } from './options.ts';
import { RowHead } from './row-head.tsx';
import { FindingsAt } from './section.tsx';

/** One drive with one's own vehicle. */

interface Part {
  drive: DraftMileage;
  set: (part: Partial<DraftMileage>) => void;
}

const Way = ({ drive, set }: Part): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { view } = useClaim();
  const path = `mileage[${drive.id}]`;
  return (
    <div className="fields">
      <ChoiceField
        label={t('car.vehicle')}
        value={drive.vehicle}
        options={optionsOf(speech, 'vehicle', vehicles)}
        onChange={(vehicle) => vehicle && set({ vehicle })}
      />
      <KmField id={`${path}.km`} label={t('car.km')} value={drive.km} onChange={(km) => set({ km })} />
      <DayField
        id={`${path}.date`}
        label={t('car.date')}
        value={drive.date}
        near={view.meeting.start}
        onChange={(date) => set({ date })}
      />
      <TextField
        id={`${path}.from`}
        label={t('car.from')}
        value={drive.from}
        width="full"
        onChange={(from) => set({ from })}
      />
      <TextField id={`${path}.to`} label={t('car.to')} value={drive.to} width="full" onChange={(to) => set({ to })} />
    </div>
  );
};

const Why = ({ drive, set }: Part): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const path = `mileage[${drive.id}]`;
  const { reason } = drive;
  return (
    <div className="fields">
      <ChoiceField
        id={`${path}.reason`}
        label={t('car.why')}
        value={reason?.code ?? null}
        options={optionsOf(speech, 'reason', reasonCodes)}
        empty={t('car.why.none')}
        width="full"
        onChange={(code) => set({ reason: code ? { code, text: reason?.text ?? '' } : null })}
      />
      {reason && (
        <WordsField
          id={`${path}.reason.text`}
          label={t('car.words')}
          value={reason.text}
          onChange={(text) => set({ reason: { ...reason, text } })}
        />
      )}
      <MoneyField
        id={`${path}.publicFareCents`}
        width="full"
        label={t('car.fare')}
        hint={t('car.fare.hint')}
        value={drive.publicFareCents}
        onChange={(publicFareCents) => set({ publicFareCents })}
      />
    </div>
  );
};

const Passengers = ({ drive, set }: Part): ReactNode => {
  const { t } = useSpeech();
  const { supplements } = drive;
  const change = (index: number, part: Partial<(typeof supplements)[number]>): void =>
    set({ supplements: supplements.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <>
      {supplements.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: supplements have no id of their own
        <div className="fields" key={index} id={`mileage[${drive.id}].supplements[${index}]`}>
          <TextField label={t('car.passenger.name')} value={one.name} onChange={(name) => change(index, { name })} />
          <KmField label={t('car.passenger.km')} value={one.km} onChange={(km) => change(index, { km })} />
          <button
            type="button"
            className="plain"
            aria-label={`${t('common.remove')}: ${one.name}`}
            onClick={() => set({ supplements: supplements.filter((_, at) => at !== index) })}
          >
            {t('common.remove')}
          </button>
        </div>
      ))}
      <Button
        variant="secondaryNoBorder"
        onClick={() => set({ supplements: [...supplements, { kind: 'passenger', km: drive.km, name: '' }] })}
      >
        {t('car.passenger.add')}
      </Button>
    </>
  );
};

export const DriveRow = (props: { drive: DraftMileage; number: number; remove: () => void }): ReactNode => {
  const { t } = useSpeech();
  const { change } = useClaim();
  const { drive, number } = props;
  const set = (part: Partial<DraftMileage>): void =>
    change((now) => ({
      ...now,
      mileage: now.mileage.map((one) => (one.id === drive.id ? { ...one, ...part } : one)),
    }));
  return (
    <li className="row" id={`mileage[${drive.id}]`}>
      <div className="row-body">
        <RowHead name={t('car.item', { n: number })} remove={props.remove} />
        <Way drive={drive} set={set} />
        <Why drive={drive} set={set} />
        <Passengers drive={drive} set={set} />
        <FindingsAt subject={`mileage[${drive.id}]`} />
      </div>
    </li>
  );
};
