import { createHash } from 'node:crypto';
import type { ReadingNotice, Turn } from '../claim/reading.ts';
import { boundedOcr } from './bounded-ocr.ts';
import { Unreadable } from './failure.ts';
import type { Fields } from './fields.ts';
import type { PageLook } from './look.ts';
import { lookOf } from './look-picture.ts';
import type { Ocr } from './ocr.ts';
import type { Progress, ReadOutcome, ReceiptWord, RenderOutcome } from './outcome.ts';
import { readSheets, type Sheet } from './passes.ts';
import { areSeveral } from './several.ts';
import { openShown, openSource, type Source } from './source.ts';
import { upright } from './upright.ts';
import type { PageWords } from './words.ts';

export type ReadLimits = { pages: number; onProgress: (progress: Progress) => void };

/** Widest picture of a page that is drawn for people, in pixels. */
const MOST_SHOWN_PX = 2000;

/** Reads a receipt, from its bytes to its fields. Damage and limits are outcomes; only a bug throws. */
export async function readReceipt(bytes: Uint8Array, ocr: Ocr, limits: ReadLimits): Promise<ReadOutcome> {
  const started = performance.now();
  try {
    const { pages, fields, turned, looks } = await readPages(bytes, ocr, limits);
    const reading = {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      pages: pages.length,
      via: pages.every((page) => page.via === 'text-layer') ? ('text-layer' as const) : ('ocr' as const),
      ...fields,
      turned: turned.some((turn) => turn !== 0) ? turned : [],
      ms: Math.round(performance.now() - started),
    };
    return { ok: true, reading, words: pages.flatMap(receiptWords), looks };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, failure: error.failure, pageCount: error.pageCount };
    throw error;
  }
}

export type PageAsked = { page: number; widthPx: number; turn: Turn };

/** Draws one page for people: upright by its file and by `turn`, bounded, without the metadata of the original. */
export async function renderPage(bytes: Uint8Array, { page, widthPx, turn }: PageAsked): Promise<RenderOutcome> {
  const width = Math.max(16, Math.min(MOST_SHOWN_PX, Math.round(widthPx)));
  try {
    const shown = await openShown(bytes);
    try {
      return { ok: true, jpeg: await shown.jpeg(page, width, turn), pages: shown.pages };
    } finally {
      shown.close();
    }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, failure: error.failure };
    throw error;
  }
}

type Opened = { sheets: Sheet[]; turned: Turn[]; looks: PageLook[] };

async function readPages(bytes: Uint8Array, ocr: Ocr, limits: ReadLimits) {
  const source = await openSource(bytes);
  try {
    if (source.pages > limits.pages) throw new Unreadable('too-many-pages', source.pages);
    const onPage = (page: number) => limits.onProgress({ page, pages: source.pages });
    const bounded = boundedOcr(ocr, source.pages);
    const { sheets, turned, looks } = await openSheets(source, bounded, onPage);
    const { pages, fields } = await readSheets(sheets, bounded, onPage);
    if (source.isDamaged() && !fields.total && !fields.date) throw new Unreadable('file-broken');
    return { pages, fields: noticed(fields, noticesOf(source, pages)), turned, looks };
  } finally {
    await source.close();
  }
}

async function openSheets(
  source: Source,
  ocr: Pick<Ocr, 'recognise'>,
  onPage: (page: number) => void,
): Promise<Opened> {
  const sheets: Sheet[] = [];
  const turned: Turn[] = [];
  const looks: PageLook[] = [];
  for (let page = 1; page <= source.pages; page += 1) {
    onPage(page);
    const layer = await source.textLayer(page);
    const seen = layer ? null : await source.grey(page);
    const look = seen && lookOf(page, seen);
    if (look) looks.push(look);
    const picture = seen && (await upright(seen, page, ocr));
    sheets.push(picture ? { page, prepared: picture.prepared } : { page, layer: layer as PageWords });
    turned.push(picture?.turn ?? 0);
  }
  return { sheets, turned, looks };
}

const noticesOf = (source: Source, pages: PageWords[]): ReadingNotice[] => [
  ...(source.isDamaged() ? ['file-damaged' as const] : []),
  ...(areSeveral(pages) ? ['several-receipts' as const] : []),
];

/** Of half a picture, or of two receipts in one, nothing is sure: a person looks at it. */
function noticed(fields: Fields, notices: ReadingNotice[]): Fields {
  if (notices.length === 0) return fields;
  const { total, date } = fields;
  return {
    ...fields,
    total: total && { ...total, sure: false },
    date: date && { ...date, sure: false },
    notices: [...fields.notices, ...notices],
  };
}

const receiptWords = ({ page, words }: PageWords): ReceiptWord[] =>
  words.map(({ text, confidence, box }) => ({ text, page, confidence, box }));
