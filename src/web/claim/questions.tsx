import './correction.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { QuestionView } from '../../claim/review-views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { WordsField } from '../parts/fields/fields.tsx';
import { subjectText } from '../review/change-text.ts';
import { useWords, WithWords } from '../review/words.tsx';
import { useSpeech } from '../texts.ts';
import { useClaim } from './draft-hooks.ts';

/** Questions on a returned claim, each with its own field; an answer is kept as it is left. */

const questionsKey = (id: string) => ['questions', id] as const;

const Question = (props: { question: QuestionView }): ReactNode => {
  const speech = useSpeech();
  const words = useWords();
  const client = useQueryClient();
  const { view, draft } = useClaim();
  const { id, subject, question, from, at, answer } = props.question;
  const [text, setText] = useState(answer);
  const keep = useMutation({
    mutationFn: () => api.put<QuestionView[]>(`/api/claims/${view.id}/questions/${id}/answer`, { text: text.trim() }),
    onSuccess: (questions) => client.setQueryData(questionsKey(view.id), questions),
  });
  const leave = (): void => {
    if (text.trim() !== answer) keep.mutate();
  };
  return (
    <li onBlur={leave}>
      <p className="small">
        {from}, {speech.format.instant(at)} · {subjectText(subject, { draft }, speech, words)}
      </p>
      <p>
        <strong>{question}</strong>
      </p>
      <WordsField
        label={words.t('member.answer')}
        hint={words.t('member.answer.hint')}
        value={text}
        onChange={setText}
      />
      <p role="status" className="small">
        {keep.isSuccess && text.trim() === answer && words.t('member.question.saved')}
      </p>
      {keep.isError && <FailedPart error={keep.error} retry={() => keep.mutate()} />}
    </li>
  );
};

/** The last day to send is known where the rules of the meeting's day are. */
const SendBy = ({ fileBy }: { fileBy: string | null }): ReactNode => {
  const { format } = useSpeech();
  const words = useWords();
  if (fileBy === null) return null;
  const isPast = fileBy < new Date().toISOString().slice(0, 10);
  return words.t(isPast ? 'member.questions.late' : 'member.questions.by', { date: format.date(fileBy) });
};

const Loaded = (): ReactNode => {
  const words = useWords();
  const { view } = useClaim();
  const query = useQuery({
    queryKey: questionsKey(view.id),
    queryFn: () => api.get<QuestionView[]>(`/api/claims/${view.id}/questions`),
  });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data || query.data.length === 0) return null;
  return (
    <section className="question" aria-labelledby="title-questions">
      <h2 id="title-questions">{words.t('member.questions')}</h2>
      <p>
        {words.t('member.questions.lead')} <SendBy fileBy={view.meeting.fileBy} />
      </p>
      <ul className="points">
        {query.data.map((question) => (
          <Question key={question.id} question={question} />
        ))}
      </ul>
    </section>
  );
};

export const Questions = (): ReactNode => (
  <WithWords>
    <Loaded />
  </WithWords>
);
