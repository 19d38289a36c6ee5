import { createHash } from 'node:crypto';
import { Unreadable } from './failure.ts';
import { fileKind } from './file-kind.ts';
import { prepare } from './image.ts';
import type { Ocr } from './ocr.ts';
import type { Progress, ReadOutcome, ReceiptWord, RenderOutcome } from './outcome.ts';
import { readSheets, type Sheet } from './passes.ts';
import { greyPdfPage, jpegPdfPage, openPdf } from './pdf.ts';
import { countImagePages, type Grey, greyPage, jpegPage } from './picture.ts';
import type { PageWords } from './words.ts';

export type ReadLimits = { pages: number; onProgress: (progress: Progress) => void };

/** A file opened for reading: how many pages, and for each its text layer or its pixels. */
type Source = {
  pages: number;
  textLayer: (page: number) => Promise<PageWords | null>;
  grey: (page: number) => Promise<Grey>;
  close: () => Promise<void>;
};

/** Widest picture of a page that is drawn for people, in pixels. */
const MOST_SHOWN_PX = 2000;

/** Reads a receipt, from its bytes to its fields. Damage and limits are outcomes; only a bug throws. */
export async function readReceipt(bytes: Uint8Array, ocr: Ocr, limits: ReadLimits): Promise<ReadOutcome> {
  const started = performance.now();
  try {
    const { pages, fields } = await readPages(bytes, ocr, limits);
    const reading = {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      pages: pages.length,
      via: pages.every((page) => page.via === 'text-layer') ? ('text-layer' as const) : ('ocr' as const),
      ...fields,
      turned: [],
      ms: Math.round(performance.now() - started),
    };
    return { ok: true, reading, words: pages.flatMap(receiptWords) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, failure: error.failure, pageCount: error.pageCount };
    throw error;
  }
}

/** Draws one page for people: upright, bounded, without the metadata of the original. */
export async function renderPage(bytes: Uint8Array, page: number, widthPx: number): Promise<RenderOutcome> {
  const width = Math.max(16, Math.min(MOST_SHOWN_PX, Math.round(widthPx)));
  try {
    const kind = await kindOf(bytes);
    const jpeg = kind === 'pdf' ? await jpegPdfPage(bytes, page, width) : await jpegPage(bytes, page, width);
    return { ok: true, jpeg };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, failure: error.failure };
    throw error;
  }
}

async function readPages(bytes: Uint8Array, ocr: Ocr, limits: ReadLimits) {
  const source = await openSource(bytes);
  try {
    if (source.pages > limits.pages) throw new Unreadable('too-many-pages', source.pages);
    const onPage = (page: number) => limits.onProgress({ page, pages: source.pages });
    const sheets: Sheet[] = [];
    for (let page = 1; page <= source.pages; page += 1) {
      onPage(page);
      const layer = await source.textLayer(page);
      sheets.push(layer ? { page, layer } : { page, prepared: await prepare(await source.grey(page)) });
    }
    return await readSheets(sheets, ocr, onPage);
  } finally {
    await source.close();
  }
}

async function kindOf(bytes: Uint8Array): Promise<'image' | 'pdf'> {
  if (bytes.length === 0) throw new Unreadable('file-empty');
  const kind = await fileKind(bytes);
  if (kind === 'unknown') throw new Unreadable('file-type-unknown');
  return kind;
}

async function openSource(bytes: Uint8Array): Promise<Source> {
  if ((await kindOf(bytes)) === 'pdf') {
    const pdf = await openPdf(bytes);
    return { ...pdf, grey: (page) => greyPdfPage(bytes, page) };
  }
  const pages = await countImagePages(bytes);
  const grey = (page: number) => greyPage(bytes, page);
  return { pages, grey, textLayer: async () => null, close: async () => {} };
}

const receiptWords = ({ page, words }: PageWords): ReceiptWord[] =>
  words.map(({ text, confidence, box }) => ({ text, page, confidence, box }));
