import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ChecklistRow } from '../../claim/review/checklist.ts';
import type { ReviewView } from '../../claim/review-views.ts';
import { TextField } from '../parts/fields/fields.tsx';
import { useSpeech } from '../texts.ts';
import type { Acts } from './examination.ts';
import { leaveBy, useKeptFocus } from './kept-focus.ts';
import { useWords } from './words.tsx';

/** The checklist: what the service answered and how, and what a person answers. */

const Answered = ({ row }: { row: ChecklistRow }): ReactNode => {
  const words = useWords();
  if (row.service !== null) return <span className="quiet">{words.code('service', row.service)}</span>;
  if (!row.answer) return null;
  const { ok, by: name, comment } = row.answer;
  return (
    <span className={ok ? 'good' : 'bad'}>
      {ok ? words.t('answered.ok', { name }) : words.t('answered.not-ok', { name, comment })}
    </span>
  );
};

const Answers = (props: { row: ChecklistRow; acts: Acts }): ReactNode => {
  const words = useWords();
  const [comment, setComment] = useState<string | null>(null);
  const { row, acts } = props;
  const form = useRef<HTMLFormElement>(null);
  const wrong = useRef<HTMLButtonElement>(null);
  const asks = comment !== null;
  useEffect(() => {
    if (asks) form.current?.querySelector('input')?.focus();
  }, [asks]);
  useKeptFocus(wrong, asks);
  const answer = (ok: boolean, text: string): void => {
    if (!acts.isPending) acts.mutate({ do: 'check', item: row.item, ok, comment: text });
  };
  const name = words.code('item', row.item);
  return (
    <span className="item-tools">
      <button
        type="button"
        aria-label={`${words.t('ok')}: ${name}`}
        aria-pressed={row.answer?.ok === true}
        onClick={() => answer(true, '')}
      >
        {words.t('ok')}
      </button>
      <button
        type="button"
        ref={wrong}
        aria-label={`${words.t('not-ok')}: ${name}`}
        aria-pressed={row.answer?.ok === false}
        onClick={() => setComment('')}
      >
        {words.t('not-ok')}
      </button>
      {comment !== null && (
        <form
          className="line-form"
          ref={form}
          onKeyDown={leaveBy(() => setComment(null))}
          onSubmit={(event) => {
            event.preventDefault();
            if (comment.trim() === '') return;
            answer(false, comment);
            setComment(null);
          }}
        >
          <TextField label={words.t('not-ok.comment')} width="full" value={comment} onChange={setComment} />
          <button type="submit">{words.t('save')}</button>
        </form>
      )}
    </span>
  );
};

/** The account is not the one last paid to: both, hidden but for their ends, and who has confirmed the new one. */
const ChangedAccount = (props: { account: NonNullable<ReviewView['account']>; acts: Acts }): ReactNode => {
  const words = useWords();
  const { format } = useSpeech();
  const place = useRef<HTMLDivElement>(null);
  const { account, acts } = props;
  const { before, now, sentAt, checks, mayCheck } = account;
  useKeptFocus(place, checks.length);
  return (
    <div className={`finding ${checks.length > 0 ? 'note' : 'review'}`} ref={place} tabIndex={-1}>
      <p>{words.t('account.changed')}</p>
      <p className="account-numbers">{words.t('account.before', { iban: before })}</p>
      <p className="account-numbers">{words.t('account.now', { iban: now, date: format.instantDay(sentAt) })}</p>
      {checks.map(({ by: name, at }) => (
        <p key={name}>{words.t('account.checked', { name, when: format.instant(at) })}</p>
      ))}
      {checks.length === 0 && <p>{words.t('account.unchecked')}</p>}
      {mayCheck && (
        <button type="button" className="act" onClick={() => !acts.isPending && acts.mutate({ do: 'account' })}>
          {words.t('account.check')}
        </button>
      )}
    </div>
  );
};

export const Checklist = (props: { review: ReviewView; acts: Acts }): ReactNode => {
  const words = useWords();
  const { checklist, account, may } = props.review;
  return (
    <section aria-labelledby="title-checklist">
      <h3 id="title-checklist">{words.t('checklist')}</h3>
      <ul className="checklist">
        {checklist.map((row) => (
          <li key={row.item}>
            <span>{words.code('item', row.item)}</span> <Answered row={row} />
            {row.service === null && may.decide && <Answers row={row} acts={props.acts} />}
            {row.item === 'bank-details' && account && <ChangedAccount account={account} acts={props.acts} />}
          </li>
        ))}
      </ul>
    </section>
  );
};
