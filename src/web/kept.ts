import { useEffect, useState } from 'react';
import { draftCopyKey } from './claim/draft-hooks.ts';

/**
 * What is typed into a form stays on the device until it is saved: a reload or a step back loses nothing. Signing out
 * clears it with the drafts of claims.
 */

interface Copy<T> {
  /** What the typing began from. */
  from: T;
  typed: T;
}

export interface Kept<T> {
  value: T;
  /** What the values began from. */
  from: T;
  change: (part: Partial<T>) => void;
  /** What stands here was typed at another time and not saved. */
  isLeftover: boolean;
  /** Saved: nothing is kept any more. */
  forget: () => void;
  /** Back to how it stands on the server. */
  drop: () => void;
  /** Somebody else saved meanwhile: theirs, with what was changed here on top. */
  rebase: (theirs: T) => void;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const keysOf = <T extends object>(value: T): (keyof T)[] => Object.keys(value) as (keyof T)[];

/** Fields that were changed here, from what the typing began with. */
export const changedFields = <T extends object>(from: T, mine: T): (keyof T)[] =>
  keysOf(mine).filter((key) => !isSame(mine[key], from[key]));

/** How it stands elsewhere, with the fields that were changed here. */
export const joined = <T extends object>(from: T, mine: T, theirs: T): T =>
  Object.assign({ ...theirs }, Object.fromEntries(changedFields(from, mine).map((key) => [key, mine[key]])));

const copyAt = <T>(key: string): Copy<T> | null => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Copy<T> | null;
  } catch {
    return null;
  }
};

const keep = (key: string, copy: object): void => {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
  } catch {
    // A full or forbidden storage must not stop the writing.
  }
};

/** The values of a form of that name, begun from `initial`. */
export function useKept<T extends object>(name: string, initial: T): Kept<T> {
  const key = draftCopyKey(name);
  const [copy] = useState(() => copyAt<T>(key));
  const [from, setFrom] = useState(initial);
  const [value, setValue] = useState(() => (copy ? joined(copy.from, copy.typed, initial) : initial));
  const [isLeftover, setLeftover] = useState(() => copy !== null && !isSame(value, initial));
  useEffect(() => {
    if (changedFields(from, value).length > 0) keep(key, { from, typed: value });
    else localStorage.removeItem(key);
  }, [key, from, value]);
  return {
    value,
    from,
    isLeftover,
    change: (part) => setValue((now) => ({ ...now, ...part })),
    forget: () => {
      localStorage.removeItem(key);
      setFrom(value);
      setLeftover(false);
    },
    drop: () => {
      setFrom(initial);
      setValue(initial);
      setLeftover(false);
    },
    rebase: (theirs) => {
      setValue((now) => joined(from, now, theirs));
      setFrom(theirs);
    },
  };
}
