import { useFetchedWords } from '../fetched-words.ts';
import type { Words } from '../texts.ts';

/** The words of the page of seals, fetched with it. */

const files = {
  fi: () => import('../../texts/fi/sealing-page.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/sealing-page.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/sealing-page.json', { with: { type: 'json' } }),
};

type SealingKey = keyof Awaited<ReturnType<typeof files.fi>>['default'];
export type SealingWords = Words<SealingKey>;

export const useSealingWords = () => useFetchedWords<SealingKey>('sealing', files);
