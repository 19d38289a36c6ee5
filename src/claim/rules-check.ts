import { z } from 'zod';
import { isCountry, isHome } from './countries.ts';
import type { PackContent } from './pack-shape.ts';
import { daysAfter } from './time.ts';

const Year = z.int().min(2000).max(2999);

/**
 * What the shape alone cannot tell about rule packs: a citation that leads nowhere, a source nobody cites, a gap or an
 * overlap between years. Each finding names the place in the pack, so that the reader of the file can name the line.
 */
export interface PackFlaw {
  /** Place in the file's own structure: `['perDiem', 'full', 'cite', 'source']`. */
  path: (string | number)[];
  message: string;
}

export function citationFlaws(content: PackContent): PackFlaw[] {
  const used = new Set<string>();
  const flaws: PackFlaw[] = [];
  const walk = (node: unknown, path: string[]) => {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    for (const [key, child] of Object.entries(node)) {
      if (key === 'cite') note((child as { source: string }).source, [...path, 'cite', 'source']);
      else walk(child, [...path, key]);
    }
  };
  const note = (source: string, path: string[]) => {
    used.add(source);
    if (!(source in content.sources)) flaws.push({ path, message: `cites source "${source}", which is not listed` });
  };
  const { sources, openQuestions: _, ...sections } = content;
  walk(sections, []);
  const unused = Object.keys(sources).filter((key) => !used.has(key));
  return [...flaws, ...unused.map((key) => ({ path: ['sources', key], message: `source "${key}" is never cited` }))];
}

/** § 9 Rows of the foreign table that name no foreign country, or an area twice. */
export function tableFlaws({ foreign: { rates } }: PackContent): PackFlaw[] {
  if (rates.table === 'unknown') return [];
  const path = ['foreign', 'rates'];
  const codes = [
    ...Object.keys(rates.countries).map((code) => ({ code, path: [...path, 'countries', code] })),
    ...rates.areas.map(({ country }, at) => ({ code: country, path: [...path, 'areas', at, 'country'] })),
  ];
  const seen = new Set<string>();
  const repeated = rates.areas.flatMap(({ country, name }, at) => {
    const key = `${country}/${name.fi}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: [...path, 'areas', at], message: `the area ${key} is listed twice` }];
  });
  const strange = codes.filter(({ code }) => !isCountry(code) || isHome(code));
  return [...strange.map((each) => ({ path: each.path, message: `${each.code} is no foreign country` })), ...repeated];
}

/** Years a folder of packs says it documents; each needs its pack. */
export const Documented = z.strictObject({ from: Year, to: Year });

/** Documented years whose first or last day no pack in force covers: between them a gap is told by the dates. */
export function missingYears(documented: z.infer<typeof Documented>, inForce: readonly Dated[]): PackFlaw[] {
  const covers = (day: string) => inForce.some((pack) => pack.from <= day && day <= pack.to);
  const ends = [
    { path: ['from'], year: documented.from, day: `${documented.from}-01-01` },
    { path: ['to'], year: documented.to, day: `${documented.to}-12-31` },
  ];
  return ends
    .filter(({ day }) => !covers(day))
    .map(({ path, year }) => ({ path, message: `no pack for ${year}, which this folder documents` }));
}

type Dated = Pick<PackContent, 'id' | 'from' | 'to'>;

/** Flaws of one pack's dates beside the pack before it (by time; null for the first). */
export function dateFlaws(pack: Dated, before: Dated | null): PackFlaw[] {
  if (pack.to < pack.from) return [{ path: ['to'], message: `ends ${pack.to}, before it starts` }];
  if (!before) return [];
  const due = daysAfter(before.to, 1);
  if (pack.from > due) return [{ path: ['from'], message: `leaves a gap: ${before.id} ends ${before.to}` }];
  if (pack.from < due) return [{ path: ['from'], message: `overlaps ${before.id}, which ends ${before.to}` }];
  return [];
}

/** A revision replaces another of its series for the same days, so both must be for the same days. */
export function revisionFlaws(pack: Dated, other: Dated): PackFlaw[] {
  if (pack.id === other.id) return [{ path: ['id'], message: `the id ${pack.id} is in two files` }];
  if (pack.from === other.from && pack.to === other.to) return [];
  return [{ path: ['from'], message: `has other dates than ${other.id}, a revision of the same pack` }];
}
