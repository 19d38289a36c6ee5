import './duplicates.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { DuplicateView } from '../../claim/duplicate-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useSession } from '../session.tsx';
import { type Speech, type TextKey, useSpeech } from '../texts.ts';
import { DecisionForm } from './duplicate-form.tsx';
import { sameFields, TwoReceipts } from './two-receipts.tsx';

/** Receipts of the claim beside those they may be the same as: why, both pictures, and what the assistant says of them. */

const duplicatesKey = (claimId: string) => ['duplicates', claimId] as const;
const address = (claimId: string): string => `/api/claims/${claimId}/duplicates`;

const useDecide = (claimId: string, done: (dismissed: boolean) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ pair, reason }: { pair: DuplicateView; reason: string }) =>
      api.post<DuplicateView[]>(`${address(claimId)}/decisions`, {
        receiptId: pair.ours.receiptId,
        otherReceiptId: pair.theirs.receiptId,
        dismissed: !pair.dismissed,
        reason,
      }),
    onSuccess: (found, { pair }) => {
      // The same pair stands on the page of the other claim too.
      void client.invalidateQueries({ queryKey: ['duplicates'], refetchType: 'none' });
      client.setQueryData(duplicatesKey(claimId), found);
      done(!pair.dismissed);
    },
  });
};

const fieldNames = (pair: DuplicateView, { t }: Speech): string =>
  sameFields(pair)
    .map((name) => t(`review.alike.field.${name}`))
    .join(', ');

const reasonText = (by: DuplicateView['by'][number], pair: DuplicateView, speech: Speech): string => {
  const fields = fieldNames(pair, speech);
  if (by === 'fields' && fields !== '') return speech.t('review.alike.by.fields.same', { fields });
  return speech.t(`review.alike.by.${by}`);
};

const Decisions = (props: { pair: DuplicateView }): ReactNode => {
  const { t, format } = useSpeech();
  if (props.pair.decisions.length === 0) return null;
  return (
    <ul className="decided">
      {props.pair.decisions.map(({ dismissed, reason, at, by }) => (
        <li key={at}>
          {t(dismissed ? 'review.alike.decided.dismissed' : 'review.alike.decided.restored', {
            name: by,
            date: format.instant(at),
            reason,
          })}
        </li>
      ))}
    </ul>
  );
};

const Pair = (props: {
  claimId: string;
  pair: DuplicateView;
  title: string;
  say: (text: TextKey) => void;
}): ReactNode => {
  const speech = useSpeech();
  const { t } = speech;
  const { pair, title } = props;
  const decide = useDecide(props.claimId, (dismissed) =>
    props.say(dismissed ? 'review.alike.dismiss.done' : 'review.alike.restore.done'),
  );
  return (
    <li className={`alike${pair.dismissed ? ' dismissed' : ''}`}>
      <h4>{title}</h4>
      <p>{t('review.alike.why', { reasons: pair.by.map((by) => reasonText(by, pair, speech)).join('; ') })}</p>
      <TwoReceipts pair={pair} />
      <Decisions pair={pair} />
      {decide.isError && <FailedPart error={decide.error} />}
      {pair.mayDecide ? (
        <DecisionForm
          key={String(pair.dismissed)}
          step={pair.dismissed ? 'restore' : 'dismiss'}
          pending={decide.isPending}
          send={(reason) => decide.mutate({ pair, reason })}
        />
      ) : (
        <p className="quiet">{t('review.alike.own')}</p>
      )}
    </li>
  );
};

export const Duplicates = (props: { view: ClaimView }): ReactNode => {
  const { t } = useSpeech();
  const { view: session } = useSession();
  const [said, setSaid] = useState<TextKey | null>(null);
  const { id, member, version } = props.view;
  const query = useQuery({
    queryKey: duplicatesKey(id),
    queryFn: () => api.get<DuplicateView[]>(address(id)),
    // One's own claim is another assistant's to examine.
    enabled: member.id !== session.user?.id && version > 0,
  });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  const found = query.data ?? [];
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="title-alike">
      <h3 id="title-alike">{t('review.alike')}</h3>
      <p className="small">{t('review.alike.lead')}</p>
      <p role="status" className="announced">
        {said && t(said)}
      </p>
      <ul className="alikes">
        {found.map((pair, index) => (
          <Pair
            key={`${pair.ours.receiptId}${pair.theirs.receiptId}`}
            claimId={id}
            pair={pair}
            title={t('review.alike.pair', { n: index + 1, total: found.length })}
            say={setSaid}
          />
        ))}
      </ul>
    </section>
  );
};
