import known from 'i18n-iso-countries/langs/fi.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { languages } from '../../src/claim/claim.ts';
import { countryName, isCountry, isHome } from '../../src/claim/countries.ts';
import { foreignCountryCodes } from '../../src/claim/country-codes.ts';
import { allCountriesIn, foreignCountriesIn } from '../../src/web/claim/countries.ts';

/** The countries the form offers are those the engine knows. */

test('every country the engine knows but Finland and Åland can be chosen, once each, and no other', () => {
  expect([...foreignCountryCodes].toSorted()).toEqual(
    Object.keys(known.countries)
      .filter((code) => !isHome(code))
      .toSorted(),
  );
  expect(foreignCountryCodes).not.toContain('FI');
  expect(foreignCountryCodes).not.toContain('AX');
  expect(foreignCountryCodes.every(isCountry)).toBe(true);
});

test.each(languages)('every country has its name, in the order of the alphabet of its language: %s', (language) => {
  const offered = foreignCountriesIn(language);
  expect(offered).toHaveLength(foreignCountryCodes.length);
  expect(offered.filter(({ value, text }) => text === value)).toEqual([]);
  const texts = offered.map(({ text }) => text);
  expect(texts).toEqual(texts.toSorted((one, other) => one.localeCompare(other, language)));
  expect(offered.find(({ value }) => value === 'SE')?.text).toBe(countryName('SE')[language]);
});

test('a ship or a flight may leave Finland or reach it: it stands first', () => {
  expect(
    allCountriesIn('fi')
      .slice(0, 2)
      .map(({ text }) => text),
  ).toEqual(['Suomi', 'Afganistan']);
});
