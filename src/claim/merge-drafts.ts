import type { ClaimDraft } from './draft.ts';

/**
 * Two versions of a draft written at the same time, in two windows, made one: what only one of them changed is kept as
 * it was changed, what both changed differently is told for a person to choose. Rows are known by their id. Pure.
 */

/** Step into an object by its key, into a list by the key of its row (`[e1]`). */
export type Path = readonly string[];

export type Clash = { path: Path; mine: unknown; theirs: unknown };

/** `draft` has the values of `mine` where the two clash. */
export type Merged = { draft: ClaimDraft; clashes: Clash[] };

/** `base` is what both began from; null where nobody knows, and then everything that differs is a clash. */
export const mergeDrafts = (base: ClaimDraft | null, mine: ClaimDraft, theirs: ClaimDraft): Merged => {
  const clashes: Clash[] = [];
  const draft = merge({ base: base ?? undefined, mine, theirs }, [], clashes) as ClaimDraft;
  return { draft, clashes };
};

/** The draft with another value at a path: `undefined` takes a row away. */
export const withValueAt = (draft: ClaimDraft, path: Path, value: unknown): ClaimDraft =>
  put(draft, path, value) as ClaimDraft;

type Three = { base: unknown; mine: unknown; theirs: unknown };
type Row = Record<string, unknown>;

function merge({ base, mine, theirs }: Three, path: Path, clashes: Clash[]): unknown {
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  if (isWords(mine) && isWords(theirs)) return mergeWords(isWords(base) ? base : [], mine, theirs);
  if (isRows(mine) && isRows(theirs)) return mergeRows({ base: isRows(base) ? base : [], mine, theirs }, path, clashes);
  if (isObject(mine) && isObject(theirs)) {
    const was = isObject(base) ? base : {};
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
    return Object.fromEntries(
      keys.map((key) => [
        key,
        merge({ base: was[key], mine: mine[key], theirs: theirs[key] }, [...path, key], clashes),
      ]),
    );
  }
  clashes.push({ path, mine, theirs });
  return mine;
}

/** Lists of words are sets: what either added is there, what either took away is not. */
const mergeWords = (base: readonly unknown[], mine: readonly unknown[], theirs: readonly unknown[]): unknown[] => {
  const isKept = (word: unknown): boolean => !base.includes(word) || (mine.includes(word) && theirs.includes(word));
  return [...new Set([...theirs, ...mine])].filter(isKept);
};

type Rows = { base: readonly Row[]; mine: readonly Row[]; theirs: readonly Row[] };

/** In the order of `mine`, what only the other has after it. */
function mergeRows({ base, mine, theirs }: Rows, path: Path, clashes: Clash[]): Row[] {
  const [was, here, there] = [byKey(base), byKey(mine), byKey(theirs)];
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((key) => {
    const three = { base: was.get(key), mine: here.get(key), theirs: there.get(key) };
    const merged = merge(three, [...path, `[${key}]`], clashes);
    return merged === undefined ? [] : [merged as Row];
  });
}

const byKey = (rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [keyOf(row), row]));

/** Rows without an id of their own are known by what they are about: a meal by its time, a night by its date. */
const keyOf = ({ id, at, date, meal, kind, name }: Row): string =>
  id === undefined ? [at, date, meal, kind, name].filter((part) => part !== undefined).join(' ') : String(id);

function put(node: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isRows(node)) {
    const key = step.slice(1, -1);
    const there = node.some((row) => keyOf(row) === key);
    const rows = there ? node : [...node, {}];
    return rows.flatMap((row) => {
      if (there ? keyOf(row) !== key : Object.keys(row).length > 0) return [row];
      const changed = put(row, rest, value);
      return changed === undefined ? [] : [changed as Row];
    });
  }
  if (!isObject(node)) return node;
  return { ...node, [step]: put(node[step], rest, value) };
}

const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is Row[] => Array.isArray(value) && value.every(isObject);
const isWords = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');

/** Keys in any order: a draft that went through the database comes back sorted. */
const same = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, at) => same(each, other[at]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
};
