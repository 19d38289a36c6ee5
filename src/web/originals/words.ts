import { createContext, useContext } from 'react';
import { useFetchedWords } from '../fetched-words.ts';
import type { Words } from '../texts.ts';

/** The words of the originals page, fetched with it: no other page carries them. */

const files = {
  fi: () => import('../../texts/fi/originals.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/originals.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/originals.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
export type OriginalsKey = keyof WordFile;
type OriginalsWords = Words<OriginalsKey>;

export const useOriginalsWords = () => useFetchedWords<OriginalsKey>('originals', files);

export const OriginalsWordsContext = createContext<OriginalsWords | null>(null);

export const useWords = (): OriginalsWords => {
  const words = useContext(OriginalsWordsContext);
  if (!words) throw new Error('No words around this part');
  return words;
};
