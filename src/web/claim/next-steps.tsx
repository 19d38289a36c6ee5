import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { approvedStates } from '../../claim/lifecycle.ts';
import type { CorrectionView } from '../../claim/review-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { useSpeech } from '../texts.ts';
import { correctionKey } from './draft-hooks.ts';
import { hasPaper, SentOriginals, useSentOriginals } from './sent-originals.tsx';

/** What happens to a claim that is on its way: who acts next, by when, and when it is paid. A day nobody knows is not told. */

interface Part {
  view: ClaimView;
  hasPapers: boolean;
}

/** When the money comes, came, or why it did not. */
const Payment = ({ view, hasPapers }: Part): ReactNode => {
  const { t, format } = useSpeech();
  const { batchNumber, paidOn, state, payableCents, paymentFault } = view;
  if (state === 'payment-rejected')
    return paymentFault === null
      ? t('sent.step.paid.failed')
      : t('sent.step.paid.failed.why', { reason: paymentFault });
  if (paidOn !== null) {
    return t((payableCents ?? 0) < 0 ? 'sent.step.paid.back' : 'sent.step.paid.on', { date: format.date(paidOn) });
  }
  if (batchNumber !== null) return t('sent.step.batched', { batch: batchNumber });
  if (state === 'approved') return t(awaitsPapers(view, hasPapers) ? 'sent.step.paid.papers' : 'sent.step.paid.next');
  return t(hasPapers ? 'sent.step.paid' : 'sent.step.paid.without');
};

const awaitsPapers = ({ originalsReceivedAt }: ClaimView, hasPapers: boolean): boolean =>
  hasPapers && originalsReceivedAt === null;

const Check = ({ view }: { view: ClaimView }): ReactNode => {
  const { t, format } = useSpeech();
  const date = format.instantDay(view.since);
  if (view.state === 'approved') return t('sent.step.approved', { date });
  if (view.state === 'corrected') return t('sent.step.corrected', { date });
  if (view.state === 'awaiting-second') return t('sent.step.second', { date });
  return t(approvedStates.includes(view.state) ? 'state.approved' : 'sent.step.check');
};

/** Seven days of silence, or none; told once the correction is here. */
const AnswerBy = ({ view }: { view: ClaimView }): ReactNode => {
  const { t, format } = useSpeech();
  const { id } = view;
  const { data } = useQuery({
    queryKey: correctionKey(id),
    queryFn: () => api.get<CorrectionView>(`/api/claims/${id}/correction`),
  });
  if (!data) return null;
  return data.silentFrom === null
    ? t('when.corrected.explicit')
    : t('when.corrected.silence', { date: format.instant(data.silentFrom) });
};

const When = ({ view, hasPapers }: Part): ReactNode => {
  const { t, format } = useSpeech();
  switch (view.state) {
    case 'corrected':
      return <AnswerBy view={view} />;
    case 'approved':
      return t(awaitsPapers(view, hasPapers) ? 'when.approved.papers' : 'when.approved');
    case 'batched':
      return t('when.batched', { batch: view.batchNumber ?? '', date: format.instantDay(view.since) });
    case 'submitted':
    case 'awaiting-second':
    case 'payment-rejected':
      return t(`when.${view.state}`);
    default:
      return null;
  }
};

export const NextSteps = ({ view }: { view: ClaimView }): ReactNode => {
  const { code } = useSpeech();
  const { data: sent } = useSentOriginals(view);
  const hasPapers = sent !== undefined && hasPaper(sent);
  return (
    <>
      <p className="next-now">
        <strong>{code('next', view.state)}.</strong> <When view={view} hasPapers={hasPapers} />
      </p>
      <ol className="steps">
        {hasPapers && (
          <li>
            <SentOriginals view={view} sent={sent} />
          </li>
        )}
        <li>
          <Check view={view} />
        </li>
        <li>
          <Payment view={view} hasPapers={hasPapers} />
        </li>
      </ol>
    </>
  );
};
