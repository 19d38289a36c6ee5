import { z } from 'zod';
import { CalendarDate, type Citation, Name, supplementKinds, vehicles } from './claim.ts';
import { centsOf } from './money.ts';

/**
 * A rule pack (sääntöpaketti / regelpaket): everything of the regulation that changes with the year, as data with its
 * sources. This file is the strict shape of one YAML file in `rules/`, and the question every rule starts with: which
 * pack is in force on a day. Reading files is the store's work.
 */

const Cite = z.strictObject({
  line: z.enum(['state', 'tax', 'service']),
  section: z.string().min(1),
  source: z.string().min(1),
});

/** Euro as a decimal string, two decimals: a YAML float is never money. */
const Euros = z.string().regex(/^\d{1,6}\.\d{2}$/, 'a decimal string with two decimals, such as "54.00"');
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "21:00"');
const Count = z.number().min(0).max(100_000);

const known = <V extends z.ZodType, U extends string>(value: V, unit: U) =>
  z.strictObject({ value, unit: z.literal(unit), status: z.enum(['verified', 'assumed']), cite: Cite });

/** An amount of money; only amounts may be `unknown`, and then they have no value at all. */
const rate = <U extends string>(unit: U) =>
  z.discriminatedUnion('status', [
    known(Euros, unit),
    z.strictObject({ unit: z.literal(unit), status: z.literal('unknown'), cite: Cite }),
  ]);

const perKm = rate('EUR/km');
const perKmOf = <K extends string>(keys: readonly K[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, perKm])) as Record<K, typeof perKm>);

const NO_NUMBER = 'not found';
export const Source = z.strictObject({
  title: z.string().min(1),
  /** Date of the decision, where known. */
  date: CalendarDate.optional(),
  /** Diary number, or `not found`. */
  number: z.string().min(1),
  /** Pages on which the figures were seen. */
  seen: z.string().min(1),
});

export const PackContent = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*-\d{4}\.\d{1,3}$/, 'an id such as fi-state-2026.1'),
  from: CalendarDate,
  to: CalendarDate,
  sources: z.record(Name.min(1), Source),
  travelDay: z.strictObject({ length: known(Count, 'h') }),
  perDiem: z.strictObject({
    full: rate('EUR/day'),
    partial: rate('EUR/day'),
    distanceOver: known(Count, 'km'),
    distanceFromBothOver: known(Count, 'km'),
    partialOver: known(Count, 'h'),
    fullOver: known(Count, 'h'),
    remainderPartialFrom: known(Count, 'h'),
    remainderFullOver: known(Count, 'h'),
  }),
  freeMeals: z.strictObject({
    reduction: known(Count, '%'),
    mealsToHalveFull: known(Count, 'meals'),
    mealsToHalvePartial: known(Count, 'meals'),
    breakfastIsFreeMeal: known(z.boolean(), 'switch'),
  }),
  mealCompensation: z.strictObject({
    amount: rate('EUR/meal'),
    tripOver: known(Count, 'h'),
    distanceFrom: known(Count, 'km'),
    mostPerTrip: known(Count, 'meals'),
  }),
  nightAllowance: z.strictObject({
    amount: rate('EUR/night'),
    nightFrom: known(TimeOfDay, 'time'),
    nightUntil: known(TimeOfDay, 'time'),
    hoursFrom: known(Count, 'h'),
  }),
  lodging: z.strictObject({ ceiling: known(z.literal('none'), 'EUR/night') }),
  mileage: z.strictObject({
    rates: perKmOf(vehicles),
    supplements: perKmOf(supplementKinds),
    lowerRateOver: known(Count, 'km/year'),
    lowerRate: z.strictObject({ car: perKm }),
    reasonNeeded: known(z.array(z.enum(vehicles)), 'vehicles'),
  }),
  expenses: z.strictObject({
    actualCost: known(z.literal('receipt'), 'proof'),
    taxi: known(z.literal('justification'), 'proof'),
    fee: known(z.literal('never'), 'payment'),
    parkingPlaces: known(z.array(z.enum(['airport', 'station', 'lodging', 'street'])), 'places'),
    parkingDaysMost: known(Count, 'days'),
  }),
  claim: z.strictObject({
    filingMonths: known(Count, 'months'),
    secondaryCompensation: known(z.literal('shortfall'), 'payment'),
  }),
  training: z.strictObject({ daysAsMeeting: known(Count, 'days') }),
  openQuestions: z.array(z.strictObject({ id: Name.min(1), fi: z.string(), sv: z.string(), en: z.string() })),
});
export type PackContent = z.infer<typeof PackContent>;

/** An amount of the regulation in cents, null when unknown. `name` is its path in the pack (`nightAllowance.amount`). */
export interface Rate {
  name: string;
  cents: number | null;
  cite: Citation;
}
/** A condition of the regulation in its own unit (h, km, %, days, months). */
export interface Condition<V> {
  value: V;
  cite: Citation;
}

type Compiled<T> = T extends { unit: 'EUR/day' | 'EUR/meal' | 'EUR/km' | 'EUR/night'; status: unknown }
  ? Rate
  : T extends { value: infer V; cite: unknown }
    ? Condition<V>
    : { [K in keyof T]: Compiled<T[K]> };

type Sections = Omit<PackContent, 'id' | 'from' | 'to' | 'sources' | 'openQuestions'>;
/** The sections of a pack, made ready once: strings read to cents, citations resolved to their sources. */
export type Rules = Compiled<Sections>;

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
  return {
    id,
    series: id.slice(0, dot),
    revision: Number(id.slice(dot + 1)),
    from,
    to,
    sha256,
    content,
    raw,
    rules: compile(sections, sources, '') as Rules,
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
  const cite = { ...leaf.cite, source: sourceText(sources[leaf.cite.source], leaf.cite.source), status: leaf.status };
  const isMoney = leaf.unit.startsWith('EUR/') && leaf.value !== 'none';
  if (!isMoney) return { value: leaf.value, cite };
  return { name, cents: typeof leaf.value === 'string' ? centsOf(leaf.value) : null, cite };
}

/** How a source is shown: by title, number and date; without a number by the pages where it was seen. */
function sourceText(source: z.infer<typeof Source> | undefined, key: string) {
  if (!source) return key;
  const { title, number, date, seen } = source;
  return number === NO_NUMBER ? `${title} (${seen})` : [title, number, date].filter(Boolean).join(', ');
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
