import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ClaimDraft, DraftMileage } from '../../claim/draft.ts';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { DriveRow } from './drive-row.tsx';
import { useRemovable } from './removable.ts';
import { Undo } from './row-head.tsx';

/** Own vehicle: nothing stands here until it is asked for. */

const emptyDrive = (draft: ClaimDraft, meeting: { start: string; address: string; place: string }): DraftMileage => ({
  id: crypto.randomUUID(),
  vehicle: 'car',
  km: null,
  date: (draft.trip.start ?? meeting.start).slice(0, 10),
  from: draft.trip.startAddress,
  to: meeting.address || meeting.place,
  supplements: [],
  routeKm: null,
  kmEarlierThisYear: 0,
  reason: null,
  publicFareCents: null,
});

export const OwnCar = (): ReactNode => {
  const { t } = useSpeech();
  const { view, draft, change } = useClaim();
  const { mileage } = draft;
  const replace = (update: (rows: DraftMileage[]) => DraftMileage[]): void =>
    change((now) => ({ ...now, mileage: update(now.mileage) }));
  const { remove, undo } = useRemovable(mileage, replace);
  return (
    <div className="part" id="mileage">
      {mileage.length > 0 && <h3>{t('car.title')}</h3>}
      <ul className="rows">
        {mileage.map((drive, index) => (
          <DriveRow key={drive.id} drive={drive} number={index + 1} remove={() => remove(drive.id)} />
        ))}
      </ul>
      <Undo text={t('car.removed')} undo={undo} />
      <Button variant="secondary" onClick={() => replace((now) => [...now, emptyDrive(draft, view.meetingCard)])}>
        {t(mileage.length > 0 ? 'car.add.more' : 'car.add')}
      </Button>
    </div>
  );
};
