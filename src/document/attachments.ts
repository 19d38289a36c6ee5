import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type PDFDocument, PDFHexString, PDFName, type PDFRef, PDFString } from 'pdf-lib';
import type { DocumentCopy } from '../claim/document-state.ts';

/** A file inside the claim document. */
export interface Attachment {
  name: string;
  mediaType: string;
  description: string;
  bytes: Uint8Array;
  /** Of the bytes, in hex. */
  sha256: string;
  /** How it relates to the pages (ISO 32000-2 § 7.11.3): what they were made from, or the same facts as data. */
  relationship: 'Source' | 'Data';
}

/** Name of the list of all the other attachments. */
export const MANIFEST = 'manifest.json';
/** Name of the claim as data. */
export const CLAIM_DATA = 'claim.json';

export interface Manifest {
  format: 'matkalasku-manifest';
  claimId: string;
  copy: DocumentCopy;
  files: { name: string; sha256: string; bytes: number }[];
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** RFC 8785: the one way to write a value, so that its hash means something. */
export function canonicalJson(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return new TextEncoder().encode(text);
}

/** The manifest of the attachments, in their order. */
export function manifestOf(claimId: string, copy: DocumentCopy, attachments: Attachment[]): Manifest {
  return {
    format: 'matkalasku-manifest',
    claimId,
    copy,
    files: attachments.map(({ name, sha256, bytes }) => ({ name, sha256, bytes: bytes.length })),
  };
}

/** Puts the files into the document, byte for byte, as PDF/A-3 associated files (ISO 19005-3 § 6.8). */
export function attach(doc: PDFDocument, attachments: Attachment[], madeAt: Date): void {
  const { catalog, context } = doc;
  const specs = attachments.map((attachment): [string, PDFRef] => [attachment.name, fileSpec(doc, attachment, madeAt)]);
  // A name tree is read by halving: its keys stand in the order of their bytes (ISO 32000-1 § 7.9.6).
  specs.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const names = specs.flatMap(([name, ref]) => [PDFHexString.of(Buffer.from(name).toString('hex')), ref]);
  catalog.set(PDFName.of('Names'), context.obj({ EmbeddedFiles: { Names: names } }));
  catalog.set(PDFName.of('AF'), context.obj(specs.map(([, ref]) => ref)));
}

function fileSpec({ context }: PDFDocument, attachment: Attachment, madeAt: Date): PDFRef {
  const { name, mediaType, bytes, description, relationship } = attachment;
  // Not deflated: photographs and PDFs do not shrink, and trying takes seconds.
  const file = context.stream(bytes, {
    Type: 'EmbeddedFile',
    Subtype: PDFName.of(mediaType),
    Params: { Size: bytes.length, CreationDate: PDFString.fromDate(madeAt), ModDate: PDFString.fromDate(madeAt) },
  });
  const ref = context.register(file);
  return context.register(
    context.obj({
      Type: 'Filespec',
      F: PDFHexString.of(Buffer.from(name).toString('hex')),
      UF: PDFHexString.fromText(name),
      Desc: PDFHexString.fromText(description),
      AFRelationship: relationship,
      EF: { F: ref, UF: ref },
    }),
  );
}

/** A file name that is safe to write to a disk and stands alone: `tosite-2-taksi.jpg`. */
export function attachmentName(prefix: string, fileName: string): string {
  const safe = fileName
    .normalize('NFC')
    .replace(/[\p{C}/\\:*?"<>|]/gu, '_')
    .replace(/^\.+/, '_');
  const extension = /\.[^.]{1,10}$/.exec(safe)?.[0] ?? '';
  return `${prefix}-${safe.slice(0, safe.length - extension.length).slice(0, 80)}${extension}`;
}
