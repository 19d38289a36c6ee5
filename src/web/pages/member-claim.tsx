import '../claim.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'wouter';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { Conflict } from '../claim/conflict.tsx';
import { ClaimContext, claimKey, useIsOwn, useOpenClaim } from '../claim/draft-hooks.ts';
import { MealsSection } from '../claim/meals.tsx';
import { MeetingSection } from '../claim/meeting.tsx';
import { PaymentSection } from '../claim/payment.tsx';
import { ReceiptsSection } from '../claim/receipts.tsx';
import { SaveState } from '../claim/save-state.tsx';
import { SentClaim } from '../claim/sent.tsx';
import { SignSection } from '../claim/sign.tsx';
import { SumPanel } from '../claim/sum.tsx';
import { DrivesSection, SupplementLead } from '../claim/supplement.tsx';
import { TripSection } from '../claim/trip.tsx';
import { WithWords } from '../claim/words.tsx';
import { DocumentTrouble, documentPoll } from '../parts/document-trouble.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** The member's claim: one page while it is written, another once it is sent. */

const CardChanged = lazy(async () => ({ default: (await import('../people/card-changed.tsx')).CardChanged }));

const FilingStanding = lazy(async () => ({ default: (await import('../filing/standing.tsx')).FilingStanding }));
const AskSection = lazy(async () => ({ default: (await import('../filing/asking.tsx')).AskSection }));
const AskedClaim = lazy(async () => ({ default: (await import('../filing/asking.tsx')).AskedClaim }));
const Questions = lazy(async () => ({ default: (await import('../claim/questions.tsx')).Questions }));
const Correction = lazy(async () => ({ default: (await import('../claim/correction.tsx')).Correction }));

const WritingPage = (props: { view: ClaimView }): ReactNode => {
  const { t } = useSpeech();
  const claim = useOpenClaim(props.view);
  const { view } = claim;
  const isSupplement = view.supplementTo !== null;
  const isOwn = useIsOwn(view);
  return (
    <ClaimContext value={claim}>
      <Page
        title={t(isSupplement ? 'supplement.title' : 'claim.title')}
        aside={<span className="quiet">{t('claim.number', { number: view.number })}</span>}
      >
        <Suspense fallback={null}>{(!isOwn || view.filedBy.length > 0) && <FilingStanding view={view} />}</Suspense>
        <SaveState />
        <Conflict />
        {view.supplementTo && <SupplementLead of={view.supplementTo} />}
        <Suspense fallback={null}>{!isSupplement && <CardChanged claimId={view.id} />}</Suspense>
        <Suspense fallback={null}>
          {view.state === 'returned' && <Questions />}
          {view.state === 'returned' && view.consent !== null && <Correction view={view} />}
        </Suspense>
        {view.document?.state === 'failed' && <DocumentTrouble view={view} />}
        <div className="claim">
          <div className="claim-form">
            {!isSupplement && <MeetingSection />}
            <ReceiptsSection />
            {isSupplement ? <DrivesSection /> : <TripSection />}
            {!isSupplement && <MealsSection />}
            <PaymentSection />
          </div>
          <SumPanel />
          <div className="claim-sign">
            <Suspense fallback={<Waiting />}>{isOwn ? <SignSection /> : <AskSection />}</Suspense>
          </div>
        </div>
      </Page>
    </ClaimContext>
  );
};

/** What one has filed for another, while its member is asked to confirm it. */
const AskedPage = ({ view }: { view: ClaimView }): ReactNode => {
  const { t } = useSpeech();
  return (
    <Page title={t('claim.title')} aside={<span className="quiet">{t('claim.number', { number: view.number })}</span>}>
      <Suspense fallback={<Waiting />}>
        <AskedClaim view={view} />
      </Suspense>
    </Page>
  );
};

const SentPage = (props: { view: ClaimView }): ReactNode => {
  const { t } = useSpeech();
  return (
    <Page title={t('sent.title', { number: props.view.number })} aside={<Link href="/">{t('claim.back')}</Link>}>
      <Suspense fallback={<Waiting />}>{props.view.consent !== null && <Correction view={props.view} />}</Suspense>
      <SentClaim view={props.view} />
    </Page>
  );
};

export const MemberClaimPage = (props: { id: string }): ReactNode => {
  const { t } = useSpeech();
  const query = useQuery({
    queryKey: claimKey(props.id),
    queryFn: () => api.get<ClaimView>(`/api/claims/${props.id}`),
    refetchOnWindowFocus: false,
    refetchInterval: (one) => (one.state.data?.may.edit ? false : documentPoll(one.state.data)),
  });
  if (query.data) {
    const view = query.data;
    if (view.may.takeBack) return <AskedPage view={view} />;
    if (!view.may.edit) return <SentPage view={view} />;
    return (
      <WithWords>
        <WritingPage key={view.id} view={view} />
      </WithWords>
    );
  }
  return (
    <Page title={t('claim.title')}>
      {query.isError ? <FailedPart error={query.error} retry={() => void query.refetch()} /> : <Waiting />}
    </Page>
  );
};
