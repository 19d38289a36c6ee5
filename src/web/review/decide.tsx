import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ReviewView } from '../../claim/review-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { claimKey } from '../claim/draft-hooks.ts';
import { FailedPart } from '../parts/failure.tsx';
import { WordsField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';

/** What the assistant decides: approve, return with a question, originals received. Only what the claim allows is here. */

export type Step = 'approval' | 'return' | 'originals';

export const useDecision = (id: string | undefined, done: (step: Step, claim: ClaimView) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ step, body }: { step: Step; body: unknown }) =>
      api.post<ClaimView>(`/api/claims/${id}/${step}`, step === 'approval' ? await approval(id) : body),
    onSuccess: (claim, { step }) => {
      client.setQueryData(claimKey(claim.id), claim);
      void client.invalidateQueries({ queryKey: ['review'] });
      done(step, claim);
    },
  });
};

/** Approves what is shown, with what is left of the checklist found in order. */
const approval = async (id: string | undefined) => {
  const { revision, checklist } = await api.get<ReviewView>(`/api/claims/${id}/review`);
  const open = checklist.filter(({ service, answer }) => service === null && answer?.ok !== true);
  return { revision, checklist: open.map(({ item }) => ({ item, ok: true })) };
};

export type Decision = ReturnType<typeof useDecision>;

const ReturnForm = (props: { decision: Decision; close: () => void }): ReactNode => {
  const { t } = useSpeech();
  const [message, setMessage] = useState('');
  const [empty, setEmpty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setEmpty(message.trim() === '');
    if (message.trim() !== '') props.decision.mutate({ step: 'return', body: { message: message.trim() } });
  };
  return (
    <form className="return-form" ref={form} onSubmit={submit}>
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

export const DecisionBar = (props: {
  view: ClaimView;
  own: boolean;
  decision: Decision;
  returning: boolean;
  setReturning: (returning: boolean) => void;
}): ReactNode => {
  const { t } = useSpeech();
  const { view, decision, returning, setReturning } = props;
  const { may } = view;
  if (props.own) return <p className="decision-bar quiet">{t('review.own')}</p>;
  if (!may.approve && !may.return && !may.markOriginals) return null;
  const press = (step: Step): void => {
    if (!decision.isPending) decision.mutate({ step, body: {} });
  };
  return (
    <div className="decision-bar">
      {decision.isError && <FailedPart error={decision.error} />}
      {returning && may.return ? (
        <ReturnForm decision={decision} close={() => setReturning(false)} />
      ) : (
        <div className="buttons">
          {may.approve && <Button onClick={() => press('approval')}>{t('review.approve')}</Button>}
          {may.return && (
            <Button variant="secondary" onClick={() => setReturning(true)}>
              {t('review.return')}
            </Button>
          )}
          {may.markOriginals && (
            <Button variant="secondary" onClick={() => press('originals')}>
              {t('review.originals')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
};
