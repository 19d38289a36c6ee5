import { createContext, useContext } from 'react';
import type { Language, Texts } from '../claim/claim.ts';
import { type Formats, formats } from './format.ts';

/** The words of the pages: `texts/<language>/web.json`, one file per language, fetched when it is chosen. */

const files = {
  fi: () => import('../texts/fi/web.json', { with: { type: 'json' } }),
  sv: () => import('../texts/sv/web.json', { with: { type: 'json' } }),
  en: () => import('../texts/en/web.json', { with: { type: 'json' } }),
};

type WordFile = Awaited<ReturnType<typeof files.fi>>['default'];
export type TextKey = keyof WordFile;
/** Keys that come as a pair `<key>.one` and `<key>.other`. */
type CountKeyOf<Key> = Key extends `${infer Stem}.one` ? Stem : never;
export type Params = Record<string, string | number>;

const fill = (text: string, params: Params): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));

/** The words of one file, by key. */
export interface Words<Key> {
  /** The words of a key, `{name}` filled in. */
  t: (key: Key, params?: Params) => string;
  /** The same for a number of things: `{count}` is filled in. */
  count: (key: CountKeyOf<Key>, count: number, params?: Params) => string;
  /** The words of a code that came from the server; the code itself when it has none (a newer server). */
  code: (stem: string, code: string) => string;
}

/** Everything a part needs to speak the reader's language. */
export interface Speech extends Words<TextKey> {
  language: Language;
  /** One language of a sentence that came in three. */
  of: (texts: Texts) => string;
  format: Formats;
}

export const wordsIn = <Key extends string>(words: Record<Key, string>, language: Language): Words<Key> => {
  const byKey: Partial<Record<string, string>> = words;
  const plural = new Intl.PluralRules(language);
  return {
    t: (key, params = {}) => fill(words[key], params),
    count: (key, count, params = {}) => {
      const form = plural.select(count) === 'one' ? 'one' : 'other';
      return fill(byKey[`${key}.${form}`] ?? key, { count, ...params });
    },
    code: (stem, code) => byKey[`${stem}.${code}`] ?? code,
  };
};

/** Fetches the words of a language. */
export const speechIn = async (language: Language): Promise<Speech> => {
  const words: WordFile = (await files[language]()).default;
  return {
    ...wordsIn<TextKey>(words, language),
    language,
    of: (texts) => texts[language],
    format: formats(language),
  };
};

export const SpeechContext = createContext<Speech | null>(null);

/** The words and formats of the language in use. */
export const useSpeech = (): Speech => {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('No language around this part');
  return speech;
};
