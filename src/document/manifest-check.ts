import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import { z } from 'zod';
import { CLAIM_DATA, MANIFEST, sha256 } from './attachments.ts';
import type { ClaimFile } from './claim-file.ts';

export interface ManifestReport {
  /** Every file of the manifest is there, unchanged, and there is no other. */
  complete: boolean;
  /** `sha256` is the one of the manifest; of a file it does not list, its own. */
  files: { name: string; sha256: string; ok: boolean; state: FileState }[];
  /** The list itself is missing or unreadable, or it is the list of another claim. */
  list: 'read' | 'missing' | 'of-another-claim';
  /** Files that stand in the document without a name that leads to them. */
  hidden: number;
}

export type FileState = 'same' | 'changed' | 'missing' | 'extra' | 'unlisted';

const ManifestShape = z.object({
  format: z.literal('matkalasku-manifest'),
  claimId: z.string(),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.int() })),
});

/** A file inside the document. */
export interface Embedded {
  name: string;
  /** Null when they are not stored as they are: this service never packs them, and nothing is unpacked here. */
  bytes: Uint8Array | null;
}

/** Every attachment of the name tree (ISO 32000-1 § 7.7.4, § 7.9.6). */
export function embeddedFiles(doc: Pick<ClaimFile, 'catalog'>): Embedded[] {
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
  const bytes = file.dict.has(PDFName.of('Filter')) || file.dict.has(PDFName.of('F')) ? null : file.contents;
  return [{ name: name.decodeText(), bytes }];
}

/** Compares the attachments with the manifest, by name and hash, both ways. */
export function checkManifest(file: ClaimFile, attachments: Embedded[], claimId: string | null): ManifestReport {
  const manifest = readManifest(attachments);
  const hidden = fileStreams(file) - attachments.length;
  if (manifest === null) {
    const files = attachments.map((each) => unlisted(each, 'unlisted'));
    return { complete: false, files, list: 'missing', hidden };
  }
  const listed = manifest.files.map((each) => listedFile(each, attachments));
  const extra = attachments.filter(
    ({ name }) => name !== MANIFEST && !manifest.files.some((each) => each.name === name),
  );
  const files = [...listed, ...extra.map((each) => unlisted(each, 'extra'))];
  const list = manifest.claimId === claimId ? 'read' : 'of-another-claim';
  const complete =
    files.every((each) => each.ok) &&
    manifest.files.some(({ name }) => name === CLAIM_DATA) &&
    list === 'read' &&
    attachments.filter(({ name }) => name === MANIFEST).length === 1 &&
    hidden === 0;
  return { complete, files, list, hidden };
}

type Listed = z.infer<typeof ManifestShape>['files'][number];

function listedFile(
  { name, sha256: declared, bytes }: Listed,
  attachments: Embedded[],
): ManifestReport['files'][number] {
  const [found, ...more] = attachments.filter((each) => each.name === name);
  const same = more.length === 0 && found?.bytes?.length === bytes && sha256(found.bytes) === declared;
  return { name, sha256: declared, ok: same, state: found === undefined ? 'missing' : same ? 'same' : 'changed' };
}

const unlisted = ({ name, bytes }: Embedded, state: FileState) => ({
  name,
  sha256: sha256(bytes ?? ''),
  ok: false,
  state,
});

function readManifest(attachments: Embedded[]): z.infer<typeof ManifestShape> | null {
  const parsed = ManifestShape.safeParse(jsonOf(attachments, MANIFEST));
  return parsed.success ? parsed.data : null;
}

/** The JSON of an attachment; undefined when it is not there or is not JSON. */
export function jsonOf(attachments: Embedded[], name: string): unknown {
  const file = attachments.find((each) => each.name === name);
  try {
    return !file?.bytes ? undefined : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.bytes));
  } catch {
    return undefined;
  }
}

/** All embedded file streams, also those no name leads to (an annotation's, say). */
const fileStreams = ({ context }: ClaimFile): number =>
  context
    .enumerateIndirectObjects()
    .filter(([, object]) => object instanceof PDFRawStream && isEmbeddedFile(object.dict)).length;

const isEmbeddedFile = (dict: PDFDict) => dict.lookup(PDFName.of('Type')) === PDFName.of('EmbeddedFile');
