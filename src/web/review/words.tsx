import { createContext, type ReactNode, useContext } from 'react';
import { useFetchedWords } from '../fetched-words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Words } from '../texts.ts';

/** The words of decisions and corrections, fetched with them: the first page does not carry them. */

const files = {
  fi: () => import('../../texts/fi/review.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/review.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/review.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
type ReviewKey = keyof WordFile;
export type ReviewWords = Words<ReviewKey>;

const WordsContext = createContext<ReviewWords | null>(null);

export const useWords = (): ReviewWords => {
  const words = useContext(WordsContext);
  if (!words) throw new Error('No words around this part');
  return words;
};

/** Shows its parts once their words are here. */
export const WithWords = (props: { children: ReactNode }): ReactNode => {
  const query = useFetchedWords<ReviewKey>('review', files);
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  return <WordsContext value={query.data}>{props.children}</WordsContext>;
};
