import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { Language } from '../../claim/claim.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech, type Words, wordsIn } from '../texts.ts';

/** The words of finance's pages, fetched with them: no other page carries them. */

const files = {
  fi: () => import('../../texts/fi/finance.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/finance.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/finance.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
export type FinanceKey = keyof WordFile;

const fetchWords = async (language: Language) => wordsIn<FinanceKey>((await files[language]()).default, language);

const WordsContext = createContext<Words<FinanceKey> | null>(null);

export const useWords = (): Words<FinanceKey> => {
  const words = useContext(WordsContext);
  if (!words) throw new Error('No words of finance around this part');
  return words;
};

export const FinanceWords = (props: { children: ReactNode }): ReactNode => {
  const { language } = useSpeech();
  const query = useQuery({
    queryKey: ['words', 'finance', language],
    queryFn: () => fetchWords(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  return <WordsContext value={query.data}>{props.children}</WordsContext>;
};
