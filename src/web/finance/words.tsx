import { createContext, type ReactNode, useContext } from 'react';
import { useFetchedWords } from '../fetched-words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Words } from '../texts.ts';

/** The words of finance's pages, fetched with them: no other page carries them. */

const files = {
  fi: () => import('../../texts/fi/finance.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/finance.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/finance.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
export type FinanceKey = keyof WordFile;

const WordsContext = createContext<Words<FinanceKey> | null>(null);

export const useWords = (): Words<FinanceKey> => {
  const words = useContext(WordsContext);
  if (!words) throw new Error('No words of finance around this part');
  return words;
};

export const FinanceWords = (props: { children: ReactNode }): ReactNode => {
  const query = useFetchedWords<FinanceKey>('finance', files);
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  return <WordsContext value={query.data}>{props.children}</WordsContext>;
};
