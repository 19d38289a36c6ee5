import { useFetchedWords } from '../fetched-words.ts';
import type { Words } from '../texts.ts';

/** The words of the checking page, fetched with it: no other page carries them. */

const files = {
  fi: () => import('../../texts/fi/verify.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/verify.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/verify.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
export type VerifyWords = Words<keyof WordFile>;

export const useVerifyWords = () => useFetchedWords<keyof WordFile>('verify', files);
