import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';

/** Puts a revision in force, once asked and once more; a report that is no longer true is made again. */
export const TakeIntoUse = (props: {
  id: string;
  fingerprint: string;
  done: () => void;
  compareAgain: () => void;
}): ReactNode => {
  const { t } = useSpeech();
  const { id, fingerprint, done, compareAgain } = props;
  const [isAsked, setAsked] = useState(false);
  const question = useRef<HTMLParagraphElement>(null);
  const take = useMutation({
    mutationFn: () => api.post(`/api/revisions/${encodeURIComponent(id)}/activation`, { fingerprint }),
    onSuccess: done,
  });
  useEffect(() => {
    if (isAsked) question.current?.focus();
  }, [isAsked]);
  if (take.isError) {
    const again = (): void => {
      take.reset();
      setAsked(false);
      compareAgain();
    };
    return (
      <>
        <FailedPart error={take.error} />
        <Button variant="secondary" onClick={again}>
          {t('revisions.again')}
        </Button>
      </>
    );
  }
  if (!isAsked) return <Button onClick={() => setAsked(true)}>{t('revisions.take')}</Button>;
  return (
    <div className="impact-ask">
      <p ref={question} tabIndex={-1}>
        <strong>{t('revisions.ask', { id })}</strong> {t('revisions.ask.more')}
      </p>
      <div className="buttons">
        <Button aria-disabled={take.isPending} onClick={() => !take.isPending && take.mutate()}>
          {t(take.isPending ? 'revisions.taking' : 'revisions.ask.yes')}
        </Button>
        <Button variant="secondary" onClick={() => setAsked(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
};
