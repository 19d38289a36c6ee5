import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import type { OriginalView } from '../../claim/original-views.ts';
import { WordsField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import type { useMarking } from './marking.ts';
import { useWords } from './words.ts';

/** One original: ticked off, accepted without for a reason, or not on paper at all. */

type Marking = ReturnType<typeof useMarking>;

/** `Taksi, 10.3.2026, 23,40 €`. */
export const useCosts = () => {
  const { code, format } = useSpeech();
  return ({ costs }: OriginalView): string =>
    costs
      .map(({ kind, date, amountCents, currency }) =>
        [
          kind && code('kind', kind),
          date && format.date(date),
          amountCents !== null && format.sum(amountCents, currency),
        ]
          .filter(Boolean)
          .join(', '),
      )
      .join('; ');
};

const ExcuseForm = (props: { original: OriginalView; marking: Marking; close: () => void }): ReactNode => {
  const { t } = useWords();
  const speech = useSpeech();
  const { original, marking, close } = props;
  const [reason, setReason] = useState(original.told === 'electronic' ? t('excuse.told') : '');
  const [empty, setEmpty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setEmpty(reason.trim() === '');
    if (reason.trim() === '') return;
    marking.mutate({ receiptId: original.receiptId, mark: 'excused', reason: reason.trim() }, { onSuccess: close });
  };
  return (
    <form className="excuse-form" ref={form} onSubmit={submit}>
      <WordsField label={t('excuse.label')} hint={t('excuse.hint')} value={reason} onChange={setReason} />
      <p role="alert" className="field-error">
        {empty && t('excuse.empty')}
      </p>
      <div className="buttons">
        <Button type="submit" aria-disabled={marking.isPending}>
          {t('excuse.send')}
        </Button>
        <Button variant="secondary" onClick={close}>
          {speech.t('common.cancel')}
        </Button>
      </div>
    </form>
  );
};

/** What has become of it, by whom and when, in words. */
const Standing = (props: { original: OriginalView }): ReactNode => {
  const { t } = useWords();
  const { format } = useSpeech();
  const { state, mark, told } = props.original;
  const by = mark?.by ?? t('mark.earlier');
  if (mark && (state === 'received' || state === 'excused')) {
    const when = format.instant(mark.at);
    return (
      <>
        <span className="mark good">{t(`state.${state}`)}</span> {t('mark.by', { by, when })}
        {mark.reason !== '' && <q>{mark.reason}</q>}
      </>
    );
  }
  return (
    <>
      <span className={state === 'missing' ? 'mark review' : 'mark'}>{t(`state.${state}`)}</span>
      {state === 'missing' && told === 'electronic' && ` ${t('told.electronic')}`}
    </>
  );
};

const Choices = (props: { original: OriginalView; marking: Marking; excuse: () => void }): ReactNode => {
  const { t } = useWords();
  const { original, marking } = props;
  const { receiptId, state, number, mark } = original;
  const send = (what: 'wanted' | 'withdrawn'): void => marking.mutate({ receiptId, mark: what });
  const choice = (text: string, press: () => void): ReactNode => (
    <button type="button" className="plain" aria-label={`${text}: ${t('number', { number })}`} onClick={press}>
      {text}
    </button>
  );
  if (state === 'missing') {
    return (
      <>
        {choice(t('excuse'), props.excuse)}
        {mark && choice(t('want.undo'), () => send('withdrawn'))}
      </>
    );
  }
  if (state === 'excused') return choice(t('excuse.undo'), () => send('withdrawn'));
  return state === 'electronic' ? choice(t('want'), () => send('wanted')) : null;
};

export const OriginalRow = (props: {
  original: OriginalView;
  marking: Marking;
  mayMark: boolean;
  tick: (receiptId: string) => void;
}): ReactNode => {
  const { t } = useWords();
  const costsOf = useCosts();
  const [excusing, setExcusing] = useState(false);
  const { original, marking, mayMark } = props;
  const { receiptId, number, fileName, state } = original;
  const canTick = state === 'missing' || state === 'received';
  const toggle = (): void => {
    if (state === 'missing') props.tick(receiptId);
    else marking.mutate({ receiptId, mark: 'withdrawn' });
  };
  const name = (
    <>
      <strong>{t('number', { number })}</strong> {costsOf(original)} <span className="quiet">{fileName}</span>
    </>
  );
  return (
    <li className={`original ${state}`}>
      {canTick ? (
        <label>
          <input
            type="checkbox"
            checked={state === 'received'}
            disabled={!mayMark}
            onChange={toggle}
            onKeyDown={(event) => event.key === 'Enter' && toggle()}
          />
          <span>{name}</span>
        </label>
      ) : (
        <p className="unticked">{name}</p>
      )}
      <p className="small standing">
        <Standing original={original} />
        {mayMark && !excusing && <Choices original={original} marking={marking} excuse={() => setExcusing(true)} />}
      </p>
      {excusing && state === 'missing' && (
        <ExcuseForm original={original} marking={marking} close={() => setExcusing(false)} />
      )}
    </li>
  );
};
