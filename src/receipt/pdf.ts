import { PDFiumLibrary } from '@hyzyla/pdfium';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { Unreadable } from './failure.ts';
import { pdfWords } from './pdf-words.ts';
import type { Grey } from './picture.ts';
import type { PageWords } from './words.ts';

/** Pages are drawn at this resolution for reading, or lower where the page is too large. */
const DPI = 220;
const MOST_PIXELS = 6_000_000;
/** A page with fewer letters than this has no text layer worth the name: it is drawn and read as a picture. */
const FEWEST_LETTERS = 30;

export type Pdf = {
  pages: number;
  /** The words of a page's text layer with their boxes, or null when it has none. */
  textLayer: (page: number) => Promise<PageWords | null>;
  close: () => Promise<void>;
};

/** Opens a PDF for its text. Throws `Unreadable`: file-encrypted, file-broken. */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  // pdfjs takes the buffer it is given for itself, hence the copy.
  const loading = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    stopAtErrors: false,
  });
  const document = await loading.promise.catch((error: unknown) => {
    throw new Unreadable(
      error instanceof Error && error.name === 'PasswordException' ? 'file-encrypted' : 'file-broken',
    );
  });
  return {
    pages: document.numPages,
    async textLayer(number) {
      // A page whose text cannot be taken out can still be drawn.
      const words = await document
        .getPage(number)
        .then(pdfWords)
        .catch(() => []);
      const letters = words.reduce((sum, word) => sum + (word.text.match(/\p{L}/gu)?.length ?? 0), 0);
      return letters < FEWEST_LETTERS ? null : { page: number, via: 'text-layer', words, confidence: 1 };
    },
    close: () => loading.destroy(),
  };
}

/** Draws one page (from 1) in grey. Throws `Unreadable` file-broken, file-encrypted. */
export function greyPdfPage(bytes: Uint8Array, page: number): Promise<Grey> {
  return drawn(
    bytes,
    page,
    (points) => {
      const most = Math.sqrt(MOST_PIXELS / (points.originalWidth * points.originalHeight));
      return Math.min(DPI / 72, most);
    },
    async (pixels, width, height) => {
      const raw = { width, height, channels: 4 } as const;
      const grey = sharp(pixels, { raw }).flatten({ background: '#fff' }).toColourspace('b-w');
      return { data: await grey.raw().toBuffer(), width, height };
    },
  );
}

/** Draws one page (from 1) as a JPEG of at most `widthPx`. Throws `Unreadable`. */
export function jpegPdfPage(bytes: Uint8Array, page: number, widthPx: number): Promise<Uint8Array> {
  return drawn(
    bytes,
    page,
    (points) => {
      const most = Math.sqrt(MOST_PIXELS / (points.originalWidth * points.originalHeight));
      return Math.min(widthPx / points.originalWidth, most);
    },
    (pixels, width, height) =>
      sharp(pixels, { raw: { width, height, channels: 4 } })
        .flatten({ background: '#fff' })
        .jpeg({ quality: 82 })
        .toBuffer(),
  );
}

type Points = { originalWidth: number; originalHeight: number };

async function drawn<T>(
  bytes: Uint8Array,
  page: number,
  scaleFor: (size: Points) => number,
  use: (pixels: Uint8Array, width: number, height: number) => Promise<T>,
): Promise<T> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const sheet = document.getPage(page - 1);
    const scale = scaleFor(sheet.getOriginalSize());
    let result: T | undefined;
    await sheet.render({
      scale,
      render: async ({ data, width, height }) => {
        result = await use(data, width, height);
        return data;
      },
    });
    document.destroy();
    if (result === undefined) throw new Error('Nothing was drawn');
    return result;
  } catch (error) {
    const locked = error instanceof Error && /password/i.test(error.message);
    throw new Unreadable(locked ? 'file-encrypted' : 'file-broken');
  } finally {
    library.destroy();
  }
}
