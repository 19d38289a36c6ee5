import { useState } from 'react';

/** A row just removed from a list, and the way to have it back at its old place. */
export const useRemovable = <T extends { id: string }>(
  rows: readonly T[],
  replace: (update: (rows: T[]) => T[]) => void,
): { remove: (id: string) => void; undo: (() => void) | null } => {
  const [gone, setGone] = useState<{ row: T; index: number } | null>(null);
  const remove = (id: string): void => {
    const index = rows.findIndex((one) => one.id === id);
    const row = rows[index];
    if (!row) return;
    setGone({ row, index });
    replace((now) => now.filter((one) => one.id !== id));
  };
  const undo = gone
    ? (): void => {
        replace((now) => now.toSpliced(gone.index, 0, gone.row));
        setGone(null);
      }
    : null;
  return { remove, undo };
};
