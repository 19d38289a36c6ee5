import { useQuery } from '@tanstack/react-query';
import type { Language } from '../../claim/claim.ts';
import { useSpeech, type Words, wordsIn } from '../texts.ts';

/** The words of the checking page, fetched with it: no other page carries them. */

const files = {
  fi: () => import('../../texts/fi/verify.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/verify.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/verify.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
export type VerifyWords = Words<keyof WordFile>;

const fetchWords = async (language: Language): Promise<VerifyWords> =>
  wordsIn<keyof WordFile>((await files[language]()).default, language);

export const useVerifyWords = () => {
  const { language } = useSpeech();
  return useQuery({
    queryKey: ['words', 'verify', language],
    queryFn: () => fetchWords(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
};
