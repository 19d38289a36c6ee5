import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import type { Turn } from '../claim/reading.ts';
import { Unreadable } from './failure.ts';
import type { Grey } from './picture.ts';

/** Pages are drawn at this resolution for reading, or lower where the page is too large. */
const DPI = 220;
const MOST_PIXELS = 6_000_000;

/** A PDF for its pictures: pages are counted from 1 and drawn as they are seen, turned by their /Rotate. */
export type DrawnPdf = {
  pages: number;
  /** A page in grey. Throws `Unreadable`: file-broken, file-encrypted. */
  grey: (page: number) => Promise<Grey>;
  /** A page as a JPEG of at most `widthPx`, turned. Throws `Unreadable`. */
  jpeg: (page: number, widthPx: number, turn: Turn) => Promise<Uint8Array>;
  close: () => void;
};

/** Opens a PDF for drawing. Throws `Unreadable`: file-broken, file-encrypted. */
export async function openDrawnPdf(bytes: Uint8Array): Promise<DrawnPdf> {
  const library = await PDFiumLibrary.init();
  const document = await drawing(() => library.loadDocument(bytes)).catch((error: unknown) => {
    library.destroy();
    throw error;
  });
  const draw = (page: number, scaleFor: (widthPt: number, heightPt: number) => number, colorSpace: 'Gray' | 'BGRA') =>
    drawing(() => {
      const sheet = document.getPage(page - 1);
      const { originalWidth, originalHeight } = sheet.getOriginalSize();
      const most = Math.sqrt(MOST_PIXELS / (originalWidth * originalHeight));
      const scale = Math.min(scaleFor(originalWidth, originalHeight), most);
      // The library draws whole points: a page of less than one has no picture.
      const least = Math.min(Math.floor(originalWidth), Math.floor(originalHeight)) * scale;
      if (!(least >= 1)) throw new Unreadable('file-broken');
      return sheet.render({ scale, colorSpace, render: async ({ data }) => data });
    });
  return {
    pages: document.getPageCount(),
    grey: (page) => draw(page, () => DPI / 72, 'Gray'),
    async jpeg(page, widthPx, turn) {
      const scaleFor = (width: number, height: number) => widthPx / (turn % 180 === 0 ? width : height);
      const { data, width, height } = await draw(page, scaleFor, 'BGRA');
      const picture = sharp(data, { raw: { width, height, channels: 4 } });
      return picture.rotate(turn).flatten({ background: '#fff' }).jpeg({ quality: 82 }).toBuffer();
    },
    close() {
      document.destroy();
      library.destroy();
    },
  };
}

async function drawing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const locked = error instanceof Error && /password/i.test(error.message);
    throw new Unreadable(locked ? 'file-encrypted' : 'file-broken');
  }
}
