import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ReviewView } from '../../claim/review-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';
import { documentPoll } from '../parts/document-trouble.tsx';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSession } from '../session.tsx';
import { type TextKey, useSpeech } from '../texts.ts';
import { Changes } from './changes.tsx';
import { Checklist } from './checklist.tsx';
import { ClaimPane } from './claim-pane.tsx';
import { approvalOf, DecisionBar, type Ending, realStops, type Step, unansweredItems, useDecision } from './decide.tsx';
import { DecidedLines, itemsOf, type Open } from './decided-lines.tsx';
import { type Act, useActs, useExamination } from './examination.ts';
import { KeyHelp, useKeys } from './keys.tsx';
import type { FormKind } from './line-forms.tsx';
import { closerOrWhole, plainLook, ReceiptPane, type Target, turned } from './receipt-pane.tsx';
import { useWords } from './words.tsx';

/** The claim being examined, beside the receipt of the value in focus; by mouse or by keys alone. */

const doneTexts: Record<Step, TextKey> = {
  approval: 'review.approve.done',
  return: 'review.return.done',
  originals: 'review.originals.done',
};

type Props = {
  view: ClaimView;
  review: ReviewView;
  move: (step: 1 | -1) => void;
  /** Whether the list goes on either way. */
  hasNext: boolean;
  hasPrevious: boolean;
  announce: (text: string) => void;
};

/** The line beside the current one, round and round. */
const nextItem = (review: ReviewView, current: string | null): string | null => {
  const items = itemsOf(review);
  const at = items.findIndex(({ subject }) => subject === current);
  return items[(at + 1) % items.length]?.subject ?? null;
};

const useEnding = ({ view, move, announce }: Props) => {
  const { t } = useSpeech();
  const words = useWords();
  const [ending, setEnding] = useState<Ending>(null);
  const decision = useDecision(view.id, (step, claim) => {
    const first = step === 'approval' && claim.state === 'awaiting-second';
    announce(
      first ? words.t('approve.first.done', { number: claim.number }) : t(doneTexts[step], { number: claim.number }),
    );
    setEnding(null);
    if (step !== 'originals') move(1);
  });
  return { ending, setEnding, decision };
};

const useLines = ({ view, review, announce, move }: Props) => {
  const words = useWords();
  const [open, setOpen] = useState<Open>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const acts = useActs(view.id, review, (act: Act) => {
    if (act.do === 'decide') setOpen(null);
    if (act.do === 'send') announce(words.t('send.done', { number: view.number }));
    if (act.do === 'account') announce(words.t('account.done', { number: view.number }));
    if (act.do === 'withdraw') announce(words.t('withdraw.done', { number: view.number }));
    if (act.do === 'send') move(1);
  });
  const decideOn = (kind: FormKind): void => {
    const line = current ?? nextItem(review, null);
    if (line !== null && review.may.decide) setOpen({ subject: line, kind });
  };
  const accept = (): void => {
    const isLine =
      current !== null && itemsOf(review).some(({ subject, lines }) => subject === current && lines.length > 0);
    if (!isLine || !review.may.decide || acts.isPending) return;
    acts.mutate({ do: 'decide', decision: { kind: 'accept', subject: current } });
    setCurrent(nextItem(review, current));
  };
  const undo = (): void => {
    const last = review.decisions.findLast(({ mine, undone }) => mine && undone === null);
    if (last && review.may.decide && !acts.isPending) acts.mutate({ do: 'undo', decisionId: last.id });
  };
  const checkAccount = (): void => {
    if (review.account?.mayCheck && !acts.isPending) acts.mutate({ do: 'account' });
  };
  return { open, setOpen, current, setCurrent, acts, decideOn, accept, undo, checkAccount };
};

const Examined = (props: Props): ReactNode => {
  const { t } = useSpeech();
  const words = useWords();
  const { view: session } = useSession();
  const { view, review, move, announce } = props;
  const [target, setTarget] = useState<Target | null>(null);
  const [look, setLook] = useState(plainLook);
  const [help, setHelp] = useState(false);
  const { ending, setEnding, decision } = useEnding(props);
  const lines = useLines(props);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { receipts } = view;
  const nextReceipt = (): void => {
    const at = receipts.findIndex((one) => one.id === (target?.receiptId ?? receipts[0]?.id));
    const next = receipts[(at + 1) % receipts.length];
    if (next) setTarget({ receiptId: next.id, page: 1, box: null });
  };
  const approve = (): void => {
    if (!review.may.approve || decision.isPending) return;
    const [stop] = realStops(review);
    if (stop) announce(words.t(`stop.${stop}`));
    else if (unansweredItems(review).length > 0 || review.correction?.state === 'objected') setEnding('approve');
    else decision.mutate({ step: 'approval', body: approvalOf(review) });
  };
  const originals = (): void => {
    if (view.may.markOriginals && !decision.isPending) decision.mutate({ step: 'originals', body: {} });
  };
  const send = (): void => {
    if (review.may.send && !lines.acts.isPending) lines.acts.mutate({ do: 'send' });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    g: () => heading.current?.focus(),
    l: () => lines.setCurrent(nextItem(review, lines.current)),
    h: lines.accept,
    c: () => lines.decideOn('correct'),
    x: () => lines.decideOn('reject'),
    q: () => lines.decideOn('ask'),
    u: lines.undo,
    s: send,
    b: lines.checkAccount,
    a: approve,
    r: () => review.may.return && setEnding('return'),
    o: originals,
    n: nextReceipt,
    z: () => setLook(closerOrWhole(look)),
    t: () => setLook(turned(look)),
    '?': () => setHelp((now) => !now),
  });
  return (
    <>
      <section className="review-claim" aria-labelledby="title-review-claim">
        <div className="review-claim-head">
          <h2 id="title-review-claim" ref={heading} tabIndex={-1}>
            {view.member.name}
          </h2>
          <div className="review-claim-tools">
            {props.hasPrevious && (
              <button type="button" className="plain small" onClick={() => move(-1)}>
                {words.t('previous')}
              </button>
            )}
            {props.hasNext && (
              <button type="button" className="plain small" onClick={() => move(1)}>
                {words.t('next')}
              </button>
            )}
            <KeyHelp open={help} toggle={() => setHelp((now) => !now)} />
          </div>
        </div>
        <ClaimPane
          view={view}
          review={review}
          target={target}
          show={setTarget}
          go={lines.setCurrent}
          lines={
            <>
              {lines.acts.isError && lines.open === null && <FailedPart error={lines.acts.error} />}
              <DecidedLines view={{ ...view, draft: review.draft }} review={review} {...lines} />
            </>
          }
          decided={
            <>
              <Changes view={view} review={review} acts={lines.acts} />
              <Checklist review={review} acts={lines.acts} />
            </>
          }
        />
        <DecisionBar
          view={view}
          review={review}
          own={view.member.id === session.user?.id}
          decision={decision}
          ending={ending}
          setEnding={setEnding}
          approve={approve}
          send={send}
        />
      </section>
      <section className="review-receipt" aria-label={t('review.receipt')}>
        <ReceiptPane receipts={receipts} target={target} next={nextReceipt} look={look} setLook={setLook} />
      </section>
    </>
  );
};

export const ReviewClaim = ({ id, ...props }: Omit<Props, 'view' | 'review'> & { id: string }): ReactNode => {
  const claim = useQuery({
    queryKey: claimKey(id),
    queryFn: () => api.get<ClaimView>(`/api/claims/${id}`),
    refetchInterval: (one) => documentPoll(one.state.data),
  });
  const examination = useExamination(id);
  const failed = [claim, examination].find((query) => query.isError);
  if (failed) return <FailedPart error={failed.error} retry={() => void failed.refetch()} />;
  if (!claim.data || !examination.data) return <Waiting />;
  return <Examined {...props} view={claim.data} review={examination.data} />;
};
