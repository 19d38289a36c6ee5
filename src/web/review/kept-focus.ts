import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

/**
 * Keeps the keys where they were: when what had the focus is gone after a change (a form that was saved, a button that
 * was used up), the focus goes to `place` and not to the top of the page.
 */
export const useKeptFocus = (place: RefObject<HTMLElement | null>, change: unknown, here = true): void => {
  const before = useRef(change);
  useEffect(() => {
    if (before.current === change) return;
    before.current = change;
    if (here && document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  });
};

/** Escape leaves a form without saving, as its button does. */
export const leaveBy =
  (close: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
  };
