import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'wouter';
import { inClaimingOrder } from '../../claim/claiming-order.ts';
import type { ClaimSummary, MeetingView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { LinkedClaim } from '../claim/supplement.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { MeetingRow } from '../parts/meeting-row.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSession } from '../session.tsx';
import { useSpeech } from '../texts.ts';

/** Two lists: meetings one can claim for, and one's claims. What was filed for the member and waits for them stands first. */

const today = (): string => new Date().toISOString().slice(0, 10);

const ForOthers = lazy(async () => ({ default: (await import('../filing/for-others.tsx')).ForOthers }));

const ClaimRow = (props: { claim: ClaimSummary }): ReactNode => {
  const { t, format, code } = useSpeech();
  const { claim } = props;
  const returned = claim.state === 'returned';
  const { asked } = claim;
  const waits = returned || asked !== null || claim.state === 'corrected';
  const goOn = claim.state === 'draft' ? 'home.continue' : 'home.view';
  const action = asked ? 'home.confirm' : returned ? 'home.answer' : goOn;
  return (
    <li className={`home-row${waits ? ' returned' : ''}`}>
      <div>
        <h3 id={`claim-${claim.id}`}>{claim.meeting.purpose}</h3>
        <p className="quiet">
          {format.date(claim.meeting.start)}, {claim.meeting.place} · <span className="nowrap">{claim.number}</span>
        </p>
        <p>{t(`since.${claim.state}`, { date: format.instantDay(claim.since) })}</p>
        {asked ? (
          <p className="asked">{t('home.asked.by', { name: asked.by })}</p>
        ) : (
          <p className="quiet">{code('next', claim.state)}</p>
        )}
        <LinkedClaim claim={claim} />
        {returned && claim.lastMessage && (
          <p className="asked">
            {t('home.question')}: <strong>{claim.lastMessage.text}</strong>
          </p>
        )}
      </div>
      <div className="home-end">
        {claim.payableCents === null ? (
          <span className="quiet small">{t('home.sum.none')}</span>
        ) : (
          <strong className="sum">{format.money(claim.payableCents)}</strong>
        )}
        <Link
          className={waits ? 'button-link main' : 'button-link'}
          href={`/claims/${claim.id}`}
          aria-describedby={`claim-${claim.id}`}
        >
          {t(action)}
        </Link>
      </div>
    </li>
  );
};

const urgency: Record<ClaimSummary['state'], number> = {
  returned: 0,
  corrected: 0,
  draft: 1,
  submitted: 2,
  'awaiting-second': 2,
  approved: 3,
  'payment-rejected': 3,
  batched: 4,
  paid: 5,
};
const byUrgency = (one: ClaimSummary, other: ClaimSummary): number =>
  urgency[one.state] - urgency[other.state] || other.since.localeCompare(one.since);

const Meetings = (): ReactNode => {
  const { t } = useSpeech();
  const query = useQuery({ queryKey: ['meetings'], queryFn: () => api.get<MeetingView[]>('/api/meetings') });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  const open = inClaimingOrder(
    query.data.filter((meeting) => meeting.claimId === null),
    today(),
  );
  if (open.length === 0) return <p className="empty">{t('home.meetings.empty')}</p>;
  return (
    <ul>
      {open.map((meeting) => (
        <MeetingRow key={meeting.id} meeting={meeting} path="/api/claims" />
      ))}
    </ul>
  );
};

const useClaims = () => useQuery({ queryKey: ['claims'], queryFn: () => api.get<ClaimSummary[]>('/api/claims') });

/** What somebody has filed for the member, and only the member can send. */
const ToConfirm = (): ReactNode => {
  const { t } = useSpeech();
  const asked = (useClaims().data ?? []).filter((claim) => claim.asked !== null);
  if (asked.length === 0) return null;
  return (
    <section className="home-list" aria-labelledby="title-asked">
      <h2 id="title-asked">{t('home.asked')}</h2>
      <ul>
        {asked.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} />
        ))}
      </ul>
    </section>
  );
};

const Claims = (): ReactNode => {
  const { t } = useSpeech();
  const query = useClaims();
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.length === 0) return <p className="empty">{t('home.claims.empty')}</p>;
  const others = query.data.filter((claim) => claim.asked === null);
  return (
    <ul>
      {others.sort(byUrgency).map((claim) => (
        <ClaimRow key={claim.id} claim={claim} />
      ))}
    </ul>
  );
};

export const MemberHomePage = (): ReactNode => {
  const { t } = useSpeech();
  const { view } = useSession();
  return (
    <Page title={t('home.title')}>
      <ToConfirm />
      <Suspense fallback={null}>{view.user?.filesForOthers && <ForOthers />}</Suspense>
      <section className="home-list" aria-labelledby="title-meetings">
        <h2 id="title-meetings">{t('home.meetings')}</h2>
        <Meetings />
        <p className="inline-links">
          <Link href="/claims/new">{t('home.told')}</Link>
        </p>
      </section>
      <section className="home-list" aria-labelledby="title-claims">
        <h2 id="title-claims">{t('home.claims')}</h2>
        <Claims />
        <p className="inline-links">
          <Link href="/permissions">{t('home.permissions')}</Link>
        </p>
      </section>
    </Page>
  );
};
