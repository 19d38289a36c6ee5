import { PDFiumLibrary } from '@hyzyla/pdfium';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A run of text on a page: its place in points from the lower left. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The text runs of every page as another program reads them. */
export async function runsOf(pdf: Uint8Array): Promise<Run[][]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const doc = await task.promise;
  const pages: Run[][] = [];
  for (let number = 1; number <= doc.numPages; number++) {
    const { items } = await (await doc.getPage(number)).getTextContent();
    pages.push(items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [runOf(item)] : [])));
  }
  await task.destroy();
  return pages;
}

const runOf = (item: { str: string; transform: number[]; width: number; height: number }): Run => ({
  text: item.str,
  x: item.transform[4] ?? 0,
  y: item.transform[5] ?? 0,
  width: item.width,
  height: item.height,
});

export const textOf = (runs: Run[]) =>
  runs
    .map((run) => run.text)
    .join(' ')
    .replace(/\s+/g, ' ');

/** A page as grey pixels, `scale` pixels to a point; 0 is black. */
export interface Ink {
  width: number;
  height: number;
  scale: number;
  at(x: number, y: number): number;
}

export async function inkOf(pdf: Uint8Array, scale: number): Promise<Ink[]> {
  const library = await PDFiumLibrary.init();
  const doc = await library.loadDocument(new Uint8Array(pdf));
  const pages: Ink[] = [];
  for (const page of doc.pages()) {
    const { data, width, height } = await page.render({ scale, render: 'bitmap', renderFormFields: true });
    const copy = new Uint8Array(data);
    pages.push({ width, height, scale, at: (x, y) => copy[4 * (y * width + x) + 1] ?? 255 });
  }
  doc.destroy();
  library.destroy();
  return pages;
}

/** Dark pixels inside a box given in points from the lower left of an A4 page. */
export function darkIn(ink: Ink, left: number, bottom: number, right: number, top: number): number {
  let dark = 0;
  for (let y = Math.max(0, Math.floor(ink.height - top * ink.scale)); y < ink.height - bottom * ink.scale; y++) {
    for (let x = Math.max(0, Math.floor(left * ink.scale)); x < Math.min(ink.width, right * ink.scale); x++) {
      if (ink.at(x, y) < 160) dark++;
    }
  }
  return dark;
}

/** The margins of the documents in points; the running head stands inside them. */
const MARGIN = { left: 55, right: 540.5, bottom: 60, top: 800 };

export const inside = ({ x, y, width, height }: Run): boolean =>
  x >= MARGIN.left && x + width <= MARGIN.right && y >= MARGIN.bottom && y + height <= MARGIN.top;
