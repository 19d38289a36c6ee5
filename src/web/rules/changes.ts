import type { ForeignRatesView, RulePackView, RulesView, RuleValue } from '../../claim/rules-view.ts';
import { type RuleParameter, sourceOf, valueAt } from './packs.ts';

/** What differs between two packs: values, and what equal values stand on. */

export const aspects = ['value', 'status', 'section', 'source'] as const;
type Aspect = (typeof aspects)[number];

export interface Change {
  parameter: RuleParameter;
  values: [RuleValue | undefined, RuleValue | undefined];
  what: Aspect[];
}

const aspectsOf = (pack: RulePackView, path: string): Record<Aspect, unknown> | null => {
  const found = valueAt(pack, path);
  if (!found) return null;
  const { value, unit, status, line, section } = found;
  const { key: _, ...source } = sourceOf(pack, found) ?? { key: found.source };
  return { value: [value, unit], status, section: [line, section], source };
};

const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

export const changesBetween = (
  parameters: RulesView['parameters'],
  before: RulePackView,
  after: RulePackView,
): Change[] =>
  parameters
    .map((parameter): Change => {
      const { path } = parameter;
      const [old, now] = [aspectsOf(before, path), aspectsOf(after, path)];
      const what = aspects.filter((aspect) => differs(old?.[aspect], now?.[aspect]));
      return { parameter, values: [valueAt(before, path), valueAt(after, path)], what };
    })
    .filter(({ what }) => what.length > 0);

type ForeignRow = ForeignRatesView['rows'][number];
export interface ForeignChange extends Pick<ForeignRow, 'country' | 'name' | 'area'> {
  cents: [number, number];
}

const keyOf = ({ country, area }: ForeignRow): string => `${country} ${area?.fi ?? ''}`;

/** Amount of a row in another table: its own, or that of the countries a complete table does not list. */
const centsIn = (table: ForeignRatesView, row: ForeignRow): number | null =>
  table.rows.find((one) => keyOf(one) === keyOf(row))?.cents ?? table.othersCents;

/** Amounts that are known in both tables and not the same. */
export const foreignChanges = (before: ForeignRatesView, after: ForeignRatesView): ForeignChange[] => {
  const rows = new Map([...before.rows, ...after.rows].map((row) => [keyOf(row), row]));
  return [...rows.values()].flatMap(({ cents: _, ...row }) => {
    const [old, now] = [centsIn(before, { ...row, cents: 0 }), centsIn(after, { ...row, cents: 0 })];
    return old === null || now === null || old === now ? [] : [{ ...row, cents: [old, now] as [number, number] }];
  });
};
