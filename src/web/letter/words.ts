import { useFetchedWords } from '../fetched-words.ts';
import type { Words } from '../texts.ts';

/** The words around a decision letter, and those of the administrator's page of it: fetched with them. */

const files = {
  fi: () => import('../../texts/fi/letter-page.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/letter-page.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/letter-page.json', { with: { type: 'json' } }),
};

type LetterKey = keyof Awaited<ReturnType<typeof files.fi>>['default'];
export type LetterWords = Words<LetterKey>;

export const useLetterWords = () => useFetchedWords<LetterKey>('letter-page', files);
