import {
  drawObject,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  scale,
  setLineWidth,
  setStrokingColor,
  stroke,
  translate,
} from 'pdf-lib';
import type { ClaimDocument, PageImage, ReceiptFile, SourceFile } from './claim-document.ts';
import { type Flow, FRAME, RULE, WIDTH } from './flow.ts';
import { fill, type Words } from './words.ts';

/** A file with its pages as pictures. */
export interface Pictured {
  file: SourceFile;
  heading: string;
  pictures: PageImage[];
}

/** Alternative texts longer than this are cut: a screen reader reads them in one breath. */
const LONGEST_ALT = 4_000;

/** `Tosite 1 (3)`. */
export const receiptLabel = ({ texts }: Words, input: ClaimDocument, receipt: ReceiptFile): string =>
  fill(texts.attachment.receipt, { n: receipt.number, count: input.receipts.length });

/** `Tosite 1 (3): taksi, 23,40 €, taksi.jpg`. */
export function receiptHeading(words: Words, input: ClaimDocument, receipt: ReceiptFile): string {
  const costs = input.tripClaim.expenses
    .filter((expense) => receipt.expenseIds.includes(expense.id))
    .map(
      ({ kind, amountCents, currency }) =>
        `${words.texts.expense[kind].toLowerCase()}, ${words.money(amountCents, currency)}`,
    );
  return `${receiptLabel(words, input, receipt)}: ${[...costs, receipt.fileName].join(', ')}`;
}

/** Each picture on a page of its own under its heading, as large as the page and 72 dpi allow. */
export async function picturePages(flow: Flow, words: Words, { file, heading, pictures }: Pictured): Promise<void> {
  const { attachment } = words.texts;
  for (const [at, picture] of pictures.entries()) {
    flow.newPage();
    const page = fill(attachment.page, { page: at + 1, pages: pictures.length });
    const named = pictures.length > 1 ? `${heading}, ${page}` : heading;
    flow.heading(named);
    // The text was read off the whole file; it stands with its first page.
    const read = at === 0 && file.text.trim() !== '' ? file.text.trim().slice(0, LONGEST_ALT) : attachment.unread;
    await drawPicture(flow, picture, `${named}. ${read}`);
  }
}

async function drawPicture(flow: Flow, picture: PageImage, alt: string): Promise<void> {
  const image = await flow.doc.embedJpg(picture.bytes);
  const room = flow.y - FRAME.bottom;
  const factor = Math.min(WIDTH / picture.width, room / picture.height, 1);
  const width = picture.width * factor;
  const height = picture.height * factor;
  const x = FRAME.left;
  const y = flow.y - height;
  const figure = flow.tags.figure(flow.tags.document, flow.fonts.drawable(alt), [x, y, x + width, y + height]);
  const name = flow.page.node.newXObject('Image', image.ref);
  flow.tags.mark(flow.page, figure, () =>
    flow.page.pushOperators(
      pushGraphicsState(),
      translate(x, y),
      scale(width, height),
      drawObject(name),
      popGraphicsState(),
    ),
  );
  frame(flow, x, y, width, height);
  flow.y = y;
}

/** A hairline round the picture: white paper on a white page has no edge of its own. */
function frame(flow: Flow, x: number, y: number, width: number, height: number): void {
  const { page } = flow;
  flow.tags.artifact(page, () =>
    page.pushOperators(setStrokingColor(RULE), setLineWidth(0.6), rectangle(x, y, width, height), stroke()),
  );
}
