import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp, { type Sharp } from 'sharp';
import type { PageImage, SourceFile } from './claim-document.ts';
import { DocumentProblem, isDocumentProblem } from './document-problem.ts';
import { isPdf } from './pdf-mark.ts';

/** Pages of one file shown in a claim. */
export const MOST_PAGES = 20;
const DPI = 150;
const POINTS_PER_INCH = 72;
/** Longest side of a picture in pixels. */
const LONGEST_SIDE = 2000;
const MOST_PIXELS = 80_000_000;
const JPEG_QUALITY = 82;

/**
 * The pages of a receipt or invitation as upright JPEGs without metadata (the original is attached unchanged beside
 * them). All pages or none.
 * @throws DocumentProblem `file-broken`, `file-encrypted`, `file-type-unknown`, `too-many-pages`, naming the file
 */
export async function picturesOf(file: SourceFile): Promise<PageImage[]> {
  try {
    const pages = await sourcePages(file);
    if (pages.length === 0) throw new DocumentProblem('file-broken', file, 'no pages');
    return pages;
  } catch (error) {
    if (isDocumentProblem(error)) throw error;
    throw new DocumentProblem('file-broken', file, error instanceof Error ? error.message : String(error));
  }
}

async function sourcePages(file: SourceFile): Promise<PageImage[]> {
  if (file.pageImages !== undefined) {
    assertCount(file, file.pageImages.length);
    return inOrder(file.pageImages, drawnPage);
  }
  return isPdf(file.bytes) ? pdfPages(file) : imagePages(file);
}

/** A page the reading process has drawn: taken as it is when it is what `upright` would make. */
async function drawnPage({ bytes }: Pick<PageImage, 'bytes'>): Promise<PageImage> {
  const { format, width, height, space, channels, orientation, icc, exif } = await sharp(bytes, reading).metadata();
  const plain = format === 'jpeg' && space === 'srgb' && channels === 3 && (orientation ?? 1) === 1 && !icc && !exif;
  const fits = Math.max(width, height) <= LONGEST_SIDE;
  return plain && fits ? { bytes, width, height } : upright(sharp(bytes, reading));
}

const reading = { failOn: 'error', limitInputPixels: MOST_PIXELS } as const;

async function pdfPages(file: SourceFile): Promise<PageImage[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(new Uint8Array(file.bytes)).catch((error: Error) => {
      // One that opens without a password (only printing forbidden, say) is shown like any other.
      const encrypted = /password|security/i.test(error.message);
      throw new DocumentProblem(encrypted ? 'file-encrypted' : 'file-broken', file, error.message);
    });
    assertCount(file, document.getPageCount());
    const images: PageImage[] = [];
    for (const page of document.pages()) {
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const scale = Math.min(DPI / POINTS_PER_INCH, LONGEST_SIDE / Math.max(originalWidth, originalHeight, 1));
      const { data, width, height } = await page.render({ scale, render: 'bitmap', renderFormFields: true });
      images.push(await upright(sharp(data, { raw: { width, height, channels: 4 } })));
    }
    document.destroy();
    return images;
  } finally {
    library.destroy();
  }
}

async function imagePages(file: SourceFile): Promise<PageImage[]> {
  const metadata = await sharp(file.bytes, reading)
    .metadata()
    .catch((error: Error) => {
      const unknown = /unsupported image format/i.test(error.message);
      throw new DocumentProblem(unknown ? 'file-type-unknown' : 'file-broken', file, error.message);
    });
  // Only a TIFF's pages are pages; the frames of an animation are not.
  const count = metadata.format === 'tiff' ? (metadata.pages ?? 1) : 1;
  assertCount(file, count);
  return inOrder(
    Array.from({ length: count }, (_, page) => page),
    (page) => upright(sharp(file.bytes, { ...reading, ...(count > 1 ? { page } : {}) })),
  );
}

/** Turned by its EXIF orientation, on white, sRGB, at most 2000 px, no metadata. */
async function upright(image: Sharp): Promise<PageImage> {
  const { data, info } = await image
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { bytes: new Uint8Array(data), width: info.width, height: info.height };
}

function assertCount(file: SourceFile, count: number): void {
  if (count > MOST_PAGES) throw new DocumentProblem('too-many-pages', file, `${count} pages, at most ${MOST_PAGES}`);
}

/** One after the other: twenty pages at once would hold twenty bitmaps in memory. */
async function inOrder<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
