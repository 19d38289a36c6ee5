import './correction.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from 'suomifi-ui-components';
import { contestedKinds } from '../../claim/codes.ts';
import type { DecisionChange } from '../../claim/review/changes.ts';
import type { CorrectionView } from '../../claim/review-views.ts';
import type { ClaimView } from '../../claim/views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { WordsField } from '../parts/fields/fields.tsx';
import { Change, SumChange } from '../review/changes.tsx';
import { useWords, WithWords } from '../review/words.tsx';
import { useSpeech } from '../texts.ts';
import { claimKey, correctionKey } from './draft-hooks.ts';

/** What the assistant corrected, point by point: each is accepted or objected to with one tap. */

const path = (id: string): string => `/api/claims/${id}/correction`;

type Reply = { decisionIds: number[]; accepted: boolean; reason: string };

const useReply = (id: string, version: number) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reply: Reply) => api.post<CorrectionView>(`${path(id)}/replies`, { version, ...reply }),
    onSuccess: (correction) => {
      client.setQueryData(correctionKey(id), correction);
      void client.invalidateQueries({ queryKey: claimKey(id) });
      void client.invalidateQueries({ queryKey: ['claims'] });
    },
  });
};

type Replying = ReturnType<typeof useReply>;

const ObjectForm = (props: { replying: Replying; decisionId: number; close: () => void }): ReactNode => {
  const { t } = useSpeech();
  const words = useWords();
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { replying, decisionId, close } = props;
  useEffect(() => form.current?.querySelector('textarea')?.focus(), []);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setEmpty(reason.trim() === '');
    if (reason.trim() === '' || replying.isPending) return;
    replying.mutate({ decisionIds: [decisionId], accepted: false, reason: reason.trim() });
  };
  return (
    <form ref={form} onSubmit={send}>
      <WordsField label={words.t('member.object.reason')} value={reason} onChange={setReason} />
      <p role="alert" className="field-error">
        {empty && words.t('fill')}
      </p>
      <div className="buttons">
        <Button type="submit" aria-disabled={replying.isPending}>
          {words.t('member.object.send')}
        </Button>
        <Button variant="secondary" onClick={close}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
};

const isContested = ({ kind }: DecisionChange): boolean => (contestedKinds as readonly string[]).includes(kind);

const Answer = (props: { change: DecisionChange; correction: CorrectionView; replying: Replying }): ReactNode => {
  const words = useWords();
  const [objecting, setObjecting] = useState(false);
  const { change, correction, replying } = props;
  const reply = correction.replies.findLast(({ decisionId }) => decisionId === change.decisionId);
  if (reply) {
    return (
      <p className="answered">
        {reply.answer === 'accepted'
          ? words.t('member.accepted')
          : words.t('member.objected', { reason: reply.reason })}
      </p>
    );
  }
  if (!isContested(change) || correction.state !== 'waiting') return null;
  if (objecting) {
    return <ObjectForm replying={replying} decisionId={change.decisionId} close={() => setObjecting(false)} />;
  }
  const accept = (): void => {
    if (!replying.isPending) replying.mutate({ decisionIds: [change.decisionId], accepted: true, reason: '' });
  };
  return (
    <div className="buttons">
      <Button onClick={accept} aria-disabled={replying.isPending}>
        {words.t('member.accept')}
      </Button>
      <Button variant="secondary" onClick={() => setObjecting(true)}>
        {words.t('member.object')}
      </Button>
    </div>
  );
};

const Points = (props: { view: ClaimView; correction: CorrectionView }): ReactNode => {
  const { format } = useSpeech();
  const words = useWords();
  const { view, correction } = props;
  const replying = useReply(view.id, correction.version);
  const answered = new Set(correction.replies.map(({ decisionId }) => decisionId));
  const open = correction.changes.filter((each) => isContested(each) && !answered.has(each.decisionId));
  const isWaiting = view.state === 'corrected' && correction.state === 'waiting';
  const acceptAll = (): void => {
    const decisionIds = open.map(({ decisionId }) => decisionId);
    if (!replying.isPending) replying.mutate({ decisionIds, accepted: true, reason: '' });
  };
  return (
    <section className={`correction${isWaiting ? ' unanswered' : ''}`} aria-labelledby="title-correction">
      <h2 id="title-correction">
        {isWaiting ? words.t('member.title') : words.t('member.settled', { date: format.instantDay(correction.at) })}
      </h2>
      <p>
        {words.t(isWaiting ? 'member.lead' : 'member.lead.settled', {
          name: correction.by,
          date: format.instantDay(correction.at),
        })}
      </p>
      <SumChange of={correction} />
      {isWaiting && (
        <p>
          {correction.silentFrom === null
            ? words.t('member.explicit')
            : words.t('member.silence', { date: format.instant(correction.silentFrom) })}
        </p>
      )}
      <ul className="points">
        {correction.changes.map((change) => (
          <li key={change.decisionId}>
            <Change change={change} view={view} />
            {(isWaiting || answered.has(change.decisionId)) && (
              <Answer change={change} correction={correction} replying={replying} />
            )}
          </li>
        ))}
      </ul>
      {replying.isError && <FailedPart error={replying.error} />}
      {isWaiting && open.length > 1 && <Button onClick={acceptAll}>{words.t('member.accept.all')}</Button>}
    </section>
  );
};

const Loaded = (props: { view: ClaimView }): ReactNode => {
  const { id } = props.view;
  const query = useQuery({ queryKey: correctionKey(id), queryFn: () => api.get<CorrectionView>(path(id)) });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  return query.data && query.data.changes.length > 0 ? <Points view={props.view} correction={query.data} /> : null;
};

export const Correction = (props: { view: ClaimView }): ReactNode => (
  <WithWords>
    <Loaded view={props.view} />
  </WithWords>
);
