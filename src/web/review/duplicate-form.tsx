import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { WordsField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';

/** The assistant's word on a pair, with its reason: a button that opens into a short form. */
export const DecisionForm = (props: {
  step: 'dismiss' | 'restore';
  pending: boolean;
  send: (reason: string) => void;
}): ReactNode => {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (open) form.current?.querySelector('textarea')?.focus();
  }, [open]);
  const { step, pending } = props;
  if (!open) {
    return (
      <Button variant="secondary" onClick={() => setOpen(true)}>
        {t(`review.alike.${step}`)}
      </Button>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const written = reason.trim();
    setEmpty(written === '');
    if (written !== '' && !pending) props.send(written);
  };
  return (
    <form className="return-form" ref={form} onSubmit={submit}>
      <WordsField
        label={t(`review.alike.${step}.label`)}
        hint={t('review.alike.hint')}
        value={reason}
        onChange={setReason}
      />
      <p role="alert" className="field-error">
        {empty && t('review.alike.empty')}
      </p>
      <div className="buttons">
        <Button type="submit" aria-disabled={pending}>
          {t(`review.alike.${step}.send`)}
        </Button>
        <Button variant="secondary" onClick={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
};
