import type { Language } from '../../claim/claim.ts';
import type { RuleValue } from '../../claim/rules-view.ts';
import type { Speech } from '../texts.ts';
import type { RuleParameter } from './packs.ts';
import type { RuleWords } from './words.ts';

/** A value of the rules as people write it: 54,00 €, 0,55 €/km, yli 6 h, vähintään 2 ateriaa, kyllä. */

const NBSP = '\u00a0';

const numberText = (value: number, unit: string, { t, count }: RuleWords, { format }: Speech): string => {
  switch (unit) {
    case 'EUR/km':
      return t('rules.unit.perkm', { value: format.money(value) });
    case 'km/year':
      return t('rules.unit.kmyear', { value: format.number(value) });
    case 'meals':
      return count('rules.unit.meals', value);
    case 'days':
      return count('rules.unit.days', value);
    case 'months':
      return count('rules.unit.months', value);
    default:
      return unit.startsWith('EUR/') ? format.money(value) : `${format.number(value)}${NBSP}${unit}`;
  }
};

/** `a, b ja c`; in English without a comma before the last, as its dates and sums are British too. */
export const listed = (words: readonly string[], language: Language): string =>
  new Intl.ListFormat(language === 'en' ? 'en-GB' : language).format(words);

const plainText = (value: NonNullable<RuleValue['value']>, unit: string, words: RuleWords, speech: Speech): string => {
  const word = (one: string): string => words.code('rules.word', one);
  if (typeof value === 'number') return numberText(value, unit, words, speech);
  if (Array.isArray(value)) return listed(value.map(word), speech.language);
  return unit === 'time' ? speech.format.time(`0001-01-01T${value}`) : word(String(value));
};

/** Null when the value is unknown: the mark beside it says so. */
export const valueText = (
  { value, unit }: RuleValue,
  { bound }: Pick<RuleParameter, 'bound'>,
  words: RuleWords,
  speech: Speech,
): string | null => {
  if (value === null) return null;
  const text = plainText(value, unit, words, speech);
  return bound === null ? text : words.t(`rules.bound.${bound}`, { value: text });
};
