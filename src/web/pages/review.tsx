import '../review.css';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { QueueFilter } from '../../claim/review/filter.ts';
import type { ClaimSummary } from '../../claim/views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Filters, matches, plainFilter, QueueList } from '../review/queue.tsx';
import { ReviewClaim } from '../review/review-claim.tsx';
import { Undoable } from '../review/undo-approval.tsx';
import { WithWords } from '../review/words.tsx';
import { useSpeech } from '../texts.ts';

/** The assistant's one screen: the queue, the claim, the receipt of the value in focus. */

const useQueue = ({ state, order }: QueueFilter) =>
  useQuery({
    queryKey: ['review', state, order],
    queryFn: () => api.get<ClaimSummary[]>(`/api/review?state=${state}&order=${order}`),
  });

/** The claim beside this one in the list; null at its ends. One that has left the list stands before its first and after its last. */
const beside = (claims: readonly ClaimSummary[], id: string | undefined, step: 1 | -1): string | null => {
  const at = claims.findIndex((one) => one.id === id);
  const next = at === -1 && step === -1 ? claims.length - 1 : at + step;
  return claims[next]?.id ?? null;
};

const QueueColumn = (props: {
  claims: readonly ClaimSummary[];
  shown: readonly ClaimSummary[];
  filter: QueueFilter;
  setFilter: (filter: QueueFilter) => void;
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

const Screen = (props: { id: string | undefined; announce: (text: string) => void }): ReactNode => {
  const { t } = useSpeech();
  const [, go] = useLocation();
  const [filter, setFilter] = useState(plainFilter);
  const queue = useQueue(filter);
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
  if (queue.isError) return <FailedPart error={queue.error} retry={() => void queue.refetch()} />;
  return (
    <>
      <Undoable announce={props.announce} go={(id) => go(`/review/${id}`)} />
      <div className="review-screen">
        <QueueColumn claims={claims} shown={shown} filter={filter} setFilter={setFilter} id={props.id} />
        {props.id ? (
          <ReviewClaim
            key={props.id}
            id={props.id}
            move={move}
            hasNext={beside(shown, props.id, 1) !== null}
            hasPrevious={beside(shown, props.id, -1) !== null}
            announce={props.announce}
          />
        ) : (
          <p className="quiet">{t('review.pick')}</p>
        )}
      </div>
    </>
  );
};

export const ReviewPage = (props: { id?: string | undefined }): ReactNode => {
  const { t } = useSpeech();
  const [said, setSaid] = useState('');
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
      <WithWords>
        <Screen id={props.id} announce={setSaid} />
      </WithWords>
    </Page>
  );
};
