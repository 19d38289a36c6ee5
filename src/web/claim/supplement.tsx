import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ClaimSummary } from '../../claim/views.ts';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';
import { OwnCar } from './own-car.tsx';
import { Section } from './section.tsx';

/** A claim and its supplement (lisälasku / tilläggsräkning), told to their member. */

/** Its drives, where it has some; nothing of the trip itself is asked again. */
export const DrivesSection = (): ReactNode => {
  const { t } = useSpeech();
  const { view, draft } = useClaim();
  if (view.draft.mileage.length === 0 && draft.mileage.length === 0) return null;
  return (
    <Section id="drives" title={t('rule.mileage')}>
      <OwnCar />
    </Section>
  );
};

type Linked = NonNullable<ClaimSummary['supplement']>;

/** At the head of a supplement that is written on: what is paid already, and what is asked. */
export const SupplementLead = ({ of }: { of: Linked }): ReactNode => {
  const { t } = useSpeech();
  return (
    <div className="finding note">
      <p>{t('supplement.lead', { number: of.number })}</p>
      <p>
        {t('supplement.time')} <Link href={`/claims/${of.id}`}>{t('supplement.first', { number: of.number })}</Link>
      </p>
    </div>
  );
};

/** The other of the two, on the front page and on a claim that was sent. */
export const LinkedClaim = ({ claim }: { claim: Pick<ClaimSummary, 'supplement' | 'supplementTo'> }): ReactNode => {
  const { t, code } = useSpeech();
  const { supplement, supplementTo } = claim;
  if (supplementTo) {
    return (
      <p>
        <Link href={`/claims/${supplementTo.id}`}>{t('supplement.of', { number: supplementTo.number })}</Link>
      </p>
    );
  }
  if (!supplement) return null;
  const { id, number, state } = supplement;
  return (
    <p>
      <Link href={`/claims/${id}`}>{t('supplement.waits', { number, state: code('state', state) })}</Link>
    </p>
  );
};
