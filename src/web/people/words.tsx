import '../staff.css';
import './people.css';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech, type Words, wordsIn } from '../texts.ts';

/** The words of meetings, groups and people, fetched with their pages: no other page carries them. */

const files = {
  fi: () => import('../../texts/fi/people.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/people.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/people.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
export type PeopleKey = keyof WordFile;
export type PeopleWords = Words<PeopleKey>;

const WordsContext = createContext<PeopleWords | null>(null);

export const usePeopleWords = (): PeopleWords => {
  const words = useContext(WordsContext);
  if (!words) throw new Error('No words around this part');
  return words;
};

/** What is inside speaks with these words; until they are here, that something is being fetched is said. */
export const WithPeopleWords = (props: { children: ReactNode; quietly?: boolean }): ReactNode => {
  const { language } = useSpeech();
  const query = useQuery({
    queryKey: ['words', 'people', language],
    queryFn: async () => wordsIn<PeopleKey>((await files[language]()).default, language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.data) return <WordsContext value={query.data}>{props.children}</WordsContext>;
  if (props.quietly) return null;
  return query.isError ? <FailedPart error={query.error} retry={() => void query.refetch()} /> : <Waiting />;
};
