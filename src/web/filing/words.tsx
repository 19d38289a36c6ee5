import { createContext, type ReactNode, useContext } from 'react';
import { useFetchedWords } from '../fetched-words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Words } from '../texts.ts';

/** The words of filing for another, fetched with its parts: no other page carries them. */

const files = {
  fi: () => import('../../texts/fi/filing.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/filing.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/filing.json', { with: { type: 'json' } }),
};

type FilingKey = keyof Awaited<ReturnType<typeof files.fi>>['default'];
type FilingWords = Words<FilingKey>;

const WordsContext = createContext<FilingWords | null>(null);

export const useFilingWords = (): FilingWords => {
  const words = useContext(WordsContext);
  if (!words) throw new Error('No words around this part');
  return words;
};

/** What is inside speaks with these words; until they are here it says that it waits. */
export const WithFilingWords = (props: { children: ReactNode }): ReactNode => {
  const query = useFetchedWords<FilingKey>('filing', files);
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  return <WordsContext value={query.data}>{props.children}</WordsContext>;
};
