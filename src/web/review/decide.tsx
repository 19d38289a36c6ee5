import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { firstApproval } from '../../claim/review/undo.ts';
import type { ReviewView } from '../../claim/review-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';
import { FailedPart } from '../parts/failure.tsx';
import { TextField, WordsField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { leaveBy, useKeptFocus } from './kept-focus.ts';
import { useWords } from './words.tsx';

/** How the examination ends: approved, returned with questions, originals received. Only what the claim allows is here. */

export type Step = 'approval' | 'return' | 'originals';

export const useDecision = (id: string | undefined, done: (step: Step, claim: ClaimView) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: { step: Step; body: unknown }) =>
      api.post<ClaimView>(`/api/claims/${id}/${step}`, body),
    onSuccess: (claim, { step }) => {
      client.setQueryData(claimKey(claim.id), claim);
      void client.invalidateQueries({ queryKey: ['review'] });
      void client.invalidateQueries({ queryKey: ['examination', claim.id] });
      done(step, claim);
    },
    // Somebody decided meanwhile: what they decided is shown, and nobody approves it unseen.
    onError: () => void client.invalidateQueries({ queryKey: ['examination', id] }),
  });
};

export type Decision = ReturnType<typeof useDecision>;

/** Items of the checklist that nobody has answered yet; one that is not in order has been. */
export const unansweredItems = ({ checklist }: ReviewView) =>
  checklist.filter(({ service, answer }) => service === null && answer === null).map(({ item }) => item);

/** What keeps the claim from being approved, but for what approving itself can answer. */
export const realStops = (review: ReviewView): ReviewView['stops'] =>
  review.stops.filter((stop) => {
    if (stop === 'consent-missing') return review.correction?.state !== 'objected';
    return stop !== 'checklist-open' || review.checklist.some(({ answer }) => answer?.ok === false);
  });

export const approvalOf = (review: ReviewView, reason = '') => ({
  revision: review.revision,
  checklist: unansweredItems(review).map((item) => ({ item, ok: true })),
  reason,
});

const ReturnForm = (props: { decision: Decision; asked: number; close: () => void }): ReactNode => {
  const { t } = useSpeech();
  const [message, setMessage] = useState('');
  const [empty, setEmpty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const nothing = message.trim() === '' && props.asked === 0;
    setEmpty(nothing);
    if (!nothing) props.decision.mutate({ step: 'return', body: { message: message.trim() } });
  };
  return (
    <form className="return-form" ref={form} onSubmit={submit} onKeyDown={leaveBy(props.close)}>
      <WordsField
        label={t('review.return.label')}
        hint={t('review.return.hint')}
        value={message}
        onChange={setMessage}
      />
      <p role="alert" className="field-error">
        {empty && t('review.return.empty')}
      </p>
      <div className="buttons">
        <Button type="submit" aria-disabled={props.decision.isPending}>
          {t('review.return.send')}
        </Button>
        <Button variant="secondary" onClick={props.close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
};

/** What is still open is told before it is found in order: one press more, and nothing unseen. */
const ApproveForm = (props: { review: ReviewView; decision: Decision; close: () => void }): ReactNode => {
  const { t } = useSpeech();
  const words = useWords();
  const [reason, setReason] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const { review, decision, close } = props;
  const objected = review.correction?.state === 'objected';
  useEffect(() => form.current?.querySelector<HTMLElement>('input, button')?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!decision.isPending) decision.mutate({ step: 'approval', body: approvalOf(review, reason.trim()) });
  };
  const items = unansweredItems(review).map((item) => words.code('item', item));
  return (
    <form className="return-form" ref={form} onSubmit={submit} onKeyDown={leaveBy(close)}>
      {items.length > 0 && <p>{words.t('approve.rest.lead', { items: items.join('; ') })}</p>}
      {objected && <TextField label={words.t('approve.reason')} width="full" value={reason} onChange={setReason} />}
      <div className="buttons">
        <Button type="submit" aria-disabled={decision.isPending}>
          {words.t(items.length > 0 ? 'approve.rest' : 'approve')}
        </Button>
        <Button variant="secondary" onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
};

export type Ending = 'approve' | 'return' | null;

const approveText = ({ state, needsSecond }: ReviewView) => {
  if (state === 'awaiting-second') return 'approve.second' as const;
  return needsSecond ? ('approve.first' as const) : ('approve' as const);
};

const Stops = ({ review }: { review: ReviewView }): ReactNode => {
  const words = useWords();
  const { format } = useSpeech();
  const first = firstApproval(review.approvals);
  return (
    <div className="small">
      {realStops(review).map((stop) => (
        <p key={stop} className="stop">
          {words.t(`stop.${stop}`)}
        </p>
      ))}
      {first && <p>{words.t('approved.by', { name: first.by, when: format.instant(first.at) })}</p>}
      {review.needsSecond && <p>{words.t('two')}</p>}
    </div>
  );
};

export const DecisionBar = (props: {
  view: ClaimView;
  review: ReviewView;
  own: boolean;
  decision: Decision;
  ending: Ending;
  setEnding: (ending: Ending) => void;
  approve: () => void;
  send: () => void;
}): ReactNode => {
  const { t } = useSpeech();
  const words = useWords();
  const { view, review, decision, ending, setEnding } = props;
  const { may } = review;
  const bar = useRef<HTMLDivElement>(null);
  useKeptFocus(bar, ending);
  if (props.own) return <p className="decision-bar quiet">{t('review.own')}</p>;
  if (!may.approve && !may.return && !view.may.markOriginals && review.approvals.length === 0) return null;
  const asked = review.decisions.filter(({ decision: made, undone }) => made.kind === 'ask' && !undone).length;
  const close = (): void => setEnding(null);
  return (
    <div className="decision-bar" ref={bar} tabIndex={-1}>
      {decision.isError && <FailedPart error={decision.error} />}
      {ending === 'return' && may.return && <ReturnForm decision={decision} asked={asked} close={close} />}
      {ending === 'approve' && may.approve && <ApproveForm review={review} decision={decision} close={close} />}
      {ending === null && (
        <>
          {may.approve && <Stops review={review} />}
          <div className="buttons">
            {may.send && <Button onClick={props.send}>{words.t('send')}</Button>}
            {may.approve && !review.toSend && (
              <Button variant={may.send ? 'secondary' : 'default'} onClick={props.approve}>
                {words.t(approveText(review))}
              </Button>
            )}
            {may.return && (
              <Button variant="secondary" onClick={() => setEnding('return')}>
                {t('review.return')}
              </Button>
            )}
            {view.may.markOriginals && (
              <Button
                variant="secondary"
                onClick={() => !decision.isPending && decision.mutate({ step: 'originals', body: {} })}
              >
                {t('review.originals')}
              </Button>
            )}
          </div>
        </>
      )}
    </div>
  );
};
