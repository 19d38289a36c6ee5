import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Language } from '../claim/claim.ts';
import { useSpeech, type Words, wordsIn } from './texts.ts';

type Files<Key extends string> = Record<Language, () => Promise<{ default: Record<Key, string> }>>;

/**
 * The words of one area of the pages, fetched with it: no other page carries them. Until those of another language are
 * here the page stays as it was, with what is being written on it.
 */
export const useFetchedWords = <Key extends string>(area: string, files: Files<Key>): UseQueryResult<Words<Key>> => {
  const { language } = useSpeech();
  return useQuery({
    queryKey: ['words', area, language],
    queryFn: async () => wordsIn<Key>((await files[language]()).default, language),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
};
