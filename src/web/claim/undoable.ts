import { useState } from 'react';

/** A value just given up (a row without an id, a tick with what stood behind it), and the way to have it back. */
export const useUndoable = <T>(
  restore: (value: T) => void,
): { gone: (value: T) => void; undo: (() => void) | null } => {
  const [kept, setKept] = useState<{ value: T } | null>(null);
  const undo = kept
    ? (): void => {
        restore(kept.value);
        setKept(null);
      }
    : null;
  return { gone: (value) => setKept({ value }), undo };
};
