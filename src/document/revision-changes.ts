import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef, PDFString } from 'pdf-lib';
import type { ClaimFile, Revision } from './claim-file.ts';
import { reached, sameBut, sameObject, within } from './object-walk.ts';
import { APPROVER_SEAL, findField } from './seal-field.ts';

/** What an increment that is not ours changed, as people would call it. */
export const changeKinds = ['pages', 'annotations', 'attachments', 'fields', 'scripts', 'objects'] as const;
export type ChangeKind = (typeof changeKinds)[number];

type Change = { number: number; old: PDFObject | undefined; now: PDFObject | undefined };

/** What stands behind `before` in `after`, which is the same file, longer. */
function changesSince(before: ClaimFile, after: ClaimFile): Change[] {
  const later = after.revisions.slice(before.revisions.length);
  const numbers = new Set(later.flatMap(({ offsets }) => [...offsets.keys()]));
  return [...numbers]
    .map((number) => ({
      number,
      old: before.context.lookup(PDFRef.of(number)),
      now: after.context.lookup(PDFRef.of(number)),
    }))
    .filter(({ old, now }) => !sameObject(old, now));
}

/**
 * True when what stands behind is the approver's seal as this service adds it, and nothing else: the empty field filled,
 * its picture with its fonts, and proofs in the security store. Every new object must belong to one of these, every
 * changed one must be changed in that alone, and the bytes must be just those objects.
 */
export function isApproval(bytes: Uint8Array, before: ClaimFile, after: ClaimFile): boolean {
  const [added, ...more] = after.revisions.slice(before.revisions.length);
  const field = findField(before.catalog.lookup(name('AcroForm'), PDFDict), APPROVER_SEAL);
  const filled = field && after.context.lookup(field.ref);
  if (!added || more.length > 0 || !field || !(filled instanceof PDFDict) || field.dict.has(name('V'))) return false;
  const isNew = (ref: PDFRef) => before.context.lookup(ref) === undefined;
  const store = after.catalog.get(name('DSS'));
  const ours = reached(
    [filled.get(name('V')), filled.get(name('AP')), store],
    (ref) => after.context.lookup(ref),
    isNew,
  );
  const signature = filled.get(name('V'));
  return (
    signature instanceof PDFRef &&
    isNew(signature) &&
    sameTrailer(before, after) &&
    changesSince(before, after).every((change) =>
      change.old === undefined
        ? ours.has(change.number) && isHarmless(change.now)
        : mayChange(change, before, field.ref),
    ) &&
    isJust(bytes, added, after, signature)
  );
}

const name = (text: string) => PDFName.of(text);

const sameTrailer = (before: ClaimFile, after: ClaimFile): boolean =>
  (['Root', 'Info'] as const).every(
    (key) => String(before.context.trailerInfo[key]) === String(after.context.trailerInfo[key]),
  );

/** An earlier object may be changed in this alone. */
function mayChange({ number, old, now }: Change, { catalog, context }: ClaimFile, field: PDFRef): boolean {
  if (!(old instanceof PDFDict && now instanceof PDFDict)) return false;
  const is = (object: PDFObject | undefined) => object instanceof PDFRef && object.objectNumber === number;
  if (is(field)) return sameBut(old, now, 'V', 'AP');
  if (is(catalog.get(name('AcroForm')))) return sameBut(old, now, 'SigFlags');
  if (is(context.trailerInfo.Root)) return sameBut(old, now, 'DSS') && !old.has(name('DSS'));
  if (is(catalog.get(name('DSS')))) return sameBut(old, now, 'Certs', 'CRLs', 'OCSPs') && growsOnly(old, now);
  return false;
}

/** Proofs are added to the store, none is taken away. */
const growsOnly = (old: PDFDict, now: PDFDict): boolean =>
  ['Certs', 'CRLs', 'OCSPs'].every((key) => {
    const [was, is] = [old, now].map((dict) => dict.lookupMaybe(name(key), PDFArray)?.asArray().map(String) ?? []);
    return was?.every((each, at) => is?.[at] === each) ?? false;
  });

const HARMFUL = ['A', 'AA', 'JS', 'OpenAction', 'EF', 'Annots', 'Kids'];

/** No action, script, file or page hides in what the seal's picture leads to. */
function isHarmless(object: PDFObject | undefined): boolean {
  if (object === undefined) return false;
  return [...within(object)].every((each) => {
    const dict = each instanceof PDFRawStream ? each.dict : each;
    return !(dict instanceof PDFDict) || HARMFUL.every((key) => !dict.has(name(key)));
  });
}

/**
 * The increment's bytes are its objects one behind the other, each as it is written by us, then the table: nothing
 * hides between them for a program that looks for objects instead of reading the table. Only the signature is written
 * by hand, so of it only the end is looked at.
 */
function isJust(
  bytes: Uint8Array,
  { start, table, offsets }: Revision,
  { context }: ClaimFile,
  signature: PDFRef,
): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const placed = [...offsets].sort(([, a], [, b]) => (a ?? 0) - (b ?? 0));
  let at = start + 1;
  for (const [place, [number, offset]] of placed.entries()) {
    const object = context.lookup(PDFRef.of(number));
    const next = placed[place + 1]?.[1] ?? table;
    if (offset !== at || object === undefined) return false;
    const slice = file.subarray(offset, next);
    if (
      number === signature.objectNumber
        ? slice.toString('latin1').split('endobj').length !== 2
        : !slice.equals(written(number, object))
    )
      return false;
    at = next;
  }
  return at === table && file[start] === 0x0a;
}

function written(number: number, object: PDFObject): Buffer {
  const body = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(body, 0);
  return Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
}

/** What changed, in the order people care. Something always did: bytes were added. */
export function kindsSince(before: ClaimFile, after: ClaimFile): ChangeKind[] {
  const shown = shownBy(after);
  const kinds = new Set(changesSince(before, after).map((change) => kindOf(change, shown)));
  if (kinds.size === 0) kinds.add('objects');
  return changeKinds.filter((kind) => kinds.has(kind));
}

/** Numbers of the objects the pages are drawn from. */
function shownBy({ context }: ClaimFile): Set<number> {
  const pages = context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (typeIs(object, 'Page') ? [object as PDFDict] : []));
  const drawn = pages.flatMap((page) => [page.get(name('Contents')), page.get(name('Resources'))]);
  return reached(drawn, (ref) => context.lookup(ref));
}

const dictOf = (object: PDFObject | undefined): PDFDict | null =>
  object instanceof PDFRawStream ? object.dict : object instanceof PDFDict ? object : null;
const typeIs = (object: PDFObject | undefined, ...types: string[]): boolean =>
  types.some((type) => dictOf(object)?.get(name('Type')) === name(type));

function kindOf({ number, old, now }: Change, shown: Set<number>): ChangeKind {
  const [was, is] = [dictOf(old), dictOf(now)];
  if (now !== undefined && hasScript(now)) return 'scripts';
  if (typeIs(now, 'Catalog') && was && is) return catalogKind(was, is);
  if (typeIs(now, 'Page') && was && is && sameBut(was, is, 'Annots', 'StructParents', 'Tabs')) return 'annotations';
  return kindByType(is ?? was) ?? (shown.has(number) ? 'pages' : 'objects');
}

function kindByType(dict: PDFDict | null): ChangeKind | null {
  if (dict === null) return null;
  if (typeIs(dict, 'Page', 'Pages')) return 'pages';
  if (typeIs(dict, 'EmbeddedFile', 'Filespec')) return 'attachments';
  if (typeIs(dict, 'Sig') || dict.has(name('FT')) || dict.has(name('Fields'))) return 'fields';
  return typeIs(dict, 'Annot') || (dict.has(name('Rect')) && dict.has(name('Subtype'))) ? 'annotations' : null;
}

function catalogKind(was: PDFDict, is: PDFDict): ChangeKind {
  const changed = ['Pages', 'AcroForm', 'Names', 'AF'].find(
    (key) => !sameObject(was.get(name(key)), is.get(name(key))),
  );
  if (changed === 'Pages') return 'pages';
  if (changed === 'AcroForm') return 'fields';
  return changed === undefined ? 'objects' : 'attachments';
}

const hasScript = (object: PDFObject): boolean =>
  [...within(object)].some((each) => {
    const dict = dictOf(each);
    return (
      dict !== null &&
      (dict.get(name('S')) === name('JavaScript') ||
        dict.get(name('JS')) instanceof PDFString ||
        dict.has(name('OpenAction')))
    );
  });
