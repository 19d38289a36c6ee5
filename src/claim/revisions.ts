import type { Texts } from './claim.ts';
import { countryName } from './countries.ts';
import type { PackContent } from './pack-shape.ts';
import { parameters } from './parameters.ts';
import type { PackChange, PackValue } from './revision-views.ts';
import type { RulePack, RulePacks } from './rules.ts';

/** Revisions (tarkistukset / revideringar) of one rule pack: which wait to be put in force, and what differs in them. */

/** A revision and the one in force that it would replace. */
export type Waiting = { pack: RulePack; replaces: RulePack };

/** Newer than what is in force of the same series. An older revision is never put in force again: a new one is made. */
export const waitingRevisions = ({ all, inForce }: RulePacks): Waiting[] =>
  all.flatMap((pack) => {
    const replaces = inForce.find(({ series }) => series === pack.series);
    return replaces && replaces.revision < pack.revision ? [{ pack, replaces }] : [];
  });

/** Every value that differs: its amount, its status, or where it is said to come from. */
export function packChanges(before: PackContent, after: PackContent): PackChange[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])];
  return paths.flatMap((path) => {
    const [one, other] = [old.get(path) ?? null, now.get(path) ?? null];
    return JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [{ path, name: nameOf(path), before: one, after: other }];
  });
}

type Leaf = {
  value?: unknown;
  unit: string;
  status: PackValue['status'];
  cite: { section: string; source: string };
};

const isLeaf = (node: object): node is Leaf => 'cite' in node && 'status' in node;

/** Every value of a pack by its path (`perDiem.full`); of a table each row (`foreign.rates.countries.SE`). */
function valuesOf(content: PackContent): Map<string, PackValue> {
  const { id: _id, from: _from, to: _to, sources, openQuestions: _open, ...sections } = content;
  const rows = leavesOf(sections, '').flatMap(([path, { value, unit, status, cite, ...table }]) => {
    const { section } = cite;
    const sure = { unit, status, section, source: sources[cite.source]?.title ?? cite.source };
    const of = (one: unknown): PackValue => ({ value: one === undefined ? null : textOf(one), ...sure });
    const inTable = rowsOf(table, path).map(([at, row]): [string, PackValue] => [at, of(row)]);
    return inTable.length > 0 ? inTable : [[path, of(value)] satisfies [string, PackValue]];
  });
  return new Map(rows);
}

function leavesOf(node: object, path: string): [string, Leaf][] {
  if (isLeaf(node)) return [[path, node]];
  return Object.entries(node).flatMap(([key, child]) => leavesOf(child, path === '' ? key : `${path}.${key}`));
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

const headings = new Map(parameters.map(({ path, name }) => [path, name]));
const COUNTRIES = 'foreign.rates.countries.';

function nameOf(path: string): Texts {
  if (path.startsWith(COUNTRIES)) return countryName(path.slice(COUNTRIES.length));
  return headings.get(path) ?? headings.get(path.slice(0, path.lastIndexOf('.'))) ?? { fi: path, sv: path, en: path };
}
