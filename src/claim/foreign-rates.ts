import type { Citation, Texts } from './claim.ts';
import { countryName } from './countries.ts';
import { centsOf } from './money.ts';
import type { ForeignTable } from './pack-shape.ts';
import type { Rate } from './rate.ts';
import { fill, say } from './sentences.ts';

/**
 * § 9 The foreign per diems of a year (ulkomaan päivärahat / utlandstraktamenten): by country, some by area. A country
 * that a complete table does not list has its fallback amount; in a table that is not complete it is unknown.
 */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Part of the country as the traveller wrote it. */
  area: string | null;
}

export interface ForeignRates {
  table: ForeignTable['table'];
  cite: Citation;
  countries: ReadonlyMap<string, Rate>;
  areas: readonly { country: string; code: string | undefined; names: ReadonlySet<string>; rate: Rate }[];
  others: Rate | null;
}

export function foreignRatesOf(table: ForeignTable, cite: Citation): ForeignRates {
  if (table.table === 'unknown') return { table: table.table, cite, countries: new Map(), areas: [], others: null };
  const rate = (key: string, value: string, title: Texts): Rate => ({
    name: `foreign.rates.${key}`,
    title,
    cents: centsOf(value),
    cite,
  });
  return {
    table: table.table,
    cite,
    countries: new Map(
      Object.entries(table.countries).map(([code, value]) => [code, rate(code, value, countryName(code))]),
    ),
    areas: table.areas.map(({ country, code, name, value }) => ({
      country,
      code,
      names: new Set([name.fi, name.sv, name.en].flatMap(spellings)),
      rate: rate(`${country}/${name.fi}`, value, name),
    })),
    others: table.table === 'complete' ? rate('others', table.others, othersName) : null,
  };
}

/** The rate of a place; an area the table does not list has its country's. Unknown: `cents` null. */
export function foreignRate(rates: ForeignRates, { country, area }: Place): Rate {
  const wanted = area === null ? null : plain(area);
  const inArea = rates.areas.find(
    (each) => each.code === country || (wanted !== null && each.country === country && each.names.has(wanted)),
  );
  if (inArea) return inArea.rate;
  const listed = rates.countries.get(country) ?? rates.others;
  if (listed) return listed;
  return {
    name: `foreign.rates.${country}`,
    title: fill(unknownName, { country: countryName(country) }),
    cents: null,
    cite: { ...rates.cite, status: 'unknown' },
  };
}

/** An area of several towns (`Lontoo ja Edinburgh`) is known by the whole name and by each. */
const spellings = (name: string) => [name, ...name.split(/, | ja | och | and /)].map(plain);
const plain = (name: string) => name.trim().toLowerCase().replace(/^the /, '');

const othersName = say(
  'maa, jota ei ole erikseen mainittu',
  'land som inte nämns särskilt',
  'a country not listed by name',
);
const unknownName = say(
  'ulkomaanpäiväraha ({country})',
  'utlandstraktamentet ({country})',
  'the foreign per diem ({country})',
);
