import { useQuery } from '@tanstack/react-query';
import type { Language } from '../../claim/claim.ts';
import { useSpeech, type Words, wordsIn } from '../texts.ts';

/** The words of the page of seals, fetched with it. */

const files = {
  fi: () => import('../../texts/fi/sealing-page.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/sealing-page.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/sealing-page.json', { with: { type: 'json' } }),
};

export type SealingWords = Words<keyof Awaited<ReturnType<typeof files.fi>>['default']>;

const fetchWords = async (language: Language): Promise<SealingWords> =>
  wordsIn((await files[language]()).default, language);

export const useSealingWords = () => {
  const { language } = useSpeech();
  return useQuery({
    queryKey: ['words', 'sealing', language],
    queryFn: () => fetchWords(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
};
