import { businessIdIn } from './business-id.ts';
import { dateCandidates } from './date.ts';
import { rowsOf } from './evidence.ts';
import type { Role } from './keywords.ts';
import { type Line, linesOf, type PageWords, type Word } from './words.ts';

/** An empty strip down the page of this share of its width may part two receipts. */
const WIDE = 0.05;
/** It stands in this part of the page, from the left. */
const MIDDLE = { from: 0.25, to: 0.75 };
/** This share of the words may lie across it: specks are read as words. */
const ACROSS = 0.02;
/** Fewer words or lines than these are no receipt. */
const FEWEST_WORDS = 12;
const FEWEST_LINES = 5;
/** Air of this many line heights between two lines may part two receipts, one above the other. */
const AIR = 1.2;

/**
 * True when the pages hold more than one receipt: side by side, one under the other, or page after page. A false alarm
 * asks the member for another photo, so each part has to stand alone: a total, a date, and a seller or day of its own.
 */
export function areSeveral(pages: PageWords[]): boolean {
  return pages.some((page) => standSideBySide(page) || standOneUnderAnother(linesOf(page))) || standOnPages(pages);
}

/** Every receipt has one of these lines, even where its sum was misread. */
const SUMMING: Role[] = ['grand-total', 'total', 'card'];

type Part = { totals: number[]; dates: string[]; businessId: string | null; isTaxed: boolean };

/** What a part of a page says on its own; null when it is no receipt by itself. */
function partOf(lines: Line[]): Part | null {
  if (lines.length < FEWEST_LINES) return null;
  const rows = rowsOf(lines);
  const named = rows.filter(({ role }) => SUMMING.includes(role));
  const totals = named.flatMap(({ amounts }) => amounts.map(({ cents }) => cents));
  const dates = dateCandidates(lines).map(({ value }) => value);
  if (named.length === 0 || dates.length === 0 || rows.every(({ amounts }) => amounts.length === 0)) return null;
  const businessId = businessIdIn(lines)?.value ?? null;
  return { totals, dates, businessId, isTaxed: rows.some(({ role, amounts }) => role === 'tax' && amounts.length > 0) };
}

/** Two sellers; or one seller whose totals and days differ, each with its tax: a card slip has none of its own. */
function areTwo(a: Part | null, b: Part | null): boolean {
  if (!a || !b) return false;
  const share = <T>(some: T[], others: T[]) => some.some((each) => others.includes(each));
  if (a.businessId && b.businessId && a.businessId !== b.businessId) return !share(a.totals, b.totals);
  return a.isTaxed && b.isTaxed && !share(a.totals, b.totals) && !share(a.dates, b.dates);
}

/** Beside each other there is no card slip: two totals and two dates with empty paper between them are enough. */
function standSideBySide(page: PageWords): boolean {
  const strip = emptyStrip(page.words);
  if (strip === null) return false;
  const [left, right] = [
    page.words.filter((word) => middle(word) < strip),
    page.words.filter((word) => middle(word) > strip),
  ];
  if (Math.min(left.length, right.length) < FEWEST_WORDS) return false;
  return partOf(linesOf({ ...page, words: left })) !== null && partOf(linesOf({ ...page, words: right })) !== null;
}

const middle = ({ box: [x, , width] }: Word): number => x + width / 2;

/** The middle of the widest strip of the page that hardly a word lies across; null when none is wide. */
function emptyStrip(words: Word[]): number | null {
  const steps = 200;
  const isEmpty = (x: number) =>
    words.filter(({ box: [left, , width] }) => left < x && x < left + width).length <= ACROSS * words.length;
  let best = { from: 0, to: 0 };
  let from: number | null = null;
  for (let step = MIDDLE.from * steps; step <= MIDDLE.to * steps; step += 1) {
    const x = step / steps;
    if (!isEmpty(x)) from = null;
    else from ??= x;
    if (from !== null && x - from > best.to - best.from) best = { from, to: x };
  }
  return best.to - best.from >= WIDE ? (best.from + best.to) / 2 : null;
}

function standOneUnderAnother(lines: Line[]): boolean {
  return lines.some((line, at) => {
    const above = lines[at - 1];
    if (!above || top(line) - bottom(above) < AIR * Math.min(line.height, above.height)) return false;
    return areTwo(partOf(lines.slice(0, at)), partOf(lines.slice(at)));
  });
}

const top = (line: Line): number => Math.min(...line.words.map((word) => word.top));
const bottom = (line: Line): number => Math.max(...line.words.map((word) => word.bottom));

/** A bill may have several pages; those of two sellers are two bills. */
function standOnPages(pages: PageWords[]): boolean {
  const parts = pages.map((page) => partOf(linesOf(page))).filter((part) => part?.businessId);
  return parts.some((part, at) => parts.slice(0, at).some((other) => areTwo(part, other)));
}
