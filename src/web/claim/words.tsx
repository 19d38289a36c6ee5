import { createContext, type ReactNode, useContext } from 'react';
import { useFetchedWords } from '../fetched-words.ts';
import { FailedPart } from '../parts/failure.tsx';
import { Waiting } from '../parts/waiting.tsx';
import type { Words } from '../texts.ts';

/** The words of the member's claim page beyond those of every page: `texts/<language>/member.json`. */

const files = {
  fi: () => import('../../texts/fi/member.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/member.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/member.json', { with: { type: 'json' } }),
};

export type MemberKey = keyof Awaited<ReturnType<typeof files.fi>>['default'];
export type MemberWords = Words<MemberKey>;

const WordsContext = createContext<MemberWords | null>(null);

export const useWords = (): MemberWords => {
  const words = useContext(WordsContext);
  if (!words) throw new Error('No words around this part');
  return words;
};

/** What is below speaks with these words; until they are here it says that it waits. */
export const WithWords = (props: { children: ReactNode }): ReactNode => {
  const query = useFetchedWords<MemberKey>('member', files);
  if (query.isError) return <FailedPart error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  return <WordsContext value={query.data}>{props.children}</WordsContext>;
};
