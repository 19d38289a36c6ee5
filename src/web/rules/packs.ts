import type { RulePackView, RuleSource, RulesView, RuleValue } from '../../claim/rules-view.ts';
import type { RuleWords } from './words.ts';

/** Packs as people see them: their names, which to show first, and what a value of one stands on. */

const YEAR_LETTERS = 4;
const yearOf = (day: string): string => day.slice(0, YEAR_LETTERS);

/** `2026`, or `2026–2027` for a pack of more than one calendar year. */
const yearsOf = ({ from, to }: RulePackView): string =>
  yearOf(from) === yearOf(to) ? yearOf(from) : `${yearOf(from)}–${yearOf(to)}`;

export const packName = (pack: RulePackView, packs: readonly RulePackView[], { t }: RuleWords): string => {
  const year = yearsOf(pack);
  const isOnly = packs.filter(({ series }) => series === pack.series).length === 1;
  const name = isOnly ? year : t('rules.pack.revision', { year, revision: pack.revision });
  return pack.inForce ? name : t('rules.pack.replaced', { name });
};

export const newestFirst = (packs: readonly RulePackView[]): RulePackView[] =>
  [...packs].sort((one, other) => other.from.localeCompare(one.from) || other.revision - one.revision);

/** Those that claims are computed by, the newest first; all of them when none is in force. */
export const inForceFirst = (packs: readonly RulePackView[]): RulePackView[] => {
  const used = newestFirst(packs.filter(({ inForce }) => inForce));
  return used.length > 0 ? used : newestFirst(packs);
};

export const valueAt = (pack: RulePackView, path: string): RuleValue | undefined =>
  pack.values.find((value) => value.path === path);

export const sourceOf = (pack: RulePackView, value: RuleValue): RuleSource | undefined =>
  pack.sources.find(({ key }) => key === value.source);

export type RuleParameter = RulesView['parameters'][number];

/** Parameters under the name of their group, in the order of the rules. */
export const grouped = <T extends { parameter: RuleParameter }>(rows: readonly T[]): [string, T[]][] =>
  Object.entries(Object.groupBy(rows, ({ parameter }) => parameter.group)).map(([group, found]) => [
    group,
    found ?? [],
  ]);
