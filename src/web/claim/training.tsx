import type { ReactNode } from 'react';
import { Checkbox } from 'suomifi-ui-components';
import { CountField, DayField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

/** Days of the same course before this trip (regulation § 10): asked of training only. */
export const EarlierTraining = (): ReactNode => {
  const { t } = useSpeech();
  const { view, draft, changeTrip } = useClaim();
  const { earlierTraining } = draft.trip;
  if (view.meetingCard.kind !== 'training') return null;
  const tick = (chosen: boolean): void =>
    changeTrip({ earlierTraining: chosen ? { days: null, endedOn: null } : null });
  return (
    <div className="ticks" id="trip.earlierTraining">
      <Checkbox
        checked={earlierTraining !== null}
        hintText={t('training.hint')}
        onClick={({ checkboxState }) => tick(checkboxState)}
      >
        {t('training.earlier')}
      </Checkbox>
      {earlierTraining && (
        <div className="fields">
          <CountField
            label={t('training.days')}
            width="full"
            value={earlierTraining.days}
            onChange={(days) => changeTrip({ earlierTraining: { ...earlierTraining, days } })}
          />
          <DayField
            label={t('training.ended')}
            width="full"
            value={earlierTraining.endedOn}
            near={view.meeting.start}
            onChange={(endedOn) => changeTrip({ earlierTraining: { ...earlierTraining, endedOn } })}
          />
        </div>
      )}
    </div>
  );
};
