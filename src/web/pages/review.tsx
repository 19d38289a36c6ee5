import '../review.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ClaimSummary, ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';
import { documentPoll } from '../parts/document-trouble.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { ClaimPane } from '../review/claim-pane.tsx';
import { DecisionBar, type Step, useDecision } from '../review/decide.tsx';
import { KeyHelp, useKeys } from '../review/keys.tsx';
import { type Filter, Filters, matches, QueueList } from '../review/queue.tsx';
import { ReceiptPane, type Target } from '../review/receipt-pane.tsx';
import { useSession } from '../session.tsx';
import { type TextKey, useSpeech } from '../texts.ts';

/** The assistant's one screen: the queue, the claim, the receipt of the value in focus. */

const doneTexts: Record<Step, TextKey> = {
  approval: 'review.approve.done',
  return: 'review.return.done',
  originals: 'review.originals.done',
};

const useQueue = (all: boolean) =>
  useQuery({
    queryKey: ['review', all],
    queryFn: () => api.get<ClaimSummary[]>(`/api/review${all ? '?state=all' : ''}`),
  });

/** The claim beside this one in the list; null at its ends. */
const beside = (claims: readonly ClaimSummary[], id: string | undefined, step: 1 | -1): string | null =>
  claims[claims.findIndex((one) => one.id === id) + step]?.id ?? null;

const ReviewClaim = (props: {
  id: string;
  move: (step: 1 | -1) => void;
  announce: (text: string) => void;
}): ReactNode => {
  const { t } = useSpeech();
  const { view: session } = useSession();
  const [target, setTarget] = useState<Target | null>(null);
  const [returning, setReturning] = useState(false);
  const [help, setHelp] = useState(false);
  const query = useQuery({
    queryKey: claimKey(props.id),
    queryFn: () => api.get<ClaimView>(`/api/claims/${props.id}`),
    refetchInterval: (one) => documentPoll(one.state.data),
  });
  const decision = useDecision(props.id, (step, claim) => {
    props.announce(t(doneTexts[step], { number: claim.number }));
    setReturning(false);
    if (step !== 'originals') props.move(1);
  });
  const view = query.data;
  const heading = useRef<HTMLHeadingElement>(null);
  const loaded = view !== undefined;
  useEffect(() => {
    if (loaded) heading.current?.focus({ preventScroll: true });
  }, [loaded]);
  const receipts = view?.receipts ?? [];
  const nextReceipt = (): void => {
    const at = receipts.findIndex((one) => one.id === (target?.receiptId ?? receipts[0]?.id));
    const next = receipts[(at + 1) % receipts.length];
    if (next) setTarget({ receiptId: next.id, page: 1, box: null });
  };
  const decide = (step: Step, allowed: boolean | undefined): void => {
    if (allowed && !decision.isPending) decision.mutate({ step, body: {} });
  };
  useKeys({
    j: () => props.move(1),
    k: () => props.move(-1),
    a: () => decide('approval', view?.may.approve),
    r: () => setReturning(view?.may.return ?? false),
    o: () => decide('originals', view?.may.markOriginals),
    n: nextReceipt,
    '?': () => setHelp((now) => !now),
  });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!view) return <Waiting />;
  return (
    <>
      <section className="review-claim" aria-labelledby="title-review-claim">
        <div className="review-claim-head">
          <h2 id="title-review-claim" ref={heading} tabIndex={-1}>
            {view.member.name}
          </h2>
          <KeyHelp open={help} toggle={() => setHelp((now) => !now)} />
        </div>
        <ClaimPane view={view} target={target} show={setTarget} />
        <DecisionBar
          view={view}
          own={view.member.id === session.user?.id}
          decision={decision}
          returning={returning}
          setReturning={setReturning}
        />
      </section>
      <section className="review-receipt" aria-label={t('review.receipt')}>
        <ReceiptPane receipts={receipts} target={target} next={nextReceipt} />
      </section>
    </>
  );
};

const QueueColumn = (props: {
  claims: readonly ClaimSummary[];
  shown: readonly ClaimSummary[];
  filter: Filter;
  setFilter: (filter: Filter) => void;
  id: string | undefined;
}): ReactNode => {
  const { t, count } = useSpeech();
  const { claims, shown } = props;
  return (
    <section className="review-queue" aria-label={t('review.queue')}>
      <Filters claims={claims} filter={props.filter} change={props.setFilter} />
      <p className="small quiet" role="status">
        {count('review.queue.count', shown.length)}
      </p>
      {shown.length === 0 && (
        <p className="empty">{t(claims.length === 0 ? 'review.queue.empty' : 'review.queue.none')}</p>
      )}
      <QueueList claims={shown} current={props.id} />
    </section>
  );
};

export const ReviewPage = (props: { id?: string | undefined }): ReactNode => {
  const { t } = useSpeech();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<Filter>({ all: false, flag: null, group: null });
  const [said, setSaid] = useState('');
  const queue = useQueue(filter.all);
  const claims = queue.data ?? [];
  const shown = claims.filter((claim) => matches(claim, filter));
  const first = shown[0]?.id;
  useEffect(() => {
    if (!props.id && first) go(`/review/${first}`, { replace: true });
  }, [props.id, first, go]);
  const move = (step: 1 | -1): void => {
    const next = beside(shown, props.id, step);
    if (next) go(`/review/${next}`);
  };
  return (
    <Page
      title={t('review.title')}
      wide
      identity="review"
      aside={
        <p role="status" className="announced">
          {said}
        </p>
      }
    >
      {queue.isError ? (
        <FailedPart error={queue.error} retry={() => void queue.refetch()} />
      ) : (
        <div className="review-screen">
          <QueueColumn claims={claims} shown={shown} filter={filter} setFilter={setFilter} id={props.id} />
          {props.id ? (
            <ReviewClaim key={props.id} id={props.id} move={move} announce={setSaid} />
          ) : (
            <p className="quiet">{t('review.pick')}</p>
          )}
        </div>
      )}
    </Page>
  );
};
