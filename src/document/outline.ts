import { PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFPage, type PDFRef } from 'pdf-lib';
import type { Links } from './links.ts';

/** A place in the outline (kirjanmerkit / bokmärken): a part of the claim, or a receipt under all of them. */
export interface Bookmark {
  title: string;
  page: PDFPage;
  /** Top of the place in points. */
  y: number;
  under: 'document' | 'receipts';
}

type Branch = Bookmark & { children: Branch[] };

/** Writes the outline (ISO 32000-1 § 12.3.3) and asks viewers to show it. `receipts` is the title over the receipts. */
export function addOutline(doc: PDFDocument, links: Links, bookmarks: Bookmark[], receipts: string): void {
  const root = doc.context.register(doc.context.obj({ Type: 'Outlines' }));
  hang(doc, links, root, branches(bookmarks, receipts));
  doc.catalog.set(PDFName.of('Outlines'), root);
  doc.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

function branches(bookmarks: Bookmark[], title: string): Branch[] {
  const parts = bookmarks.map((bookmark): Branch => ({ ...bookmark, children: [] }));
  const children = parts.filter(({ under }) => under === 'receipts');
  const [first] = children;
  const top = parts.filter(({ under }) => under === 'document');
  return first === undefined ? top : [...top, { ...first, title, children }];
}

function hang(doc: PDFDocument, links: Links, parent: PDFRef, branches: Branch[]): void {
  const { context } = doc;
  const refs = branches.map(() => context.nextRef());
  branches.forEach(({ title, children, ...place }, at) => {
    const item = context.obj({ Title: PDFHexString.fromText(title), Parent: parent, Dest: links.destination(place) });
    const [before, after] = [refs[at - 1], refs[at + 1]];
    if (before) item.set(PDFName.of('Prev'), before);
    if (after) item.set(PDFName.of('Next'), after);
    context.assign(refs[at] as PDFRef, item);
    if (children.length > 0) hang(doc, links, refs[at] as PDFRef, children);
  });
  const held = context.lookup(parent, PDFDict);
  const [first, last] = [refs[0], refs.at(-1)];
  if (!first || !last) return;
  held.set(PDFName.of('First'), first);
  held.set(PDFName.of('Last'), last);
  // Everything is shown opened, so what hangs below counts too.
  held.set(PDFName.of('Count'), PDFNumber.of(branches.reduce((sum, { children }) => sum + 1 + children.length, 0)));
}
