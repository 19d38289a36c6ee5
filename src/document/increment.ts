import { type PDFDocument, PDFHexString, type PDFObject, PDFRef } from 'pdf-lib';
import { sha256 } from './attachments.ts';

/** An object of an increment: pdf-lib's, or its bytes when their exact places matter. */
export type Changed = { ref: PDFRef; object: PDFObject | Uint8Array };

/** The grown file, and where each changed object's own bytes begin in it. */
export interface Grown {
  bytes: Uint8Array;
  offsets: Map<PDFRef, number>;
}

/**
 * Adds changed and new objects behind a file and leaves every earlier byte as it was (incremental update, ISO
 * 32000-1 § 7.5.6), so that earlier seals stay good. The file must have a classic cross-reference table.
 */
export function increment(original: Uint8Array, doc: PDFDocument, changed: Changed[]): Grown {
  const parts: Uint8Array[] = [original, ascii('\n')];
  let length = original.length + 1;
  const add = (bytes: Uint8Array) => {
    parts.push(bytes);
    length += bytes.length;
  };
  const headers = new Map<PDFRef, number>();
  const offsets = new Map<PDFRef, number>();
  for (const { ref, object } of changed) {
    headers.set(ref, length);
    add(ascii(`${ref.objectNumber} ${ref.generationNumber} obj\n`));
    offsets.set(ref, length);
    add(object instanceof Uint8Array ? object : serialised(object));
    add(ascii('\nendobj\n'));
  }
  const table = length;
  const id = sha256(joined(parts.slice(1), length - original.length)).slice(0, 32);
  add(ascii(`${crossReferences(headers)}${trailer(original, doc, id)}startxref\n${table}\n%%EOF\n`));
  return { bytes: joined(parts, length), offsets };
}

function joined(parts: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const ascii = (text: string) => new TextEncoder().encode(text);

function serialised(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return bytes;
}

/** One subsection per run of consecutive numbers (ISO 32000-1 § 7.5.4); every entry is 20 bytes. */
function crossReferences(headers: Map<PDFRef, number>): string {
  const entries = [...headers].sort(([a], [b]) => a.objectNumber - b.objectNumber);
  const sections: [PDFRef, number][][] = [];
  for (const entry of entries) {
    const last = sections.at(-1);
    if (last !== undefined && last.at(-1)?.[0].objectNumber === entry[0].objectNumber - 1) last.push(entry);
    else sections.push([entry]);
  }
  const written = sections.map((section) => {
    const rows = section.map(([ref, offset]) => `${digits(offset, 10)} ${digits(ref.generationNumber, 5)} n \n`);
    return `${section[0]?.[0].objectNumber} ${section.length}\n${rows.join('')}`;
  });
  return `xref\n${written.join('')}`;
}

const digits = (value: number, count: number) => String(value).padStart(count, '0');

/** The first half of the file identifier stays (ISO 32000-1 § 14.4); the second is `id`, in hex, from what was added. */
function trailer(original: Uint8Array, doc: PDFDocument, id: string): string {
  const { context } = doc;
  const { Root, Info, ID } = context.trailerInfo;
  const first = ID && 'get' in ID ? (ID as unknown as { get(at: number): PDFObject }).get(0) : undefined;
  const second = PDFHexString.of(id);
  const fields = [
    `/Size ${context.largestObjectNumber + 1}`,
    `/Root ${Root}`,
    Info instanceof PDFRef ? `/Info ${Info}` : '',
    `/ID [ ${first ?? second} ${second} ]`,
    `/Prev ${lastTable(original)}`,
  ];
  return `trailer\n<< ${fields.filter((field) => field !== '').join(' ')} >>\n`;
}

function lastTable(original: Uint8Array): number {
  const tail = Buffer.from(original.subarray(-2048)).toString('latin1');
  const found = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail);
  if (found === null) throw new Error('the file has no startxref at its end');
  return Number(found[1]);
}
