import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { inClaimingOrder } from '../../claim/claiming-order.ts';
import type { FiledClaimView, FilingForView } from '../../claim/filing-views.ts';
import { api } from '../api.ts';
import { Principals } from '../filing/principals.tsx';
import { useFilingWords, WithFilingWords } from '../filing/words.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { MeetingRow } from '../parts/meeting-row.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';

/** Filing for another: for whom, and for one of them the meetings without a claim and the claims one may go on with. */

const today = (): string => new Date().toISOString().slice(0, 10);

const All = (): ReactNode => {
  const { t } = useFilingWords();
  return (
    <Page title={t('for.title')}>
      <p className="lead">{t('for.lead')}</p>
      <Principals />
    </Page>
  );
};

const ClaimRow = ({ claim }: { claim: FiledClaimView }): ReactNode => {
  const { t } = useFilingWords();
  const speech = useSpeech();
  const { id, purpose, start, place, number, isAsked, givenBack, mayOpen, state, since } = claim;
  return (
    <li className={`home-row${givenBack === null ? '' : ' returned'}`}>
      <div>
        <h3 id={`claim-${id}`}>{purpose}</h3>
        <p className="quiet">
          {speech.format.date(start)}, {place} · {number}
        </p>
        <p>{isAsked ? t('one.asked') : speech.t(`since.${state}`, { date: speech.format.instantDay(since) })}</p>
        {givenBack !== null && <p className="asked">{t('one.givenback', { text: givenBack })}</p>}
      </div>
      {mayOpen && (
        <div className="home-end">
          <Link className="button-link" href={`/claims/${id}`} aria-describedby={`claim-${id}`}>
            {t(isAsked ? 'one.look' : 'one.open')}
          </Link>
        </div>
      )}
    </li>
  );
};

const Lists = ({ view }: { view: FilingForView }): ReactNode => {
  const { t } = useFilingWords();
  return (
    <>
      <section className="home-list" aria-labelledby="title-meetings">
        <h2 id="title-meetings">{t('one.meetings')}</h2>
        {view.meetings.length === 0 && <p className="empty">{t('one.meetings.none')}</p>}
        <ul>
          {inClaimingOrder(view.meetings, today()).map((meeting) => (
            <MeetingRow key={meeting.id} meeting={meeting} path={`/api/filing-for/${view.member.id}/claims`} />
          ))}
        </ul>
      </section>
      <section className="home-list" aria-labelledby="title-claims">
        <h2 id="title-claims">{t('one.claims')}</h2>
        {view.claims.length === 0 && <p className="empty">{t('one.claims.none')}</p>}
        <ul>
          {view.claims.map((claim) => (
            <ClaimRow key={claim.id} claim={claim} />
          ))}
        </ul>
      </section>
    </>
  );
};

const One = ({ id }: { id: string }): ReactNode => {
  const { t } = useFilingWords();
  const { format } = useSpeech();
  const query = useQuery({
    queryKey: ['filing', id],
    queryFn: () => api.get<FilingForView>(`/api/filing-for/${id}`),
  });
  const member = query.data?.member;
  return (
    <Page title={member?.name ?? t('for.title')} aside={<Link href="/filing">{t('one.back')}</Link>}>
      {query.isError && <FailedPart error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Waiting />}
      {query.data && member && (
        <>
          <p className="lead">
            {t('one.lead')} <span className="quiet">{t('for.until', { date: format.date(member.until) })}</span>
          </p>
          <Lists view={query.data} />
        </>
      )}
    </Page>
  );
};

export const FilingPage = (props: { id: string | undefined }): ReactNode => (
  <WithFilingWords>{props.id === undefined ? <All /> : <One id={props.id} />}</WithFilingWords>
);
