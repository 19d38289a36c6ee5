import { Unreadable } from './failure.ts';
import { pdfWords } from './pdf-words.ts';
import type { PageWords } from './words.ts';

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
  // Brought in when the first PDF comes: it holds thirty megabytes.
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
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
