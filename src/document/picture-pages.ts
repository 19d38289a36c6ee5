import { drawObject, popGraphicsState, pushGraphicsState, scale, translate } from 'pdf-lib';
import { ruleName } from './calculation-part.ts';
import { linked, type StyledPiece, small } from './cell.ts';
import type { ClaimDocument, PageImage, ReceiptFile, SourceFile } from './claim-document.ts';
import { type Flow, FRAME, RULE, WIDTH } from './flow.ts';
import { linesOf, place } from './places.ts';
import { facts } from './table.ts';
import { fill, type Words } from './words.ts';

/** A file with its pages as pictures. */
export interface Pictured {
  file: SourceFile;
  heading: string;
  pictures: PageImage[];
  /** The receipt's number and the costs it proves; null for the invitation. */
  receipt: ReceiptFile | null;
}

/** Alternative texts longer than this are cut at a word: a screen reader reads them in one breath. */
const LONGEST_ALT = 4_000;
/** Rows of the claim that are named above a receipt's picture; the rest is told by number. */
const MOST_NAMED = 4;

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
  const more = costs.length - MOST_NAMED;
  const named = more > 0 ? [...costs.slice(0, MOST_NAMED), fill(words.texts.attachment.more, { n: more })] : costs;
  return `${receiptLabel(words, input, receipt)}: ${[...named, receipt.fileName].join(', ')}`;
}

/** Each picture on a page of its own under its heading, as large as the page and 72 dpi allow. */
export async function picturePages(flow: Flow, words: Words, input: ClaimDocument, pictured: Pictured): Promise<void> {
  const { heading, pictures, file } = pictured;
  const { attachment } = words.texts;
  const texts = pageTexts(file.text, pictures.length);
  for (const [at, picture] of pictures.entries()) {
    flow.newPage();
    const page = fill(attachment.page, { page: at + 1, pages: pictures.length });
    const named = pictures.length > 1 ? `${heading}, ${page}` : heading;
    if (at === 0) firstHead(flow, words, input, pictured, named);
    else flow.heading(named, null);
    await drawPicture(flow, picture, `${named}. ${altText(words, texts[at] ?? '')}`);
  }
}

/** The head of a file's first page: links and the outline lead here, and a receipt leads back to its rows. */
function firstHead(
  flow: Flow,
  words: Words,
  input: ClaimDocument,
  { heading, receipt }: Pictured,
  named: string,
): void {
  flow.mark(receipt === null ? place.invitation : place.receipt(receipt.number));
  flow.heading(named, receipt === null ? 'document' : 'receipts', heading);
  if (receipt !== null) rowsOf(flow, words, input, receipt);
}

/** What was read off each page; a text whose pages are not told apart stands with the first. */
function pageTexts(text: string, pages: number): string[] {
  const parts = text.split('\f');
  return parts.length === pages ? parts : [parts.join('\n')];
}

function altText({ texts: { attachment } }: Words, text: string): string {
  const read = text.trim();
  if (read === '') return attachment.unread;
  if (read.length <= LONGEST_ALT) return read;
  // Without a space in all of it, it is cut where it is too long.
  const word = read.slice(0, LONGEST_ALT + 1).search(/\s\S*$/);
  return `${read.slice(0, word > 0 ? word : LONGEST_ALT)} … ${attachment.cut}`;
}

/** The rows of the claim a receipt proves, each with its page: the computed lines, then the costs. */
function rowsOf(flow: Flow, words: Words, input: ClaimDocument, { expenseIds }: ReceiptFile): void {
  const { attachment, expense: kinds } = words.texts;
  const { evaluation, tripClaim } = input;
  const costs = tripClaim.expenses.filter(({ id }) => expenseIds.includes(id));
  const lines = costs.flatMap((cost) => linesOf(input, cost)).map((at) => ({ at, line: evaluation.lines[at] }));
  const line = lines.flatMap(({ at, line }) =>
    line === undefined
      ? []
      : [linked(words, `${ruleName(words.texts, line.rule)}, ${words.date(line.date)}`, place.line(at), 8)],
  );
  const cost = costs.map(({ id, kind, date }) =>
    linked(words, `${kinds[kind]}, ${words.date(date)}`, place.expense(id), 8),
  );
  facts(flow, [
    [attachment.lines, named(words, line)],
    [attachment.costs, named(words, cost)],
  ]);
  flow.space(4);
}

function named({ texts }: Words, pieces: StyledPiece[]): StyledPiece[] {
  const more = pieces.length - MOST_NAMED;
  return more <= 0 ? pieces : [...pieces.slice(0, MOST_NAMED), small(fill(texts.attachment.more, { n: more }))];
}

async function drawPicture(flow: Flow, picture: PageImage, alt: string): Promise<void> {
  // pdf-lib reads the whole buffer behind a view: a picture that shares its buffer with others is copied out of it.
  const image = await flow.doc.embedJpg(new Uint8Array(picture.bytes));
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
  // White paper on a white page has no edge of its own.
  flow.frame(x, y, width, height, RULE);
  flow.y = y;
}
