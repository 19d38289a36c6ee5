import type { Page } from 'playwright-core';
import type { Language } from '../../../src/claim/claim.ts';
import { axeFaults } from '../browser.ts';
import { said, wordFaults } from './words.ts';

/** What can be wrong with a page as it stands, in one language at one width; each fault is a sentence. */

/** A screen, the same at 200 % zoom, a phone (WCAG 2.1: 1.4.4, 1.4.10). */
export const widths = [1280, 640, 320] as const;

interface Seen {
  language: string;
  title: string;
  levels: number[];
  texts: string[];
  tooWide: string[];
}

/** Runs in the page: its visible words and names, its headings, and what sticks out to the side. */
const seen = (): Seen => {
  const texts = new Set<string>();
  const visible = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest('[aria-pressed][lang]') === null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    if (text && parent && !parent.closest('script, style, noscript, code, option, [translate=no]') && visible(parent))
      texts.add(text);
  }
  for (const element of document.querySelectorAll('[aria-label], [alt], [title], [placeholder]'))
    for (const name of ['aria-label', 'alt', 'title', 'placeholder'])
      if (visible(element)) texts.add((element.getAttribute(name) ?? '').trim());
  for (const option of document.querySelectorAll('option')) texts.add((option.textContent ?? '').trim());
  const wide = document.documentElement.clientWidth;
  const sticksOut = document.documentElement.scrollWidth > wide;
  // What is past the left edge cannot even be scrolled to; what is hidden on purpose is past it whole.
  const isCut = ({ left, right, width }: DOMRect): boolean =>
    width > 1 && ((sticksOut && right > wide + 1) || (left < -1 && right > 1));
  return {
    language: document.documentElement.lang,
    title: document.title,
    levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
      .filter((heading) => heading.checkVisibility())
      .map((heading) => Number(heading.tagName.slice(1))),
    texts: [...texts].filter((text) => text !== ''),
    tooWide: [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility() && isCut(element.getBoundingClientRect()))
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 120)),
  };
};

/** One first heading, and none that skips a level going down. */
const headingFaults = (levels: readonly number[]): string[] => {
  const skips = levels.some((level, index) => level > (levels[index - 1] ?? 0) + 1);
  const firsts = levels.filter((level) => level === 1).length;
  return [...(firsts === 1 ? [] : [`${firsts} first headings`]), ...(skips ? [`headings skip: ${levels}`] : [])];
};

export async function faultsAt(page: Page, language: Language, heading: string): Promise<string[]> {
  const { language: told, title, levels, texts, tooWide } = await page.evaluate(seen);
  const found = await axeFaults(page);
  return [
    ...(told === language ? [] : [`the page says its language is ${told}`]),
    ...(said(language, 'web/app.title').test(title) && title.startsWith(heading) ? [] : [`window title: ${title}`]),
    ...headingFaults(levels),
    ...wordFaults(language, texts),
    ...tooWide.map((element) => `cut off at the side: ${element}`),
    ...found.map(({ id, impact, where }) => `axe ${id} (${impact}): ${where.join(' | ')}`),
  ];
}
