import { Unreadable } from './failure.ts';
import { type Fields, fieldsOf, findFields, findInLines, hasDate, hasSum, meanConfidence } from './fields.ts';
import type { Found } from './found.ts';
import type { Prepared } from './image.ts';
import { isVatRow, reread, unreadVatRows } from './mend.ts';
import type { Models, Ocr, OcrPage } from './ocr.ts';
import { type Opinion, type Weighed, weighed } from './second-opinion.ts';
import { type Grounds, groundsOf, type Look } from './sure.ts';
import type { Line, PageWords, Word } from './words.ts';

/** A page as it goes into reading: its text layer, or its picture. */
export type Sheet = { page: number; layer: PageWords } | { page: number; prepared: Prepared };

type ReadPage = PageWords | OcrPage;
type Pass = { found: Found; pages: ReadPage[] };

/** Below this the Finnish model alone is not trusted, where there is no second reader. */
const LOW_CONFIDENCE = 0.7;

export type Read = { pages: PageWords[]; fields: Fields; grounds: Grounds };

/**
 * Finnish first, because it reads ä and ö best, and the second reader beside it; all three languages when they leave
 * something open; then the lines of total and date once more on their own, larger, where nobody agreed.
 */
export async function readSheets(sheets: Sheet[], ocr: Ocr, onPage: (page: number) => void): Promise<Read> {
  const [first, second] = await Promise.all([pass(sheets, ocr, 'fin', onPage), secondOpinion(sheets, ocr)]);
  const models = first.found.language === 'sv' ? 'swe+fin+eng' : 'fin+swe+eng';
  const third = isOpen(first, second) ? await thirdPass(sheets, ocr, models, onPage) : null;
  const { best, other } = ranked(first, third);
  const mine = await mended(borrowed(best.found, other?.found), best.pages);
  const { found, opinion } = weighed(mine, second);
  const look = await secondLook(found, opinion, [...best.pages, ...(other?.pages ?? [])]);
  const witness = { look: contradicted(found, other?.found, look), opinion };
  return { pages: best.pages, fields: fieldsOf(found, witness), grounds: groundsOf(found, witness) };
}

/** What the second reader finds on the same pages; null where it is not there, or there is no picture. */
async function secondOpinion(sheets: Sheet[], ocr: Ocr): Promise<Found | null> {
  if (sheets.every((sheet) => 'layer' in sheet)) return null;
  const pages: PageWords[] = [];
  for (const sheet of sheets) {
    const page = 'layer' in sheet ? sheet.layer : await ocr.secondOpinion(sheet.prepared, sheet.page);
    if (!page) return null;
    pages.push(page);
  }
  return findFields(pages);
}

async function pass(sheets: Sheet[], ocr: Ocr, models: Models, onPage: (page: number) => void): Promise<Pass> {
  const pages: ReadPage[] = [];
  for (const sheet of sheets) {
    onPage(sheet.page);
    pages.push('layer' in sheet ? sheet.layer : await ocr.recognise(sheet.prepared, sheet.page, models));
  }
  return { pages, found: findFields(pages) };
}

/** A further pass that takes too long leaves what there is. */
async function thirdPass(
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

/** Something is missing, or nobody bears it out: then a further pass is worth its time. */
function isOpen({ found, pages }: Pass, second: Found | null): boolean {
  if (pages.every((page) => page.via === 'text-layer')) return false;
  // The Finnish model makes ä of every å: the names of a Swedish receipt are worth a pass of their own.
  if (second) return found.language === 'sv' || isOpenToBoth(weighed(found, second));
  const unconfirmed = !found.totals[0]?.evidence.some((name) => name !== 'repeat');
  return found.language !== 'fi' || unconfirmed || found.dates.length === 0 || meanConfidence(pages) < LOW_CONFIDENCE;
}

function isOpenToBoth({ found, opinion }: Weighed): boolean {
  const proven = opinion.total === true || found.totals[0]?.evidence.some((name) => name !== 'repeat');
  return !proven || found.dates.length === 0;
}

function ranked(first: Pass, third: Pass | null): { best: Pass; other: Pass | null } {
  if (third && worth(third.found) > worth(first.found) + (isFinnish(third) ? 0 : -0.1))
    return { best: third, other: first };
  return { best: first, other: third };
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

/** The lines of total and date, each read again; what the second reader agreed to needs no look. */
async function secondLook(found: Found, opinion: Opinion, pages: ReadPage[]): Promise<Look> {
  const total = opinion.total === true ? undefined : found.totals[0];
  const date = opinion.date === true ? undefined : found.dates[0];
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
