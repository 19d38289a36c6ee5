import type { Turn } from '../claim/reading.ts';
import { Unreadable } from './failure.ts';
import { fileKind } from './file-kind.ts';
import { openPdf } from './pdf.ts';
import { type DrawnPdf, openDrawnPdf } from './pdf-picture.ts';
import { type Grey, openPicture } from './picture.ts';
import type { PageWords } from './words.ts';

/** A stranger's file opened for reading: how many pages, and for each (from 1) its text layer and its pixels. */
export type Source = {
  pages: number;
  /** True once a page could be had only by overlooking damage. */
  isDamaged: () => boolean;
  textLayer: (page: number) => Promise<PageWords | null>;
  grey: (page: number) => Promise<Grey>;
  close: () => Promise<void>;
};

/** The same opened for looking at. */
export type Shown = {
  pages: number;
  jpeg: (page: number, widthPx: number, turn: Turn) => Promise<Uint8Array>;
  close: () => void;
};

/** Opens a file by what it is, never by its name. Throws `Unreadable`. */
export async function openSource(bytes: Uint8Array): Promise<Source> {
  if ((await knownKind(bytes)) === 'pdf') return pdfSource(bytes);
  return { ...(await openPicture(bytes)), textLayer: async () => null, close: async () => {} };
}

/** Opens a file for its pictures alone. Throws `Unreadable`. */
export async function openShown(bytes: Uint8Array): Promise<Shown> {
  if ((await knownKind(bytes)) === 'pdf') return openDrawnPdf(bytes);
  return { ...(await openPicture(bytes)), close: () => {} };
}

async function knownKind(bytes: Uint8Array): Promise<'image' | 'pdf'> {
  if (bytes.length === 0) throw new Unreadable('file-empty');
  const kind = await fileKind(bytes);
  if (kind === 'unknown') throw new Unreadable('file-type-unknown');
  return kind;
}

/** The drawing part of a PDF is opened when the first page without text comes. */
async function pdfSource(bytes: Uint8Array): Promise<Source> {
  const pdf = await openPdf(bytes);
  let drawn: Promise<DrawnPdf> | null = null;
  const drawing = () => {
    drawn ??= openDrawnPdf(bytes);
    return drawn;
  };
  return {
    pages: pdf.pages,
    isDamaged: () => false,
    textLayer: pdf.textLayer,
    grey: async (page) => (await drawing()).grey(page),
    async close() {
      const open = await drawn?.catch(() => null);
      open?.close();
      await pdf.close();
    },
  };
}
