import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { UndoableApproval } from '../../claim/review/undo.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';
import { useKeys } from './keys.tsx';
import { useWords } from './words.tsx';

/**
 * What the assistant approved a moment ago, on whatever claim they are by now, with its undo. The time left is counted on
 * this page's own clock, from when the service told it; it may be prolonged.
 */

const MOST_SHOWN = 3;
const SECOND = 1000;
const key = ['review', 'undoable'];

/** With when, by this page's clock, its time is over. */
type Counted = UndoableApproval & { endsAt: number };

const counted = (approvals: UndoableApproval[]): Counted[] =>
  approvals.map((each) => ({ ...each, endsAt: performance.now() + each.leftMs }));

const useUndoable = (): Counted[] => {
  const [now, setNow] = useState(() => performance.now());
  const { data = [] } = useQuery({
    queryKey: key,
    queryFn: async () => counted(await api.get<UndoableApproval[]>('/api/review/undoable')),
  });
  const last = Math.max(0, ...data.map(({ endsAt }) => endsAt));
  useEffect(() => {
    setNow(performance.now());
    const clock = setInterval(() => {
      setNow(performance.now());
      if (performance.now() > last) clearInterval(clock);
    }, SECOND);
    return () => clearInterval(clock);
  }, [last]);
  return data.filter(({ endsAt }) => endsAt > now).slice(0, MOST_SHOWN);
};

/** Everything shown of the claim may be another now. */
const forget = (client: QueryClient, id: string): void => {
  void client.invalidateQueries({ queryKey: ['review'] });
  void client.invalidateQueries({ queryKey: ['examination', id] });
  void client.invalidateQueries({ queryKey: claimKey(id) });
};

const toClaim = (): void => document.getElementById('title-review-claim')?.focus();

const secondsLeft = ({ endsAt }: Counted): number => Math.ceil((endsAt - performance.now()) / SECOND);

const Approval = (props: { of: Counted; undo: () => void; prolong: () => void }): ReactNode => {
  const { format } = useSpeech();
  const words = useWords();
  const { number, member, payableCents, first, mayProlong } = props.of;
  const row = useRef<HTMLLIElement>(null);
  // Its time over while the keys were on it: they go on from the claim, not from nowhere.
  useEffect(() => {
    const own = row.current;
    return () => {
      if (own?.contains(document.activeElement)) toClaim();
    };
  }, []);
  return (
    <li ref={row}>
      <span>
        {words.t(first ? 'undo.approval.of.first' : 'undo.approval.of', {
          number,
          member,
          sum: format.money(payableCents),
        })}
      </span>{' '}
      <span className="quiet small">{words.t('undo.approval.left', { seconds: secondsLeft(props.of) })}</span>
      <span className="acts">
        <button
          type="button"
          className="act"
          aria-label={words.t('undo.approval.do.of', { number })}
          onClick={props.undo}
        >
          {words.t('undo.approval.do')}
        </button>
        {mayProlong && (
          <button
            type="button"
            className="act second"
            aria-label={words.t('undo.approval.more.of', { number })}
            onClick={props.prolong}
          >
            {words.t('undo.approval.more')}
          </button>
        )}
      </span>
    </li>
  );
};

export const Undoable = (props: { announce: (text: string) => void; go: (id: string) => void }): ReactNode => {
  const words = useWords();
  const client = useQueryClient();
  const shown = useUndoable();
  const undo = useMutation({
    mutationFn: (of: Counted) => api.post<ClaimView>(`/api/claims/${of.claimId}/approval/undo`),
    onSuccess: (_, { claimId, number }) => {
      props.announce(words.t('undo.approval.done', { number }));
      props.go(claimId);
      toClaim();
    },
    onSettled: (_, __, { claimId }) => forget(client, claimId),
  });
  const prolong = useMutation({
    mutationFn: (of: Counted) => api.post<UndoableApproval[]>(`/api/claims/${of.claimId}/approval/prolongation`),
    onSuccess: (approvals) => client.setQueryData(key, counted(approvals)),
    onError: (_, { claimId }) => forget(client, claimId),
  });
  const [newest] = shown;
  const take = (of: Counted | undefined): void => {
    if (of && !undo.isPending) undo.mutate(of);
  };
  useKeys({ p: () => take(newest) });
  const error = undo.error ?? prolong.error;
  return (
    <section className="undoable" aria-label={words.t('undo.approval.title')}>
      <p role="status" className="hidden">
        {newest && words.t('undo.approval.told', { seconds: Math.ceil(newest.leftMs / SECOND) })}
      </p>
      {error && <FailedPart error={error} />}
      {shown.length > 0 && (
        <ul>
          {shown.map((each) => (
            <Approval key={each.claimId} of={each} undo={() => take(each)} prolong={() => prolong.mutate(each)} />
          ))}
        </ul>
      )}
    </section>
  );
};
