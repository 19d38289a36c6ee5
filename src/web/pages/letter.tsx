import '../letter.css';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { LettersView, LetterView } from '../../claim/letter-views.ts';
import { api } from '../api.ts';
import { LetterWordsOf } from '../letter/letter-text.tsx';
import { type LetterWords, useLetterWords } from '../letter/words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSession } from '../session.tsx';
import { useSpeech } from '../texts.ts';

/** A decision letter (päätöskirje / beslutsbrev) to read, print and keep; earlier ones of the same claim below it. */

interface Of {
  id: string;
  words: LetterWords;
}

const Standing = (props: Of & { letter: LetterView }): ReactNode => {
  const { t } = props.words;
  const { state } = props.letter;
  if (state === 'in-force') return null;
  return (
    <p className="finding review">
      {t(`state.${state}`)} {state === 'superseded' && <Link href={`/claims/${props.id}/letter`}>{t('newest')}</Link>}
    </p>
  );
};

const Others = (props: Of & { letters: LetterView[]; shown: number }): ReactNode => {
  const { format } = useSpeech();
  const { t } = props.words;
  if (props.letters.length < 2) return null;
  return (
    <section className="letter-others">
      <h2>{t('earlier')}</h2>
      <ul>
        {props.letters.map(({ number, at }) => {
          const name = t('one', { number, date: format.instantDay(at) });
          return (
            <li key={number}>
              {number === props.shown ? (
                <span aria-current="page">{name}</span>
              ) : (
                <Link href={`/claims/${props.id}/letter/${number}`}>{name}</Link>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const Letter = (props: Of & { view: LettersView; number: number | null }): ReactNode => {
  const { language } = useSpeech();
  const { t } = props.words;
  const { id, words, view, number } = props;
  const letter = number === null ? view.letters[0] : view.letters.find((each) => each.number === number);
  if (!letter) return <p className="empty">{number === null ? t('none') : t('absent', { number })}</p>;
  return (
    <>
      <Standing id={id} words={words} letter={letter} />
      <div className="letter-acts">
        <a className="button-link" href={`/api/claims/${id}/letters/${letter.number}/document?language=${language}`}>
          {t('pdf')}
        </a>
        <button type="button" className="button-link" onClick={() => window.print()}>
          {t('print')}
        </button>
      </div>
      <article className="letter" lang={language}>
        <LetterWordsOf text={letter.texts[language]} />
      </article>
      <Others id={id} words={words} letters={view.letters} shown={letter.number} />
    </>
  );
};

/** Where the reader came from: the member's own claim, or the assistant's examination of it. */
const Back = (props: Of): ReactNode => {
  const { view } = useSession();
  const isMember = view.user?.roles.includes('member') ?? false;
  const { t } = props.words;
  return isMember ? (
    <Link href={`/claims/${props.id}`}>{t('back')}</Link>
  ) : (
    <Link href={`/review/${props.id}`}>{t('back.review')}</Link>
  );
};

export const LetterPage = (props: { id: string; number: number | null }): ReactNode => {
  const { language } = useSpeech();
  const words = useLetterWords();
  const query = useQuery({
    queryKey: ['letters', props.id],
    queryFn: () => api.get<LettersView>(`/api/claims/${props.id}/letters`),
  });
  const failed = [words, query].find(({ isError }) => isError);
  if (failed) return <FailedPart error={failed.error} retry={() => void failed.refetch()} />;
  if (!words.data || !query.data) return <Waiting />;
  const shown = query.data.letters.find(({ number }) => props.number === null || number === props.number);
  return (
    <Page
      title={shown?.texts[language].title ?? words.data.t('title')}
      aside={<Back id={props.id} words={words.data} />}
    >
      <Letter id={props.id} words={words.data} view={query.data} number={props.number} />
    </Page>
  );
};
