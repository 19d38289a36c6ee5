import type { Language } from '../../claim/claim.ts';
import { foreignCountryCodes } from '../../claim/country-codes.ts';

/** Countries to choose from, by their names in the reader's language: the browser knows them all. */

interface Country {
  value: string;
  text: string;
}

export const foreignCountriesIn = (language: Language): Country[] => {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return foreignCountryCodes
    .map((value) => ({ value, text: names.of(value) ?? value }))
    .sort((one, other) => one.text.localeCompare(other.text, language));
};

/** Finland first: most ships and flights leave it or come back to it. */
export const allCountriesIn = (language: Language): Country[] => [
  { value: 'FI', text: new Intl.DisplayNames([language], { type: 'region' }).of('FI') ?? 'FI' },
  ...foreignCountriesIn(language),
];
