import '../staff.css';
import './people.css';
import { createContext, type ReactNode, useContext } from 'react';
import { useFetchedWords } from '../fetched-words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Words } from '../texts.ts';

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
  const query = useFetchedWords<PeopleKey>('people', files);
  if (query.data) return <WordsContext value={query.data}>{props.children}</WordsContext>;
  if (props.quietly) return null;
  return query.isError ? <FailedPart error={query.error} retry={() => void query.refetch()} /> : <Waiting />;
};
