import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import { Link, useLocation } from 'wouter';
import { inClaimingOrder } from '../../claim/claiming-order.ts';
import type { ClaimSummary, ClaimView, MeetingView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';
import { LinkedClaim } from '../claim/supplement.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** Two lists, nothing else: meetings one can claim for, and one's claims. */

const today = (): string => new Date().toISOString().slice(0, 10);
const isPast = (day: string): boolean => day < today();

const Deadline = (props: { fileBy: string | null }): ReactNode => {
  const { t, format } = useSpeech();
  const { fileBy } = props;
  if (!fileBy) return null;
  const date = format.date(fileBy);
  if (isPast(fileBy)) return <p className="finding review">{t('home.fileby.past', { date })}</p>;
  return <p className="quiet">{t('home.fileby', { date })}</p>;
};

const MeetingRow = (props: { meeting: MeetingView }): ReactNode => {
  const { t, format } = useSpeech();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { meeting } = props;
  const make = useMutation({
    mutationFn: () => api.post<ClaimView>('/api/claims', { meetingId: meeting.id }),
    onSuccess: (claim) => {
      client.setQueryData(claimKey(claim.id), claim);
      void client.invalidateQueries({ queryKey: ['claims'] });
      void client.invalidateQueries({ queryKey: ['meetings'] });
      go(`/claims/${claim.id}`);
    },
  });
  return (
    <li className="home-row">
      <div>
        <h3 id={`meeting-${meeting.id}`}>{meeting.purpose}</h3>
        <p>
          {format.span(meeting.start, meeting.end)}, {meeting.place}
        </p>
        <p className="quiet">{meeting.group.name}</p>
        <Deadline fileBy={meeting.fileBy} />
        {make.isError && <FailedPart error={make.error} />}
      </div>
      <Button
        aria-describedby={`meeting-${meeting.id}`}
        aria-disabled={make.isPending}
        onClick={() => {
          if (!make.isPending) make.mutate();
        }}
      >
        {t(make.isPending ? 'home.making' : 'home.make')}
      </Button>
    </li>
  );
};

const ClaimRow = (props: { claim: ClaimSummary }): ReactNode => {
  const { t, format, code } = useSpeech();
  const { claim } = props;
  const returned = claim.state === 'returned';
  const waits = returned || claim.state === 'corrected';
  const action = returned ? 'home.answer' : claim.state === 'draft' ? 'home.continue' : 'home.view';
  return (
    <li className={`home-row${waits ? ' returned' : ''}`}>
      <div>
        <h3 id={`claim-${claim.id}`}>{claim.meeting.purpose}</h3>
        <p className="quiet">
          {format.date(claim.meeting.start)}, {claim.meeting.place} · <span className="nowrap">{claim.number}</span>
        </p>
        <p>{t(`since.${claim.state}`, { date: format.instantDay(claim.since) })}</p>
        <p className="quiet">{code('next', claim.state)}</p>
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
        <MeetingRow key={meeting.id} meeting={meeting} />
      ))}
    </ul>
  );
};

const Claims = (): ReactNode => {
  const { t } = useSpeech();
  const query = useQuery({ queryKey: ['claims'], queryFn: () => api.get<ClaimSummary[]>('/api/claims') });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  if (query.data.length === 0) return <p className="empty">{t('home.claims.empty')}</p>;
  return (
    <ul>
      {[...query.data].sort(byUrgency).map((claim) => (
        <ClaimRow key={claim.id} claim={claim} />
      ))}
    </ul>
  );
};

export const MemberHomePage = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <Page title={t('home.title')}>
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
      </section>
    </Page>
  );
};
