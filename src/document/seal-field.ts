import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import { type Flow, FRAME, WIDTH } from './flow.ts';

/** Name of the field that holds the member's seal; the verifier tells seals apart by it. */
export const MEMBER_SEAL = 'member-seal';
/** Name of the field that is filled when the claim is approved. */
export const APPROVER_SEAL = 'approver-seal';
export type SealField = typeof MEMBER_SEAL | typeof APPROVER_SEAL;
/** Annotation flags Print and Locked (ISO 32000-1 § 12.5.3): what PDF/A asks of a widget. */
const PRINT_AND_LOCKED = 132;

/**
 * An empty signature field (ISO 32000-1 § 12.7.4.5) over the full text width, tagged, `height` points high. Sealing
 * fills it in an increment and touches nothing else, so the pages stay as they were built.
 */
export function addSealField(flow: Flow, field: SealField, label: string, height: number): void {
  const { doc, page, tags } = flow;
  const { context } = doc;
  const rect = [FRAME.left, flow.y - height, FRAME.left + WIDTH, flow.y];
  const empty = context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, WIDTH, height] });
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFHexString.fromText(field),
    TU: PDFHexString.fromText(label),
    F: PRINT_AND_LOCKED,
    Rect: rect,
    P: page.ref,
    AP: { N: context.register(empty) },
  });
  const widgetRef = context.register(widget);
  const element = tags.element('Form', tags.document);
  widget.set(PDFName.of('StructParent'), PDFNumber.of(tags.field(page, element, widgetRef)));
  page.node.addAnnot(widgetRef);
  fieldsOf(doc).push(widgetRef);
  flow.space(height);
}

/** The document's list of fields, made with the first one. */
function fieldsOf({ catalog, context }: PDFDocument): PDFArray {
  const held = catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  if (held) return held.lookup(PDFName.of('Fields'), PDFArray);
  const fields = context.obj([]);
  catalog.set(PDFName.of('AcroForm'), context.register(context.obj({ Fields: fields })));
  return fields;
}

/** A signature field by its name, or null. */
export function findField(acroForm: PDFDict, name: string): { ref: PDFRef; dict: PDFDict } | null {
  const fields = acroForm.lookup(PDFName.of('Fields'));
  if (!fields || !('asArray' in fields)) return null;
  for (const ref of (fields as { asArray(): unknown[] }).asArray()) {
    if (!(ref instanceof PDFRef)) continue;
    const dict = acroForm.context.lookupMaybe(ref, PDFDict);
    const called = dict?.lookup(PDFName.of('T'));
    if (dict && called && 'decodeText' in called && (called as PDFHexString).decodeText() === name)
      return { ref, dict };
  }
  return null;
}
