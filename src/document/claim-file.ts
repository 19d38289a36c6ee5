import { PDFContext, PDFDict, PDFName, PDFNumber, type PDFObject, PDFObjectParser, PDFRef } from 'pdf-lib';

/**
 * A claim document as its readers see it: by its cross-reference tables (ISO 32000-1 § 7.5), revision by revision, never
 * by looking for objects. Our documents have classic tables and no object streams, so nothing is inflated to read one,
 * and everything about it is bounded before it is read: a hostile file is refused, not followed.
 */
export interface ClaimFile {
  context: PDFContext;
  catalog: PDFDict;
  /** Oldest first; every one but the first is an incremental update. */
  revisions: Revision[];
  /** Where the last readable revision ends; bytes behind it are no part of the document. */
  end: number;
}

export interface Revision {
  /** Where its bytes begin and end in the file. */
  start: number;
  end: number;
  /** Byte offset of its cross-reference table. */
  table: number;
  /** Byte offset of each object by its number; null for one it takes away. */
  offsets: Map<number, number | null>;
  trailer: PDFDict;
}

const MOST_REVISIONS = 16;
/** A claim of sixty receipts has about two thousand. */
const MOST_OBJECTS = 50_000;
/** Length of one row of a table (ISO 32000-1 § 7.5.4). */
const ROW = 20;
const MOST_TABLE_BYTES = MOST_OBJECTS * ROW * 2;
const MOST_DICTIONARY_BYTES = 1_000_000;
/** How many file ends are tried, from the last one, when bytes behind the document are no revision. */
const MOST_ENDS = 20;

/** The longest beginning of the file that is a document; null when there is none, or one larger than ours ever are. */
export function readClaimFile(bytes: Uint8Array): ClaimFile | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = file.length;
  for (let tries = 0; tries < MOST_ENDS && end > 0; tries++) {
    const mark = file.lastIndexOf('%%EOF', end - 1);
    if (mark === -1) return null;
    const read = readOr(() => readTo(file, mark));
    if (read !== null) return read;
    end = mark;
  }
  return null;
}

function readOr<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    // The library's errors are about tokens and offsets; what cannot be read is no document.
    return null;
  }
}

function readTo(file: Buffer, mark: number): ClaimFile {
  const context = PDFContext.create();
  const revisions = revisionsTo(file, mark, context);
  const last = revisions.at(-1);
  const offsets = new Map(revisions.flatMap((each) => [...each.offsets]));
  if (!last || offsets.size > MOST_OBJECTS) throw new Error('more objects than a claim document has');
  const bounds = [...offsets.values(), ...revisions.map(({ table }) => table), last.end]
    .filter((place) => place !== null)
    .sort((a, b) => a - b);
  for (const [number, offset] of offsets) {
    if (offset !== null) readObject(file, number, offset, after(bounds, offset), context);
  }
  context.trailerInfo = {
    Root: last.trailer.get(PDFName.of('Root')) as PDFObject,
    Info: last.trailer.get(PDFName.of('Info')) as PDFObject,
    ID: last.trailer.get(PDFName.of('ID')) as PDFObject,
  };
  return { context, catalog: context.lookup(context.trailerInfo.Root, PDFDict), revisions, end: last.end };
}

/** Every revision from the one that ends here back to the first, then turned: the oldest first. */
function revisionsTo(file: Buffer, mark: number, context: PDFContext): Revision[] {
  const found: Revision[] = [];
  let table: number | null = tableBefore(file, mark);
  while (table !== null) {
    // Each is before the one that names it, so that a circle cannot be.
    const later: Revision | undefined = found[0];
    if (found.length >= MOST_REVISIONS || (later && table >= later.table)) throw new Error('revisions go in a circle');
    const read = readTable(file, table, context);
    found.unshift({ ...read, start: 0 });
    const previous = read.trailer.get(PDFName.of('Prev'));
    table = previous instanceof PDFNumber ? previous.asNumber() : null;
  }
  return found.map((each, at) => ({ ...each, start: found[at - 1]?.end ?? 0 }));
}

function tableBefore(file: Buffer, mark: number): number {
  const said = /startxref\s+(\d{1,10})\s*$/.exec(file.toString('latin1', Math.max(0, mark - 64), mark));
  if (said === null) throw new Error('no startxref');
  return Number(said[1]);
}

function readTable(file: Buffer, table: number, context: PDFContext): Omit<Revision, 'start'> {
  const trailerAt = file.indexOf('trailer', table);
  if (trailerAt === -1 || trailerAt - table > MOST_TABLE_BYTES) throw new Error('no classic table');
  const offsets = rowsOf(file.toString('latin1', table, trailerAt));
  const mark = file.indexOf('%%EOF', trailerAt);
  if (mark === -1 || mark - trailerAt > MOST_DICTIONARY_BYTES) throw new Error('no end of the revision');
  if (tableBefore(file, mark) !== table) throw new Error('a table that is not the one its revision names');
  const trailer = PDFObjectParser.forBytes(file.subarray(trailerAt + 'trailer'.length, mark), context).parseObject();
  if (!(trailer instanceof PDFDict) || trailer.has(PDFName.of('XRefStm')) || trailer.has(PDFName.of('Encrypt')))
    throw new Error('not a trailer of ours');
  return { table, offsets, trailer, end: endOfLine(file, mark + '%%EOF'.length) };
}

const endOfLine = (file: Buffer, at: number): number =>
  at + (/^\r?\n?/.exec(file.toString('latin1', at, at + 2))?.[0].length ?? 0);

/** `xref`, then for each run of numbers its first and how many, then a row each. */
function rowsOf(text: string): Map<number, number | null> {
  const [head, ...lines] = text.split('\n');
  if (head?.trim() !== 'xref') throw new Error('not a table');
  const offsets = new Map<number, number | null>();
  let next = 0;
  let left = 0;
  for (const line of lines) {
    if (left > 0) {
      const offset = offsetIn(line);
      if (next > 0) offsets.set(next, offset);
      next += 1;
      left -= 1;
    } else if (line.trim() !== '') {
      [next = Number.NaN, left = Number.NaN] = line.split(' ').map(Number);
    }
  }
  if (left !== 0) throw new Error('a table cut short');
  return offsets;
}

/** A row of the table; null for an object that is taken away. */
function offsetIn(row: string): number | null {
  const [, offset, generation, kind] = /^(\d{10}) (\d{5}) ([nf])\s*$/.exec(row) ?? [];
  // Generations other than 0 would be objects taken away and made again, which we never do.
  if (offset === undefined || (kind === 'n' && Number(generation) !== 0)) throw new Error('not a row of ours');
  return kind === 'n' ? Number(offset) : null;
}

function readObject(file: Buffer, number: number, offset: number, next: number, context: PDFContext): void {
  const header = /^(\d+) (\d+) obj\s/.exec(file.toString('latin1', offset, offset + 24));
  if (header === null || Number(header[1]) !== number || header[2] !== '0')
    throw new Error('no object where one is named');
  const bytes = file.subarray(offset + header[0].length, next);
  context.assign(PDFRef.of(number), PDFObjectParser.forBytes(bytes, context).parseObject());
}

/** The first place behind `offset`, by halving. */
function after(sorted: number[], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const found = sorted[low];
  if (found === undefined) throw new Error('an object behind the end');
  return found;
}
