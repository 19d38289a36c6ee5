import { linked } from './cell.ts';
import type { ClaimDocument } from './claim-document.ts';
import { type Flow, FRAME, QUIET, WIDTH } from './flow.ts';
import { receiptLabel } from './picture-pages.ts';
import { place } from './places.ts';
import { APPROVER_SEAL, addSealField, MEMBER_SEAL } from './seal-field.ts';
import { facts, section } from './table.ts';
import { fill, type Words } from './words.ts';

/** Points kept free for a seal on the last page of the claim. */
const SEAL_HEIGHT = 104;
/** Points kept free in the approver's for how one finding was settled: two lines. */
const SETTLEMENT_HEIGHT = 22;
/** Points the approver's heading and sentence take above their seal. */
const APPROVAL_HEAD = 70;

export function latePart(flow: Flow, words: Words, { lateReason }: ClaimDocument): void {
  if (lateReason === '') return;
  flow.heading(words.term((t) => t.section.late));
  flow.mark(place.late);
  flow.paragraph(lateReason);
}

/** Whom to pay and where; the claimant's identity code stands in the finance copy alone. */
export function paymentPart(flow: Flow, words: Words, { copy, payment, identityCode }: ClaimDocument): void {
  const { texts } = words;
  flow.heading(words.term((t) => t.section.payment));
  const personal: [string, string][] =
    copy === 'finance' ? [[texts.payment.identityCode, identityCode ?? texts.payment.identityCodeUnknown]] : [];
  facts(flow, [[texts.payment.holder, payment.accountHolder], ...personal, [texts.payment.iban, payment.iban]]);
  if (copy === 'claim') flow.paragraph(texts.payment.masked);
}

/** Where the paper goes, where there is any, what is attached, and by which rules the sums were computed. */
export function papersPart(flow: Flow, words: Words, input: ClaimDocument): void {
  const { texts } = words;
  if (hasOriginals(input)) {
    flow.heading(words.term((t) => t.section.originals));
    flow.paragraph(fill(texts.originals, { number: input.number }));
  }
  const files = [
    ...(input.invitation === null
      ? []
      : [{ label: texts.attachment.invitation, to: place.invitation, file: input.invitation }]),
    ...input.receipts.map((file) => ({
      label: receiptLabel(words, input, file),
      to: place.receipt(file.number),
      file,
    })),
  ];
  if (files.length > 0) {
    section(
      flow,
      words.term((t) => t.section.attachments),
      [
        { head: words.term((t) => t.column.attachment), width: 130 },
        { head: words.term((t) => t.column.file), width: WIDTH - 130 },
      ],
      files.map(({ label, to, file }) => [
        linked(words, label, to),
        [file.fileName, { text: file.sha256, size: 7.5, color: QUIET }],
      ]),
    );
  }
  flow.heading(words.term((t) => t.section.packs));
  flow.paragraph(texts.packs);
  facts(
    flow,
    input.packs.map((pack) => [pack.id, { text: `SHA-256 ${pack.sha256}`, size: 7.5 }]),
    110,
  );
}

/** Is there any paper to send? A per diem alone has none. */
const hasOriginals = ({ receipts, tripClaim }: ClaimDocument): boolean =>
  receipts.length > 0 || tripClaim.expenses.some(({ hasReceipt }) => hasReceipt);

/** The declaration the member accepted, who signed, and the place of the seal: kept together at the claim's end. */
export function signaturePart(flow: Flow, words: Words, { signature, filedBy }: ClaimDocument): void {
  const { texts } = words;
  const declaration = flow.set(signature.declarationText, { size: 9.5 }, WIDTH);
  flow.need(Math.min(500, declaration.length * 13 + 110 + SEAL_HEIGHT));
  flow.heading(words.term((t) => t.section.declaration));
  flow.paragraph(signature.declarationText);
  facts(flow, [
    [texts.signature.name, { text: signature.signedName, bold: true }],
    [texts.filedBy.label, filedBy === null ? '' : fill(texts.filedBy.named, filedBy)],
    [texts.signature.at, words.instant(signature.signedAt)],
    [texts.signature.user, signature.username],
    [texts.signature.how, texts.signature.identified[signature.identifiedBy]],
    [texts.signature.declaration, signature.declarationVersion],
  ]);
  flow.need(SEAL_HEIGHT + 8);
  flow.space(8);
  addSealField(flow, MEMBER_SEAL, texts.seal.field, SEAL_HEIGHT);
}

/**
 * The place of the approver's seal (hyväksyjä / godkännare), empty until the claim is approved: as high as the findings
 * to be settled ask, at most the rest of a page. What does not fit then is told by number.
 */
export function approvalPart(flow: Flow, words: Words, { evaluation }: ClaimDocument): void {
  const { texts } = words;
  const open = evaluation.findings.filter(({ severity }) => severity === 'review').length;
  const most = FRAME.top - FRAME.bottom - APPROVAL_HEAD;
  const height = Math.min(most, SEAL_HEIGHT + open * SETTLEMENT_HEIGHT);
  flow.need(height + APPROVAL_HEAD);
  flow.heading(words.term((t) => t.section.approval));
  flow.paragraph(texts.approval.place);
  flow.space(8);
  addSealField(flow, APPROVER_SEAL, texts.approval.field, height);
}
