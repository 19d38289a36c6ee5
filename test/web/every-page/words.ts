import { readdirSync, readFileSync } from 'node:fs';
import { type Language, languages } from '../../../src/claim/claim.ts';

/** Everything the pages may say, as the text files have it: `area/key` → words. */

const folder = new URL('../../../src/texts/', import.meta.url);

function flat(area: string, value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[`${area}/${key}`, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => flat(area, inner, key ? `${key}.${name}` : name));
}

const read = (language: Language): Map<string, string> =>
  new Map(
    readdirSync(new URL(`${language}/`, folder)).flatMap((file) =>
      flat(file.replace('.json', ''), JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8'))),
    ),
  );

const words: Record<Language, Map<string, string>> = { fi: read('fi'), sv: read('sv'), en: read('en') };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The words of a key, whole, with anything where something is filled in. Throws where there is no such key. */
export function said(language: Language, key: string): RegExp {
  const text = words[language].get(key);
  if (text === undefined) throw new Error(`no words: ${key}`);
  const parts = text.split(/\{\w+\}/).map((part) => escaped(part).replaceAll(/\s+/g, '\\s+'));
  return new RegExp(`^${parts.join('.*')}$`);
}

const own = {
  fi: new Set(words.fi.values()),
  sv: new Set(words.sv.values()),
  en: new Set(words.en.values()),
} as const;

/** Words of the other languages that this one does not say the same way. */
const foreign = Object.fromEntries(
  languages.map((language) => {
    const others = languages.filter((other) => other !== language).flatMap((other) => [...words[other].values()]);
    return [language, new Set(others.filter((text) => !own[language].has(text)))];
  }),
) as Record<Language, Set<string>>;

const keys = new Set(
  [...words.fi.keys()].map((key) => key.slice(key.indexOf('/') + 1)).filter((key) => /\./.test(key)),
);

/** Codes that have words: `paid` of `state.paid`. One that stands alone on a page has lost them. */
const codes = new Set([...words.fi.keys()].map((key) => key.split('.').at(-1) ?? '').filter((code) => code.length > 3));

/** A date or a time as machines write it; a place that nothing was filled into; a value that is none. */
const machine = /\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}|\{\w+\}|\bundefined\b|\bNaN\b|\[object|\bnull\b/;

/** Names of files are their senders'. */
const file = /\S+\.(?:pdf|png|jpe?g|csv)\b/g;

/** What is wrong with words that stand on a page in that language. */
export function wordFaults(language: Language, texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    if (foreign[language].has(text)) return [`not in ${language}: ${text}`];
    if (own[language].has(text)) return [];
    if (codes.has(text)) return [`a code: ${text}`];
    if (machine.test(text.replaceAll(file, ''))) return [`as machines write: ${text}`];
    const key = text.match(/[a-z][\w-]*(?:\.[\w-]+)+/g)?.find((token) => keys.has(token));
    return key ? [`a key: ${key}`] : [];
  });
}
