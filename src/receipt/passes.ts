import { Unreadable } from './failure.ts';
import { type Fields, fieldsOf, findFields, findInLines, hasDate, hasSum, meanConfidence } from './fields.ts';
import type { Found } from './found.ts';
import type { Prepared } from './image.ts';
import { isVatRow, reread, unreadVatRows } from './mend.ts';
import type { Models, Ocr, OcrPage } from './ocr.ts';
import type { Line, PageWords, Word } from './words.ts';

/** A page as it goes into reading: its text layer, or its picture. */
export type Sheet = { page: number; layer: PageWords } | { page: number; prepared: Prepared };

type ReadPage = PageWords | OcrPage;
type Pass = { found: Found; pages: ReadPage[] };

/** Below this the Finnish model alone is not trusted. */
const LOW_CONFIDENCE = 0.7;

export type Read = { pages: PageWords[]; fields: Fields };

/**
 * Finnish first, because it reads ä and ö best; all three languages when that pass leaves something open; then the
 * lines of total and date once more on their own, larger.
 */
export async function readSheets(sheets: Sheet[], ocr: Ocr, onPage: (page: number) => void): Promise<Read> {
  const first = await pass(sheets, ocr, 'fin', onPage);
  const models = first.found.language === 'sv' ? 'swe+fin+eng' : 'fin+swe+eng';
  const second = isOpen(first) ? await secondPass(sheets, ocr, models, onPage) : null;
  const { best, other } = ranked(first, second);
  const found = await mended(borrowed(best.found, other?.found), best.pages);
  const look = await secondLook(found, [...best.pages, ...(other?.pages ?? [])]);
  return { pages: best.pages, fields: fieldsOf(found, contradicted(found, other?.found, look)) };
}

async function pass(sheets: Sheet[], ocr: Ocr, models: Models, onPage: (page: number) => void): Promise<Pass> {
  const pages: ReadPage[] = [];
  for (const sheet of sheets) {
    onPage(sheet.page);
    pages.push('layer' in sheet ? sheet.layer : await ocr.recognise(sheet.prepared, sheet.page, models));
  }
  return { pages, found: findFields(pages) };
}

/** A second pass that takes too long leaves what the first gave. */
async function secondPass(
  sheets: Sheet[],
  ocr: Ocr,
  models: Models,
  onPage: (page: number) => void,
): Promise<Pass | null> {
  try {
    return await pass(sheets, ocr, models, onPage);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

function isOpen({ found, pages }: Pass): boolean {
  if (pages.every((page) => page.via === 'text-layer')) return false;
  const unconfirmed = !found.totals[0]?.evidence.some((name) => name !== 'repeat');
  return found.language !== 'fi' || unconfirmed || found.dates.length === 0 || meanConfidence(pages) < LOW_CONFIDENCE;
}

function ranked(first: Pass, second: Pass | null): { best: Pass; other: Pass | null } {
  if (second && worth(second.found) > worth(first.found) + (isFinnish(second) ? 0 : -0.1))
    return { best: second, other: first };
  return { best: first, other: second };
}

/** Where both are worth the same, the Finnish model reads Finnish best and the three together all else. */
const isFinnish = ({ found }: Pass): boolean => found.language === 'fi';

const worth = (found: Found): number => (found.totals[0]?.score ?? 0) + (found.dates[0] ? 2 : 0);

/** What only the other pass saw is taken from it. */
function borrowed(found: Found, other: Found | undefined): Found {
  if (!other) return found;
  const dates = found.dates.length > 0 ? found.dates : other.dates;
  return { ...found, dates, merchant: found.merchant ?? other.merchant };
}

/** Rows of the VAT table that could not be read are read once more on their own; one that then fits takes its place. */
async function mended(found: Found, pages: ReadPage[]): Promise<Found> {
  const better = new Map<Line, Line>();
  for (const line of unreadVatRows(found.lines)) {
    const text = await readAgain(line.words, pages);
    const again = text === null ? null : reread(line, text);
    if (again && isVatRow(again)) better.set(line, again);
  }
  if (better.size === 0) return found;
  const { dates, merchant } = found;
  return {
    ...findInLines(
      found.pages,
      found.lines.map((line) => better.get(line) ?? line),
    ),
    dates,
    merchant,
  };
}

/** What a line says when it is read on its own, or null where it was no picture. */
async function readAgain(words: Word[], pages: ReadPage[]): Promise<string | null> {
  const [first] = words;
  const page = pages.find((each): each is OcrPage => 'again' in each && each.words.some((word) => word === first));
  return page ? page.again(words) : null;
}

type Look = { total: boolean | null; date: boolean | null };

async function secondLook(found: Found, pages: ReadPage[]): Promise<Look> {
  const [total] = found.totals;
  const [date] = found.dates;
  const totalText = total ? await readAgain(total.line.words, pages) : null;
  const dateText = date ? await readAgain(date.line.words, pages) : null;
  return {
    total: total && totalText !== null ? hasSum(totalText, total.cents) : null,
    date: date && dateText !== null ? hasDate(dateText, date.value) : null,
  };
}

/** Two passes that disagree leave nothing sure, whatever the second look said. */
function contradicted(found: Found, other: Found | undefined, look: Look): Look {
  const total = other?.totals[0];
  const date = other?.dates[0];
  return {
    total: total && total.cents !== found.totals[0]?.cents ? false : look.total,
    date: date && date.value !== found.dates[0]?.value ? false : look.date,
  };
}
