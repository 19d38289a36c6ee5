import type { z } from 'zod';
import type { Citation } from './claim.ts';
import { type ForeignRates, foreignRatesOf } from './foreign-rates.ts';
import { centsOf } from './money.ts';
import { type Cite, NO_NUMBER, PackContent, type Source } from './pack-shape.ts';
import type { Condition, Rate } from './rate.ts';

/**
 * A rule pack (sääntöpaketti / regelpaket): everything of the regulation that changes with the year, as data with its
 * sources, made ready for computing; and the question every rule starts with: which pack is in force on a day. Reading
 * files is the store's work.
 */

/** The shape of a pack's file goes with what is made of it. */
export { PackContent };

type Compiled<T> = T extends { unit: 'EUR/day' | 'EUR/meal' | 'EUR/km' | 'EUR/night'; status: unknown }
  ? Rate
  : T extends { value: infer V; cite: unknown }
    ? Condition<V>
    : { [K in keyof T]: Compiled<T[K]> };

type Sections = Omit<PackContent, 'id' | 'from' | 'to' | 'sources' | 'openQuestions'>;
type Foreign = Sections['foreign'];
/** The sections of a pack, made ready once: strings read to cents, citations resolved to their sources. */
export type Rules = Compiled<Omit<Sections, 'foreign'>> & {
  foreign: Compiled<Omit<Foreign, 'rates'>> & { rates: ForeignRates };
};

export interface RulePack {
  id: string;
  /** What the revisions of one pack share: `fi-state-2026`. */
  series: string;
  revision: number;
  from: string;
  to: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  sha256: string;
  content: PackContent;
  /** The file's text as it stands. */
  raw: string;
  rules: Rules;
}

export interface RulePacks {
  /** Every revision that was found, in order of series and revision. */
  all: RulePack[];
  /** The newest revision of each series, in order of time: no gap, no overlap. */
  inForce: RulePack[];
}

export function packOf(content: PackContent, sha256: string, raw: string): RulePack {
  const dot = content.id.lastIndexOf('.');
  const { id, from, to, sources, openQuestions: _, ...sections } = content;
  const { rates, ...foreign } = sections.foreign;
  const rules = compile({ ...sections, foreign }, sources, '') as Omit<Rules, 'foreign'> & {
    foreign: Omit<Rules['foreign'], 'rates'>;
  };
  return {
    id,
    series: id.slice(0, dot),
    revision: Number(id.slice(dot + 1)),
    from,
    to,
    sha256,
    content,
    raw,
    rules: { ...rules, foreign: { ...rules.foreign, rates: foreignRatesOf(rates, citationOf(rates, sources)) } },
  };
}

export function packsOf(packs: readonly RulePack[]): RulePacks {
  const all = packs.toSorted((a, b) => compareText(a.series, b.series) || a.revision - b.revision);
  const newest = all.filter((pack, at) => all[at + 1]?.series !== pack.series);
  return { all, inForce: newest.toSorted((a, b) => compareText(a.from, b.from)) };
}

/** The pack in force on a calendar date; null outside every pack: never the nearest one. */
export function packOn(packs: RulePacks, day: string): RulePack | null {
  for (const pack of packs.inForce) if (pack.from <= day && day <= pack.to) return pack;
  return null;
}

/** The same packs with one revision put in force in the place of the newest; null when there is no such pack. */
export function pinPack(packs: RulePacks, id: string): RulePacks | null {
  const pinned = packs.all.find((pack) => pack.id === id);
  if (!pinned) return null;
  return { all: packs.all, inForce: packs.inForce.map((pack) => (pack.series === pinned.series ? pinned : pack)) };
}

type Leaf = { value?: unknown; unit: string; status: Citation['status']; cite: z.infer<typeof Cite> };

const isLeaf = (node: object): node is Leaf => 'cite' in node && 'status' in node;

function compile(node: object, sources: PackContent['sources'], path: string): unknown {
  if (isLeaf(node)) return compileLeaf(node, sources, path);
  const entries = Object.entries(node).map(([key, child]) => [
    key,
    compile(child, sources, path === '' ? key : `${path}.${key}`),
  ]);
  return Object.fromEntries(entries);
}

function compileLeaf(leaf: Leaf, sources: PackContent['sources'], name: string): Rate | Condition<unknown> {
  const cite = citationOf(leaf, sources);
  const isMoney = leaf.unit.startsWith('EUR/') && leaf.value !== 'none';
  if (!isMoney) return { value: leaf.value, cite };
  return { name, cents: typeof leaf.value === 'string' ? centsOf(leaf.value) : null, cite };
}

const citationOf = ({ cite, status }: Pick<Leaf, 'cite' | 'status'>, sources: PackContent['sources']): Citation => ({
  ...cite,
  source: sourceText(sources[cite.source], cite.source),
  status,
});

/** How a source is shown: by title, number and date; without a number by the pages where it was seen. */
function sourceText(source: z.infer<typeof Source> | undefined, key: string) {
  if (!source) return key;
  const { title, number, date, seen } = source;
  return number === NO_NUMBER ? `${title} (${seen})` : [title, number, date].filter(Boolean).join(', ');
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
