import type { PDFPage } from 'pdf-lib';
import type { ClaimDocument } from './claim-document.ts';
import { A4, type Flow, FRAME, QUIET, WIDTH } from './flow.ts';
import { fill, type Words } from './words.ts';
import { widthOf } from './wrap.ts';

const SIZE = 8.5;
const BASELINE = A4[1] - 52;

/** The line at the head of every page: agency, number, version and copy, page of pages (`2 (7)`). Decoration to a screen reader. */
export function runningHeads(
  flow: Flow,
  { texts }: Words,
  input: Pick<ClaimDocument, 'number' | 'version'> & Partial<Pick<ClaimDocument, 'copy'>>,
): void {
  const pages = flow.doc.getPages();
  const version = fill(texts.headVersion, { version: input.version });
  const copy = input.copy ? [texts.copy[input.copy]] : [];
  pages.forEach((page, at) => {
    flow.tags.artifact(page, () => {
      put(flow, page, 'Opetushallitus · Utbildningsstyrelsen', 'left');
      put(flow, page, [`${texts.title} ${input.number}`, version, ...copy].join(' · '), 'middle');
      put(flow, page, `${at + 1} (${pages.length})`, 'right');
    });
  });
}

function put(flow: Flow, page: PDFPage, text: string, place: 'left' | 'middle' | 'right'): void {
  const [line] = flow.set(text, { size: SIZE, color: QUIET }, WIDTH);
  if (line === undefined) return;
  const width = widthOf(line.font, line.text, SIZE);
  const x = { left: FRAME.left, middle: FRAME.right - 60 - width, right: FRAME.right - width }[place];
  flow.line(line, x, BASELINE, page);
}
