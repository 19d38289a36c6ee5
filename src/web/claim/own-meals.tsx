import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import { KmField } from '../parts/fields/fields.tsx';
import { MomentField } from '../parts/fields/moment-field.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { RowHead, Undo } from './row-head.tsx';
import { useUndoable } from './undoable.ts';
import { useWords } from './words.tsx';

/** Meals one paid for oneself: they matter only on a trip that earns no per diem (regulation § 4). */
export const OwnMeals = (): ReactNode => {
  const { t } = useSpeech();
  const { view, draft, changeTrip } = useClaim();
  const { ownMeals, distanceKm, waivesPerDiem } = draft.trip;
  const { gone, undo } = useUndoable<(typeof ownMeals)[number]>((meal) =>
    changeTrip({ ownMeals: [...ownMeals, meal] }),
  );
  const words = useWords();
  const lines = view.evaluation?.lines ?? [];
  const earnsPerDiem = lines.some((line) => line.rule.startsWith('per-diem.'));
  const matters = view.evaluation !== null && !earnsPerDiem && !waivesPerDiem;
  if (!matters && ownMeals.length === 0 && undo === null) return null;
  const change = (index: number, part: Partial<(typeof ownMeals)[number]>): void =>
    changeTrip({ ownMeals: ownMeals.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const nearest = Math.min(
    distanceKm.home ?? Number.POSITIVE_INFINITY,
    distanceKm.workplace ?? Number.POSITIVE_INFINITY,
  );
  const add = (): void =>
    changeTrip({
      ownMeals: [...ownMeals, { at: view.meeting.start, distanceKm: Number.isFinite(nearest) ? nearest : 0 }],
    });
  return (
    <div className="part" id="trip.ownMeals">
      <ul className="rows">
        {ownMeals.map((meal, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: meals have no id of their own
          <li className="row" key={index}>
            <div className="row-body">
              <RowHead
                name={t('meals.own.item', { n: index + 1 })}
                remove={() => {
                  changeTrip({ ownMeals: ownMeals.filter((_, at) => at !== index) });
                  gone(meal);
                }}
              />
              <MomentField
                legend={t('meals.when')}
                value={meal.at}
                likelyDay={meal.at.slice(0, 10)}
                onChange={(at) => at && change(index, { at })}
              >
                <KmField
                  width="full"
                  label={t('meals.own.km')}
                  value={meal.distanceKm}
                  onChange={(km) => km !== null && change(index, { distanceKm: km })}
                />
              </MomentField>
            </div>
          </li>
        ))}
      </ul>
      <Undo text={words.t('removed.meal')} undo={undo} />
      <Button variant="secondaryNoBorder" onClick={add}>
        {t('meals.own.add')}
      </Button>
    </div>
  );
};
