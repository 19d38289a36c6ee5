import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';
import { z } from 'zod';
import { CLAIM_DATA, MANIFEST, sha256 } from './attachments.ts';

export interface ManifestReport {
  /** Every file of the manifest is there, unchanged, and there is no other. */
  complete: boolean;
  files: { name: string; sha256: string; ok: boolean }[];
}

const ManifestShape = z.object({
  format: z.literal('matkalasku-manifest'),
  claimId: z.string(),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.int() })),
});

/** A file inside the document. */
export interface Embedded {
  name: string;
  bytes: Uint8Array;
}

/** Every attachment of the name tree (ISO 32000-1 § 7.7.4, § 7.9.6). */
export function embeddedFiles(doc: PDFDocument): Embedded[] {
  const names = doc.catalog.lookupMaybe(PDFName.of('Names'), PDFDict);
  const root = names?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
  return root ? leaves(root, 0).flatMap(embedded) : [];
}

/** How deep a name tree may be; ours has one level. */
const DEEPEST = 8;

function leaves(node: PDFDict, depth: number): PDFDict[] {
  if (depth > DEEPEST) throw new Error('name tree too deep');
  const values = node.lookupMaybe(PDFName.of('Names'), PDFArray)?.asArray() ?? [];
  const specs = values.filter((_, at) => at % 2 === 1).map((value) => node.context.lookup(value, PDFDict));
  const kids = node.lookupMaybe(PDFName.of('Kids'), PDFArray)?.asArray() ?? [];
  return [...specs, ...kids.flatMap((kid) => leaves(node.context.lookup(kid, PDFDict), depth + 1))];
}

function embedded(spec: PDFDict): Embedded[] {
  const name = spec.lookup(PDFName.of('UF'));
  const file = spec.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'));
  if (!(name instanceof PDFHexString || name instanceof PDFString) || !(file instanceof PDFRawStream)) return [];
  const bytes = file.dict.has(PDFName.of('Filter')) ? decodePDFRawStream(file).decode() : file.contents;
  return [{ name: name.decodeText(), bytes }];
}

/** Compares the attachments with the manifest, by name and hash, both ways. */
export function checkManifest(doc: PDFDocument, attachments: Embedded[], claimId: string | null): ManifestReport {
  const manifest = readManifest(attachments);
  if (manifest === null) return { complete: false, files: attachments.map((each) => report(each, false)) };
  const listed = manifest.files.map(({ name, sha256: declared, bytes }) => {
    const found = attachments.filter((each) => each.name === name);
    const same = found.length === 1 && found[0]?.bytes.length === bytes && sha256(found[0].bytes) === declared;
    return { name, sha256: declared, ok: same };
  });
  const extra = attachments.filter(
    ({ name }) => name !== MANIFEST && !manifest.files.some((file) => file.name === name),
  );
  const files = [...listed, ...extra.map((each) => report(each, false))];
  const complete =
    files.every((file) => file.ok) &&
    manifest.files.some((file) => file.name === CLAIM_DATA) &&
    manifest.claimId === claimId &&
    attachments.filter(({ name }) => name === MANIFEST).length === 1 &&
    attachments.length === hiddenOrNot(doc);
  return { complete, files };
}

const report = ({ name, bytes }: Embedded, ok: boolean) => ({ name, sha256: sha256(bytes), ok });

function readManifest(attachments: Embedded[]): z.infer<typeof ManifestShape> | null {
  const parsed = ManifestShape.safeParse(jsonOf(attachments, MANIFEST));
  return parsed.success ? parsed.data : null;
}

/** The JSON of an attachment; undefined when it is not there or is not JSON. */
export function jsonOf(attachments: Embedded[], name: string): unknown {
  const file = attachments.find((each) => each.name === name);
  try {
    return file === undefined ? undefined : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.bytes));
  } catch {
    return undefined;
  }
}

/** All embedded file streams, also those no name leads to (an annotation's, say). */
const hiddenOrNot = (doc: PDFDocument) =>
  doc.context
    .enumerateIndirectObjects()
    .filter(([, object]) => object instanceof PDFRawStream && isEmbeddedFile(object.dict)).length;

const isEmbeddedFile = (dict: PDFDict) => dict.lookup(PDFName.of('Type')) === PDFName.of('EmbeddedFile');
