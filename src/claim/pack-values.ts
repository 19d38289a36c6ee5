import type { ForeignTable, PackContent } from './pack-shape.ts';
import type { PackValue } from './revision-views.ts';

/** The values of a rule pack one by one: for tables of the rules, for comparing packs, for counting how sure they are. */

/** A value as it stands in the file; of the foreign per diems `table` says whether every country is there. */
export type Leaf = {
  value?: string | number | boolean | string[];
  table?: ForeignTable['table'];
  unit: string;
  status: PackValue['status'];
  cite: PackContent['perDiem']['full']['cite'];
};

/** Every value by its path (`perDiem.full`). */
export function leavesOf(content: PackContent): [string, Leaf][] {
  const { id: _id, from: _from, to: _to, sources: _sources, openQuestions: _open, ...sections } = content;
  return leavesIn(sections, '');
}

const isLeaf = (node: object): node is Leaf => 'cite' in node && 'status' in node;

function leavesIn(node: object, path: string): [string, Leaf][] {
  if (isLeaf(node)) return [[path, node]];
  return Object.entries(node).flatMap(([key, child]) => leavesIn(child, path === '' ? key : `${path}.${key}`));
}

/** Every value in words, of a table each row (`foreign.rates.countries.SE`); null where it is unknown. */
export function valuesOf(content: PackContent): Map<string, PackValue> {
  const rows = leavesOf(content).flatMap(([path, { value, unit, status, cite, ...table }]) => {
    const { section } = cite;
    const sure = { unit, status, section, source: content.sources[cite.source]?.title ?? cite.source };
    const of = (one: unknown): PackValue => ({ value: one === undefined ? null : textOf(one), ...sure });
    const inTable = rowsOf(table, path).map(([at, row]): [string, PackValue] => [at, of(row)]);
    return inTable.length > 0 ? inTable : [[path, of(value)] satisfies [string, PackValue]];
  });
  return new Map(rows);
}

/** What stands in a table in the place of a value: how whole it is, and amounts by country, area or none of them. */
const rowsOf = (table: object, path: string): [string, unknown][] =>
  Object.entries(table).flatMap(([key, rows]): [string, unknown][] => {
    const at = `${path}.${key}`;
    if (Array.isArray(rows)) return rows.map(({ country, name, value }) => [`${at}.${country} ${name.en}`, value]);
    if (typeof rows !== 'object') return [[at, rows]];
    return Object.entries(rows).map(([row, value]) => [`${at}.${row}`, value]);
  });

const textOf = (value: unknown): string => [value].flat().join(', ');
