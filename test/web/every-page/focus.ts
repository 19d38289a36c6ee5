import type { Page } from 'playwright-core';

/** Whoever goes by keyboard sees where they are; whoever asked for less motion sees none. */

/** Runs in the page: each thing that takes focus, when it has it, looks other than without, and nothing lies over it. */
const unseen = (): string[] => {
  const looks = (element: Element): string =>
    [null, '::before', '::after']
      .map((pseudo) => {
        const style = getComputedStyle(element, pseudo);
        const { outlineStyle, outlineWidth, boxShadow, borderColor, textDecorationThickness } = style;
        return (
          [outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth}`, boxShadow, borderColor].join(';') +
          textDecorationThickness
        );
      })
      .join('|');
  /** What may carry the sign: the thing itself, what it lies in, and what is drawn beside it (a box of a tick). */
  const around = (element: Element): string =>
    [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling]
      .map((each) => (each ? looks(each) : ''))
      .join('\n');
  const coveredBy = (element: Element): Element | null => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const points = [0.2, 0.5, 0.8].map((share) => [left + width * share, top + height / 2] as const);
    const covers = points.map(([x, y]) => document.elementFromPoint(x, y));
    const isOwn = (over: Element): boolean =>
      element.contains(over) || over.contains(element) || over.closest('label')?.control === element;
    // The list of keys lies over the claim because it was asked for.
    const free = covers.some((over) => over === null || isOwn(over) || over.closest('.keys-list') !== null);
    return free ? null : (covers[1] ?? null);
  };
  const focusable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const faults: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(focusable)) {
    if (!element.checkVisibility() || element.matches(':disabled, [tabindex="-1"]')) continue;
    element.focus({ focusVisible: true } as FocusOptions);
    if (document.activeElement !== element) continue;
    const name = element.outerHTML.slice(0, 100);
    const seen = around(element);
    const over = coveredBy(element);
    element.blur();
    if (seen === around(element)) faults.push(`no sign of focus: ${name}`);
    if (over) faults.push(`covered when focused: ${name} by ${over.outerHTML.slice(0, 80)}`);
  }
  return faults;
};

/** Runs in the page: what moves though the reader asked for less motion. */
const moving = (): string[] => {
  const lasts = (value: string): boolean => value.split(',').some((part) => Number.parseFloat(part) > 0);
  return [...document.querySelectorAll('body *')].flatMap((element) =>
    [null, '::before', '::after']
      .filter((pseudo) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element, pseudo);
        return lasts(transitionDuration) || lasts(animationDuration);
      })
      .map((pseudo) => `moves: ${element.outerHTML.slice(0, 80)}${pseudo ?? ''}`),
  );
};

export const focusFaults = async (page: Page): Promise<string[]> => [
  ...new Set([...(await page.evaluate(unseen)), ...(await page.evaluate(moving))]),
];
