import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRawStream, type PDFRef } from 'pdf-lib';
import { type Changed, increment } from '../../src/document/increment.ts';

/** What somebody who wants another sum paid may do to a sealed file. */

/** A small generator with a seed (mulberry32), so that a failing place can be found again. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const flipped = (pdf: Uint8Array, at: number, mask: number): Uint8Array => {
  const changed = new Uint8Array(pdf);
  changed[at] = (changed[at] ?? 0) ^ mask;
  return changed;
};

/** The file with one more revision behind it: the objects `change` names, and every new one. */
export async function grown(pdf: Uint8Array, change: (doc: PDFDocument) => PDFRef[]): Promise<Uint8Array> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  const before = doc.context.largestObjectNumber;
  const named = change(doc).map((ref): Changed => ({ ref, object: doc.context.lookup(ref) as PDFDict }));
  const fresh = doc.context
    .enumerateIndirectObjects()
    .filter(([ref]) => ref.objectNumber > before)
    .map(([ref, object]): Changed => ({ ref, object }));
  return increment(pdf, doc, [...named, ...fresh]).bytes;
}

const name = (text: string) => PDFName.of(text);
const firstPage = (doc: PDFDocument) => doc.getPages()[0]?.ref as PDFRef;
const root = (doc: PDFDocument) => doc.context.trailerInfo.Root as PDFRef;

/** Other content under the number of the first page's. */
export function shadowPage(doc: PDFDocument): PDFRef[] {
  const contents = doc.context.lookup(firstPage(doc), PDFDict).get(name('Contents'));
  const ref = (contents instanceof PDFArray ? contents.get(0) : contents) as PDFRef;
  doc.context.assign(ref, doc.context.stream('BT ET'));
  return [ref];
}

/** One more page at the end of the list. */
export function addPage(doc: PDFDocument): PDFRef[] {
  const pages = doc.catalog.get(name('Pages')) as PDFRef;
  const tree = doc.context.lookup(pages, PDFDict);
  const page = doc.context.register(doc.context.obj({ Type: 'Page', Parent: pages, MediaBox: [0, 0, 595, 842] }));
  tree.lookup(name('Kids'), PDFArray).push(page);
  tree.set(name('Count'), PDFNumber.of(tree.lookup(name('Count'), PDFNumber).asNumber() + 1));
  return [pages];
}

/** A text laid over the first page. */
export function addNote(doc: PDFDocument): PDFRef[] {
  const page = doc.context.lookup(firstPage(doc), PDFDict);
  const note = doc.context.obj({ Type: 'Annot', Subtype: 'FreeText', Rect: [50, 50, 300, 90] });
  note.set(name('Contents'), PDFHexString.fromText('Maksetaan 999,00 €'));
  const held = page.lookupMaybe(name('Annots'), PDFArray)?.asArray() ?? [];
  page.set(name('Annots'), doc.context.obj([...held, doc.context.register(note)]));
  return [firstPage(doc)];
}

/** Other bytes under the number of the first picture that is attached. */
export function swapAttachment(doc: PDFDocument): PDFRef[] {
  for (const [ref, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.get(name('Subtype')) !== name('image/jpeg')) continue;
    const other = new Uint8Array(object.contents);
    other[other.length - 3] = (other.at(-3) ?? 0) ^ 1;
    doc.context.assign(ref, PDFRawStream.of(object.dict, other));
    return [ref];
  }
  throw new Error('no picture is attached');
}

/** A script that runs when the file is opened. */
export function addScript(doc: PDFDocument): PDFRef[] {
  doc.catalog.set(name('OpenAction'), doc.context.obj({ S: 'JavaScript', JS: PDFHexString.fromText('app.alert(1)') }));
  return [root(doc)];
}

/** The seals' fields are no longer in the form. */
export function dropFields(doc: PDFDocument): PDFRef[] {
  doc.catalog.lookup(name('AcroForm'), PDFDict).set(name('Fields'), doc.context.obj([]));
  return [doc.catalog.get(name('AcroForm')) as PDFRef];
}

/** An object nothing leads to. */
export function addHidden(doc: PDFDocument): PDFRef[] {
  doc.context.register(doc.context.obj({ Note: PDFHexString.fromText('hidden') }));
  return [];
}
