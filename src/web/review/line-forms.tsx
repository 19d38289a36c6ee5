import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { decisionReasons } from '../../claim/codes.ts';
import type { Decision } from '../../claim/review/decision.ts';
import type { ReviewView } from '../../claim/review-views.ts';
import type { DecisionReason } from '../../claim/ruling-shape.ts';
import { ChoiceField, MoneyField, TextField, WordsField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import { CorrectFields } from './correct-fields.tsx';
import { ExchangeFields, type TypedRate, usualRate, wholeRate } from './exchange-fields.tsx';
import { leaveBy } from './kept-focus.ts';
import { useWords } from './words.tsx';

/** Short forms under a line: correct, reject, ask, give an amount. What is typed stays until it is saved or left. */

export type FormKind = 'correct' | 'reject' | 'ask' | 'rate' | 'exchange';
type Reason = { code: DecisionReason['code'] | null; text: string };
type Send = (decision: Decision) => void;
type Common = { subject: string; pending: boolean; send: Send; close: () => void };

const Form = (props: {
  children: ReactNode;
  problem: string;
  pending: boolean;
  submit: () => void;
  close: () => void;
}): ReactNode => {
  const { t } = useSpeech();
  const words = useWords();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!props.pending) props.submit();
  };
  return (
    <form className="line-form" ref={form} onSubmit={submit} onKeyDown={leaveBy(props.close)}>
      {props.children}
      <p role="alert" className="field-error">
        {props.problem}
      </p>
      <div className="buttons">
        <Button type="submit" aria-disabled={props.pending}>
          {words.t('save')}
        </Button>
        <Button variant="secondary" onClick={props.close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
};

const ReasonFields = (props: { reason: Reason; change: (reason: Reason) => void }): ReactNode => {
  const words = useWords();
  const { reason, change } = props;
  return (
    <div className="fields">
      <ChoiceField
        label={words.t('reason')}
        value={reason.code}
        options={decisionReasons.map((value) => ({ value, text: words.code('reason', value) }))}
        onChange={(code) => change({ ...reason, code })}
      />
      <TextField
        label={words.t('reason.text')}
        hint={words.t('reason.text.hint')}
        width="full"
        value={reason.text}
        onChange={(text) => change({ ...reason, text })}
      />
    </div>
  );
};

const given = ({ code, text }: Reason): DecisionReason | null =>
  code === null || (code === 'other' && text.trim() === '') ? null : { code, text: text.trim() };

const noReason: Reason = { code: null, text: '' };

const CorrectForm = (props: Common & { claim: Parameters<typeof CorrectFields>[0]['claim'] }): ReactNode => {
  const words = useWords();
  const [changes, setChanges] = useState<Record<string, unknown>>({});
  const [reason, setReason] = useState(noReason);
  const [problem, setProblem] = useState('');
  const submit = (): void => {
    const why = given(reason);
    if (Object.keys(changes).length === 0) setProblem(words.t('nothing.changed'));
    else if (why === null) setProblem(words.t('fill'));
    else props.send({ kind: 'correct', subject: props.subject, changes, reason: why });
  };
  return (
    <Form {...props} problem={problem} submit={submit}>
      <CorrectFields subject={props.subject} claim={props.claim} changes={changes} change={setChanges} />
      <ReasonFields reason={reason} change={setReason} />
    </Form>
  );
};

const RejectForm = (props: Common): ReactNode => {
  const words = useWords();
  const [reason, setReason] = useState(noReason);
  const [problem, setProblem] = useState('');
  const submit = (): void => {
    const why = given(reason);
    if (why === null) setProblem(words.t('fill'));
    else props.send({ kind: 'reject', subject: props.subject, reason: why });
  };
  return (
    <Form {...props} problem={problem} submit={submit}>
      <ReasonFields reason={reason} change={setReason} />
    </Form>
  );
};

/** A row can be asked about by itself, and the rest paid meanwhile; what is of the trip or the whole claim cannot. */
const AskForm = (props: Common): ReactNode => {
  const words = useWords();
  const [question, setQuestion] = useState('');
  const [paysRest, setPaysRest] = useState(false);
  const isRow = /^(expenses|mileage)\[/.test(props.subject);
  const [problem, setProblem] = useState('');
  const submit = (): void => {
    if (question.trim() === '') setProblem(words.t('fill'));
    else {
      const asked = { kind: 'ask' as const, subject: props.subject, question: question.trim() };
      props.send(paysRest ? { ...asked, paysRest } : asked);
    }
  };
  return (
    <Form {...props} problem={problem} submit={submit}>
      <WordsField label={words.t('question')} value={question} onChange={setQuestion} />
      {isRow && (
        <label className="tick">
          <input type="checkbox" checked={paysRest} onChange={({ target }) => setPaysRest(target.checked)} />{' '}
          {words.t('ask.rest')}
        </label>
      )}
    </Form>
  );
};

const RateForm = (props: Common & { rate: ReviewView['openRates'][number] }): ReactNode => {
  const { of } = useSpeech();
  const words = useWords();
  const [cents, setCents] = useState<number | null>(null);
  const [source, setSource] = useState('');
  const [problem, setProblem] = useState('');
  const { pack, rate, name } = props.rate;
  const submit = (): void => {
    if (cents === null || source.trim() === '') setProblem(words.t('fill'));
    else props.send({ kind: 'rate', subject: props.subject, given: { pack, rate, cents, source: source.trim() } });
  };
  return (
    <Form {...props} problem={problem} submit={submit}>
      <div className="fields">
        <MoneyField label={words.t('rate.amount', { name: of(name) })} value={cents} onChange={setCents} />
        <TextField label={words.t('rate.source')} width="full" value={source} onChange={setSource} />
      </div>
    </Form>
  );
};

const ExchangeForm = (props: Common & { currency: string; day: string }): ReactNode => {
  const words = useWords();
  const [rate, setRate] = useState<TypedRate>(usualRate(props.day));
  const [problem, setProblem] = useState('');
  const submit = (): void => {
    const exchangeRate = wholeRate(rate);
    if (exchangeRate === null) setProblem(words.t('fill'));
    else props.send({ kind: 'exchange-rate', subject: props.subject, exchangeRate });
  };
  return (
    <Form {...props} problem={problem} submit={submit}>
      <div className="fields">
        <ExchangeFields currency={props.currency} near={props.day} rate={rate} change={setRate} />
      </div>
    </Form>
  );
};

type Claim = Parameters<typeof CorrectFields>[0]['claim'];

/** The form of the kind; an amount is asked for only where one is missing. */
export const LineForm = (
  props: Common & { kind: FormKind; claim: Claim; rate: ReviewView['openRates'][number] | null },
): ReactNode => {
  const { kind, claim, rate, ...common } = props;
  if (kind === 'correct') return <CorrectForm {...common} claim={claim} />;
  if (kind === 'reject') return <RejectForm {...common} />;
  if (kind === 'ask') return <AskForm {...common} />;
  if (kind === 'rate') return rate && <RateForm {...common} rate={rate} />;
  const row = claim.draft.expenses.find(({ id }) => `expenses[${id}]` === props.subject);
  return row && <ExchangeForm {...common} currency={row.currency} day={row.date ?? claim.meeting.start.slice(0, 10)} />;
};
