import { X509Certificate } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFRef, PDFString } from 'pdf-lib';
import { type CmsKey, signCms, type TimeStamp } from './cms.ts';
import { embedFonts } from './fonts.ts';
import { type Changed, type Grown, increment } from './increment.ts';
import type { Proof } from './revocation-check.ts';
import { type SealText, sealAppearance, spokenSeal } from './seal-appearance.ts';
import { findField, type SealField } from './seal-field.ts';
import { addProof } from './security-store.ts';

export interface SealOptions extends CmsKey {
  /** The signature field to fill; its name is the seal's role. */
  field: SealField;
  /** Claimed time of the seal (/M), to the second. */
  sealedAt: Date;
  text: SealText;
  /** Asked over the signature: B-T. */
  stamp?: TimeStamp | undefined;
  /** Kept in the file, under the seal: B-LT. */
  proof?: Proof | undefined;
}

/** A file with the objects it was written from, or read into. */
export interface OpenFile {
  doc: PDFDocument;
  bytes: Uint8Array;
}

export const openFile = async (bytes: Uint8Array): Promise<OpenFile> => ({
  doc: await PDFDocument.load(bytes, { updateMetadata: false }),
  bytes,
});

/**
 * Bytes kept for the CMS. Chains of three RSA 4096 certificates, one of the seal and one of the time stamp, take about
 * 14 kB; those of EC keys under half.
 */
export const RESERVED = 24_576;
/** SignaturesExist and AppendOnly (ISO 32000-1 § 12.7.2). */
const SIG_FLAGS = 3;
/** Digits of a place in the file, so that the range can be written after the places are known. */
const RANGE_WIDTH = 10;

/**
 * Fills a signature field with a PAdES seal (ETSI EN 319 142-1) in an increment: the bytes before stay as they are, and
 * so does an earlier seal. B-B; with a time stamp B-T; with proofs too B-LT. The proofs are gathered before and stand
 * in the same increment, so that the seal covers them and nothing stands behind it. EC and RSA keys.
 * @throws when the file has no such empty field
 */
export const sealPdf = async (pdf: Uint8Array, options: SealOptions): Promise<Uint8Array> =>
  sealFile(await openFile(pdf), options);

/** The same with a file that is open already; its document is changed and not to be used for another seal. */
export async function sealFile({ doc, bytes }: OpenFile, options: SealOptions): Promise<Uint8Array> {
  const before = doc.context.largestObjectNumber;
  const acroForm = doc.catalog.lookup(PDFName.of('AcroForm'), PDFDict);
  const widget = findField(acroForm, options.field);
  if (widget === null || widget.dict.has(PDFName.of('V'))) throw new Error(`no empty field ${options.field}`);
  const signatureRef = doc.context.nextRef();
  await fillField(doc, widget.dict, signatureRef, options.text);
  if (!acroForm.has(PDFName.of('SigFlags'))) nameField(widget.dict, options.text);
  acroForm.set(PDFName.of('SigFlags'), PDFNumber.of(SIG_FLAGS));
  const stored = options.proof ? addProof(doc, options.proof) : [];
  await doc.flush();
  const changed: Changed[] = doc.context
    .enumerateIndirectObjects()
    .filter(([ref]) => ref.objectNumber > before)
    .map(([ref, object]) => ({ ref, object }));
  for (const ref of stored) changed.push({ ref, object: doc.context.lookup(ref, PDFDict) });
  changed.push({ ref: widget.ref, object: widget.dict });
  changed.push({ ref: acroFormRef(doc), object: acroForm });
  changed.push({ ref: signatureRef, object: signatureDictionary(options) });
  const grown = increment(bytes, doc, changed);
  return signInPlace(grown, signatureRef, options);
}

async function fillField(doc: PDFDocument, widget: PDFDict, signature: PDFRef, text: SealText): Promise<void> {
  const fonts = await embedFonts(doc, 'SEALS');
  const [left = 0, bottom = 0, right = 0, top = 0] = widget
    .lookup(PDFName.of('Rect'), PDFArray)
    .asArray()
    .map((side) => (side instanceof PDFNumber ? side.asNumber() : 0));
  const appearance = sealAppearance(doc.context, fonts, text, right - left, top - bottom);
  widget.set(PDFName.of('V'), signature);
  widget.set(PDFName.of('AP'), doc.context.obj({ N: appearance }));
}

/** Names the field by what the seal says. Only before any seal: later it would change what an earlier one covers. */
function nameField(widget: PDFDict, text: SealText): void {
  widget.set(PDFName.of('TU'), spokenSeal(text));
  widget.set(PDFName.of('Contents'), spokenSeal(text));
}

function acroFormRef(doc: PDFDocument): PDFRef {
  const ref = doc.catalog.get(PDFName.of('AcroForm'));
  if (ref === undefined || !('objectNumber' in ref)) throw new Error('AcroForm is not an object of its own');
  return ref as PDFRef;
}

/** The signature dictionary (ISO 32000-1 § 12.8.1) with room for the range and the CMS, written by hand: the range is found by its places. */
function signatureDictionary({ sealedAt, certificatePem, text }: SealOptions): Uint8Array {
  const name = PDFHexString.fromText(commonName(certificatePem));
  const range = Array.from({ length: 3 }, () => ' '.repeat(RANGE_WIDTH)).join(' ');
  return new TextEncoder().encode(
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ${PDFString.fromDate(sealedAt)} ` +
      `/Name ${name} /Reason ${spokenSeal(text)} /ByteRange [0 ${range}] /Contents <${'0'.repeat(RESERVED * 2)}> >>`,
  );
}

/** CN of a certificate's subject; the whole subject when it has none. */
export function commonName(certificatePem: string): string {
  const { subject } = new X509Certificate(certificatePem);
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
}

/** The range is everything but `<` … `>` of the contents; first it is written, then what it covers is signed. */
async function signInPlace(
  { bytes, offsets }: Grown,
  signature: PDFRef,
  { stamp, ...key }: Pick<SealOptions, 'stamp'> & CmsKey,
): Promise<Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = offsets.get(signature) ?? 0;
  const open = file.indexOf('/Contents <', start) + '/Contents '.length;
  const close = open + RESERVED * 2 + 2;
  const range = [open, close, file.length - close].map((place) => String(place).padEnd(RANGE_WIDTH)).join(' ');
  file.write(range, file.indexOf('/ByteRange [0 ', start) + '/ByteRange [0 '.length, 'latin1');
  const cms = Buffer.from(await signCms([file.subarray(0, open), file.subarray(close)], key, stamp));
  if (cms.length > RESERVED) throw new Error(`the CMS takes ${cms.length} bytes, ${RESERVED} are reserved`);
  file.write(cms.toString('hex'), open + 1, 'latin1');
  return bytes;
}
